"""Grades go back: a platform's own sheet, filled with the scores of an assignment."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from autograder.core.errors import CourseError
from autograder.core.results import Score
from autograder.course.exports import platforms, sheet
from autograder.course.exports.people import match, people
from autograder.course.exports.platforms import Platform
from autograder.course.exports.roster import known
from autograder.course.exports.sheet import Sheet
from autograder.course.folders import Course
from autograder.course.folders import known as an_assignment
from autograder.course.gradebook.converters import gradebook
from autograder.course.gradebook.scores import scores


@dataclass
class Filled:
    """What was written: how many grades, and whose could not be."""

    path: Path
    grades: int
    waiting: list[str]
    """Students who still wait for a person; their cells stay as they were."""
    unmatched: list[str]
    """Students who have a score and no row."""


def fill(
    assignment: str, course: Course, name: str, path: Path, template: Path | None, column: str = ""
) -> Filled:
    """Write ``template``, or a new sheet, with everybody's score to ``path``. Raises CourseError.

    Cells with ``EX``, of who waits for a person or handed in nothing, stay as they were.
    """
    found = scores(course, an_assignment(assignment))
    if not found:
        raise CourseError(
            f"Nobody is graded yet: run {course.command(f'grade {assignment}')} first."
        )
    table = sheet.read(template) if template else _blank(name, assignment, course)
    platform = platforms.recognise(table, name)
    listed = people(table, platform)
    owned = match(listed, known(course), platform)
    at = _column(table, platform, assignment, column)
    _same_maximum(table, at, next(iter(found.values())).max_score)
    mine = {row: [found[each] for each in ids if each in found] for row, ids in owned.items()}
    if not any(mine.values()):
        raise CourseError(
            f"{table.path.name} has nobody who handed in {assignment}: is it the sheet of another "
            "course or assignment? Export it again, or run `cs-cnn roster FILE` first."
        )
    graded = 0
    for row, ones in mine.items():
        if len(ones) == 1 and not ones[0].needs_manual_grade and table.rows[row][at] != "EX":
            table.rows[row][at] = f"{ones[0].score:.10g}"
            graded += 1
    table.write(path)
    there = {ones[0].student for ones in mine.values() if len(ones) == 1}
    waiting = sorted(each for each in there if found[each].needs_manual_grade)
    return Filled(path, graded, waiting, sorted(set(found) - there))


def _column(table: Sheet, platform: Platform, assignment: str, wanted: str) -> int:
    """The column of the assignment: the one that is named, else that fits, else the only one."""
    takes = [one for one in table.columns if platform.grade.fullmatch(one)]
    takes = takes or [one for one in table.columns if one == assignment]
    named = [c for c in table.columns if wanted and c.casefold().startswith(wanted.casefold())]
    about = named if wanted else [one for one in takes if assignment in one] or takes
    if len(about) == 1:
        return table.at(about[0])
    has = ", ".join(takes or table.columns)
    said = f"no column {wanted}" if wanted else "no one column for the grades"
    raise CourseError(f"{table.path.name} has {said}; name one with --column: {has}.")


def _same_maximum(table: Sheet, at: int, points: float) -> None:
    """Refuse a column that counts to another number of points."""
    head = re.search(r"(?:Total Pts:|MaxPoints:) ?([\d.]+)", table.columns[at])
    top = next((row[at] for row in table.rows if row[0].strip() == "Points Possible"), "")
    told = head[1] if head else top.strip()
    beside = platforms.column(table, ("Maximum grade", "Maximum Grade", "Bestwertung"))
    if not told and beside is not None:
        told = table.rows[0][beside].strip().replace(",", ".")
    try:
        differs = bool(told) and float(told) != points
    except ValueError:
        return
    if differs:
        raise CourseError(
            f"{table.columns[at]} counts to {told} points and the assignment to {points:g}: "
            f"set {points:g} on the platform, export the sheet again, or name another --column."
        )


def _blank(name: str, assignment: str, course: Course) -> Sheet:
    """A sheet of the platform's columns with everybody who has a platform number."""
    platform = next(one for one in platforms.PLATFORMS if one.name == name)
    path = course.root / f"{assignment}-{name}.csv"
    if not platform.blank:
        raise CourseError(f"{name.title()} takes its own sheet alone: give it with --template.")
    with gradebook(course) as book:
        told = [(s, s.lms_user_id) for s in book.students if s.lms_user_id]
        rows = [
            {
                "Student": f"{s.last_name or ''}, {s.first_name or ''}",
                "Last Name": s.last_name or "",
                "First Name": s.first_name or "",
                "ID": number,
                "Username": number,
                "End-of-Line Indicator": "#",
            }
            for s, number in told
        ]
    if not rows:
        raise CourseError("No student has a platform number: run `cs-cnn roster FILE` first.")
    columns = [one.format(title=assignment) for one in platform.blank]
    cells = [[row.get(one, "") for one in columns] for row in rows]
    if name == "canvas":
        most = next(iter(scores(course, assignment).values()), Score("", "", 0, 0)).max_score
        cells.insert(0, ["    Points Possible", *[""] * (len(columns) - 2), f"{most:g}"])
    tabs = "\t" if name == "blackboard" else ","
    return Sheet(path, columns, cells, separator=tabs)
