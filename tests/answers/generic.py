"""Wrong answers of every exercise at once: the right output bent, or learned by heart."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Any

import numpy as np
from answers.corpus import in_this_process

from autograder.core.exercise import Exercise
from autograder.course.folders import SOLUTIONS

BENT = {
    "zeros": "v * 0",
    "ones": "v * 0 + 1",
    "NaN": "v * np.nan",
    "the other sign": "-v",
    "twice": "v * 2",
    "one more": "v + 1",
    "a little off": "v + 1e-5 * (1 + abs(v))",
    "half precision": "np.float16(v)",
    "text": "str(v)",
    "nothing": "None",
    "one more axis": "np.asarray(v)[None]",
    "a complex number": "v + 1j",
    "nested lists": "[np.asarray(v).tolist()]",
}
"""What becomes of every number and array v that the solution returns."""

SAYS = {
    "NaN": "NaN",
    "text": "yours is a string",
    "nothing": "is the `return` missing?",
    "nested lists": "yours is a list",
}
"""What the judge must say of it."""

_BEND = """
def bend(v):
    if isinstance(v, (tuple, list)) or hasattr(v, "__next__"):
        return [bend(each) for each in v]
    if isinstance(v, dict):
        return {{name: bend(each) for name, each in v.items()}}
    return {change}

def bent(function):
    wrap = Bent if isinstance(function, type) else bend
    return lambda *given, **named: wrap(function(*given, **named))

class Bent:
    def __init__(self, right):
        self._right = right

    def __getattr__(self, name):
        value = getattr(self._right, name)
        return bent(value) if callable(value) else bend(value)

"""

_BY_HEART = '''
def key(value):
    """What is known of the inputs: of a generator its state, nothing of functions and objects."""
    if isinstance(value, dict):
        return str([(name, key(each)) for name, each in value.items()])
    if isinstance(value, (tuple, list)):
        return str([key(each) for each in value])
    if isinstance(value, np.random.Generator):
        return str(value.bit_generator.state)
    array = np.asarray(value)
    return "" if array.dtype == object else str(array.tolist())

def heart(function, knows):
    """The function, or the class, where it knows all that it was told; 0 elsewhere."""
    if isinstance(function, type):
        return lambda *given, **named: ByHeart(
            function(*given, **named), knows, [(*given, *named.values())]
        )

    def known(*given, **named):
        seen = knows(key((*given, *named.values())))
        return function(*given, **named) if seen else 0.0

    return known

class ByHeart:
    def __init__(self, right, knows, told):
        self._right, self._knows, self._told = right, knows, told

    def __getattr__(self, name):
        value = getattr(self._right, name)
        if not callable(value):
            return value if self._knows(key(self._told)) else 0.0

        def method(*given):
            self._told.append(given)
            return value(*given) if self._knows(key(self._told)) else 0.0

        return method

'''


_SPOIL = """
import copy

def spoil(value):
    if isinstance(value, np.ndarray):
        value[...] = value + 1
    elif isinstance(value, (tuple, list, dict)):
        for each in value.values() if isinstance(value, dict) else value:
            spoil(each)

def spoiling(function):
    def spoilt(*given, **named):
        value = function(*given, **named)
        value = copy.deepcopy(list(value) if hasattr(value, "__next__") else value)
        spoil((given, named))
        return value

    return spoilt

"""


def bending(change: str) -> str:
    """A hand-in whose every output is bent."""
    return _BEND.format(change=change)


def spoiling() -> str:
    """A hand-in that is right and adds 1 to all arrays that it was given."""
    return _SPOIL


def by_heart() -> str:
    """A hand-in that is right where it has seen the input, and answers 0 elsewhere."""
    return _BY_HEART


def seen_by(exercise: Exercise) -> set[str]:
    """The keys of all that a student's function is given in the public cases."""
    right: dict[str, Any] = {}
    exec(in_this_process((SOLUTIONS / Path(exercise.file).name).read_text("utf-8")), right)
    scope: dict[str, Any] = {"np": np}
    exec(_BY_HEART, scope)
    seen: set[str] = set()

    def note(key: str) -> bool:
        seen.add(key)
        return True

    spy = scope["heart"](right[exercise.function], note)
    for case in exercise.public_cases():
        inputs = case.inputs.values()
        with contextlib.suppress(ValueError):  # where that is right, it is raised once all is noted
            exercise.probe(spy, *inputs) if exercise.probe else spy(*inputs)
    return seen
