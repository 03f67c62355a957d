"""Assignment 03: max pooling forward, and which pixel was the largest."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.core.exercise import Case, exercise
from autograder.exercises.pooling.inputs import (
    PICTURE,
    Size,
    far_below_zero,
    ink,
    minus_infinity,
    one_nan,
    pooled,
    sides,
    ties,
)
from autograder.reference import pooling as ref
from autograder.reference.backend import F, torch

if TYPE_CHECKING:
    from torch import Tensor

X = np.array([[1.0, -2, 3, 0], [5, 2, -1, 4], [-3, -1, -6, -2], [-4, -7, -5, -8]])[None, None]
"""Four windows whose maxima are 5, 4, −1 and −2."""


@exercise(
    "pooling.max_forward",
    points=14,
    stub="cs_cnn.pooling:max_pool_forward",
    reference=ref.max_pool,
    outputs=("out", "switches"),
    hints=(
        "First the shapes: how many windows fit along H, and how many along W?",
        "Which pixels of x does the window (i, j) hold? x[n, c, top:…, left:…] cuts it out.",
        "argmax of a window counts inside the window, row by row. np.divmod by the width gives "
        "its row and column there; add the place where the window starts.",
    ),
)
def max_forward(rng: np.random.Generator) -> Iterator[Case]:
    """max_pool_forward keeps the largest pixel of every window and remembers its place."""
    yield Case("the notebook's picture, 2×2 at stride 2", x=PICTURE, size=2, stride=2)
    yield Case("4×4 with negative pixels, 2×2 at stride 2", x=X, size=2, stride=2)
    yield from pooled(rng)
    yield ties(rng)
    yield far_below_zero(rng)
    yield ink(rng)
    yield minus_infinity(rng)
    yield one_nan(rng)


def windows_of(x: Tensor, size: Size, stride: int) -> Tensor:
    """(N, C, HO, WO, KH, KW)."""
    kh, kw = sides(size)
    return x.unfold(2, kh, stride).unfold(3, kw, stride)


def picked(x: Tensor, size: Size, stride: int, within: Tensor) -> Any:
    """The pixel that has the number ``within`` in its window, and its place in the plane."""
    windows = windows_of(x, size, stride)
    out = windows.flatten(4).gather(4, within[..., None])[..., 0]
    tops, lefts = (stride * torch.arange(n, device=x.device) for n in out.shape[2:])
    rows = tops[:, None] + within // windows.shape[5]
    return out, rows * x.shape[3] + lefts + within % windows.shape[5]


def places(x: Tensor, size: Size, stride: int) -> tuple[Tensor, Tensor, Tensor]:
    """The maxima with their rows and columns."""
    out, switches = ref.max_pool(x, size, stride)
    return out, switches // x.shape[3], switches % x.shape[3]


def without_nan(x: Tensor) -> Tensor:
    """NaN loses against everything."""
    return torch.where(x.isnan(), -torch.inf, x)


@max_forward.misconception("The smallest pixel of every window is kept, not the largest.")
def minimum(x: Tensor, size: Size, stride: int) -> Any:
    return picked(x, size, stride, windows_of(x, size, stride).flatten(4).argmin(4))


@max_forward.misconception(
    "The pixels of a window are averaged. That is average pooling; here one of them is kept as it "
    "is."
)
def mean_of_window(x: Tensor, size: Size, stride: int) -> Any:
    return ref.average_pool(x, size, stride), ref.max_pool(x, size, stride)[1]


@max_forward.misconception(
    "NaN is skipped. Every comparison with NaN is false, so a search with >, or Python's max, can "
    "miss it; a NaN that vanishes in pooling hides where it came from.",
    in_part=True,
)
def nan_dropped(x: Tensor, size: Size, stride: int) -> Any:
    return picked(x, size, stride, windows_of(without_nan(x), size, stride).flatten(4).argmax(4))


@max_forward.misconception(
    "NaN counts as 0: np.nan_to_num, for one, makes that of it. A NaN that vanishes in pooling "
    "hides where it came from."
)
def nan_as_zero(x: Tensor, size: Size, stride: int) -> Any:
    return ref.max_pool(x.nan_to_num(), size, stride)


@max_forward.misconception(
    "No output is below 0: your search starts at 0, perhaps with an array of zeros. A window may "
    "hold only negative pixels."
)
def never_below_zero(x: Tensor, size: Size, stride: int) -> Any:
    out, switches = ref.max_pool(x, size, stride)
    return out.clamp(min=0), switches


def _above_zero(x: Tensor, size: Size, stride: int) -> Any:
    """The result of a search that starts with the value 0 at the first pixel of a window."""
    known = windows_of(without_nan(x), size, stride).flatten(4)
    out, switches = picked(without_nan(x), size, stride, known.clamp(min=0).argmax(4))
    return out.clamp(min=0), switches


@max_forward.misconception(
    "Your search starts at 0: if all pixels of a window are negative, the output is 0 and the "
    "switch stays at the first pixel. Which start value is below every pixel?"
)
def search_from_zero(x: Tensor, size: Size, stride: int) -> Any:
    return _above_zero(x, size, stride)


@max_forward.misconception(
    "Your search starts at 0: if all pixels of a window are negative, output and switch both stay "
    "0. Which start value is below every pixel?"
)
def search_from_zero_at_zero(x: Tensor, size: Size, stride: int) -> Any:
    out, switches = _above_zero(x, size, stride)
    return out, switches * (out > 0)


@max_forward.misconception(
    "stride is ignored: the windows lie side by side, one window's side apart. stride may be "
    "smaller, so that they overlap, or larger."
)
def side_by_side(x: Tensor, size: Size, stride: int) -> Any:
    return F.max_pool2d(x, size, return_indices=True)


@max_forward.misconception(
    "stride is ignored: there is a window at every pixel. Windows are stride pixels apart."
)
def every_pixel(x: Tensor, size: Size, stride: int) -> Any:
    return ref.max_pool(x, size, 1)


@max_forward.misconception(
    "Window (i, j) starts at pixel (i, j). The number of windows is right, but they should lie "
    "stride pixels apart: where does the next one start?"
)
def begins_at_i_j(x: Tensor, size: Size, stride: int) -> Any:
    ho, wo = ref.max_pool(x, size, stride)[0].shape[2:]
    return tuple(each[:, :, :ho, :wo] for each in ref.max_pool(x, size, 1))


def _of_sides(x: Tensor, kh: int, kw: int, stride: int) -> Any:
    """Max pooling, with no output where the window is larger than the image."""
    ho, wo = ((side - k) // stride + 1 for side, k in zip(x.shape[2:], (kh, kw), strict=True))
    if ho < 1 or wo < 1:
        nothing = x.new_empty((*x.shape[:2], max(ho, 0), max(wo, 0)))
        return nothing, nothing.long()
    return ref.max_pool(x, (kh, kw), stride)


@max_forward.misconception(
    "Every window is a square with side KH. size can be a pair, and then the window has KH rows "
    "and KW columns."
)
def square_of_rows(x: Tensor, size: Size, stride: int) -> Any:
    kh, _ = sides(size)
    return _of_sides(x, kh, kh, stride)


@max_forward.misconception(
    "Every window is a square with side KW. size can be a pair, and then the window has KH rows "
    "and KW columns."
)
def square_of_columns(x: Tensor, size: Size, stride: int) -> Any:
    _, kw = sides(size)
    return _of_sides(x, kw, kw, stride)


@max_forward.misconception(
    "The window's sides are swapped: it is KW high and KH wide. Rows come first in this course."
)
def sides_swapped(x: Tensor, size: Size, stride: int) -> Any:
    kh, kw = sides(size)
    return _of_sides(x, kw, kh, stride)


@max_forward.misconception(
    "All channels of an image have the same output: your maximum includes the channels. Every "
    "channel is pooled on its own, so the depth stays as it was."
)
def over_channels(x: Tensor, size: Size, stride: int) -> Any:
    out, switches = ref.max_pool(x, size, stride)
    return out.amax(1, keepdim=True).expand_as(out), switches


@max_forward.misconception(
    "All images of the batch have the same output: your maximum includes the batch. Every image is "
    "pooled on its own."
)
def over_batch(x: Tensor, size: Size, stride: int) -> Any:
    out, switches = ref.max_pool(x, size, stride)
    return out.amax(0, keepdim=True).expand_as(out), switches


@max_forward.misconception(
    "The largest absolute value is kept. The maximum respects the sign: 1 is more than −7."
)
def largest_absolute(x: Tensor, size: Size, stride: int) -> Any:
    return ref.max_pool(x.abs(), size, stride)


@max_forward.misconception(
    "Sizes are rounded up: there are windows that reach beyond the image. Here HO and WO are "
    "rounded down, and no window sees what is left over at the end."
)
def rounded_up(x: Tensor, size: Size, stride: int) -> Any:
    return F.max_pool2d(x, size, stride, ceil_mode=True, return_indices=True)


@max_forward.misconception(
    "There are H // stride rows of windows. How many fit depends on the window's side as well: "
    "count how often it can be moved before it leaves the image."
)
def image_over_stride(x: Tensor, size: Size, stride: int) -> Any:
    h, w = x.shape[2:]
    kh, kw = sides(size)
    larger = F.pad(x, (0, kw, 0, kh), value=-torch.inf)
    out, rows, columns = places(larger, size, stride)
    return tuple(each[:, :, : h // stride, : w // stride] for each in (out, rows * w + columns))


@max_forward.misconception(
    "The last window is missing if it fits exactly: you counted steps instead of windows, or a "
    "range ends too early."
)
def last_window_missing(x: Tensor, size: Size, stride: int) -> Any:
    kh, kw = windows_of(x, size, stride).shape[4:]
    ho, wo = -((kh - x.shape[2]) // stride), -((kw - x.shape[3]) // stride)
    return tuple(each[:, :, :ho, :wo] for each in ref.max_pool(x, size, stride))


@max_forward.misconception(
    "One row and one column of windows are missing: (H − KH) // stride counts the steps from one "
    "window to the next. How many windows do three steps connect?"
)
def steps_not_windows(x: Tensor, size: Size, stride: int) -> Any:
    return tuple(each[:, :, :-1, :-1] for each in ref.max_pool(x, size, stride))
