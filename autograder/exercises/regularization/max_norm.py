"""Assignment 04: a limit to the length of a unit's weights."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from autograder.core.exercise import Case, exercise
from autograder.exercises.inputs import signed, sizes
from autograder.reference import regularization as ref
from autograder.reference.backend import torch

if TYPE_CHECKING:
    from torch import Tensor

SMALL = np.array([[3.0, 1.0, 0.0], [-4.0, 2.0, -6.0]])
"""Three columns to work by hand: lengths 5, √5 and 6."""


def columns(rng: np.random.Generator, lengths: np.ndarray) -> np.ndarray:
    """w (D, M): one column of each length, in random directions."""
    (d,) = rng.choice([d for d in range(3, 9) if d != len(lengths)], 1)
    w = signed(rng, int(d), len(lengths))
    return np.asarray(w / np.linalg.norm(w, axis=0) * rng.permutation(lengths) + 0.0)


@exercise(
    "regularization.max_norm",
    points=3,
    reference=ref.max_norm,
    hints=(
        "One length for every column: over which axis do you add up?",
        "A column of length 6 under a limit of 2 is divided by 3. By what is a short one divided?",
        "A column of zeros has length 0. Do you divide by it?",
    ),
)
def max_norm(rng: np.random.Generator) -> Iterator[Case]:
    """max_norm scales back the columns that are longer than the limit."""
    yield Case("three columns, by hand", w=SMALL, limit=3.0)
    for name, limit in (("a limit above 1", 2.5), ("a limit of 1", 1.0), ("a limit below 1", 0.3)):
        lengths = limit * np.concatenate([rng.uniform(0.2, 0.8, 2), rng.uniform(1.3, 4, 3)])
        yield Case(f"long and short columns, {name}", w=columns(rng, lengths), limit=limit)
    w = columns(rng, rng.uniform(2, 5, 4))
    yield Case("every column is too long", w=w, limit=float(rng.uniform(0.5, 1.5)))
    w = columns(rng, np.concatenate([rng.uniform(0.5, 2, 5), rng.uniform(3, 5, 1)]))
    yield Case("one column is too long", w=w, limit=2.5)
    w = columns(rng, rng.uniform(0.2, 1.2, 5))
    yield Case("no column is too long: nothing changes", w=w, limit=1.5)
    yield Case("a column of zeros", w=columns(rng, np.array([0.0, 0.7, 3, 5])), limit=1.5)
    yield Case("one row: every length is |w|", w=3 * signed(rng, 1, *sizes(rng, 1)), limit=0.5)
    yield Case("one column", w=3 * signed(rng, *sizes(rng, 1), 1), limit=0.5)


def _lengths(w: Tensor) -> Tensor:
    lengths: Tensor = torch.linalg.vector_norm(w, dim=0)
    return lengths


@max_norm.misconception("You limit the rows. The weights into one unit form a column.")
def rows_limited(w: Tensor, limit: float) -> Tensor:
    return ref.max_norm(w.T, limit).T


@max_norm.misconception("Every column is scaled to the limit, even those that were shorter.")
def every_column_scaled(w: Tensor, limit: float) -> Tensor:
    return w * limit / _lengths(w)


@max_norm.misconception(
    "Single weights are clipped at ±limit. The limit applies to the length of a column."
)
def weights_clipped(w: Tensor, limit: float) -> Tensor:
    return w.clamp(-limit, limit)


@max_norm.misconception(
    "You use the length of the whole matrix to scale all columns. Each column has its own length."
)
def whole_matrix(w: Tensor, limit: float) -> Tensor:
    length: Tensor = w.norm()
    return w * (limit / length).clamp(max=1)


@max_norm.misconception("The root is missing: the sum of squares is used as if it were the length.")
def squared_length(w: Tensor, limit: float) -> Tensor:
    return w * (limit / w.square().sum(dim=0)).clamp(max=1)


@max_norm.misconception("Columns that are too long are scaled to length 1 instead of the limit.")
def to_length_1(w: Tensor, limit: float) -> Tensor:
    return torch.where(_lengths(w) > limit, w / _lengths(w), w)


@max_norm.misconception(
    "You use the sum of the absolute values as the length. Here it is the Euclidean length."
)
def sum_of_sizes(w: Tensor, limit: float) -> Tensor:
    return w * (limit / w.abs().sum(dim=0)).clamp(max=1)


@max_norm.misconception(
    "All columns are scaled by the factor that the longest one needs. Each column has its own "
    "length."
)
def as_the_longest(w: Tensor, limit: float) -> Tensor:
    return w * (limit / _lengths(w).max()).clamp(max=1)
