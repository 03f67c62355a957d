"""Random inputs for the cases of every assignment: both signs, different sizes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import numpy as np

T = TypeVar("T")


def sizes(rng: np.random.Generator, count: int, low: int = 3) -> list[int]:
    """``count`` sizes from ``low`` to ``low + 6``, no two of them the same."""
    return [int(n) for n in rng.choice(np.arange(low, low + 7), count, replace=False)]


def signed(rng: np.random.Generator, *shape: int) -> np.ndarray:
    """Normal numbers pushed 0.05 away from zero; the first is positive, the second negative."""
    x = rng.normal(size=shape)
    x.flat[:2] = np.abs(x.flat[:2]) * (1, -1)
    return x + np.copysign(0.05, x)


def until(good: Callable[[T], bool], draw: Callable[[], T]) -> T:
    """Draw until the draw is good, for example until it stays away from kinks."""
    while not good(item := draw()):
        pass
    return item
