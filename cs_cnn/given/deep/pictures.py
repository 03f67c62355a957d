"""Networks and their costs, drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import matplotlib.pyplot as plt
import numpy as np
import torch
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, LogLocator, MaxNLocator, NullLocator
from torch import nn

from cs_cnn.given.deep.blocks import Block, blocks, in_a_row
from cs_cnn.given.pictures.plots import COLOURS

PAINT = {"conv": COLOURS[0], "pool": COLOURS[2], "fc": COLOURS[1], "rest": "0.6"}
"""The colour of each kind of block; all others are a block of the student's."""

OWN = COLOURS[4]

_TEXT, _BESIDE, _ABOVE = 8, 7, 9
"""The size of the names of points, and how far they are from them, in points of print."""
_MARGINS = (0.25, 0.15)
Side = tuple[int, int]
"""Of a point: (right, up), each from -1 to 1."""
_SIDES: tuple[Side, ...] = ((0, 1), (0, -1), (1, 0), (-1, 0), (1, 1), (1, -1), (-1, 1), (-1, -1))


def short(number: float) -> str:
    """A large number in three digits: 61.1 M, 4.09 G, 428 k."""
    for unit, name in ((1e9, " G"), (1e6, " M"), (1e3, " k")):
        if number >= unit:
            return f"{number / unit:.3g}{name}"
    return f"{number:.3g}"


def totals(found: Sequence[Block]) -> tuple[int, int]:
    """The parameters and the multiply-adds of all blocks."""
    return sum(b.parameters for b in found), sum(b.multiply_adds for b in found)


def draw(
    models: Mapping[str, nn.Module], x: torch.Tensor | Mapping[str, torch.Tensor], title: str
) -> None:
    """Each network as a row of blocks, and below it what each block costs.

    models: for each name a network. x: one image for all, or one for each name. Boxes are as high
    as the maps have rows; bars show which share of the network's parameters and multiply-adds a
    block has.
    """
    found = {
        name: in_a_row(blocks(model, x if isinstance(x, torch.Tensor) else x[name]))
        for name, model in models.items()
    }
    longest = max(map(len, found.values()))
    size = (max(7.0, 0.72 * longest + 1.2), 3.2 * len(found) + 0.4)
    _, axes = plt.subplots(2 * len(found), 1, figsize=size, height_ratios=(1.7, 1) * len(found))
    for (name, row), boxes, bars in zip(found.items(), axes[::2], axes[1::2], strict=True):
        parameters, work = totals(row)
        caption = f"{short(parameters)} parameters, {short(work)} multiply-adds"
        _boxes(boxes, row, f"{name}: {caption}", longest)
        _costs(bars, row, longest)
    plt.suptitle(title)


def _boxes(ax: Axes, row: Sequence[Block], title: str, longest: int) -> None:
    for place, block in enumerate(row):
        height = 0.5 + np.log2(block.side)
        ax.bar(place, height, 0.74, bottom=-height / 2, color=PAINT.get(block.kind, OWN))
        label = f"{block.count} ×\n{block.label}" if block.count > 1 else block.label
        maps = "×".join(map(str, block.shape[:2])) if len(block.shape) == 3 else str(block.shape[0])
        for text, at, side in (
            (label, height / 2 + 0.2, "bottom"),
            (maps, -height / 2 - 0.3, "top"),
        ):
            ax.text(place, at, text, ha="center", va=side, fontsize=7)
    highest = 0.5 + np.log2(max(block.side for block in row))
    ax.set(xlim=(-0.6, longest - 0.4), ylim=(-highest / 2 - 1.4, highest / 2 + 2.6))
    ax.set_title(title, fontsize=10)
    ax.axis("off")


def _costs(ax: Axes, row: Sequence[Block], longest: int) -> None:
    places = np.arange(len(row))
    for shift, name, colour in ((-0.2, "parameters", "0.25"), (0.2, "multiply_adds", "0.7")):
        values = np.array([getattr(block, name) for block in row])
        share = 100 * values / max(1, values.sum())
        ax.bar(places + shift, share, 0.38, color=colour, label=name.replace("_", "-"))
    ax.set(xlim=(-0.6, longest - 0.4), xticks=[], ylim=(0, 100), ylabel="percent")
    ax.legend(fontsize=7, ncols=2, loc="upper left", bbox_to_anchor=(0, 1.25))


def against(
    ax: Axes,
    points: Mapping[str, tuple[float, float]],
    xlabel: str,
    ylabel: str = "",
    unit: float = 100,
) -> None:
    """Named points over a logarithmic axis of costs; points: (cost, accuracy from 0 to 1).

    A name stands beside its point, on the side where it covers least; its colour is that of its
    turn among the points. unit: what an accuracy is multiplied by, 1 for any other values.
    """
    places = np.array([(np.log(cost), value) for cost, value in points.values()])
    inches = ax.get_window_extent().transformed(ax.figure.dpi_scale_trans.inverted())
    size = 72 * np.array([inches.width, inches.height])
    sides = _free_sides(places, [_TEXT * 0.6 * len(name) for name in points], size)
    for number, ((name, (cost, value)), (right, up)) in enumerate(
        zip(points.items(), sides, strict=True)
    ):
        ax.plot(cost, unit * value, "o", color=COLOURS[number % len(COLOURS)], ms=7)
        ax.annotate(name, (cost, unit * value), (_BESIDE * right, _ABOVE * up),
                    textcoords="offset points", fontsize=_TEXT, va="center",
                    ha=("right", "center", "left")[right + 1])  # fmt: skip
    ax.set_xscale("log")
    close = np.ptp(places[:, 0]) < np.log(4)
    ax.xaxis.set_major_locator(MaxNLocator(4) if close else LogLocator(subs=(1, 2, 5)))
    ax.xaxis.set_minor_locator(NullLocator())
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: short(value)))
    ax.margins(*_MARGINS)
    ax.set(xlabel=xlabel, ylabel=ylabel)


def _free_sides(places: np.ndarray, widths: Sequence[float], size: np.ndarray) -> list[Side]:
    """For each place (x, y) the side, (right, up), where its name covers least.

    widths: of the names, and size: of the axes, both in points of print. A name is put where it
    covers least of the other names and points; then each looks again, now that all are there.
    """
    places = places - places.min(axis=0)
    inner = size / (1 + 2 * np.array(_MARGINS))
    places = places / np.maximum(places.max(axis=0), 1e-9) * inner + (size - inner) / 2
    dots = [np.array([place - 5, place + 5]) for place in places]
    names: dict[int, np.ndarray] = {}
    sides = [_SIDES[0]] * len(places)
    for number in [*range(len(places))] * 3:
        taken = [*dots, *(box for other, box in names.items() if other != number)]

        def covered(side: Side, number: int = number, taken: Sequence[np.ndarray] = taken) -> float:
            box = _box(places[number], widths[number], side)
            outside = max(0.0, -box[0, 0], box[1, 0] - size[0])
            return 10 * outside + sum(_overlap(box, each) for each in taken)

        sides[number] = min(_SIDES, key=covered)
        names[number] = _box(places[number], widths[number], sides[number])
    return sides


def _box(place: np.ndarray, width: float, side: Side) -> np.ndarray:
    """The lower left and the upper right corner of a name beside a place."""
    right, up = side
    left = _BESIDE * right - width * (1 - right) / 2
    low = _ABOVE * up - 0.5 * _TEXT
    return np.array([[left, low], [left + width, low + _TEXT]]) + place


def _overlap(a: np.ndarray, b: np.ndarray) -> float:
    """The area that two boxes share."""
    return float(np.prod(np.maximum(0, np.minimum(a[1], b[1]) - np.maximum(a[0], b[0]))))
