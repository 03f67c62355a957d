"""What a notebook says of itself: whose assignment's it is, and how much of it is answered."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from autograder.course.gradebook import cells
from autograder.course.gradebook.cells import Cell, grade_id
from autograder.exercises import catalogue

UNANSWERED = ("YOUR ANSWER HERE", "Your answer goes here")
"""The text of an answer cell in the release, and in the project."""
QUESTION, NOT_THEIRS = "question-", ("-prompt", "-model")
"""How the id of an answer's cell begins; the ends of those of its question and model answer."""
MAX_NOTEBOOK = 32 * 2**20
"""Of a larger one the outputs are left out: grading ignores them."""
MAX_READ = 256 * 2**20
_BY_THE_COURSE = re.compile(r"<!--.*?-->|<details><summary>A model answer.*?</details>", re.DOTALL)
"""What stands in the same cell in notebooks of version 0.2.0 and earlier."""
_CHECK = re.compile(r"""\bcheck\(\s*["']([\w.]+)["']""")


def without_outputs(content: bytes) -> bytes:
    """A notebook with nothing but what was written into it; as it is, if it is none."""
    try:
        found = cells.parsed(content)
    except ValueError:
        return content
    kept = [{**cell, "outputs": []} if "outputs" in cell else cell for cell in found]
    return json.dumps({**json.loads(content), "cells": kept}, indent=1).encode()


@dataclass(frozen=True)
class Look:
    """How many cells of the assignment a notebook has, and how much work is in it."""

    cells: int = 0
    work: tuple[int, int, int] = (0, 0, 0)
    """Questions that are answered, the length of the answers, the length of everything."""


def looked_at(content: bytes, assignment: str) -> Look:
    """Nothing, for what is no notebook."""
    try:
        found = cells.parsed(content)
    except ValueError:
        return Look()
    known = _known(assignment)
    mine = sum(cells.claimed_id(cell) in known or _checked(cell) in known for cell in found)
    answers = [cells.source(cell) for cell in found if is_answer(cell)]
    answered = [text for text in answers if not is_unanswered(text)]
    every = sum(len(cells.source(cell)) for cell in found)
    return Look(mine, (len(answered), sum(map(len, answered)), every))


def _known(assignment: str) -> frozenset[str]:
    return frozenset(grade_id(each.id) for each in catalogue.of_assignment(assignment))


def _checked(cell: Cell) -> str:
    """The exercise that a cell checks, in the form of an id; what nbgrader wrote may be gone."""
    found = _CHECK.match(cells.source(cell).strip()) if cell.get("cell_type") == "code" else None
    return grade_id(found[1]) if found else ""


def is_answer(cell: Cell) -> bool:
    """Whether the cell is for an answer in words, as far as its metadata or its id says."""
    about = cells.about(cell)
    own = str(cell.get("id", ""))
    return (
        bool(about.get("solution"))
        if about
        else own.startswith(QUESTION) and not own.endswith(NOT_THEIRS)
    )


def is_unanswered(source: str) -> bool:
    """Whether a cell for an answer has none: only what invites to write, or a model answer."""
    text = _BY_THE_COURSE.sub("", source)
    for invitation in UNANSWERED:
        text = text.replace(invitation, "")
    return not text.strip(" *_\n.:")
