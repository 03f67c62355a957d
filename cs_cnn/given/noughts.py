"""An O to go with the X of ``xo.PICTURE``, and both of them elsewhere on the paper."""

from __future__ import annotations

import numpy as np

from cs_cnn.given.xo import PICTURE

NOUGHT = np.array(
    [
        [1.0 if mark == "#" else -1.0 for mark in row]
        for row in (
            ".........",
            "...###...",
            "..#...#..",
            ".#.....#.",
            ".#.....#.",
            ".#.....#.",
            "..#...#..",
            "...###...",
            ".........",
        )
    ]
)
"""An O of 9×9 pixels: 1 where there is ink, −1 where there is none."""

PAIR = np.stack([PICTURE, NOUGHT])[:, None]
"""The X and the O as a batch, (2, 1, 9, 9): class 0 and class 1."""


def moved(x: np.ndarray, down: int, right: int) -> np.ndarray:
    """The same pictures (N, C, H, W), moved; the border of empty paper goes round."""
    return np.roll(x, (down, right), axis=(2, 3))


def neighbours() -> tuple[np.ndarray, np.ndarray]:
    """Both letters moved by one pixel, in each of the 8 directions: x (16, 1, 9, 9), y (16,)."""
    steps = [(i, j) for i in (-1, 0, 1) for j in (-1, 0, 1) if (i, j) != (0, 0)]
    return np.concatenate([moved(PAIR, *step) for step in steps]), np.arange(16) % 2


def anywhere(n: int, rng: np.random.Generator, side: int = 17) -> tuple[np.ndarray, np.ndarray]:
    """Xs and Os anywhere on a larger paper, one pixel in a hundred flipped.

    Returns x (n, 1, side, side) and y (n,), 0 for an X and 1 for an O.
    """
    paper = np.full((n, 1, side, side), -1.0)
    y = rng.integers(2, size=n)
    for sheet, letter in zip(paper[:, 0], PAIR[y, 0], strict=True):
        top, left = rng.integers(side - 8, size=2)
        sheet[top : top + 9, left : left + 9] = letter
    return np.where(rng.random(paper.shape) < 0.01, -paper, paper), y
