"""What the gradebook says: one score for each hand-in, one for each graded cell in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from nbgrader.api import MissingEntry

from autograder.course.convert import gradebook, has_gradebook
from autograder.course.folders import Course


@dataclass
class Score:
    """A hand-in as nbgrader has it. ``score`` is after the penalty for being late."""

    assignment: str
    student: str
    score: float
    max_score: float
    late_penalty: float = 0.0
    needs_manual_grade: bool = False
    """A person still has to look: an answer in words, or an autograder that failed."""
    timestamp: str = ""
    due: str = ""
    first_name: str = ""
    last_name: str = ""
    cells: dict[str, float | None] = field(default_factory=dict)
    """Points by grade_id; None where nobody has given any yet."""


def is_known(course: Course, assignment: str) -> bool:
    """Whether the gradebook has the assignment."""
    if not has_gradebook(course):
        return False
    with gradebook(course) as book:
        return any(one.name == assignment for one in book.assignments)


def scores(course: Course, assignment: str) -> dict[str, Score]:
    """The scores of one assignment by student; empty if the gradebook does not have it."""
    if not has_gradebook(course):
        return {}
    with gradebook(course) as book:
        try:
            submissions = book.assignment_submissions(assignment)
        except MissingEntry:
            return {}
        return {s.student.id: _score(assignment, s) for s in submissions}


def due(course: Course, assignment: str) -> str:
    """When an assignment is due, or ''."""
    with gradebook(course) as book:
        return _iso(book.find_assignment(assignment).duedate)


def _score(assignment: str, found: Any) -> Score:
    penalty = float(found.late_submission_penalty or 0.0)
    return Score(
        assignment,
        found.student.id,
        max(float(found.score) - penalty, 0.0),
        float(found.max_score),
        penalty,
        bool(found.needs_manual_grade),
        _iso(found.timestamp),
        _iso(found.duedate),
        found.student.first_name or "",
        found.student.last_name or "",
        {grade.name: _points(grade) for book in found.notebooks for grade in book.grades},
    )


def _iso(when: datetime | None) -> str:
    return when.isoformat(sep=" ") if when else ""


def _points(grade: Any) -> float | None:
    """A person's points before the judge's."""
    given = grade.manual_score if grade.manual_score is not None else grade.auto_score
    return None if given is None else float(given) + float(grade.extra_credit or 0.0)
