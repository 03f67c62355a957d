"""Assignment 02: one kernel on one image, running backwards."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from autograder.core.exercise import Case, exercise
from autograder.exercises.conv.cross_correlate import cross_correlate, full, pairs, same
from autograder.reference import conv as ref

if TYPE_CHECKING:
    from torch import Tensor


@exercise(
    "conv.convolve",
    points=2,
    stub="cs_cnn.conv:convolve2d",
    reference=ref.convolve2d,
    needs=(cross_correlate,),
    hints=(
        "Compare the formula with the one of cross_correlate2d. Where does kernel[0, 0] meet it?",
        "A slice with a step of −1 walks backwards: [1, 2, 3][::-1] is [3, 2, 1].",
    ),
)
def convolve(rng: np.random.Generator) -> Iterator[Case]:
    """convolve2d slides a kernel over an image, the kernel running backwards."""
    yield from pairs(rng)


@convolve.misconception(
    "The kernel is taken as it is: this is cross-correlation. In a convolution it runs backwards."
)
def convolve_not_flipped(image: Tensor, kernel: Tensor) -> Tensor:
    return ref.cross_correlate2d(image, kernel)


@convolve.misconception(
    "Only the order of the kernel's rows is reversed. Its columns run backwards too."
)
def convolve_rows_flipped(image: Tensor, kernel: Tensor) -> Tensor:
    return ref.cross_correlate2d(image, kernel.flip(0))


@convolve.misconception(
    "Only the order of the kernel's columns is reversed. Its rows run backwards too."
)
def convolve_columns_flipped(image: Tensor, kernel: Tensor) -> Tensor:
    return ref.cross_correlate2d(image, kernel.flip(1))


@convolve.misconception(
    "The kernel is transposed: rows have become columns. In a kernel that runs backwards, rows "
    "stay rows, the last one first; the same holds for columns."
)
def convolve_transposed(image: Tensor, kernel: Tensor) -> Tensor:
    return ref.cross_correlate2d(image, kernel.T)


@convolve.misconception(
    "The kernel is rotated by a quarter turn: rows have become columns. Running backwards in both "
    "directions is a half turn."
)
def convolve_quarter_turned(image: Tensor, kernel: Tensor) -> Tensor:
    return ref.cross_correlate2d(image, kernel.rot90())


@convolve.misconception(
    "The kernel is rotated clockwise by a quarter turn: rows have become columns. Running "
    "backwards in both directions is a half turn."
)
def convolve_quarter_turned_back(image: Tensor, kernel: Tensor) -> Tensor:
    return ref.cross_correlate2d(image, kernel.rot90(-1))


@convolve.misconception(
    "The image is flipped, not the kernel: all values are there, in reverse order."
)
def convolve_image_flipped(image: Tensor, kernel: Tensor) -> Tensor:
    return ref.cross_correlate2d(image.flip(0, 1), kernel)


@convolve.misconception(
    "You cross-correlate first and then reverse the result. It is the kernel that runs backwards, "
    "not the result."
)
def convolve_result_flipped(image: Tensor, kernel: Tensor) -> Tensor:
    return ref.cross_correlate2d(image, kernel).flip(0, 1)


@convolve.misconception(
    "The result is larger than the image: the kernel starts with one pixel on it ('full'). Here "
    "it lies entirely on the image ('valid')."
)
def convolve_full(image: Tensor, kernel: Tensor) -> Tensor:
    return full(image, kernel.flip(0, 1))


@convolve.misconception(
    "The result is as large as the image: the kernel hangs over the border and meets zeros there "
    "('same'). Here it lies entirely on the image ('valid')."
)
def convolve_same(image: Tensor, kernel: Tensor) -> Tensor:
    return same(image, kernel.flip(0, 1))
