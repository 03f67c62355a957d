"""Assignment 01: the affine layer, forward and backward."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.core.exercise import Case, exercise
from autograder.exercises.inputs import signed, sizes
from autograder.reference import backprop as ref
from autograder.reference.backend import torch

if TYPE_CHECKING:
    from torch import Tensor

X = np.array([[2.0, 1, -3], [-3, 4, 2]])
W = np.array([[3.0, 2, 1, -1], [2, 1, 3, 2], [3, 2, 1, -2]])
DOUT = np.array([[2.0, 3, -3, 9], [-8, 1, 4, 6]])
"""The matrices that the notebook works through by hand."""


@exercise(
    "backprop.affine_forward",
    points=2,
    reference=ref.affine,
    hints=(
        "Write the shapes under the formula: (N, D), (D, M), (M,). Only one product fits.",
        "NumPy adds an array of shape (M,) to every row of one of shape (N, M).",
    ),
)
def affine_forward(rng: np.random.Generator) -> Iterator[Case]:
    """affine_forward multiplies a batch by the weights and adds the bias."""
    yield Case("the matrices worked by hand, with a bias", x=X, w=W, b=np.array([1.0, -2, 3, -4]))
    for _ in range(4):
        n, d, m = sizes(rng, 3)
        yield Case(
            f"{n} samples, {d} features, {m} outputs",
            x=signed(rng, n, d), w=signed(rng, d, m), b=signed(rng, m),
        )  # fmt: skip
    n, d, m = sizes(rng, 3)
    w, b = signed(rng, d, m), signed(rng, m)
    yield Case("one sample", x=signed(rng, 1, d), w=w, b=b)
    yield Case("one feature, one output", x=signed(rng, n, 1), w=signed(rng, 1, 1), b=b[:1])
    yield Case("x has a column more than w has rows", x=signed(rng, n, d + 1), w=w, b=b)
    yield Case("x has a column less than w has rows", x=signed(rng, n, d - 1), w=w, b=b)


@affine_forward.misconception("The bias is left out: this is x w, a linear layer through 0.")
def affine_without_bias(x: Tensor, w: Tensor, b: Tensor) -> Tensor:
    return ref.affine(x, w, torch.zeros_like(b))


@affine_forward.misconception(
    "The same number, the sum of all biases, is added everywhere. Each output has its own bias."
)
def affine_one_bias(x: Tensor, w: Tensor, b: Tensor) -> Tensor:
    return ref.affine(x, w, b.sum().expand_as(b))


@affine_forward.misconception(
    "An activation is included: negative values have become 0. The layer alone is affine; ReLU is "
    "a function of its own."
)
def affine_then_relu(x: Tensor, w: Tensor, b: Tensor) -> Tensor:
    return ref.relu(ref.affine(x, w, b))


@affine_forward.misconception("The bias is subtracted. It is added: x w + b.")
def affine_minus_bias(x: Tensor, w: Tensor, b: Tensor) -> Tensor:
    return x @ w - b


@exercise(
    "backprop.affine_backward",
    points=5,
    reference=ref.affine_backward,
    outputs=("dx", "dw", "db"),
    hints=(
        "A gradient has the shape of what it belongs to: dx that of x, dw that of w, db that of b.",
        "Of dout, x and w, which two can be multiplied to give (N, D)? Which two to give (D, M)?",
        "Every row of the batch used the same b. What does the chain rule do with several paths?",
    ),
)
def affine_backward(rng: np.random.Generator) -> Iterator[Case]:
    """affine_backward sends the gradient of the output back to x, w and b."""
    yield Case(
        "the matrices worked by hand, with a bias",
        dout=DOUT,
        x=X,
        w=W,
        b=np.array([1.0, -2, 3, -4]),
    )
    for _ in range(4):
        n, d, m = sizes(rng, 3)
        yield Case(
            f"{n} samples, {d} features, {m} outputs",
            dout=signed(rng, n, m), x=signed(rng, n, d), w=signed(rng, d, m), b=signed(rng, m),
        )  # fmt: skip
    n, d, m = sizes(rng, 3)
    w, b = signed(rng, d, m), signed(rng, m)
    yield Case("one sample", dout=signed(rng, 1, m), x=signed(rng, 1, d), w=w, b=b)
    x, dout = signed(rng, n, 1), signed(rng, n, 1)
    yield Case("one feature, one output", dout=dout, x=x, w=signed(rng, 1, 1), b=signed(rng, 1))


@affine_backward.misconception(
    "The gradients of w and b are divided by the number of samples. The mean over the batch "
    "belongs to the loss, so dout already contains it; here the samples add up."
)
def affine_mean(dout: Tensor, x: Tensor, w: Tensor, b: Tensor) -> Any:
    return dout @ w.T, x.T @ dout / len(x), dout.mean(0)


@affine_backward.misconception(
    "The gradient of b is dout itself. All samples of the batch share one b, so their gradients "
    "add up and db has the shape of b."
)
def affine_db_not_summed(dout: Tensor, x: Tensor, w: Tensor, b: Tensor) -> Any:
    return dout @ w.T, x.T @ dout, dout


@affine_backward.misconception(
    "The gradient of b is summed over the outputs as well. Each output has its own bias: only the "
    "batch is summed over."
)
def affine_db_of_everything(dout: Tensor, x: Tensor, w: Tensor, b: Tensor) -> Any:
    return dout @ w.T, x.T @ dout, dout.sum() * torch.ones_like(b)


@affine_backward.misconception(
    "The local slopes are returned without dout. The chain rule multiplies them by the gradient "
    "that arrives from above."
)
def affine_without_dout(dout: Tensor, **case: Tensor) -> Any:
    return ref.affine_backward(torch.ones_like(dout), **case)
