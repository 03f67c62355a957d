"""Where the values are wrong, as rows of marks: a picture that needs no colour and no style."""

from __future__ import annotations

from itertools import groupby

WRONG = "×"
RIGHT = "·"
LEGEND = f"{WRONG} wrong  {RIGHT} right"

Run = tuple[bool, int]
"""Neighbours in one row that are all wrong or all right, and how many they are."""


def sentence(wrong: list[list[bool]]) -> str:
    """The picture in words, for those who do not see it."""
    total = sum(len(row) for row in wrong)
    return f"{sum(map(sum, wrong))} of the {total} values drawn here are wrong"


def runs(wrong: list[list[bool]], rows: int = 24, columns: int = 36) -> list[list[Run]]:
    """Each row as runs, cut to ``rows`` and ``columns``."""
    return [
        [(value, len(list(run))) for value, run in groupby(row[:columns])] for row in wrong[:rows]
    ]


def marks(run: Run) -> str:
    """A run in characters, two columns of text for each value."""
    value, length = run
    return ((WRONG if value else RIGHT) + " ") * length
