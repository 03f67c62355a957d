"""Assignment 03: L2 pooling forward."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from autograder.core.exercise import Case, exercise
from autograder.exercises.pooling.inputs import WINDOW, Size, images, pooled, sides
from autograder.reference import pooling as ref
from autograder.reference.backend import F

if TYPE_CHECKING:
    from torch import Tensor

X = np.array([[1.0, -1, 1, -4, 0, 0], [-1, 1, 2, 2, 0, 0]])[None, None]
"""2×2 windows at stride 2 have the lengths 2, 5 and 0."""


def with_zeros(rng: np.random.Generator) -> Case:
    """A patch of zeros that covers some windows and cuts others."""
    x = images(rng, 2, 2)
    x[:, :, 2:5, 2:5] = 0
    return Case("a patch of zeros, 2×2 at stride 2", x=x, size=2, stride=2)


@exercise(
    "pooling.l2_forward",
    points=4,
    stub="cs_cnn.pooling:l2_pool_forward",
    reference=ref.l2_pool,
    hints=(
        "Pythagoras, with as many sides as the window has pixels.",
        "Square, add up, take the root: in this order.",
    ),
)
def l2_forward(rng: np.random.Generator) -> Iterator[Case]:
    """l2_pool_forward takes the length of every window."""
    yield Case("2×6 by hand, 2×2 at stride 2: 2, 5 and 0", x=X, size=2, stride=2)
    yield Case("the notebook's window: 5", x=WINDOW, size=2, stride=2)
    yield with_zeros(rng)
    yield from pooled(rng)


@l2_forward.misconception("The root is missing: these are sums of squares.")
def no_root(x: Tensor, size: Size, stride: int) -> Tensor:
    return ref.l2_pool(x, size, stride) ** 2


@l2_forward.misconception(
    "The squares are averaged. Here they are added up: a length, not a root mean square."
)
def root_mean_square(x: Tensor, size: Size, stride: int) -> Tensor:
    return F.avg_pool2d(x**2, size, stride).sqrt()


@l2_forward.misconception(
    "The absolute values are added up. That is the L1 length; L2 squares first and takes the root "
    "at the end."
)
def sum_of_absolutes(x: Tensor, size: Size, stride: int) -> Tensor:
    return F.avg_pool2d(x.abs(), size, stride, divisor_override=1)


@l2_forward.misconception(
    "The pixels are added up before they are squared, so negative ones shorten the length. Square "
    "each pixel by itself."
)
def squared_too_late(x: Tensor, size: Size, stride: int) -> Tensor:
    return F.avg_pool2d(x, size, stride, divisor_override=1).abs()


@l2_forward.misconception(
    "The squares are missing: this is the root of the sum of the pixels, which is not a number "
    "where the sum is negative."
)
def no_squares(x: Tensor, size: Size, stride: int) -> Tensor:
    return F.avg_pool2d(x, size, stride, divisor_override=1).sqrt()


@l2_forward.misconception(
    "The largest pixel of every window is kept. That is max pooling; all pixels make up a length."
)
def l2_as_maximum(x: Tensor, size: Size, stride: int) -> Tensor:
    return ref.max_pool(x, size, stride)[0]


@l2_forward.misconception(
    "stride is ignored: the windows lie side by side, one window's side apart. stride may be "
    "smaller, so that they overlap, or larger."
)
def l2_side_by_side(x: Tensor, size: Size, stride: int) -> Tensor:
    kh, kw = sides(size)
    return (x**2).unfold(2, kh, kh).unfold(3, kw, kw).sum((4, 5)).sqrt()


@l2_forward.misconception(
    "Every window is a square with side KH. size can be a pair, and then the window has KH rows "
    "and KW columns."
)
def l2_of_square(x: Tensor, size: Size, stride: int) -> Tensor:
    return ref.l2_pool(x, (sides(size)[0],) * 2, stride)


@l2_forward.misconception(
    "The window's sides are swapped: it is KW high and KH wide. Rows come first in this course."
)
def l2_sides_swapped(x: Tensor, size: Size, stride: int) -> Tensor:
    kh, kw = sides(size)
    if kw > x.shape[2]:
        return x.new_empty((*x.shape[:2], 0, 1))
    return ref.l2_pool(x, (kw, kh), stride)


@l2_forward.misconception(
    "Window (i, j) starts at pixel (i, j). The number of windows is right, but they should lie "
    "stride pixels apart: where does the next one start?"
)
def l2_begins_at_i_j(x: Tensor, size: Size, stride: int) -> Tensor:
    ho, wo = ref.l2_pool(x, size, stride).shape[2:]
    return ref.l2_pool(x, size, 1)[:, :, :ho, :wo]


@l2_forward.misconception(
    "Sizes are rounded up: there are windows that reach beyond the image. Here HO and WO are "
    "rounded down, and no window sees what is left over at the end."
)
def l2_rounded_up(x: Tensor, size: Size, stride: int) -> Tensor:
    squares = F.avg_pool2d(x**2, size, stride, ceil_mode=True, divisor_override=1)
    return squares.sqrt()
