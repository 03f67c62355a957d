"""When a submission was handed in: as the platform tells it, else late or not, else unknown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

from autograder.course.intake.places import HandIn

TIMESTAMP = "timestamp.txt"
"""The file in a submission in which nbgrader looks for the time."""
LATE = "late.txt"
"""The file in a submission of which a platform says that it is late, but not by how much."""
_APART = 3600.0
"""Seconds between the files of a zip that show when they were handed in, not downloaded."""


@dataclass(frozen=True)
class Moment:
    """What is known of the time, and a sentence for the instructor if it is not exact."""

    time: float | None = None
    """In seconds since 1970; None if nobody tells."""
    late: bool | None = None
    """What the platform tells without a time; None: nothing."""
    sentence: str = ""


def moment(parts: Sequence[HandIn], dated: frozenset[str], zone: tzinfo | None) -> Moment:
    """When one student's submission was handed in.

    ``dated`` are the levels whose zips keep real times; ``zone`` is the one in which the platform
    writes times without naming one, None for this machine's. The date of a file counts only
    where no platform is involved, or where it keeps real ones.
    """
    one = parts[0]
    modified = max((part.modified for each in parts for part in each.parts), default=0.0)
    if told := max(each.told.when for each in parts):
        return Moment(told)
    if one.mark is None:
        return Moment(modified or None)
    if local := one.mark.local:
        return _in_zone(local, zone, one.mark.platform)
    if one.level in dated and modified:
        return Moment(modified)
    said = f"{one.mark.platform} does not say when it was handed in"
    if one.mark.late:
        return Moment(
            None,
            True,
            f"{one.mark.platform} marks it as late, but not by how much: it counts as "
            "late by a second.",
        )
    if one.mark.late is False:
        return Moment(None, False, f"{said}, only that it was in time.")
    return Moment(None, None, f"{said}: without a time it never counts as late.")


def _in_zone(local: datetime, zone: tzinfo | None, platform: str) -> Moment:
    when = local.replace(tzinfo=zone) if zone else local.astimezone()
    here = "" if zone else ", this machine's; --zone names another"
    return Moment(
        when.timestamp(),
        None,
        f"{platform} wrote {local:%Y-%m-%d %H:%M} without a time zone: read as {when:%Z}{here}.",
    )


def dated(found: Iterable[HandIn]) -> frozenset[str]:
    """The levels at which the times in Moodle's zip are those of the hand-ins.

    Older Moodles keep them, newer ones write the time of the download: then all are alike.
    """
    times: dict[str, list[tuple[float, float]]] = {}
    for one in found:
        if one.mark and one.mark.platform == "Moodle" and one.in_zip:
            latest = max((part.modified for part in one.parts), default=0.0)
            outer = max((part.downloaded for part in one.parts), default=0.0)
            times.setdefault(one.level, []).append((latest, outer))
    return frozenset(level for level, several in times.items() if _are_real(several))


def _are_real(times: list[tuple[float, float]]) -> bool:
    known = [when for when, _ in times if when]
    if len(known) < 2:
        return bool(known) and times[0][1] - known[0] > _APART
    return max(known) - min(known) > _APART


def just_late(folder: Path, due: datetime | None) -> datetime | None:
    """A second after the due date, if all that is known of a submission is that it is late."""
    known = (folder / TIMESTAMP).is_file() or not (folder / LATE).is_file()
    return None if known or due is None else due + timedelta(seconds=1)
