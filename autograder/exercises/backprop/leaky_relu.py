"""Assignment 01: leaky ReLU, forward and backward."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.core.exercise import Case, exercise
from autograder.exercises.backprop.activations import (
    DOUT,
    X,
    backward_cases,
    forward_cases,
)
from autograder.exercises.backprop.inputs import at_zero, far
from autograder.exercises.inputs import signed, sizes
from autograder.reference import backprop as ref
from autograder.reference.backend import torch

if TYPE_CHECKING:
    from torch import Tensor


@exercise(
    "backprop.leaky_relu",
    points=1,
    reference=ref.leaky_relu,
    hints=(
        "Two straight lines that meet at 0: what is the slope of each?",
        "np.where(condition, a, b) takes entries from a where the condition holds, else from b.",
    ),
)
def leaky_relu(rng: np.random.Generator) -> Iterator[Case]:
    """leaky_relu keeps what is positive and shrinks the rest."""
    yield Case("the vector worked by hand, slope left out", x=X)
    yield Case("|x| up to 1000, slope left out", x=far(rng))
    for case in forward_cases(rng):
        slope = round(float(rng.uniform(0.2, 0.9)), 2)
        yield Case(f"{case.name}, slope {slope}", **case.inputs, slope=slope)
    yield Case("a matrix, slope 0", x=signed(rng, *sizes(rng, 2)), slope=0.0)
    yield at_zero(rng)


@leaky_relu.misconception(
    "The slope is applied on the wrong side: positive entries are shrunk and negative ones kept."
)
def leaky_on_the_wrong_side(x: Tensor, slope: float = 0.1) -> Tensor:
    return -ref.leaky_relu(-x, slope)


@leaky_relu.misconception("Negative entries become 0: this is ReLU, which does not leak.")
def leaky_as_relu(x: Tensor, slope: float = 0.1) -> Tensor:
    return ref.relu(x)


@leaky_relu.misconception(
    "Negative entries are replaced by the slope itself. They are multiplied by it."
)
def leaky_constant(x: Tensor, slope: float = 0.1) -> Tensor:
    return torch.where(x > 0, x, slope)


@leaky_relu.misconception(
    "The slope is always 0.1, the default. The caller can choose another one."
)
def leaky_default(x: Tensor, slope: float = 0.1) -> Tensor:
    return ref.leaky_relu(x)


@leaky_relu.misconception(
    "The slope is always 0.01. The caller can choose another; the default is 0.1."
)
def leaky_slope_written_out(x: Tensor, slope: float = 0.1) -> Tensor:
    return ref.leaky_relu(x, 0.01)


@leaky_relu.misconception(
    "Negative entries become positive: they are multiplied by −slope. slope · x is negative there."
)
def leaky_turned_up(x: Tensor, slope: float = 0.1) -> Tensor:
    return ref.leaky_relu(x, -slope)


@exercise(
    "backprop.leaky_relu_backward",
    points=2,
    reference=ref.leaky_relu_backward,
    outputs=("dx",),
    hints=(
        "Which two numbers can the slope of leaky ReLU be?",
        "Choose the slope by the sign of x, then multiply by dout, entry by entry.",
    ),
)
def leaky_relu_backward(rng: np.random.Generator) -> Iterator[Case]:
    """leaky_relu_backward lets dout pass where x is positive, and a part of it elsewhere."""
    yield Case("the vectors worked by hand, slope left out", dout=DOUT, x=X)
    yield Case("|x| up to 1000, slope left out", dout=signed(rng, 10), x=far(rng))
    for case in backward_cases(rng):
        slope = round(float(rng.uniform(0.2, 0.9)), 2)
        yield Case(f"{case.name}, slope {slope}", **case.inputs, slope=slope)
    shape = sizes(rng, 2)
    dout, x = signed(rng, *shape), signed(rng, *shape)
    yield Case("a matrix, slope 0", dout=dout, x=x, slope=0.0)


@leaky_relu_backward.misconception(
    "The side is chosen by the sign of dout. The slope depends on the input x alone."
)
def leaky_masked_by_dout(dout: Tensor, x: Tensor, slope: float = 0.1) -> Tensor:
    return ref.leaky_relu(dout, slope)


@leaky_relu_backward.misconception(
    "Nothing passes where x is negative: that is the gradient of ReLU. Leaky ReLU lets a part of "
    "dout pass."
)
def leaky_gradient_as_relu(dout: Tensor, x: Tensor, slope: float = 0.1) -> Tensor:
    return dout * (x > 0)


@leaky_relu_backward.misconception(
    "The slope is applied on the wrong side: where x is positive, dout passes unchanged."
)
def leaky_gradient_on_the_wrong_side(dout: Tensor, x: Tensor, slope: float = 0.1) -> Tensor:
    return torch.where(x > 0, slope * dout, dout)


@leaky_relu_backward.misconception(
    "The slope is returned without dout. The chain rule multiplies it by the gradient that "
    "arrives from above."
)
def leaky_without_dout(dout: Tensor, **case: Any) -> Any:
    return ref.leaky_relu_backward(torch.ones_like(dout), **case)


@leaky_relu_backward.misconception(
    "The output of leaky ReLU takes the place of its slope. The slope does not depend on how "
    "large x is, only on its sign."
)
def leaky_times_output(dout: Tensor, x: Tensor, slope: float = 0.1) -> Tensor:
    return dout * ref.leaky_relu(x, slope)


@leaky_relu_backward.misconception(
    "Where x is negative, you return slope · x: that is the output. The gradient there is "
    "slope · dout."
)
def leaky_output_where_negative(dout: Tensor, x: Tensor, slope: float = 0.1) -> Tensor:
    return torch.where(x > 0, dout, slope * x)


@leaky_relu_backward.misconception(
    "dout is missing where x is negative: the slope alone is returned there. The chain rule "
    "multiplies it by dout."
)
def leaky_slope_alone(dout: Tensor, x: Tensor, slope: float = 0.1) -> Tensor:
    return torch.where(x > 0, dout, slope)


@leaky_relu_backward.misconception(
    "The slope is always 0.01. The caller can choose another; the default is 0.1."
)
def leaky_gradient_slope_written_out(dout: Tensor, x: Tensor, slope: float = 0.1) -> Any:
    return ref.leaky_relu_backward(dout, x=x, slope=0.01)
