"""Assignment 02: the convolution layer as one matrix."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.core.exercise import Case, exercise
from autograder.exercises.conv.inputs import FEW, positions, unequal
from autograder.exercises.inputs import signed, until
from autograder.reference import conv as ref
from autograder.reference.backend import F, torch

if TYPE_CHECKING:
    from torch import Tensor


@exercise(
    "conv.as_matrix",
    points=4,
    stub="cs_cnn.conv:conv_as_matrix",
    reference=ref.conv_as_matrix,
    outputs=("A",),
    hints=(
        "One weight, one output pixel: which input pixel do they meet? That is one entry of A.",
        "Where the window hangs over the border it meets zeros. They have no row in A.",
        "Or ask your own layer: what does it turn an image into that is 1 at one pixel and 0 at "
        "all others? np.eye(d).reshape(d, …) is a batch of all such images.",
    ),
)
def as_matrix(rng: np.random.Generator) -> Iterator[Case]:
    """conv_as_matrix writes a convolution as the weights of one fully connected layer."""
    whole = rng.permutation([1.0, 2, 3, 4, -5, 6, -7, 8, 9]).reshape(1, 1, 3, 3)
    yield Case("one 3×3 filter on one channel of 4×4", w=whole, h=4, w_in=4)
    yield _matrix(rng, "stride and pad left out")
    yield _matrix(rng, "stride 2, pad left out", stride=2)
    for stride, pad in ((1, 1), (2, 2), (3, 1), (2, 3)):
        yield _matrix(rng, f"stride {stride}, pad {pad}", stride=stride, pad=pad)
    f, c, h, w_in = unequal(rng, *[FEW] * 4)
    whole = signed(rng, 1, c, h, w_in)
    yield Case("one filter, as large as the image", w=whole, h=h, w_in=w_in)
    yield Case("a 1×1 window, stride 2", w=signed(rng, f, c, 1, 1), h=h, w_in=w_in, stride=2)


def _matrix(rng: np.random.Generator, name: str, **given: Any) -> Case:
    """Six small sizes, because A has an entry for each pair of an input and an output pixel."""

    def telling(drawn: list[int]) -> bool:
        *_, kh, kw, h, w_in = drawn
        return positions(h, kh, **given) != positions(w_in, kw, **given)

    ranges = [(2, 3, 4)] * 2 + [(1, 2, 3, 4)] * 2 + [(5, 6, 7)] * 2
    f, c, kh, kw, h, w_in = until(telling, lambda: unequal(rng, *ranges))
    return Case(name, w=signed(rng, f, c, kh, kw), h=h, w_in=w_in, **given)


def _pixels_first(rows: Tensor, maps: int) -> Tensor:
    """Reorder rows from (map, pixel) to (pixel, map)."""
    order = torch.arange(len(rows), device=rows.device).reshape(maps, -1).T
    return rows[order.flatten()]


def _columns_first(rows: Tensor, maps: int, height: int) -> Tensor:
    """Reorder rows from (map, i, j) to (map, j, i)."""
    order = torch.arange(len(rows), device=rows.device).reshape(maps, height, -1).mT
    return rows[order.flatten()]


@as_matrix.misconception(
    "A is transposed: a row for every output, as in y = Ax. Here it is x @ A: one row for "
    "each input pixel, one column for each output pixel."
)
def matrix_transposed(**case: Any) -> Tensor:
    return ref.conv_as_matrix(**case).T


@as_matrix.misconception(
    "The filters are flipped. A does what conv_forward does, which takes the filters as they are."
)
def matrix_flipped(w: Tensor, **case: Any) -> Tensor:
    return ref.conv_as_matrix(w.flip(2, 3), **case)


@as_matrix.misconception(
    "The stride is not used: the windows move by one pixel, so A has too many columns."
)
def matrix_at_stride_1(stride: int = 1, **case: Any) -> Tensor:
    return ref.conv_as_matrix(**case)


@as_matrix.misconception(
    "A has the right number of columns, but the windows move by one pixel, whatever the stride is."
)
def matrix_windows_side_by_side(
    w: Tensor, h: int, w_in: int, stride: int = 1, pad: int = 0
) -> Tensor:
    (kh, kw), side_by_side = w.shape[2:], ref.conv_as_matrix(w, h, w_in, 1, pad)
    maps = side_by_side.reshape(-1, len(w), h + 2 * pad - kh + 1, w_in + 2 * pad - kw + 1)
    ho, wo = positions(h, kh, stride, pad), positions(w_in, kw, stride, pad)
    return maps[:, :, :ho, :wo].flatten(1)


@as_matrix.misconception("There is no padding, whatever the caller chooses.")
def matrix_without_border(pad: int = 0, **case: Any) -> Tensor:
    return ref.conv_as_matrix(**case)


@as_matrix.misconception(
    "A has rows for the zeros of the border too. x.reshape(N, −1) holds the pixels of the image "
    "and nothing else."
)
def rows_for_the_border(w: Tensor, h: int, w_in: int, stride: int = 1, pad: int = 0) -> Tensor:
    return ref.conv_as_matrix(w, h + 2 * pad, w_in + 2 * pad, stride)


@as_matrix.misconception(
    "You assume that the zeros lie only below and to the right of the image: your windows start at "
    "the first pixel of the image, not pad pixels before it."
)
def border_at_the_end(w: Tensor, h: int, w_in: int, stride: int = 1, pad: int = 0) -> Tensor:
    alone = torch.eye(w.shape[1] * h * w_in, dtype=w.dtype, device=w.device)
    images = alone.reshape(-1, w.shape[1], h, w_in)
    return F.conv2d(F.pad(images, (0, 2 * pad, 0, 2 * pad)), w, stride=stride).flatten(1)


def _before_the_image(
    pixel: Callable[[Tensor, Tensor, Tensor], Tensor],
    w: Tensor, h: int, w_in: int, stride: int, pad: int,
) -> Tensor:  # fmt: skip
    """A with a border above and on the left made of the pixels at (channel, row, column)."""
    channels, pixels = w.shape[1], w.shape[1] * h * w_in
    sides = [torch.arange(*side) for side in ((channels,), (-pad, h), (-pad, w_in))]
    places = pixel(*torch.meshgrid(*sides, indexing="ij")) % pixels
    images = torch.eye(pixels, dtype=w.dtype, device=w.device)[:, places]
    return F.conv2d(F.pad(images, (0, pad, 0, pad)), w, stride=stride).flatten(1)


@as_matrix.misconception(
    "Where the window hangs over the border, a negative index counts from the end: weights land on "
    "pixels on the opposite side."
)
def negative_rows_and_columns(
    w: Tensor, h: int, w_in: int, stride: int = 1, pad: int = 0
) -> Tensor:
    def pixel(channel: Tensor, row: Tensor, column: Tensor) -> Tensor:
        return (channel * h + row % h) * w_in + column % w_in

    return _before_the_image(pixel, w, h, w_in, stride, pad)


@as_matrix.misconception(
    "Where the window hangs over the border, weights land on pixels of other rows or channels: "
    "column −1 becomes the last column of the row above. Check row and column before you combine "
    "them into one number."
)
def negative_pixels(w: Tensor, h: int, w_in: int, stride: int = 1, pad: int = 0) -> Tensor:
    def pixel(channel: Tensor, row: Tensor, column: Tensor) -> Tensor:
        return (channel * h + row) * w_in + column

    return _before_the_image(pixel, w, h, w_in, stride, pad)


@as_matrix.misconception(
    "The columns are in the wrong order: all filters of the first place, then all of the next. "
    "Flattened, conv_forward's output (F, HO, WO) starts with all places of the first filter."
)
def places_before_filters(w: Tensor, **case: Any) -> Tensor:
    return _pixels_first(ref.conv_as_matrix(w, **case).T, len(w)).T


@as_matrix.misconception(
    "The rows are in the wrong order: all channels of the first pixel, then all of the next. "
    "Flattened, an image (C, H, W) starts with all pixels of the first channel."
)
def pixels_before_channels(w: Tensor, **case: Any) -> Tensor:
    return _pixels_first(ref.conv_as_matrix(w, **case), w.shape[1])


@as_matrix.misconception(
    "The columns of one filter are in the wrong order: you count the places down the columns of "
    "the output. Flattened, the output starts with its first row."
)
def places_by_columns(w: Tensor, h: int, stride: int = 1, pad: int = 0, **case: Any) -> Tensor:
    ho = positions(h, w.shape[2], stride, pad)
    matrix = ref.conv_as_matrix(w, h, stride=stride, pad=pad, **case)
    return _columns_first(matrix.T, len(w), ho).T


@as_matrix.misconception(
    "The rows of one channel are in the wrong order: you count the pixels down the columns of the "
    "image. Flattened, the image starts with its first row."
)
def pixels_by_columns(w: Tensor, h: int, **case: Any) -> Tensor:
    return _columns_first(ref.conv_as_matrix(w, h, **case), w.shape[1], h)


@as_matrix.misconception(
    "Rows and columns of A run pixel by pixel, with all channels and all filters of a pixel "
    "together. Images in this course are (C, H, W): all pixels of one channel come first."
)
def channels_last(w: Tensor, **case: Any) -> Tensor:
    pixels = _pixels_first(ref.conv_as_matrix(w, **case), w.shape[1])
    return _pixels_first(pixels.T, len(w)).T
