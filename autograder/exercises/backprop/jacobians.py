"""Assignment 01: the Jacobian that nobody builds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from autograder.core.exercise import Case, exercise
from autograder.exercises.inputs import signed, sizes
from autograder.reference import backprop as ref
from autograder.reference.backend import torch

if TYPE_CHECKING:
    from torch import Tensor

X = np.array([1.0, -2, 3, -1])
DOUT = np.array([4.0, -1, 5, 9])
"""The vectors that the notebook works through by hand."""


@exercise(
    "backprop.relu_jacobian",
    points=3,
    reference=ref.relu_jacobian,
    hints=(
        "How many numbers go in, how many come out? That is the shape of the matrix.",
        "Output i depends on input i alone. So where can the matrix be different from 0?",
        "np.diag makes a diagonal matrix of a vector.",
    ),
)
def relu_jacobian(rng: np.random.Generator) -> Iterator[Case]:
    """relu_jacobian writes down every ∂relu(x)_i / ∂x_j."""
    yield Case("x = [1, −2, 3, −1]", x=X)
    for d in sizes(rng, 4, low=5):
        yield Case(f"{d} entries", x=signed(rng, d))
    yield Case("one entry", x=signed(rng, 1))


@relu_jacobian.misconception(
    "The diagonal holds relu(x). The Jacobian holds slopes, and where relu lets x through its "
    "slope is 1."
)
def values_on_diagonal(x: Tensor) -> Tensor:
    return torch.diag(ref.relu(x))


@relu_jacobian.misconception(
    "Only the diagonal is returned, as a vector. The Jacobian is a matrix with a row for every "
    "output and a column for every input."
)
def diagonal_alone(x: Tensor) -> Tensor:
    return (x > 0).to(x.dtype)


@relu_jacobian.misconception(
    "Rows of positive entries are filled with 1. Output i depends on x_i and on no other entry, so "
    "everything off the diagonal is 0."
)
def full_rows(x: Tensor) -> Tensor:
    return (x > 0).to(x.dtype)[:, None].expand(len(x), len(x)).clone()


@relu_jacobian.misconception(
    "The diagonal is 1 everywhere. That is the Jacobian of the identity; where x is negative, "
    "relu is flat."
)
def identity(x: Tensor) -> Tensor:
    return torch.eye(len(x), dtype=x.dtype, device=x.device)


@relu_jacobian.misconception(
    "Where x is negative the slope is −1. That is the absolute value; relu is flat there."
)
def sign_on_diagonal(x: Tensor) -> Tensor:
    return torch.diag(x.sign())


@exercise(
    "backprop.relu_vjp",
    points=4,
    reference=lambda dout, x: ref.relu_backward(dout, x=x),
    hints=(
        "Work out doutᵀ J on paper for three entries. What is left of all the products?",
        "A million entries: the matrix would take 8 TB. How much memory does the answer need?",
    ),
)
def relu_vjp(rng: np.random.Generator) -> Iterator[Case]:
    """relu_vjp multiplies by the Jacobian without building it."""
    yield Case("x = [1, −2, 3, −1], dout = [4, −1, 5, 9]", dout=DOUT, x=X)
    for d in sizes(rng, 3, low=5):
        yield Case(f"{d} entries", dout=signed(rng, d), x=signed(rng, d))
    # The same in every course, so no hidden case: it tests memory, and once is enough.
    large = signed(np.random.default_rng(0), 2, 1_000_000)
    yield Case("1,000,000 entries", dout=large[0], x=large[1])


@relu_vjp.misconception(
    "The mask comes from dout. x decides whether an entry lets the gradient through: relu saw x, "
    "never dout."
)
def mask_of_dout(dout: Tensor, x: Tensor) -> Tensor:
    return ref.relu(dout)


@relu_vjp.misconception(
    "dout is multiplied by relu(x). The diagonal of the Jacobian holds slopes, 0 or 1."
)
def times_value(dout: Tensor, x: Tensor) -> Tensor:
    return dout * ref.relu(x)


@relu_vjp.misconception("dout is missing: these are the slopes alone.")
def slopes_alone(dout: Tensor, x: Tensor) -> Tensor:
    return (x > 0).to(x.dtype)


@relu_vjp.misconception(
    "The gradient passes where x is negative and stops where x is positive: the mask is inverted."
)
def mask_upside_down(dout: Tensor, x: Tensor) -> Tensor:
    return dout * (x < 0)


@exercise(
    "backprop.jacobian_bytes",
    points=2,
    reference=ref.jacobian_bytes,
    hints=(
        "One number for every pair of an entry of y and an entry of x. How many entries does each "
        "have?",
        "x has n·d entries, y has n·m.",
    ),
)
def jacobian_bytes(rng: np.random.Generator) -> Iterator[Case]:
    """jacobian_bytes says what the whole Jacobian of y = xw would cost."""
    yield Case("N = 64, D = M = 4096, 4 bytes: 256 GiB", n=64, d=4096, m=4096)
    for _ in range(3):
        n, d, m = sizes(rng, 3)
        yield Case(f"N = {n}, D = {d}, M = {m}, 4 bytes by default", n=n, d=d, m=m)
        yield Case(f"N = {m}, D = {n}, M = {d}, 8 bytes", n=m, d=n, m=d, itemsize=8)


@jacobian_bytes.misconception(
    "The batch is counted once. Both x and y hold N samples, and the Jacobian pairs every entry of "
    "one with every entry of the other: N² · D · M numbers, nearly all of them 0."
)
def batch_once(n: int, d: int, m: int, itemsize: int = 4) -> int:
    return n * d * m * itemsize


@jacobian_bytes.misconception(
    "This is dy/dx of one sample: D · M numbers. The whole Jacobian pairs all N samples of y "
    "with all N samples of x."
)
def one_sample(n: int, d: int, m: int, itemsize: int = 4) -> int:
    return d * m * itemsize


@jacobian_bytes.misconception(
    "This is the Jacobian with respect to w, whose D · M entries are paired with the N · M "
    "entries of y. The exercise asks for the one with respect to x."
)
def with_respect_to_w(n: int, d: int, m: int, itemsize: int = 4) -> int:
    return n * m * d * m * itemsize


@jacobian_bytes.misconception("These are numbers, not bytes: each takes itemsize bytes.")
def numbers_not_bytes(n: int, d: int, m: int, itemsize: int = 4) -> int:
    return n * m * n * d


@jacobian_bytes.misconception(
    "Every number takes 4 bytes here. The caller can choose another itemsize."
)
def always_four(n: int, d: int, m: int, itemsize: int = 4) -> int:
    return n * m * n * d * 4
