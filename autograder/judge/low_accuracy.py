"""Why is an accuracy low? Causes that show in which classes are said of which images."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from autograder.core.outcome import Outcome
from autograder.core.verdict import Cause, CauseKind

NEARLY_ALL = 0.99
BY_HEART = 0.15
"""Known images are right more often than new ones by at least this share of all."""
OFTEN = 0.2
"""Two classes are confused if this share of the one is taken for the other, ``AT_LEAST`` images."""
AT_LEAST = 5
MOST = 2
NEAR = 0.02
"""An accuracy is as good as another one that is higher by no more than this."""


@dataclass(frozen=True)
class Seen:
    """The classes that were said of some images, and the true ones."""

    said: np.ndarray
    truth: np.ndarray

    @property
    def accuracy(self) -> float:
        return float(np.mean(self.said == self.truth))


def causes(outcome: Outcome, new: Seen, trained: Seen, public: Seen) -> Iterator[Cause]:
    """The likely cause, then what else is known.

    Student code chooses what is said of ``new`` images, which may be hidden: of them nothing is
    told but accuracies. Classes are named as ``public`` images show them.
    """
    guessing = 1 / len(outcome.classes)
    most_said = np.bincount(new.said, minlength=len(outcome.classes)).max() / len(new.said)
    if (known := _by_heart(new, trained, public)) is not None:
        yield known
    elif most_said >= NEARLY_ALL:
        sentence = "In nearly all images one and the same class has the highest score."
        yield Cause(CauseKind.ONE_CLASS, "", sentence)
    elif new.accuracy <= guessing + NEAR:
        sentence = f"No better than guessing, which gets {guessing:.0%} of the images right."
        yield Cause(CauseKind.GUESSING, "", sentence)
    elif new.accuracy <= outcome.linear + NEAR:
        sentence = (
            f"No better than a linear classifier on the pixels, which gets {outcome.linear:.0%} of "
            "the images right."
        )
        yield Cause(CauseKind.LINEAR, "", sentence)
    else:
        yield from _confused(outcome, public)


def _by_heart(new: Seen, trained: Seen, public: Seen) -> Cause | None:
    """Images that a student knows are right far more often than new ones."""
    places = {"that the notebook trains on": trained, "of `check`": public}
    name, known = max(places.items(), key=lambda place: place[1].accuracy)
    if known.accuracy - new.accuracy < BY_HEART:
        return None
    sentence = (
        f"{known.accuracy:.0%} of the images {name} are right, but {new.accuracy:.0%} of new ones: "
        "they are learned by heart. More images, changed ones (flips, shifts) or regularization "
        "help."
    )
    return Cause(CauseKind.BY_HEART, name, sentence)


def _confused(outcome: Outcome, public: Seen) -> Iterator[Cause]:
    """The pairs of classes that are confused most, of those that often are."""
    classes = len(outcome.classes)
    table = np.zeros((classes, classes))
    np.add.at(table, (public.truth, public.said), 1)
    shares = table / np.maximum(table.sum(axis=1, keepdims=True), 1)
    shares[table < AT_LEAST] = 0
    np.fill_diagonal(shares, 0)
    for place in np.argsort(-shares, axis=None)[:MOST]:
        true, said = np.unravel_index(place, table.shape)
        share = shares[true, said]
        if share >= OFTEN:
            names = outcome.classes[true], outcome.classes[said]
            sentence = (
                f"{share:.0%} of the public images of class {names[0]} are taken for {names[1]}."
            )
            yield Cause(CauseKind.CONFUSED, " as ".join(names), sentence)
