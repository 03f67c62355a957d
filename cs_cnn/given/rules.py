"""Your steps of ``optim``, each with the memory that it needs, for any number of parameters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

Params = dict[str, np.ndarray]

MEMORIES = {
    "sgd": 0,
    "momentum": 1,
    "nesterov": 1,
    "adagrad": 1,
    "rmsprop": 1,
    "adadelta": 2,
    "adam": 2,
    "adamw": 2,
}
"""How many arrays beside w each of your functions takes and returns."""

COUNTING = ("adam", "adamw")
"""Those that also take t, the number of the step."""


class Rule:
    """One of your optimizers: it keeps the memory between the steps and counts them.

    name: as in ``optim``, for example "momentum". settings: what your function takes beside
    the memory, for example lr=0.1, rho=0.99; the rate may be given for each step instead.
    """

    def __init__(self, name: str, **settings: Any) -> None:
        self.name, self.settings, self.steps = name, settings, 0
        self._memory: dict[str, list[np.ndarray]] = {}

    def step(self, params: Params, grads: Params, **changed: Any) -> Params:
        """New parameters, each one step from the old one. changed: settings for this step."""
        self.steps += 1
        return {key: self._one(key, w, grads[key], changed) for key, w in params.items()}

    def _one(self, key: str, w: np.ndarray, g: np.ndarray, changed: Mapping) -> np.ndarray:
        from cs_cnn import optim

        memory = self._memory.get(key) or [np.zeros_like(w) for _ in range(MEMORIES[self.name])]
        count = (self.steps,) if self.name in COUNTING else ()
        new = getattr(optim, self.name)(w, g, *memory, *count, **{**self.settings, **changed})
        if not memory:
            return new
        new, *self._memory[key] = new
        return new


def stepper(name: str, **settings: Any) -> Callable[[np.ndarray, np.ndarray, int], np.ndarray]:
    """One array's rule as a function of w, its gradient, and t, which it ignores."""
    rule = Rule(name, **settings)
    return lambda w, gradient, t: rule.step({"w": w}, {"w": gradient})["w"]
