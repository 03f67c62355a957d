"""Assignment 06: which colors an image holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from autograder.core.exercise import Case, exercise
from autograder.exercises.features.inputs import colored, colors
from autograder.exercises.inputs import sizes
from autograder.reference import features as ref
from autograder.reference.backend import torch

if TYPE_CHECKING:
    from torch import Tensor

FOUR = [[[1.0, 0], [0.25, 0.5]], [[0, 0.5], [0.25, 0.5]], [[0, 0.25], [0.75, 0.5]]]
"""Red, a dark green, blue and grey: hues 0, 150 and 240, chroma 1, 0.5, 0.5 and 0."""

PAIRS = np.array([
    [1.0, 0, 0], [1, 1, 0.5], [0.25, 0.75, 0.25], [0, 1, 1], [0.5, 0.5, 1],
    [0.75, 0.25, 0.75], [1, 0.5, 0.5], [0, 0, 0], [1, 1, 1], [0.5, 0.5, 0.5],
])  # fmt: skip
"""Pixels with two equal channels, the larger or the smaller ones, and three without color."""


@exercise(
    "features.color_histogram",
    points=3,
    reference=ref.color_histogram,
    hints=(
        "Work one pixel out on paper: (0.25, 0.25, 0.75). Which channel is largest? Its hue, its "
        "chroma, its bin if there are five?",
        "A grey pixel divides 0 by 0. Its vote is 0 anyway, so any other divisor will do there.",
        "A mask says where red is largest. np.where or np.select picks one of three formulas pixel "
        "by pixel; what is negative is on the other side of red.",
    ),
)
def color_histogram(rng: np.random.Generator) -> Iterator[Case]:
    """color_histogram sums up the chroma of all pixels by their hue."""
    name = "2×2 by hand: red, dark green, blue and grey, 5 bins of 72 degrees"
    yield Case(name, x=np.array([FOUR]), bins=5)
    n, h, w, bins = sizes(rng, 4, low=4)
    yield Case("a batch, images not square", x=colored(rng, n, h, w, bins), bins=bins)
    yield Case("square images", x=colored(rng, n, h, h, bins), bins=bins)
    yield Case("one image", x=colored(rng, 1, h, w, 7), bins=7)
    yield Case("36 bins of 10 degrees", x=colored(rng, 2, 15, 16, 36), bins=36)
    yield Case("one bin: the mean chroma", x=colored(rng, 3, w, h, 1), bins=1)
    yield Case("images of one pixel", x=colored(rng, 5, 1, 1, 8), bins=8)
    yield Case("reds only: hues just above 0 and just below 360", x=reds(rng, n, h, w), bins=5)
    yield Case("two channels are equal, 7 bins", x=paired(rng), bins=7)
    yield Case("4 bins: the third one begins at cyan, 180 degrees", x=paired(rng), bins=4)
    x = colored(rng, n, h, w, bins)
    x[1:] = x[1:].mean(axis=1, keepdims=True)
    yield Case("the first image has colors, all others are grey", x=x, bins=bins)


def reds(rng: np.random.Generator, n: int, h: int, w: int) -> np.ndarray:
    """(N, 3, H, W): hues up to 12 degrees on both sides of red, and red itself."""
    size = (n, h, w)
    hue = rng.choice([-1, 1], size) * rng.uniform(0.1, 12, size)
    hue[:, 0] = 0
    return colors(hue % 360, rng.uniform(0.1, 0.6, size), rng.uniform(0, 0.4, size))


def paired(rng: np.random.Generator) -> np.ndarray:
    """(2, 3, 2, 5): the pixels of PAIRS in any order, the second image darker."""
    images = [rng.permutation(PAIRS) * light for light in (1, 0.5)]
    return np.array(images).transpose(0, 2, 1).reshape(2, 3, 2, 5)


def weighted(x: Tensor, weight: Tensor, bins: int) -> Tensor:
    """The histogram with these votes."""
    return ref.votes(ref.hue(x) / 360, weight, bins).mean((1, 2))


@color_histogram.misconception(
    "Every pixel has one whole vote, a grey one too. A vote should be as large as the pixel is "
    "colorful: its chroma."
)
def all_alike(x: Tensor, bins: int) -> Tensor:
    return weighted(x, torch.ones_like(x[:, 0]), bins)


@color_histogram.misconception(
    "Every pixel that is not grey has one whole vote. A vote should be as large as the pixel is "
    "colorful: its chroma."
)
def colored_alike(x: Tensor, bins: int) -> Tensor:
    return weighted(x, (ref.chroma(x) > 0).to(x), bins)


@color_histogram.misconception(
    "A pixel votes with its largest channel, the V of HSV. Chroma is another number: a white pixel "
    "has none."
)
def votes_with_value(x: Tensor, bins: int) -> Tensor:
    return weighted(x, x.amax(1), bins)


@color_histogram.misconception(
    "A pixel votes with its saturation, the S of HSV: chroma divided by the largest channel. Here "
    "it is chroma itself, so dark pixels count for less."
)
def votes_with_saturation(x: Tensor, bins: int) -> Tensor:
    return weighted(x, ref.chroma(x) / x.amax(1).clamp(min=1e-12), bins)


@color_histogram.misconception(
    "These are sums. Large images would have large numbers: divide by the number of pixels."
)
def not_divided(x: Tensor, bins: int) -> Tensor:
    return ref.color_histogram(x, bins) * x[0, 0].numel()


@color_histogram.misconception(
    "Every histogram adds up to 1: the sums are divided by all votes of an image. Dividing by the "
    "number of pixels keeps how colorful it is, and does not fail where nobody votes."
)
def adds_up_to_one(x: Tensor, bins: int) -> Tensor:
    out = ref.color_histogram(x, bins)
    return out / out.sum(1, keepdim=True)


@color_histogram.misconception(
    "Every histogram that is not empty adds up to 1: the sums are divided by all votes of an "
    "image. Dividing by the number of pixels keeps how colorful it is."
)
def adds_up_to_one_or_zero(x: Tensor, bins: int) -> Tensor:
    return adds_up_to_one(x, bins).nan_to_num(0)


@color_histogram.misconception(
    "The sums are divided by the number of pixels that have a color. Grey ones are pixels too."
)
def divided_by_colored(x: Tensor, bins: int) -> Tensor:
    count = (ref.chroma(x) > 0).sum((1, 2)).clamp(min=1)
    return not_divided(x, bins) / count[:, None]


@color_histogram.misconception(
    "The sums are divided by the pixels of the whole batch. Each histogram is of one image."
)
def divided_by_batch(x: Tensor, bins: int) -> Tensor:
    return ref.color_histogram(x, bins) / len(x)


@color_histogram.misconception(
    "The sums are divided by 3·H·W, the numbers of an image. Three of them make one pixel."
)
def divided_by_numbers(x: Tensor, bins: int) -> Tensor:
    return ref.color_histogram(x, bins) / 3


@color_histogram.misconception(
    "The bins reach from the smallest to the largest hue of each image, as in np.histogram without "
    "a range. They should reach from 0 to 360, so that bins of two images mean the same."
)
def range_of_the_image(x: Tensor, bins: int) -> Tensor:
    low, high = ref.hue(x).amin((1, 2), keepdim=True), ref.hue(x).amax((1, 2), keepdim=True)
    middle = (high == low) * 0.5
    share = (ref.hue(x) - low + middle) / (high - low + 2 * middle)
    return ref.votes(share.clamp(max=1 - 1e-12), ref.chroma(x), bins).mean((1, 2))


@color_histogram.misconception(
    "All images of a batch have the same histogram, the mean of all. Each image has its own."
)
def one_for_all(x: Tensor, bins: int) -> Tensor:
    out = ref.color_histogram(x, bins)
    return out.mean(0, keepdim=True).expand_as(out)


@color_histogram.misconception(
    "Of all pixels in a bin only the last one counts: its vote replaces the others (= for +=), or "
    "out[index] += votes, which adds once for each bin. Votes add up."
)
def last_vote(x: Tensor, bins: int) -> Tensor:
    chroma, hue = ref.chroma(x).flatten(1), ref.hue(x).flatten(1)
    places = ref.votes(hue / 360, torch.ones_like(hue), bins)
    out = x.new_zeros((len(x), bins))
    for here, vote in zip(places.unbind(1), chroma.unbind(1), strict=True):
        out = torch.where(here > 0, vote[:, None], out)
    return out / hue.shape[1]


@color_histogram.misconception(
    "Three numbers of the same channel are taken for a pixel: reshape(…, 3) does not move the axis "
    "of channels to the end."
)
def channels_not_moved(x: Tensor, bins: int) -> Tensor:
    pixels = x.reshape(len(x), -1, 1, 3).movedim(3, 1)
    return ref.color_histogram(pixels, bins)


@color_histogram.misconception(
    "Grey pixels have a whole vote, in the first bin: the 1 that keeps 0 from being divided by 0 "
    "is used as chroma, too."
)
def grey_votes(x: Tensor, bins: int) -> Tensor:
    chroma = ref.chroma(x)
    return weighted(x, chroma.masked_fill(chroma == 0, 1.0), bins)


@color_histogram.misconception(
    "A pixel that is not grey votes with its largest channel, the V of HSV. Here it is chroma: a "
    "pale pixel counts for less."
)
def colored_vote_with_value(x: Tensor, bins: int) -> Tensor:
    return weighted(x, x.amax(1) * (ref.chroma(x) > 0), bins)


@color_histogram.misconception(
    "The width of a bin is rounded down, 360 // bins. A bin need not be a whole number of degrees "
    "wide."
)
def whole_width(x: Tensor, bins: int) -> Tensor:
    chosen = (ref.hue(x) // (360 // bins)).clamp(max=bins - 1)
    return ref.votes((chosen + 0.5) / bins, ref.chroma(x), bins).mean((1, 2))
