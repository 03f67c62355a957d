"""A slice of an output, yours beside what is expected: in numbers, in marks, in a picture."""

from __future__ import annotations

import io
from itertools import groupby

import numpy as np

from autograder.core.verdict import Slice

WRONG = "×"
RIGHT = "·"
LEGEND = f"{WRONG} wrong  {RIGHT} right"
MOST_ROWS = 8
"""A slice with more rows is not shown in numbers."""
GAP = "    "
SIDE = 96
"""Pixels of the longer side of each of the three pictures, at most."""
BETWEEN = 6

Run = tuple[bool, int]
"""Neighbours in one row that are all wrong or all right, and how many they are."""


def sentence(shown: Slice) -> str:
    """The picture in words, for those who do not see it."""
    total = sum(map(len, shown.wrong))
    return f"{sum(map(sum, shown.wrong))} of the {total} values of {shown.name} are wrong"


def numbers(shown: Slice, width: int) -> list[str]:
    """Lines with all numbers of both; none if they do not fit beside each other into ``width``.

    Wrong ones are marked, unless all are wrong.
    """
    if len(shown.wrong) > MOST_ROWS:
        return []
    size = max(len(text) for row in shown.yours + shown.expected for text in row)
    everywhere = all(map(all, shown.wrong))
    mine, right = (
        [
            " ".join(f"{mark * bad + value:>{size + 1}}" for value, bad in zip(*row, strict=True))
            for row in zip(plane, shown.wrong, strict=True)
        ]
        for plane, mark in ((shown.yours, "" if everywhere else WRONG), (shown.expected, ""))
    )
    mine.insert(0, f"{shown.name}: yours")
    right.insert(0, "expected")
    most = max(map(len, mine))
    lines = [
        f"{left:<{most}}{GAP}{other}".rstrip() for left, other in zip(mine, right, strict=True)
    ]
    return lines if max(map(len, lines)) <= width else []


def runs(shown: Slice, columns: int = 36) -> list[list[Run]]:
    """Each row as runs, cut to so many columns; none where all values are wrong."""
    if all(map(all, shown.wrong)):
        return []
    rows = (groupby(row[:columns]) for row in shown.wrong)
    return [[(value, len(list(run))) for value, run in row] for row in rows]


def marks(run: Run) -> str:
    """A run in characters, two columns of text for each value."""
    value, length = run
    return ((WRONG if value else RIGHT) + " ") * length


def is_image(shown: Slice) -> bool:
    """Whether it has the look of an image: two axes of three or more."""
    return min(len(shown.wrong), len(shown.wrong[0])) >= 3


def legend(shown: Slice) -> str:
    """What the three parts of the picture are."""
    return (
        f"{shown.name}: yours, expected, and the difference (red where yours is larger, blue where "
        "it is smaller)"
    )


def png(shown: Slice) -> bytes:
    """Yours, expected and the difference as one picture, all NaN and infinite values in yellow."""
    from PIL import Image

    mine, right = (_floats(plane) for plane in (shown.yours, shown.expected))
    with np.errstate(invalid="ignore"):
        difference = np.where(shown.wrong, mine - right, 0.0)
    both = np.concatenate([mine, right])
    scale = max(1, SIDE // max(mine.shape))
    panels = [_grey(mine, both), _grey(right, both), _red_and_blue(difference)]
    large = [_framed(panel.repeat(scale, axis=0).repeat(scale, axis=1)) for panel in panels]
    gap = np.zeros((len(large[0]), BETWEEN, 4), np.uint8)
    whole = np.concatenate([large[0], gap, large[1], gap, large[2]], axis=1)
    file = io.BytesIO()
    Image.fromarray(whole).save(file, "PNG", optimize=True)
    return file.getvalue()


def _framed(pixels: np.ndarray) -> np.ndarray:
    """With a grey line around, which shows on white and on black."""
    framed = np.full((len(pixels) + 2, pixels.shape[1] + 2, 4), (128, 128, 128, 255), np.uint8)
    framed[1:-1, 1:-1] = pixels
    return framed


def _floats(plane: list[list[str]]) -> np.ndarray:
    words = {"True": 1.0, "False": 0.0}
    return np.array([[words[v] if v in words else float(v) for v in row] for row in plane])


def _grey(values: np.ndarray, both: np.ndarray) -> np.ndarray:
    """Pixels from black, the smallest of both, to white."""
    finite = both[np.isfinite(both)]
    least, most = (finite.min(), finite.max()) if finite.size else (0.0, 0.0)
    level = (values - least) / ((most - least) or 1.0)
    return _pixels(values, np.stack([level] * 3, axis=-1))


def _red_and_blue(values: np.ndarray) -> np.ndarray:
    """Pixels from blue, below 0, by way of white to red."""
    largest = np.abs(values[np.isfinite(values)]).max(initial=0.0) or 1.0
    level = values / largest
    above, below = 1 - level.clip(0, 1), 1 + level.clip(-1, 0)
    return _pixels(values, np.stack([below, above * below, above], axis=-1))


def _pixels(values: np.ndarray, color: np.ndarray) -> np.ndarray:
    opaque = np.ones((*values.shape, 1))
    shown = np.concatenate([np.nan_to_num(color).clip(0, 1), opaque], axis=-1)
    shown[~np.isfinite(values)] = (1.0, 0.8, 0.0, 1.0)
    return (shown * 255).round().astype(np.uint8)
