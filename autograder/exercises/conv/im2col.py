"""Assignment 02: windows as columns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.core.exercise import Case, exercise
from autograder.exercises.conv.inputs import IMAGE, layers
from autograder.reference import conv as ref

if TYPE_CHECKING:
    from torch import Tensor


@exercise(
    "conv.im2col",
    points=6,
    reference=ref.im2col,
    hints=(
        "Do it by hand for one 3×3 image and a 2×2 window: four windows, four columns of four.",
        "First get an array of windows with six axes, one for each letter of the formula. Then "
        "put the axes in the order of the formula, and flatten.",
        "np.lib.stride_tricks.sliding_window_view gives every window without copying a pixel; a "
        "slice with a step leaves out those that the stride jumps over.",
    ),
)
def im2col(rng: np.random.Generator) -> Iterator[Case]:
    """im2col writes every window as a column."""
    yield Case("2×3 windows of a 3×4 image, worked by hand", x=IMAGE[None, None], kh=2, kw=3)
    for layer in layers(rng):
        yield Case(layer.name, x=layer.x(rng), **layer.window)


def _columns(
    order: tuple[int, ...], x: Tensor, kh: int, kw: int, stride: int = 1, pad: int = 0
) -> Tensor:
    """The windows (N, C, HO, WO, KH, KW) with their axes in another order."""
    windows = ref.pad2d(x, pad).unfold(2, kh, stride).unfold(3, kw, stride)
    return windows.permute(order)


@im2col.misconception(
    "In each column the channels of a pixel stand together. A column should hold one channel after "
    "the other, each with its whole window."
)
def channels_last(**case: Any) -> Tensor:
    return _columns((0, 4, 5, 1, 2, 3), **case).flatten(1, 3).flatten(2)


@im2col.misconception(
    "Windows are read column by column. A column of the result holds a window row by row."
)
def window_by_columns(**case: Any) -> Tensor:
    return _columns((0, 1, 5, 4, 2, 3), **case).flatten(1, 3).flatten(2)


@im2col.misconception(
    "The windows are ordered down the columns. They should come in reading order: along the first "
    "row of windows, then along the next."
)
def places_by_columns(**case: Any) -> Tensor:
    return _columns((0, 1, 4, 5, 3, 2), **case).flatten(1, 3).flatten(2)


@im2col.misconception("Every window is a row. It should be a column: (N, C·KH·KW, HO·WO).")
def windows_as_rows(**case: Any) -> Tensor:
    return _columns((0, 2, 3, 1, 4, 5), **case).flatten(3).flatten(1, 2)


@im2col.misconception(
    "The shape is right, but you flattened the axes before you put them in order: reshape reads "
    "the numbers in the order in which they are stored; it never moves an axis."
)
def written_without_order(**case: Any) -> Tensor:
    windows = _columns((0, 1, 2, 3, 4, 5), **case)
    n, c, ho, wo, kh, kw = windows.shape
    return windows.reshape(n, c * kh * kw, ho * wo)


@im2col.misconception(
    "All images share one matrix, one image after the other. Here each image has its own: the "
    "first axis is N."
)
def one_matrix(**case: Any) -> Tensor:
    return _columns((1, 4, 5, 0, 2, 3), **case).flatten(0, 2).flatten(1)


@im2col.misconception(
    "All images share one matrix, the images of a window side by side. Here each image has its "
    "own: the first axis is N."
)
def one_matrix_by_places(**case: Any) -> Tensor:
    return _columns((1, 4, 5, 2, 3, 0), **case).flatten(0, 2).flatten(1)


@im2col.misconception("All windows are square, KH × KH. A window has KW columns.")
def square_windows(x: Tensor, kh: int, kw: int, stride: int = 1, pad: int = 0) -> Tensor:
    return ref.im2col(x, kh, kh, stride, pad)


@im2col.misconception("kh and kw are swapped: a window has kh rows and kw columns.")
def sides_exchanged(x: Tensor, kh: int, kw: int, stride: int = 1, pad: int = 0) -> Tensor:
    return ref.im2col(x, kw, kh, stride, pad)


@im2col.misconception("Every window is flipped, top to bottom and left to right.")
def windows_flipped(**case: Any) -> Tensor:
    return _columns((0, 1, 4, 5, 2, 3), **case).flip(2, 3).flatten(1, 3).flatten(2)


@im2col.misconception(
    "The stride is not used: there is a column for every pixel at which a window can start."
)
def every_window(x: Tensor, kh: int, kw: int, stride: int = 1, pad: int = 0) -> Tensor:
    return ref.im2col(x, kh, kw, 1, pad)


@im2col.misconception("The padding is forgotten: no window reaches over the border of the image.")
def inside_windows(x: Tensor, kh: int, kw: int, stride: int = 1, pad: int = 0) -> Tensor:
    return ref.im2col(x, kh, kw, stride)
