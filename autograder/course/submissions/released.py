"""Which points the graded cells of an assignment have had in the releases of this course.

A student's notebook comes from the release that was current when it was downloaded. It is compared
with that one, not with today's exercises.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from autograder.core import storage
from autograder.course.folders import Course, notebook
from autograder.course.gradebook import cells
from autograder.course.gradebook.cells import Cell

Released = Mapping[str, list[float]]
"""Every number of points that a graded cell was released with, by the cell's id."""


def released(course: Course, assignment: str) -> Released:
    """All releases there have been; empty if it was never released."""
    found = _recorded(course, assignment)
    path = course.released(assignment) / notebook(assignment)
    try:
        return _with(found, cells.read(path))  # a version that kept no record may have made it
    except (OSError, ValueError):
        return found


def remember(course: Course, assignment: str, made: Iterable[Cell]) -> None:
    """Add a release with these cells to those that there have been."""
    found = _with(released(course, assignment), made)
    storage.write(course.releases(assignment), json.dumps(found, indent=1).encode())


def _recorded(course: Course, assignment: str) -> dict[str, list[float]]:
    try:
        return dict(json.loads(course.releases(assignment).read_bytes()))
    except (OSError, ValueError, TypeError):
        return {}


def _with(found: Released, made: Iterable[Cell]) -> dict[str, list[float]]:
    more = {id: list(points) for id, points in found.items()}
    for cell in filter(cells.is_graded, made):
        points = cells.about(cell).get("points")
        seen = more.setdefault(cells.claimed_id(cell), [])
        if isinstance(points, (int, float)) and points not in seen:
            seen.append(points)
    return more
