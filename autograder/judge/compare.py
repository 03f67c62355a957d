"""Does an answer agree with what is expected, and if not, what is the first fault?

No student code and no torch here: plain values on both sides.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.core.exercise import Exercise, Names, Value
from autograder.worker.child.protocol import Opaque

PLAIN: dict[type, str] = {bool: "a bool", int: "an integer", float: "a float"}
MAX_DIGITS = 24
NUMBER_KINDS = {"b": "bool", "i": "integer", "u": "integer", "f": "float", "c": "complex"}


@dataclass(frozen=True)
class Tolerance:
    """|answer − expected| ≤ atol + rtol·|expected|, element by element; integers exactly."""

    rtol: float
    atol: float

    @classmethod
    def of(cls, exercise: Exercise) -> Tolerance:
        return cls(exercise.rtol, exercise.atol)

    def close(self, answer: np.ndarray, expected: np.ndarray) -> np.ndarray:
        """Element by element; NaN agrees with NaN, infinity with the same infinity."""
        if expected.dtype.kind in "biu" or np.array_equal(answer, expected):
            return np.asarray(answer == expected)
        with np.errstate(all="ignore"):
            near = np.isclose(answer, expected, rtol=self.rtol, atol=self.atol, equal_nan=True)
        return np.asarray(near)


@dataclass
class Fault:
    """The first thing wrong with an answer.

    ``kind`` is type, shape, dtype, nan or values; ``where`` names the output ("dx",
    "grads['w1']"); ``answer`` and ``expected`` are that one output on both sides.
    """

    kind: str
    where: str
    text: str
    answer: Any = None
    expected: Any = None
    wrong: np.ndarray | None = None


def compare(
    answer: Value, expected: Value, tolerance: Tolerance, outputs: Names = ("out",)
) -> Fault | None:
    """The first fault in the order type, shape, dtype, NaN, values; None if it agrees."""
    structure = _structure(answer, expected, _name(outputs, expected))
    if structure is not None:
        return structure
    pairs = list(leaves(answer, expected, _name(outputs, expected)))
    for look in (_shape, _dtype, _finite, _values):
        for where, mine, right in pairs:
            fault = look(where, mine, right, tolerance)
            if fault is not None:
                return fault
    return None


def agrees(answer: Value, expected: Value, tolerance: Tolerance) -> bool:
    """Whether ``compare`` finds no fault."""
    return compare(answer, expected, tolerance) is None


def explained(answer: Value, expected: Value, mistaken: Value, tolerance: Tolerance) -> bool:
    """Whether every output that is wrong equals the misconception's output there.

    Outputs that are right may differ from the misconception's: one gradient of three
    can be mistaken.
    """
    if _structure(answer, mistaken, "out") is not None:
        return False
    if _structure(answer, expected, "out") is not None:
        return agrees(answer, mistaken, tolerance)
    right, same = (list(leaves(answer, other, "")) for other in (expected, mistaken))
    if [where for where, *_ in right] != [where for where, *_ in same]:
        return False
    return all(
        _leaf_agrees(mine, wrong, tolerance) or _leaf_agrees(mine, wanted, tolerance)
        for (_, mine, wanted), (_, _, wrong) in zip(right, same, strict=True)
    )


def leaves(answer: Value, expected: Value, where: Any) -> Iterator[tuple[str, Any, Any]]:
    """Matching outputs of two values of the same structure, with their names."""
    if isinstance(expected, (list, tuple)):
        names = where if isinstance(where, tuple) else _indexed(where, len(expected))
        for name, mine, right in zip(names, answer, expected, strict=True):
            yield from leaves(mine, right, name)
    elif isinstance(expected, dict):
        for key, right in expected.items():
            yield from leaves(answer[key], right, f"{where}[{key!r}]")
    else:
        yield str(where), answer, expected


def _name(outputs: Names, expected: Value) -> Any:
    several = isinstance(expected, (list, tuple)) and len(outputs) == len(expected) > 1
    return outputs if several else outputs[0]


def _label(where: Any) -> str:
    """Names in one line, the names inside of names too."""
    return ", ".join(map(_label, where)) if isinstance(where, tuple) else str(where)


def _indexed(where: str, count: int) -> list[str]:
    return [f"{where}[{i}]" for i in range(count)]


def _structure(answer: Value, expected: Value, where: Any) -> Fault | None:
    """Tuples, lists, dicts and leaves must match; tuple and list are interchangeable."""
    label = _label(where)
    if isinstance(expected, (list, tuple)):
        if not isinstance(answer, (list, tuple)):
            text = f"{len(expected)} values ({label}) are expected; yours is {describe(answer)}"
            return Fault("type", label, text + _no_return(answer))
        if len(answer) != len(expected):
            named = f"{len(expected)} values ({label}) are expected; yours are {len(answer)}"
            counted = f"{label} has {len(answer)} entries, expected {len(expected)}"
            return Fault("type", label, named if isinstance(where, tuple) else counted)
        names = where if isinstance(where, tuple) else _indexed(where, len(expected))
        parts = zip(answer, expected, names, strict=True)
        return next((f for a, e, n in parts if (f := _structure(a, e, n)) is not None), None)
    if isinstance(expected, dict):
        return _dict(answer, expected, label)
    if expected is None or isinstance(expected, str):
        if answer == expected and type(answer) is type(expected):
            return None
        return Fault("type", label, f"{label} must be {expected}; yours is {describe(answer)}")
    if _is_number(answer):
        return None
    text = f"{label} must be {describe(expected)}; yours is {describe(answer)}"
    return Fault("type", label, text + _no_return(answer))


def _no_return(answer: Value) -> str:
    return ": is the `return` missing?" if answer is None else ""


def _dict(answer: Value, expected: dict[Any, Value], label: str) -> Fault | None:
    if not isinstance(answer, dict):
        text = f"{label} must be a dict with {_keys(expected)}; yours is {describe(answer)}"
        return Fault("type", label, text)
    if answer.keys() != expected.keys():
        text = f"{label} must have the keys {_keys(expected)}; yours has {_keys(answer) or 'none'}"
        return Fault("type", label, text)
    parts = ((answer[key], item, f"{label}[{key!r}]") for key, item in expected.items())
    return next((f for a, e, n in parts if (f := _structure(a, e, n)) is not None), None)


def _keys(mapping: dict[Any, Value]) -> str:
    return ", ".join(sorted(map(str, mapping)))[:200]


def _is_number(value: Value) -> bool:
    return isinstance(value, (bool, int, float, np.ndarray))


def describe(value: Value) -> str:
    """What a value is, in the words of a message to a student."""
    if isinstance(value, np.ndarray):
        return f"an array of shape {value.shape}"
    if isinstance(value, Opaque):
        return value.description
    if value is None:
        return "None"
    if isinstance(value, (bool, int, float)):
        return f"{PLAIN[type(value)]}, {str(value)[:MAX_DIGITS]}"
    if isinstance(value, str):
        return "a string"
    return f"a {type(value).__name__} of {len(value)}"


def _shape(where: str, answer: Any, expected: Any, _: Tolerance) -> Fault | None:
    if not _is_number(expected):
        return None
    mine, right = np.shape(answer), np.shape(expected)
    if mine == right:
        return None
    hint = ". Transposed?" if len(mine) > 1 and mine == right[::-1] else ""
    text = f"{where} has shape {mine}, expected {right}{hint}"
    if right == ():
        text = f"{where} must be a single number; yours is {describe(answer)}"
    return Fault("shape", where, text, answer, expected)


def _dtype(where: str, answer: Any, expected: Any, tolerance: Tolerance) -> Fault | None:
    if not _is_number(expected):
        return None
    mine, right = as_array(answer).dtype, as_array(expected).dtype
    wanted, exact = NUMBER_KINDS[right.kind], right.kind in "biu"
    same_kind = NUMBER_KINDS[mine.kind] == wanted
    if same_kind and (exact or mine.itemsize >= right.itemsize):
        return None
    if not exact and mine.kind != "c" and _all_close(answer, expected, tolerance):
        return None
    text = f"{where} has dtype {mine}, expected {wanted} ({right})"
    if mine.kind != "c" and _all_close(answer, expected, tolerance):
        text += "; its values are right"
    if same_kind:
        text = f"{where} has dtype {mine}, which keeps fewer digits than {right}"
    return Fault("dtype", where, text, answer, expected)


def _finite(where: str, answer: Any, expected: Any, _: Tolerance) -> Fault | None:
    if not _is_number(expected):
        return None
    mine, right = as_array(answer), as_array(expected)
    if mine.dtype.kind not in "fc":
        return None
    stray = ~np.isfinite(mine) & np.isfinite(right)
    if not stray.any():
        return None
    at = tuple(int(i) for i in np.argwhere(stray)[0])
    value = "NaN" if np.isnan(mine[at]) else "infinity"
    text = f"{int(stray.sum())} of {mine.size} values are NaN or infinite; first {value} at "
    text += place(where, at)
    if mine.ndim == 0:
        text = f"{where} is {value}, expected {_digits(_plain(expected))}"
    return Fault("nan", where, text, answer, expected, stray)


def _values(where: str, answer: Any, expected: Any, tolerance: Tolerance) -> Fault | None:
    if not _is_number(expected):
        return None
    mine, right = as_array(answer), as_array(expected)
    wrong = ~tolerance.close(mine, right)
    if not wrong.any():
        return None
    with np.errstate(invalid="ignore"):
        distance = np.abs(mine.astype(complex) - right.astype(complex))
    distance = np.where(wrong, np.nan_to_num(distance, nan=np.inf, posinf=np.inf), -1.0)
    at = tuple(int(i) for i in np.unravel_index(int(distance.argmax()), wrong.shape))
    text = (
        f"{int(wrong.sum())} of {wrong.size} values differ; worst at {place(where, at)}: "
        f"yours {_told(mine[at], right[at])}"
    )
    if wrong.ndim == 0:
        text = f"{where} is {_told(_plain(answer), _plain(expected))}"
    return Fault("values", where, text, answer, expected, wrong)


def _leaf_agrees(answer: Any, expected: Any, tolerance: Tolerance) -> bool:
    looks = (_shape, _dtype, _finite, _values)
    return all(look("", answer, expected, tolerance) is None for look in looks)


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


def _told(mine: Any, right: Any) -> str:
    """Both values, with as many digits as it takes to tell them apart."""
    pairs = [(_digits(mine, count), _digits(right, count)) for count in (6, 9, 12)]
    here, there = next((pair for pair in pairs if pair[0] != pair[1]), pairs[-1])
    return f"{here}, expected {there}"


def _digits(value: Any, count: int = 6) -> str:
    return f"{value:.{count}g}" if isinstance(value, (float, np.floating)) else str(value)
