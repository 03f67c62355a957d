"""Cells that lost what nbgrader wrote into them: matched with the release by id, then by text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from autograder.course.gradebook.cells import Cell, about, claimed_id, is_model_answer, source
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
    below: list[str] = field(default_factory=list)
    """The ids of answers that are in a cell of the student's own, below the one for them."""

    @property
    def notes(self) -> list[str]:
        """Sentences for the student and the instructor."""
        found = []
        if self.known:
            found.append(
                f"{len(self.known)} cells of the notebook had lost what nbgrader wrote into them "
                "and were matched with the release."
            )
        if self.below:
            found.append(
                f"The cell for {', '.join(self.below)} is untouched: the text below it counts as "
                "the answer."
            )
        if self.unknown:
            found.append(
                f"No cell of the notebook is the answer to {', '.join(self.unknown)} for sure: "
                "a person reads what there is."
            )
        return found


def matched(cells: Sequence[Cell], released: Sequence[Cell]) -> Matched:
    """A submission's cells, those of the release among them with their metadata.

    A cell that claims an id of the release keeps it. The others are found by the notebook format's
    own id, by their text, or because they follow the same text as in the release. An untouched
    answer gives way to a text below it. If an answer is not among them and there is text that the
    release has not, the answer's cell comes back with all of that text, so that a person looks.
    """
    result = Matched([dict(cell) for cell in cells])
    search = _Search(result.cells, released)
    missing = [id for id in search.truth if id not in set(map(claimed_id, cells))]
    for find in (search.by_id, search.by_text, search.by_place):
        for id in list(missing):
            index = find(search.truth[id])
            if index is not None:
                missing.remove(id)
                search.claim(index, search.truth[id])
                result.known.append(id)
    result.below = search.give_way([id for id in search.answers if id not in missing])
    result.unknown = search.give_to_a_person([id for id in search.answers if id in missing])
    return result


def _words(cell: Cell) -> str:
    return " ".join(source(cell).split())


class _Search:
    """A submission's cells, in which those of the release are looked for."""

    def __init__(self, cells: list[dict[str, Any]], released: Sequence[Cell]) -> None:
        self.cells, self.released = cells, released
        self.truth = {claimed_id(cell): cell for cell in released if claimed_id(cell)}
        self.texts = Counter(map(_words, released))
        self.prose = {cell.get("id") for cell in released if not claimed_id(cell)} - {None}
        self.answers = [
            id for id, c in self.truth.items() if about(c).get("solution") and about(c).get("grade")
        ]

    def is_free(self, index: int) -> bool:
        """Whether the cell is matched with none of the release."""
        return claimed_id(self.cells[index]) not in self.truth

    def claim(self, index: int, wanted: Cell) -> None:
        """Make the cell the one that is wanted, of the same type."""
        cell, kind = self.cells[index], wanted.get("cell_type")
        cell["metadata"] = {**cell.get("metadata", {}), "nbgrader": dict(about(wanted))}
        if cell.get("cell_type") != kind:
            for name in ("outputs", "execution_count", "attachments"):
                cell.pop(name, None)
            cell["cell_type"] = kind
            cell |= {"outputs": [], "execution_count": None} if kind == "code" else {}

    def by_id(self, wanted: Cell) -> int | None:
        ids = {wanted.get("id"), claimed_id(wanted)} - {None, ""}
        found = (i for i, cell in enumerate(self.cells) if cell.get("id") in ids)
        return next((i for i in found if self.is_free(i)), None)

    def by_text(self, wanted: Cell) -> int | None:
        """Its own text, if the release has it once; a check may have more below it."""
        text = _words(wanted)
        if not text or self.texts[text] > 1:
            return None
        is_code = wanted.get("cell_type") == "code"
        first = source(wanted).strip().splitlines()[0].strip()
        for i, cell in enumerate(self.cells):
            own = source(cell).strip().splitlines()
            alike = is_code and cell.get("cell_type") == "code" and own and own[0].strip() == first
            if self.is_free(i) and (_words(cell) == text or alike):
                return i
        return None

    def by_place(self, wanted: Cell) -> int | None:
        """An answer follows the same text as in the release, which has that text once."""
        order = [claimed_id(cell) for cell in self.released]
        at = order.index(claimed_id(wanted))
        before = _words(self.released[at - 1]) if at else ""
        if not before or self.texts[before] > 1:
            return None
        there = [i for i, cell in enumerate(self.cells) if _words(cell) == before]
        if len(there) != 1:
            return None
        behind = self.behind(there[0], _words(wanted))
        return self._likeliest(behind, wanted) if behind else None

    def behind(self, index: int, untouched: str) -> list[int]:
        """The free cells from there up to the next one of the release."""
        found = []
        for i in range(index + 1, len(self.cells)):
            if is_model_answer(self.cells[i]):
                continue
            text = _words(self.cells[i])
            is_theirs = self.cells[i].get("id") in self.prose
            is_theirs |= bool(text and text != untouched and self.texts[text])
            if is_theirs or not self.is_free(i):
                break
            found.append(i)
        return found

    def _likeliest(self, places: list[int], wanted: Cell) -> int:
        """A text; else the untouched cell itself; else what is written at all; else the first."""
        written = [i for i in places if not is_unanswered(source(self.cells[i]))]
        alike = [i for i in written if self.cells[i].get("cell_type") == wanted.get("cell_type")]
        same = [i for i in places if _words(self.cells[i]) == _words(wanted)]
        return [*alike, *same, *written, *places][0]

    def give_way(self, ids: Iterable[str]) -> list[str]:
        """Answers that are untouched, while there is text between them and what follows."""
        moved = []
        for id in ids:
            mine = [i for i, cell in enumerate(self.cells) if claimed_id(cell) == id]
            if any(not is_unanswered(source(self.cells[i])) for i in mine):
                continue
            behind = self.behind(mine[-1], _words(self.truth[id]))
            texts = [i for i in behind if self.cells[i].get("cell_type") in ("markdown", "raw")]
            new = [i for i in texts if not is_unanswered(source(self.cells[i]))]
            if new:
                for i in mine:
                    self.cells[i]["metadata"] = {
                        name: value
                        for name, value in self.cells[i]["metadata"].items()
                        if name != "nbgrader"
                    }
                self.claim(new[0], self.truth[id])
                moved.append(id)
        return moved

    def give_to_a_person(self, ids: list[str]) -> list[str]:
        """Answers that no cell is for sure come back with all that the release has not."""
        free = [c for i, c in enumerate(self.cells) if self.is_free(i) and not is_model_answer(c)]
        new = [c for c in free if not self.texts[_words(c)] and not is_unanswered(source(c))]
        if not new:
            return []
        text = "\n\n".join([LOST, *(source(cell).strip() for cell in new)])
        pictures = {
            name: data for cell in new for name, data in (cell.get("attachments") or {}).items()
        }
        more = {"attachments": pictures} if pictures else {}
        self.cells += [{**self.truth[id], "source": text, **more} for id in ids]
        return ids
