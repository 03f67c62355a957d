"""Random inputs for the cases of assignment 03: images on which every confusion shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from autograder.core.exercise import Case
from autograder.exercises.inputs import signed, until

Size = int | tuple[int, int]

WINDOWS: tuple[tuple[str, Size, int], ...] = (
    ("2×2 at stride 2: side by side", 2, 2),
    ("3×3 at stride 2: windows overlap", 3, 2),
    ("3×3 at stride 1: windows overlap more", 3, 1),
    ("2×2 at stride 3: pixels between the windows are not seen", 2, 3),
    ("2 high and 4 wide, at stride 2", (2, 4), 2),
    ("5 high and 3 wide, at stride 2", (5, 3), 2),
    ("1×1 at stride 2", 1, 2),
)
"""Name, size and stride of windows that fit any image."""

PICTURE = np.array([[1.0, 9, 2, 0], [3, 5, 4, 1], [6, 2, 7, 5], [0, 3, 1, 8]])[None, None]
"""The 4×4 picture that the notebook works through by hand."""

WINDOW = np.array([[3.0, 4], [0, 0]])[None, None]
"""The notebook's window of four pixels: the average is 1.75, the length 5."""


def sides(size: Size) -> tuple[int, int]:
    """KH and KW."""
    return (size, size) if isinstance(size, int) else size


def images(
    rng: np.random.Generator, size: Size, stride: int, left_over: Sequence[int] | None = None
) -> np.ndarray:
    """x (N, C, H, W) of both signs; N, C, H, W and the window's sides are all different.

    ``left_over``: the rows and columns at the end that no whole window reaches; by default some
    number below stride.
    """
    kh, kw = sides(size)

    def shape() -> tuple[int, ...]:
        n, c = rng.choice([2, 3, 4, 5], 2, replace=False)
        ho, wo = rng.choice([3, 4, 5, 6], 2, replace=False)
        rows, columns = left_over or rng.integers(stride, size=2)
        h, w = (ho - 1) * stride + kh + rows, (wo - 1) * stride + kw + columns
        return int(n), int(c), int(h), int(w)

    return signed(rng, *until(lambda drawn: len({*drawn, kh, kw}) == 4 + len({kh, kw}), shape))


def remainder(rng: np.random.Generator, stride: int) -> tuple[int, int]:
    """Some rows and columns are left over, but not enough for another step."""
    rows, columns = rng.integers(1, stride, 2)
    return int(rows), int(columns)


def pooled(rng: np.random.Generator) -> Iterator[Case]:
    """x, size and stride: windows of all kinds, remainders, one window as large as the image.

    What is right for squares alone shows by the first, which is all square.
    """
    side = 2 * int(rng.integers(3, 5))
    yield Case(
        "2×2 at stride 2 on square images", x=signed(rng, 3, 5, side, side), size=2, stride=2
    )
    for name, size, stride in WINDOWS:
        yield Case(name, x=images(rng, size, stride), size=size, stride=stride)
    name = "3×3 at stride 3, rows and columns left over"
    yield Case(name, x=images(rng, 3, 3, left_over=remainder(rng, 3)), size=3, stride=3)
    h = int(rng.integers(4, 6))
    x = signed(rng, 1, 1, h, h + 1)
    yield Case("one window as large as the image", x=x, size=(h, h + 1), stride=2)


def ties(rng: np.random.Generator) -> Case:
    """Few different numbers: most windows have several largest pixels."""
    x = np.sign(images(rng, 3, 2))
    return Case("only −1 and 1: many pixels are equal, 3×3 at stride 2", x=x, size=3, stride=2)


def ink(rng: np.random.Generator) -> Case:
    """Whole windows hold nothing but the smallest pixel of all."""
    x = np.zeros((2, 3, 9, 8))
    x[:, :, 4:7, 2:5] = np.abs(signed(rng, 2, 3, 3, 3))
    return Case(
        "some ink on empty paper: whole windows are 0, 2×2 at stride 2", x=x, size=2, stride=2
    )


def minus_infinity(rng: np.random.Generator) -> Case:
    """Windows in which nothing is greater than the smallest number there is."""
    x = images(rng, 2, 1)
    x[:, :, 1:4, 1:4] = -np.inf
    return Case("whole windows are −inf, 2×2 at stride 1", x=x, size=2, stride=1)


def far_below_zero(rng: np.random.Generator) -> Case:
    """No start value but −∞ is small enough."""
    x = -1e20 * np.abs(images(rng, 2, 1))
    return Case("every pixel far below zero, 2×2 at stride 1", x=x, size=2, stride=1)


def one_nan(rng: np.random.Generator, left_over: Sequence[int] | None = None) -> Case:
    """One NaN in every plane, never a window's first or last pixel."""
    x = images(rng, 3, 2, left_over)
    n, c, h, w = x.shape
    row, column = (2 * rng.integers(0, side // 2 - 1, (n, c)) + 1 for side in (h, w))
    x[:, 0] = -np.abs(x[:, 0])
    x[np.arange(n)[:, None], np.arange(c), row, column] = np.nan
    return Case("one pixel of every channel is NaN, 3×3 at stride 2", x=x, size=3, stride=2)


def maxima(x: np.ndarray, size: Size, stride: int) -> tuple[np.ndarray, np.ndarray]:
    """The largest pixels and their switches, for cases that start after a forward pass."""
    kh, kw = sides(size)
    windows = sliding_window_view(x, (kh, kw), axis=(2, 3))[:, :, ::stride, ::stride]
    first = windows.reshape(*windows.shape[:4], kh * kw).argmax(axis=-1)
    rows = stride * np.arange(first.shape[2])[:, None] + first // kw
    columns = stride * np.arange(first.shape[3]) + first % kw
    return windows.max(axis=(4, 5)), rows * x.shape[3] + columns
