"""Assignment 02: the border, and one kernel on one image."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.exercises.conv.inputs import IMAGE, KERNEL
from autograder.exercises.inputs import signed, sizes
from autograder.judge.exercise import Case, exercise
from autograder.reference import conv as ref
from autograder.reference.backend import F, torch

if TYPE_CHECKING:
    from torch import Tensor

WHOLE = np.array([[1.0, -2], [3, 0], [-1, 4]])
Padded = tuple["Tensor", bool]


def result_and_its_memory(student: Callable[..., Any], x: np.ndarray, pad: int) -> Any:
    """The student's padded array, and whether it is x under another name."""
    out = student(x, pad)
    return out, isinstance(out, np.ndarray) and np.shares_memory(out, x)


@exercise(
    "conv.pad",
    points=3,
    stub="cs_cnn.conv:pad2d",
    reference=lambda x, pad: (ref.pad2d(x, pad), False),
    probe=result_and_its_memory,
    outputs=("out", "np.shares_memory(out, x)"),
    hints=(
        "A larger array of zeros first. Where in it does x belong?",
        "x.shape[-2:] are H and W, however many axes there are in front; x[..., i, j] skips them.",
        "np.pad wants a pair (before, after) for every axis. Which axes stay as they are?",
    ),
)
def pad(rng: np.random.Generator) -> Iterator[Case]:
    """pad2d puts a border of zeros around every image."""
    for dimensions, border in ((4, 1), (4, 2), (2, 3), (3, 1), (5, 2)):
        shape = sizes(rng, dimensions, low=2)
        yield Case(f"dimensions: {dimensions}, pad {border}", x=signed(rng, *shape), pad=border)
    yield Case("pad 0", x=signed(rng, *sizes(rng, 4, low=2)), pad=0)


@pad.misconception(
    "All axes are padded, those of the batch and of the channels too. The border goes around the "
    "pixels: around the last two axes."
)
def pad_every_axis(x: Tensor, pad: int) -> Padded:
    return F.pad(x, (pad,) * 2 * x.ndim), False


@pad.misconception(
    "The first two axes are padded. In (N, C, H, W) these are images and channels; rows and "
    "columns are the last two."
)
def pad_first_axes(x: Tensor, pad: int) -> Padded:
    return F.pad(x, (0,) * 2 * (x.ndim - 2) + (pad,) * 4), False


@pad.misconception(
    "The zeros are at one end of the rows and columns only. pad counts the zeros on each of the "
    "four sides."
)
def pad_at_the_end(x: Tensor, pad: int) -> Padded:
    return F.pad(x, (0, pad, 0, pad)), False


@pad.misconception(
    "The zeros are at the beginning of the rows and columns only. pad counts the zeros on each of "
    "the four sides."
)
def pad_at_the_beginning(x: Tensor, pad: int) -> Padded:
    return F.pad(x, (pad, 0, pad, 0)), False


@pad.misconception("Only the last axis is padded: zeros left and right, none above and below.")
def pad_columns_alone(x: Tensor, pad: int) -> Padded:
    return F.pad(x, (pad, pad)), False


@pad.misconception(
    "The border repeats the outermost pixels. Here it is made of zeros, as if there were nothing "
    "to see outside the image."
)
def pad_with_the_edge(x: Tensor, pad: int) -> Padded:
    rows = torch.arange(-pad, x.shape[-2] + pad, device=x.device).clamp(0, x.shape[-2] - 1)
    columns = torch.arange(-pad, x.shape[-1] + pad, device=x.device).clamp(0, x.shape[-1] - 1)
    return x[..., rows[:, None], columns], False


@pad.misconception(
    "Where pad is 0 you return x itself. Who changes the result would change the caller's images: "
    "a new array is asked for, always."
)
def pad_without_a_copy(x: Tensor, pad: int) -> Padded:
    return ref.pad2d(x, pad), pad == 0


def _pairs(rng: np.random.Generator) -> Iterator[Case]:
    """One image and one kernel, high and wide ones."""
    yield Case("a 2×3 kernel on a 3×4 image, worked by hand", image=IMAGE, kernel=KERNEL)
    whole = rng.integers(-5, 6, (4, 6)).astype(float)
    yield Case("whole numbers", image=whole, kernel=rng.permutation(WHOLE))
    for name, turn in (("a high kernel on a wide image", 1), ("a wide kernel on a high image", -1)):
        kw, kh, h, w = sorted(sizes(rng, 4, low=2))
        yield Case(name, image=signed(rng, *(h, w)[::turn]), kernel=signed(rng, *(kh, kw)[::turn]))
    h, w = sizes(rng, 2, low=5)
    yield Case("a kernel of one row", image=signed(rng, h, w), kernel=signed(rng, 1, 4))
    yield Case("a kernel of one column", image=signed(rng, h, w), kernel=signed(rng, 3, 1))
    yield Case("a 1×1 kernel", image=signed(rng, h, w), kernel=signed(rng, 1, 1))
    yield Case("as large as the image", image=signed(rng, h, w), kernel=signed(rng, h, w))


def _same(image: Tensor, kernel: Tensor) -> Tensor:
    """As large as the image, zeros beyond its border."""
    above, left = (kernel.shape[0] - 1) // 2, (kernel.shape[1] - 1) // 2
    below, right = kernel.shape[0] - 1 - above, kernel.shape[1] - 1 - left
    return ref.cross_correlate2d(F.pad(image, (left, right, above, below)), kernel)


def _full(image: Tensor, kernel: Tensor) -> Tensor:
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
    yield from _pairs(rng)


@cross_correlate.misconception(
    "The kernel is flipped in both directions. That is convolution as in signal processing, the "
    "next exercise; cross-correlation takes the kernel as it is."
)
def correlate_flipped(image: Tensor, kernel: Tensor) -> Tensor:
    return ref.convolve2d(image, kernel)


@cross_correlate.misconception(
    "The sum over the window is divided by its number of pixels. Here products are added up; "
    "nothing is averaged."
)
def correlate_mean(image: Tensor, kernel: Tensor) -> Tensor:
    return ref.cross_correlate2d(image, kernel) / kernel.numel()


@cross_correlate.misconception(
    "The result is as large as the image: the kernel hangs over the border and meets zeros there "
    "('same'). Here it lies entirely on the image ('valid')."
)
def correlate_same(image: Tensor, kernel: Tensor) -> Tensor:
    return _same(image, kernel)


@cross_correlate.misconception(
    "The result is larger than the image: the kernel starts with one pixel on it ('full'). Here "
    "it lies entirely on the image ('valid')."
)
def correlate_full(image: Tensor, kernel: Tensor) -> Tensor:
    return _full(image, kernel)


@cross_correlate.misconception(
    "The last row and the last column of places are missing. A kernel as wide as the image has "
    "one place, not none."
)
def correlate_without_the_last(image: Tensor, kernel: Tensor) -> Tensor:
    return ref.cross_correlate2d(image, kernel)[:-1, :-1]


@cross_correlate.misconception(
    "Every value is 0: the result is made, but no sum ever arrives in it."
)
def correlate_nothing(image: Tensor, kernel: Tensor) -> Tensor:
    return torch.zeros_like(ref.cross_correlate2d(image, kernel))


@cross_correlate.misconception(
    "The kernel is not used: these are the sums of the windows. Each pixel is first multiplied by "
    "the number of the kernel that lies on it."
)
def correlate_with_ones(image: Tensor, kernel: Tensor) -> Tensor:
    return ref.cross_correlate2d(image, torch.ones_like(kernel))


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
    yield from _pairs(rng)


@convolve.misconception(
    "The kernel is taken as it is: this is cross-correlation. In a convolution it runs backwards."
)
def convolve_not_flipped(image: Tensor, kernel: Tensor) -> Tensor:
    return ref.cross_correlate2d(image, kernel)


@convolve.misconception(
    "Only the order of the kernel's rows is turned around. Its columns run backwards too."
)
def convolve_rows_flipped(image: Tensor, kernel: Tensor) -> Tensor:
    return ref.cross_correlate2d(image, kernel.flip(0))


@convolve.misconception(
    "Only the order of the kernel's columns is turned around. Its rows run backwards too."
)
def convolve_columns_flipped(image: Tensor, kernel: Tensor) -> Tensor:
    return ref.cross_correlate2d(image, kernel.flip(1))


@convolve.misconception(
    "The kernel is transposed: rows have become columns. To run backwards, its rows stay rows, the "
    "last one first, and so do its columns."
)
def convolve_transposed(image: Tensor, kernel: Tensor) -> Tensor:
    return ref.cross_correlate2d(image, kernel.T)


@convolve.misconception(
    "The image is flipped, not the kernel: all values are there, in the reverse order."
)
def convolve_image_flipped(image: Tensor, kernel: Tensor) -> Tensor:
    return ref.cross_correlate2d(image.flip(0, 1), kernel)


@convolve.misconception(
    "The result is cross-correlated first and then turned around. It is the kernel that runs "
    "backwards, not the result."
)
def convolve_result_flipped(image: Tensor, kernel: Tensor) -> Tensor:
    return ref.cross_correlate2d(image, kernel).flip(0, 1)


@convolve.misconception(
    "The result is larger than the image: the kernel starts with one pixel on it ('full'). Here "
    "it lies entirely on the image ('valid')."
)
def convolve_full(image: Tensor, kernel: Tensor) -> Tensor:
    return _full(image, kernel.flip(0, 1))


@convolve.misconception(
    "The result is as large as the image: the kernel hangs over the border and meets zeros there "
    "('same'). Here it lies entirely on the image ('valid')."
)
def convolve_same(image: Tensor, kernel: Tensor) -> Tensor:
    return _same(image, kernel.flip(0, 1))
