"""Plots: graphs, small images, weights, regions, gradients against each other, repeated runs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
from matplotlib import color_sequences
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap
from matplotlib.rcsetup import cycler
from matplotlib.text import Text
from matplotlib.ticker import MaxNLocator

COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000")
"""Colours that also differ for colour-blind eyes (Okabe and Ito 2008)."""

TEN = tuple(color_sequences["tab10"])
VALUE, GRADIENT = COLOURS[0], COLOURS[1]

Edge = tuple[str, str, str, str]
"""From, to, the value above the arrow, the gradient below it ("" for none)."""


def style() -> None:
    """The look of all plots: call it once, at the top of a notebook."""
    plt.rcParams.update(
        {
            "axes.axisbelow": True,
            "axes.grid": True,
            "axes.prop_cycle": cycler(color=COLOURS),
            "axes.spines.right": False,
            "axes.spines.top": False,
            "axes.titlesize": "medium",
            "figure.dpi": 110,
            "figure.figsize": (6.0, 3.6),
            "figure.constrained_layout.use": True,
            "grid.alpha": 0.3,
            "legend.frameon": False,
        }
    )


def graph(places: Mapping[str, tuple[float, float]], edges: Sequence[Edge], title: str) -> Axes:
    """A computational graph: values in blue above the arrows, gradients in orange below.

    ``places`` puts each node at a column and a row. Nodes without a letter or digit in
    their name are operations and drawn round.
    """
    columns, rows = np.ptp(list(places.values()), axis=0)
    _, ax = plt.subplots(figsize=(1.7 * columns + 1.4, 1.4 * rows + 1.2))
    nodes = {name: _node(ax, name, place) for name, place in places.items()}
    for start, end, value, gradient in edges:
        _edge(ax, nodes[start], nodes[end], value, gradient)
    ax.set_title(title)
    ax.margins(0.1, 0.25)
    ax.axis("off")
    return ax


def _node(ax: Axes, name: str, place: tuple[float, float]) -> Text:
    box = "round,pad=0.35" if any(letter.isalnum() for letter in name) else "circle,pad=0.3"
    frame = {"boxstyle": box, "facecolor": "white", "edgecolor": "0.3"}
    ax.plot(*place, alpha=0)
    return ax.text(*place, name, ha="center", va="center", fontsize=11, bbox=frame, zorder=3)


def _edge(ax: Axes, start: Text, end: Text, value: str, gradient: str) -> None:
    (x0, y0), (x1, y1) = start.get_position(), end.get_position()
    boxes = {"patchA": start.get_bbox_patch(), "patchB": end.get_bbox_patch()}
    arrow = {"arrowstyle": "-|>", "color": "0.5", "shrinkA": 1, "shrinkB": 1, **boxes}
    ax.annotate("", (x1, y1), (x0, y0), arrowprops=arrow)
    angle = np.degrees(np.arctan2(1.4 * (y1 - y0), 1.7 * (x1 - x0)))
    up = 4 * np.array([-np.sin(np.radians(angle)), np.cos(np.radians(angle))])
    for text, shift, side, colour in (
        (value, up, "bottom", VALUE),
        (gradient, -up, "top", GRADIENT),
    ):
        ax.annotate(text, ((x0 + x1) / 2, (y0 + y1) / 2), tuple(shift), textcoords="offset points",
                    rotation=angle, rotation_mode="anchor", ha="center", va=side,
                    fontsize=10, color=colour)  # fmt: skip


def images(x: np.ndarray, titles: Sequence[str], caption: str, columns: int = 8) -> None:
    """Small grey images in a grid, each with its title; x is (N, H, W)."""
    rows = -(-len(x) // columns)
    figure, axes = plt.subplots(rows, columns, figsize=(1.05 * columns, 1.25 * rows + 0.4))
    for ax in np.ravel(axes)[len(x) :]:
        ax.axis("off")
    for ax, image, title in zip(np.ravel(axes), x, titles, strict=False):
        ax.imshow(image, cmap="gray_r", vmin=0, vmax=1)
        ax.set_title(title, fontsize=9)
        ax.set(xticks=[], yticks=[])
        ax.spines[:].set(visible=True, color="0.7")
    figure.suptitle(caption, fontsize=11)


def matrix(values: np.ndarray, title: str, xlabel: str, ylabel: str) -> Axes:
    """A matrix as coloured squares: blue negative, white zero, red positive."""
    rows, columns = values.shape
    _, ax = plt.subplots(figsize=(max(0.45 * columns, 3.6) + 1, max(0.45 * rows, 1.6) + 0.9))
    limit = np.abs(values).max() or 1
    ax.imshow(values, cmap="RdBu_r", vmin=-2 * limit, vmax=2 * limit)
    for (row, column), value in np.ndenumerate(values):
        ax.text(column, row, f"{value:g}", ha="center", va="center")
    ax.set(title=title, xlabel=xlabel, ylabel=ylabel, xticks=range(columns), yticks=range(rows))
    ax.grid(False)
    return ax


def signed_image(ax: Axes, image: np.ndarray, title: str) -> None:
    """An image of weights: blue negative, white zero, red positive."""
    limit = np.abs(image).max() or 1
    drawn = ax.imshow(image, cmap="RdBu_r", vmin=-limit, vmax=limit)
    ax.figure.colorbar(drawn, ax=ax, shrink=0.8, label="weight")
    ax.set(title=title, xlabel="column", ylabel="row")
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_locator(MaxNLocator(integer=True))
    ax.grid(False)


def weights(ax: Axes, w: np.ndarray, rows: int, columns: int, title: str) -> None:
    """The weights of the first rows × columns units as square images, each on its own scale.

    w: (D, M), where D pixels make a square. Blue is negative, white zero, red positive.
    """
    side = round(len(w) ** 0.5)
    sheet = np.full((rows * (side + 1) - 1, columns * (side + 1) - 1), np.nan)
    for unit, (i, j) in enumerate(np.ndindex(rows, columns)):
        top, left = i * (side + 1), j * (side + 1)
        image = w[:, unit].reshape(side, side)
        sheet[top : top + side, left : left + side] = image / np.abs(image).max()
    ax.imshow(sheet, cmap="RdBu_r", vmin=-1, vmax=1)
    ax.set(title=title, xticks=[], yticks=[])
    ax.spines[:].set_visible(False)
    ax.grid(False)


def regions(
    ax: Axes, predict: Callable[[np.ndarray], np.ndarray], x: np.ndarray, y: np.ndarray
) -> None:
    """Which class ``predict`` (points (N, 2) to classes (N,)) gives each place of the plane.

    The samples (x, y) are drawn on top: as dots, or as their class numbers if there are
    more than three classes.
    """
    colours = np.array(TEN if y.max() > 2 else COLOURS[:3])[: y.max() + 1]
    low, high = x.min(axis=0), x.max(axis=0)
    margin = 0.08 * (high - low)
    axes = [np.linspace(a, b, 300) for a, b in zip(low - margin, high + margin, strict=True)]
    plane = np.stack(np.meshgrid(*axes), axis=-1)
    classes = predict(plane.reshape(-1, 2)).reshape(plane.shape[:2])
    ax.pcolormesh(*axes, classes, cmap=ListedColormap(colours), vmin=-0.5, vmax=y.max() + 0.5,
                  alpha=0.3, shading="auto", linewidth=0, rasterized=True)  # fmt: skip
    for label in range(y.max() + 1):
        mark = "o" if y.max() <= 2 else f"${label}$"
        edge = {"edgecolor": "white", "linewidth": 0.4} if mark == "o" else {"linewidth": 0.3}
        right, up = x[y == label].T
        ax.scatter(right, up, s=26, marker=mark, color=colours[label], **edge)
    ax.grid(False)


def agreement(ax: Axes, analytic: np.ndarray, numerical: np.ndarray, label: str) -> None:
    """Two versions of the same gradient against each other: equal ones lie on the diagonal."""
    ax.plot(np.ravel(numerical), np.ravel(analytic), "o", ms=4, alpha=0.6, label=label)
    if not any(line.get_linestyle() == "--" for line in ax.lines):
        ax.axline((0, 0), slope=1, color="0.5", linestyle="--", linewidth=0.8, zorder=0)
    ax.set(xlabel="numerical gradient (measured)", ylabel="analytic gradient (yours)")
    ax.xaxis.set_major_locator(MaxNLocator(5))
    ax.legend()


def relative_error(analytic: np.ndarray, numerical: np.ndarray) -> float:
    """The largest difference of two gradients, relative to the largest of their entries."""
    scale = max(np.abs(analytic).max(), np.abs(numerical).max(), np.finfo(float).tiny)
    return float(np.abs(analytic - numerical).max() / scale)


def repeated(
    ax: Axes,
    x: Sequence[float],
    runs: Sequence[Sequence[float]],
    label: str,
    mark: str = "o",
    **style: Any,
) -> None:
    """Draw the mean of several runs as a line, and a band from the lowest run to the highest.

    x: P places. runs: (R, P), one row for each run. style: more arguments of ``plot``.
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
    """``repeated`` for training and for validation images; runs: (R, P, 2)."""
    labels = ("training images", "validation images")
    for values, label, mark in zip(np.moveaxis(np.asarray(runs), 2, 0), labels, marks, strict=True):
        repeated(ax, x, values, label, mark)
