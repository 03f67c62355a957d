"""Read the gradebook: a score for each submission and for each of its graded cells."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from nbgrader.api import (
    Assignment,
    BaseCell,
    Grade,
    Gradebook,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
)

from autograder.core.results import Score
from autograder.course.folders import Course
from autograder.course.gradebook.converters import gradebook, has_gradebook


def is_known(course: Course, assignment: str) -> bool:
    """Whether the gradebook has the assignment."""
    if not has_gradebook(course):
        return False
    with gradebook(course) as book:
        return any(one.name == assignment for one in book.assignments)


def scores(course: Course, assignment: str) -> dict[str, Score]:
    """The scores of one assignment by student; empty if the gradebook does not have it.

    Two queries serve the whole class: nbgrader's own properties query the database several
    times for each submission, and each query scans the grades of everybody.
    """
    if not has_gradebook(course):
        return {}
    with gradebook(course) as book:
        found = _submissions(book, assignment)
        for student, cell, grade in _grades(book, assignment):
            _add(found[student], cell, grade)
    for one in found.values():
        one.score = max(one.score - one.late_penalty, 0.0)
    return found


def due_dates(course: Course, assignment: str) -> dict[str, str]:
    """When each submission in the gradebook was due, including extensions."""
    with gradebook(course) as book:
        return {student: one.due for student, one in _submissions(book, assignment).items()}


def due(course: Course, assignment: str) -> str:
    """When an assignment is due, or ''."""
    with gradebook(course) as book:
        return _iso(book.find_assignment(assignment).duedate)


def _submissions(book: Gradebook, assignment: str) -> dict[str, Score]:
    """Every submission without its points."""
    rows = (
        book.db.query(SubmittedAssignment, Student, SubmittedNotebook, Assignment)
        .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
        .join(Student, Student.id == SubmittedAssignment.student_id)
        .outerjoin(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .filter(Assignment.name == assignment)
    )
    found: dict[str, Score] = {}
    for submitted, student, notebook, asked in rows:
        one = found.setdefault(student.id, _score(submitted, student, asked))
        one.late_penalty += float(notebook.late_submission_penalty or 0.0) if notebook else 0.0
    return found


def _grades(book: Gradebook, assignment: str) -> Any:
    """Every grade as (student, grade_id, grade)."""
    return (
        book.db.query(SubmittedAssignment.student_id, BaseCell.name, Grade)
        .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
        .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .join(Grade, Grade.notebook_id == SubmittedNotebook.id)
        .join(BaseCell, BaseCell.id == Grade.cell_id)
        .filter(Assignment.name == assignment)
    )


def _score(submitted: Any, student: Any, asked: Any) -> Score:
    extra = submitted.extension or timedelta()
    return Score(
        asked.name,
        student.id,
        0.0,
        float(asked.max_score),
        timestamp=_iso(submitted.timestamp),
        due=_iso(asked.duedate + extra if asked.duedate else None),
        first_name=student.first_name or "",
        last_name=student.last_name or "",
    )


def _add(one: Score, cell: str, grade: Any) -> None:
    one.cells[cell] = points = _points(grade)
    one.score += points or 0.0
    one.needs_manual_grade |= bool(grade.needs_manual_grade)


def _iso(when: datetime | None) -> str:
    return when.isoformat(sep=" ") if when else ""


def _points(grade: Any) -> float | None:
    """A person's points take precedence over the judge's."""
    given = grade.manual_score if grade.manual_score is not None else grade.auto_score
    return None if given is None else float(given) + float(grade.extra_credit or 0.0)
