"""Assignment 01: sigmoid, tanh and ReLU, forward and backward."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.core.exercise import Case, exercise
from autograder.exercises.backprop.inputs import at_zero, far
from autograder.exercises.inputs import signed, sizes
from autograder.reference import backprop as ref
from autograder.reference.backend import torch

if TYPE_CHECKING:
    from torch import Tensor

X = np.array([1.0, -2, 3, -1])
DOUT = np.array([4.0, -1, 5, 9])
"""The vectors that the notebook works through by hand."""


def forward_cases(rng: np.random.Generator) -> Iterator[Case]:
    """Inputs with both signs and one, two and four dimensions."""
    for dimensions in (1, 2, 4):
        shape = sizes(rng, dimensions, low=2)
        yield Case(f"dimensions: {dimensions}", x=2 * signed(rng, *shape))
    first, last = sizes(rng, 2, low=2)
    yield Case("dimensions: 3, one of them 1", x=2 * signed(rng, first, 1, last))


def backward_cases(rng: np.random.Generator) -> Iterator[Case]:
    """The same inputs with a gradient of the output."""
    for case in forward_cases(rng):
        dout = signed(rng, *case.inputs["x"].shape)
        dout.flat[:2] *= -1  # where x is positive, dout is negative, and the other way round
        yield Case(case.name, dout=dout, **case.inputs)


@exercise(
    "backprop.sigmoid",
    points=2,
    reference=ref.sigmoid,
    hints=(
        "What are the largest and the smallest value that come out? What is σ(0)?",
        "e^1000 is more than a float64 can hold; e^−1000 is a harmless 0. Keep exponents below 0.",
        "σ(x) = e^x / (1 + e^x) is the same number. Which form is safe for which sign of x?",
    ),
)
def sigmoid(rng: np.random.Generator) -> Iterator[Case]:
    """sigmoid squashes every entry into the range from 0 to 1."""
    yield Case("0, log 3 and −log 3, worked by hand", x=np.log([1, 3, 1 / 3]))
    yield Case("|x| up to 1000", x=far(rng))
    yield from forward_cases(rng)
    yield at_zero(rng)


@sigmoid.misconception(
    "The exponential of a large number overflows, and infinity / infinity is not a number. The "
    "form e^x / (1 + e^x) is safe only for negative x."
)
def sigmoid_overflows(x: Tensor) -> Tensor:
    return torch.exp(x) / (1 + torch.exp(x))


@sigmoid.misconception(
    "The sign of the exponent is wrong: this is 1 / (1 + e^x), which falls where σ rises."
)
def sigmoid_mirrored(x: Tensor) -> Tensor:
    return torch.sigmoid(-x)


@sigmoid.misconception(
    "This is tanh, which runs from −1 to 1. The logistic function runs from 0 to 1."
)
def sigmoid_as_tanh(x: Tensor) -> Tensor:
    return torch.tanh(x)


@sigmoid.misconception(
    "The entries are divided by their sum. That is softmax, which makes them compete; sigmoid "
    "treats every entry on its own."
)
def sigmoid_as_softmax(x: Tensor) -> Tensor:
    return torch.softmax(x, dim=-1)


@exercise(
    "backprop.sigmoid_backward",
    points=2,
    reference=ref.sigmoid_backward,
    outputs=("dx",),
    needs=(sigmoid,),
    hints=(
        "You can write the slope of σ in terms of σ(x) alone.",
        "The chain rule: what arrives from above, times the local slope, entry by entry.",
    ),
)
def sigmoid_backward(rng: np.random.Generator) -> Iterator[Case]:
    """sigmoid_backward multiplies dout by the slope of sigmoid."""
    yield Case("the vector worked by hand", dout=DOUT, x=X)
    yield Case("|x| up to 1000", dout=signed(rng, 10), x=far(rng))
    yield from backward_cases(rng)


@sigmoid_backward.misconception(
    "The formula s (1 − s) is applied to x. There s is the output σ(x); here x is the input."
)
def sigmoid_slope_of_output(dout: Tensor, x: Tensor) -> Tensor:
    return dout * x * (1 - x)


@sigmoid_backward.misconception(
    "The slope is returned without dout. The chain rule multiplies it by the gradient that "
    "arrives from above."
)
def sigmoid_without_dout(dout: Tensor, x: Tensor) -> Any:
    return ref.sigmoid_backward(torch.ones_like(dout), x=x)


@sigmoid_backward.misconception(
    "The exponential overflows for large |x|, and infinity / infinity is not a number. The slope "
    "in terms of σ(x) does not need e^x again."
)
def sigmoid_slope_overflows(dout: Tensor, x: Tensor) -> Tensor:
    return dout * torch.exp(-x) / (1 + torch.exp(-x)) ** 2


@sigmoid_backward.misconception(
    "The factor 1 − σ(x) is missing: your slope is steepest where σ is near 1, but σ is flat there."
)
def sigmoid_half_slope(dout: Tensor, x: Tensor) -> Tensor:
    return dout * torch.sigmoid(x)


@exercise(
    "backprop.tanh",
    points=1,
    reference=ref.tanh,
    hints=(
        "What comes out for 0, for a very large and for a very negative entry?",
        "NumPy has the hyperbolic functions. By hand: keep exponents below 0, or go through σ.",
    ),
)
def tanh(rng: np.random.Generator) -> Iterator[Case]:
    """tanh squashes every entry into the range from −1 to 1."""
    yield Case("log 2, −log 2 and log 3, worked by hand", x=np.log([2, 1 / 2, 3]))
    yield Case("|x| up to 1000", x=far(rng))
    yield from forward_cases(rng)
    yield at_zero(rng)


@tanh.misconception(
    "The exponential of a large number overflows, and infinity / infinity is not a number. The "
    "formula, taken literally, works only for small x."
)
def tanh_overflows(x: Tensor) -> Tensor:
    up, down = torch.exp(x), torch.exp(-x)
    return (up - down) / (up + down)


@tanh.misconception(
    "The 2 inside is missing: 2 σ(x) − 1 is tanh(x / 2), which rises half as steeply."
)
def tanh_of_half(x: Tensor) -> Tensor:
    return 2 * torch.sigmoid(x) - 1


@tanh.misconception("This is the logistic function, which runs from 0 to 1, not from −1 to 1.")
def tanh_as_sigmoid(x: Tensor) -> Tensor:
    return torch.sigmoid(x)


@exercise(
    "backprop.tanh_backward",
    points=2,
    reference=ref.tanh_backward,
    outputs=("dx",),
    needs=(tanh,),
    hints=(
        "You can write the slope of tanh in terms of tanh(x) alone. How large is it at 0?",
        "The chain rule: what arrives from above, times the local slope, entry by entry.",
    ),
)
def tanh_backward(rng: np.random.Generator) -> Iterator[Case]:
    """tanh_backward multiplies dout by the slope of tanh."""
    yield Case("the vector worked by hand", dout=DOUT, x=X)
    yield Case("|x| up to 1000", dout=signed(rng, 10), x=far(rng))
    yield from backward_cases(rng)


@tanh_backward.misconception(
    "The formula 1 − t² is applied to x. There t is the output tanh(x); here x is the input."
)
def tanh_slope_of_output(dout: Tensor, x: Tensor) -> Tensor:
    return dout * (1 - x**2)


@tanh_backward.misconception(
    "The slope is returned without dout. The chain rule multiplies it by the gradient that "
    "arrives from above."
)
def tanh_without_dout(dout: Tensor, x: Tensor) -> Any:
    return ref.tanh_backward(torch.ones_like(dout), x=x)


@tanh_backward.misconception("The square is missing: the slope of tanh is 1 − tanh(x)².")
def tanh_not_squared(dout: Tensor, x: Tensor) -> Tensor:
    return dout * (1 - torch.tanh(x))


@tanh_backward.misconception(
    "The slope has the form t (1 − t), which is that of the logistic function."
)
def tanh_with_slope_of_sigmoid(dout: Tensor, x: Tensor) -> Tensor:
    return dout * torch.tanh(x) * (1 - torch.tanh(x))


@exercise(
    "backprop.relu",
    points=1,
    reference=ref.relu,
    hints=(
        "Every entry by itself: which entries stay, and what becomes of the others?",
        "np.maximum compares two arrays entry by entry; np.max looks for one largest entry.",
    ),
)
def relu(rng: np.random.Generator) -> Iterator[Case]:
    """relu keeps what is positive and makes the rest zero."""
    yield Case("the vector worked by hand", x=X)
    yield Case("|x| up to 1000", x=far(rng))
    yield from forward_cases(rng)
    yield at_zero(rng)


@relu.misconception("The sign is dropped: −2 becomes 2. ReLU makes negative entries 0.")
def relu_as_abs(x: Tensor) -> Tensor:
    return x.abs()


@relu.misconception(
    "Every positive entry has become 1. That is the slope of ReLU; ReLU itself keeps the entry."
)
def relu_as_step(x: Tensor) -> Tensor:
    return (x > 0).to(x.dtype)


@relu.misconception("The smaller of x and 0 is kept: the negative entries, not the positive ones.")
def relu_as_minimum(x: Tensor) -> Tensor:
    return x.clamp(max=0)


@relu.misconception("Negative entries are made small, not 0: this is leaky ReLU.")
def relu_that_leaks(x: Tensor) -> Tensor:
    return ref.leaky_relu(x, 0.01)


@exercise(
    "backprop.relu_backward",
    points=2,
    reference=ref.relu_backward,
    outputs=("dx",),
    hints=(
        "The slope of ReLU at x is 1 or 0. What decides which?",
        "A gate: where x was positive, dout passes unchanged, with its sign; elsewhere nothing "
        "passes.",
    ),
)
def relu_backward(rng: np.random.Generator) -> Iterator[Case]:
    """relu_backward lets dout pass where x is positive."""
    yield Case("the vectors worked by hand", dout=DOUT, x=X)
    yield Case("|x| up to 1000", dout=signed(rng, 10), x=far(rng))
    yield from backward_cases(rng)


@relu_backward.misconception(
    "The mask is taken from dout. The slope of ReLU depends on its input x: a negative gradient "
    "passes where x is positive."
)
def relu_masked_by_dout(dout: Tensor, x: Tensor) -> Tensor:
    return dout * (dout > 0)


@relu_backward.misconception(
    "Negative gradients are removed too, not only those where x is negative. That is guided "
    "backpropagation, a way to draw pictures; here the mask comes from x alone."
)
def relu_guided(dout: Tensor, x: Tensor) -> Tensor:
    return dout * (dout > 0) * (x > 0)


@relu_backward.misconception(
    "The mask is returned without dout. The chain rule multiplies it by the gradient that arrives "
    "from above."
)
def relu_without_dout(dout: Tensor, x: Tensor) -> Tensor:
    return (x > 0).to(x.dtype)


@relu_backward.misconception(
    "The output of ReLU takes the place of its slope. The slope is 1 where x is positive, however "
    "large x is."
)
def relu_times_output(dout: Tensor, x: Tensor) -> Tensor:
    return dout * ref.relu(x)
