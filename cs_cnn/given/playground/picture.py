"""What the playground shows: the map of the plane, the curves of the losses, every unit's map."""

from __future__ import annotations

import io

import numpy as np
from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator
from PIL import Image

from cs_cnn.given.pictures.plots import COLOURS
from cs_cnn.given.playground.settings import LABELS
from cs_cnn.given.playground.trainee import Trainee

EDGE = 1.45
"""The map shows the square from −EDGE to EDGE."""

_SIDE = 90
_SMALL, _GAP, _ROWS = 24, 2, 4
"""The pixels of a unit's map, those between two of them, and how many stand above each other."""

_SIGNS = colormaps["RdBu_r"]
_TAG = {"facecolor": "white", "alpha": 0.7, "linewidth": 0, "pad": 0.5}


class Picture:
    """A trainee, drawn again and again into one figure: its map, its losses, and its units'."""

    def __init__(self, trainee: Trainee) -> None:
        small = "units" not in trainee.settings.hide
        self.figure = Figure(figsize=(9.6, 6.2 if small else 4.3), dpi=90, layout="constrained")
        above, *below = self.figure.subfigures(
            1 + small, 1, height_ratios=(4.3, 1.9)[: 1 + small], squeeze=False
        )[:, 0]
        self.map, self.curves = above.subplots(1, 2, width_ratios=(1, 1.15))
        self.units = Units(below[0].subplots(), trainee) if small else None
        self.colours = np.array([to_rgb(c) for c in COLOURS[: int(trainee.train[1].max()) + 1]])
        ends = (-EDGE, EDGE, -EDGE, EDGE)
        blank = np.ones((_SIDE, _SIDE, 3))
        self.ground = self.map.imshow(blank, extent=ends, origin="lower", interpolation="bilinear")
        for (x, y), style in (
            (trainee.test, {"s": 9, "alpha": 0.45, "linewidth": 0}),
            (trainee.train, {"s": 26, "edgecolor": "white", "linewidth": 0.6}),
        ):
            self.map.scatter(*x.T, color=self.colours[y], **style)
        self.map.set(xlabel="x₁", ylabel="x₂", xlim=ends[:2], ylim=ends[2:])
        self.map.grid(False)
        self.lines = [
            self.curves.plot([], [], style, label=label, color=colour)[0]
            for style, label, colour in (
                ("-", "points to learn from (large)", COLOURS[0]),
                ("--", "new points (small)", COLOURS[1]),
            )
        ]
        self.curves.set(xlabel="epoch", ylabel="loss")
        self.curves.xaxis.set_major_locator(MaxNLocator(5, integer=True))
        self.curves.legend(loc="upper right")

    def png(self, trainee: Trainee) -> bytes:
        """How it stands now, as a PNG."""
        axis = np.linspace(-EDGE, EDGE, _SIDE)
        places = np.stack(np.meshgrid(axis, axis), axis=-1).reshape(-1, 2)
        with np.errstate(all="ignore"):
            mixed = trainee.confidence(places) @ self.colours
        light = np.nan_to_num(0.55 + 0.45 * mixed, nan=1.0)
        self.ground.set_data(light.reshape(_SIDE, _SIDE, 3))
        self._draw_curves(np.array(trainee.losses))
        if self.units:
            self.units.draw(trainee)
        learned, new = trainee.wrong[-1]
        epochs = len(trainee.losses) - 1
        self.figure.suptitle(
            f"epoch {epochs}: {learned:.1%} of the points to learn from are wrong, "
            f"{new:.1%} of the new ones",
            fontsize=11,
        )
        canvas = FigureCanvasAgg(self.figure)
        canvas.draw()  # type: ignore[no-untyped-call]  # savefig would draw twice
        self.figure.set_layout_engine("none")  # laid out once: nothing jumps
        pixels = np.asarray(canvas.buffer_rgba())[..., :3]  # type: ignore[no-untyped-call]
        with io.BytesIO() as file:
            Image.fromarray(pixels).save(file, "png", compress_level=4)
            return file.getvalue()

    def _draw_curves(self, losses: np.ndarray) -> None:
        for line, values in zip(self.lines, losses.T, strict=True):
            line.set_data(np.arange(len(values)), values)
        seen = losses[np.isfinite(losses)]
        top = 1.05 * min(seen.max(initial=0.1), 3 * losses[0].max())
        self.curves.set(xlim=(0, max(20, len(losses) - 1)), ylim=(0, top))


class Units:
    """A small map for every input and every hidden unit: blue negative, white zero, red positive.

    Each is drawn on a scale of its own, so that its shape can be seen however weak it is.
    """

    def __init__(self, ax: Axes, trainee: Trainee) -> None:
        layers = [*[len(trainee.settings.features)], *trainee.settings.widths]
        step, self.corners, left = _SMALL + _GAP, [], 0
        for number, count in enumerate(layers):
            columns = -(-count // _ROWS)
            self.corners.append(
                [(left + i // _ROWS * step, i % _ROWS * step) for i in range(count)]
            )
            name = f"layer {number}" if number else "inputs"
            ax.text(left, -6, name, fontsize=8)
            left += columns * step + step
        self.sheet = np.ones((_ROWS * step, left - step, 3))
        self.image = ax.imshow(self.sheet)
        for name, (x, y) in zip(trainee.settings.features, self.corners[0], strict=True):
            ax.text(x + 1, y + 1, LABELS[name], fontsize=6, va="top", bbox=_TAG)
        ax.set_anchor("W")
        ax.set_axis_off()

    def draw(self, trainee: Trainee) -> None:
        axis = np.linspace(-EDGE, EDGE, _SMALL)
        places = np.stack(np.meshgrid(axis, -axis), axis=-1).reshape(-1, 2)
        with np.errstate(all="ignore"):
            for corners, values in zip(self.corners, trainee.units(places), strict=True):
                shown = values / np.maximum(np.abs(values).max(axis=0), 1e-12)
                colours = _SIGNS(np.nan_to_num(0.5 + 0.5 * shown, nan=0.5))[..., :3]
                for unit, (x, y) in enumerate(corners):
                    square = colours[:, unit].reshape(_SMALL, _SMALL, 3)
                    self.sheet[y : y + _SMALL, x : x + _SMALL] = square
        self.image.set_data(self.sheet)
