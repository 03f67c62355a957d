"""Cells that lost what nbgrader wrote into them: matched with the release by id, then by text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from autograder.course.gradebook.cells import Cell, about, claimed_id, source
from autograder.course.submissions.notebooks import is_unanswered

LOST = (
    "*What nbgrader wrote into this notebook's cells is gone, and no cell is this answer for sure. "
    "The student wrote, somewhere in it:*"
)
"""Above the texts that a person reads in place of an answer that cannot be matched."""


@dataclass
class Matched:
    """The cells with their metadata again, and what to say of it."""

    cells: list[dict[str, Any]]
    known: list[str] = field(default_factory=list)
    """The ids of cells that were matched."""
    unknown: list[str] = field(default_factory=list)
    """The ids of answers that were not."""

    @property
    def notes(self) -> list[str]:
        """Sentences for the student and the instructor."""
        found = []
        if self.known:
            found.append(
                f"{len(self.known)} cells of the notebook had lost what nbgrader wrote into them "
                "and were matched with the release."
            )
        if self.unknown:
            found.append(
                f"No cell of the notebook is the answer to {', '.join(self.unknown)} for sure: "
                "a person reads what there is."
            )
        return found


def matched(cells: Sequence[Cell], released: Sequence[Cell]) -> Matched:
    """A submission's cells, those of the release among them with their metadata.

    A cell that still claims an id keeps it. The others are found by the notebook format's own id,
    by their text, or because they follow the same text as in the release. If an answer is not
    among them and there is text that the release has not, the answer's cell comes back with all of
    that text, so that a person looks at it.
    """
    truth = {claimed_id(cell): cell for cell in released if claimed_id(cell)}
    missing = [id for id in truth if id not in {claimed_id(cell) for cell in cells}]
    result = Matched([dict(cell) for cell in cells])
    for find in (_by_id, _by_text, _by_place):
        for id in list(missing):
            index = find(truth[id], result.cells, released)
            if index is not None:
                missing.remove(id)
                cell = result.cells[index]
                nbgrader = {"nbgrader": dict(about(truth[id]))}
                cell["metadata"] = {**cell.get("metadata", {}), **nbgrader}
                result.known.append(id)
    _give_to_a_person([truth[id] for id in missing], released, result)
    return result


def _free(cells: Sequence[Cell], like: Cell) -> Iterable[int]:
    """The places of cells of that type that are not matched yet."""
    kind = like.get("cell_type")
    return (i for i, c in enumerate(cells) if c.get("cell_type") == kind and not claimed_id(c))


def _by_id(wanted: Cell, cells: Sequence[Cell], released: Sequence[Cell]) -> int | None:
    ids = {wanted.get("id"), claimed_id(wanted)} - {None, ""}
    return next((i for i in _free(cells, wanted) if cells[i].get("id") in ids), None)


def _by_text(wanted: Cell, cells: Sequence[Cell], released: Sequence[Cell]) -> int | None:
    """Its own text, if the release has it once; a check may have more below it."""
    text = source(wanted).strip()
    if not text or sum(source(cell).strip() == text for cell in released) > 1:
        return None
    first = text.splitlines()[0].strip()
    is_code = wanted.get("cell_type") == "code"
    for i in _free(cells, wanted):
        own = source(cells[i]).strip()
        if own == text or (is_code and own and own.splitlines()[0].strip() == first):
            return i
    return None


def _by_place(wanted: Cell, cells: Sequence[Cell], released: Sequence[Cell]) -> int | None:
    """An answer follows the same text as in the release, which has that text once."""
    order = [claimed_id(cell) for cell in released]
    at = order.index(claimed_id(wanted))
    before = source(released[at - 1]).strip() if at else ""
    if not before or sum(source(cell).strip() == before for cell in released) > 1:
        return None
    there = [i for i, cell in enumerate(cells) if source(cell).strip() == before]
    follows = there[0] + 1 if len(there) == 1 else len(cells)
    texts = {source(cell).strip() for cell in released}
    texts.discard(source(wanted).strip())
    is_new = follows < len(cells) and source(cells[follows]).strip() not in texts
    return follows if is_new and follows in _free(cells, wanted) else None


def _give_to_a_person(missing: list[Cell], released: Sequence[Cell], result: Matched) -> None:
    answers = [c for c in missing if about(c).get("solution") and about(c).get("grade")]
    ours = {source(cell).strip() for cell in released}
    texts = [
        source(cell).strip()
        for cell in result.cells
        if cell.get("cell_type") == "markdown" and not claimed_id(cell)
    ]
    new = [text for text in texts if text not in ours and not is_unanswered(text)]
    if not new:
        return
    for cell in answers:
        result.cells.append({**cell, "source": "\n\n".join([LOST, *new])})
        result.unknown.append(claimed_id(cell))
