"""Comparison and its order: type, shape, dtype, NaN, values."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.core.exercise import Case, Value
from autograder.judge import diagnose
from autograder.judge.compare import Tolerance, agrees, compare, differing, explained
from autograder.judge.structure import listed
from autograder.worker.child.protocol import Opaque

TOLERANCE = Tolerance(rtol=1e-6, atol=1e-8)
X = np.arange(1.0, 13.0).reshape(3, 4)


def nan_at(array: np.ndarray, *at: int) -> np.ndarray:
    array = array.copy()
    array[at] = np.nan
    return array


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (X, X),
        (X * (1 + 1e-7), X),
        (np.asfortranarray(X), X),
        ([X, 1.0], (X, 1.0)),
        (1, 1.0),
        (np.array(2.5), 2.5),
        (2.5, np.array(2.5)),
        (X.astype(np.float32), X),
        ({"b": X, "a": 1.0}, {"a": 1.0, "b": X}),
        (nan_at(X, 0, 0), nan_at(X, 0, 0)),
        (2**38, 2**38),
        (np.array([True, False]), np.array([True, False])),
        (np.array([1, 2], dtype=np.int32), np.array([1, 2])),
    ],
)
def test_right_answers_in_other_clothes_agree(answer: object, expected: object) -> None:
    assert compare(answer, expected, TOLERANCE) is None


@pytest.mark.parametrize(
    ("answer", "expected", "kind", "says"),
    [
        (None, X, "type", "is the `return` missing?"),
        (Opaque("a Tensor"), X, "type", "yours is a Tensor"),
        ("text", 1.0, "type", "yours is a string"),
        ([1.0, 2.0], np.array([1.0, 2.0]), "type", "yours is a list of 2"),
        (X, (X, X), "type", "2 values"),
        ((X,), (X, X), "type", "out must have length 2; yours has 1"),
        ({"a": 1.0}, {"a": 1.0, "b": 2.0}, "type", "keys a, b"),
        (X.T, X, "shape", "(4, 3), expected (3, 4). Transposed?"),
        (X[0], X, "shape", "(4,), expected (3, 4)"),
        (np.array([2.5]), 2.5, "shape", "single number"),
        (4.0, 4, "dtype", "expected integer"),
        (np.array([1, 0]), np.array([True, False]), "dtype", "expected bool"),
        ((X / 7).astype(np.float16), X / 7, "dtype", "keeps fewer digits"),
        ((X / 7).astype(int), X / 7, "dtype", "int64, expected float"),
        (X + 0j + 1j, X, "dtype", "complex128"),
        (X.astype(int), X, "dtype", "dtype int64, expected float (float64); its values are right"),
        (X > 0, np.ones_like(X), "dtype", "dtype bool, expected float (float64)"),
        (True, 1.0, "dtype", "expected float"),
        (nan_at(X, 1, 2), X, "nan", "the first is out[1, 2]: NaN"),
        (np.where(X > 11, np.inf, X), X, "nan", "infinity"),
        (np.float64("nan"), 2.5, "nan", "out is NaN, expected 2.5"),
        (X * (1 + 3e-6), X, "values", "yours 12.000036, expected 12"),
        (X + (X == 7), X, "values", "1 of 12 values differ; the worst is out[1, 2]: yours 8"),
        (2**38 + 1, 2**38, "values", "expected 274877906944"),
        (2**70, 5, "values", "expected 5"),
        (np.nan_to_num(nan_at(X, 0, 0)), nan_at(X, 0, 0), "values", "expected nan"),
    ],
)
def test_the_first_fault_is_named(answer: object, expected: object, kind: str, says: str) -> None:
    fault = compare(answer, expected, TOLERANCE)
    assert fault is not None
    assert fault.kind == kind
    assert says in fault.fact.text


LISTS = [
    ([1.5, 2.5], np.array([1.5, 2.5])),
    ((1, 2, 3, 4), np.arange(1, 5)),
    ([(3, 32, 32), (4, 30, 30)], np.array([[3, 32, 32], [4, 30, 30]])),
    ([X, 2 * X], np.stack([X, 2 * X])),
    ((X, X), np.array([X, X])),
    (({"w": X}, [0.5, 0.25]), ({"w": X}, np.array([0.5, 0.25]))),
    ({"sizes": [1, 2]}, {"sizes": np.array([1, 2])}),
    ([[1.0], [2.0, 3.0]], [np.array([1.0]), np.array([2.0, 3.0])]),
    ([True, False], np.array([True, False])),
]


@pytest.mark.parametrize(("expected", "answer"), LISTS)
def test_an_array_stands_for_a_list_or_a_tuple(expected: Value, answer: Value) -> None:
    assert compare(listed(answer, expected), expected, TOLERANCE) is None


@pytest.mark.parametrize(
    ("expected", "answer", "says"),
    [
        ([1.5, 2.5], np.array([1.5, 2.0]), "out[1] is 2, expected 2.5"),
        ([1.5, 2.5], np.array([1.5, 2.5, 3.5]), "out must be a list of 2; yours is an array"),
        ([1.5, 2.5], np.array(1.5), "out must be a list of 2; yours is"),
        ((1, 2), np.array([1.0, 2.5]), "expected integer"),
        ([(1, 2), (3, 4)], np.array([1, 2]), "yours is an integer"),
        (X, X.tolist(), "yours is a list of 3: `np.array` makes an array of it"),
        (X, tuple(X), "yours is a tuple of 3: `np.array` makes an array of it"),
    ],
)
def test_a_list_that_is_wrong_is_told_with_the_way_out(
    expected: Value, answer: Value, says: str
) -> None:
    fault = compare(listed(answer, expected), expected, TOLERANCE)
    assert fault is not None
    assert says in fault.fact.text


def test_outputs_are_called_by_their_names() -> None:
    fault = compare((X, X + 1), (X, X), TOLERANCE, ("dx", "dw"))
    assert fault is not None
    assert fault.where == "dw"
    nested = compare((1.0, {"w1": X + 1}), (1.0, {"w1": X}), TOLERANCE, ("loss", "grads"))
    assert nested is not None
    assert nested.where == "grads['w1']"


def test_a_type_fault_anywhere_comes_before_a_wrong_value() -> None:
    fault = compare((X + 1, None), (X, X), TOLERANCE, ("dx", "dw"))
    assert fault is not None
    assert (fault.kind, fault.where) == ("type", "dw")


def test_a_misconception_explains_what_is_wrong_and_only_that() -> None:
    right, mistaken = (X, X), (2 * X, 3 * X)

    def explains(answer: Value, right: Value, mistaken: Value) -> bool:
        return explained(answer, differing(answer, right, TOLERANCE), mistaken, TOLERANCE)

    assert explains((2 * X, 3 * X), right, mistaken)
    assert explains((X, 3 * X), right, mistaken)
    assert not explains((X, 2 * X), right, mistaken)
    assert explains((X, X.sum(0)), right, (X, X.sum(0)))
    assert explains(None, right, None)


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ([(X, X), (X, 2 * X)], "the worst is v after step 2[2, 3]"),
        ([(X, X), (X, X[:2])], "v after step 2 has shape (2, 4)"),
        ([(X, X), X], "Return 2 values (w after step 2, v after step 2); yours is an array"),
        ([(X, X)], "2 values (w after step 1, v after step 1, w after step 2, v after step 2)"),
    ],
)
def test_names_inside_of_names_are_said(answer: object, says: str) -> None:
    names = tuple((f"w after step {t}", f"v after step {t}") for t in (1, 2))
    fault = compare(answer, [(X, X), (X, X)], TOLERANCE, names)
    assert fault is not None
    assert says in fault.fact.text


def test_right_values_of_another_dtype_are_in_the_right_order() -> None:
    fault = compare(np.eye(3, dtype=int), np.eye(3), TOLERANCE)
    assert fault is not None
    assert diagnose.generic(fault, Case("the identity"), TOLERANCE, hidden=False) is None


def test_what_is_summed_up_may_be_off_by_a_share_of_the_largest_value() -> None:
    expected = np.array([1e6, 1.0, np.inf])
    for off, right in ((5e-4, True), (2e-3, False)):
        answer = expected + np.array([0, off, 0])
        assert agrees(answer, expected, Tolerance(1e-7, 0.0, of_largest=1e-9)) is right
    assert not agrees(expected + 5e-4, expected, Tolerance(1e-7, 0.0))


def test_an_array_is_no_text() -> None:
    assert not agrees(X, "a raised ValueError", TOLERANCE)
    assert compare(X, "a raised ValueError", TOLERANCE) is not None


def test_of_equal_distances_the_first_is_named() -> None:
    """Rounding makes one of them the largest by a hair, another one on another machine."""
    right = np.array([1.0, 2.0, 3.0])
    fault = compare(right + np.array([0.5, 0.5 + 1e-9, 0.5]), right, TOLERANCE)
    assert fault is not None
    assert "out[0]" in fault.fact.text
