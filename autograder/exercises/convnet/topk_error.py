"""Assignment 06: how often the right class is not among the highest scores."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from autograder.core.exercise import Case, exercise
from autograder.exercises.inputs import signed
from autograder.reference import convnet as ref

if TYPE_CHECKING:
    from torch import Tensor


@exercise(
    "convnet.topk_error",
    points=2,
    reference=ref.topk_error,
    outputs=("error",),
    hints=(
        "For one image: how many other classes score at least as high as the right one?",
        "No sorting is needed. scores[np.arange(N), y] is the right class's score of each image.",
    ),
)
def topk_error(rng: np.random.Generator) -> Iterator[Case]:
    """topk_error measures how often the right class is not among the k highest scores."""
    scores = np.array([[3.0, 1, 2, 0], [0, 5, 4, 1], [2, 3, 1, 4]])
    yield Case("three images, by hand", scores=scores, y=np.array([2, 1, 0]), k=2)
    for k in (1, 2, 3, 5):
        classes, n = int(rng.integers(6, 12)), int(rng.integers(30, 50))
        y = rng.integers(classes, size=n)
        yield Case(f"top {k}", scores=signed(rng, n, classes), y=y, k=k)
    scores = signed(rng, 24, 5)
    yield Case("k is the number of classes", scores=scores, y=rng.integers(5, size=24), k=5)
    yield Case("one image, right", scores=np.eye(7)[[3]], y=np.array([3]), k=1)
    for k in (1, 3):
        scores = rng.integers(3, size=(40, 6)) - 1.0
        y = rng.integers(6, size=40)
        yield Case(f"many scores are equal, top {k}", scores=scores, y=y, k=k)
    y = rng.integers(4, size=20)
    yield Case("all scores are equal, top 2", scores=np.ones((20, 4)), y=y, k=2)


def _ahead(scores: Tensor, y: Tensor) -> Tensor:
    """How many classes are higher than the right one."""
    return (scores > scores.gather(1, y[:, None])).sum(1)


def _share(wrong: Tensor) -> float:
    return wrong.double().mean().item()


@topk_error.misconception(
    "Ties are in your favour: a class that scores as high as the right one may come behind it. "
    "Count it as ahead, else a network that gives the same score to all is never wrong."
)
def ties_in_favour(scores: Tensor, y: Tensor, k: int) -> float:
    return _share(_ahead(scores, y) >= k)


@topk_error.misconception(
    "Of equal scores, the class with the smaller index comes first. Any of them counts as ahead of "
    "the right one, wherever it stands."
)
def ties_by_place(scores: Tensor, y: Tensor, k: int) -> float:
    order = scores.argsort(dim=1, descending=True, stable=True)
    return _share((order[:, :k] != y[:, None]).all(1))


@topk_error.misconception(
    "Of equal scores, the class with the larger index comes first. Any of them counts as ahead of "
    "the right one, wherever it stands."
)
def ties_from_the_end(scores: Tensor, y: Tensor, k: int) -> float:
    order = scores.argsort(dim=1, stable=True)
    return _share((order[:, -k:] != y[:, None]).all(1))


@topk_error.misconception("This is the accuracy. The error is the share of images that are wrong.")
def accuracy(scores: Tensor, y: Tensor, k: int) -> float:
    return 1 - ref.topk_error(scores, y, k)


@topk_error.misconception("k is not used: only the highest score counts.")
def top_one(scores: Tensor, y: Tensor, k: int) -> float:
    return ref.topk_error(scores, y, 1)


@topk_error.misconception(
    "You look at one class too many: with k others ahead, the right class is not among the first k."
)
def one_too_many(scores: Tensor, y: Tensor, k: int) -> float:
    return ref.topk_error(scores, y, k + 1)


@topk_error.misconception("The right class counts as ahead of itself. Look at the other classes.")
def one_too_few(scores: Tensor, y: Tensor, k: int) -> float:
    return ref.topk_error(scores, y, k - 1)


@topk_error.misconception("The lowest scores count as the best. A high score speaks for a class.")
def lowest(scores: Tensor, y: Tensor, k: int) -> float:
    return ref.topk_error(-scores, y, k)


@topk_error.misconception("This is how many images are wrong. Divide by how many there are.")
def counted(scores: Tensor, y: Tensor, k: int) -> float:
    return ref.topk_error(scores, y, k) * len(y)


@topk_error.misconception("This is in percent. A share is between 0 and 1.")
def percent(scores: Tensor, y: Tensor, k: int) -> float:
    return ref.topk_error(scores, y, k) * 100
