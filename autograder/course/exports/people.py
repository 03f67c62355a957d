"""Who is who: the rows of a platform's file, and the students of the gradebook."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field

from autograder.core.errors import CourseError
from autograder.course.exports import platforms
from autograder.course.exports.platforms import Platform
from autograder.course.exports.sheet import Sheet
from autograder.course.intake.names import safe_id

_NUMBERED = re.compile(r"(?P<name>.+?)_(?P<number>\d+)(?P<hash>-[0-9a-f]{6})?")
_NOBODY = ("participant", "submission", "anon")


@dataclass
class Person:
    """One row of a platform's file."""

    row: int
    keys: list[str]
    first: str = ""
    last: str = ""
    email: str = ""

    @property
    def name(self) -> str:
        return f"{self.first} {self.last}".strip()


@dataclass
class Known:
    """A student of the course, as the gradebook has them."""

    id: str
    keys: set[str] = field(default_factory=set)


def people(sheet: Sheet, platform: Platform) -> list[Person]:
    """Everybody in the sheet; rows without a key are none. Raises CourseError."""
    keys = [at for key in platform.keys if (at := platforms.column(sheet, (key,))) is not None]
    found = []
    for number, row in enumerate(sheet.rows):
        held = [value for at in keys if (value := _key(row[at]))]
        if row[keys[0]].strip() or (held and platform.by_name):
            found.append(Person(number, held, *_names(sheet, row), _cell(sheet, row, "EMAIL")))
    if not found:
        raise CourseError(f"{sheet.path.name} lists nobody: export it again.")
    key, times = Counter(one.keys[0] for one in found).most_common(1)[0]
    if times > 1:
        raise CourseError(f"{sheet.path.name} has {key} twice: delete one of the rows.")
    return found


def match(found: list[Person], students: list[Known], platform: Platform) -> dict[int, list[str]]:
    """The ids of each person by row: by number or key first, else by a name that is one's alone.

    Nobody gets what may be another's: an id that fits two people is no one's.
    """
    fitting = {one.row: [s.id for s in students if _has_key(one, s)] for one in found}
    taken = {each for ids in fitting.values() for each in ids}
    names = Counter(_fold(one.name) for one in found)
    for one in found:
        if platform.by_name and not fitting[one.row] and names[_fold(one.name)] == 1 and one.name:
            free = (s.id for s in students if s.id not in taken)
            same = [each for each in free if _fold(_said(each)) == _fold(one.name)]
            fitting[one.row] = same if len(same) == 1 else []
    times = Counter(each for ids in fitting.values() for each in ids)
    return {row: [each for each in ids if times[each] == 1] for row, ids in fitting.items()}


def usual_id(one: Person, platform: Platform) -> str:
    """The id that `collect` will give to a hand-in of somebody who has none yet."""
    if platform.name == "canvas":
        letters = re.sub(r"\W", "", f"{one.last}{one.first}").lower()
        return safe_id(f"{letters}_{one.keys[0]}")
    return safe_id(one.name if platform.name == "moodle" and one.name else one.keys[0])


def _has_key(one: Person, student: Known) -> bool:
    ids = {safe_id(key) for key in one.keys}
    if student.id in ids or student.keys & set(one.keys):
        return True
    numbered = _NUMBERED.fullmatch(student.id)
    if not numbered or numbered["number"] not in one.keys:
        return any(student.id.endswith(f"_{key}") for key in ids if "@" in key)
    said = _fold(numbered["name"])
    nameless = not one.name or numbered["name"].casefold() in _NOBODY or numbered["hash"]
    return bool(nameless) or said == _fold(one.name)


def _said(student: str) -> str:
    """The name in an id, without its number."""
    numbered = _NUMBERED.fullmatch(student)
    return numbered["name"] if numbered else student.partition("@")[0]


def _fold(name: str) -> str:
    """A name's letters, whatever their order: 'Lovelace, Ada' is lovelaceada and Ada_Lovelace."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return "".join(sorted(letter for letter in plain if letter.isalpha()))


def _key(cell: str) -> str:
    """A key without what surrounds it: of 'Participant 70005' the number, of '#ada' the name."""
    cell = cell.strip().removeprefix("#")
    worded = re.fullmatch(r"[^\d@]+[ /][^\d@]*?(\d+)", cell)
    return worded[1] if worded else cell


def _cell(sheet: Sheet, row: list[str], names: str) -> str:
    at = platforms.column(sheet, getattr(platforms, names))
    return "" if at is None else row[at].strip()


def _names(sheet: Sheet, row: list[str]) -> tuple[str, str]:
    """First and last name: of 'Lovelace, Ada', else the last word is the last name."""
    first, last = _cell(sheet, row, "FIRST"), _cell(sheet, row, "LAST")
    whole = _cell(sheet, row, "WHOLE")
    if first or last or not whole:
        return first, last
    if "," in whole:
        last, _, first = whole.partition(",")
        return first.strip(), last.strip()
    first, _, last = whole.rpartition(" ")
    return first, last
