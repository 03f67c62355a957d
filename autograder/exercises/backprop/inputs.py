"""Random inputs for the cases of assignment 01: both signs, different sizes, no kinks."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
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


def far(rng: np.random.Generator) -> np.ndarray:
    """(10,) numbers of both signs up to 1000: where exponentials overflow and where not."""
    sizes = np.array([0.5, 3, 30, 800, 1000]) * rng.uniform(0.9, 1, 5)
    return np.concatenate([-sizes[::-1], sizes])


def labels(rng: np.random.Generator, n: int, k: int) -> np.ndarray:
    """One class from 0 to k − 1 for each of n samples, not all the same."""
    y = rng.integers(k, size=n)
    y[1] = (y[0] + 1) % k
    return y


def network(rng: np.random.Generator, *widths: int) -> dict[str, np.ndarray]:
    """Weights and biases w1, b1, w2, b2, … of the layers between the given widths."""
    params = {}
    for layer, (d, m) in enumerate(pairwise(widths), start=1):
        params[f"w{layer}"] = signed(rng, d, m)
        params[f"b{layer}"] = signed(rng, m)
    return params


def until(good: Callable[[T], bool], draw: Callable[[], T]) -> T:
    """Draw until the draw is good, for example until it stays away from kinks."""
    while not good(item := draw()):
        pass
    return item


def away_from_zero(*arrays: np.ndarray, distance: float = 1e-3) -> bool:
    """Whether every entry is farther than ``distance`` from zero, where ReLU has its kink."""
    return all(bool((np.abs(a) > distance).all()) for a in arrays)
