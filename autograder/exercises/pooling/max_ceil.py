"""Assignment 03: max pooling with partial windows at the far border."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from autograder.core.exercise import Case, exercise
from autograder.exercises.pooling.inputs import Size, images, one_nan, remainder, sides
from autograder.reference import pooling as ref
from autograder.reference.backend import F, torch

if TYPE_CHECKING:
    from torch import Tensor

WINDOWS: tuple[tuple[str, Size, int], ...] = (
    ("2×2 at stride 2, an odd number of rows and columns", 2, 2),
    ("3×3 at stride 2: partial windows overlap", 3, 2),
    ("3×3 at stride 3, one or two rows and columns left over", 3, 3),
    ("2 high and 4 wide, at stride 3", (2, 4), 3),
    ("5 high and 3 wide, at stride 2", (5, 3), 2),
)
"""Name, size and stride of windows of which some are partial."""


# The picture is the X of the notebook. Exercises do not import what students are given, so it
# is drawn here once more.
def _map_of_an_x() -> np.ndarray:
    """(1, 1, 7, 7): how well each 3×3 patch of a picture of an X matches a falling line."""
    picture, line = -np.ones((9, 9)), 2 * np.eye(3) - 1
    i = np.arange(1, 8)
    picture[i, i] = picture[i, 8 - i] = 1
    products: np.ndarray = sliding_window_view(picture, (3, 3)) * line
    return np.asarray(products.mean(axis=(2, 3))[None, None])


@exercise(
    "pooling.max_ceil",
    points=8,
    stub="cs_cnn.pooling:max_pool_ceil",
    reference=ref.max_pool_ceil,
    hints=(
        "7 pixels, a window of 2 at stride 2: where do the windows start? The last one has only "
        "one pixel.",
        "A slice that reaches beyond the end of an array stops there. Or add a border: which "
        "value never wins a maximum?",
        "−(−a // b) divides and rounds up. If the stride is larger than the window, look at where "
        "the last window starts.",
    ),
)
def max_ceil(rng: np.random.Generator) -> Iterator[Case]:
    """max_pool_ceil counts partial windows at the far border too."""
    yield Case("the map of the X, 7×7 to 4×4", x=_map_of_an_x(), size=2, stride=2)
    for name, size, stride in WINDOWS:
        x = images(rng, size, stride, left_over=remainder(rng, stride))
        yield Case(name, x=x, size=size, stride=stride)
    x = images(rng, 2, 4, left_over=(int(rng.integers(1, 3)), 3))
    name = "2×2 at stride 4: the last row of windows would begin beyond the image"
    yield Case(name, x=x, size=2, stride=4)
    x = images(rng, 2, 4, left_over=(3, int(rng.integers(1, 3))))
    name = "2×2 at stride 4: the last column of windows would begin beyond the image"
    yield Case(name, x=x, size=2, stride=4)
    yield Case(
        "3×3 at stride 1: every window is whole", x=images(rng, 3, 1)[:1, :1], size=3, stride=1
    )
    x = -1e20 * np.abs(images(rng, 2, 2, left_over=(1, 1)))
    yield Case("every pixel far below zero, 2×2 at stride 2", x=x, size=2, stride=2)
    yield one_nan(rng, left_over=(1, 1))


def _bordered(x: Tensor, size: Size, stride: int, border: float) -> Tensor:
    """As many windows as rounding up gives, wherever they start, with a border of one value."""
    more = [-(side - k) % stride for side, k in zip(x.shape[2:], sides(size), strict=True)]
    return ref.max_pool(F.pad(x, (0, more[1], 0, more[0]), value=border), size, stride)[0]


@max_ceil.misconception(
    "Sizes are rounded down: no window sees what is left over at the end. Here partial windows "
    "count."
)
def floor(x: Tensor, size: Size, stride: int) -> Tensor:
    return ref.max_pool(x, size, stride)[0]


@max_ceil.misconception(
    "No output is below 0: your search starts at 0, perhaps with an array of zeros. A window may "
    "hold only negative pixels."
)
def ceil_never_below_zero(x: Tensor, size: Size, stride: int) -> Tensor:
    return ref.max_pool_ceil(x, size, stride).clamp(min=0)


@max_ceil.misconception(
    "Zeros beyond the border take part. If all pixels of a partial window are negative, 0 is "
    "larger than any of them; only pixels of the image count."
)
def zeros_beyond(x: Tensor, size: Size, stride: int) -> Tensor:
    ho, wo = ref.max_pool_ceil(x, size, stride).shape[2:]
    return _bordered(x, size, stride, 0.0)[:, :, :ho, :wo]


@max_ceil.misconception(
    "Pixels beyond the border take part: they hold the smallest pixel of the image, which is NaN "
    "if any pixel is. Only pixels of the image count."
)
def smallest_beyond(x: Tensor, size: Size, stride: int) -> Tensor:
    ho, wo = ref.max_pool_ceil(x, size, stride).shape[2:]
    return _bordered(x, size, stride, float(x.min()))[:, :, :ho, :wo]


@max_ceil.misconception(
    "If stride is larger than the window, some of your windows start beyond the last pixel and "
    "hold nothing (−∞). A window counts only if it starts on the image."
)
def begins_beyond(x: Tensor, size: Size, stride: int) -> Tensor:
    return _bordered(x, size, stride, -torch.inf)


@max_ceil.misconception(
    "Zeros beyond the border take part, and some windows hold nothing else: if stride is larger "
    "than the window, the last one may start beyond the image."
)
def zeros_and_begins_beyond(x: Tensor, size: Size, stride: int) -> Tensor:
    return _bordered(x, size, stride, 0.0)


@max_ceil.misconception(
    "There are too many windows: one for every step that starts on the image. Once a window has "
    "reached the last pixel, no further one is needed."
)
def every_step(x: Tensor, size: Size, stride: int) -> Tensor:
    kh, kw = sides(size)
    padded = F.pad(x, (0, kw - 1, 0, kh - 1), value=-torch.inf)
    return ref.max_pool(padded, size, stride)[0]


def _counted(x: Tensor, size: Size, stride: int, steps: Callable[[float], int]) -> Tensor:
    """As many windows as another way of rounding gives, with a border of −∞."""
    kh, kw = sides(size)
    ho, wo = (steps((side - k) / stride) + 1 for side, k in zip(x.shape[2:], (kh, kw), strict=True))
    border = (0, max(0, wo * stride + kw - x.shape[3]), 0, max(0, ho * stride + kh - x.shape[2]))
    return ref.max_pool(F.pad(x, border, value=-torch.inf), size, stride)[0][:, :, :ho, :wo]


@max_ceil.misconception(
    "There is always one window more than rounding down gives. If nothing is left over, the whole "
    "windows have seen everything, and no further one is needed."
)
def always_one_more(x: Tensor, size: Size, stride: int) -> Tensor:
    return _counted(x, size, stride, lambda steps: math.floor(steps) + 1)


@max_ceil.misconception(
    "The steps are rounded to the nearest integer, halves to the even one: that is Python's round. "
    "Whatever is left over, even a single row, needs a window: round up."
)
def nearest(x: Tensor, size: Size, stride: int) -> Tensor:
    return _counted(x, size, stride, round)


@max_ceil.misconception(
    "The last windows are moved back onto the image. They should start where the stride puts them "
    "and lose the pixels that hang over."
)
def moved_back(x: Tensor, size: Size, stride: int) -> Tensor:
    rows, columns = (
        torch.clamp(stride * torch.arange(count, device=x.device), max=side - k)
        for count, side, k in zip(
            ref.max_pool_ceil(x, size, stride).shape[2:], x.shape[2:], sides(size), strict=True
        )
    )
    return ref.max_pool(x, size, 1)[0][:, :, rows][:, :, :, columns]


@max_ceil.misconception(
    "The partial windows are at the near border: the image starts inside the first window. The "
    "first window must be whole; only the far border cuts windows."
)
def hangs_over_at_near_border(x: Tensor, size: Size, stride: int) -> Tensor:
    ho, wo = ref.max_pool_ceil(x, size, stride).shape[2:]
    top, left = (-(side - k) % stride for side, k in zip(x.shape[2:], sides(size), strict=True))
    before = F.pad(x, (left, 0, top, 0), value=-torch.inf)
    return ref.max_pool(before, size, stride)[0][:, :, :ho, :wo]


@max_ceil.misconception(
    "The missing pixels are split between both ends, as some libraries pad: the image starts "
    "inside the first window. The first window must be whole; only the far border cuts windows."
)
def hangs_over_at_both_borders(x: Tensor, size: Size, stride: int) -> Tensor:
    ho, wo = ref.max_pool_ceil(x, size, stride).shape[2:]
    more = (-(side - k) % stride for side, k in zip(x.shape[2:], sides(size), strict=True))
    (top, bottom), (left, right) = ((n // 2, n - n // 2) for n in more)
    around = F.pad(x, (left, right, top, bottom), value=-torch.inf)
    return ref.max_pool(around, size, stride)[0][:, :, :ho, :wo]


@max_ceil.misconception(
    "stride is ignored: the windows lie side by side, one window's side apart. stride may be "
    "smaller, so that they overlap, or larger."
)
def ceil_side_by_side(x: Tensor, size: Size, stride: int) -> Tensor:
    return F.max_pool2d(x, size, ceil_mode=True)


@max_ceil.misconception(
    "The window's sides are swapped: it is KW high and KH wide. Rows come first in this course."
)
def ceil_sides_swapped(x: Tensor, size: Size, stride: int) -> Tensor:
    return ref.max_pool_ceil(x, sides(size)[::-1], stride)


@max_ceil.misconception(
    "Every window is a square with side KH. size can be a pair, and then the window has KH rows "
    "and KW columns."
)
def ceil_square(x: Tensor, size: Size, stride: int) -> Tensor:
    return ref.max_pool_ceil(x, sides(size)[0], stride)


@max_ceil.misconception(
    "NaN is skipped, perhaps because you mark pixels beyond the border with NaN. A NaN in the "
    "image must show in the output.",
    in_part=True,
)
def ceil_nan_dropped(x: Tensor, size: Size, stride: int) -> Tensor:
    return ref.max_pool_ceil(x.nan_to_num(nan=-torch.inf), size, stride)
