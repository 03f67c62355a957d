"""A picture of the live view, for a page that can show no widget."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from cs_cnn.given.liveview import frames
from cs_cnn.given.liveview.passes import passes, shown, title
from cs_cnn.given.liveview.trainer import Trainer
from cs_cnn.given.pictures.plots import COLOURS

WIDE = 16
"""Maps of a layer that are drawn."""


def picture(trainer: Trainer) -> bytes:
    """Loss, first-layer filters, scores of four images, activations of all layers, as a PNG."""
    numbers = shown(trainer.network)
    figure = Figure(figsize=(9.6, 2.4 + 0.62 * len(numbers)), layout="constrained")
    parts: Any = figure.subfigures(2, 1, height_ratios=(2.4, 0.62 * len(numbers)))
    above, below = parts
    left, middle, right = above.subplots(1, 3)
    _curve(left, trainer)
    _filters(middle, trainer)
    _scores(right, trainer)
    x, y = trainer.dataset.x_val[0], int(trainer.dataset.y_val[0])
    found = passes(trainer.network, x, y)
    axes = below.subplots(len(numbers), 2, squeeze=False)
    for row, number in zip(axes, numbers, strict=True):
        for ax, values in zip(row, (found.values, found.gradients), strict=True):
            _strip(ax, values[number])
        row[0].set_ylabel(title(trainer.network, number), rotation=0, ha="right", va="center",
                          fontsize=8)  # fmt: skip
    axes[0, 0].set_title(f"activations for a new image ({trainer.dataset.classes[y]})", fontsize=9)
    axes[0, 1].set_title("gradients of its loss", fontsize=9)
    with io.BytesIO() as file:
        figure.savefig(file, format="png", dpi=90)
        return file.getvalue()


def _curve(ax: Axes, trainer: Trainer) -> None:
    steps, losses, _ = np.array(trainer.curve).T
    ax.plot(steps, losses, color=COLOURS[0])
    ax.set_title("loss of each batch", fontsize=9)
    ax.set(xlabel="step", ylim=(0, None))


def _filters(ax: Axes, trainer: Trainer) -> None:
    codes = frames.filters(trainer.network, trainer.dataset.x_val.shape[1:])
    ax.set_title("first-layer filters", fontsize=9)
    ax.axis("off")
    if len(codes):
        colours = _sheet(codes.transpose(0, 2, 3, 1), 8)
        ax.imshow(colours if codes.shape[1] == 3 else colours[..., 0], cmap="RdBu_r", vmin=1,
                  vmax=255)  # fmt: skip


def _scores(ax: Axes, trainer: Trainer) -> None:
    """The two likeliest classes of four images; the right one in green."""
    y, classes = trainer.dataset.y_val[:4], trainer.dataset.classes
    shares = frames.probabilities(trainer.network, trainer.dataset.x_val[:4])
    best = np.argsort(-shares, axis=1)[:, :2]
    for row, (image, two) in enumerate(zip(shares, best, strict=True)):
        for place, label in enumerate(two):
            at = 3 * row + place
            colour = COLOURS[2] if label == y[row] else COLOURS[1]
            ax.barh(at, image[label], color=colour)
            ax.text(0.02, at, classes[label], va="center", fontsize=8)
    ax.set_title("scores of new images, right in green", fontsize=9)
    ax.set(xlim=(0, 1), yticks=[], ylim=(11, -1))


def _strip(ax: Axes, values: np.ndarray) -> None:
    maps = values[:WIDE] if values.ndim == 3 else values[None, None, : 16 * WIDE]
    scale = np.abs(maps).max() or 1
    ax.imshow(_sheet(maps, WIDE), cmap="RdBu_r", vmin=-scale, vmax=scale,
              aspect="equal" if values.ndim == 3 else "auto")  # fmt: skip
    ax.set(xticks=[], yticks=[])
    ax.spines[:].set_visible(False)
    ax.grid(False)


def _sheet(maps: np.ndarray, columns: int) -> np.ndarray:
    """Maps (N, H, W) or (N, H, W, 3) side by side, NaN or white between them."""
    n, height, width, *rest = maps.shape
    rows, columns = -(-n // columns), min(columns, n)
    blank = 255 if maps.dtype == np.uint8 else np.nan
    shape = (rows * (height + 1), columns * (width + 1), *rest)
    sheet = np.full(shape, blank, maps.dtype if maps.dtype == np.uint8 else float)
    for place, each in enumerate(maps):
        top, left = place // columns * (height + 1), place % columns * (width + 1)
        sheet[top : top + height, left : left + width] = each
    return sheet
