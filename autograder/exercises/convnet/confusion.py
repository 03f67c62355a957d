"""Assignment 06: which class is taken for which."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from autograder.core.exercise import Case, exercise
from autograder.exercises.inputs import signed, sizes
from autograder.reference import convnet as ref
from autograder.reference.backend import torch

if TYPE_CHECKING:
    from torch import Tensor


@exercise(
    "convnet.confusion",
    points=2,
    reference=ref.confusion,
    hints=(
        "Begin with zeros, K rows and K columns. Which entry does one image add 1 to?",
        "out[y, taken] += 1 with arrays adds 1 once at each place, however often it occurs. "
        "np.add.at adds every time.",
    ),
)
def confusion(rng: np.random.Generator) -> Iterator[Case]:
    """confusion counts which class is taken for which."""
    scores = np.array([[3.0, 1, 2], [0, 5, 4], [2, 3, 1], [7, 6, 5]])
    yield Case("four images, by hand", scores=scores, y=np.array([0, 1, 0, 2]), classes=3)
    for name, factor in (("few images", 1), ("many images", 12)):
        n, k = sizes(rng, 2, low=4)
        y = rng.integers(k, size=n * factor)
        yield Case(name, scores=signed(rng, n * factor, k), y=y, classes=k)
    k = int(rng.integers(6, 9))
    y = rng.integers(2, k - 2, size=30)
    yield Case("no image of some classes", scores=signed(rng, 30, k), y=y, classes=k)
    scores = signed(rng, 30, k)
    scores[:, -2:] = -9
    yield Case("no image is taken for the last", scores=scores, y=y, classes=k)
    yield Case("one image", scores=signed(rng, 1, k), y=np.array([k - 1]), classes=k)
    scores = rng.integers(2, size=(40, 5)) * 1.0
    y = rng.integers(5, size=40)
    yield Case("many scores are equal", scores=scores, y=y, classes=5)
    y = rng.integers(4, size=20)
    yield Case("everything is right", scores=np.eye(4)[y], y=y, classes=4)


@confusion.misconception("Rows and columns are exchanged: rows are the truth.")
def exchanged(scores: Tensor, y: Tensor, classes: int) -> Tensor:
    return ref.confusion(scores, y, classes).T


@confusion.misconception(
    "Each entry is 1 at most: `out[y, taken] += 1` adds once at each place, or = is there for +=. "
    "Every image counts."
)
def once(scores: Tensor, y: Tensor, classes: int) -> Tensor:
    return ref.confusion(scores, y, classes).clamp(max=1)


@confusion.misconception("What is right is not counted. It stands on the diagonal.")
def errors_alone(scores: Tensor, y: Tensor, classes: int) -> Tensor:
    found = ref.confusion(scores, y, classes)
    return found - found.diag().diag()


@confusion.misconception("These are shares of the images of a class. Here it is their number.")
def shares(scores: Tensor, y: Tensor, classes: int) -> Tensor:
    found = ref.confusion(scores, y, classes)
    return found / found.sum(1, keepdim=True).clamp(min=1)


@confusion.misconception("These are shares of all images. Here it is their number.")
def shares_of_all(scores: Tensor, y: Tensor, classes: int) -> Tensor:
    return ref.confusion(scores, y, classes) / len(y)


@confusion.misconception("Of equal scores the last one wins. It should be the first.")
def last_of_equals(scores: Tensor, y: Tensor, classes: int) -> Tensor:
    return ref.confusion(scores.flip(1), y, classes).flip(1)


@confusion.misconception("An image is taken for the class with its lowest score.")
def lowest(scores: Tensor, y: Tensor, classes: int) -> Tensor:
    return ref.confusion(-scores, y, classes)


@confusion.misconception(
    "The table ends with the largest label that occurs. It has `classes` rows and columns, also if "
    "they hold zeros."
)
def only_what_occurs(scores: Tensor, y: Tensor, classes: int) -> Tensor:
    end = int(torch.maximum(y, (scores == scores.amax(1, keepdim=True)).int().argmax(1)).max()) + 1
    return ref.confusion(scores, y, classes)[:end, :end]
