"""A criterion that is a matter of degree: how many images do a student's weights get right?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from autograder.core.exercise import Case, Criterion, Exercise

Labelled = tuple[np.ndarray, np.ndarray]
"""Images (N, …) and their classes (N,), whole numbers from 0."""


class Batch(Case):
    """Images that the student's function gets, and their classes, which only the judge has."""

    def __init__(self, name: str, x: np.ndarray, y: np.ndarray) -> None:
        super().__init__(name, x=x)
        self.y = y

    def with_weights(self, params: dict[str, np.ndarray]) -> Batch:
        """The same, with the weights that the function gets before the images."""
        made = Batch(self.name, self.inputs["x"], self.y)
        made.inputs = {"params": params, **self.inputs}
        return made


@dataclass(frozen=True)
class Outcome(Criterion):
    """The accuracy of ``function(params, x)`` → scores (N, K), with weights that are handed in.

    ``params`` are the arrays of the file ``weights_of(exercise)``. ``draw`` gives as many images,
    float32, and classes as it is asked for; ``known`` those that everybody trains on. Points rise
    linearly from an accuracy of ``least`` to one of ``full``. ``linear`` is what a linear
    classifier on the pixels reaches. The exercise needs no cases of its own; its reference gives
    the form of the scores for x, its ``seconds`` are for all images together, and ``rtol=0,
    atol=inf`` lets every score pass that is finite.
    """

    name: ClassVar[str] = "accuracy"
    share_if_missed: ClassVar[float] = 0.0

    draw: Callable[[np.random.Generator, int], Labelled]
    known: Callable[[], Labelled]
    classes: tuple[str, ...]
    linear: float
    least: float
    full: float
    images: int = 2000
    batch: int = 100

    def cases(self, rng: np.random.Generator) -> list[Case]:
        """Some images in other company, then all, then the first ones again."""
        x, y = self.draw(rng, self.images)
        mixed = rng.permutation(self.images)[: self.batch]
        every = list(self.batches(x, y))
        return [Batch(self.name, x[mixed], y[mixed]), *every, every[0]]

    def batches(self, x: np.ndarray, y: np.ndarray) -> Iterator[Batch]:
        """All images, ``batch`` at a time."""
        for start in range(0, len(x), self.batch):
            part = slice(start, start + self.batch)
            yield Batch(self.name, x[part], y[part])

    def share(self, percent: int) -> float:
        """The share of the points for an accuracy in whole percent."""
        least, full = 100 * self.least, 100 * self.full
        return min(max((percent - least) / (full - least), 0.0), 1.0)


def weights_of(exercise: Exercise) -> str:
    """The file of weights that belongs to the answer, beside the module; empty without one."""
    wanted = any(isinstance(each, Outcome) for each in exercise.criteria)
    return exercise.file.removesuffix(".py") + ".npz" if wanted else ""
