"""Sounds as images: pitch upwards, time along."""

from __future__ import annotations

from collections.abc import Sequence

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes

NAMES = ("C", "C♯", "D", "D♯", "E", "F", "F♯", "G", "G♯", "A", "A♯", "B")
FOUND = 0.8
"""What a window must say, of 1, to have found what it looks for."""


def spectrograms(
    spectrogram: np.ndarray, order: np.ndarray, maps: Sequence[np.ndarray], seconds: float
) -> None:
    """A spectrogram (R, T), what a window says of it, and both with the rows in another order.

    order (R,) are the shuffled rows. maps are the two answers (R − KH + 1, T), each labelled by the
    row that the window starts at. The title says in how many rows something was found.
    """
    names = [NAMES[row % 12] + "′" * (row // 12) for row in range(len(spectrogram))]
    figure, axes = plt.subplots(2, 2, figsize=(11, 6.4), sharex=True)
    rows = (spectrogram, names), (spectrogram[order], [names[row] for row in order])
    for (left, right), (image, labels), answer in zip(axes, rows, maps, strict=True):
        _sound(left, image, labels, seconds, 1.2)
        _sound(right, answer, labels[: len(answer)], seconds, 1.0)
    found = [sum(row.max() > FOUND for row in answer) for answer in maps]
    axes[0, 0].set_title("loudness of the semitones")
    axes[0, 1].set_title("the window, by its lowest row")
    axes[1, 0].set_title("the same, rows shuffled")
    axes[1, 1].set_title("the same window on that")
    for ax in axes[1]:
        ax.set_xlabel("time in seconds")
    figure.suptitle(f"Rows with a chord: {found[0]} in order, {found[1]} after the shuffle")


def _sound(
    ax: Axes, image: np.ndarray, labels: Sequence[str], seconds: float, loudest: float
) -> None:
    box = (0, seconds, -0.5, len(image) - 0.5)
    look = {"aspect": "auto", "origin": "lower", "cmap": "magma", "interpolation": "none"}
    ax.imshow(image, extent=box, vmin=0, vmax=loudest, **look)  # type: ignore[arg-type]
    ax.set(yticks=range(len(image)), ylabel="pitch")
    ax.set_yticklabels(labels, fontsize=7)
    ax.grid(False)
