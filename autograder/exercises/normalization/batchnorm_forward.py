"""Assignment 04: batch normalization of samples, the forward pass."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from autograder.core.exercise import Case, exercise
from autograder.exercises.inputs import sizes
from autograder.exercises.normalization.averages import AVERAGES, Pass, batches, scaled_batches
from autograder.exercises.normalization.inputs import X, batchnorm_cases, feed
from autograder.exercises.normalization.scaling import SCALING
from autograder.exercises.normalization.sharing import FEATURES
from autograder.reference import normalization as ref


@exercise(
    "normalization.batchnorm_forward",
    points=8,
    reference=ref.batchnorm,
    outputs=("out", "running_mean", "running_var"),
    probe=feed,
    new_arrays=True,
    hints=(
        "x is (N, D), and every feature gets its own mean, (D,): which axis disappears?",
        "var() takes ddof, the number to subtract from n. Which of the two variances goes where?",
        "Two questions decide everything: whose statistics normalize, and do the averages change?",
        "running *= … changes the caller's array. a = b + c makes a new one.",
    ),
)
def batchnorm_forward(rng: np.random.Generator) -> Iterator[Case]:
    """batchnorm_forward normalizes every feature over the batch, and keeps averages for test."""
    yield Case(
        "4×2 by hand: means 3 and 4, both variances 4, unbiased 5.333",
        x=X, gamma=np.array([1.0, 3]), beta=np.array([0.0, 10]),
        running_mean=np.array([1.0, 2]), running_var=np.array([2.0, 4]), momentum=0.25,
    )  # fmt: skip
    yield from batchnorm_cases(rng, lambda rng: tuple(sizes(rng, 2)))


AVERAGES.join(batchnorm_forward, batches)
SCALING.join(batchnorm_forward, scaled_batches)


@batchnorm_forward.misconception(
    "Mean and variance are taken over the features of each sample. That is layer normalization; "
    "here each feature is normalized over all samples."
)
@batches
def over_features(p: Pass) -> Any:
    """The result of axis=1, keepdims=True everywhere."""
    if not p.train:
        return p.right_out(), *p.running
    mean, var = FEATURES.mean(p.x), FEATURES.var(p.x)
    return p.out(mean, var), *p.moved(mean, FEATURES.var(p.x, unbiased=True))


@batchnorm_forward.misconception(
    "Mean and variance of out are taken over the features of each sample, those of the averages "
    "over all samples, as they should be."
)
@batches
def over_features_in_out(p: Pass) -> Any:
    mean, var = FEATURES.mean(p.x), FEATURES.var(p.x)
    return p.out(mean, var) if p.train else p.right_out(), *p.right_averages()
