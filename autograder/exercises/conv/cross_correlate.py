"""Assignment 02: one kernel on one image."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.core.exercise import Case, exercise
from autograder.exercises.inputs import signed, sizes
from autograder.reference import conv as ref
from autograder.reference.backend import F, torch

if TYPE_CHECKING:
    from torch import Tensor

WHOLE = np.array([[1.0, -2], [3, 0], [-1, 4]])
NOTEBOOK: dict[str, Any] = {
    "image": np.array([[1.0, 2, 0], [0, 1, 3], [2, 0, 1]]),
    "kernel": np.array([[1.0, -1], [2, 0]]),
}
"""The example that the notebook works by hand."""


def pairs(rng: np.random.Generator) -> Iterator[Case]:
    """One image and one kernel, high and wide ones."""
    yield Case("a 2×2 kernel on a 3×3 image, worked by hand", **NOTEBOOK)
    whole = rng.integers(-5, 6, (4, 6)).astype(float)
    yield Case("whole numbers", image=whole, kernel=rng.permutation(WHOLE))
    for name, turn in (("a high kernel on a wide image", 1), ("a wide kernel on a high image", -1)):
        kw, kh, h, w = sorted(sizes(rng, 4, low=2))
        yield Case(name, image=signed(rng, *(h, w)[::turn]), kernel=signed(rng, *(kh, kw)[::turn]))
    h, w = sizes(rng, 2, low=5)
    yield Case(
        "a square kernel on a square image", image=signed(rng, h, h), kernel=signed(rng, 3, 3)
    )
    yield Case("a kernel of one row", image=signed(rng, h, w), kernel=signed(rng, 1, 4))
    yield Case("a kernel of one column", image=signed(rng, h, w), kernel=signed(rng, 3, 1))
    yield Case("a 1×1 kernel", image=signed(rng, h, w), kernel=signed(rng, 1, 1))
    yield Case("as large as the image", image=signed(rng, h, w), kernel=signed(rng, h, w))


def same(image: Tensor, kernel: Tensor) -> Tensor:
    """As large as the image, zeros beyond its border."""
    above, left = (kernel.shape[0] - 1) // 2, (kernel.shape[1] - 1) // 2
    below, right = kernel.shape[0] - 1 - above, kernel.shape[1] - 1 - left
    return ref.cross_correlate2d(F.pad(image, (left, right, above, below)), kernel)


def full(image: Tensor, kernel: Tensor) -> Tensor:
    """Wherever the kernel meets at least one pixel of the image."""
    kh, kw = kernel.shape
    return ref.cross_correlate2d(F.pad(image, (kw - 1, kw - 1, kh - 1, kh - 1)), kernel)


@exercise(
    "conv.cross_correlate",
    points=4,
    stub="cs_cnn.conv:cross_correlate2d",
    reference=ref.cross_correlate2d,
    hints=(
        "Begin with the result: how many rows and columns does it have? Make it, then fill it.",
        "Which part of the image lies under the kernel when its corner is at row i, column j?",
        "image[i:i + 2, j:j + 3] is a window of 2 rows and 3 columns.",
    ),
)
def cross_correlate(rng: np.random.Generator) -> Iterator[Case]:
    """cross_correlate2d slides a kernel over an image."""
    yield from pairs(rng)


@cross_correlate.misconception(
    "The kernel is flipped in both directions. That is convolution as in signal processing, the "
    "next exercise; cross-correlation takes the kernel as it is."
)
def correlate_flipped(image: Tensor, kernel: Tensor) -> Tensor:
    return ref.convolve2d(image, kernel)


@cross_correlate.misconception(
    "The sum over the window is divided by its number of pixels. Here the products are only added "
    "up."
)
def correlate_mean(image: Tensor, kernel: Tensor) -> Tensor:
    return ref.cross_correlate2d(image, kernel) / kernel.numel()


@cross_correlate.misconception(
    "The result is as large as the image: the kernel hangs over the border and meets zeros there "
    "('same'). Here it lies entirely on the image ('valid')."
)
def correlate_same(image: Tensor, kernel: Tensor) -> Tensor:
    return same(image, kernel)


@cross_correlate.misconception(
    "The result is larger than the image: the kernel starts with one pixel on it ('full'). Here "
    "it lies entirely on the image ('valid')."
)
def correlate_full(image: Tensor, kernel: Tensor) -> Tensor:
    return full(image, kernel)


@cross_correlate.misconception(
    "The last row and the last column of places are missing. A kernel as wide as the image has "
    "one place, not none."
)
def correlate_without_the_last(image: Tensor, kernel: Tensor) -> Tensor:
    return ref.cross_correlate2d(image, kernel)[:-1, :-1]


@cross_correlate.misconception(
    "Every value is 0: you create the result, but no sum ever arrives in it."
)
def correlate_nothing(image: Tensor, kernel: Tensor) -> Tensor:
    return torch.zeros_like(ref.cross_correlate2d(image, kernel))


@cross_correlate.misconception(
    "The kernel is not used: these are the sums of the windows. Each pixel must first be "
    "multiplied by the kernel's number that lies on it."
)
def correlate_with_ones(image: Tensor, kernel: Tensor) -> Tensor:
    return ref.cross_correlate2d(image, torch.ones_like(kernel))


@cross_correlate.misconception("Only the last product of each window is left (= in place of +=).")
def correlate_last_product(image: Tensor, kernel: Tensor) -> Tensor:
    last = torch.zeros_like(kernel)
    last[-1, -1] = kernel[-1, -1]
    return ref.cross_correlate2d(image, last)


@cross_correlate.misconception(
    "The sum is never set back to 0: each place adds to the sum of all places before it."
)
def correlate_running_sum(image: Tensor, kernel: Tensor) -> Tensor:
    out = ref.cross_correlate2d(image, kernel)
    return out.flatten().cumsum(0).reshape(out.shape)
