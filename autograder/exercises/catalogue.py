"""Every exercise there is, by id and by assignment."""

from __future__ import annotations

import difflib
import functools
import importlib

from autograder.core.errors import UnknownName
from autograder.core.exercise import Exercise

ASSIGNMENTS: dict[str, tuple[str, ...]] = {
    "01-vector-backprop": ("backprop",),
    "02-convolution": ("conv",),
    "03-pooling": ("pooling",),
    "04-regularization": ("regularization", "normalization"),
    "05-optimization": ("optim",),
    "06-convnets": ("features", "convnet"),
    "07-architectures": ("arch",),
}
"""Each assignment and the exercise modules (and so student modules) it consists of."""


@functools.cache
def exercises() -> dict[str, Exercise]:
    """All exercises by id, in the order in which the course asks for them."""
    found: dict[str, Exercise] = {}
    for modules in ASSIGNMENTS.values():
        for name in modules:
            module = importlib.import_module(f"autograder.exercises.{name}")
            found.update({item.id: item for item in module.EXERCISES})
    return found


def of_assignment(assignment: str) -> list[Exercise]:
    """The exercises of one assignment."""
    if assignment not in ASSIGNMENTS:
        raise UnknownName(_unknown(assignment, list(ASSIGNMENTS)))
    modules = ASSIGNMENTS[assignment]
    return [item for item in exercises().values() if item.id.partition(".")[0] in modules]


def assignment_of(id: str) -> str:
    """The assignment that an exercise belongs to."""
    module = id.partition(".")[0]
    return next(name for name, modules in ASSIGNMENTS.items() if module in modules)


def find(name: str) -> list[Exercise]:
    """One exercise by id, or all of an assignment. Raises UnknownName."""
    if name in exercises():
        return [exercises()[name]]
    if name in ASSIGNMENTS:
        return of_assignment(name)
    raise UnknownName(_unknown(name, [*exercises(), *ASSIGNMENTS]))


def _unknown(name: str, known: list[str]) -> str:
    close = difflib.get_close_matches(name, known, n=3, cutoff=0.4)
    ending = [k for k in known if name and k.endswith((f".{name}", f"-{name}"))]
    holding = [k for k in known if name in k]
    near = list(dict.fromkeys([*ending, *close, *holding]))[:3]
    tail = f" Did you mean {', '.join(near)}?" if near else ""
    return f"There is no exercise or assignment '{name}'.{tail} `cs-cnn list` shows them all."
