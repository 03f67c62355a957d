"""The likeliest mistake of a backward exercise, `=` for `+=`, must be declared.

An entry of a gradient is a sum if several entries of ``dout`` reach it. Who assigns instead of
adding, or leaves an axis out of the sum, returns a part of it. Gradients are linear in ``dout``,
so the parts show when ``dout`` is 1 at one entry and 0 elsewhere, one entry after the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain, product
from typing import Any

import numpy as np

from autograder.core.exercise import Case, Exercise, Value
from autograder.judge.expected import Raises, expected_outputs, mistaken_outputs

Matrix = np.ndarray[Any, np.dtype[Any]]
CASES = 5
"""The smallest ones; in the very smallest, a batch of one, nothing may add up."""
LARGEST = 5000
"""Entries of ``dout`` in them, at most."""
PLACES = (0, 1, -1)
"""Along each axis of ``dout``: two neighbours, which windows share, and the last."""


@dataclass(frozen=True)
class _Slopes:
    """What each entry of ``dout`` (a row) gives to each entry of one output (a column)."""

    shape: tuple[int, ...]
    rows: Matrix

    @property
    def adds(self) -> bool:
        return bool(((self.rows != 0).sum(axis=0) > 1).any())

    def holds_parts_of(self, right: _Slopes) -> bool:
        """Whether an entry holds some of the terms of its sum, and not all of them.

        With another shape an axis may be left out of the sum: then every entry that holds
        anything must hold terms of one sum.
        """
        if self.shape == right.shape:
            return bool(_is_part(self.rows, right.rows).any())
        held = [one[:, None] for one in self.rows.T if one.any()]
        return bool(held) and all(_is_part(one, right.rows).any() for one in held)


def undeclared(exercise: Exercise) -> Iterator[str]:
    """The finding that a gradient is a sum and no misconception returns a part of it."""
    cases = [case for case in exercise.public_cases() if _has_dout(case)]
    small = sorted((case for case in cases if _entries(case) <= LARGEST), key=_entries)
    if cases and not small:
        yield f"{exercise.id}: no case has a dout of at most {LARGEST} entries; add a small one."
    adds = (found for case in small[:CASES] if (found := _slopes_if_added(exercise, case)))
    first = next(adds, None)
    if first and not any(_is_declared(exercise, *found) for found in chain([first], adds)):
        yield (
            f"{exercise.id}: several entries of dout add up in a gradient, and no misconception "
            "returns a part of the sum. Declare what = for += gives."
        )


def _slopes_if_added(exercise: Exercise, case: Case) -> tuple[list[Case], list[_Slopes]] | None:
    parts = _one_entry_at_a_time(case)
    right = _slopes(expected_outputs(exercise, parts))
    return (parts, right) if any(output.adds for output in right) else None


def _is_declared(exercise: Exercise, parts: list[Case], right: list[_Slopes]) -> bool:
    for wrong in exercise.misconceptions:
        alone = replace(exercise, misconceptions=[wrong])
        mistaken = _slopes([mistaken_outputs(alone, part)[wrong.name] for part in parts])
        if any(mine.holds_parts_of(whole) for mine, whole in zip(mistaken, right, strict=False)):
            return True
    return False


def _has_dout(case: Case) -> bool:
    return case.accept is None and isinstance(case.inputs.get("dout"), np.ndarray)


def _entries(case: Case) -> int:
    return int(case.inputs["dout"].size)


def _one_entry_at_a_time(case: Case) -> list[Case]:
    dout = case.inputs["dout"]
    axes = [sorted({range(size)[place] for place in PLACES[:size]}) for size in dout.shape]
    return [Case(case.name, **{**case.inputs, "dout": _one_at(at, dout)}) for at in product(*axes)]


def _one_at(place: tuple[int, ...], dout: Matrix) -> Matrix:
    one = np.zeros_like(dout)
    one[place] = 1
    return one


def _slopes(answers: list[Value]) -> list[_Slopes]:
    """One for each output; nothing if an answer is no array, or has other shapes than the rest."""
    if any(isinstance(answer, Raises) for answer in answers):
        return []
    every = [answer if isinstance(answer, list | tuple) else (answer,) for answer in answers]
    outputs = [[np.asarray(value) for value in output] for output in zip(*every, strict=True)]
    return [
        _Slopes(output[0].shape, np.stack([value.ravel() for value in output]))
        for output in outputs
        if len({value.shape for value in output}) == 1
    ]


def _is_part(mine: Matrix, whole: Matrix) -> Matrix:
    """For each column: whether it has some of the terms of ``whole``, and not all of them."""
    kept = mine != 0
    fits = (~kept | np.isclose(mine, whole)).all(axis=0)
    terms = kept.sum(axis=0)
    parts: Matrix = fits & (terms > 0) & (terms < (whole != 0).sum(axis=0))
    return parts
