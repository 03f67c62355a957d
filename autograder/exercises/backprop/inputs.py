"""Random inputs for the cases of assignment 01 alone."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np

from autograder.core.exercise import Case
from autograder.exercises.inputs import signed, sizes, until

Params = dict[str, Any]


def far(rng: np.random.Generator) -> np.ndarray:
    """(10,) numbers of both signs up to 1000: where exponentials overflow and where not."""
    sizes = np.array([0.5, 3, 30, 800, 1000]) * rng.uniform(0.9, 1, 5)
    return np.concatenate([-sizes[::-1], sizes])


def at_zero(rng: np.random.Generator) -> Case:
    """Some entries are exactly 0."""
    x = signed(rng, *sizes(rng, 2))
    x.flat[[1, -1]] = 0
    return Case("two entries are 0", x=x)


def labels(rng: np.random.Generator, n: int, k: int) -> np.ndarray:
    """One class from 0 to k − 1 for each of n samples, not all the same if there are several."""
    y = rng.integers(k, size=n)
    y[1:2] = (y[0] + 1) % k
    return y


def network(rng: np.random.Generator, *widths: int) -> dict[str, np.ndarray]:
    """Weights and biases w1, b1, w2, b2, … of the layers between the given widths."""
    params = {}
    for layer, (d, m) in enumerate(pairwise(widths), start=1):
        params[f"w{layer}"] = signed(rng, d, m)
        params[f"b{layer}"] = signed(rng, m)
    return params


def away_from_zero(*arrays: np.ndarray, distance: float = 1e-3) -> bool:
    """Whether every entry is farther than ``distance`` from zero, where ReLU has its kink."""
    return all(bool((np.abs(a) > distance).all()) for a in arrays)


def batch_off_kinks(
    rng: np.random.Generator, *widths: int, samples: int = 0
) -> tuple[np.ndarray, np.ndarray, Params]:
    """x, y and parameters of a network of these widths whose ReLUs stay away from 0.

    There are more samples than any layer is wide, unless their number is given.
    """
    n = samples or max(widths) + 1

    def draw() -> tuple[np.ndarray, np.ndarray, Params]:
        return signed(rng, n, widths[0]), labels(rng, n, widths[-1]), network(rng, *widths)

    return until(lambda drawn: _off_kinks(drawn[0], drawn[2]), draw)


def _off_kinks(x: np.ndarray, params: Params) -> bool:
    before = []
    for layer in range(1, len(params) // 2):
        before.append(x @ params[f"w{layer}"] + params[f"b{layer}"])
        x = np.maximum(0, before[-1])
    return away_from_zero(*before)
