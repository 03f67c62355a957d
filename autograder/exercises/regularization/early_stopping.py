"""Assignment 04: early stopping, watched over whole loss curves."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import numpy as np

from autograder.core.exercise import Case, exercise
from autograder.reference import regularization as ref

NAN, INF = math.nan, math.inf


def watched(stopper_class: Any, losses: Any, patience: int, *min_delta: float) -> Any:
    """What a stopper returns after each loss, and its best; a second one gets other losses."""
    stopper, other = (stopper_class(patience, *min_delta) for _ in range(2))
    stops, bests = [], []
    for loss in losses:
        other.update(-1e9)
        stops.append(stopper.update(float(loss)))
        bests.append(stopper.best)
    return stops, bests


CURVES: tuple[tuple[str, int, float, list[float]], ...] = (
    ("a plateau: an equal loss is no improvement", 3, 0.0, [4, 2, 2, 2, 2, 2]),
    ("better and worse in turn: never stop", 2, 0.0, [9, 10, 8, 9, 7, 8, 6, 7, 5]),
    ("every other loss beats the one before, none beats the best", 4, 0.0,
     [3, 6, 5, 7, 6, 8, 7]),
    ("a gain of exactly min_delta does not count", 2, 0.5, [4, 3.5, 3, 2.5, 1]),
    ("gains below min_delta add up", 3, 1.0, [8, 7.5, 7, 6.5, 6, 5.5, 5, 4.5, 4]),
    ("min_delta is not a percentage", 2, 0.25, [64, 63, 62, 61, 60]),
    ("losses below 0", 2, 0.25, [-1, -1.5, -1.625, -1.5, -3, -2.5]),
    ("NaN comes first", 3, 0.0, [NAN, 5, 4, 6, 7, 8]),
    ("NaN in the middle", 2, 0.0, [5, NAN, 4, NAN, NAN, 3]),
    ("NaN and nothing else", 3, 0.0, [NAN, NAN, NAN, NAN]),
    ("infinity comes first", 2, 0.0, [INF, 7, 9, INF, 8]),
    ("infinity twice", 2, 0.5, [INF, INF, 6, 5, INF]),
    ("a patience of 1", 1, 0.0, [3, 2, 2.5, 1, 1]),
    ("training goes on after a stop, and improves", 2, 0.0, [2, 3, 3, 3, 1, 2, 2]),
)  # fmt: skip
"""Name, patience, min_delta and losses, all of them exact in binary. Each case shifts its curve."""


def curve(rng: np.random.Generator, length: int) -> np.ndarray:
    """A loss that falls, levels off and rises again, with noise."""
    t = np.linspace(-1, 1, length)
    return np.asarray(2 + t**2 - 0.4 * t + 0.3 * rng.normal(size=length))


@exercise(
    "regularization.early_stopping",
    points=6,
    stub="cs_cnn.regularization:EarlyStopping",
    reference=ref.early_stopping,
    probe=watched,
    outputs=("stop", "best"),
    hints=(
        "Which two things must you remember from one update to the next?",
        "What happens to the count of updates without an improvement when one comes?",
        "Compare with NaN in a terminal: math.nan < 3, math.nan >= 3, not (math.nan >= 3).",
    ),
)
def early_stopping(rng: np.random.Generator) -> Iterator[Case]:
    """EarlyStopping says when the validation loss has stopped getting better."""
    losses = np.array([5, 3, 4, 3.5, 2])
    yield Case(
        "by hand: two worse losses after the second", losses=losses, patience=2, min_delta=0.0
    )
    for name, patience, min_delta, found in CURVES:
        losses = np.array(found) - float(rng.integers(1, 33)) / 16
        yield Case(name, losses=losses, patience=patience, min_delta=min_delta)
    losses = curve(rng, 9)
    losses = np.append(losses, losses.min() - 1e-6 * np.arange(1, 9))
    yield Case("min_delta is not given: a gain of a millionth counts", losses=losses, patience=3)
    for number, patience in enumerate((1, 2, 4, 5)):
        losses, min_delta = curve(rng, 30), float(rng.uniform(0.1, 0.4)) * (number % 2)
        name = f"a noisy curve, patience {patience}"
        yield Case(name, losses=losses, patience=patience, min_delta=min_delta)
