"""What pooling adds to the pictures of windows: windows side by side, and the chosen pixels."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from cs_cnn.given.plots import COLOURS
from cs_cnn.given.windows import as_grid


def edges(ax: Axes, shape: tuple[int, int], stride: int) -> None:
    """Lines between windows that do not overlap, over a map of this shape (H, W)."""
    for edge in range(0, shape[0] + 1, stride):
        ax.axhline(edge - 0.5, color="black", linewidth=1.4)
    for edge in range(0, shape[1] + 1, stride):
        ax.axvline(edge - 0.5, color="black", linewidth=1.4)


def choices(
    ax: Axes, image: np.ndarray, switches: np.ndarray, size: int, stride: int, title: str
) -> None:
    """A grey image (H, W), and a line from each window's middle to the pixel it chose.

    switches: (HO, WO), as from max_pool_forward. A dot's number says how many windows chose it.
    """
    ax.imshow(image, cmap="gray_r", vmin=0, vmax=1.6)
    rows, columns = np.divmod(switches, image.shape[1])
    for (i, j), row in np.ndenumerate(rows):
        middle = stride * np.array([j, i]) + (size - 1) / 2
        chosen = (columns[i, j], row)
        ax.plot(*np.transpose([middle, chosen]), color=COLOURS[0], linewidth=1.2)
        ax.plot(*middle, "+", color=COLOURS[0], ms=5)
    for chosen, count in zip(*np.unique(switches, return_counts=True), strict=True):
        row, column = divmod(int(chosen), image.shape[1])
        ax.plot(column, row, "o", color=COLOURS[1], ms=12)
        ax.text(column, row, str(count), ha="center", va="center_baseline", color="white",
                fontsize=8)  # fmt: skip
    as_grid(ax, image.shape, title)
