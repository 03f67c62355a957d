"""Has an answer the form that is expected: tuples, dicts and numbers in their places?"""

from __future__ import annotations

from collections.abc import Sized
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.core.exercise import Value
from autograder.core.verdict import Fact, FactKind
from autograder.worker.child.protocol import Opaque

PLAIN: dict[type, str] = {bool: "a bool", int: "an integer", float: "a float"}
MAX_DIGITS = 24


@dataclass
class Fault:
    """The first thing wrong with an answer: a fact, and that one output on both sides."""

    fact: Fact
    answer: Any = None
    expected: Any = None
    wrong: np.ndarray | None = None

    @property
    def kind(self) -> FactKind:
        return self.fact.kind

    @property
    def where(self) -> str:
        return self.fact.where


def of_one_structure(answer: Value, expected: Value) -> bool:
    """Whether ``structure_fault`` finds none; it names nothing, and so it is quick."""
    if isinstance(expected, (list, tuple)):
        same = isinstance(answer, (list, tuple)) and len(answer) == len(expected)
        return same and all(map(of_one_structure, answer, expected))
    if isinstance(expected, dict):
        same = isinstance(answer, dict) and answer.keys() == expected.keys()
        return same and all(of_one_structure(answer[key], expected[key]) for key in expected)
    if expected is None or isinstance(expected, str):
        return type(answer) is type(expected) and bool(answer == expected)
    return is_number(answer)


def listed(answer: Value, expected: Value) -> Value:
    """The answer with lists in place of arrays that stand for one: unpacked, they are the same."""
    if isinstance(expected, (list, tuple)):
        if isinstance(answer, np.ndarray) and answer.ndim and len(answer) == len(expected):
            answer = answer.tolist() if answer.ndim == 1 else list(answer)
        if isinstance(answer, (list, tuple)) and len(answer) == len(expected):
            return type(answer)(map(listed, answer, expected))
    elif isinstance(expected, dict) and isinstance(answer, dict):
        return {key: listed(item, expected.get(key)) for key, item in answer.items()}
    return answer


def structure_fault(answer: Value, expected: Value, where: Any) -> Fault | None:
    """Tuples, lists, dicts and leaves must match; tuple and list are interchangeable.

    An array that stands for a list is one already, see ``listed``.
    """
    if of_one_structure(answer, expected):
        return None
    label = _label(where)
    if isinstance(expected, (list, tuple)):
        return _sequence(answer, expected, where)
    if isinstance(expected, dict):
        return _dict(answer, expected, label)
    if expected is None or isinstance(expected, str):
        return _type(label, f"{label} must be {expected}; yours is {describe(answer)}")
    text = f"{label} must be {describe(expected)}; yours is {describe(answer)}"
    return _type(label, text + _no_return(answer) + _no_array(answer, expected))


def _type(where: str, detail: str, public: str = "") -> Fault:
    return Fault(Fact(FactKind.TYPE, where, public or f"{where} has the wrong type", detail))


def _sequence(answer: Value, expected: Value, where: Any) -> Fault | None:
    label = _label(where)
    if not isinstance(answer, (list, tuple)):
        wanted = f"Return {len(expected)} values ({label})"
        if isinstance(expected, list) and not isinstance(where, tuple):
            wanted = f"{label} must be a list of {len(expected)}"
        return _type(label, f"{wanted}; yours is {describe(answer)}{_no_return(answer)}", wanted)
    if len(answer) != len(expected):
        wanted = f"Return {len(expected)} values ({label})"
        if not isinstance(where, tuple):
            wanted = f"{label} must have length {len(expected)}"
        return _type(label, f"{wanted}; yours has {len(answer)}", wanted)
    names = where if isinstance(where, tuple) else indexed(where, len(expected))
    parts = zip(answer, expected, names, strict=True)
    return next((f for a, e, n in parts if (f := structure_fault(a, e, n)) is not None), None)


def _no_return(answer: Value) -> str:
    return ": is the `return` missing?" if answer is None else ""


def _no_array(answer: Value, expected: Value) -> str:
    """The way out for a list of numbers in place of an array."""
    if not isinstance(answer, (list, tuple)) or not isinstance(expected, np.ndarray):
        return ""
    try:
        is_one = np.array(answer).shape == expected.shape
    except ValueError:
        return ""
    return ": `np.array` makes an array of it" if is_one else ""


def _dict(answer: Value, expected: dict[Any, Value], label: str) -> Fault | None:
    if not isinstance(answer, dict):
        wanted = f"{label} must be a dict with {_keys(expected)}"
        return _type(label, f"{wanted}; yours is {describe(answer)}{_no_return(answer)}")
    if answer.keys() != expected.keys():
        wanted = f"{label} must have the keys {_keys(expected)}"
        return _type(label, f"{wanted}; yours has {_keys(answer) or 'none'}", wanted)
    parts = ((answer[key], item, f"{label}[{key!r}]") for key, item in expected.items())
    return next((f for a, e, n in parts if (f := structure_fault(a, e, n)) is not None), None)


def _keys(mapping: dict[Any, Value]) -> str:
    return ", ".join(sorted(map(str, mapping)))[:200]


def is_number(value: Value) -> bool:
    """Whether a value is a number, a bool or an array."""
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
    return f"a {type(value).__name__} of {len(value)}" if isinstance(value, Sized) else str(value)


def _label(where: Any) -> str:
    """Names in one line, the names inside of names too."""
    return ", ".join(map(_label, where)) if isinstance(where, tuple) else str(where)


def indexed(where: str, count: int) -> list[str]:
    """The names of the entries of a list: ``a[0]``, ``a[1]``, …"""
    return [f"{where}[{i}]" for i in range(count)]
