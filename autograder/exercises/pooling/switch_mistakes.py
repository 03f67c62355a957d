"""Assignment 03: how the switches of max pooling go wrong.

Declares misconceptions of ``max_forward`` beside those in its own file, on import.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from autograder.exercises.pooling.inputs import Size
from autograder.exercises.pooling.max_forward import (
    max_forward,
    picked,
    places,
    windows_of,
    without_nan,
)
from autograder.reference import pooling as ref
from autograder.reference.backend import torch

if TYPE_CHECKING:
    from torch import Tensor


@max_forward.misconception(
    "The switches count inside the window. They should count in the H×W plane of the image, so "
    "that they also say where the window was."
)
def switch_inside_window(x: Tensor, size: Size, stride: int) -> Any:
    flat = windows_of(x, size, stride).flatten(4)
    return ref.max_pool(x, size, stride)[0], flat.argmax(4)


@max_forward.misconception(
    "You add the place inside the window unchanged. One row down in the window is W places further "
    "in the image, not KW."
)
def place_in_window_added(x: Tensor, size: Size, stride: int) -> Any:
    out, _ = ref.max_pool(x, size, stride)
    within = windows_of(x, size, stride).flatten(4).argmax(4)
    first = picked(x, size, stride, torch.zeros_like(within))[1]
    return out, first + within


@max_forward.misconception(
    "The switches run down the columns: column·H + row. A flattened plane goes row by row."
)
def switch_by_columns(x: Tensor, size: Size, stride: int) -> Any:
    out, rows, columns = places(x, size, stride)
    return out, columns * x.shape[2] + rows


@max_forward.misconception(
    "The switches are row·H + column. How many pixels does one row of the image have?"
)
def switch_with_height(x: Tensor, size: Size, stride: int) -> Any:
    out, rows, columns = places(x, size, stride)
    return out, rows * x.shape[2] + columns


@max_forward.misconception(
    "The switches are row·WO + column, with the width of the output. They are places in the input."
)
def switch_with_output_width(x: Tensor, size: Size, stride: int) -> Any:
    out, rows, columns = places(x, size, stride)
    return out, rows * out.shape[3] + columns


@max_forward.misconception(
    "The switches go on counting from one plane to the next, through the whole of x. They should "
    "begin at 0 in every H×W plane."
)
def switch_in_all_of_x(x: Tensor, size: Size, stride: int) -> Any:
    out, switches = ref.max_pool(x, size, stride)
    planes = torch.arange(len(x) * x.shape[1], device=x.device).reshape(*x.shape[:2], 1, 1)
    return out, planes * x[0, 0].numel() + switches


@max_forward.misconception(
    "Among equal pixels the last one is remembered, perhaps because of a comparison with >=. It "
    "should be the first in row order, so that exactly one pixel counts and everybody agrees on "
    "which."
)
def last_of_equals(x: Tensor, size: Size, stride: int) -> Any:
    backwards = windows_of(x, size, stride).flatten(4).flip(4)
    return picked(x, size, stride, backwards.shape[4] - 1 - backwards.argmax(4))


@max_forward.misconception(
    "Among equal pixels the first in column order is remembered: your search goes down the "
    "columns. Row order means along the rows, from top to bottom."
)
def first_in_column_order(x: Tensor, size: Size, stride: int) -> Any:
    windows = windows_of(x, size, stride)
    found = windows.mT.flatten(4).argmax(4)
    kh, kw = windows.shape[4:]
    return picked(x, size, stride, found % kh * kw + found // kh)


@max_forward.misconception(
    "Among equal pixels the last one is remembered, and NaN is skipped: a search with >=. The "
    "first in row order should count, and a comparison with NaN is always false."
)
def last_of_equals_without_nan(x: Tensor, size: Size, stride: int) -> Any:
    return last_of_equals(without_nan(x), size, stride)


@max_forward.misconception(
    "You look the maximum up in the whole plane. A pixel outside the window can have the same "
    "value; only those inside the window count."
)
def looked_up_in_plane(x: Tensor, size: Size, stride: int) -> Any:
    out, _ = ref.max_pool(x, size, stride)
    same = x.flatten(2)[:, :, None] == out.flatten(2)[..., None]
    return out, same.int().argmax(3).reshape(out.shape)


@max_forward.misconception(
    "The switches are counted from 1. The first pixel of a plane is place 0."
)
def counted_from_one(x: Tensor, size: Size, stride: int) -> Any:
    out, switches = ref.max_pool(x, size, stride)
    return out, switches + 1


@max_forward.misconception(
    "Every switch names the first pixel of the window: it says where the window was. Where in it "
    "was the maximum?"
)
def switch_of_window(x: Tensor, size: Size, stride: int) -> Any:
    first = torch.zeros_like(ref.max_pool(x, size, stride)[1])
    return ref.max_pool(x, size, stride)[0], picked(x, size, stride, first)[1]


@max_forward.misconception(
    "The switches go on counting from one channel to the next. They should begin at 0 in every "
    "H×W plane."
)
def switch_through_channels(x: Tensor, size: Size, stride: int) -> Any:
    out, switches = ref.max_pool(x, size, stride)
    channels = torch.arange(x.shape[1], device=x.device).reshape(1, -1, 1, 1)
    return out, channels * x[0, 0].numel() + switches


@max_forward.misconception(
    "The switches count in the part of the image that the windows see. A row has W pixels, "
    "including those at the end that no window reaches."
)
def switch_in_part_seen(x: Tensor, size: Size, stride: int) -> Any:
    out, rows, columns = places(x, size, stride)
    seen = (out.shape[3] - 1) * stride + windows_of(x, size, stride).shape[5]
    return out, rows * seen + columns


@max_forward.misconception(
    "The values are right, their type is not: an array of zeros is made of floats unless you say "
    "dtype=np.int64. The switches are places, and places are integers."
)
def float_switches(x: Tensor, size: Size, stride: int) -> Any:
    out, switches = ref.max_pool(x, size, stride)
    return out, switches.double()


def _searched_from(x: Tensor, size: Size, stride: int, start: Tensor) -> Any:
    """The result of a search with > that starts with ``start`` at place 0 of the plane."""
    known = without_nan(x)
    out, switches = picked(
        known, size, stride, windows_of(known, size, stride).flatten(4).argmax(4)
    )
    return out.clamp(min=start), switches * (out > start)


@max_forward.misconception(
    "Your search starts at the smallest pixel of all. A window that holds only this value has no "
    "greater pixel, so its switch is never set. Among equal pixels the first one counts."
)
def search_from_smallest(x: Tensor, size: Size, stride: int) -> Any:
    return _searched_from(x, size, stride, torch.where(x.isnan(), torch.inf, x).amin())


@max_forward.misconception(
    "If a whole window is −inf, no pixel is greater than a start value of −inf, so its switch is "
    "never set. Among equal pixels the first one counts; your search could start from it."
)
def search_from_minus_infinity(x: Tensor, size: Size, stride: int) -> Any:
    return _searched_from(x, size, stride, x.new_tensor(-torch.inf))
