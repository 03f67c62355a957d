"""Assignment 02: columns back to images."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.core.exercise import Case, exercise
from autograder.exercises.conv.inputs import layers, positions
from autograder.exercises.inputs import signed
from autograder.reference import conv as ref
from autograder.reference.backend import torch

if TYPE_CHECKING:
    from torch import Tensor


@exercise(
    "conv.col2im",
    points=6,
    reference=ref.col2im,
    hints=(
        "Undo the last steps of im2col first: which six axes did it flatten, in which order?",
        "From window to window, the pixels at (u, v) lie stride pixels apart in the image: one "
        "slice with a step.",
        "A pixel that lies in several windows has several numbers in cols. What becomes of them?",
        "Collect in an array with a border, then cut it off. Try your slice with pad = 0 too.",
    ),
)
def col2im(rng: np.random.Generator) -> Iterator[Case]:
    """col2im adds every column back to the pixels it came from."""
    yield Case(
        "2×3 windows of a 3×4 image, worked by hand",
        cols=np.arange(1.0, 25).reshape(1, 6, 4), x_shape=(1, 1, 3, 4), kh=2, kw=3,
    )  # fmt: skip
    for layer in layers(rng):
        cols = signed(rng, layer.n, layer.c * layer.kh * layer.kw, layer.ho * layer.wo)
        x_shape = (layer.n, layer.c, layer.h, layer.w)
        yield Case(layer.name, cols=cols, x_shape=x_shape, **layer.window)


def _with_border(
    cols: Tensor, x_shape: Sequence[int], kh: int, kw: int, stride: int, pad: int
) -> Tensor:
    n, c, h, w = x_shape
    return ref.col2im(cols, (n, c, h + 2 * pad, w + 2 * pad), kh, kw, stride)


def _places(x_shape: Sequence[int], kh: int, kw: int, stride: int, pad: int) -> tuple[int, int]:
    return positions(x_shape[2], kh, stride, pad), positions(x_shape[3], kw, stride, pad)


@col2im.misconception(
    "Where windows overlap, the last one replaces the others (= in place of +=). Their numbers add "
    "up. (`a[rows, columns] += …` with index arrays replaces too: a place named twice counts once. "
    "`np.add.at` adds every time.)"
)
def overwritten(
    cols: Tensor, x_shape: Sequence[int], kh: int, kw: int, stride: int = 1, pad: int = 0
) -> Tensor:
    n, c, h, w = x_shape
    ho, wo = _places(x_shape, kh, kw, stride, pad)
    images, windows = cols.new_zeros(n, c, h + 2 * pad, w + 2 * pad), cols.reshape(n, c, kh, kw, -1)
    for i, j in itertools.product(range(ho), range(wo)):
        rows, columns = slice(i * stride, i * stride + kh), slice(j * stride, j * stride + kw)
        images[:, :, rows, columns] = windows[..., i * wo + j]
    return images[:, :, pad : pad + h, pad : pad + w]


@col2im.misconception(
    "Where windows overlap, each number of a window replaces what lay there (= in place of +=), in "
    "the order of u and v. Their numbers add up. (`a[rows, columns] += …` with index arrays "
    "replaces too: a place named twice counts once. `np.add.at` adds every time.)"
)
def overwritten_by_offsets(
    cols: Tensor, x_shape: Sequence[int], kh: int, kw: int, stride: int = 1, pad: int = 0
) -> Tensor:
    n, c, h, w = x_shape
    ho, wo = _places(x_shape, kh, kw, stride, pad)
    images = cols.new_zeros(n, c, h + 2 * pad, w + 2 * pad)
    parts = cols.reshape(n, c, kh, kw, ho, wo)
    for u, v in itertools.product(range(kh), range(kw)):
        rows, columns = slice(u, u + ho * stride, stride), slice(v, v + wo * stride, stride)
        images[:, :, rows, columns] = parts[:, :, u, v]
    return images[:, :, pad : pad + h, pad : pad + w]


@col2im.misconception(
    "Overlaps are averaged, so that col2im undoes im2col. It is not the inverse but the backward "
    "pass: every use of a pixel adds its gradient."
)
def averaged(cols: Tensor, **case: Any) -> Tensor:
    counts = ref.col2im(torch.ones_like(cols), **case)
    return ref.col2im(cols, **case) / counts.clamp(min=1)


@col2im.misconception(
    "The border of zeros is still there. x_shape is the shape of the images without the border."
)
def border_kept(
    cols: Tensor, x_shape: Sequence[int], kh: int, kw: int, stride: int = 1, pad: int = 0
) -> Tensor:
    return _with_border(cols, x_shape, kh, kw, stride, pad)


@col2im.misconception(
    "Without padding the images are empty. [pad:-pad] cuts a border off, but with pad 0 it means "
    "[0:0]: write the end of the slice in another way."
)
def nothing_without_border(
    cols: Tensor, x_shape: Sequence[int], kh: int, kw: int, stride: int = 1, pad: int = 0
) -> Tensor:
    return _with_border(cols, x_shape, kh, kw, stride, pad)[:, :, pad:-pad, pad:-pad]


@col2im.misconception(
    "The border is cut off at one end only, so that all pixels lie pad rows too low and pad "
    "columns too far right."
)
def border_cut_at_the_end(
    cols: Tensor, x_shape: Sequence[int], kh: int, kw: int, stride: int = 1, pad: int = 0
) -> Tensor:
    whole = _with_border(cols, x_shape, kh, kw, stride, pad)
    return whole[:, :, : x_shape[2], : x_shape[3]]


@col2im.misconception(
    "You read the columns as if the channels of a pixel stood together. A column holds one channel "
    "after the other, each with its whole window."
)
def read_channels_last(
    cols: Tensor, x_shape: Sequence[int], kh: int, kw: int, **step: int
) -> Tensor:
    read = cols.reshape(len(cols), kh, kw, x_shape[1], -1).permute(0, 3, 1, 2, 4).flatten(1, 3)
    return ref.col2im(read, x_shape, kh, kw, **step)


@col2im.misconception(
    "You fill each window column by column. A column of cols holds it row by row."
)
def read_by_columns(cols: Tensor, x_shape: Sequence[int], kh: int, kw: int, **step: int) -> Tensor:
    read = cols.reshape(len(cols), -1, kw, kh, cols.shape[2]).transpose(2, 3).flatten(1, 3)
    return ref.col2im(read, x_shape, kh, kw, **step)


@col2im.misconception(
    "You read the columns as windows ordered down the image. They come in reading order: along the "
    "first row of windows, then along the next."
)
def placed_by_columns(
    cols: Tensor, x_shape: Sequence[int], kh: int, kw: int, stride: int = 1, pad: int = 0
) -> Tensor:
    ho, wo = _places(x_shape, kh, kw, stride, pad)
    read = cols.reshape(*cols.shape[:2], wo, ho).transpose(2, 3).flatten(2)
    return ref.col2im(read, x_shape, kh, kw, stride, pad)


@col2im.misconception(
    "You reshape the columns straight into windows. reshape reads the numbers in the order in "
    "which they are stored: undo the flattening first, then put the axes in order."
)
def read_without_order(
    cols: Tensor, x_shape: Sequence[int], kh: int, kw: int, stride: int = 1, pad: int = 0
) -> Tensor:
    ho, wo = _places(x_shape, kh, kw, stride, pad)
    windows = cols.reshape(len(cols), x_shape[1], ho, wo, kh, kw)
    read = windows.permute(0, 1, 4, 5, 2, 3).flatten(1, 3).flatten(2)
    return ref.col2im(read, x_shape, kh, kw, stride, pad)


@col2im.misconception(
    "The rows and columns left over at the end are missing. No window saw them, so they are 0, but "
    "they belong to the images."
)
def left_over_missing(
    cols: Tensor, x_shape: Sequence[int], kh: int, kw: int, stride: int = 1, pad: int = 0
) -> Tensor:
    ho, wo = _places(x_shape, kh, kw, stride, pad)
    whole = _with_border(cols, x_shape, kh, kw, stride, pad)
    seen = (ho - 1) * stride + kh, (wo - 1) * stride + kw
    return whole[:, :, pad : seen[0] - pad, pad : seen[1] - pad]
