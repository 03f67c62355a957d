"""How learning platforms name the columns of their lists and sheets: one row a platform."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from autograder.core.errors import CourseError
from autograder.course.exports.sheet import Sheet


@dataclass(frozen=True)
class Platform:
    """Columns as a platform writes them, compared without case; translated where it does so."""

    name: str
    mark: tuple[str, ...]
    """Columns by which its files are known: all of them are there."""
    keys: tuple[str, ...]
    """What tells people apart; the first is the number or name in what `collect` takes."""
    grade: re.Pattern[str]
    """Which columns take grades."""
    blank: tuple[str, ...] = ()
    """The columns of a sheet without a template, with ``{title}``; empty: only a template works."""
    by_name: bool = False
    """Whether its list lacks the number that its hand-ins carry, so that the name decides."""


def _words(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


PLATFORMS = (
    Platform(
        "canvas",
        ("Student", "ID"),
        ("ID", "SIS User ID", "SIS Login ID"),
        _words(r".+ \(\d+\)"),
        ("Student", "ID", "SIS User ID", "SIS Login ID", "Section", "{title}"),
    ),
    Platform(
        "blackboard",
        ("Username", "Last Name"),
        ("Username", "Student ID"),
        _words(r".+\[Total Pts: .*\] ?\|\d+"),
        ("Last Name", "First Name", "Username", "{title}"),
    ),
    Platform(
        "brightspace",
        ("End-of-Line Indicator",),
        ("OrgDefinedId", "Username"),
        _words(r".+ Points Grade\b.*"),
        ("Username", "{title} Points Grade", "End-of-Line Indicator"),
        by_name=True,
    ),
    Platform("moodle", ("Identifier",), ("Identifier",), _words(r"Grade|Bewertung")),
    Platform(
        "moodle",
        ("First name", "Email address"),
        ("Username", "ID number", "Email address"),
        _words(r"(?!)"),
        by_name=True,
    ),
    Platform("gradescope", ("SID", "Email"), ("SID", "Email"), _words(r"(?!)"), by_name=True),
    Platform(
        "csv",
        (),
        ("id", "number", "student_id", "username", "login", "email"),
        _words(r"score|grade"),
        by_name=True,
    ),
)
NAMES = ("canvas", "moodle", "blackboard", "brightspace")
"""The platforms that take grades back."""
TAKE_PAGES = ("canvas", "moodle")
"""The platforms that take feedback pages back in a zip."""
FIRST = ("first name", "first_name", "firstname", "given name", "vorname", "prénom")
LAST = ("last name", "last_name", "lastname", "surname", "family name", "nachname", "nom")
WHOLE = ("student", "name", "full name", "student name", "vollständiger name")
EMAIL = ("email", "email address", "e-mail", "mail", "e-mail-adresse")


def column(sheet: Sheet, names: tuple[str, ...]) -> int | None:
    """The first of ``names`` that the sheet has as a column."""
    folded = [one.casefold() for one in sheet.columns]
    return next((folded.index(n.casefold()) for n in names if n.casefold() in folded), None)


def recognise(sheet: Sheet, wanted: str = "") -> Platform:
    """Whose file it is, of ``wanted`` if that is said. Raises CourseError."""
    for one in PLATFORMS:
        marked = all(column(sheet, (name,)) is not None for name in one.mark)
        if wanted in ("", one.name) and marked and column(sheet, one.keys) is not None:
            return one
    if wanted == "moodle" and all(re.search(r"\D[ /]?\d+$", row[0]) for row in sheet.rows):
        moodle = next(one for one in PLATFORMS if one.name == wanted)
        return replace(moodle, keys=(sheet.columns[0],))  # a translated worksheet
    named = next((one for one in PLATFORMS if one.name == wanted), PLATFORMS[-1])
    needs = " and ".join(named.mark) or f"one of {', '.join(named.keys)}"
    raise CourseError(
        f"{sheet.path.name} has no column {needs}: it has {', '.join(sheet.columns[:8])}. "
        "Export it again, or name its columns so."
    )
