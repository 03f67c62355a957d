"""Assignment 03: max pooling without a Python loop over pixels, on the clock."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.core.exercise import Case, Speed, exercise
from autograder.exercises.inputs import signed
from autograder.exercises.pooling.inputs import PICTURE, Size, far_below_zero, one_nan, pooled
from autograder.exercises.pooling.max_forward import max_forward
from autograder.reference import pooling as ref

if TYPE_CHECKING:
    from torch import Tensor

OF_VALUES = (
    *("minimum", "mean_of_window", "nan_dropped", "nan_as_zero", "side_by_side"),
    *("every_pixel", "begins_at_i_j", "square_of_rows", "square_of_columns", "sides_swapped"),
    "never_below_zero",
    *("over_channels", "over_batch", "largest_absolute", "rounded_up", "image_over_stride"),
    *("last_window_missing", "steps_not_windows"),
)
"""Misconceptions of max_forward that show in its first output."""


def pooling_loops(x: np.ndarray, size: Size, stride: int) -> np.ndarray:
    """Max pooling window by window."""
    n, c, h, w = x.shape
    kh, kw = np.broadcast_to(size, 2)
    out = np.empty((n, c, (h - kh) // stride + 1, (w - kw) // stride + 1))
    for image in range(n):
        for channel in range(c):
            for i in range(out.shape[2]):
                for j in range(out.shape[3]):
                    top, left = i * stride, j * stride
                    window = x[image, channel, top : top + kh, left : left + kw]
                    out[image, channel, i, j] = window.max()
    return out


def narrow_images(rng: np.random.Generator) -> dict[str, Any]:
    """8,000 windows of 18 pixels, four in a row.

    Windows this large make Python lists slow, and rows this short make pooling in NumPy row by row
    slow. With three planes an index array costs little per plane, while a loop over windows
    that handles all planes at once still gains little.
    """
    return {"x": signed(rng, 1, 3, 670, 9), "size": (3, 6), "stride": 1}


@exercise(
    "pooling.max_fast",
    points=9,
    stub="cs_cnn.pooling:max_pool_fast",
    reference=lambda x, size, stride: ref.max_pool(x, size, stride)[0],
    criteria=(Speed(pooling_loops, times=2.8, inputs=narrow_images, calls=40),),
    hints=(
        "A view shows all windows without copying a pixel: numpy.lib.stride_tricks has "
        "sliding_window_view. A slice with a step then keeps every stride-th window.",
        "Or turn the loop inside out: there are thousands of windows but only KH·KW places in a "
        "window. Which pixels lie at the place (u, v) in all windows at once?",
        "The slices for different (u, v) differ in length. How many rows and columns does each of "
        "them need? Cut it to HO × WO.",
    ),
)
def max_fast(rng: np.random.Generator) -> Iterator[Case]:
    """max_pool_fast keeps the largest pixel of every window without a loop over windows."""
    yield from pooled(rng)
    yield Case("the notebook's picture, 2×2 at stride 2", x=PICTURE, size=2, stride=2)
    yield far_below_zero(rng)
    yield one_nan(rng)


def _values(wrong: Callable[..., Any]) -> Callable[..., Tensor]:
    """A misconception of max_forward without its switches."""

    @functools.wraps(wrong)
    def values(**inputs: Any) -> Tensor:
        out: Tensor = wrong(**inputs)[0]
        return out

    return values


max_fast.borrow(max_forward, OF_VALUES, _values)
