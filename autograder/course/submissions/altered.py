"""What a hand-in's notebook says of its graded cells that the course never said.

None of it counts: scores come from the judge and cells from the gradebook. But nobody edits
these by accident, so the instructor is told.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from autograder.core.exercise import Exercise
from autograder.course.folders import grade_id
from autograder.exercises import catalogue


def altered(notebook: Path, assignment: str) -> list[str]:
    """One sentence for each kind of alteration; none for a notebook that cannot be read."""
    known = {grade_id(e.id): e for e in catalogue.of_assignment(assignment)}
    found: dict[str, list[str]] = {}
    for id, cell in _cells(notebook):
        for deed in _deeds(cell, known[id]) if id in known else ():
            found.setdefault(deed, []).append(id)
    return [_sentence(deed, ids) for deed, ids in found.items()]


def _deeds(cell: dict[str, Any], exercise: Exercise) -> Iterator[str]:
    about = cell["metadata"]["nbgrader"]
    if about.get("points") != exercise.points:
        yield "says other points"
    if about.get("grade") is not True or about.get("solution") is not False:
        yield "says that it is not graded"
    if f'check("{exercise.id}")' not in _source(cell):
        yield "holds another check"


def _sentence(deed: str, ids: list[str]) -> str:
    more = f" and {len(ids) - 1} more cells" if len(ids) > 1 else ""
    return f"The notebook was edited by hand: {ids[0]}{more} {deed}."


def _cells(notebook: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """The cells with an nbgrader id, whatever else the file may be."""
    try:
        cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return  # mend.py says what is wrong with the file
    for cell in cells if isinstance(cells, list) else []:
        metadata = cell.get("metadata") if isinstance(cell, dict) else None
        about = metadata.get("nbgrader") if isinstance(metadata, dict) else None
        id = about.get("grade_id") if isinstance(about, dict) else None
        if isinstance(id, str):
            yield id, cell


def _source(cell: dict[str, Any]) -> str:
    source = cell.get("source", "")
    return "".join(map(str, source)) if isinstance(source, list) else str(source)
