"""Random inputs for the cases of assignment 02: layers in which no two sizes are the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from autograder.exercises.inputs import signed, until

IMAGE = np.arange(1.0, 13).reshape(3, 4)
KERNEL = np.array([[1.0, 0, -1], [2, 0, 0]])
"""The image and the kernel for cases that can be worked by hand."""

BY_HAND: dict[str, Any] = {"x": IMAGE[None, None], "w": KERNEL[None, None], "b": np.array([10.0])}
"""The same as a layer: one image, one filter, a bias."""

SMALL = (2, 3, 4, 5, 6)
"""Images, channels, filters and sides of windows."""

LARGE = (7, 8, 9, 10)
"""Sides of images."""

MOST_MEETINGS = 80_000
"""Of a pixel and an output pixel: whoever goes through all of them gets done in time."""
FEW, SIDE = range(2, 7), range(9, 14)
"""Both again, for the relatives of the layer."""

ORDINARY: tuple[tuple[str, dict[str, int]], ...] = (
    ("stride and pad left out", {}),
    ("stride 2, pad left out", {"stride": 2}),
    ("stride 1, pad 1", {"stride": 1, "pad": 1}),
    ("stride 2, pad 2", {"stride": 2, "pad": 2}),
    ("stride 2, pad 3", {"stride": 2, "pad": 3}),
    ("stride 3, pad 1, rows and columns left over", {"stride": 3, "pad": 1}),
)


@dataclass(frozen=True)
class Layer:
    """A convolution layer with a batch of images for it: only the sizes, no numbers yet.

    ``given`` holds the stride and the pad of the call; each one left out has its default.
    """

    name: str
    n: int
    c: int
    h: int
    w: int
    f: int
    kh: int
    kw: int
    given: dict[str, int] = field(default_factory=dict)

    @property
    def ho(self) -> int:
        return positions(self.h, self.kh, **self.given)

    @property
    def wo(self) -> int:
        return positions(self.w, self.kw, **self.given)

    @property
    def left_over(self) -> tuple[int, int]:
        """Rows and columns at the end, border included, that no window sees."""
        stride, pad = self.given.get("stride", 1), self.given.get("pad", 0)
        return (self.h + 2 * pad - self.kh) % stride, (self.w + 2 * pad - self.kw) % stride

    @property
    def meetings(self) -> int:
        """Pairs of a pixel and an output pixel of the same image."""
        return self.n * (self.c * self.h * self.w) * (self.f * self.ho * self.wo)

    @property
    def window(self) -> dict[str, Any]:
        """What im2col and col2im need: kh, kw and the given stride and pad."""
        return {"kh": self.kh, "kw": self.kw, **self.given}

    def x(self, rng: np.random.Generator) -> np.ndarray:
        """Images (N, C, H, W)."""
        return signed(rng, self.n, self.c, self.h, self.w)

    def dout(self, rng: np.random.Generator) -> np.ndarray:
        """The gradient of the output (N, F, HO, WO)."""
        return signed(rng, self.n, self.f, self.ho, self.wo)

    def inputs(self, rng: np.random.Generator) -> dict[str, Any]:
        """x, w, b and the given stride and pad, in the order of the signatures."""
        weights = signed(rng, self.f, self.c, self.kh, self.kw)
        return {"x": self.x(rng), "w": weights, "b": signed(rng, self.f), **self.given}


def positions(n: int, k: int, stride: int = 1, pad: int = 0, dilation: int = 1) -> int:
    """Windows along one side, rounded down."""
    return (n + 2 * pad - dilation * (k - 1) - 1) // stride + 1


def layers(rng: np.random.Generator) -> Iterator[Layer]:
    """Strides 1 to 3 and pads 0 to 3, with and without a remainder, then the edge cases.

    Among the ordinary ones are high and wide windows on high and on wide images. The first
    layer is all square, so it shows answers that are right only for squares.
    """
    yield all_square(rng)
    start = int(rng.integers(4))
    for turn, (name, given) in enumerate(ORDINARY, start):
        yield ordinary(rng, name, given, high_window=turn % 2 == 0, high_image=turn % 4 < 2)
    yield stride_above_window(rng)
    yield one_by_one(rng)
    yield window_as_large_as_image(rng)


def ordinary(
    rng: np.random.Generator,
    name: str,
    given: dict[str, int],
    *,
    high_window: bool,
    high_image: bool,
) -> Layer:
    """Seven different sizes, several windows in both directions.

    At stride 3 some rows and some columns are left over, at stride 2 without a border none are;
    at pad 3 some windows lie entirely in the border.
    """

    def draw() -> Layer:
        n, c, f, *window = _different(rng, SMALL, 5)
        kh, kw = sorted(window, reverse=high_window)
        h, w = sorted(_different(rng, LARGE, 2), reverse=high_image)
        return Layer(name, n, c, h, w, f, kh, kw, given)

    def named(layer: Layer) -> bool:
        if given == {"stride": 2}:
            return not any(layer.left_over)
        remainder, border = given.get("stride") == 3, given.get("pad") == 3
        fits_border = min(layer.kh, layer.kw) <= 3
        return (all(layer.left_over) or not remainder) and (fits_border or not border)

    return until(lambda layer: _telling(layer) and named(layer), draw)


def all_square(rng: np.random.Generator) -> Layer:
    """As many rows as columns in the images and in the filters."""

    def draw() -> Layer:
        n, c, f = _different(rng, (2, 3, 4, 5), 3)
        (side,), (window,) = _different(rng, LARGE, 1), _different(rng, (2, 3), 1)
        return Layer("square images, square filters", n, c, side, side, f, window, window)

    return until(_small, draw)


def stride_above_window(rng: np.random.Generator) -> Layer:
    """Stride 3 and sides of 1 and 2: no window sees the pixels in between.

    At most one row and one column is left over: half a window at the edge would be broadcast.
    """

    def draw() -> Layer:
        (n, c, f), (kh, kw) = _different(rng, SMALL[1:], 3), _different(rng, (1, 2), 2)
        h, w = _different(rng, LARGE, 2)
        given = {"stride": 3, "pad": 0}
        return Layer("stride 3, larger than the window", n, c, h, w, f, kh, kw, given)

    return until(lambda layer: _telling(layer) and max(layer.left_over) < 2, draw)


def one_by_one(rng: np.random.Generator) -> Layer:
    """A window of one pixel at stride 2, with one channel and one filter."""

    def draw() -> Layer:
        (n,), (h, w) = _different(rng, SMALL, 1), _different(rng, LARGE, 2)
        return Layer("a 1×1 window, stride 2", n, 1, h, w, 1, 1, 1, {"stride": 2})

    return until(_telling, draw)


def window_as_large_as_image(rng: np.random.Generator) -> Layer:
    """One image, one place for the window, one output pixel."""
    c, f, h, w = _different(rng, SMALL, 4)
    return Layer("a window as large as the image", 1, c, h, w, f, h, w)


def unequal(rng: np.random.Generator, *ranges: Sequence[int]) -> list[int]:
    """One size from each range, no two of them the same."""
    return until(
        lambda sizes: len(set(sizes)) == len(sizes),
        lambda: [int(rng.choice(among)) for among in ranges],
    )


def _different(rng: np.random.Generator, among: tuple[int, ...], count: int) -> list[int]:
    """``count`` of the numbers in ``among``, no two of them the same."""
    return [int(n) for n in rng.choice(among, count, replace=False)]


def _telling(layer: Layer) -> bool:
    """Several windows in both directions, in different numbers, but not too many."""
    return min(layer.ho, layer.wo) > 1 and layer.ho != layer.wo and _small(layer)


def _small(layer: Layer) -> bool:
    return layer.meetings <= MOST_MEETINGS
