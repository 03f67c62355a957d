"""Assignment 06: a fully connected layer as a convolution."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from autograder.core.exercise import Case, exercise
from autograder.exercises.inputs import signed, sizes
from autograder.reference import convnet as ref

if TYPE_CHECKING:
    from torch import Tensor


@exercise(
    "convnet.fc_to_conv",
    points=3,
    reference=ref.fc_to_conv,
    outputs=("filters",),
    hints=(
        "One unit is one column of w. Which filter is it, and how long is it?",
        "reshape takes numbers in the order in which they lie there. In which order must the axes "
        "be before you cut the long one into three?",
    ),
)
def fc_to_conv(rng: np.random.Generator) -> Iterator[Case]:
    """fc_to_conv turns a fully connected layer into filters."""
    w = np.arange(1.0, 25).reshape(12, 2)
    yield Case("two units on 2×3×2, numbers in a row", w=w, c=2, h=3, w_in=2)
    for name in ("any volume", "another volume"):
        m, c, h, width = sizes(rng, 4, low=2)
        yield Case(name, w=signed(rng, c * h * width, m), c=c, h=h, w_in=width)
    m, c, side, _ = sizes(rng, 4, low=2)
    yield Case("a square volume", w=signed(rng, c * side**2, m), c=c, h=side, w_in=side)
    yield Case("as many units as numbers", w=signed(rng, 30, 30), c=5, h=3, w_in=2)
    yield Case("one channel", w=signed(rng, side * m, c), c=1, h=side, w_in=m)
    yield Case("one pixel", w=signed(rng, m, c), c=m, h=1, w_in=1)
    yield Case("one unit", w=signed(rng, c * side * m, 1), c=c, h=side, w_in=m)


@fc_to_conv.misconception(
    "w is cut up as it lies there, row by row, so that each filter holds weights of several units. "
    "A unit is a column of w."
)
def rows_as_units(w: Tensor, c: int, h: int, w_in: int) -> Tensor:
    return w.reshape(-1, c, h, w_in)


@fc_to_conv.misconception(
    "The rows of w are taken in the order row, column, channel. They come channel by channel, each "
    "row by row."
)
def channels_last(w: Tensor, c: int, h: int, w_in: int) -> Tensor:
    return w.T.reshape(-1, h, w_in, c).movedim(-1, 1)


@fc_to_conv.misconception(
    "The rows of w are taken in the order channel, column, row. In a volume, rows come first."
)
def columns_first(w: Tensor, c: int, h: int, w_in: int) -> Tensor:
    return w.T.reshape(-1, c, w_in, h).transpose(2, 3)


@fc_to_conv.misconception(
    "The filters are flipped. A convolution layer does not flip them: weight and pixel of the same "
    "place meet."
)
def flipped(w: Tensor, c: int, h: int, w_in: int) -> Tensor:
    return ref.fc_to_conv(w, c, h, w_in).flip(2, 3)


@fc_to_conv.misconception("The units come last. Filters are (M, C, H, W): the units come first.")
def units_last(w: Tensor, c: int, h: int, w_in: int) -> Tensor:
    return w.reshape(c, h, w_in, -1)


@fc_to_conv.misconception("Height and width of the filters are exchanged.")
def turned(w: Tensor, c: int, h: int, w_in: int) -> Tensor:
    return ref.fc_to_conv(w, c, h, w_in).transpose(2, 3)


@fc_to_conv.misconception("Units and channels are exchanged: a filter is (C, H, W), one per unit.")
def exchanged(w: Tensor, c: int, h: int, w_in: int) -> Tensor:
    return ref.fc_to_conv(w, c, h, w_in).transpose(0, 1)


@fc_to_conv.misconception(
    'The rows of w are taken in the order column, row, channel, as reshape does with order="F". '
    "They come channel by channel, each row by row."
)
def reversed_order(w: Tensor, c: int, h: int, w_in: int) -> Tensor:
    return w.T.reshape(-1, w_in, h, c).transpose(1, 3)
