"""A small network that learns points of the plane while you watch, all by your own functions."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field

import numpy as np

from cs_cnn.given.data import toy
from cs_cnn.given.networks.layers import Activation, Affine
from cs_cnn.given.networks.network import Network
from cs_cnn.given.networks.optimizers import Optimizer

ACTIVATIONS = ("relu", "leaky_relu", "elu", "tanh", "sigmoid")
TRAIN, TEST = 200, 400
"""Points to learn from, and points that are never learned from."""


@dataclass
class Settings:
    """What the playground's knobs say."""

    data: str = "moons"
    noise: float = 0.2
    layers: int = 2
    width: int = 8
    activation: str = "relu"
    l1: float = 0.0
    l2: float = 0.0
    optimizer: str = "sgd"
    rate: float = 0.1
    batch: int = 32
    seed: int = 0


@dataclass
class Trainee:
    """A network, its points, and how it has done so far.

    ``losses`` and ``wrong`` hold a pair for the start and for each epoch: one number for the
    points to learn from, one for the new points. ``wrong`` is a share, from 0 to 1.
    """

    settings: Settings
    losses: list[tuple[float, float]] = field(default_factory=list)
    wrong: list[tuple[float, float]] = field(default_factory=list)

    def __post_init__(self) -> None:
        settings, self.rng = self.settings, np.random.default_rng(self.settings.seed)
        self.train, self.test = (
            toy(settings.data, n, settings.noise, seed) for n, seed in ((TRAIN, 1), (TEST, 2))
        )
        sizes = [2, *[settings.width] * settings.layers, int(self.train[1].max()) + 1]
        self.network = Network([])
        for d, m in itertools.pairwise(sizes):
            self.network.layers += [Affine(d, m, self.rng), Activation(settings.activation)]
        self.network.layers.pop()  # no activation after the last layer
        self.optimizer = Optimizer(settings.optimizer)
        self._measure()

    def learn(self) -> None:
        """One epoch."""
        from cs_cnn import optim

        if self.optimizer.name != self.settings.optimizer:
            self.optimizer = Optimizer(self.settings.optimizer)
        with np.errstate(all="ignore"):  # a rate that is too high is there to be tried
            for x, y in optim.minibatches(*self.train, self.settings.batch, self.rng):
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
            new = self.optimizer.step(named, slopes, lr=self.settings.rate)
            layer.params = {name: new[f"{name}{number}"] for name in layer.params}

    def _pull(self, w: np.ndarray) -> np.ndarray:
        """The gradient of the penalties that are not 0, by your functions of assignment 04."""
        pull = np.zeros_like(w)
        for name in ("l1", "l2"):
            if strength := getattr(self.settings, name):
                from cs_cnn import regularization

                pull += getattr(regularization, f"{name}_penalty")(w, strength)[1]
        return pull

    def _measure(self) -> None:
        from cs_cnn import backprop

        def measure(x: np.ndarray, y: np.ndarray) -> tuple[float, float]:
            scores = self.network.forward(x)
            wrong = np.mean(scores.argmax(axis=1) != y)
            return float(backprop.softmax_loss(scores, y)[0]), float(wrong)

        (loss, wrong), (new_loss, new_wrong) = measure(*self.train), measure(*self.test)
        self.losses.append((loss, new_loss))
        self.wrong.append((wrong, new_wrong))
