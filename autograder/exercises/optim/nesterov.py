"""Assignment 05: Nesterov's momentum."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.core.exercise import Case
from autograder.exercises.optim.inputs import names, optimizer, walk
from autograder.exercises.optim.momentum import rolling
from autograder.reference import optim as ref

if TYPE_CHECKING:
    from torch import Tensor


@optimizer(
    "optim.nesterov",
    points=7,
    reference=ref.nesterov,
    outputs=names("w", "v"),
    hints=(
        "The velocity is that of momentum. Only the step of w is different.",
        "Momentum moves by the new v. Look one step further: how much of the new v will be left, "
        "and what does this gradient add to it?",
        "From rest and with rho 0.9, the first step is 1.9 times as long as that of sgd.",
    ),
)
def nesterov(rng: np.random.Generator) -> Iterator[Case]:
    """nesterov looks one step ahead along the velocity."""
    yield from rolling(rng)


def _nesterov(
    move: Any, w: Tensor, v: Tensor, gradients: Tensor, lr: float, rho: float = 0.9
) -> ref.Walk:
    """Steps by lr times ``move(g, old velocity, new velocity, rho)``."""

    def step(g: Tensor, w: Tensor, v: Tensor) -> Any:
        new = rho * v + g
        return w - lr * move(g, v, new, rho), new

    return walk(step, gradients, w, v)


@nesterov.misconception(
    "This is plain momentum: w moves by the new velocity (or, which is the same, looks ahead with "
    "the old one). The look-ahead is missing."
)
def as_momentum(**case: Any) -> ref.Walk:
    return ref.momentum(**case)


@nesterov.misconception(
    "The look-ahead starts from v, which already holds both g and the old velocity: v + rho·v. "
    "Only g is new in this step."
)
def ahead_of_velocity(**case: Any) -> ref.Walk:
    return _nesterov(lambda g, old, new, rho: new + rho * new, **case)


@nesterov.misconception("The look-ahead is a whole velocity long: the factor rho of v is missing.")
def whole_look_ahead(**case: Any) -> ref.Walk:
    return _nesterov(lambda g, old, new, rho: g + new, **case)


@nesterov.misconception(
    "w moves to the place ahead and takes the whole step from there: the old velocity counts twice."
)
def from_ahead(**case: Any) -> ref.Walk:
    return _nesterov(lambda g, old, new, rho: rho * old + new, **case)


@nesterov.misconception(
    "The two parts of the step are exchanged: rho·g + v. What is left of the velocity is rho·v, "
    "and g enters whole."
)
def parts_exchanged(**case: Any) -> ref.Walk:
    return _nesterov(lambda g, old, new, rho: rho * g + new, **case)


@nesterov.misconception("w moves by rho·v alone. The gradient itself is missing in the step.")
def ahead_alone(**case: Any) -> ref.Walk:
    return _nesterov(lambda g, old, new, rho: rho * new, **case)


@nesterov.misconception("The velocity is right, but w moves by the gradient alone.")
def unused_look_ahead(**case: Any) -> ref.Walk:
    return _nesterov(lambda g, old, new, rho: g, **case)


@nesterov.misconception(
    "The steps go uphill: + in place of −. The velocity contains gradients, which point uphill."
)
def uphill(**case: Any) -> ref.Walk:
    return _nesterov(lambda g, old, new, rho: -g - rho * new, **case)


@nesterov.misconception(
    "The learning rate is inside the velocity, and with a minus, as in other texts. Here v "
    "contains only gradients."
)
def rate_inside(w: Tensor, v: Tensor, gradients: Tensor, lr: float, rho: float = 0.9) -> ref.Walk:
    def step(g: Tensor, w: Tensor, v: Tensor) -> Any:
        new = rho * v - lr * g
        return w + rho * new - lr * g, new

    return walk(step, gradients, w, v)


@nesterov.misconception(
    "The gradient enters the velocity with a factor of 1 − rho: v is a weighted mean. Here it is "
    "a sum, and g enters whole."
)
def mean_velocity(w: Tensor, v: Tensor, gradients: Tensor, lr: float, rho: float = 0.9) -> ref.Walk:
    def step(g: Tensor, w: Tensor, v: Tensor) -> Any:
        v = rho * v + (1 - rho) * g
        return w - lr * (g + rho * v), v

    return walk(step, gradients, w, v)


@nesterov.misconception(
    "You keep the step as v, including the look-ahead. The next step needs the velocity itself."
)
def look_ahead_kept(
    w: Tensor, v: Tensor, gradients: Tensor, lr: float, rho: float = 0.9
) -> ref.Walk:
    def step(g: Tensor, w: Tensor, v: Tensor) -> Any:
        ahead = g + rho * (rho * v + g)
        return w - lr * ahead, ahead

    return walk(step, gradients, w, v)


@nesterov.misconception(
    "The velocity is not kept: you return the v that came in, so no step remembers the one before."
)
def forgotten(w: Tensor, v: Tensor, gradients: Tensor, lr: float, rho: float = 0.9) -> ref.Walk:
    return walk(lambda g, w, v: (w - lr * (g + rho * (rho * v + g)), v), gradients, w, v)


@nesterov.misconception("rho is always 0.9. The caller can choose another one.")
def rho_fixed(rho: float = 0.9, **case: Any) -> ref.Walk:
    return ref.nesterov(**case)


@nesterov.misconception(
    "rho shrinks the gradient, v + rho·g, and nothing slows the old velocity down. It is the other "
    "way round: rho·v + g."
)
def rho_on_gradient(
    w: Tensor, v: Tensor, gradients: Tensor, lr: float, rho: float = 0.9
) -> ref.Walk:
    def step(g: Tensor, w: Tensor, v: Tensor) -> Any:
        v = v + rho * g
        return w - lr * (g + rho * v), v

    return walk(step, gradients, w, v)


@nesterov.misconception(
    "The step is rho·g + v with the velocity that came in. It is g + rho·v with the new one."
)
def parts_exchanged_with_old(**case: Any) -> ref.Walk:
    return _nesterov(lambda g, old, new, rho: rho * g + old, **case)
