"""Graded cells that differ from every release in what students do not edit.

None of it counts: scores come from the judge and cells from the gradebook. But nobody changes
it by accident, so the instructor gets a note.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from autograder.core.exercise import Exercise
from autograder.course.gradebook import cells
from autograder.course.gradebook.cells import grade_id
from autograder.course.submissions.released import Released
from autograder.exercises import catalogue


def altered(notebook: Path, assignment: str, released: Released) -> list[str]:
    """One sentence for each kind of alteration; none for a notebook that cannot be read."""
    try:
        found = cells.read(notebook)
    except (OSError, ValueError):
        return []  # mend.py reports what is wrong with the file
    known = {grade_id(e.id): e for e in catalogue.of_assignment(assignment)}
    ids: dict[str, list[str]] = {}
    for cell in found:
        exercise = known.get(cells.claimed_id(cell))
        for change in _changes(cell, exercise, released) if exercise else ():
            ids.setdefault(change, []).append(cells.claimed_id(cell))
    return [_sentence(change, ids[change]) for change in ids]


def _changes(cell: cells.Cell, exercise: Exercise, released: Released) -> Iterator[str]:
    claims = cells.about(cell)
    had = released.get(cells.claimed_id(cell))
    if had is not None and claims.get("points") not in had:
        yield "different points"
    if claims.get("grade") is not True or claims.get("solution") is not False:
        yield "the graded flag removed"
    if f'check("{exercise.id}")' not in cells.source(cell):
        yield "another check"


def _sentence(change: str, ids: list[str]) -> str:
    more = f" and {len(ids) - 1} more" if len(ids) > 1 else ""
    return f"The notebook was edited by hand: {change} in {ids[0]}{more}."
