"""Assignment 04: batch normalization of images, forward and backward."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.core.exercise import Case, Family, exercise
from autograder.exercises.inputs import sizes
from autograder.exercises.normalization.averages import AVERAGES, Pass, batches, scaled_batches
from autograder.exercises.normalization.back import Back, backward_with
from autograder.exercises.normalization.batchnorm_backward import GRADIENTS, batchnorm_backward
from autograder.exercises.normalization.batchnorm_forward import batchnorm_forward
from autograder.exercises.normalization.inputs import (
    backward_cases,
    batchnorm_cases,
    feed,
    fewest,
    narrow,
    of_unequal_features,
    special,
)
from autograder.exercises.normalization.scaling import SCALING, right, scaled_by
from autograder.exercises.normalization.sharing import BATCH, PIXELS, Sharing
from autograder.exercises.normalization.slopes import SLOPES, SUMS
from autograder.reference import normalization as ref

if TYPE_CHECKING:
    from torch import Tensor

IMAGES = np.array([[[[1.0, 5]], [[6, 2]], [[3, 3]]], [[[1, 5]], [[2, 6]], [[7, 7]]]])
"""Two images with three channels of 1×2 pixels; means 3, 4 and 5, variances 4."""

DOUT = np.array([[[[4.0, 0]], [[1, -2]], [[0, 4]]], [[[0, 0]], [[3, 2]], [[0, 0]]]])
"""For the outputs of IMAGES."""


def four_sizes(rng: np.random.Generator) -> tuple[int, ...]:
    """N, C, H and W."""
    return tuple(sizes(rng, 4, low=2))


@exercise(
    "normalization.spatial_batchnorm",
    points=4,
    stub="cs_cnn.normalization:spatial_batchnorm_forward",
    reference=ref.batchnorm,
    outputs=("out", "running_mean", "running_var"),
    probe=feed,
    new_arrays=True,
    needs=(batchnorm_forward,),
    hints=(
        "(N, C, H, W) becomes (C,): over which three axes do you average?",
        "A vector of shape (C,) meets the last axis of an image. Which shape brings it to axis 1?",
        "Or call batchnorm_forward: if every pixel of every image is a sample, what are N and D? "
        "Mind the order of the axes before you reshape.",
    ),
)
def spatial_batchnorm(rng: np.random.Generator) -> Iterator[Case]:
    """spatial_batchnorm_forward normalizes every channel over all images and all places."""
    yield Case(
        "1×2 pixels by hand: means 3, 4 and 5, all variances 4, unbiased 5.333",
        x=IMAGES, gamma=np.array([1.0, 3, -1]), beta=np.array([0.0, 10, 5]),
        running_mean=np.array([1.0, 2, 5]), running_var=np.array([2.0, 4, 4]), momentum=0.25,
    )  # fmt: skip
    yield from batchnorm_cases(rng, four_sizes)


AVERAGES.join(spatial_batchnorm, batches)
SCALING.join(spatial_batchnorm, scaled_batches)


@exercise(
    "normalization.spatial_batchnorm_backward",
    points=3,
    reference=ref.batchnorm_backward,
    outputs=GRADIENTS,
    needs=(batchnorm_backward,),
    hints=(
        "How many numbers share one μ? On the way back all of them take part in the means.",
        "gamma has one entry for each channel: which numbers of dout passed through it?",
        "If your forward pass treats pixels as samples, the gradient can go back the same way.",
    ),
)
def spatial_batchnorm_backward(rng: np.random.Generator) -> Iterator[Case]:
    """spatial_batchnorm_backward sends gradients back inside every channel."""
    name = "1×2 pixels by hand: dx begins with nearly 1 and 0"
    yield Case(name, dout=DOUT, x=IMAGES, gamma=np.array([1.0, 3, -1]))
    for settings in ({}, {}, {"eps": 0.5}):
        x = of_unequal_features(rng, *four_sizes(rng))
        name = f"images of different sizes, eps {settings.get('eps', 'left out')}"
        yield from backward_cases(rng, [(name, x)], **settings)
    yield from backward_cases(rng, special(rng, four_sizes, axis=1))
    yield from backward_cases(rng, [fewest(rng, four_sizes), narrow(rng, four_sizes)])


SLOPES.join(spatial_batchnorm_backward, backward_with(PIXELS))
SUMS.join(spatial_batchnorm_backward, backward_with(PIXELS))


def _forward(sharing: Callable[[], Sharing]) -> Callable[..., Any]:
    """The running averages are right."""

    @batches
    def wrong(p: Pass) -> Any:
        out = scaled_by(sharing())(right)(p.x, p.gamma, p.beta, p.eps)
        return out if p.train else p.right_out(), *p.right_averages()

    return wrong


def _backward(sharing: Callable[[], Sharing]) -> Callable[..., Any]:
    @backward_with(PIXELS)
    def wrong(b: Back) -> Any:
        return replace(b, sharing=sharing()).gradients()

    return wrong


OTHERS = Family()
"""The wrong numbers share a mean."""
OTHERS.join(spatial_batchnorm, _forward)
OTHERS.join(spatial_batchnorm_backward, _backward)


@OTHERS.misconception(
    "Every place of a channel has its own mean and variance, taken only over the images. All "
    "places of a channel share one mean and one variance."
)
def per_place() -> Sharing:
    return Sharing((0,))


@OTHERS.misconception(
    "Every image has its own mean and variance in each channel. That is instance normalization; "
    "here a channel has one mean and one variance for the whole batch."
)
def per_image() -> Sharing:
    return Sharing((2, 3))


@OTHERS.misconception(
    "All channels of an image share one mean and one variance. That is layer normalization; here "
    "the channels are kept separate and the images are not."
)
def whole_images() -> Sharing:
    return Sharing((1, 2, 3))


@OTHERS.misconception(
    "Mean and variance are taken over images and channels, so every place has its own. Here every "
    "channel has its own."
)
def over_images_and_channels() -> Sharing:
    return Sharing((0, 1))


@OTHERS.misconception(
    "Mean and variance are taken over the channels of each pixel. Every channel is normalized by "
    "itself."
)
def over_channels() -> Sharing:
    return Sharing((1,))


@spatial_batchnorm.misconception(
    "The unbiased variance uses the number of images, N / (N − 1). How many numbers does the mean "
    "of one channel cover?"
)
@batches
def count_of_images(p: Pass) -> Any:
    """n − 1 for N − 1."""
    mean, var = p.batch()
    n = len(p.x)
    return p.right_out(), *(p.moved(mean, var * n / (n - 1)) if p.train else p.running)


@spatial_batchnorm_backward.misconception(
    "x̂ is right, and the two means in dx run over the pixels of each image. They run over all that "
    "was normalized together: the images too."
)
@backward_with(PIXELS)
def means_over_pixels(b: Back) -> Any:
    return b.with_dx(b.along(Sharing((2, 3))))


@spatial_batchnorm_backward.misconception(
    "The sums in dx are divided by the number of images N. A channel's mean covers N·H·W numbers."
)
@backward_with(PIXELS)
def divided_by_images(b: Back) -> Any:
    pixels = b.x.shape[2] * b.x.shape[3]
    return b.with_dx(b.dx(mean=pixels, var=pixels))


MIXED = (
    "Numbers of different channels are mixed: reshape(−1, C) cuts memory into rows of C numbers "
    "and ignores the axes. Which axis must come last before you reshape?"
)


@spatial_batchnorm.misconception(MIXED)
@batches
def mixed(p: Pass) -> Any:
    rows = replace(p, x=p.x.reshape(-1, p.x.shape[1]))
    return rows.right_out().reshape(p.x.shape), *rows.right_averages()


@spatial_batchnorm_backward.misconception(MIXED)
@backward_with(PIXELS)
def mixed_back(b: Back) -> Any:
    dout, x = (t.reshape(-1, t.shape[1]) for t in (b.dout, b.x))
    rows = Back(BATCH, dout, x, b.gamma, b.eps)
    return rows.dx().reshape(b.x.shape), rows.dgamma, rows.dbeta


OUT_OF_PLACE = (
    "Every number is right, but in the wrong place: after you reshape the rows of C numbers to "
    "images, the channels still come last in memory. reshape does not move axes."
)


def _out_of_place(images: Tensor) -> Tensor:
    return images.movedim(1, 3).reshape(images.shape)


@spatial_batchnorm.misconception(OUT_OF_PLACE)
@batches
def out_of_place(p: Pass) -> Any:
    return _out_of_place(p.right_out()), *p.right_averages()


@spatial_batchnorm_backward.misconception(OUT_OF_PLACE)
@backward_with(PIXELS)
def out_of_place_back(b: Back) -> Any:
    return b.with_dx(_out_of_place(b.dx()))
