"""The class: a platform's list becomes nbgrader's own rows of students."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from autograder.core.errors import CourseError
from autograder.course.exports import platforms, sheet
from autograder.course.exports.people import Known, Person, match, people, usual_id
from autograder.course.folders import Course
from autograder.course.gradebook.converters import gradebook, has_gradebook
from autograder.course.lock import locked


@dataclass
class Roster:
    """What a list told: ``named`` students who are known, and ``new`` ones."""

    platform: str
    named: list[str]
    new: list[str]
    unknown: list[str]
    """Students of the gradebook whom the list does not have, or has twice."""


def roster(path: Path, course: Course) -> Roster:
    """Write names, addresses and platform numbers into the gradebook. Raises CourseError.

    Who handed in nothing gets a row under the id that `collect` would give.
    """
    listed = sheet.read(path)
    platform = platforms.recognise(listed)
    found = people(listed, platform)
    if not any(one.name or one.email for one in found):
        raise CourseError(
            f"{path.name} has no names: add the columns first_name and last_name, or an email."
        )
    with locked(course, "reading a roster"):
        students = known(course)
        owned = match(found, students, platform)
        held = {one.id for one in students}
        free = {o.row: usual_id(o, platform) for o in found if not owned[o.row]}
        new = {row: one for row, one in free.items() if one not in held}
        with gradebook(course) as book:
            for one in found:
                for student in owned[one.row] or [new[one.row]] * (one.row in new):
                    book.update_or_create_student(student, **_columns(one))
    named = sorted(each for ids in owned.values() for each in ids)
    return Roster(platform.name, named, sorted(new.values()), sorted(held - set(named)))


def known(course: Course) -> list[Known]:
    """Everybody in the gradebook, and everybody who has handed in."""
    handed_in = {path.parent.name for path in (course.root / "submitted").glob("*/*")}
    found = {name: Known(name) for name in handed_in if not name.startswith(".")}
    if has_gradebook(course):
        with gradebook(course) as book:
            for one in book.students:
                keys = {key for key in (one.lms_user_id, one.email) if key}
                found[one.id] = Known(one.id, keys)
    return sorted(found.values(), key=lambda one: one.id)


def _columns(one: Person) -> dict[str, str]:
    """What is known of nbgrader's own columns; what is not stays as it was."""
    told = {
        "first_name": one.first,
        "last_name": one.last,
        "email": one.email,
        "lms_user_id": one.keys[0],
    }
    return {name: value[:128] for name, value in told.items() if value}
