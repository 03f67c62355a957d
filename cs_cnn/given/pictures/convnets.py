"""Plans of networks, and what is inside trained ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.patches import Patch

from cs_cnn.given.pictures.plots import COLOURS, TEN

PAINT = {
    "INPUT": "0.8",
    "CONV": COLOURS[0],
    "RELU": COLOURS[4],
    "POOL": COLOURS[2],
    "FC": COLOURS[1],
}
"""The colour of each kind of layer."""


def plans(networks: Mapping[str, Sequence[str]], title: str) -> Axes:
    """Networks as rows of coloured boxes, one for each layer.

    networks: for each label its layers in words, as from ``convnet.parse``.
    """
    longest = max(len(words) for words in networks.values())
    _, ax = plt.subplots(figsize=(min(11, 0.36 * longest + 2.4), 0.62 * len(networks) + 1.2))
    for row, words in enumerate(networks.values()):
        colours = [PAINT[word] for word in words]
        ax.bar(range(len(words)), 0.6, 0.82, bottom=row - 0.3, color=colours)
        ax.text(len(words) - 0.4, row, f"{len(words)}", va="center", fontsize=9)
    ax.set(title=title, yticks=range(len(networks)), xticks=[], xlim=(-0.6, longest + 0.6))
    ax.set_yticklabels(networks)
    ax.invert_yaxis()
    ax.grid(False)
    patches = [Patch(color=colour, label=word) for word, colour in PAINT.items()]
    ax.legend(handles=patches, ncols=5, loc="upper left", bbox_to_anchor=(0, -0.02), fontsize=8)
    return ax


def shares(rows: Mapping[str, Mapping[str, float]], title: str) -> Axes:
    """Each row as a bar of 100%, divided among the same parts; shares from 4% are written in."""
    _, ax = plt.subplots(figsize=(9, 0.6 * len(rows) + 1.6))
    for row, parts in enumerate(rows.values()):
        left, total = 0.0, sum(parts.values())
        for (part, number), colour in zip(parts.items(), TEN, strict=False):
            share = 100 * number / total
            ax.barh(row, share, 0.66, left=left, color=colour, label=part)
            if share >= 4:
                ax.text(left + share / 2, row, f"{share:.0f}", ha="center", va="center")
            left += share
    handles, names = ax.get_legend_handles_labels()
    count = len(handles) // len(rows)
    ax.legend(handles[:count], names[:count], ncols=count, loc="upper left",
              bbox_to_anchor=(0, -0.16), fontsize=8)  # fmt: skip
    ax.set(title=title, xlim=(0, 100), xlabel="percent")
    ax.set_yticks(range(len(rows)), rows)
    ax.invert_yaxis()
    return ax


def orientations(ax: Axes, cells: np.ndarray, cell: int, title: str) -> None:
    """The histograms of ``hog`` (HC, WC, bins) as strokes along the edges they stand for."""
    bins = cells.shape[-1]
    along = np.radians((np.arange(bins) + 0.5) * 180 / bins + 90)
    strength = cells / (cells.max() or 1)
    strong = np.argwhere(strength > 0.05)
    i, j, b = strong[np.argsort(strength[tuple(strong.T)])].T
    middle = (np.stack([j, i], axis=1) + 0.5) * cell - 0.5
    reach = 0.48 * cell * np.stack([np.cos(along[b]), np.sin(along[b])], axis=1)
    ends = np.stack([middle - reach, middle + reach], axis=1)
    greys = [str(1 - value**0.5) for value in strength[i, j, b]]
    ax.add_collection(
        LineCollection(list(ends), colors=greys, linewidths=1.3, capstyle="projecting")
    )
    height, width = np.array(cells.shape[:2]) * cell
    ax.set(title=title, xlim=(-0.5, width - 0.5), ylim=(height - 0.5, -0.5), xticks=[], yticks=[])
    ax.set_aspect("equal")
    ax.grid(False)


def tiles(
    ax: Axes, images: np.ndarray, columns: int, title: str = "", signed: bool = False
) -> None:
    """Small images (N, C, H, W) in rows of ``columns``, from smallest to largest number.

    Three channels are red, green and blue; of others the mean is shown. signed: 0 is grey in the
    middle of each image's range.
    """
    images = images if images.shape[1] == 3 else images.mean(axis=1, keepdims=True)
    n, channels, height, width = images.shape
    rows = -(-n // columns)
    sheet = np.ones((channels, rows * (height + 1) - 1, columns * (width + 1) - 1))
    for place, image in enumerate(images):
        low, high = image.min(), image.max()
        if signed:
            high = np.abs(image).max()
            low = -high
        top, left = np.array(divmod(place, columns)) * (height + 1, width + 1)
        sheet[:, top : top + height, left : left + width] = (image - low) / ((high - low) or 1)
    ax.imshow(sheet.transpose(1, 2, 0) if channels == 3 else sheet[0], cmap="gray", vmin=0, vmax=1)
    ax.set(title=title, xticks=[], yticks=[])
    ax.spines[:].set_visible(False)
    ax.grid(False)


def table(ax: Axes, counts: np.ndarray, classes: Sequence[str], title: str) -> None:
    """How often which class (rows) is taken for which (columns); the diagonal is right."""
    shares = counts / np.maximum(1, counts.sum(axis=1, keepdims=True))
    ax.imshow(shares, cmap="Blues", vmin=0, vmax=1)
    for (row, column), count in np.ndenumerate(counts):
        if count:
            dark = shares[row, column] > 0.5
            ax.text(column, row, str(count), ha="center", va="center", fontsize=8,
                    color="white" if dark else "black")  # fmt: skip
    ax.set(title=title, xlabel="taken for", ylabel="the truth")
    ax.set_xticks(range(len(classes)), classes, rotation=60, ha="right")
    ax.set_yticks(range(len(classes)), classes)
    ax.grid(False)


def cloud(ax: Axes, points: np.ndarray, y: np.ndarray, classes: Sequence[str], title: str) -> None:
    """Points in the plane (N, 2), each in the colour of its class."""
    for label, name in enumerate(classes):
        across, up = points[y == label].T
        ax.scatter(across, up, s=9, color=TEN[label], label=name)
    ax.set(title=title, xticks=[], yticks=[])
    ax.grid(False)
