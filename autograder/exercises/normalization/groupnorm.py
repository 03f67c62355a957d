"""Assignment 04: group normalization, forward and backward."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.core.exercise import Case, Family, exercise
from autograder.exercises.inputs import until
from autograder.exercises.normalization.back import Back, backward_with
from autograder.exercises.normalization.batchnorm_backward import GRADIENTS
from autograder.exercises.normalization.inputs import (
    backward_cases,
    forward_cases,
    of_unequal_features,
)
from autograder.exercises.normalization.scaling import SCALING, UNBIASED, right, scaled_by
from autograder.exercises.normalization.sharing import GROUPS, PIXELS, Sharing
from autograder.exercises.normalization.slopes import LATE_GAMMA, SLOPES, SUMS
from autograder.reference import normalization as ref

if TYPE_CHECKING:
    from torch import Tensor

IMAGE = np.array([[[[1.0, 5]], [[5, 1]], [[6, 2]], [[2, 6]]]])
"""One image with four channels of 1×2 pixels: in two groups, means 3 and 4, variances 4."""

IN_GROUPS: tuple[tuple[str, int, int], ...] = (
    ("2 groups of 3 channels", 2, 3),
    ("3 groups of 2 channels", 3, 2),
    ("2 groups of 4 channels", 2, 4),
    ("1 group: layer normalization of whole images", 1, 4),
    ("a group for each channel: instance normalization", 5, 1),
)
"""Name, groups and channels of each."""


def images(rng: np.random.Generator, groups: int, each: int) -> np.ndarray:
    """Images (N, C, H, W); all these sizes and those of the groups are different."""

    def draw() -> list[int]:
        return [int(n) for n in rng.choice(np.arange(2, 8), 3, replace=False)]

    taken = {groups, each, groups * each}
    n, h, w = until(lambda drawn: not taken & set(drawn), draw)
    return of_unequal_features(rng, n, groups * each, h, w)


def grouped(rng: np.random.Generator) -> Iterator[tuple[str, np.ndarray, dict[str, Any]]]:
    """Name, x and settings."""
    for name, groups, each in IN_GROUPS:
        yield name, images(rng, groups, each), {"groups": groups}
    grey = of_unequal_features(rng, 1, 1, *images(rng, 2, 3).shape[2:])
    yield "one grey image", grey, {"groups": 1}
    yield "2 groups of 3 channels, eps 0.5", images(rng, 2, 3), {"groups": 2, "eps": 0.5}
    x = images(rng, 3, 2)
    x[0, 2:4] = 2.0
    yield "a group that is 2 everywhere", x, {"groups": 3}
    yield "a spread near 0.002, eps counts", 1e-3 * images(rng, 2, 3) + 0.5, {"groups": 2}
    yield "numbers around 100", images(rng, 2, 3) + 100, {"groups": 2}


@exercise(
    "normalization.groupnorm",
    points=3,
    stub="cs_cnn.normalization:groupnorm_forward",
    reference=ref.groupnorm,
    hints=(
        "reshape can split one axis into two: which two does the axis of the channels become?",
        "Which of (N, groups, C / groups, H, W) share a mean? The others stay.",
        "gamma and beta belong to channels, not to groups: back to (N, C, H, W) first.",
    ),
)
def groupnorm(rng: np.random.Generator) -> Iterator[Case]:
    """groupnorm_forward normalizes every group of channels in every image."""
    name = "1×2 pixels by hand: 2 groups, means 3 and 4, both variances 4"
    gamma, beta = np.array([1.0, 3, -2, 0.5]), np.array([0.0, 10, 2, -1])
    yield Case(name, x=IMAGE, gamma=gamma, beta=beta, groups=2)
    for name, x, settings in grouped(rng):
        yield from forward_cases(rng, [(name, x)], **settings)


SCALING.join(groupnorm, scaled_by(GROUPS))
UNBIASED.join(groupnorm, lambda layer: layer(GROUPS))


@exercise(
    "normalization.groupnorm_backward",
    points=3,
    reference=ref.groupnorm_backward,
    outputs=GRADIENTS,
    hints=(
        "The three paths run inside a group of one image: bring dout · gamma into that shape too.",
        "gamma has one entry for each channel: which numbers of dout passed through it?",
    ),
)
def groupnorm_backward(rng: np.random.Generator) -> Iterator[Case]:
    """groupnorm_backward sends gradients back inside every group."""
    dout = np.array([[[[4.0, 0]], [[0, 0]], [[1, -2]], [[3, 2]]]])
    name = "1×2 pixels by hand: dx begins with nearly 1 and 0"
    yield Case(name, dout=dout, x=IMAGE, gamma=np.array([1.0, 2, 3, 3]), groups=2)
    for name, x, settings in grouped(rng):
        yield from backward_cases(rng, [(name, x)], **settings)


SLOPES.join(groupnorm_backward, backward_with(GROUPS))
LATE_GAMMA.join(groupnorm_backward, backward_with(GROUPS))
SUMS.join(groupnorm_backward, backward_with(GROUPS))

Choose = Callable[[int, int], Sharing]
"""C and groups to the numbers that share a mean."""


def _forward(choose: Choose) -> Callable[..., Any]:
    def wrong(x: Tensor, groups: int, **case: Any) -> Any:
        return scaled_by(choose(x.shape[1], groups))(right)(x=x, **case)

    return wrong


def _backward(choose: Choose) -> Callable[..., Any]:
    @backward_with(GROUPS)
    def wrong(b: Back) -> Any:
        return replace(b, sharing=choose(b.x.shape[1], b.sharing.groups or 1)).gradients()

    return wrong


@groupnorm_backward.misconception(
    "x̂ is right, and the two means in dx run over the pixels of each channel. They run over all "
    "that was normalized together: the channels of the group too."
)
@backward_with(GROUPS)
def means_over_pixels(b: Back) -> Any:
    return b.with_dx(b.along(Sharing((2, 3))))


OTHERS = Family()
"""The wrong numbers share a mean."""
OTHERS.join(groupnorm, _forward)
OTHERS.join(groupnorm_backward, _backward)


@OTHERS.misconception(
    "All channels of an image are one group. That is layer normalization; here there are several "
    "groups."
)
def one_group(c: int, groups: int) -> Sharing:
    return GROUPS.cut_into(1)


@OTHERS.misconception(
    "Every channel is a group of its own. That is instance normalization; here the channels "
    "of a group share one mean and one variance."
)
def a_group_for_each_channel(c: int, groups: int) -> Sharing:
    return GROUPS.cut_into(c)


@OTHERS.misconception(
    "You use groups as the number of channels in a group. It is the number of groups."
)
def groups_of_that_size(c: int, groups: int) -> Sharing:
    return GROUPS.cut_into(c // groups)


@OTHERS.misconception(
    "The channels are dealt out to the groups one by one, like cards: every groups-th channel. "
    "They should be cut, in order, into contiguous parts."
)
def channels_dealt(c: int, groups: int) -> Sharing:
    return Sharing((1, 3, 4), groups=c // groups)


@OTHERS.misconception(
    "A group has one mean and one variance for the whole batch. Here every image is normalized by "
    "itself, and training and test are the same."
)
def whole_batch(c: int, groups: int) -> Sharing:
    return Sharing((0, 2, 3, 4), groups)


@OTHERS.misconception(
    "Every channel has one mean and one variance for the whole batch. That is batch normalization; "
    "here every image is normalized by itself, group by group."
)
def as_batchnorm(c: int, groups: int) -> Sharing:
    return PIXELS


@OTHERS.misconception(
    "Every place of a group has its own mean and variance, taken over its channels. All places of "
    "the group share one mean and one variance."
)
def per_place(c: int, groups: int) -> Sharing:
    return Sharing((2,), groups)


def _first_of_each(v: Tensor, groups: int) -> Tensor:
    """Entry g for all channels of group g."""
    return v[:groups].repeat_interleave(len(v) // groups)


@groupnorm.misconception(
    "You look up gamma and beta by group: all channels of group g get entry g. Every channel has "
    "its own factor and offset."
)
def looked_up_by_group(x: Tensor, gamma: Tensor, beta: Tensor, groups: int, **case: Any) -> Any:
    gamma, beta = (_first_of_each(v, groups) for v in (gamma, beta))
    return ref.groupnorm(x, gamma, beta, groups, **case)


@groupnorm_backward.misconception(
    "dgamma and dbeta have one entry for each group. Every channel has a gamma and a beta of its "
    "own."
)
@backward_with(GROUPS)
def summed_for_groups(b: Back) -> Any:
    groups = b.sharing.groups or 1
    return b.dx(), b.dgamma.reshape(groups, -1).sum(1), b.dbeta.reshape(groups, -1).sum(1)
