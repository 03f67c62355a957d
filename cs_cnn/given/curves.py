"""Curves of experiments that were repeated: how much of a difference is luck?"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes


def repeated(
    ax: Axes,
    x: Sequence[float],
    runs: Sequence[Sequence[float]],
    label: str,
    mark: str = "o",
    **style: object,
) -> None:
    """Draw the mean of several runs as a line, and a band from the lowest run to the highest.

    x: P places. runs: (R, P), one row for each run. style: of the line, as in ``plot``.
    """
    values = np.asarray(runs)
    (line,) = ax.plot(x, values.mean(axis=0), marker=mark, ms=4, label=label, **style)
    low, high = values.min(axis=0), values.max(axis=0)
    ax.fill_between(x, low, high, color=line.get_color(), alpha=0.18, linewidth=0)


def train_and_val(
    ax: Axes,
    x: Sequence[float],
    runs: Sequence[Sequence[tuple[float, float]]],
    marks: tuple[str, str] = ("o", "s"),
) -> None:
    """Two such curves, of the training images and of the validation images; runs: (R, P, 2)."""
    labels = ("training images", "validation images")
    for values, label, mark in zip(np.moveaxis(np.asarray(runs), 2, 0), labels, marks, strict=True):
        repeated(ax, x, values, label, mark)
