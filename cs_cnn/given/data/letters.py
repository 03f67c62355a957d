"""Letters drawn on the spot: the F and the E that an early perceptron learned to tell apart."""

from __future__ import annotations

import numpy as np

_GLYPHS = (
    ("#####", "#....", "#....", "####.", "#....", "#....", "#...."),
    ("#####", "#....", "#....", "####.", "#....", "#....", "#####"),
)


def letters(n: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Drawings of F and E, shifted and with specks: x (n, 1, 20, 20), y (n,)."""
    y = rng.permutation(np.arange(n) % 2)
    return np.stack([_drawing(_GLYPHS[label], rng) for label in y])[:, None], y


def _drawing(glyph: tuple[str, ...], rng: np.random.Generator) -> np.ndarray:
    """A glyph at a random place of a 20x20 retina; one pixel in twenty is flipped."""
    ink = np.array([[mark == "#" for mark in row] for row in glyph]).repeat(2, 0).repeat(2, 1)
    retina = np.zeros((20, 20), dtype=bool)
    top, left = 3 + rng.integers(-3, 4), 5 + rng.integers(-4, 5)
    retina[top : top + ink.shape[0], left : left + ink.shape[1]] = ink
    return (retina ^ (rng.random(retina.shape) < 0.05)).astype(np.float64)
