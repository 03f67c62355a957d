"""Your optimizers of ``optim``, each with the state it keeps, for any number of parameters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

Params = dict[str, np.ndarray]

STATES = {
    "sgd": 0,
    "momentum": 1,
    "nesterov": 1,
    "adagrad": 1,
    "rmsprop": 1,
    "adadelta": 2,
    "adam": 2,
    "adamw": 2,
}
"""How many arrays besides w each of your functions takes and returns."""

COUNTING = ("adam", "adamw")
"""Those that also take t, the number of the step."""


def moved(
    name: str, w: np.ndarray, g: np.ndarray, state: Sequence[np.ndarray], t: int, **settings: Any
) -> Sequence[np.ndarray]:
    """The new w and the new state after step number t of your function of this name."""
    from cs_cnn import optim

    count = (t,) if name in COUNTING else ()
    new = getattr(optim, name)(w, g, *state, *count, **settings)
    return new if state else (new,)


class Optimizer:
    """One of your optimizers: it keeps the state between the steps and counts them.

    name: as in ``optim``, for example "momentum". settings: what your function takes besides
    the state, for example lr=0.1, rho=0.99; the rate may be given for each step instead.
    """

    def __init__(self, name: str, **settings: Any) -> None:
        self.name, self.settings, self.steps = name, settings, 0
        self.state: dict[str, Sequence[np.ndarray]] = {}

    def step(self, params: Params, grads: Params, **changed: Any) -> Params:
        """New parameters, each one step from the old one. changed: settings for this step."""
        self.steps += 1
        how = {**self.settings, **changed}
        new = {}
        for key, w in params.items():
            state = self.state.get(key) or [np.zeros_like(w)] * STATES[self.name]
            new[key], *self.state[key] = moved(self.name, w, grads[key], state, self.steps, **how)
        return new


def stepper(name: str, **settings: Any) -> Callable[[np.ndarray, np.ndarray, int], np.ndarray]:
    """One array's optimizer as a function of w, its gradient, and t, which it ignores."""
    optimizer = Optimizer(name, **settings)
    return lambda w, gradient, t: optimizer.step({"w": w}, {"w": gradient})["w"]
