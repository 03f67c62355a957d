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

    A name stands above, below or beside its point, where most room is; its colour is that of its
    turn among the points. unit: what an accuracy is multiplied by, 1 for any other values.
    """
    places = np.array([(np.log(cost), value) for cost, value in points.values()])
    for number, ((name, (cost, value)), (right, up)) in enumerate(
        zip(points.items(), _free_sides(places), strict=True)
    ):
        ax.plot(cost, unit * value, "o", color=COLOURS[number % len(COLOURS)], ms=7)
        ax.annotate(name, (cost, unit * value), (7 * right, 9 * up),
                    textcoords="offset points", fontsize=8, va="center",
                    ha=("right", "center", "left")[right + 1])  # fmt: skip
    ax.set_xscale("log")
    close = np.ptp(places[:, 0]) < np.log(4)
    ax.xaxis.set_major_locator(MaxNLocator(4) if close else LogLocator(subs=(1, 2, 5)))
    ax.xaxis.set_minor_locator(NullLocator())
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: short(value)))
    ax.margins(0.25, 0.15)
    ax.set(xlabel=xlabel, ylabel=ylabel)


def _free_sides(places: np.ndarray) -> list[tuple[int, int]]:
    """For each place (x, y) the side, (right, up), that is furthest from all other things.

    None beside a place that is near the edge: the name would leave the axes.
    """
    places = (places - places.min(axis=0)) / np.maximum(np.ptp(places, axis=0), 1e-9) * (3, 2)
    points = list(places)
    taken, sides = list(points), []
    for place in points:
        reach = {(0, 1): (0.0, 0.12), (0, -1): (0.0, -0.12)}
        reach |= {(-1, 0): (-0.35, 0.0)} if place[0] > 0.5 else {}
        reach |= {(1, 0): (0.35, 0.0)} if place[0] < 2.5 else {}
        room = {side: _nearest(place + shift, place, taken) for side, shift in reach.items()}
        best = max(room, key=lambda side: room[side])
        sides.append(best)
        taken.append(place + reach[best])
    return sides


def _nearest(label: np.ndarray, place: np.ndarray, taken: Sequence[np.ndarray]) -> float:
    """The distance from a label to the nearest thing but its own point, in heights of a line."""
    others = [each for each in taken if each is not place]
    return min((float(np.hypot(*((label - each) / (4, 1)))) for each in others), default=0.0)
