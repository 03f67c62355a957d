"""A submission: one zip with the notebook of an assignment and the student's own modules."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from autograder.core.errors import NoWorkspace
from autograder.core.storage import write
from autograder.course.folders import notebook
from autograder.course.gradebook import cells
from autograder.course.submissions.contents import files_to_pack
from autograder.course.submissions.submission import at_home

UNANSWERED = ("YOUR ANSWER HERE", "Your answer goes here")
"""The text of an answer cell in the release, and in the project."""


@dataclass
class Packed:
    """What was packed, and what the student should know before submitting it."""

    path: Path
    files: list[str]
    warnings: list[str] = field(default_factory=list)


def submit(assignment: str, root: Path, folder: Path) -> Packed:
    """Write ``ASSIGNMENT.zip`` into ``folder``: whole or not at all, never refused.

    An earlier zip of that name is replaced. Raises NoWorkspace if there is nothing to pack.
    """
    wanted = files_to_pack(assignment, root)
    present = {name: path for name, path in wanted.items() if path is not None and path.is_file()}
    if not present:
        raise NoWorkspace(f"{root} has nothing of {assignment} to submit: go to your own folder.")
    packed = Packed(folder / f"{assignment}.zip", list(present))
    packed.warnings += [f"{name} is missing." for name in wanted if name not in present]
    packed.warnings += at_home(assignment, root).notes
    if notebook(assignment) in present:
        packed.warnings += notebook_warnings(present[notebook(assignment)])
    write(packed.path, _zip(present))
    return packed


def _zip(files: dict[str, Path]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, path in files.items():
            archive.write(path, name)
    return buffer.getvalue()


def notebook_warnings(path: Path) -> list[str]:
    """What is wrong with a notebook as a submission: damaged, cells doubled, questions open."""
    try:
        graded = [cell for cell in cells.read(path) if cells.is_graded(cell)]
    except ValueError:
        return [
            f"{path.name} is damaged: it is not a notebook. Your functions still count; your "
            "free-text answers are lost unless you repair it."
        ]
    counts = Counter(cells.claimed_id(cell) for cell in graded)
    doubled = sorted(name for name, number in counts.items() if number > 1)
    warnings = [f"{path.name} has the cell {name} more than once." for name in doubled]
    if not graded:
        warnings.append(f"{path.name} has no graded cell: is it the notebook of this assignment?")
    unanswered = sum(_is_unanswered(cells.source(cell)) for cell in graded)
    if unanswered:
        warnings.append(f"Questions that you have not answered yet: {unanswered}.")
    return warnings


def _is_unanswered(source: str) -> bool:
    return not source.strip() or any(text in source for text in UNANSWERED)
