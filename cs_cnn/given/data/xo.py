"""The X-or-O example: pictures of an X and an O, three small features to look for in them,
and both letters elsewhere on the paper.

After B. Rohrer, How convolutional neural networks work, 2016,
https://www.kdnuggets.com/2016/08/brohrer-convolutional-neural-networks-explanation.html
"""

from __future__ import annotations

import numpy as np


def _pixels(*rows: str) -> np.ndarray:
    """Rows of marks as numbers: # is 1, everything else −1."""
    return np.array([[1.0 if mark == "#" else -1.0 for mark in row] for row in rows])


PICTURE = _pixels(
    ".........",
    ".#.....#.",
    "..#...#..",
    "...#.#...",
    "....#....",
    "...#.#...",
    "..#...#..",
    ".#.....#.",
    ".........",
)
"""An X of 9×9 pixels: 1 where there is ink, −1 where there is none."""

NOUGHT = _pixels(
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
"""An O of 9×9 pixels, likewise."""

PAIR = np.stack([PICTURE, NOUGHT])[:, None]
"""The X and the O as a batch, (2, 1, 9, 9): class 0 and class 1."""

FEATURES = np.stack(
    [
        _pixels("#..", ".#.", "..#"),
        _pixels("#.#", ".#.", "#.#"),
        _pixels("..#", ".#.", "#.."),
    ]
)
"""Three features of 3×3 pixels, (3, 3, 3): a falling diagonal, a small x, a rising diagonal."""

NAMES = ("falling diagonal", "small x", "rising diagonal")
"""What each of the features looks like."""


def moved(x: np.ndarray, down: int, right: int) -> np.ndarray:
    """The same pictures (N, C, H, W), moved; their empty border wraps around."""
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
