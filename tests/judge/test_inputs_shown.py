"""How a diagnosis shows the inputs of its case."""

from __future__ import annotations

import numpy as np

from autograder.core.exercise import Case
from autograder.core.verdict import CaseInputs
from autograder.judge.diagnose import MAX_LINE, MAX_SHOWN, inputs_of

PLAN = [("conv", 8, 3, 1, 1)] * 4
MAPS = [[np.array([[1.0, 2.5]]), np.array([[3.0]])], (np.ones((0, 2)), np.ones((0, 1)))]


def shown(**inputs: object) -> CaseInputs:
    return inputs_of(Case("one", **inputs), hidden=False)


def test_what_is_long_stands_whole_on_a_line_of_its_own() -> None:
    pattern = "CONV  ->  " * 8
    case = shown(pattern=pattern, layers=PLAN, i=3)
    assert case.inputs == "i=3"
    assert case.values == [f"pattern = {pattern!r}", f"layers = {PLAN!r}"]


def test_what_is_longer_than_a_few_lines_is_cut() -> None:
    case = shown(layers=PLAN * 9, i=3)
    assert len(repr(PLAN * 9)) > MAX_LINE
    assert case.inputs == f"{f'layers={PLAN * 9!r}'[:MAX_SHOWN]}…, i=3"
    assert case.values == []


def test_arrays_in_lists_are_shown_as_arrays_are() -> None:
    case = shown(maps=MAPS, k=2)
    assert case.inputs == "maps [[(1, 2), (1, 1)], [(0, 2), (0, 1)]], k=2"
    assert case.values == ["maps = [[[1, 2.5], 3], [[], []]]"]


def test_nothing_of_a_hidden_case_is_shown() -> None:
    case = inputs_of(Case("one", layers=PLAN, maps=MAPS), hidden=True)
    assert (case.inputs, case.values) == ("", [])
