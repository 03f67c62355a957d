"""A small network that learns points of the plane while you watch, all by your own functions."""

from __future__ import annotations

import io
import itertools
from dataclasses import dataclass, field

import numpy as np
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from cs_cnn.given.data import toy
from cs_cnn.given.layers import Affine, Layer, Network
from cs_cnn.given.plots import COLOURS
from cs_cnn.given.rules import Rule

ACTIVATIONS = ("relu", "leaky_relu", "elu", "tanh", "sigmoid")
TRAIN, TEST = 200, 400
"""Points to learn from, and points that are never learned from."""

EDGE = 1.45
"""The map shows the square from −EDGE to EDGE."""

_SIDE = 90


@dataclass
class Wishes:
    """What the playground's knobs say."""

    data: str = "moons"
    noise: float = 0.2
    layers: int = 2
    width: int = 8
    activation: str = "relu"
    l1: float = 0.0
    l2: float = 0.0
    rule: str = "sgd"
    rate: float = 0.1
    batch: int = 32
    seed: int = 0


class Activation(Layer):
    """One of your non-linearities of assignment 01, by name."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def forward(self, x: np.ndarray, train: bool) -> np.ndarray:
        from cs_cnn import backprop

        self.x = x
        return getattr(backprop, self.name)(x)

    def backward(self, dout: np.ndarray) -> np.ndarray:
        from cs_cnn import backprop

        return getattr(backprop, f"{self.name}_backward")(dout, self.x)


@dataclass
class Trainee:
    """A network, its points, and how it has done so far.

    ``losses`` and ``wrong`` hold a pair for each epoch, and one for the start: what the points
    to learn from say, and what the new ones say. ``wrong`` is a share, from 0 to 1.
    """

    wishes: Wishes
    losses: list[tuple[float, float]] = field(default_factory=list)
    wrong: list[tuple[float, float]] = field(default_factory=list)

    def __post_init__(self) -> None:
        wishes, self.rng = self.wishes, np.random.default_rng(self.wishes.seed)
        self.train, self.test = (
            toy(wishes.data, n, wishes.noise, seed) for n, seed in ((TRAIN, 1), (TEST, 2))
        )
        sizes = [2, *[wishes.width] * wishes.layers, int(self.train[1].max()) + 1]
        self.network = Network([])
        for d, m in itertools.pairwise(sizes):
            self.network.layers += [Affine(d, m, self.rng), Activation(wishes.activation)]
        self.network.layers.pop()  # no activation after the last layer
        self.rule = Rule(wishes.rule)
        self._measure()

    def learn(self) -> None:
        """One epoch."""
        from cs_cnn import optim

        if self.rule.name != self.wishes.rule:
            self.rule = Rule(self.wishes.rule)
        with np.errstate(all="ignore"):  # a rate that is too high is there to be tried
            for x, y in optim.minibatches(*self.train, self.wishes.batch, self.rng):
                self._step(x, y)
            self._measure()

    def confidence(self, points: np.ndarray) -> np.ndarray:
        """The probability of each class at each of N places (N, 2): (N, K)."""
        scores = self.network.forward(points)
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        return powers / powers.sum(axis=1, keepdims=True)

    def _step(self, x: np.ndarray, y: np.ndarray) -> None:
        from cs_cnn import backprop

        self.network.backward(backprop.softmax_loss(self.network.forward(x, train=True), y)[1])
        layers = [layer for layer in self.network.layers if layer.params]
        for number, layer in enumerate(layers):
            grads = {**layer.grads, "w": layer.grads["w"] + self._pull(layer.params["w"])}
            named = {f"{name}{number}": w for name, w in layer.params.items()}
            slopes = {f"{name}{number}": grads[name] for name in layer.params}
            new = self.rule.step(named, slopes, lr=self.wishes.rate)
            layer.params = {name: new[f"{name}{number}"] for name in layer.params}

    def _pull(self, w: np.ndarray) -> np.ndarray:
        """The gradient of the penalties that are not 0, by your functions of assignment 04."""
        pull = np.zeros_like(w)
        for name in ("l1", "l2"):
            if strength := getattr(self.wishes, name):
                from cs_cnn import regularization

                pull += getattr(regularization, f"{name}_penalty")(w, strength)[1]
        return pull

    def _measure(self) -> None:
        from cs_cnn import backprop

        scores = [self.network.forward(x) for x, _ in (self.train, self.test)]
        answers = [y for _, y in (self.train, self.test)]
        pairs = list(zip(scores, answers, strict=True))
        self.losses.append(tuple(float(backprop.softmax_loss(s, y)[0]) for s, y in pairs))
        self.wrong.append(tuple(float(np.mean(s.argmax(axis=1) != y)) for s, y in pairs))


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
