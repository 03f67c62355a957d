"""Assignment 03: L2 pooling backward."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.core.exercise import Case, exercise
from autograder.exercises.inputs import signed
from autograder.exercises.pooling.average import stamped
from autograder.exercises.pooling.inputs import WINDOW, Size, images, maxima, pooled, sides
from autograder.exercises.pooling.l2_forward import X, l2_forward, with_zeros
from autograder.reference import pooling as ref
from autograder.reference.backend import F, torch

if TYPE_CHECKING:
    from torch import Tensor

DOUT = np.array([[2.0, -5, 3]])[None, None]
"""For the windows of X."""


def _tiny(rng: np.random.Generator) -> Case:
    """Slopes do not depend on how large the pixels are, unless something is added to them.

    These are so small that whatever is added to them leaves nothing of the slopes.
    """
    x = 1e-30 * images(rng, 3, 2)
    return Case("every pixel near 1e-30, 3×3 at stride 2", x=x, size=3, stride=2)


@exercise(
    "pooling.l2_backward",
    points=9,
    stub="cs_cnn.pooling:l2_pool_backward",
    reference=ref.l2_pool_backward,
    outputs=("dx",),
    needs=(l2_forward,),
    hints=(
        "The slope for a pixel is its share in the length, between −1 and 1. The squares of a "
        "window's slopes add up to 1.",
        "d√s / ds is 1 / (2√s), and s = Σ x². What is left when you differentiate for one pixel?",
        "If the length is 0, do not divide: np.divide takes where= and out=.",
    ),
)
def l2_backward(rng: np.random.Generator) -> Iterator[Case]:
    """l2_pool_backward sends every gradient along the direction of its window."""
    name = "the notebook's window: 0.6 and 0.8"
    yield Case(name, dout=np.ones((1, 1, 1, 1)), x=WINDOW, size=2, stride=2)
    name = "2×6 by hand, 2×2 at stride 2: the lengths are 2, 5 and 0"
    yield Case(name, dout=DOUT, x=X, size=2, stride=2)
    for case in (with_zeros(rng), _tiny(rng), *pooled(rng)):
        x, size, stride = case.inputs.values()
        dout = signed(rng, *maxima(x, size, stride)[0].shape)
        yield Case(case.name, dout=dout, x=x, size=size, stride=stride)


def _slope(dout: Tensor, x: Tensor, size: Size, stride: int) -> Tensor:
    """dout / length of every window, 0 where the length is."""
    length = ref.l2_pool(x, size, stride)
    return torch.where(length > 0, dout / length, 0)


def _spread(slope: Tensor, x: Tensor, size: Size, stride: int) -> Tensor:
    """The sum of the values of its windows, for every pixel."""
    kh, kw = sides(size)
    return kh * kw * ref.average_pool_backward(slope, x.shape, size, stride)


@l2_backward.misconception(
    "A window of zeros has length 0, and 0 / 0 is not a number. The root has no slope there; by "
    "convention such a window gives 0."
)
def zero_by_zero(dout: Tensor, x: Tensor, size: Size, stride: int) -> Tensor:
    return x * _spread(dout / ref.l2_pool(x, size, stride), x, size, stride)


@l2_backward.misconception(
    "Windows with small pixels count as windows of zeros: you add a small number to the length, so "
    "that nothing is divided by 0, or compare the length with one. Check whether it is exactly 0."
)
def small_number_added(dout: Tensor, x: Tensor, size: Size, stride: int) -> Tensor:
    return x * _spread(dout / (ref.l2_pool(x, size, stride) + 1e-8), x, size, stride)


@l2_backward.misconception(
    "dout is missing: these are the slopes alone. The chain rule multiplies them by the gradient "
    "that arrives from above."
)
def slopes_without_dout(dout: Tensor, x: Tensor, size: Size, stride: int) -> Any:
    return ref.l2_pool_backward(torch.ones_like(dout), x=x, size=size, stride=stride)


@l2_backward.misconception(
    "The division by the length is missing: this is dout times the pixel. The root has a slope of "
    "its own."
)
def not_divided_by_length(dout: Tensor, x: Tensor, size: Size, stride: int) -> Tensor:
    return x * _spread(dout, x, size, stride)


@l2_backward.misconception(
    "The pixel itself is missing: all pixels of a window get the same gradient. The square of a "
    "pixel far from 0 changes faster than that of one near 0."
)
def pixel_missing(dout: Tensor, x: Tensor, size: Size, stride: int) -> Tensor:
    return _spread(_slope(dout, x, size, stride), x, size, stride)


@l2_backward.misconception(
    "The pixels are squared. The length contains their squares; in its slope each pixel has lost "
    "one power."
)
def pixels_squared(dout: Tensor, x: Tensor, size: Size, stride: int) -> Tensor:
    return x**2 * _spread(_slope(dout, x, size, stride), x, size, stride)


@l2_backward.misconception(
    "Everything is twice as large as it should be: it contains the 2 from the square, but not the "
    "½ from the slope of the root."
)
def half_forgotten(dout: Tensor, x: Tensor, size: Size, stride: int) -> Tensor:
    dx: Tensor = ref.l2_pool_backward(dout, x=x, size=size, stride=stride)
    return 2 * dx


@l2_backward.misconception(
    "The sign of the pixels is lost. When a negative pixel rises, the length of its window shrinks."
)
def sign_lost(dout: Tensor, x: Tensor, size: Size, stride: int) -> Tensor:
    return x.abs() * _spread(_slope(dout, x, size, stride), x, size, stride)


@l2_backward.misconception(
    "The gradient is spread evenly, as in average pooling. How much a pixel matters here depends "
    "on its share in the length."
)
def as_average(dout: Tensor, x: Tensor, size: Size, stride: int) -> Tensor:
    return ref.average_pool_backward(dout, x.shape, size, stride)


@l2_backward.misconception(
    "Where windows overlap, only one gradient arrives: the last one has replaced the others. A "
    "pixel in several windows gets the sum of what each one sends."
)
def l2_replaced(dout: Tensor, x: Tensor, size: Size, stride: int) -> Tensor:
    (kh, kw), slope, dx = sides(size), _slope(dout, x, size, stride), torch.zeros_like(x)
    for i, j in np.ndindex(*dout.shape[2:]):
        rows, columns = (slice(at * stride, at * stride + k) for at, k in ((i, kh), (j, kw)))
        dx[:, :, rows, columns] = x[:, :, rows, columns] * slope[:, :, i, j, None, None]
    return dx


@l2_backward.misconception(
    "stride is ignored: the gradients lie side by side, a window's side apart. The windows start "
    "stride pixels apart, as in the forward pass."
)
def l2_laid_side_by_side(dout: Tensor, x: Tensor, size: Size, stride: int) -> Tensor:
    (kh, kw), (h, w) = sides(size), x.shape[2:]
    slope = _slope(dout, x, size, stride).repeat_interleave(kh, 2).repeat_interleave(kw, 3)
    slope = slope[:, :, :h, :w]
    return x * F.pad(slope, (0, w - slope.shape[3], 0, h - slope.shape[2]))


@l2_backward.misconception(
    "stride is ignored: your windows start one pixel apart. They should start stride pixels apart, "
    "as in the forward pass."
)
def l2_laid_at_every_pixel(dout: Tensor, x: Tensor, size: Size, stride: int) -> Tensor:
    (kh, kw), slope = sides(size), _slope(dout, x, size, stride)
    return x * kh * kw * stamped(slope, x.shape, kh, kw, 1)


@l2_backward.misconception(
    "Every window is a square with side KH. size can be a pair, and then the window has KH rows "
    "and KW columns."
)
def l2_spread_over_square(dout: Tensor, x: Tensor, size: Size, stride: int) -> Tensor:
    (kh, _), slope = sides(size), _slope(dout, x, size, stride)
    return x * kh * kh * stamped(slope, x.shape, kh, kh, stride)


@l2_backward.misconception(
    "This is the gradient of the sum of the squares: 2x times dout. The root that comes after the "
    "sum has a slope of its own."
)
def of_the_squares(dout: Tensor, x: Tensor, size: Size, stride: int) -> Tensor:
    return 2 * not_divided_by_length(dout, x, size, stride)


@l2_backward.misconception(
    "The gradients are divided by the sum of the squares. The slope of a root has the root in its "
    "denominator, not what is under it."
)
def divided_by_squares(dout: Tensor, x: Tensor, size: Size, stride: int) -> Tensor:
    squares = ref.l2_pool(x, size, stride) ** 2
    return x * _spread(torch.where(squares > 0, dout / squares, 0), x, size, stride)


@l2_backward.misconception(
    "This is the gradient of a root mean square: too small by the root of KH·KW. Here the squares "
    "are added up, not averaged."
)
def of_root_mean_square(dout: Tensor, x: Tensor, size: Size, stride: int) -> Tensor:
    kh, kw = sides(size)
    length = ref.l2_pool(x, size, stride) * (kh * kw) ** 0.5
    return x * _spread(torch.where(length > 0, dout / length, 0), x, size, stride)


@l2_backward.misconception(
    "Each gradient arrives whole at the largest pixel, as in max pooling. Here every pixel of a "
    "window has a share in the length."
)
def to_the_largest(dout: Tensor, x: Tensor, size: Size, stride: int) -> Tensor:
    return ref.max_pool_backward(dout, ref.max_pool(x, size, stride)[1], x.shape)
