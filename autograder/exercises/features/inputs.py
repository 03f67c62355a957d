"""Random inputs for features by hand: nothing lies where rounding would decide.

Hues and angles keep away from the edges of bins, and no two words are nearly as far from a patch,
unless the distances are the same to the last bit.
"""

from __future__ import annotations

import numpy as np

from autograder.exercises.inputs import signed, until

EDGE = 1e-4
"""Hues and angles are at least this share of a bin away from its edges."""
GAP = 1e-4
"""The second nearest word is at least this much farther away, in squared distances."""


def colors(hue: np.ndarray, chroma: np.ndarray, darkest: np.ndarray) -> np.ndarray:
    """Images (N, 3, H, W) of hues in degrees, all arguments (N, H, W)."""
    place = (hue[:, None] / 60 + np.array([5, 3, 1])[:, None, None]) % 6
    missing = np.clip(np.minimum(place, 4 - place), 0, 1)
    image: np.ndarray = darkest[:, None] + chroma[:, None] * (1 - missing)
    return image


def colored(rng: np.random.Generator, n: int, h: int, w: int, bins: int) -> np.ndarray:
    """Images (N, 3, H, W) of hues that are in the inside of a bin."""
    size = (n, h, w)
    hue = (rng.integers(bins, size=size) + rng.uniform(EDGE, 1 - EDGE, size)) * 360 / bins
    return colors(hue, rng.uniform(0.1, 0.6, size), rng.uniform(0, 0.4, size))


def textured(rng: np.random.Generator, n: int, h: int, w: int, bins: int) -> np.ndarray:
    """Grey images (N, H, W) whose angles are in the inside of a bin.

    But for the border: there one difference is 0, and the angle is 0 or 90. With an odd number of
    bins 90 is the middle of one, and 0 is the first number of bin 0, however it is computed.
    """
    if bins % 2 == 0:
        raise ValueError(f"{bins} bins: 90 degrees would be the edge of one")
    return until(lambda x: clear_of_edges(x, bins), lambda: signed(rng, n, h, w))


def clear_of_edges(x: np.ndarray, bins: int) -> bool:
    """Whether all angles inside of x (N, H, W) are EDGE away from the edges of bins."""
    dx, dy = x[:, 1:-1, 2:] - x[:, 1:-1, :-2], x[:, 2:, 1:-1] - x[:, :-2, 1:-1]
    places = np.arctan2(dy, dx) / np.pi * bins
    return bool((np.abs(places - np.round(places)) > EDGE).all())


def far_apart(patches: np.ndarray, words: np.ndarray) -> bool:
    """Whether every patch (P, D) has one word (K, D) that is nearest by more than GAP."""
    squares = np.sort(((patches[:, None] - words) ** 2).sum(axis=2), axis=1)
    return bool((np.diff(squares[:, :2], axis=1) > GAP).all())


def vocabulary(rng: np.random.Generator, patches: np.ndarray, k: int) -> np.ndarray:
    """k words (K, D) of different lengths that no patch (P, D) hesitates between."""

    def draw() -> np.ndarray:
        return signed(rng, k, patches.shape[1]) * rng.uniform(0.4, 1.6, (k, 1))

    return until(lambda words: far_apart(patches, words), draw)


def halfway(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Patches (P, 2) and words (5, 2) in any order: whole numbers, so that ties are exact."""
    words = np.array([[-2.0, -2], [-2, 2], [2, -2], [2, 2], [-2, 2]])
    steps = np.arange(-4.0, 5, 2)
    patches = np.stack(np.meshgrid(steps, steps), axis=-1).reshape(-1, 2)
    return rng.permutation(patches), rng.permutation(words)
