"""From one of nbgrader's preprocessors to the course it works for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from autograder.course.folders import Course


def course_of(preprocessor: Any) -> Course:
    """The course whose hand-in a preprocessor is looking at."""
    return Course(Path(_coursedir(preprocessor).root))


def source_of(preprocessor: Any, assignment: str) -> Path:
    """The folder with the instructor's notebook."""
    folders = _coursedir(preprocessor)
    return Path(folders.format_path(folders.source_directory, ".", assignment))


def _coursedir(preprocessor: Any) -> Any:
    """Preprocessor, exporter and converter are each other's parents; the last one knows."""
    owner = preprocessor
    while getattr(owner, "coursedir", None) is None:
        owner = owner.parent
    return owner.coursedir
