"""Release: the notebook without answers and the blank stubs, ready for students."""

from __future__ import annotations

import shutil
from pathlib import Path

from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbgrader.converters import GenerateAssignment
from nbgrader.preprocessors import NbGraderPreprocessor

from autograder.course import convert, stubs
from autograder.course.errors import CourseError, disk_errors_said
from autograder.course.folders import CONFIG, NOTEBOOKS, PROJECT, Course, known, notebook
from autograder.course.parents import source_of
from autograder.exercises import catalogue


class IncludeStubs(NbGraderPreprocessor):  # type: ignore[misc]
    """Puts ``cs_cnn/`` beside a released notebook: blank stubs, ``__init__.py``, ``given/``."""

    def preprocess(
        self, nb: NotebookNode, resources: ResourcesDict
    ) -> tuple[NotebookNode, ResourcesDict]:
        assignment = resources["nbgrader"]["assignment"]
        if assignment in catalogue.ASSIGNMENTS:
            blank = {name: text.encode() for name, text in stubs.blank_stubs(assignment).items()}
            ours = {**stubs.package_files(), **blank}
            _refuse_stray_code(source_of(self, assignment), set(ours))
            resources["outputs"] = {**resources.get("outputs", {}), **ours}
        return nb, resources


def _refuse_stray_code(source: Path, ours: set[str]) -> None:
    """nbgrader releases every file beside the notebook as it is, answers and all."""
    found = (path.relative_to(source).as_posix() for path in sorted(source.rglob("*.py")))
    stray = next((name for name in found if name not in ours), None)
    if stray is not None:
        raise CourseError(f"{source / stray} would be released as it is: move it elsewhere.")


def release(assignment: str, course: Course) -> Path:
    """Make ``release/ASSIGNMENT/`` and tell the gradebook; the folder. Raises CourseError."""
    known(assignment)
    source = NOTEBOOKS / assignment / notebook(assignment)
    if not source.is_file():
        raise CourseError(f"{assignment} has no notebook yet: write {source}.")
    stubs.blank_stubs(assignment)
    with disk_errors_said():
        _furnish(course)
        with convert.gradebook(course):
            problem = convert.run(GenerateAssignment, course, assignment)
    if problem:
        raise CourseError(f"{assignment} was not released: {_with_way_out(problem)}")
    return course.released(assignment)


def _furnish(course: Course) -> None:
    """A course folder of its own gets the project's nbgrader_config.py."""
    course.root.mkdir(parents=True, exist_ok=True)
    if not (course.root / CONFIG).exists():
        shutil.copy(PROJECT / CONFIG, course.root / CONFIG)


def _with_way_out(problem: str) -> str:
    if "submissions associated" in problem:
        return (
            f"{problem}. Cells were added or removed after hand-ins were graded: "
            "restore the notebook, or start a new course folder with --course."
        )
    return problem
