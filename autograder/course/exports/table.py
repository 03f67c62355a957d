"""Export: the gradebook as a table for spreadsheets and learning platforms."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from autograder.core import storage
from autograder.core.errors import CourseError, disk_errors_as_course_errors
from autograder.core.results import Score
from autograder.course.exports.sheet import inert
from autograder.course.folders import Course
from autograder.course.gradebook.converters import gradebook, has_gradebook
from autograder.course.gradebook.scores import scores

COLUMNS = (
    "student_id last_name first_name assignment timestamp score max_score late_penalty days_late "
    "needs_manual_grade"
)


def export(course: Course, path: Path) -> list[Score]:
    """Write all scores to ``path`` as CSV, one row for each submission; returns the scores.

    After the columns above comes one for each graded cell. It is empty if a submission has no
    such cell or nobody has given points yet. Raises CourseError.
    """
    found = all_scores(course)
    if not found:
        raise CourseError(
            f"There is nothing to export: no submission is graded in {course.root}. "
            f"Run {course.command('grade ASSIGNMENT')} first."
        )
    with disk_errors_as_course_errors():
        storage.write(path, _table(found).encode())
    return found


def all_scores(course: Course) -> list[Score]:
    """Every score in the gradebook, by assignment and student."""
    if not has_gradebook(course):
        return []
    with gradebook(course) as book:
        names = sorted(assignment.name for assignment in book.assignments)
    return [one for name in names for _, one in sorted(scores(course, name).items())]


def _table(found: list[Score]) -> str:
    cells = list(dict.fromkeys(cell for one in found for cell in one.cells))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*COLUMNS.split(), *cells])
    for one in found:
        writer.writerow([*_row(one), *(_blank(one.cells.get(cell)) for cell in cells)])
    return text.getvalue()


def _row(one: Score) -> list[object]:
    names = (inert(name) for name in (one.student, one.last_name, one.first_name))
    late = (one.late_penalty, one.days_late)
    numbers = (one.score, one.max_score, *late, int(one.needs_manual_grade))
    return [*names, one.assignment, one.timestamp, *numbers]


def _blank(points: float | None) -> object:
    return "" if points is None else points
