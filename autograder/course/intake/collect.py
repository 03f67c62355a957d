"""Collect: a learning platform's export becomes nbgrader's ``submitted/`` folder."""

from __future__ import annotations

import functools
import hashlib
import shutil
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime, tzinfo
from pathlib import Path, PurePosixPath

from nbgrader.utils import parse_utc

from autograder.core import storage
from autograder.core.errors import disk_errors_as_course_errors
from autograder.core.results import Collected
from autograder.course.folders import Course, known
from autograder.course.intake import beside, when
from autograder.course.intake.names import safe_id
from autograder.course.intake.owners import hand_ins
from autograder.course.intake.places import HandIn, Part
from autograder.course.intake.platforms import Mark
from autograder.course.intake.when import Moment, moment
from autograder.course.lock import locked
from autograder.course.submissions.choosing import Found, choose, name_in_submission
from autograder.course.submissions.contents import expected_files
from autograder.course.submissions.notes import MENDED


def collect(
    files: Iterable[Path], course: Course, assignment: str, zone: tzinfo | None = None
) -> list[Collected]:
    """Sort zips, folders and single files into ``submitted/STUDENT/ASSIGNMENT/``.

    Takes exports of the platforms in ``platforms.py``, ``STUDENT.zip``, and folders and zips of
    any of these. A refused submission says why; the others are collected. A replaced
    submission stays in ``.cs_cnn/earlier/``. ``zone`` is that of times which a platform writes
    without one; None for this machine's. Raises CourseError for an unknown assignment and
    for a full disk.
    """
    known(assignment)
    sources = [source for source in files if source.name != beside.METADATA]
    found = [one for source in sources for one in _found(source, assignment)]
    found = _by_receipts(found)
    dated = when.dated(found)
    alike: dict[str, list[HandIn]] = {}
    for one in found:
        alike.setdefault(one.student.casefold() or one.where, []).append(one)
    with disk_errors_as_course_errors(), locked(course, f"collecting {assignment}"):
        return [
            _named_before(_placed(one, course, assignment), same[0].mark, course, assignment)
            for same in alike.values()
            for one in _decided(same, assignment, lambda last: moment(last, dated, zone))
        ]


def _found(source: Path, assignment: str) -> list[HandIn]:
    """The submissions in one source, including refused ones."""
    try:
        found = hand_ins(source, assignment)
    except OSError as error:
        problem = f"Cannot read {source} ({error.strerror}): check its name and your access to it."
        return [HandIn(source, PurePosixPath(), "", problem=problem)]
    if not found:
        problem = f"{source} contains neither a notebook nor a Python file: is it a submission?"
        return [HandIn(source, PurePosixPath(), "", problem=problem)]
    return found


def _by_receipts(found: list[HandIn]) -> list[HandIn]:
    """With the whole usernames that Blackboard's receipts give, which its names cut off."""
    told = {
        (one.mark.person, one.mark.time): safe_id(one.told.student)
        for one in found
        if one.mark and one.mark.platform == "Blackboard" and one.told.student
    }
    return [
        replace(one, student=told.get((one.mark.person, one.mark.time), one.student))
        if one.mark
        else one
        for one in found
    ]


def _decided(
    same: list[HandIn], assignment: str, told: Callable[[list[HandIn]], Moment]
) -> list[Collected]:
    """What becomes of all that one student may have handed in: the latest attempt.

    Refuses all of it if it may be several people's: names in a folder or a zip may be anybody's.
    """
    latest = max(one.attempt for one in same)
    last = [one for one in same if one.attempt == latest]
    if doubt := _doubt(same, last, assignment):
        return [Collected(one.where, one.student, one.problem or doubt) for one in same]
    whole = _collected(last, assignment)
    _time(whole, told(last), by_platform=last[0].mark is not None)
    whole.notes += [note for one in last for note in one.notes]
    whole.notes += [
        f"{one.student} handed in for a group: {', '.join(one.told.others)} have no submission of "
        "their own."
        for one in last
        if one.told.others
    ]
    if len(last) < len(same):
        whole.notes.append("There are earlier attempts as well; the latest counts.")
    return [whole]


def _doubt(same: list[HandIn], last: list[HandIn], assignment: str) -> str:
    """Why these submissions, of one id, may be several people's or cannot be put in order."""
    places = ", ".join(sorted({one.where for one in same}))
    people, levels = {one.person for one in same}, {one.level for one in same}
    if len(people) > 1 or len(levels) > 1 or _may_be_two(last, assignment):
        return (
            f"Several files claim to be from {same[0].student}: {places}. Collect only the right "
            "one, or name each after its own student."
        )
    times = {one.mark.time for one in same if one.mark}
    if len(times) > 1 and any(one.mark and one.mark.local is None for one in same):
        return f"Which attempt of {same[0].student} is the latest? Collect only that one: {places}."
    return ""


def _may_be_two(parts: list[HandIn], assignment: str) -> bool:
    """Whether names that can be read in two ways bring the same file with other content."""
    if not any(one.mark and one.mark.doubtful for one in parts):
        return False
    contents: dict[str, set[bytes]] = {}
    for part in (part for one in parts for part in one.parts):
        if name := name_in_submission(part, assignment):
            contents.setdefault(name, set()).add(part.content)
    return any(len(found) > 1 for found in contents.values())


def _time(submission: Collected, moment: Moment, *, by_platform: bool) -> None:
    submission.modified, submission.late = moment.time, bool(moment.late)
    submission.by_platform = by_platform
    submission.notes += [moment.sentence] if moment.sentence else []


def _collected(hand_ins: list[HandIn], assignment: str) -> Collected:
    """The parts of one submission put together, and what is wrong with it."""
    one = hand_ins[0]
    mine = [part for each in hand_ins for part in each.parts]
    submission = Collected(one.where, one.student)
    submission.files, submission.notes = _chosen(mine, assignment)
    submission.downloaded = max((part.downloaded for part in mine), default=0.0)
    refused = [part.problem for part in mine if part.problem]
    wanted = set(expected_files(assignment))
    if problem := next((each.problem for each in hand_ins if each.problem), ""):
        submission.problem = problem
    elif one.student in ("", assignment):
        submission.problem = (
            f"{one.where} does not say who submitted it: name it after the student."
        )
    elif refused and not wanted & set(submission.files):
        submission.problem = (
            f"{one.where}: the submission of {one.student} is refused: {refused[0]}."
        )
    elif not wanted & set(submission.files):
        submission.problem = _wrong_assignment(one, mine, assignment)
    return submission


def _chosen(mine: list[Part], assignment: str) -> tuple[dict[str, bytes], list[str]]:
    """The notebook and the files of ``cs_cnn/`` under their proper names; notes on the rest."""
    found = (
        Found(part.path, functools.partial(bytes, part.content), len(part.content))
        for part in mine
        if not part.problem
    )
    chosen = choose(found, assignment)
    if chosen.notes:
        chosen.files[MENDED] = "".join(f"{sentence}\n" for sentence in chosen.notes).encode()
    skipped = [f"{part.path} was skipped: {part.problem}." for part in mine if part.problem]
    return chosen.files, skipped + chosen.notes


def _wrong_assignment(one: HandIn, mine: list[Part], assignment: str) -> str:
    wanted = " nor ".join(expected_files(assignment))
    there = ", ".join(sorted(str(part.path) for part in mine)[:4])
    return (
        f"{one.where}: the submission of {one.student} has neither {wanted}; it contains {there}. "
        "Is it for another assignment?"
    )


def _placed(submission: Collected, course: Course, assignment: str) -> Collected:
    """Put a submission in its place, unless it or a newer one is there already."""
    if submission.problem:
        return submission
    place = course.submitted(assignment, submission.student)
    fingerprint = course.collected(assignment, submission.student)
    digest = _digest(submission.files)
    kept_digest, downloaded = _kept(fingerprint)
    if place.is_dir() and kept_digest == digest:
        changed = submission.by_platform and _set_times(submission, place)
        what = "its time is corrected" if changed else "nothing changed"
        submission.notes.append(f"Collected before; {what}.")
    elif place.is_dir() and _is_newer(place, downloaded, submission):
        kept = _write(submission, course.earlier(assignment, submission.student))
        submission.notes.append(f"A newer submission is in place; this one is kept in {kept}.")
    else:
        _replace(submission, place, course.earlier(assignment, submission.student))
        storage.write(fingerprint, digest + f" {submission.downloaded}".encode())
    return submission


def _named_before(one: Collected, mark: Mark | None, course: Course, assignment: str) -> Collected:
    """Note a submission under the id that versions before 0.3.0 gave: it would be graded twice."""
    former = safe_id(mark.former) if mark and mark.former and not one.problem else one.student
    if former != one.student and (place := course.submitted(assignment, former)).is_dir():
        one.notes.append(
            f"{former} is what an earlier version called this student, or another one of that "
            f"name. If it is the same, delete {place}, or both are graded."
        )
    return one


def _kept(fingerprint: Path) -> tuple[bytes, float]:
    """The hash of what was collected last, and when that was downloaded; 0 if unknown."""
    digest, *rest = (fingerprint.read_bytes() if fingerprint.is_file() else b"").split() or [b""]
    return digest, float(rest[0]) if rest else 0.0


def _is_newer(place: Path, downloaded: float, submission: Collected) -> bool:
    """Whether what is in place is newer: handed in later, or downloaded later if nobody tells."""
    before, now = _timestamp(place), submission.modified
    return before > now if before and now else downloaded > submission.downloaded


def _replace(submission: Collected, place: Path, earlier: Path) -> None:
    made = _write(submission, place.parent, hidden=True)
    if place.is_dir():
        aside = storage.new_folder(earlier, _stamp(_timestamp(place)))
        place.rename(aside / place.name)
        submission.notes.append(f"It replaces an earlier submission, which is now in {aside}.")
    made.rename(place)


def _write(submission: Collected, folder: Path, *, hidden: bool = False) -> Path:
    """Write the submission into a new folder in ``folder``."""
    prefix = _stamp(submission.modified)
    made = storage.new_folder(folder, f".{prefix}" if hidden else prefix)
    try:
        for name, content in {**submission.files, **_times(submission)}.items():
            storage.write(made / name, content)
    except BaseException:
        shutil.rmtree(made)
        raise
    return made


def _times(submission: Collected) -> dict[str, bytes]:
    """What is written beside the files: nbgrader's timestamp, or that it is late."""
    if submission.modified is not None:
        moment = datetime.fromtimestamp(submission.modified, UTC)
        return {when.TIMESTAMP: moment.strftime("%Y-%m-%d %H:%M:%S.%f UTC").encode()}
    return (
        {when.LATE: b"Its platform marks it as late, but not by how much."}
        if submission.late
        else {}
    )


def _set_times(submission: Collected, place: Path) -> bool:
    """Write the times beside files that are there already; False if they say so already."""
    wanted = _times(submission)
    paths = [place / name for name in (when.TIMESTAMP, when.LATE)]
    if {path.name: path.read_bytes() for path in paths if path.is_file()} == wanted:
        return False
    for path in paths:
        if path.name in wanted:
            storage.write(path, wanted[path.name])
        else:
            path.unlink(missing_ok=True)
    return True


def _stamp(modified: float | None) -> str:
    if not modified:
        return "undated-"
    return datetime.fromtimestamp(modified, UTC).strftime("%Y%m%dT%H%M%S-")


def _timestamp(place: Path) -> float:
    """When the submission in ``place`` was made; 0 if it does not say."""
    try:
        read = parse_utc((place / when.TIMESTAMP).read_text(encoding="utf-8").strip())
    except (OSError, ValueError, OverflowError):
        return 0.0
    return float(read.replace(tzinfo=UTC).timestamp())


def _digest(files: dict[str, bytes]) -> bytes:
    digest = hashlib.blake2b(digest_size=16)
    for name, content in sorted(files.items()):
        digest.update(f"{name} {len(content)} ".encode() + content)
    return digest.hexdigest().encode()
