"""Assignment 04: batch normalization of samples, the backward pass."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np

from autograder.core.exercise import Case, exercise
from autograder.exercises.inputs import sizes
from autograder.exercises.normalization.back import Back, backward_with
from autograder.exercises.normalization.inputs import (
    DOUT,
    X,
    backward_cases,
    fewest,
    narrow,
    of_unequal_features,
    special,
)
from autograder.exercises.normalization.sharing import BATCH, FEATURES
from autograder.exercises.normalization.slopes import SLOPES
from autograder.reference import normalization as ref

GRADIENTS = ("dx", "dgamma", "dbeta")


def two_sizes(rng: np.random.Generator) -> tuple[int, ...]:
    """N and D."""
    return tuple(sizes(rng, 2))


@exercise(
    "normalization.batchnorm_backward",
    points=8,
    reference=ref.batchnorm_backward,
    outputs=GRADIENTS,
    hints=(
        "Draw the graph: x, μ, x − μ, σ², the root, x̂, out. Go back along every arrow.",
        "Three arrows leave x: into x − μ, into μ and into σ². Add up what comes back along them.",
        "Along which axis did the sums for μ and σ² run? The way back spreads evenly along it.",
        "In the end it is all one formula: subtract from dL/dx̂ its mean and its part along x̂, "
        "then divide by the root.",
    ),
)
def batchnorm_backward(rng: np.random.Generator) -> Iterator[Case]:
    """batchnorm_backward sends gradients back directly, through mean and variance."""
    name = "4×2 by hand: dx begins with nearly 1 and −0.75"
    yield Case(name, dout=DOUT, x=X, gamma=np.array([1.0, 3]))
    for settings in ({}, {"eps": 0.5}):
        for _ in range(2):
            n, d = two_sizes(rng)
            name = f"{n} samples, {d} features, eps {settings.get('eps', 'left out')}"
            x = of_unequal_features(rng, n, d)
            yield from backward_cases(rng, [(name, x)], **settings)
    yield from backward_cases(rng, special(rng, two_sizes, axis=1))
    yield from backward_cases(rng, [fewest(rng, two_sizes), narrow(rng, two_sizes)])


SLOPES.join(batchnorm_backward, backward_with(BATCH))


@batchnorm_backward.misconception(
    "The means run over the features of each sample, as in layer normalization. Here each feature "
    "is normalized over all samples."
)
@backward_with(BATCH)
def over_features(b: Back) -> Any:
    """dgamma and dbeta are still the sums over samples."""
    return replace(b, sharing=FEATURES).gradients()
