"""Assignment 05: plain steps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.core.exercise import Case
from autograder.exercises.optim.inputs import (
    STEPS,
    by_hand,
    names,
    of_all_sizes,
    optimizer,
    shapes,
    sparse,
    start,
)
from autograder.reference import optim as ref

if TYPE_CHECKING:
    from torch import Tensor


@optimizer(
    "optim.sgd",
    points=3,
    reference=ref.sgd,
    outputs=names("w"),
    hints=(
        "The gradient points to where the loss rises fastest. Which way do you want to go?",
        "`w -= …` changes the caller's array; an expression with w on the right makes a new one.",
    ),
)
def sgd(rng: np.random.Generator) -> Iterator[Case]:
    """sgd takes a step against the gradient."""
    yield Case(f"{STEPS} steps, gradient 1", **by_hand(), lr=0.3)
    for shape, lr in zip(shapes(rng), (0.5, 0.01, 1.0, 0.3), strict=True):
        yield Case(f"{STEPS} steps, learning rate {lr}", **start(rng, shape), lr=lr)
    yield Case("most gradients are 0", **sparse(rng, start(rng, (4, 7))), lr=0.2)
    inputs = of_all_sizes(rng, start(rng, (4, 3)), -4, 0, 4)
    yield Case("gradients tiny and huge", **inputs, lr=0.05)


@sgd.misconception(
    "The step goes uphill: + in place of −. The gradient points to where the loss rises."
)
def uphill(gradients: Tensor, **case: Any) -> Any:
    return ref.sgd(gradients=-gradients, **case)


@sgd.misconception("The learning rate is not used: every step is as long as g.")
def without_rate(lr: float, **case: Any) -> Any:
    return ref.sgd(lr=1.0, **case)


@sgd.misconception("You return the step alone. Return the new parameters.")
def the_step_alone(w: Tensor, gradients: Tensor, lr: float) -> Any:
    return list(-lr * gradients)


@sgd.misconception("The parameters come back as they were: the step is computed and then lost.")
def not_moved(w: Tensor, gradients: Tensor, lr: float) -> Any:
    return [w] * len(gradients)


@sgd.misconception(
    "The gradient is divided by the learning rate. A larger lr should mean larger steps."
)
def divided_by_rate(lr: float, **case: Any) -> Any:
    return ref.sgd(lr=1 / lr, **case)


@sgd.misconception(
    "Every step has the same length, whatever the size of the gradient: only its direction, or "
    "only its signs, are used."
)
def signs_alone(w: Tensor, gradients: Tensor, lr: float) -> Any:
    return ref.sgd(w, gradients.sign(), lr)
