"""A learner's notebook and a newer one of the course become one notebook, cell by cell.

A cell that the learner wrote in stays as it is, with its outputs; every other cell is the course's.
Cells are told apart by their ids, which JupyterLab keeps.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from autograder.course.gradebook.cells import source

Cell = dict[str, Any]
Sources = dict[str, set[str]]
"""What the course has written in a cell, by its id, in any version."""


def merged(given: Sequence[bytes], mine: bytes, new: bytes) -> bytes | None:
    """The merged notebook; None if the cells of ``mine`` cannot be told apart.

    ``given`` is what the course has given so far, the newest last, ``mine`` what became of it,
    ``new`` what the course has now.
    """
    try:
        whole, before = json.loads(mine), _sources(given)
        ours, begun = _by_id(whole["cells"]), _sources(given[-1:])
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    if not begun or len(ours) < len(whole["cells"]) or len(ours.keys() & before) * 2 < len(begun):
        return None  # an editor that takes the ids away, or gives new ones
    theirs: list[Cell] = json.loads(new)["cells"]
    cells = [_chosen(cell, ours.get(cell["id"]), before) for cell in theirs]
    wanted = {cell["id"] for cell in theirs}
    for id, cell in ours.items():
        if id not in wanted and _is_own(cell, before):
            cells.insert(_after(id, list(ours), cells), cell)
    if [source(cell) for cell in cells] == [source(cell) for cell in whole["cells"]]:
        return mine
    return (json.dumps({**whole, "cells": cells}, indent=1, ensure_ascii=False) + "\n").encode()


def is_behind(earlier: Sequence[bytes], mine: bytes, new: bytes) -> bool:
    """Whether an update to ``new`` was undone, as by saving what was open in an editor."""
    if not earlier:
        return False
    try:
        ours, before = _sources([mine]), _sources(earlier)
    except (ValueError, KeyError, TypeError, AttributeError):
        return False
    now = _sources([new])
    lacks = now.keys() - before.keys() - ours.keys()
    return bool(lacks) or any(
        ours[id] <= before.get(id, set()) - now[id] for id in ours.keys() & now
    )


def _sources(versions: Iterable[bytes]) -> Sources:
    found: Sources = {}
    for version in versions:
        for id, cell in _by_id(json.loads(version)["cells"]).items():
            found.setdefault(id, set()).add(source(cell))
    return found


def _by_id(cells: list[Cell]) -> dict[str, Cell]:
    return {str(cell["id"]): cell for cell in cells if cell.get("id")}


def _chosen(theirs: Cell, mine: Cell | None, before: Sources) -> Cell:
    """The learner's cell if it was written in or is still the same, else the course's."""
    if mine is None:
        return theirs
    same = source(mine) == source(theirs)
    return {**mine, "metadata": theirs["metadata"]} if same or _is_own(mine, before) else theirs


def _is_own(mine: Cell, before: Sources) -> bool:
    return source(mine) not in before.get(str(mine["id"]), ())


def _after(id: str, order: list[str], cells: list[Cell]) -> int:
    """The place behind the nearest cell that stood before it."""
    there = [str(cell["id"]) for cell in cells]
    before = (each for each in reversed(order[: order.index(id)]) if each in there)
    nearest = next(before, None)
    return there.index(nearest) + 1 if nearest is not None else 0
