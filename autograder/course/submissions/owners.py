"""Who made a submission: names as learning platforms write them, and safe student ids."""

from __future__ import annotations

import hashlib
import re
import time
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from autograder.course.submissions.archive import Item
from autograder.course.submissions.contents import ARCHIVE, ENDINGS, is_archive, plain_stem

_SAFE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.@-]{0,63}")
_FILE = "|".join(re.escape(ending) for ending in (ARCHIVE, *ENDINGS))
_PATTERNS = (
    re.compile(r"(?P<who>.+)_\d+_assignsubmission_(?:file|onlinetext)_?(?P<rest>.*)"),
    re.compile(
        r".+_(?P<who>[^_]+)_attempt_(?P<time>\d{4}(?:-\d\d){5})(?:_(?P<rest>.*))?(?:\.\w+)?"
    ),
    re.compile(rf"(?P<who>[^_]+(?:_LATE)?_\d{{2,}})_\d{{2,}}_(?P<rest>.+(?:{_FILE}))"),
)
"""Moodle, Blackboard, Canvas. ``rest`` is the student's own file name."""


@dataclass(frozen=True, order=True)
class Owner:
    """A student, empty if nothing names one, and the time of the attempt."""

    student: str
    attempt: float = 0.0
    certain: bool = False
    """Whether the learning platform itself says so, in the name of the outermost file."""


def safe_id(name: str) -> str:
    """``name`` as a student id that folders, nbgrader and its exchange all take.

    Spaces become ``_``. A name that loses any other character gets a short hash of the whole
    name, so that two people never become one. The same name always gives the same id.
    """
    spaced = re.sub(r"\s+", "_", unicodedata.normalize("NFC", name).strip())
    if _SAFE.fullmatch(spaced):
        return spaced
    ascii_ = unicodedata.normalize("NFKD", spaced).encode("ascii", "ignore").decode()
    letters = re.sub(r"[^A-Za-z0-9_.@-]+", "_", ascii_).strip("_.-@")[:40]
    digest = hashlib.sha256(spaced.encode(errors="surrogatepass")).hexdigest()
    return f"{letters or 'student'}-{digest[:6]}"


@dataclass(frozen=True)
class Part:
    """One file of a submission: its path inside, its bytes, and when it was submitted."""

    path: PurePosixPath
    content: bytes
    modified: float
    problem: str = ""


def by_owner(items: Iterable[Item], assignment: str) -> dict[Owner, list[Part]]:
    """The items of one source, by their owner."""
    named: dict[Owner, list[Part]] = {}
    unnamed: list[Item] = []
    for item in items:
        marked = [(i, m) for i, m in enumerate(map(_platform, item.path.parts)) if m]
        if marked:
            index, match = marked[0]
            own = item.path.parts[index + 1 :] or (match["rest"] or item.path.name,)
            part = _part(item, PurePosixPath(*own), item.path.parts[: index + 1])
            named.setdefault(_owner(match, index), []).append(part)
        else:
            unnamed.append(item)
    return {**named, **_by_folder(unnamed, assignment)}


def _platform(part: str) -> re.Match[str] | None:
    return next((m for m in (p.fullmatch(part) for p in _PATTERNS) if m and _is_dated(m)), None)


def _is_dated(match: re.Match[str]) -> bool:
    """Whether the time in a name, if there is one, is a valid time."""
    try:
        return _attempt(match) >= 0
    except (ValueError, OverflowError):
        return False


def _attempt(match: re.Match[str]) -> float:
    when = match.groupdict().get("time")
    return time.mktime(time.strptime(when, "%Y-%m-%d-%H-%M-%S")) if when else 0.0


def _owner(match: re.Match[str], index: int) -> Owner:
    return Owner(safe_id(match["who"].replace("_LATE", "")), _attempt(match), index == 0)


def _by_folder(items: list[Item], assignment: str) -> dict[Owner, list[Part]]:
    """Without a platform's mark, a zip or folder that holds one submission names the student."""
    roots = {_root(item.path, assignment) for item in items}
    tops = {root for root in roots if not roots & set(root.parents)}
    found: dict[Owner, list[Part]] = {}
    for item in items:
        top = next(root for root in tops if item.path.is_relative_to(root))
        person = _person(top, alone=len(tops) == 1)
        part = _part(item, item.path.relative_to(top), person.parts)
        name = person.stem if is_archive(person) else person.name
        student = safe_id(name) if name else ""
        found.setdefault(Owner(student), []).append(part)
    return found


def _root(path: PurePosixPath, assignment: str) -> PurePosixPath:
    """The folder or zip that is a whole submission: above ``cs_cnn/`` and ``ASSIGNMENT/``."""
    above = path if is_archive(path) else path.parent
    if "cs_cnn" in above.parts:
        above = PurePosixPath(*above.parts[: above.parts.index("cs_cnn")])
    while len(above.parts) > 1 and plain_stem(above) in (assignment, "notebooks"):
        above = above.parent
    return above


def _person(root: PurePosixPath, *, alone: bool) -> PurePosixPath:
    """The part named after the student: the submission, or the zip that holds nothing else."""
    zips = [place for place in (root, *root.parents) if is_archive(place)]
    return zips[-1] if alone and zips else root


def _part(item: Item, path: PurePosixPath, owner: tuple[str, ...]) -> Part:
    """``owner`` is the path of the part that is named after the student.

    Times from further inside do not count: the student made them.
    """
    level = sum(is_archive(PurePosixPath(part)) for part in owner[:-1])
    modified = next((when for when in reversed(item.times[: level + 1]) if when), 0.0)
    return Part(path, item.content, modified, item.problem)
