"""What failing cases have in common: named only where it divides them from the others."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder.core.exercise import Case
from autograder.judge.compare import Tolerance, compare
from autograder.judge.diagnose import at_border
from autograder.judge.pattern import pattern

SQUARE = {"x": np.zeros((2, 3, 5, 5)), "w": np.zeros((4, 3, 3, 3))}
WIDE = {**SQUARE, "w": np.zeros((4, 3, 2, 6))}
HIGH = {**SQUARE, "w": np.zeros((4, 3, 6, 2))}
ROWS = ((np.zeros((3, 3)), np.zeros((3, 2))), (np.zeros((2, 3)), np.zeros((2, 2))))
"""Two rows of arrays, which are no sides, and no numbers that can be compared."""


def found(failing: list[dict[str, Any]], passing: list[dict[str, Any]]) -> str | None:
    cause = pattern([Case("", **each) for each in failing], [Case("", **each) for each in passing])
    return cause and cause.sentence


@pytest.mark.parametrize(
    ("failing", "passing", "feature"),
    [
        ([WIDE, HIGH], [SQUARE], "w is not square"),
        ([{"size": (2, 3)}, {"size": (4, 1)}], [{"size": 2}], "size is not square"),
        ([{"size": (2, 2)}, {"size": (3, 3)}], [{"size": 2}], "size is a tuple"),
        ([{"n": 1}, {"n": 2}], [{"n": 1, "pad": 0}], "pad is left out"),
        ([{"stride": 2}, {"stride": 3}], [{"stride": 1}, {}], "stride is larger than 1"),
        ([{"pad": 0}, {"pad": 0}], [{"pad": 1}, {"pad": 2}], "pad is 0"),
        ([{"h": 4, "w_in": 6}, {"h": 5, "w_in": 6}], [{"h": 6, "w_in": 6}], "h and w_in differ"),
        ([{"kh": 2, "kw": 3}, {"kh": 3, "kw": 2}], [{"kh": 2, "kw": 2}], "kh and kw differ"),
        ([WIDE, HIGH], [{"x": SQUARE["x"], "w": np.zeros(5)}], "w has more than one axis"),
    ],
)
def test_what_divides_the_cases_is_said(
    failing: list[dict[str, Any]], passing: list[dict[str, Any]], feature: str
) -> None:
    assert found(failing, passing) == f"It goes wrong exactly in the cases where {feature}."


def test_two_things_that_always_come_together_are_both_said() -> None:
    wide = {"x": np.zeros((2, 3, 5, 6)), "w": np.zeros((4, 3, 2, 6))}
    assert "where x is not square and w is not square" in str(found([wide, wide], [SQUARE]))


@pytest.mark.parametrize("window", [{"w": np.zeros((4, 3, 2, 2))}, {"size": 2}, {"size": (2, 2)}])
def test_what_a_stride_leaves_over_is_told_from_the_stride(window: dict[str, Any]) -> None:
    fits, leaves = np.zeros((2, 3, 8, 6)), np.zeros((2, 3, 6, 9))
    strided = {**window, "stride": 2}
    assert found([{"x": leaves, **strided}] * 2, [{"x": fits, **strided}]) == (
        "It goes wrong exactly in the cases where rows or columns are left over at the end."
    )
    padded = {"pad": 1, "stride": 3, **window}
    assert found([{"x": fits, **padded}] * 2, [{"x": np.zeros((2, 3, 3, 9)), **padded}]) == (
        "It goes wrong exactly in the cases where rows or columns are left over at the end."
    )


def test_where_nearly_all_that_is_not_square_goes_wrong_it_is_said() -> None:
    assert found([WIDE, HIGH] * 4, [SQUARE, WIDE]) == (
        "It goes wrong in most of the cases where w is not square, and in no others."
    )


@pytest.mark.parametrize(
    ("failing", "passing"),
    [
        ([WIDE, HIGH, SQUARE], [SQUARE]),
        ([WIDE, HIGH], [SQUARE, WIDE]),
        ([WIDE, HIGH], []),
        ([WIDE], [SQUARE]),
        ([], [SQUARE]),
        ([{"n": 1}, {"n": 2}], [{"n": value} for value in (3, 4, 5, 6)]),
        ([{"maps": ROWS}] * 2, [{"maps": ROWS}]),
    ],
)
def test_nothing_is_said_where_nothing_divides_them(
    failing: list[dict[str, Any]], passing: list[dict[str, Any]]
) -> None:
    assert found(failing, passing) is None


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (np.s_[:, [0, -1]], True),
        (np.s_[..., 0], True),
        (np.s_[1, 0, 3], False),
        (np.s_[:, 0, 0], False),
        (np.s_[:, :2], False),
    ],
)
def test_the_border_is_named_where_chance_would_hardly_choose_it(wrong: Any, says: bool) -> None:
    """In three pictures of 5×4, most pixels are at the border anyway."""
    answer = np.zeros((3, 5, 4))
    answer[wrong] = 1
    fault = compare(answer, np.zeros((3, 5, 4)), Tolerance(0.0, 0.0))
    assert (at_border(fault) is not None) == says
