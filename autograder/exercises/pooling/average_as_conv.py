"""Assignment 03: average pooling as a convolution."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from autograder.core.exercise import Case, exercise
from autograder.exercises.inputs import sizes
from autograder.exercises.pooling.inputs import Size, sides
from autograder.reference import pooling as ref
from autograder.reference.backend import torch

if TYPE_CHECKING:
    from torch import Tensor


@exercise(
    "pooling.average_as_conv",
    points=5,
    reference=ref.average_as_conv,
    outputs=("w",),
    hints=(
        "Filter f makes output channel f. Which input channel should it look at, and which not?",
        "Start with one channel: with which weights is Σ x·w the mean of a window?",
        "w[f, c] is KH×KW: what does it hold if f = c, and what if f ≠ c? np.eye tells the two "
        "apart.",
    ),
)
def average_as_conv(rng: np.random.Generator) -> Iterator[Case]:
    """average_as_conv builds the filters that make a convolution average."""
    yield Case("two channels, 2×2: by hand", c=2, size=2)
    for _ in range(3):
        c, kh, kw = sizes(rng, 3, low=2)
        yield Case(f"{c} channels, {kh} high and {kw} wide", c=c, size=(kh, kw))
        yield Case(f"{kw} channels, {kh}×{kh}", c=kw, size=kh)
    yield Case("one channel", c=1, size=tuple(sizes(rng, 2, low=2)))


@average_as_conv.misconception(
    "Every filter sees all channels and mixes them. Pooling treats every channel on its own."
)
def channels_mixed(c: int, size: Size) -> Tensor:
    w = ref.average_as_conv(c, size)
    return w.sum(1, keepdim=True).expand_as(w).clone()


@average_as_conv.misconception(
    "Every filter averages over all channels. Pooling treats every channel on its own: what should "
    "the weight of another channel be?"
)
def mean_of_all_channels(c: int, size: Size) -> Tensor:
    return channels_mixed(c, size) / c


@average_as_conv.misconception(
    "The weights are divided by the number of channels as well. Each output looks at one channel, "
    "so the mean covers one window."
)
def weights_divided_by_channels(c: int, size: Size) -> Tensor:
    return ref.average_as_conv(c, size) / c


@average_as_conv.misconception(
    "The weights are 1, so the convolution adds up. A mean needs a smaller weight for every pixel."
)
def weights_of_one(c: int, size: Size) -> Tensor:
    return (ref.average_as_conv(c, size) > 0).double()


@average_as_conv.misconception(
    "These are the filters of a grouped (depthwise) convolution, one channel deep. conv_forward "
    "takes filters that are as deep as the image: (C, C, KH, KW)."
)
def one_channel_deep(c: int, size: Size) -> Tensor:
    return ref.average_as_conv(c, size).sum(1, keepdim=True)


@average_as_conv.misconception(
    "Every filter is a square with side KH. size can be a pair: KH rows and KW columns."
)
def square_filters(c: int, size: Size) -> Tensor:
    kh, _ = sides(size)
    return ref.average_as_conv(c, kh)


@average_as_conv.misconception(
    "Every filter has one weight that is not 0, in a corner: it picks a pixel. In a mean all "
    "pixels of the window count equally."
)
def one_pixel_picked(c: int, size: Size) -> Tensor:
    w = torch.zeros_like(ref.average_as_conv(c, size))
    w[:, :, 0, 0] = torch.eye(c, dtype=w.dtype)
    return w
