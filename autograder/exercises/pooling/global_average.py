"""Assignment 03: one number for every channel."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from autograder.core.exercise import Case, exercise
from autograder.exercises.inputs import signed, sizes
from autograder.exercises.pooling.inputs import PICTURE
from autograder.reference import pooling as ref
from autograder.reference.backend import torch

if TYPE_CHECKING:
    from torch import Tensor


@exercise(
    "pooling.global_average",
    points=3,
    stub="cs_cnn.pooling:global_average_pool",
    reference=ref.global_average_pool,
    hints=(
        "The output is (N, C). Which axes of (N, C, H, W) are gone?",
        "NumPy's mean takes a tuple of axes.",
    ),
)
def global_average(rng: np.random.Generator) -> Iterator[Case]:
    """global_average_pool makes one number of every channel."""
    x = np.array([[[1.0, 2, 3], [4, 5, -3]], [[0, -1, 2], [-2, 1, -6]]])[None]
    yield Case("two channels by hand: 2 and −1", x=x)
    yield Case("the notebook's picture: 57/16", x=PICTURE)
    for _ in range(4):
        n, c, h, w = sizes(rng, 4, low=2)
        yield Case(f"{n} images, {c} channels, {h}×{w} pixels", x=signed(rng, n, c, h, w))
    n, c = sizes(rng, 2, low=2)
    yield Case(f"{n} images, {c} channels, one pixel", x=signed(rng, n, c, 1, 1))
    yield Case("one image, one channel", x=signed(rng, 1, 1, n, c))


@global_average.misconception(
    "These are sums over the image. For a mean, divide by the number of pixels."
)
def global_sum(x: Tensor) -> Tensor:
    return x.sum((2, 3))


@global_average.misconception(
    "The mean runs over the channels and keeps the pixels. It should be the other way round: "
    "average over the pixels and keep the channels."
)
def mean_over_channels(x: Tensor) -> Tensor:
    return x.mean(1)


@global_average.misconception("The mean includes the batch. Every image has its own numbers.")
def mean_over_batch(x: Tensor) -> Tensor:
    return x.mean((0, 2, 3))


@global_average.misconception(
    "Two axes of length 1 are left over, as in PyTorch's layer. Here the output is (N, C)."
)
def axes_left_over(x: Tensor) -> Tensor:
    return x.mean((2, 3), keepdim=True)


@global_average.misconception(
    "The mean runs only over the rows; the columns are still there. Each channel should become one "
    "number."
)
def rows_alone(x: Tensor) -> Tensor:
    return x.mean(2)


@global_average.misconception("The largest pixel of every channel is kept, not the mean of all.")
def global_maximum(x: Tensor) -> Tensor:
    return x.amax((2, 3))


@exercise(
    "pooling.global_average_backward",
    points=4,
    stub="cs_cnn.pooling:global_average_pool_backward",
    reference=ref.global_average_pool_backward,
    outputs=("dx",),
    hints=(
        "By how much does the mean of H·W pixels rise when one of them rises by 1?",
        "Every pixel of a channel gets the same. Two new axes and broadcasting turn (N, C) into "
        "(N, C, H, W).",
    ),
)
def global_average_backward(rng: np.random.Generator) -> Iterator[Case]:
    """global_average_pool_backward gives every pixel its share."""
    name = "by hand: 12 and −6 on 2×3 pixels give 2 and −1 each"
    yield Case(name, dout=np.array([[12.0, -6]]), x_shape=(1, 2, 2, 3))
    name = "a picture of 4×4, as in the notebook: 1/16 each"
    yield Case(name, dout=np.ones((1, 1)), x_shape=PICTURE.shape)
    for _ in range(4):
        n, c, h, w = sizes(rng, 4, low=2)
        name = f"{n} images, {c} channels, {h}×{w} pixels"
        yield Case(name, dout=signed(rng, n, c), x_shape=(n, c, h, w))
    yield Case("images of one pixel", dout=signed(rng, 3, 4), x_shape=(3, 4, 1, 1))
    yield Case("one image, one channel", dout=signed(rng, 1, 1), x_shape=(1, 1, h, w))


def _everywhere(dout: Tensor, x_shape: Sequence[int]) -> Tensor:
    return dout[:, :, None, None].expand(tuple(x_shape)).clone()


@global_average_backward.misconception(
    "Every pixel gets the whole gradient of its channel. It had only one share in the mean."
)
def whole_gradient(dout: Tensor, x_shape: Sequence[int]) -> Tensor:
    return _everywhere(dout, x_shape)


@global_average_backward.misconception(
    "The gradients are divided by one side of the image. How many pixels does the mean cover?"
)
def divided_by_height(dout: Tensor, x_shape: Sequence[int]) -> Tensor:
    return _everywhere(dout, x_shape) / x_shape[2]


@global_average_backward.misconception(
    "The gradients are divided by H·H. An image need not be square."
)
def divided_by_height_squared(dout: Tensor, x_shape: Sequence[int]) -> Tensor:
    return _everywhere(dout, x_shape) / x_shape[2] ** 2


@global_average_backward.misconception(
    "dout is missing: every pixel gets 1/(H·W). The chain rule multiplies that slope by the "
    "gradient that arrives from above."
)
def share_without_dout(dout: Tensor, x_shape: Sequence[int]) -> Tensor:
    return ref.global_average_pool_backward(torch.ones_like(dout), x_shape)


@global_average_backward.misconception(
    "The gradients are divided by C·H·W. Each mean covers one channel."
)
def divided_by_channels_too(dout: Tensor, x_shape: Sequence[int]) -> Tensor:
    _, c, h, w = x_shape
    return _everywhere(dout, x_shape) / (c * h * w)


@global_average_backward.misconception(
    "The gradients are divided by N·H·W. Each mean covers one image; the mean over the batch "
    "belongs to the loss, so dout already contains it."
)
def divided_by_batch_too(dout: Tensor, x_shape: Sequence[int]) -> Tensor:
    n, _, h, w = x_shape
    return _everywhere(dout, x_shape) / (n * h * w)


@global_average_backward.misconception(
    "One pixel of every channel gets its whole gradient. All of them took part in the mean."
)
def one_pixel(dout: Tensor, x_shape: Sequence[int]) -> Tensor:
    dx = torch.zeros(tuple(x_shape), dtype=dout.dtype, device=dout.device)
    dx[:, :, 0, 0] = dout
    return dx
