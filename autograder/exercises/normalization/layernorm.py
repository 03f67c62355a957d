"""Assignment 04: layer normalization, forward and backward."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.core.exercise import Case, exercise
from autograder.exercises.normalization.back import Back, backward_with
from autograder.exercises.normalization.batchnorm_backward import GRADIENTS, two_sizes
from autograder.exercises.normalization.inputs import (
    DOUT,
    X,
    backward_cases,
    forward_cases,
    narrow,
    of_unequal_features,
    special,
)
from autograder.exercises.normalization.scaling import SCALING, UNBIASED, scaled_by
from autograder.exercises.normalization.sharing import BATCH, FEATURES, standardized
from autograder.exercises.normalization.slopes import LATE_GAMMA, SLOPES
from autograder.reference import normalization as ref
from autograder.reference.backend import torch

if TYPE_CHECKING:
    from torch import Tensor


def samples(rng: np.random.Generator) -> Iterator[tuple[str, np.ndarray]]:
    """Batches with two shapes, a sample alone, and the special ones."""
    for _ in range(2):
        n, d = two_sizes(rng)
        yield f"{n} samples, {d} features", of_unequal_features(rng, n, d)
    yield "one sample alone", of_unequal_features(rng, 1, two_sizes(rng)[1])
    yield narrow(rng, two_sizes)
    yield from special(rng, two_sizes, axis=0)


@exercise(
    "normalization.layernorm",
    points=4,
    stub="cs_cnn.normalization:layernorm_forward",
    reference=ref.layernorm,
    hints=(
        "Each sample gets its own mean: which axis of (N, D) disappears?",
        "A mean of shape (N,) does not meet (N, D); with keepdims=True it is (N, 1).",
        "gamma and beta belong to the features, as before: NumPy adds (D,) to every row.",
    ),
)
def layernorm(rng: np.random.Generator) -> Iterator[Case]:
    """layernorm_forward normalizes every sample over its features."""
    name = "2×4 by hand: means 3 and 4, both variances 4"
    yield Case(
        name, x=X.T.copy(), gamma=np.array([1.0, 3, -2, 0.5]), beta=np.array([0.0, 10, 2, -1])
    )
    yield from forward_cases(rng, samples(rng))
    yield from forward_cases(rng, [("eps 0.5", of_unequal_features(rng, 5, 7))], eps=0.5)


SCALING.join(layernorm, scaled_by(FEATURES))
UNBIASED.join(layernorm, lambda layer: layer(FEATURES))


@layernorm.misconception(
    "Mean and variance are taken over the samples, feature by feature. That is batch "
    "normalization; here every sample is normalized by itself."
)
def over_samples(x: Tensor, gamma: Tensor, beta: Tensor, eps: float = 1e-5) -> Tensor:
    return gamma * standardized(x, BATCH, eps) + beta


@layernorm.misconception(
    "All numbers of the batch share one mean and one variance: does mean() lack its axis?"
)
def one_for_all(x: Tensor, gamma: Tensor, beta: Tensor, eps: float = 1e-5) -> Tensor:
    return gamma * (x - x.mean()) / torch.sqrt(x.var(correction=0) + eps) + beta


@layernorm.misconception(
    "The numbers are divided by the root of their mean square, and no mean is subtracted. That is "
    "RMSNorm, a later and simpler layer."
)
def root_mean_square(x: Tensor, gamma: Tensor, beta: Tensor, eps: float = 1e-5) -> Tensor:
    return gamma * x / torch.sqrt(FEATURES.mean(x**2) + eps) + beta


@exercise(
    "normalization.layernorm_backward",
    points=4,
    reference=ref.layernorm_backward,
    outputs=GRADIENTS,
    hints=(
        "The same three paths as in batch normalization. Along which axis do they run now?",
        "Two different axes are at work: one for the means in dx, one for what gamma and beta get.",
    ),
)
def layernorm_backward(rng: np.random.Generator) -> Iterator[Case]:
    """layernorm_backward sends gradients back inside every sample."""
    name = "2×4 by hand: dx begins with nearly 1 and 0"
    yield Case(name, dout=DOUT.T.copy(), x=X.T.copy(), gamma=np.ones(4))
    yield from backward_cases(rng, samples(rng))
    x = of_unequal_features(rng, 7, 5)
    yield from backward_cases(rng, [("eps 0.5", x)], eps=0.5)


SLOPES.join(layernorm_backward, backward_with(FEATURES))
LATE_GAMMA.join(layernorm_backward, backward_with(FEATURES))


@layernorm_backward.misconception(
    "The means run over the samples of each feature, as in batch normalization. Here every sample "
    "is normalized by itself."
)
@backward_with(FEATURES)
def over_the_batch(b: Back) -> Any:
    return replace(b, sharing=BATCH).gradients()


@layernorm_backward.misconception(
    "x̂ is right, and the two means in dx run over the samples. They run along the axis that was "
    "normalized: over the features of each sample."
)
@backward_with(FEATURES)
def means_over_the_batch(b: Back) -> Any:
    return b.with_dx(b.along(BATCH))


@layernorm_backward.misconception(
    "dgamma and dbeta are summed over the features, so there is one number for each sample. There "
    "is one gamma for each feature: which numbers share it?"
)
@backward_with(FEATURES)
def summed_over_features(b: Back) -> Any:
    return b.dx(), (b.dout * b.standard).sum(1), b.dout.sum(1)
