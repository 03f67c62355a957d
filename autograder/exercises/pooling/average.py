"""Assignment 03: average pooling, forward and backward."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from autograder.core.exercise import Case, exercise
from autograder.exercises.inputs import signed
from autograder.exercises.pooling.inputs import WINDOW, Size, maxima, pooled, sides
from autograder.reference import pooling as ref
from autograder.reference.backend import F, torch

if TYPE_CHECKING:
    from torch import Tensor


@exercise(
    "pooling.average_forward",
    points=5,
    stub="cs_cnn.pooling:average_pool_forward",
    reference=ref.average_pool,
    hints=(
        "The same windows as in max pooling; only the number you make of each one changes.",
        "How many pixels does a window of KH rows and KW columns have?",
    ),
)
def average_forward(rng: np.random.Generator) -> Iterator[Case]:
    """average_pool_forward averages over every window."""
    x = np.array([[1.0, 3, -2, 4], [5, -1, 0, 2], [2, 2, -8, 6]])[None, None]
    yield Case("3×4 by hand, 3×2 at stride 1: 2, 0 and 1/3", x=x, size=(3, 2), stride=1)
    yield Case("the notebook's window: 1.75", x=WINDOW, size=2, stride=2)
    yield from pooled(rng)


@average_forward.misconception(
    "These are sums. For a mean, divide by the number of pixels in the window."
)
def sum_of_window(x: Tensor, size: Size, stride: int) -> Tensor:
    return F.avg_pool2d(x, size, stride, divisor_override=1)


@average_forward.misconception(
    "The sums are divided by H·W, the pixels of the image. Each sum covers one window."
)
def divided_by_image(x: Tensor, size: Size, stride: int) -> Tensor:
    return F.avg_pool2d(x, size, stride, divisor_override=x[0, 0].numel())


@average_forward.misconception(
    "The sums are divided by the side of the window, not by the number of its pixels."
)
def divided_by_side(x: Tensor, size: Size, stride: int) -> Tensor:
    return F.avg_pool2d(x, size, stride, divisor_override=sides(size)[0])


@average_forward.misconception(
    "The sums are divided by the square of one side. A window need not be square."
)
def divided_by_square(x: Tensor, size: Size, stride: int) -> Tensor:
    return F.avg_pool2d(x, size, stride, divisor_override=sides(size)[0] ** 2)


@average_forward.misconception(
    "The sums are divided by the square of the stride. That is how far the windows lie apart; how "
    "many pixels are in one?"
)
def divided_by_stride(x: Tensor, size: Size, stride: int) -> Tensor:
    return F.avg_pool2d(x, size, stride, divisor_override=stride**2)


@average_forward.misconception(
    "Every window is a square with side KH. size can be a pair, and then the window has KH rows "
    "and KW columns."
)
def average_of_square(x: Tensor, size: Size, stride: int) -> Tensor:
    return ref.average_pool(x, (sides(size)[0],) * 2, stride)


@average_forward.misconception(
    "The window's sides are swapped: it is KW high and KH wide. Rows come first in this course."
)
def average_sides_swapped(x: Tensor, size: Size, stride: int) -> Tensor:
    kw, kh = sides(size)
    if kh > x.shape[2]:
        return x.new_empty((*x.shape[:2], 0, 1))
    return ref.average_pool(x, (kh, kw), stride)


@average_forward.misconception(
    "stride is ignored: the windows lie side by side, one window's side apart. stride may be "
    "smaller, so that they overlap, or larger."
)
def average_side_by_side(x: Tensor, size: Size, stride: int) -> Tensor:
    return F.avg_pool2d(x, size)


@average_forward.misconception(
    "Window (i, j) starts at pixel (i, j). The number of windows is right, but they should lie "
    "stride pixels apart: where does the next one start?"
)
def average_begins_at_i_j(x: Tensor, size: Size, stride: int) -> Tensor:
    ho, wo = ref.average_pool(x, size, stride).shape[2:]
    return ref.average_pool(x, size, 1)[:, :, :ho, :wo]


@average_forward.misconception(
    "Sizes are rounded up: there are windows that reach beyond the image. Here HO and WO are "
    "rounded down, and no window sees what is left over at the end."
)
def average_rounded_up(x: Tensor, size: Size, stride: int) -> Tensor:
    return F.avg_pool2d(x, size, stride, ceil_mode=True)


@average_forward.misconception(
    "All channels of an image have the same output: your mean includes the channels. Every channel "
    "is pooled on its own."
)
def average_over_channels(x: Tensor, size: Size, stride: int) -> Tensor:
    out = ref.average_pool(x, size, stride)
    return out.mean(1, keepdim=True).expand_as(out)


@average_forward.misconception(
    "The largest pixel of every window is kept. That is max pooling; here all pixels count equally."
)
def average_as_maximum(x: Tensor, size: Size, stride: int) -> Tensor:
    return ref.max_pool(x, size, stride)[0]


@exercise(
    "pooling.average_backward",
    points=7,
    stub="cs_cnn.pooling:average_pool_backward",
    reference=ref.average_pool_backward,
    outputs=("dx",),
    hints=(
        "∂mean/∂pixel is the same for every pixel of the window. How large is it?",
        "dx starts as zeros. Walk over the windows as in the forward pass: what does each one "
        "give to its pixels?",
        "Without a loop over windows: for one place (u, v) in the window, which pixels of dx lie "
        "there in all the windows? One slice with a step.",
    ),
)
def average_backward(rng: np.random.Generator) -> Iterator[Case]:
    """average_pool_backward spreads every gradient evenly over its window."""
    name = "a window of 2×2, as in the notebook: a quarter to each pixel"
    yield Case(name, dout=np.ones((1, 1, 1, 1)), x_shape=WINDOW.shape, size=2, stride=2)
    dout = np.array([[6.0, -12, 18]])[None, None]
    name = "3×4 by hand, 3×2 at stride 1: columns get 1, −1, 1 and 3"
    yield Case(name, dout=dout, x_shape=(1, 1, 3, 4), size=(3, 2), stride=1)
    for case in pooled(rng):
        x, size, stride = case.inputs.values()
        dout = signed(rng, *maxima(x, size, stride)[0].shape)
        yield Case(case.name, dout=dout, x_shape=x.shape, size=size, stride=stride)


@average_backward.misconception(
    "Every pixel gets all of its window's gradient. It had only one share in the mean, so it gets "
    "that share of the gradient."
)
def not_divided(dout: Tensor, x_shape: Sequence[int], size: Size, stride: int) -> Tensor:
    kh, kw = sides(size)
    return kh * kw * ref.average_pool_backward(dout, x_shape, size, stride)


@average_backward.misconception(
    "The gradients are divided by H·W, the pixels of the image. Each mean covers one window."
)
def shared_by_image(dout: Tensor, x_shape: Sequence[int], size: Size, stride: int) -> Tensor:
    share = not_divided(dout, x_shape, size, stride)
    return share / (x_shape[2] * x_shape[3])


@average_backward.misconception(
    "The gradients are divided by the square of one side. A window need not be square."
)
def shared_by_square(dout: Tensor, x_shape: Sequence[int], size: Size, stride: int) -> Tensor:
    return not_divided(dout, x_shape, size, stride) / sides(size)[0] ** 2


@average_backward.misconception(
    "The gradients are divided by the square of the stride. That is how far the windows lie "
    "apart; how many pixels are in one?"
)
def shared_by_stride(dout: Tensor, x_shape: Sequence[int], size: Size, stride: int) -> Tensor:
    return not_divided(dout, x_shape, size, stride) / stride**2


def _window(dx: Tensor, i: int, j: int, kh: int, kw: int, stride: int) -> Tensor:
    """The pixels of one window in all planes; what reaches beyond the image is cut off."""
    return dx[:, :, i * stride : i * stride + kh, j * stride : j * stride + kw]


def stamped(dout: Tensor, x_shape: Sequence[int], kh: int, kw: int, stride: int) -> Tensor:
    """The result of a loop over windows with these sides."""
    dx = torch.zeros(tuple(x_shape), dtype=dout.dtype, device=dout.device)
    for i, j in np.ndindex(*dout.shape[2:]):
        _window(dx, i, j, kh, kw, stride).add_(dout[:, :, i, j, None, None] / (kh * kw))
    return dx


@average_backward.misconception(
    "Every window is a square with side KH. size can be a pair, and then the window has KH rows "
    "and KW columns."
)
def spread_over_square(dout: Tensor, x_shape: Sequence[int], size: Size, stride: int) -> Tensor:
    kh, _ = sides(size)
    return stamped(dout, x_shape, kh, kh, stride)


@average_backward.misconception(
    "The window's sides are swapped: it is KW high and KH wide. Rows come first in this course."
)
def spread_over_swapped(dout: Tensor, x_shape: Sequence[int], size: Size, stride: int) -> Tensor:
    kh, kw = sides(size)
    return stamped(dout, x_shape, kw, kh, stride)


@average_backward.misconception(
    "Where windows overlap, only one gradient arrives: the last one has replaced the others. A "
    "pixel in several windows gets the sum of what each one sends."
)
def replaced(dout: Tensor, x_shape: Sequence[int], size: Size, stride: int) -> Tensor:
    dx = torch.zeros(tuple(x_shape), dtype=dout.dtype, device=dout.device)
    kh, kw = sides(size)
    for i, j in np.ndindex(*dout.shape[2:]):
        _window(dx, i, j, kh, kw, stride)[...] = dout[:, :, i, j, None, None] / (kh * kw)
    return dx


@average_backward.misconception(
    "Where windows overlap, the mean of their gradients arrives. A pixel in several windows gets "
    "the sum of what each one sends."
)
def averaged_again(dout: Tensor, x_shape: Sequence[int], size: Size, stride: int) -> Tensor:
    windows = not_divided(torch.ones_like(dout), x_shape, size, stride)
    return ref.average_pool_backward(dout, x_shape, size, stride) / windows.clamp(min=1)


@average_backward.misconception(
    "stride is ignored: the gradients lie side by side, a window's side apart. The windows start "
    "stride pixels apart, as in the forward pass."
)
def laid_side_by_side(dout: Tensor, x_shape: Sequence[int], size: Size, stride: int) -> Tensor:
    (kh, kw), (h, w) = sides(size), x_shape[2:]
    spread = dout.repeat_interleave(kh, 2).repeat_interleave(kw, 3)[:, :, :h, :w] / (kh * kw)
    return F.pad(spread, (0, w - spread.shape[3], 0, h - spread.shape[2]))


@average_backward.misconception(
    "stride is ignored: your windows start one pixel apart. They should start stride pixels apart, "
    "as in the forward pass."
)
def laid_at_every_pixel(dout: Tensor, x_shape: Sequence[int], size: Size, stride: int) -> Tensor:
    return stamped(dout, x_shape, *sides(size), 1)


@average_backward.misconception(
    "Each gradient arrives whole at one pixel, the first of its window. All pixels of the window "
    "took part in the mean."
)
def to_one_pixel(dout: Tensor, x_shape: Sequence[int], size: Size, stride: int) -> Tensor:
    dx, (ho, wo) = torch.zeros(tuple(x_shape), dtype=dout.dtype, device=dout.device), dout.shape[2:]
    dx[:, :, : ho * stride : stride, : wo * stride : stride] = dout
    return dx


@average_backward.misconception(
    "The gradients are divided by the number of channels as well. The mean covers one window, "
    "inside one channel."
)
def divided_by_depth(dout: Tensor, x_shape: Sequence[int], size: Size, stride: int) -> Tensor:
    return ref.average_pool_backward(dout, x_shape, size, stride) / x_shape[1]


@average_backward.misconception(
    "dout is missing: these are the slopes alone. The chain rule multiplies them by the gradient "
    "that arrives from above."
)
def shares_without_dout(dout: Tensor, x_shape: Sequence[int], size: Size, stride: int) -> Tensor:
    return ref.average_pool_backward(torch.ones_like(dout), x_shape, size, stride)
