"""What the cases of all schedules share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

CLOSE = 1e-12
"""The absolute tolerance: learning rates are small, and the last ones of a schedule tiny."""


def rates_at(student: Callable[..., Any], at: tuple[int, ...], *settings: Any) -> Any:
    """The student's learning rate at each t."""
    return {f"t = {t}": student(t, *settings) for t in at}


def some_rate(rng: np.random.Generator) -> float:
    """A learning rate from 0.02 to 0.9."""
    return round(float(rng.uniform(0.02, 0.9)), 3)
