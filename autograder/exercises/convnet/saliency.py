"""Assignment 06: the pixels that a class score depends on most."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from autograder.core.exercise import Case, exercise
from autograder.exercises.convnet.inputs import weights, with_network
from autograder.exercises.inputs import signed, sizes
from autograder.reference import convnet as ref
from autograder.reference.backend import torch, vjp

if TYPE_CHECKING:
    from torch import Tensor

    from autograder.reference.backprop import Tensors


@exercise(
    "convnet.saliency",
    points=4,
    reference=ref.saliency,
    probe=with_network,
    outputs=("saliency",),
    hints=(
        "backward turns a gradient at the scores into one at the image. Which gradient has the "
        "score of class y itself, at the K scores?",
        "One pixel has a slope in each channel. Which one counts: the largest, or the one that is "
        "farthest from 0?",
        "All images at once: dscores is (N, K), with a single 1 in each row.",
    ),
)
def saliency(rng: np.random.Generator) -> Iterator[Case]:
    """saliency finds the pixels that a class score depends on most."""
    for name in ("a batch", "another batch"):
        n, c, h, w, k = sizes(rng, 5, low=2)
        net = weights(rng, c, h, w, hidden=7, classes=k)
        y = rng.integers(k, size=n)
        yield Case(name, weights=net, x=signed(rng, n, c, h, w), y=y)
    net = weights(rng, 3, h, w, hidden=5, classes=k)
    yield Case("one image", weights=net, x=signed(rng, 1, 3, h, w), y=np.array([k - 1]))
    y = rng.integers(k, size=n)
    net = weights(rng, 1, h, w, hidden=5, classes=k)
    yield Case("one channel", weights=net, x=signed(rng, n, 1, h, w), y=y)
    y = rng.permutation(np.arange(4) % 3)
    net = weights(rng, 3, 6, 6, hidden=9, classes=3)
    yield Case("square images", weights=net, x=signed(rng, 4, 3, 6, 6), y=y)
    net = weights(rng, 3, 4, 5, hidden=9, classes=3)
    x = np.repeat(signed(rng, 1, 3, 4, 5), 3, axis=0)
    yield Case("one image, asked about each class", weights=net, x=x, y=np.arange(3))


def _slopes(weights: Tensors, x: Tensor, dscores: Tensor) -> Tensor:
    x = x.clone().requires_grad_()
    return vjp(ref.network_scores(weights, x), [x], dscores)[0]


def _steepest(slopes: Tensor) -> Tensor:
    return slopes.abs().amax(1)


@saliency.misconception(
    "The largest slope counts, with its sign. A score can depend on a pixel by falling: take the "
    "absolute values first."
)
def with_signs(weights: Tensors, x: Tensor, y: Tensor) -> Tensor:
    return ref.score_slopes(weights, x, y).amax(1)


@saliency.misconception(
    "The absolute value is taken of the largest slope. Take the absolute values first: a slope of "
    "−3 is steeper than one of 2."
)
def absolute_too_late(weights: Tensors, x: Tensor, y: Tensor) -> Tensor:
    return ref.score_slopes(weights, x, y).amax(1).abs()


@saliency.misconception(
    "The channels are added up. A pixel's saliency is the largest absolute slope of its channels."
)
def summed(weights: Tensors, x: Tensor, y: Tensor) -> Tensor:
    return ref.score_slopes(weights, x, y).abs().sum(1)


@saliency.misconception(
    "This is the mean of a pixel's channels. Its saliency is the largest absolute slope of them."
)
def averaged(weights: Tensors, x: Tensor, y: Tensor) -> Tensor:
    return ref.score_slopes(weights, x, y).abs().mean(1)


@saliency.misconception(
    "Slopes of different channels cancel: they are added up with their signs before the absolute "
    "value is taken."
)
def cancelled(weights: Tensors, x: Tensor, y: Tensor) -> Tensor:
    return ref.score_slopes(weights, x, y).sum(1).abs()


@saliency.misconception("The channels are still there. One number is left of all of a pixel's.")
def each_channel(weights: Tensors, x: Tensor, y: Tensor) -> Tensor:
    return ref.score_slopes(weights, x, y).abs()


@saliency.misconception(
    "The slopes are those of all scores together: dscores is 1 everywhere. Only the class that is "
    "asked about has a 1."
)
def all_classes(weights: Tensors, x: Tensor, y: Tensor) -> Tensor:
    return _steepest(_slopes(weights, x, torch.ones_like(ref.network_scores(weights, x))))


@saliency.misconception(
    "The slopes are those of the softmax loss. The saliency asks for the score itself: no softmax, "
    "no loss."
)
def of_the_loss(weights: Tensors, x: Tensor, y: Tensor) -> Tensor:
    return _steepest(_slopes(weights, x, _softmax_less_one(weights, x, y) / len(x)))


@saliency.misconception(
    "The slopes are those of each image's softmax loss. The saliency asks for the score itself."
)
def of_each_loss(weights: Tensors, x: Tensor, y: Tensor) -> Tensor:
    return _steepest(_slopes(weights, x, _softmax_less_one(weights, x, y)))


def _softmax_less_one(weights: Tensors, x: Tensor, y: Tensor) -> Tensor:
    scores = ref.network_scores(weights, x)
    return scores.softmax(1) - torch.nn.functional.one_hot(y, scores.shape[1])


@saliency.misconception(
    "The slopes are divided by the number of images, as in a mean. Each image is asked alone."
)
def mean_over_the_batch(weights: Tensors, x: Tensor, y: Tensor) -> Tensor:
    return ref.saliency(weights, x, y) / len(x)


@saliency.misconception("The slopes are those of the highest score. You are asked about class y.")
def of_the_highest(weights: Tensors, x: Tensor, y: Tensor) -> Tensor:
    return ref.saliency(weights, x, ref.network_scores(weights, x).argmax(1))


@saliency.misconception(
    "Every image is asked about all classes in y: `dscores[:, y] = 1` writes into all rows."
)
def all_of_y(weights: Tensors, x: Tensor, y: Tensor) -> Tensor:
    dscores = torch.zeros_like(ref.network_scores(weights, x))
    dscores[:, y] = 1
    return _steepest(_slopes(weights, x, dscores))


@saliency.misconception(
    "dscores holds the scores. How fast does score y grow if score y grows by 1?"
)
def scores_for_ones(weights: Tensors, x: Tensor, y: Tensor) -> Tensor:
    scores = ref.network_scores(weights, x)
    one_hot = torch.nn.functional.one_hot(y, scores.shape[1])
    return _steepest(_slopes(weights, x, scores * one_hot))


@saliency.misconception("The slopes are multiplied by the image. Here it is the slopes alone.")
def times_the_image(weights: Tensors, x: Tensor, y: Tensor) -> Tensor:
    return _steepest(ref.score_slopes(weights, x, y) * x)


@saliency.misconception("The slopes are squared, or their squares are added up: no squares here.")
def squared(weights: Tensors, x: Tensor, y: Tensor) -> Tensor:
    return ref.score_slopes(weights, x, y).square().amax(1)


@saliency.misconception(
    "You return lengths: the root of the sum of the squares of a pixel's slopes. The exercise asks "
    "for the largest of them."
)
def lengths(weights: Tensors, x: Tensor, y: Tensor) -> Tensor:
    return ref.score_slopes(weights, x, y).square().sum(1).sqrt()


@saliency.misconception(
    "The map of each image is divided by its largest value. For a picture that helps; here it is "
    "the slopes as they are."
)
def scaled(weights: Tensors, x: Tensor, y: Tensor) -> Tensor:
    found = ref.saliency(weights, x, y)
    return found / found.amax((1, 2), keepdim=True)


@saliency.misconception(
    "The slopes are those of the probability: a softmax is on the way back. It is the score itself "
    "that is asked about."
)
def of_the_probability(weights: Tensors, x: Tensor, y: Tensor) -> Tensor:
    chance = ref.network_scores(weights, x).softmax(1).gather(1, y[:, None])
    return _steepest(_slopes(weights, x, -chance * _softmax_less_one(weights, x, y)))


@saliency.misconception(
    "dscores holds the scores of all classes. Only the class that is asked about has a number, 1."
)
def all_scores(weights: Tensors, x: Tensor, y: Tensor) -> Tensor:
    return _steepest(_slopes(weights, x, ref.network_scores(weights, x)))


@saliency.misconception(
    "Negative slopes count as 0. A score can depend on a pixel by falling: take absolute values."
)
def rising_alone(weights: Tensors, x: Tensor, y: Tensor) -> Tensor:
    return ref.score_slopes(weights, x, y).amax(1).clamp(min=0)


@saliency.misconception(
    "All slopes are those at the last image: backward goes back from the last call of forward. "
    "Call backward before the next image goes forward, or send all of them together."
)
def at_the_last_image(weights: Tensors, x: Tensor, y: Tensor) -> Tensor:
    return ref.saliency(weights, x[-1:].expand_as(x), y)
