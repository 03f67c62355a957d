"""Pictures of pooling: maps with their numbers, the chosen pixels, photographs side by side."""

from __future__ import annotations

from collections.abc import Mapping

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from cs_cnn.given.plots import COLOURS


def numbers(ax: Axes, values: np.ndarray, title: str, fontsize: float = 9) -> None:
    """A small map (H, W), each number in its square: blue negative, white zero, red positive."""
    limit = np.abs(values).max() or 1
    ax.imshow(values, cmap="RdBu_r", vmin=-2 * limit, vmax=2 * limit)
    for (row, column), value in np.ndenumerate(values):
        text = f"{value:.2f}".rstrip("0").rstrip(".")
        ax.text(column, row, text, ha="center", va="center", fontsize=fontsize)
    ax.set_title(title)
    _squares(ax)


def windows(ax: Axes, shape: tuple[int, int], stride: int) -> None:
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
    ax.set_title(title)
    _squares(ax)


def photographs(pictures: Mapping[str, np.ndarray], columns: int = 2) -> Figure:
    """Grey pictures (H, W) by title, all at the size of the first, whose pixels the axes count."""
    height, width = next(iter(pictures.values())).shape
    rows = -(-len(pictures) // columns)
    figure, axes = plt.subplots(
        rows, columns, figsize=(9, 9 / columns * rows * height / width + 0.45 * rows),
        sharex=True, sharey=True, squeeze=False,
    )  # fmt: skip
    for ax, (title, picture) in zip(axes.flat, pictures.items(), strict=False):
        ax.imshow(picture, cmap="gray", vmin=0, vmax=1, interpolation="nearest",
                  extent=(-0.5, width - 0.5, height - 0.5, -0.5))  # fmt: skip
        ax.set_title(title)
        ax.grid(False)
    figure.supxlabel("column", fontsize="medium")
    figure.supylabel("row", fontsize="medium")
    return figure


def _squares(ax: Axes) -> None:
    ax.set(xlabel="column", ylabel="row")
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_locator(MaxNLocator(integer=True))
    ax.grid(False)
