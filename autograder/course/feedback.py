"""Feedback: one page for each student, made by nbgrader from the graded notebook."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from nbgrader.converters import GenerateFeedback

from autograder.core.errors import CourseError, disk_errors_as_course_errors
from autograder.core.results import Page
from autograder.course.folders import Course, known, notebook
from autograder.course.gradebook import converters
from autograder.course.lock import locked


def feedback(assignment: str, course: Course, students: Iterable[str] | None = None) -> list[Page]:
    """Write ``feedback/STUDENT/ASSIGNMENT/ASSIGNMENT.html`` for every graded student.

    Run it again after grading by hand. Raises CourseError.
    """
    known(assignment)
    graded = [s for s in course.students(assignment) if _is_graded(course, assignment, s)]
    if not graded:
        raise CourseError(f"Nobody is graded yet: run {_grade(course, assignment)} first.")
    wanted = graded if students is None else sorted(set(students))
    with disk_errors_as_course_errors(), locked(course, f"writing feedback on {assignment}"):
        return [_page(assignment, course, student) for student in wanted]


def page_path(course: Course, assignment: str, student: str) -> Path:
    """Where a student's page is, or would be."""
    return course.feedback(assignment, student) / f"{assignment}.html"


def _is_graded(course: Course, assignment: str, student: str) -> bool:
    return (course.autograded(assignment, student) / notebook(assignment)).is_file()


def _grade(course: Course, assignment: str) -> str:
    return course.command(f"grade {assignment}")


def _page(assignment: str, course: Course, student: str) -> Page:
    page = Page(student, page_path(course, assignment, student))
    if not _is_graded(course, assignment, student):
        page.problem = f"{student} is not graded yet: run {_grade(course, assignment)} first."
    elif reason := converters.run(GenerateFeedback, course, assignment, student):
        page.problem = f"nbgrader could not write {student}'s page: {reason}."
    return page
