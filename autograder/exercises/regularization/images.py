"""Random inputs for augmentation: batches of images, and one draw for each image."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from autograder.exercises.inputs import signed, sizes

SMALL = np.array([[[[1.0, 2, 3], [4, 5, 6]]]])
"""One image of 2×3 pixels, to work by hand."""


def images(rng: np.random.Generator, *, high: bool) -> np.ndarray:
    """x (N, C, H, W), no two sizes the same; higher than wide or wider than high."""
    n, c, *sides = sizes(rng, 4)
    h, w = sorted(sides, reverse=high)
    return signed(rng, n, c, h, w)


def grey(rng: np.random.Generator) -> np.ndarray:
    """x (1, 1, H, W): one image of one channel."""
    return signed(rng, 1, 1, *sizes(rng, 2))


def in_turn(x: np.ndarray, values: Sequence[int]) -> np.ndarray:
    """Integers (N,), the values in turn."""
    return np.resize(np.array(values, dtype=np.int64), len(x))


def whole(rng: np.random.Generator, x: np.ndarray, low: int, high: int) -> np.ndarray:
    """Integers (N,) from low to high; the first two differ."""
    drawn = rng.integers(low, high, len(x), endpoint=True)
    drawn[:2] = rng.permutation(np.arange(low, high + 1))[:2]
    return drawn
