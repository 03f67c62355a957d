"""Drawings of windows on images: grids with their numbers, photographs, columns, pooling."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from cs_cnn.given.pictures.plots import COLOURS
from cs_cnn.given.pictures.steps import Steps, record


def numbers(ax: Axes, values: np.ndarray, title: str, digits: int = 0, fontsize: float = 9) -> None:
    """A small grid with a number in each square: blue negative, white zero, red positive.

    digits: places after the point for all but 0; 0 for as many as each number needs.
    """
    limit = np.abs(values).max() or 1
    ax.imshow(values, cmap="RdBu_r", vmin=-2.5 * limit, vmax=2.5 * limit)
    for (row, column), value in np.ndenumerate(values):
        label = _number(value, digits if value else 0)
        ax.text(column, row, label, ha="center", va="center", fontsize=fontsize)
    as_grid(ax, values.shape, title)


def frame(
    ax: Axes, top: float, left: float, rows: float, columns: float, colour: str = COLOURS[1]
) -> Rectangle:
    """The outline of a window whose first pixel is (top, left)."""
    style: dict[str, Any] = {"fill": False, "linewidth": 2.5, "zorder": 3, "clip_on": False}
    outline = Rectangle((left - 0.5, top - 0.5), columns, rows, edgecolor=colour, **style)
    ax.add_patch(outline)
    return outline


def side_by_side(
    images: Sequence[np.ndarray],
    titles: Sequence[str],
    caption: str,
    signed: Sequence[bool] | bool = False,
    columns: int | None = None,
) -> None:
    """Images of one size, in one row or in rows of ``columns``, each with its title.

    Each image is (H, W), grey from 0 to 1, or (3, H, W), red, green and blue; a signed one
    is shown from its smallest to its largest number, with 0 in the middle of the greys.
    """
    columns = columns or len(images)
    rows = -(-len(images) // columns)
    width = min(11.5, 4.6 * columns)
    height, breadth = images[0].shape[-2:]
    tall = (width / columns - 0.5) * height / breadth + 0.6
    _, axes = plt.subplots(rows, columns, figsize=(width, rows * tall + 0.3), squeeze=False)
    signs = np.broadcast_to(signed, len(images))
    for ax, image, title, sign in zip(axes.flat, images, titles, signs, strict=False):
        show_image(ax, image, title, bool(sign))
        ax.label_outer(remove_inner_ticks=True)
    plt.suptitle(caption, fontsize=11)


def show_image(ax: Axes, image: np.ndarray, title: str, signed: bool = False) -> None:
    """One image, as in ``side_by_side``, with its rows and columns counted."""
    limit = np.abs(image).max() or 1
    low, high = (-limit, limit) if signed else (0, 1)
    shown = image if image.ndim == 2 else image.transpose(1, 2, 0)
    ax.imshow(shown, cmap="gray", vmin=low, vmax=high)
    ax.set(title=title, xlabel="column", ylabel="row")
    ax.spines[:].set(visible=True, color="0.7")
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_locator(MaxNLocator(6, integer=True))
    ax.grid(False)


def sliding(image: np.ndarray, kernel: np.ndarray, out: np.ndarray) -> Steps:
    """A kernel on its way over an image, one step for each number of the output.

    image (H, W), kernel (KH, KW) and out (H − KH + 1, W − KW + 1), your answer. Raises
    ValueError if it has another shape.
    """
    kh, kw = kernel.shape
    _one_number_each(out, (_places(image.shape[0], kh), _places(image.shape[1], kw)))
    figure = Figure(figsize=(7.6, 3.5), layout="constrained")
    ratios = [image.shape[1], kw, out.shape[1]]
    left, middle, right = figure.subplots(1, 3, width_ratios=ratios)
    numbers(left, image, "image")
    numbers(middle, kernel, "kernel")
    reveal = _unveiled(right, out, "output")
    window, target = frame(left, 0, 0, kh, kw), frame(right, 0, 0, 1, 1)
    style = {"ha": "right", "fontsize": 7, "color": COLOURS[1]}
    weights = [left.text(0, 0, f"×{_number(weight)}", **style) for weight in np.ravel(kernel)]

    def draw(step: int) -> None:
        i, j = divmod(step, out.shape[1])
        window.set_xy((j - 0.5, i - 0.5))
        target.set_xy((j - 0.5, i - 0.5))
        for text, (a, b) in zip(weights, np.ndindex(kernel.shape), strict=True):
            text.set_position((j + b + 0.46, i + a + 0.43))
        reveal(step)
        seen = image[i : i + kh, j : j + kw]
        figure.suptitle(f"{_products(seen, kernel)} = {_number(np.sum(seen * kernel))}")

    return record(figure, draw, out.size)


def volume(
    x: np.ndarray, w: np.ndarray, b: np.ndarray, out: np.ndarray, stride: int, pad: int
) -> Steps:
    """A convolution layer at work, one step for each number of its output.

    x (C, H + 2 pad, W + 2 pad) with its border of zeros, w (F, C, KH, KW), b (F,) and
    out (F, HO, WO), your answer. Raises ValueError if it has another shape.
    """
    filters, channels, kh, kw = w.shape
    ho, wo = _places(x.shape[1], kh, stride), _places(x.shape[2], kw, stride)
    _one_number_each(out, (filters, ho, wo))
    heights, widths = [x.shape[1], *[kh] * filters], [*[x.shape[2]] * channels, wo + 2]
    figure = Figure(figsize=(0.36 * sum(widths), 0.4 * sum(heights)), layout="constrained")
    axes = figure.subplots(filters + 1, channels + 1, width_ratios=widths, height_ratios=heights)
    for c in range(channels):
        numbers(axes[0, c], x[c], f"x[{c}] and its border")
        frame(axes[0, c], pad, pad, x.shape[1] - 2 * pad, x.shape[2] - 2 * pad, colour="0.6")
        for f in range(filters):
            numbers(axes[f + 1, c], w[f, c], f"w[{f}, {c}]")
    reveals = [_unveiled(axes[f + 1, -1], out[f], f"out[{f}]") for f in range(filters)]
    for ax in axes.flat:
        ax.set(xticks=[], yticks=[], xlabel="", ylabel="")
    axes[0, -1].axis("off")
    sums = axes[0, -1].text(0, 0.5, "", va="center", fontsize=9, linespacing=1.6)
    windows = [frame(ax, 0, 0, kh, kw) for ax in axes[0, :-1]]
    chosen = [[frame(ax, 0, 0, kh, kw) for ax in row] for row in axes[1:, :-1]]
    targets = [frame(ax, 0, 0, 1, 1) for ax in axes[1:, -1]]

    def draw(step: int) -> None:
        f, i, j = (int(index) for index in np.unravel_index(step, out.shape))
        top, left = i * stride, j * stride
        for window in windows:
            window.set_xy((left - 0.5, top - 0.5))
        for k in range(filters):
            reveals[k](step - k * ho * wo)
            targets[k].set(xy=(j - 0.5, i - 0.5), visible=k == f)
            for outline in chosen[k]:
                outline.set_visible(k == f)
        parts = np.sum(x[:, top : top + kh, left : left + kw] * w[f], axis=(1, 2))
        lines = [f"x[{c}] gives {_number(part)}" for c, part in enumerate(parts)]
        total = f"out[{f}, {i}, {j}] = {_number(parts.sum() + b[f])}"
        sums.set_text("\n".join([*lines, f"bias {_number(b[f])}", total]))

    return record(figure, draw, out.size)


def _places(side: int, window: int, stride: int = 1) -> int:
    return (side - window) // stride + 1


def _one_number_each(out: np.ndarray, places: tuple[int, ...]) -> None:
    """Raise ValueError unless your answer has one number for each place of each filter."""
    if out.shape != places:
        counted = " × ".join(map(str, places))
        raise ValueError(f"your output has the shape {out.shape}; there are {counted} places")


def _unveiled(ax: Axes, values: np.ndarray, title: str) -> Callable[[int], None]:
    """Draw numbers. Returns a function that shows those up to a place, in row order."""
    numbers(ax, values, title)
    (drawn,), labels = ax.images, list(ax.texts)

    def show(last: int) -> None:
        known = np.arange(values.size).reshape(values.shape) <= last
        drawn.set_data(np.where(known, values, 0))
        for label, shown in zip(labels, np.ravel(known), strict=True):
            label.set_visible(bool(shown))

    return show


def columns(image: np.ndarray, cols: np.ndarray, kh: int, kw: int) -> None:
    """The windows of a small image (H, W) at stride 1, and their columns (KH·KW, HO·WO).

    Raises ValueError if cols, your answer, has another shape.
    """
    ho, wo = _places(image.shape[0], kh), _places(image.shape[1], kw)
    if cols.shape != (kh * kw, ho * wo):
        raise ValueError(
            f"your columns have the shape {cols.shape}; there are {ho * wo} columns of {kh * kw}"
        )
    figure, (left, right) = plt.subplots(1, 2, figsize=(7.2, 4.4), width_ratios=(1.1, 1))
    _plain_numbers(left, image, "the image and its windows")
    _plain_numbers(right, cols, "one column for each window")
    for place in range(cols.shape[1]):
        (top, first), colour = divmod(place, wo), COLOURS[place % len(COLOURS)]
        inset = 0.06 * (place + 1)
        frame(left, top + inset, first + inset, kh - 2 * inset, kw - 2 * inset, colour)
        frame(right, 0, place + 0.06, len(cols), 0.88, colour)
    right.set(xlabel="window, i·WO + j", ylabel="place in the window, u·KW + v")
    right.set(xticks=range(cols.shape[1]), yticks=range(len(cols)))
    figure.suptitle("im2col: every window becomes a column", fontsize=11)


def _plain_numbers(ax: Axes, values: np.ndarray, title: str) -> None:
    ax.imshow(np.zeros(values.shape), cmap="gray_r", vmin=0, vmax=1)
    for (row, column), value in np.ndenumerate(values):
        ax.text(column, row, _number(value), ha="center", va="center", fontsize=10)
    as_grid(ax, values.shape, title)


def as_grid(ax: Axes, shape: tuple[int, ...], title: str) -> None:
    """Squares for the pixels of a small image (H, W), with its rows and columns counted."""
    rows, cols = shape
    ax.set(title=title, xticks=range(cols), yticks=range(rows), xlabel="column", ylabel="row")
    lines: dict[str, Any] = {"color": "0.85", "linewidth": 0.8}
    ax.hlines(np.arange(rows + 1) - 0.5, -0.5, cols - 0.5, **lines)
    ax.vlines(np.arange(cols + 1) - 0.5, -0.5, rows - 0.5, **lines)
    ax.grid(False)
    ax.tick_params(length=0, labelsize=8)
    ax.spines[:].set_visible(False)


def _number(value: float, digits: int = 0) -> str:
    return f"{value:.{digits}f}".replace("-", "−") if digits else f"{value:g}".replace("-", "−")


def _in_brackets(value: float) -> str:
    return f"({_number(value)})" if value < 0 else _number(value)


def _products(seen: np.ndarray, kernel: np.ndarray) -> str:
    pairs = zip(np.ravel(seen), np.ravel(kernel), strict=True)
    return " + ".join(f"{_in_brackets(a)}·{_in_brackets(b)}" for a, b in pairs)


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
