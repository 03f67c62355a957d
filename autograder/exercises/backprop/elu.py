"""Assignment 01: ELU, forward and backward."""

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
    "backprop.elu",
    points=2,
    reference=ref.elu,
    hints=(
        "Where does the curve go for very negative x? And at 0, do both pieces meet?",
        "np.where computes both branches everywhere before it chooses: mind e^1000.",
        "The exponential of np.minimum(x, 0) never overflows.",
    ),
)
def elu(rng: np.random.Generator) -> Iterator[Case]:
    """elu keeps what is positive and bends the rest towards −alpha."""
    yield Case("log 1/2, 2 and −log 4, worked by hand", x=np.array([-np.log(2), 2, -np.log(4)]))
    yield Case("|x| up to 1000, alpha left out", x=far(rng))
    for case in forward_cases(rng):
        alpha = round(float(rng.uniform(1.2, 3)), 2)
        yield Case(f"{case.name}, alpha {alpha}", **case.inputs, alpha=alpha)
    yield Case("a matrix, alpha 0.4", x=signed(rng, *sizes(rng, 2)), alpha=0.4)
    yield at_zero(rng)


@elu.misconception("The 1 is not subtracted: alpha e^x jumps at 0, where both pieces should meet.")
def elu_that_jumps(x: Tensor, alpha: float = 1.0) -> Tensor:
    return torch.where(x > 0, x, alpha * torch.exp(x))


@elu.misconception("The value of alpha is not used. It scales the negative side, down to −alpha.")
def elu_without_alpha(x: Tensor, alpha: float = 1.0) -> Tensor:
    return ref.elu(x)


@elu.misconception(
    "Both sides are multiplied by alpha. Positive entries stay as they are; alpha is for the "
    "negative side."
)
def elu_scaled_on_both_sides(x: Tensor, alpha: float = 1.0) -> Tensor:
    return alpha * ref.elu(x)


@elu.misconception(
    "The exponential of a large number overflows, and infinity times 0 is not a number: a branch "
    "that you mask by multiplication is still computed."
)
def elu_overflows(x: Tensor, alpha: float = 1.0) -> Tensor:
    return (x > 0) * x + (x <= 0) * alpha * (torch.exp(x) - 1)


@elu.misconception(
    "The brackets are missing: alpha · e^x − 1 subtracts a whole 1, and alpha (e^x − 1) subtracts "
    "alpha."
)
def elu_without_brackets(x: Tensor, alpha: float = 1.0) -> Tensor:
    return torch.where(x > 0, x, alpha * torch.exp(x) - 1)


@elu.misconception(
    "The exponent has the wrong sign: e^−x grows for negative x. Here e^x falls towards 0."
)
def elu_mirrored(x: Tensor, alpha: float = 1.0) -> Tensor:
    return torch.where(x > 0, x, alpha * torch.expm1(-x))


@exercise(
    "backprop.elu_backward",
    points=2,
    reference=ref.elu_backward,
    outputs=("dx",),
    hints=(
        "What is the derivative of alpha (e^x − 1)? What becomes of the constant?",
        "np.where computes both branches everywhere before it chooses: mind e^1000.",
    ),
)
def elu_backward(rng: np.random.Generator) -> Iterator[Case]:
    """elu_backward multiplies dout by the slope of elu."""
    yield Case("the vectors worked by hand, alpha left out", dout=DOUT, x=X)
    yield Case("|x| up to 1000, alpha left out", dout=signed(rng, 10), x=far(rng))
    for case in backward_cases(rng):
        alpha = round(float(rng.uniform(1.2, 3)), 2)
        yield Case(f"{case.name}, alpha {alpha}", **case.inputs, alpha=alpha)
    shape = sizes(rng, 2)
    dout, x = signed(rng, *shape), signed(rng, *shape)
    yield Case("a matrix, alpha 0.4", dout=dout, x=x, alpha=0.4)


@elu_backward.misconception(
    "The negative side has the value of ELU, alpha (e^x − 1), for its slope. The derivative of "
    "the constant −alpha is 0."
)
def elu_slope_is_value(dout: Tensor, x: Tensor, alpha: float = 1.0) -> Tensor:
    return dout * torch.where(x > 0, 1.0, ref.elu(x, alpha))


@elu_backward.misconception(
    "The value of alpha is not used. It scales the negative side, and so its slope."
)
def elu_slope_without_alpha(dout: Tensor, x: Tensor, alpha: float = 1.0) -> Any:
    return ref.elu_backward(dout, x=x)


@elu_backward.misconception(
    "The exponential of a large number overflows, and infinity times 0 is not a number: a branch "
    "that you mask by multiplication is still computed."
)
def elu_slope_overflows(dout: Tensor, x: Tensor, alpha: float = 1.0) -> Tensor:
    return dout * ((x > 0) + (x <= 0) * alpha * torch.exp(x))


@elu_backward.misconception("The slope is constant for negative x: that is leaky ReLU. ELU bends.")
def elu_slope_constant(dout: Tensor, x: Tensor, alpha: float = 1.0) -> Tensor:
    return dout * torch.where(x > 0, 1.0, alpha)


@elu_backward.misconception(
    "The slope is returned without dout. The chain rule multiplies it by the gradient that "
    "arrives from above."
)
def elu_without_dout(dout: Tensor, **case: Any) -> Any:
    return ref.elu_backward(torch.ones_like(dout), **case)


@elu_backward.misconception(
    "dout is missing where x is negative: the slope alone is returned there. The chain rule "
    "multiplies it by dout."
)
def elu_slope_alone(dout: Tensor, x: Tensor, alpha: float = 1.0) -> Tensor:
    return torch.where(x > 0, dout, alpha * torch.exp(x))
