"""Collect: what a learning platform gives out becomes nbgrader's ``submitted/`` folder."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from nbgrader.utils import parse_utc

from autograder.core import storage
from autograder.core.errors import disk_errors_as_course_errors
from autograder.core.results import Collected
from autograder.course.folders import Course, known
from autograder.course.submissions.archive import items
from autograder.course.submissions.contents import expected_files, name_in_submission, rank
from autograder.course.submissions.owners import Owner, Part, by_owner

TIMESTAMP = "timestamp.txt"


def collect(files: Iterable[Path], course: Course, assignment: str) -> list[Collected]:
    """Sort zips, folders and single files into ``submitted/STUDENT/ASSIGNMENT/``.

    Takes what Canvas, Moodle, Blackboard and Gradescope give out, ``STUDENT.zip``, and folders
    and zips of any of these. One that is refused says why, the others are collected. An earlier
    hand-in that is replaced is kept in ``.cs_cnn/earlier/``. Raises CourseError for an unknown
    assignment and for a full disk.
    """
    known(assignment)
    claims: dict[str, list[tuple[Owner, Collected]]] = {}
    for source in files:
        for owner, hand_in in _claims(source, assignment):
            claims.setdefault(owner.student, []).append((owner, hand_in))
    with disk_errors_as_course_errors():
        return [_placed(one, course, assignment) for who in claims for one in _agreed(claims[who])]


def _claims(source: Path, assignment: str) -> list[tuple[Owner, Collected]]:
    """The hand-ins in one source, refused ones included."""
    try:
        found = by_owner(items(source), assignment)
    except OSError as error:
        problem = f"{source} cannot be read ({error.strerror}): check its name and its access."
        return [(Owner(str(source)), Collected(str(source), problem=problem))]
    if not found:
        problem = f"{source} has no notebook and no Python file in it: is it a hand-in?"
        return [(Owner(str(source)), Collected(str(source), problem=problem))]
    return [
        (owner, _hand_in(source, owner, mine, assignment)) for owner, mine in sorted(found.items())
    ]


def _hand_in(source: Path, owner: Owner, mine: list[Part], assignment: str) -> Collected:
    hand_in = Collected(str(source), owner.student)
    hand_in.files, hand_in.notes = _chosen(mine, assignment)
    hand_in.modified = owner.attempt or max(part.modified for part in mine)
    refused = [part.problem for part in mine if part.problem]
    wanted = set(expected_files(assignment))
    if owner.student == assignment:
        hand_in.problem = f"{source} does not say whose it is: name it after the student."
    elif refused and not wanted & set(hand_in.files):
        hand_in.problem = f"{source}: the hand-in of {owner.student} is refused: {refused[0]}."
    elif not wanted & set(hand_in.files):
        hand_in.problem = _wrong_assignment(source, owner, mine, assignment)
    return hand_in


def _chosen(mine: list[Part], assignment: str) -> tuple[dict[str, bytes], list[str]]:
    """The notebook and the files of ``cs_cnn/`` under their proper names; what was left out."""
    files: dict[str, bytes] = {}
    for part in sorted(mine, key=lambda part: rank(part.path)):
        name = name_in_submission(part.path, assignment)
        if name is not None and not part.problem:
            files.setdefault(name, part.content)
    return files, [f"{part.path} was left out: {part.problem}." for part in mine if part.problem]


def _wrong_assignment(source: Path, owner: Owner, mine: list[Part], assignment: str) -> str:
    wanted = " nor ".join(expected_files(assignment))
    there = ", ".join(sorted(str(part.path) for part in mine)[:4])
    return (
        f"{source}: the hand-in of {owner.student} has neither {wanted} (it has {there}): "
        "is it for another assignment?"
    )


def _agreed(claims: list[tuple[Owner, Collected]]) -> list[Collected]:
    """One hand-in for a student: the latest attempt, its files put together.

    What only a folder's or a zip's content says about its owner may be forged by another
    student; if something else claims the same student, nobody is believed.
    """
    bad = [hand_in for _, hand_in in claims if hand_in.problem]
    good = [(owner, hand_in) for owner, hand_in in claims if not hand_in.problem]
    sources = {hand_in.source for _, hand_in in good}
    if len(sources) > 1 and not all(owner.certain for owner, _ in good):
        return bad + [_doubted(hand_in, sources) for _, hand_in in good]
    latest = max((owner.attempt for owner, _ in good), default=0.0)
    parts = [hand_in for owner, hand_in in good if owner.attempt == latest]
    return bad + ([_joined(parts)] if parts else [])


def _doubted(hand_in: Collected, sources: set[str]) -> Collected:
    hand_in.problem = (
        f"{hand_in.student} is handed in by {' and by '.join(sorted(sources))}: "
        "collect the right one alone."
    )
    return hand_in


def _joined(parts: list[Collected]) -> Collected:
    parts.sort(key=lambda part: part.modified)
    whole = parts[-1]
    whole.files = {name: data for part in parts for name, data in part.files.items()}
    whole.notes = [note for part in parts for note in part.notes]
    return whole


def _placed(hand_in: Collected, course: Course, assignment: str) -> Collected:
    """Put a hand-in in its place, unless it is there already or a newer one is."""
    if hand_in.problem:
        return hand_in
    place = course.submitted(assignment, hand_in.student)
    fingerprint = course.collected(assignment, hand_in.student)
    digest = _digest(hand_in.files)
    if place.is_dir() and fingerprint.is_file() and fingerprint.read_bytes() == digest:
        hand_in.notes.append("It was collected before; nothing changed.")
    elif place.is_dir() and _timestamp(place) > hand_in.modified:
        kept = _write(hand_in, course.earlier(assignment, hand_in.student))
        hand_in.notes.append(f"A newer hand-in is there already; this one is kept in {kept}.")
    else:
        _replace(hand_in, place, course.earlier(assignment, hand_in.student))
        storage.write(fingerprint, digest)
    return hand_in


def _replace(hand_in: Collected, place: Path, earlier: Path) -> None:
    made = _write(hand_in, place.parent, hidden=True)
    if place.is_dir():
        earlier.mkdir(parents=True, exist_ok=True)
        aside = earlier / Path(tempfile.mkdtemp(dir=earlier, prefix=_stamp(_timestamp(place))))
        place.rename(aside / place.name)
        hand_in.notes.append(f"It replaces an earlier hand-in, which is kept in {aside}.")
    made.rename(place)


def _write(hand_in: Collected, folder: Path, *, hidden: bool = False) -> Path:
    """Write the hand-in into a new folder in ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    prefix = f".{_stamp(hand_in.modified)}" if hidden else _stamp(hand_in.modified)
    made = Path(tempfile.mkdtemp(dir=folder, prefix=prefix))
    try:
        for name, content in hand_in.files.items():
            storage.write(made / name, content)
        when = datetime.fromtimestamp(hand_in.modified, UTC)
        text = when.strftime("%Y-%m-%d %H:%M:%S.%f UTC")
        storage.write(made / TIMESTAMP, text.encode())
        made.chmod(0o755)
    except BaseException:
        shutil.rmtree(made)
        raise
    return made


def _stamp(modified: float) -> str:
    return datetime.fromtimestamp(modified, UTC).strftime("%Y%m%dT%H%M%S-")


def _timestamp(place: Path) -> float:
    """When an earlier hand-in was made; 0 where it does not say."""
    try:
        when = parse_utc((place / TIMESTAMP).read_text(encoding="utf-8").strip())
    except (OSError, ValueError, OverflowError):
        return 0.0
    return float(when.replace(tzinfo=UTC).timestamp())


def _digest(files: dict[str, bytes]) -> bytes:
    digest = hashlib.blake2b(digest_size=16)
    for name, content in sorted(files.items()):
        digest.update(f"{name} {len(content)} ".encode() + content)
    return digest.hexdigest().encode()
