"""Release: the notebook without answers and blank stubs, ready for students."""

from __future__ import annotations

from pathlib import Path

from nbgrader.converters import GenerateAssignment

from autograder.core import storage
from autograder.core.errors import CourseError, disk_errors_as_course_errors
from autograder.course import blank_stubs
from autograder.course.folders import CONFIG, NOTEBOOKS, SHARE, Course, known, notebook
from autograder.course.gradebook import converters
from autograder.course.lock import locked
from autograder.course.submissions.released import remember


def release(assignment: str, course: Course) -> Path:
    """Make ``release/ASSIGNMENT/`` and register its cells in the gradebook; the folder.

    Raises CourseError.
    """
    known(assignment)
    source = NOTEBOOKS / assignment / notebook(assignment)
    if not source.is_file():
        raise CourseError(f"{assignment} has no notebook yet: write {source} first.")
    blank_stubs.blank_stubs(assignment)
    with disk_errors_as_course_errors(), locked(course, f"releasing {assignment}"):
        _furnish(course)
        remember(course, assignment, ())  # also of a release whose version kept no record
        with converters.gradebook(course):
            problem = converters.run(GenerateAssignment, course, assignment)
    if problem:
        raise CourseError(f"{assignment} was not released: {_with_way_out(problem)}")
    return course.released(assignment)


def _furnish(course: Course) -> None:
    """A course in its own folder gets the project's nbgrader_config.py."""
    if not (course.root / CONFIG).exists():
        storage.write(course.root / CONFIG, (SHARE / CONFIG).read_bytes())


def _with_way_out(problem: str) -> str:
    if "submissions associated" in problem:
        return (
            f"{problem}. Submissions were graded before cells were added or removed: "
            "restore the notebook, or start a new course folder with --course."
        )
    return problem
