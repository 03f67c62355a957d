"""Rebuild a submitted notebook from its sources and from what the gradebook knows."""

from __future__ import annotations

import base64
import json
import uuid
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from autograder.course.gradebook.cells import PICTURES, claimed_id, source

Truth = dict[str, tuple[str, str, dict[str, Any]]]
"""Each nbgrader cell by its id: its type, its released source, its true metadata."""


def rebuilt(cells: list[NotebookNode], truth: Truth, order: list[str]) -> list[NotebookNode]:
    """The cells, rebuilt; a deleted one comes back at its place in ``order``."""
    chosen = _chosen(cells, truth)
    built = [_cell(cell, truth, chosen.get(index)) for index, cell in enumerate(cells)]
    present = set(chosen.values())
    for position, id in enumerate(order):
        if id not in present:
            built.insert(_place(built, order[:position]), _graded(id, truth, truth[id][1]))
    return built


def _chosen(cells: list[NotebookNode], truth: Truth) -> dict[int, str]:
    """The cell that counts for each id: the first that differs from the release, else the first."""
    claims: dict[str, list[int]] = {}
    for index, cell in enumerate(cells):
        id = claimed_id(cell)
        if id in truth:
            claims.setdefault(id, []).append(index)
    return {
        next((i for i in indices if source(cells[i]) != truth[id][1]), indices[0]): id
        for id, indices in claims.items()
    }


def _cell(cell: NotebookNode, truth: Truth, id: str | None) -> NotebookNode:
    if id is not None:
        return _graded(id, truth, source(cell), _attachments(cell))
    kind = cell.cell_type if cell.cell_type in ("code", "markdown") else "raw"
    made = _new(kind, source(cell))
    return _with_attachments(made, _attachments(cell)) if kind == "markdown" else made


def _graded(
    id: str, truth: Truth, source: str, attachments: dict[str, Any] | None = None
) -> NotebookNode:
    kind, released, metadata = truth[id]
    text = released if metadata["locked"] else source
    cell = _new("code" if kind == "code" else "markdown", text)
    cell.metadata.nbgrader = NotebookNode(metadata)
    return _with_attachments(cell, attachments) if kind == "markdown" else cell


def _new(kind: str, source: str) -> NotebookNode:
    """Like nbformat's functions, without checking each cell against the schema."""
    more: dict[str, Any] = {"execution_count": None, "outputs": []} if kind == "code" else {}
    metadata = NotebookNode()
    id = uuid.uuid4().hex[:8]
    return NotebookNode(id=id, cell_type=kind, source=source, metadata=metadata, **more)


def _attachments(cell: NotebookNode) -> dict[str, Any]:
    """Pictures pasted into an answer; shown as images, none of these kinds runs anything."""
    found = cell.get("attachments")
    return {
        str(name): {kind: _base64(data) for kind, data in content.items() if kind in PICTURES}
        for name, content in (found.items() if isinstance(found, dict) else ())
        if isinstance(content, dict)
    }


def _base64(data: Any) -> Any:
    """The data of a picture in base64, as pages need it; some tools write SVG as text."""
    text = "".join(map(str, data)) if isinstance(data, list) else data
    if isinstance(text, str) and text.lstrip().startswith("<"):
        return base64.b64encode(text.encode(errors="replace")).decode()
    return text


def _with_attachments(cell: NotebookNode, attachments: dict[str, Any] | None) -> NotebookNode:
    if attachments:
        cell.attachments = nbformat.from_dict(attachments)
    return cell


def _place(cells: list[NotebookNode], before: list[str]) -> int:
    """The index after the last cell that precedes it in the released order."""
    ids = [claimed_id(cell) for cell in cells]
    return max((ids.index(id) + 1 for id in before if id in ids), default=0)


def released_order(path: Path, truth: Truth) -> list[str]:
    """The ids in their released order; ids that are not in the release come last."""
    if not path.is_file():
        return list(truth)
    cells = nbformat.read(path, as_version=4).cells
    placed = [id for id in map(claimed_id, cells) if id in truth]
    return [*placed, *(id for id in truth if id not in placed)]


def truth_of(found: Any) -> Truth:
    """What the gradebook knows about a notebook's cells."""
    points = {cell.name: cell.max_score for cell in [*found.grade_cells, *found.task_cells]}
    grade = {cell.name for cell in found.grade_cells}
    solution = {cell.name for cell in found.solution_cells}
    task = {cell.name for cell in found.task_cells}
    return {
        cell.name: (
            cell.cell_type,
            cell.source or "",
            {
                "grade_id": cell.name,
                "grade": cell.name in grade,
                "solution": cell.name in solution,
                "task": cell.name in task,
                "locked": cell.locked,
                "cell_type": cell.cell_type,
                "checksum": cell.checksum,
                "schema_version": 3,
                **({"points": points[cell.name]} if cell.name in points else {}),
            },
        )
        for cell in found.source_cells
    }


def kernelspec(found: Any) -> dict[str, Any] | None:
    """The released notebook's kernel, which every submission gets."""
    return json.loads(found.kernelspec) if found.kernelspec else None
