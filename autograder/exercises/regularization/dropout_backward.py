"""Assignment 04: dropout on the way back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from autograder.core.exercise import Case, Value, exercise
from autograder.exercises.inputs import signed, sizes
from autograder.reference import regularization as ref
from autograder.reference.backend import torch

if TYPE_CHECKING:
    from torch import Tensor


def properties(answer: Value, dout: np.ndarray, mask: np.ndarray) -> dict[str, Value]:
    """dx itself, unless it is dout with another mask, whatever its draws."""
    dx = np.asarray(answer, dtype=float)
    other = _other_mask(dx / dout, mask)
    return {
        "gradients go to the units that were there": not other,
        "dx": dout * mask if other else dx,
    }


def _other_mask(factors: np.ndarray, mask: np.ndarray) -> bool:
    """Whether these are 0 and one factor, but in another pattern than mask or its inverse."""
    kept = factors != 0
    if kept.all() or not kept.any() or not np.allclose(factors[kept], factors[kept][0]):
        return False
    return not any(np.array_equal(kept, at) for at in (mask != 0, mask == 0))


@exercise(
    "regularization.dropout_backward",
    points=3,
    reference=ref.dropout_backward,
    properties=properties,
    outputs=("dx",),
    hints=(
        "In out = x · mask, mask is a constant: what is the slope of out with respect to x?",
        "A unit that was silenced had no influence on the loss. What is its gradient?",
    ),
)
def dropout_backward(rng: np.random.Generator) -> Iterator[Case]:
    """dropout_backward sends gradients through the units that were there."""

    def case(name: str, p: float, *shape: int) -> Case:
        mask = (rng.random(shape) >= p) / (1 - p)
        mask.flat[:2] = 0, 1 / (1 - p)
        return Case(name, dout=signed(rng, *shape), mask=mask)

    yield Case(
        "by hand: half is dropped",
        dout=np.array([[3.0, -1.0, 2.0], [-4.0, 5.0, -6.0]]),
        mask=np.array([[2.0, 0.0, 2.0], [0.0, 0.0, 2.0]]),
    )
    yield case("p = 0.25", 0.25, *sizes(rng, 2))
    yield case("p = 0.8", 0.8, *sizes(rng, 2))
    n, *sides = sizes(rng, 3, low=2)
    yield case("images", float(rng.uniform(0.3, 0.6)), n, 1, *sides)
    yield case("one row of units", float(rng.uniform(0.3, 0.6)), *sizes(rng, 1, low=5))


@dropout_backward.misconception(
    "You draw a new mask on the way back. The units that were silent in the forward pass had no "
    "influence on the loss, so use the mask that came in."
)
def drawn_anew(dout: Tensor, mask: Tensor) -> Tensor:
    return dout * mask.flatten().roll(1).reshape(mask.shape)


@dropout_backward.misconception("mask is not used: gradients reach units that were silenced.")
def mask_ignored(dout: Tensor, mask: Tensor) -> Tensor:
    return dout


@dropout_backward.misconception(
    "The factor of the units that stayed is lost: the forward pass scaled them up, so their slope "
    "is not 1."
)
def factor_lost(dout: Tensor, mask: Tensor) -> Tensor:
    return dout * (mask > 0)


@dropout_backward.misconception("The factor is applied twice. mask already contains it.")
def factor_twice(dout: Tensor, mask: Tensor) -> Tensor:
    return dout * mask * mask.max()


@dropout_backward.misconception(
    "Gradients go to the units that were dropped instead of the others."
)
def to_the_dropped(dout: Tensor, mask: Tensor) -> Tensor:
    return dout * (mask == 0)


@dropout_backward.misconception(
    "You divide by the factor instead of multiplying: units that were scaled up on the way forward "
    "are scaled down on the way back."
)
def factor_undone(dout: Tensor, mask: Tensor) -> Tensor:
    return torch.where(mask > 0, dout / mask, 0.0)
