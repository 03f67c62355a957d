"""Losses of two weights, drawn as maps: where optimizers go, step by step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from cs_cnn.given.pictures.plots import COLOURS
from cs_cnn.given.pictures.steps import Steps, record

Field = Callable[[np.ndarray], np.ndarray]
MARKS = "osD^vPX"
_FAR = 1e6
"""Where a walk is drawn that has left the map, or all numbers, for good."""


@dataclass(frozen=True)
class Landscape:
    """A loss of two weights w (…, 2), its gradient, a start, and the part that is drawn.

    ``loss`` takes w (…, 2) to (…), ``gradient`` takes it to (…, 2). ``box`` is the left, right,
    lower and upper end of the map, ``lowest`` the smallest value of the loss.
    """

    loss: Field
    gradient: Field
    start: tuple[float, float]
    box: tuple[float, float, float, float]
    lowest: float = 0.0


RAVINE = Landscape(
    loss=lambda w: (w[..., 0] ** 2 + 100 * w[..., 1] ** 2) / 2,
    gradient=lambda w: w * (1, 100),
    start=(-4.0, 1.0),
    box=(-4.6, 1.8, -1.5, 1.5),
)
"""A hundred times as steep across as along: (w₁² + 100 w₂²)/2, lowest at (0, 0)."""

TWO_VALLEYS = Landscape(
    loss=lambda w: (w[..., 0] ** 2 - 1) ** 2 / 2 + w[..., 0] / 4 + w[..., 1] ** 2 / 2,
    gradient=lambda w: np.stack([2 * w[..., 0] * (w[..., 0] ** 2 - 1) + 0.25, w[..., 1]], axis=-1),
    start=(1.9, 0.9),
    box=(-1.9, 2.2, -1.3, 1.3),
    lowest=-0.25738,
)
"""(w₁² − 1)²/2 + w₁/4 + w₂²/2: a shallow valley near w₁ = 0.93, a deeper one near −1.06."""

SADDLE = Landscape(
    loss=lambda w: w[..., 0] ** 2 / 2 + w[..., 1] ** 4 / 4 - w[..., 1] ** 2 / 2,
    gradient=lambda w: np.stack([w[..., 0], w[..., 1] ** 3 - w[..., 1]], axis=-1),
    start=(-1.5, 0.001),
    box=(-1.8, 1.0, -1.5, 1.5),
    lowest=-0.25,
)
"""w₁²/2 + w₂⁴/4 − w₂²/2: flat at (0, 0), where it falls to both sides along w₂."""


def turned(landscape: Landscape, degrees: float) -> Landscape:
    """The same landscape, turned to the left around (0, 0); its box holds all of the old one."""
    cos, sin = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    turn = np.array([[cos, sin], [-sin, cos]])  # of a row: w @ turn
    left, right, lower, upper = landscape.box
    corners = np.array([(x, y) for x in (left, right) for y in (lower, upper)]) @ turn
    (west, south), (east, north) = corners.min(axis=0), corners.max(axis=0)
    x, y = np.array(landscape.start) @ turn
    return Landscape(
        loss=lambda w: landscape.loss(w @ turn.T),
        gradient=lambda w: landscape.gradient(w @ turn.T) @ turn,
        start=(float(x), float(y)),
        box=(west, east, south, north),
        lowest=landscape.lowest,
    )


def walk(
    landscape: Landscape,
    step: Callable[[np.ndarray, np.ndarray, int], np.ndarray],
    steps: int,
    noise: float = 0.0,
    seed: int = 0,
) -> np.ndarray:
    """The way (steps + 1, 2) that ``step(w, gradient, t)``, t = 1, 2, …, takes from the start.

    noise: the standard deviation of what is added to both entries of the gradient, drawn with
    ``seed``: the same noise for everybody who walks with the same seed.
    """
    disturbance = noise * np.random.default_rng(seed).standard_normal((steps, 2))
    way = [np.array(landscape.start)]
    with np.errstate(all="ignore"):  # a walk may leave the map for good
        for t in range(1, steps + 1):
            gradient = landscape.gradient(way[-1]) + disturbance[t - 1]
            way.append(step(way[-1], gradient, t))
    return np.array(way)


def race(
    landscape: Landscape,
    ways: Mapping[str, np.ndarray],
    title: str,
    frames: int = 24,
    tail: int | None = None,
) -> Steps:
    """Ways (T, 2) of the same length on the map, and their losses beside it, step by step.

    tail: how many of the latest steps stay visible on the map; None for all.
    """
    figure = Figure(figsize=(9.6, 3.9), layout="constrained")
    chart, curves = figure.subplots(1, 2, width_ratios=(1.35, 1))
    contours(chart, landscape)
    lines = [_runner(chart, i, name) for i, name in enumerate(ways)]
    ways = {name: np.clip(np.nan_to_num(way, nan=_FAR), -_FAR, _FAR) for name, way in ways.items()}
    heights = [np.maximum(landscape.loss(way) - landscape.lowest, 1e-12) for way in ways.values()]
    losses = [
        curves.plot([], [], color=colour, linewidth=1.4)[0] for colour in COLOURS[: len(ways)]
    ]
    figure.legend(handles=lines, loc="outside lower center", ncols=len(lines))
    last, low, high = len(heights[0]) - 1, np.min(heights), np.max(heights)
    curves.set(xlabel="step", ylabel="loss above the lowest", yscale="log")
    curves.set(xlim=(0, last), ylim=(max(low / 2, 1e-5), 2 * high))
    moments = np.unique((last * np.linspace(0, 1, frames) ** 1.5).round().astype(int))

    def draw(frame: int) -> None:
        now = moments[frame]
        first = 0 if tail is None else max(0, now - tail)
        for line, curve, way, height in zip(lines, losses, ways.values(), heights, strict=True):
            line.set_data(way[first : now + 1].T)
            line.set_markevery([now - first])
            curve.set_data(np.arange(now + 1), height[: now + 1])
        figure.suptitle(f"{title}: step {now}", fontsize=11)

    return record(figure, draw, len(moments), [f"step {now} of {last}" for now in moments])


def contours(ax: Axes, landscape: Landscape) -> None:
    """The map of a landscape: dark is low; lines where the loss is equal."""
    left, right, lower, upper = landscape.box
    grid = np.meshgrid(np.linspace(left, right, 161), np.linspace(lower, upper, 121))
    height = np.sqrt(np.maximum(landscape.loss(np.stack(grid, axis=-1)) - landscape.lowest, 0))
    ax.contourf(*grid, height, levels=12, cmap="Greys_r", alpha=0.55, antialiased=False)
    ax.contour(*grid, height, levels=12, colors="white", linewidths=0.5)
    ax.set(xlabel="w₁", ylabel="w₂", xlim=(left, right), ylim=(lower, upper))
    ax.grid(False)


def around(
    ax: Axes,
    loss: Callable[[np.ndarray], float],
    here: np.ndarray,
    arrows: np.ndarray,
    slopes: np.ndarray,
    gradient: np.ndarray,
) -> None:
    """The slopes (K,) of a loss along arrows (K, 2) of length 1, as a ring around ``here`` (2,).

    Under it the loss itself: dark is low. The arrow is the gradient (2,), with the length 1.
    """
    grid = np.meshgrid(*(np.linspace(middle - 1.4, middle + 1.4, 41) for middle in here))
    height = np.apply_along_axis(loss, -1, np.stack(grid, axis=-1))
    ax.contourf(*grid, height, levels=14, cmap="Greys_r", alpha=0.55, antialiased=False)
    ax.contour(*grid, height, levels=14, colors="white", linewidths=0.5)
    limit = np.abs(slopes).max() or 1
    places: dict[str, Any] = {"x": here[0] + arrows[:, 0], "y": here[1] + arrows[:, 1], "s": 22}
    ring = ax.scatter(**places, c=slopes, cmap="RdBu_r", vmin=-limit, vmax=limit)
    (x, y), (right, up) = here, here + gradient / (np.linalg.norm(gradient) or 1)
    shape: dict[str, Any] = {"arrowstyle": "-|>", "linewidth": 1.6, "shrinkA": 0}
    ax.annotate("", (right, up), (x, y), arrowprops=shape)
    ax.figure.colorbar(ring, ax=ax, shrink=0.8, label="slope")
    ax.set(title=f"the loss, {len(slopes)} slopes, and g", xlabel="w₁", ylabel="w₂", aspect="equal")
    ax.grid(False)


def _runner(ax: Axes, number: int, name: str) -> Line2D:
    style: dict[str, Any] = {"marker": MARKS[number], "ms": 7, "mec": "white", "linewidth": 1.4}
    return ax.plot([], [], color=COLOURS[number], label=name, **style)[0]
