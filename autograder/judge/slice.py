"""The two axes of a wrong output that are shown, yours beside what is expected."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.core.verdict import Slice
from autograder.judge.compare import as_array
from autograder.judge.structure import Fault

LARGEST = 32
"""Rows, and columns, of the largest one."""


def slice_of(fault: Fault | None) -> Slice | None:
    """The last two axes where the first wrong value is; None of what is large or a number."""
    if fault is None or fault.wrong is None or not 1 <= fault.wrong.ndim <= 6:
        return None
    wrong, mine, right = (
        np.atleast_2d(as_array(each)) for each in (fault.wrong, fault.answer, fault.expected)
    )
    at = tuple(int(i) for i in np.argwhere(wrong)[0][:-2])
    if max(wrong[at].shape) > LARGEST or wrong[at].size < 2:
        return None
    return Slice(fault.where, list(at), _text(mine[at]), _text(right[at]), wrong[at].tolist())


def _text(plane: np.ndarray) -> list[list[str]]:
    return [[_digits(value) for value in row] for row in plane.tolist()]


def _digits(value: Any) -> str:
    return f"{value + 0.0:.4g}" if isinstance(value, float) else str(value)  # no −0
