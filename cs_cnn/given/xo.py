"""The X-or-O example: a picture of an X and three small features to look for in it.

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
