"""How learning platforms name what they give out: one row a pattern, nothing else knows."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Kind = Literal["file", "folder"]
_FORMS = (
    "%Y-%m-%d-%H-%M-%S",
    *(
        f"{date} {hour}"
        for month in ("%b", "%B")
        for date in (f"{month} %d, %Y", f"%d {month}, %Y", f"%d {month} %Y")
        for hour in ("%I:%M %p", "%H:%M")
    ),
)
_TIME = r"\d{4}(?:-\d\d){5}"


@dataclass(frozen=True)
class Pattern:
    """How a platform names a student's files, or the folder with them.

    ``regex`` names the groups ``who``, ``number`` (the key by which grades go back), ``late``,
    ``time`` and ``rest``, the student's own file name; all but ``who`` may be missing.
    """

    platform: str
    regex: re.Pattern[str]
    kinds: tuple[Kind, ...]
    sure: bool = True
    """Whether nobody but the platform would choose such a name for a file of their own."""
    inside: tuple[str, ...] = ()
    """Ends of names, one of which the platform puts into the folder."""


PATTERNS = (
    Pattern(
        "Moodle",
        re.compile(
            r"(?P<who>.+?)(?:_(?P<number>\d+))?(?P<mark>_assignsubmission_)[a-z]+(?:_(?P<rest>.*))?"
        ),
        ("file", "folder"),
    ),
    Pattern(
        "Blackboard",
        re.compile(
            rf"(?P<title>[^_]*)_(?P<who>.+?)(?P<mark>_attempt_)(?P<time>{_TIME})"
            r"(?:_(?P<rest>.+)|\.\w+)?"
        ),
        ("file",),
        sure=False,
    ),
    Pattern(
        "Brightspace",
        re.compile(
            r"(?P<number>\d+-\d+)(?P<mark> - )(?P<who>.+?) - "
            r"(?P<time>[^-]*\b\d{4}\b[^-]*?)(?: - (?P<rest>.+))?"
        ),
        ("file", "folder"),
    ),
    Pattern(
        "Canvas",
        re.compile(
            r"(?P<late>LATE_)?(?P<mark>)(?P<who>anon_[^\W_]+)"
            r"_(?:\d+_(?P<rest>.+)|(?:text|link)\.html)"
        ),
        ("file",),
        sure=False,
    ),
    Pattern(
        "Canvas",
        re.compile(
            r"(?P<who>.+?)(?P<late>_LATE)?(?P<mark>_)"
            r"(?!(?:19|20)\d\d_\d\d?_\d\d?\.)(?P<number>\d+)_"  # a date is none of Canvas'
            r"(?:\d+_(?P<rest>.+)|(?:text|link)\.html)"
        ),
        ("file",),
        sure=False,
    ),
    Pattern(
        "Gradescope", re.compile(r"(?P<mark>submission_)(?P<number>\d+)"), ("folder",), sure=False
    ),
    Pattern(
        "Sakai",
        re.compile(r"(?P<who>[^()]+)(?P<mark>\()(?P<number>[^()\s]+)\)"),
        ("folder",),
        sure=False,
        inside=("Submission attachment(s)", "timestamp.txt", "_submissionText.html"),
    ),
    Pattern(
        "Sakai",
        re.compile(
            r"(?P<who>[^()]+)(?P<mark>\()(?P<number>[^()\s]+)\)_"
            r"(?:Submission attachment\(s\)_(?P<rest>.+)|.*submissionText\.\w+)"
        ),
        ("file",),
    ),
)

CLONES = "-submissions"
"""How the folder ends in which ``gh classroom`` clones the repositories of an assignment."""
MAX_NAME = 255
"""Characters of a name in a file system; in a zip, names may be longer."""
VERSION = re.compile(r"version[ _-]?(?P<number>\d+)", re.IGNORECASE)
"""Teams puts every version that somebody hands in into a folder of its own."""
HANDED_IN, NOT_HANDED_IN = "Submitted files", "Working files"
"""Teams keeps what was handed in beside what was not."""


EXPORTS = re.compile(
    rf"gradebook_.+_{_TIME}|.*submissions(?: ?\(\d+\))?|assignment_\d+_export", re.I
)
"""Names of the zips that Blackboard, Canvas and Gradescope give out, without the ending."""


@dataclass(frozen=True)
class Mark:
    """What a platform says in the name of a file or folder."""

    platform: str
    who: str
    number: str = ""
    late: bool | None = None
    """Whether it was handed in late; None: the platform does not tell so."""
    time: str = ""
    rest: str = field(default="", compare=False)
    sure: bool = field(default=True, compare=False)
    doubtful: bool = field(default=False, compare=False)
    """Whether the name may be read in another way, so that another person is meant."""

    @property
    def person(self) -> tuple[str, str, str]:
        """Whom the platform means, whatever was handed in and when."""
        return self.platform, self.who, self.number

    @property
    def local(self) -> datetime | None:
        """The time in the name, in the platform's zone; None if there is none."""
        text = re.sub(r"(?<= )(\d{1,2})(\d\d)(?= [AP]M$|$)", r"\1:\2", self.time)
        for form in _FORMS:
            try:
                return datetime.strptime(text, form)
            except ValueError:
                continue
        return None

    @property
    def name(self) -> str:
        """What becomes the student's id: the name with the platform's number."""
        if self.platform == "Gradescope":
            return f"submission_{self.number}"
        if self.platform == "Sakai":
            return self.number
        if self.platform == "Brightspace":  # the second number is the assignment's
            return f"{self.who}_{self.number.partition('-')[0]}"
        return f"{self.who}_{self.number}" if self.number else self.who

    @property
    def former(self) -> str:
        """What became the student's id in versions before 0.3.0; empty if it is the same."""
        if self.platform == "Moodle" and self.number:
            return self.who
        if self.platform == "Gradescope":  # whose metadata now tell a name
            return self.name
        last = self.who.rpartition("_")[2] if self.platform == "Blackboard" else self.who
        return last if last != self.who else ""


def mark(name: str, kind: Kind, inside: Collection[str] = ()) -> Mark | None:
    """What a platform says in ``name``; of several that fit, the one that says it first.

    ``inside`` names what lies in the folder.
    """
    if len(name) > MAX_NAME:
        return None
    found = [
        (match.start("mark"), number, pattern, match)
        for number, pattern in enumerate(PATTERNS)
        if kind in pattern.kinds
        and (match := pattern.regex.fullmatch(name))
        and (not pattern.inside or any(each.endswith(pattern.inside) for each in inside))
    ]
    if not found:
        return None
    _, _, pattern, match = min(found, key=lambda one: one[:2])
    said = match.groupdict()
    doubtful = len(found) > 1 or re.match(r"\d+_", said.get("rest") or "") is not None
    return Mark(
        pattern.platform,
        (said.get("who") or "").strip(),
        said.get("number") or "",
        bool(said["late"]) if "late" in said else None,
        said.get("time") or "",
        said.get("rest") or "",
        pattern.sure,
        doubtful,
    )


def clones(folder: str, names: Collection[str]) -> dict[str, Mark]:
    """What the names of GitHub Classroom's repositories say: ``hw1-ada`` in ``hw1-submissions``.

    Empty if the folder is another one, or if one of its names does not begin so.
    """
    slug = f"{folder.removesuffix(CLONES)}-"
    if not folder.endswith(CLONES) or not all(name[len(slug) :] for name in names):
        return {}
    if not all(name.startswith(slug) for name in names):
        return {}
    return {name: Mark("GitHub Classroom", name.removeprefix(slug)) for name in names}
