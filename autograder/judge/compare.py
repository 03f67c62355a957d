"""Does an answer agree with what is expected, and if not, what is the first fault?

No student code and no torch here: plain values on both sides.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.core.exercise import Exercise, Names, Value
from autograder.core.verdict import Fact, FactKind
from autograder.judge.structure import (
    Fault,
    describe,
    indexed,
    is_number,
    of_one_structure,
    structure_fault,
)

PLAIN = (bool, int, float, str, type(None))
NUMBER_KINDS = {"b": "bool", "i": "integer", "u": "integer", "f": "float", "c": "complex"}

A_TIE = 1e-5
"""Distances that differ by less, as a share, are the same but for rounding: the first is named."""
WHOLE = ""
"""The one output that there is, or all of them."""


@dataclass(frozen=True)
class Tolerance:
    """|answer − expected| ≤ atol + rtol·|expected|, element by element; integers exactly.

    Of the largest expected value, ``of_largest`` is added.
    """

    rtol: float
    atol: float
    of_largest: float = 0.0

    @classmethod
    def of(cls, exercise: Exercise) -> Tolerance:
        return cls(exercise.rtol, exercise.atol, exercise.of_largest)

    def close(self, answer: np.ndarray, expected: np.ndarray) -> np.ndarray:
        """Element by element; NaN agrees with NaN, infinity with the same infinity."""
        same = np.asarray(answer == expected)
        if expected.dtype.kind in "biu" or same.all():
            return same
        atol = self.atol
        if self.of_largest:
            atol += self.of_largest * float(np.abs(expected[np.isfinite(expected)]).max(initial=0))
        with np.errstate(all="ignore"):
            near = abs(answer - expected) <= atol + self.rtol * abs(expected)
        both_nan = np.isnan(answer) & np.isnan(expected)
        return np.asarray(same | both_nan | (near & np.isfinite(expected)))


def compare(
    answer: Value, expected: Value, tolerance: Tolerance, outputs: Names = ("out",)
) -> Fault | None:
    """The first fault in the order type, shape, dtype, NaN, values; None if it agrees."""
    structure = structure_fault(answer, expected, names_of(outputs, expected))
    if structure is not None:
        return structure
    found = leaves(answer, expected, names_of(outputs, expected))
    pairs = [(where, mine, right) for where, mine, right in found if not _same(mine, right)]
    for look in (_shape, _dtype, _finite, _values):
        for where, mine, right in pairs:
            fault = look(where, mine, right, tolerance)
            if fault is not None:
                return fault
    return None


def agrees(answer: Value, expected: Value, tolerance: Tolerance) -> bool:
    """Whether ``compare`` finds no fault; it stops at the first output that differs."""
    return of_one_structure(answer, expected) and all(
        _leaf_agrees(mine, right, tolerance) for mine, right in _pairs(answer, expected)
    )


def of_one_form(answer: Value, expected: Value, tolerance: Tolerance) -> bool:
    """Whether ``compare`` finds no fault in type, shape and dtype."""
    return of_one_structure(answer, expected) and all(
        _leaf_of_one_form(mine, right, tolerance) for mine, right in _pairs(answer, expected)
    )


def explained(answer: Value, wrong: set[str], mistaken: Value, tolerance: Tolerance) -> bool:
    """Whether every output that is ``wrong`` equals the misconception's output there.

    Outputs that are right may differ from the misconception's: one gradient of three
    can be mistaken.
    """
    if not of_one_structure(answer, mistaken):
        return False
    return all(
        _leaf_agrees(mine, other, tolerance)
        for where, mine, other in leaves(answer, mistaken, WHOLE)
        if WHOLE in wrong or where in wrong
    )


def differing(answer: Value, expected: Value, tolerance: Tolerance, names: Any = WHOLE) -> set[str]:
    """The outputs in which two values differ; ``WHOLE`` if they are not of one structure."""
    if not of_one_structure(answer, expected):
        return {WHOLE}
    pairs = leaves(answer, expected, names)
    return {at for at, mine, right in pairs if not _leaf_agrees(mine, right, tolerance)}


def leaves(answer: Value, expected: Value, where: Any) -> Iterator[tuple[str, Any, Any]]:
    """Matching outputs of two values of the same structure, with their names."""
    if isinstance(expected, (list, tuple)):
        names = where if isinstance(where, tuple) else indexed(where, len(expected))
        for name, mine, right in zip(names, answer, expected, strict=True):
            yield from leaves(mine, right, name)
    elif isinstance(expected, dict):
        for key, right in expected.items():
            yield from leaves(answer[key], right, f"{where}[{key!r}]")
    else:
        yield str(where), answer, expected


def _pairs(answer: Value, expected: Value) -> Iterator[tuple[Any, Any]]:
    """The same without names."""
    if isinstance(expected, (list, tuple)):
        for mine, right in zip(answer, expected, strict=True):
            yield from _pairs(mine, right)
    elif isinstance(expected, dict):
        for key, right in expected.items():
            yield from _pairs(answer[key], right)
    else:
        yield answer, expected


def names_of(outputs: Names, expected: Value) -> Any:
    """The names of the entries of a tuple, if it has as many; else the one name of all."""
    several = isinstance(expected, (list, tuple)) and len(outputs) == len(expected) > 1
    return outputs if several else outputs[0]


def _shape(where: str, answer: Any, expected: Any, _: Tolerance) -> Fault | None:
    if not is_number(expected):
        return None
    mine, right = np.shape(answer), np.shape(expected)
    if mine == right:
        return None
    detail = f"{where} has shape {mine}, expected {right}"
    if right == ():
        detail = f"{where} must be a single number; yours is {describe(answer)}"
    elif is_reversed(mine, right):
        detail += ". Transposed?"
    public = f"{where} has the wrong shape"
    return Fault(Fact(FactKind.SHAPE, where, public, detail), answer, expected)


def is_reversed(mine: tuple[int, ...], right: tuple[int, ...]) -> bool:
    """Whether a shape has the axes of another in reverse."""
    return len(mine) > 1 and mine == right[::-1]


def _dtype(where: str, answer: Any, expected: Any, tolerance: Tolerance) -> Fault | None:
    if not is_number(expected):
        return None
    mine, right = as_array(answer).dtype, as_array(expected).dtype
    wanted, exact = NUMBER_KINDS[right.kind], right.kind in "biu"
    same_kind = NUMBER_KINDS[mine.kind] == wanted
    if same_kind and (exact or mine.itemsize >= right.itemsize):
        return None
    if _is_enough(answer, mine, right) and _all_close(answer, expected, tolerance):
        return None
    detail = f"{where} has dtype {mine}, expected {wanted} ({right})"
    if mine.kind != "c" and _all_close(answer, expected, tolerance):
        detail += "; its values are right"
    if same_kind:
        detail = f"{where} has dtype {mine}, which keeps fewer digits than {right}"
    public = f"{where} has the wrong dtype"
    return Fault(Fact(FactKind.DTYPE, where, public, detail), answer, expected)


def _is_enough(answer: Any, mine: np.dtype[Any], right: np.dtype[Any]) -> bool:
    """Whether it may stand for a float of more digits: a shorter one, or a single whole number."""
    return right.kind == "f" and (mine.kind == "f" or type(answer) is int)


def _finite(where: str, answer: Any, expected: Any, _: Tolerance) -> Fault | None:
    if not is_number(expected):
        return None
    mine, right = as_array(answer), as_array(expected)
    if mine.dtype.kind not in "fc":
        return None
    stray = ~np.isfinite(mine) & np.isfinite(right)
    if not stray.any():
        return None
    at = tuple(int(i) for i in np.argwhere(stray)[0])
    value = "NaN" if np.isnan(mine[at]) else "infinity"
    detail = f"{int(stray.sum())} of {mine.size} values are NaN or infinite; "
    detail += f"the first is {place(where, at)}: {value}"
    if mine.ndim == 0:
        detail = f"{where} is {value}, expected {_digits(_plain(expected))}"
    fact = Fact(FactKind.NAN, where, f"{where} holds NaN or infinite values", detail)
    return Fault(fact, answer, expected, stray)


def _values(where: str, answer: Any, expected: Any, tolerance: Tolerance) -> Fault | None:
    if not is_number(expected):
        return None
    mine, right = as_array(answer), as_array(expected)
    wrong = ~tolerance.close(mine, right)
    if not wrong.any():
        return None
    with np.errstate(invalid="ignore"):
        distance = np.abs(mine.astype(complex) - right.astype(complex))
    distance = np.where(wrong, np.nan_to_num(distance, nan=np.inf, posinf=np.inf), -1.0)
    worst = distance >= distance.max() * (1 - A_TIE)
    at = tuple(int(i) for i in np.unravel_index(int(worst.argmax()), wrong.shape))
    public = f"{where} has wrong values"
    detail = f"{int(wrong.sum())} of {wrong.size} values differ; the worst is {place(where, at)}: "
    detail += f"yours {_both(mine[at], right[at])}"
    if wrong.ndim == 0:
        public = f"{where} has the wrong value"
        detail = f"{where} is {_both(_plain(answer), _plain(expected))}"
    return Fault(Fact(FactKind.VALUES, where, public, detail), answer, expected, wrong)


def _same(answer: Any, expected: Any) -> bool:
    """Whether they are the same plain number, bool or text, so that nobody need look closer."""
    return type(answer) is type(expected) in PLAIN and bool(answer == expected)


def _leaf_agrees(answer: Any, expected: Any, tolerance: Tolerance) -> bool:
    """Of two values of one structure; NaN and infinity are close to themselves alone."""
    if _same(answer, expected) or not is_number(expected):
        return True
    if not _alike(answer, expected) and not _leaf_of_one_form(answer, expected, tolerance):
        return False
    return _all_close(answer, expected, tolerance)


def _alike(answer: Any, expected: Any) -> bool:
    """Whether two arrays have one shape and one dtype, so that nobody need look closer."""
    arrays = type(answer) is type(expected) is np.ndarray
    return arrays and answer.dtype == expected.dtype and answer.shape == expected.shape


def _leaf_of_one_form(answer: Any, expected: Any, tolerance: Tolerance) -> bool:
    return all(look("", answer, expected, tolerance) is None for look in (_shape, _dtype))


def _all_close(answer: Any, expected: Any, tolerance: Tolerance) -> bool:
    return bool(tolerance.close(as_array(answer), as_array(expected)).all())


def as_array(value: Any) -> np.ndarray:
    """A number or array as an array of a plain dtype; an integer too large for one is cut."""
    return np.asarray(max(-(2**63), min(value, 2**63 - 1)) if type(value) is int else value)


def place(where: str, at: tuple[int, ...]) -> str:
    """``out[1, 4, 0, 3]``; just ``out`` for a single number."""
    return f"{where}[{', '.join(map(str, at))}]" if at else where


def _plain(value: Any) -> Any:
    return value[()] if isinstance(value, np.ndarray) else value


def _both(mine: Any, right: Any) -> str:
    """Both values, with as many digits as it takes to tell them apart."""
    pairs = [(_digits(mine, count), _digits(right, count)) for count in (6, 9, 12)]
    here, there = next((pair for pair in pairs if pair[0] != pair[1]), pairs[-1])
    return f"{here}, expected {there}"


def _digits(value: Any, count: int = 6) -> str:
    return f"{value:.{count}g}" if isinstance(value, (float, np.floating)) else str(value)
