"""A submission: one zip with the notebook of an assignment and the student's own modules."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder.core.errors import NoWorkspace
from autograder.core.storage import write
from autograder.course.folders import NOTEBOOKS, notebook
from autograder.course.gradebook import cells
from autograder.course.submissions.choosing import at_home
from autograder.course.submissions.contents import expected_files
from autograder.course.submissions.matched import matched
from autograder.course.submissions.newer import too_new
from autograder.course.submissions.notebooks import is_answer, is_unanswered, looked_at


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
    chosen = at_home(root, assignment)
    if not chosen.files.keys() & set(expected_files(assignment)):
        raise NoWorkspace(f"{root} has nothing of {assignment} to submit: go to your own folder.")
    packed = Packed(folder / f"{assignment}.zip", list(chosen.files))
    missing = [name for name in expected_files(assignment) if name not in chosen.files]
    packed.warnings += [f"{name} is missing." for name in missing] + chosen.notes
    packed.warnings += too_new(chosen.files)
    if notebook(assignment) in chosen.files:
        packed.warnings += notebook_warnings(assignment, chosen.files[notebook(assignment)])
    write(packed.path, _zip(chosen.files))
    return packed


def _zip(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def notebook_warnings(assignment: str, content: bytes) -> list[str]:
    """What is wrong with a notebook as a submission: damaged, cells doubled, questions open."""
    name = notebook(assignment)
    try:
        found = cells.parsed(content)
    except ValueError:
        return [
            f"{name} is damaged: it is not a notebook. Your functions still count; your "
            "free-text answers are lost unless you repair it."
        ]
    warnings, found = _matched(assignment, found)
    graded = [cell for cell in found if cells.is_graded(cell)]
    counts = Counter(cells.claimed_id(cell) for cell in graded)
    doubled = sorted(id for id, number in counts.items() if number > 1)
    warnings += [f"{name} has the cell {id} more than once." for id in doubled]
    if not looked_at(content, assignment).cells:
        warnings.append(f"{name} has no graded cell: is it the notebook of this assignment?")
    answers = [cells.source(cell) for cell in found if is_answer(cell)]
    unanswered = sum(map(is_unanswered, answers))
    if unanswered:
        warnings.append(f"Questions that you have not answered yet: {unanswered}.")
    return warnings


def _matched(
    assignment: str, found: list[dict[str, Any]]
) -> tuple[list[str], list[dict[str, Any]]]:
    """The cells as grading will match them with the course's notebook, and what it will say."""
    try:
        released = cells.read(NOTEBOOKS / assignment / notebook(assignment))
    except (OSError, ValueError):
        return [], found
    result = matched(found, released)
    return result.notes, result.cells
