"""What the playground shows: the map of the plane and the curves of the losses."""

from __future__ import annotations

import io

import numpy as np
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from cs_cnn.given.pictures.plots import COLOURS
from cs_cnn.given.playground.trainee import Trainee

EDGE = 1.45
"""The map shows the square from −EDGE to EDGE."""

_SIDE = 90


class Picture:
    """The map and the loss curves of a trainee, drawn again and again into one figure."""

    def __init__(self, trainee: Trainee) -> None:
        self.figure = Figure(figsize=(9.6, 4.3), layout="constrained")
        self.map, self.curves = self.figure.subplots(1, 2, width_ratios=(1, 1.15))
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
        learned, new = trainee.wrong[-1]
        epochs = len(trainee.losses) - 1
        self.figure.suptitle(
            f"epoch {epochs}: {learned:.1%} of the points to learn from are wrong, "
            f"{new:.1%} of the new ones",
            fontsize=11,
        )
        with io.BytesIO() as file:
            self.figure.savefig(file, format="png", dpi=90)
            self.figure.set_layout_engine("none")  # laid out once: nothing jumps
            return file.getvalue()

    def _draw_curves(self, losses: np.ndarray) -> None:
        for line, values in zip(self.lines, losses.T, strict=True):
            line.set_data(np.arange(len(values)), values)
        seen = losses[np.isfinite(losses)]
        top = 1.05 * min(seen.max(initial=0.1), 3 * losses[0].max())
        self.curves.set(xlim=(0, max(20, len(losses) - 1)), ylim=(0, top))
