"""A hand-in: one zip with the notebook of an assignment and the student's own modules."""

from __future__ import annotations

import io
import itertools
import json
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder.core.errors import NoWorkspace
from autograder.core.storage import write
from autograder.exercises import catalogue

UNANSWERED = ("YOUR ANSWER HERE", "Your answer goes here")
"""What stands in an answer cell as released, and as it is in the project."""


@dataclass
class HandIn:
    """What was packed, and what the student should know before handing it in."""

    path: Path
    files: list[str]
    warnings: list[str] = field(default_factory=list)


def submit(assignment: str, root: Path, folder: Path) -> HandIn:
    """Write ``ASSIGNMENT.zip`` into ``folder``: whole or not at all, never refused.

    An earlier zip of that name is replaced. Raises UnknownName, and NoWorkspace if there is
    nothing at all to pack.
    """
    wanted = _wanted(assignment, root)
    present = {name: path for name, path in wanted.items() if path is not None and path.is_file()}
    if not present:
        raise NoWorkspace(f"{root} has nothing of {assignment} to hand in: go to your own folder.")
    hand_in = HandIn(folder / f"{assignment}.zip", list(present))
    hand_in.warnings += [f"{name} is missing." for name in wanted if name not in present]
    notebook = present.get(f"{assignment}.ipynb")
    if notebook is not None:
        hand_in.warnings += notebook_warnings(notebook)
    write(hand_in.path, _packed(present))
    return hand_in


def _wanted(assignment: str, root: Path) -> dict[str, Path | None]:
    """Each file of a hand-in, under its name in the zip.

    Besides the stub files these are modules that they may import: the student's own and
    those of earlier assignments.
    """
    stubs = dict.fromkeys(exercise.file for exercise in catalogue.of_assignment(assignment))
    later = itertools.dropwhile(lambda name: name != assignment, catalogue.ASSIGNMENTS)
    left_out = {exercise.file for name in later for exercise in catalogue.of_assignment(name)}
    found = sorted(path for path in (root / "cs_cnn").glob("*.py") if path.stem.isidentifier())
    others = (f"cs_cnn/{path.name}" for path in found)
    own = [file for file in others if file not in left_out | {"cs_cnn/__init__.py"}]
    name = f"{assignment}.ipynb"
    return {name: find_notebook(assignment, root), **{file: root / file for file in [*stubs, *own]}}


def find_notebook(assignment: str, root: Path) -> Path | None:
    """The notebook beside ``cs_cnn/``, as released, or in ``notebooks/``, as in the project."""
    name = f"{assignment}.ipynb"
    places = (root / name, root / assignment / name, root / "notebooks" / assignment / name)
    return next((path for path in places if path.is_file()), None)


def _packed(files: dict[str, Path]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, path in files.items():
            archive.write(path, name)
    return buffer.getvalue()


def notebook_warnings(path: Path) -> list[str]:
    """What is wrong with a notebook as a hand-in: damaged, cells doubled, questions open."""
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        graded = [cell for cell in cells if _nbgrader(cell).get("grade")]
        counts = Counter(_nbgrader(cell)["grade_id"] for cell in graded)
        unanswered = sum(_is_unanswered("".join(cell["source"])) for cell in graded)
    except (ValueError, KeyError, TypeError, AttributeError):
        return [
            f"{path.name} is damaged: it is not a notebook. Your functions count all the same; "
            "your answers in words are lost unless you mend it."
        ]
    doubled = sorted(name for name, number in counts.items() if number > 1)
    warnings = [f"{path.name} has the cell {name} more than once." for name in doubled]
    if not graded:
        warnings.append(f"{path.name} has no graded cell: is it the notebook of this assignment?")
    if unanswered:
        warnings.append(f"Questions that are not answered in words yet: {unanswered}.")
    return warnings


def _is_unanswered(source: str) -> bool:
    return not source.strip() or any(text in source for text in UNANSWERED)


def _nbgrader(cell: dict[str, Any]) -> dict[str, Any]:
    metadata: dict[str, Any] = cell["metadata"].get("nbgrader", {})
    return metadata
