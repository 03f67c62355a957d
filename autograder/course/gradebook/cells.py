"""What a notebook's cells say to nbgrader, true or not.

Students' commands read notebooks with it, so it imports neither nbgrader nor nbformat.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

Cell = Mapping[str, Any]
MODEL_ANSWER = "model-answer"
"""The tag of a cell with the model answer to the question above it, which is not released."""
_OF_A_MODEL = "<details><summary>A model answer"
"""How its text begins, by which it is known where a tool took the tags away."""
PICTURES = frozenset(
    f"image/{kind}" for kind in ("png", "jpeg", "jpg", "gif", "webp", "bmp", "avif", "svg+xml")
)
"""Attachments that are kept. A page shows them as images, in which even SVG runs no script."""


def grade_id(id: str) -> str:
    """The id of an exercise's cell, in the form that nbgrader allows: ``backprop-relu``."""
    return id.replace(".", "-")


def read(notebook: Path) -> list[dict[str, Any]]:
    """The cells of a notebook's file. Raises OSError, and ValueError if it is no notebook."""
    try:
        return parsed(notebook.read_bytes())
    except ValueError:
        raise ValueError(f"{notebook} is no notebook") from None


def parsed(content: bytes) -> list[dict[str, Any]]:
    """The cells of a notebook. Raises ValueError if it is none."""
    try:
        cells = json.loads(content.decode())["cells"]
        whole = all(isinstance(cell["metadata"], dict) for cell in cells)
    except (TypeError, KeyError, RecursionError):
        whole = False
    if not whole or not isinstance(cells, list):
        raise ValueError("This is no notebook.")
    return cells


def about(cell: Cell) -> Mapping[str, Any]:
    """The nbgrader metadata of a cell; empty if it has none."""
    metadata = cell.get("metadata")
    claims = metadata.get("nbgrader") if isinstance(metadata, Mapping) else None
    return claims if isinstance(claims, Mapping) else {}


def claimed_id(cell: Cell) -> str:
    """The id under which nbgrader would know the cell; empty if it has none."""
    id = about(cell).get("grade_id")
    return id if isinstance(id, str) else ""


def is_graded(cell: Cell) -> bool:
    """Whether the cell has points: a check, or an answer that a person reads."""
    return bool(about(cell).get("grade"))


def is_judged(cell: Cell) -> bool:
    """Whether a cell's score is the judge's to give: graded code that is no free answer."""
    return is_graded(cell) and cell["cell_type"] == "code" and not about(cell).get("solution")


def source(cell: Cell) -> str:
    """The text of a cell, which a file may hold in one piece or in lines."""
    text = cell.get("source", "")
    return "".join(map(str, text)) if isinstance(text, list) else str(text)


def is_model_answer(cell: Cell) -> bool:
    """Whether the course wrote the cell, so that it is nobody's answer."""
    metadata = cell.get("metadata")
    tags = metadata.get("tags") if isinstance(metadata, Mapping) else None
    tagged = isinstance(tags, list) and MODEL_ANSWER in tags
    return tagged or source(cell).lstrip().startswith(_OF_A_MODEL)
