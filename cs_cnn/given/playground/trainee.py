"""A small network that learns points of the plane while you watch, all by your own functions."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field

import numpy as np

from cs_cnn.given.data import toy
from cs_cnn.given.networks.layers import Activation, Affine
from cs_cnn.given.networks.network import Network
from cs_cnn.given.networks.optimizers import Optimizer
from cs_cnn.given.playground.settings import FEATURES, POINTS, Settings


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
        learned = round(settings.share * POINTS)
        self.train, self.test = (
            toy(settings.data, n, settings.noise, seed)
            for n, seed in ((learned, 1), (POINTS - learned, 2))
        )
        sizes = [len(settings.features), *settings.widths, int(self.train[1].max()) + 1]
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
            x, y = self.inputs(self.train[0]), self.train[1]
            for batch in optim.minibatches(x, y, self.settings.batch, self.rng):
                self._step(*batch)
            self._measure()

    def inputs(self, points: np.ndarray) -> np.ndarray:
        """The D features of N places (N, 2) that the network is given: (N, D)."""
        chosen = [FEATURES[name](*points.T) for name in self.settings.features]
        return np.stack(chosen, axis=1)

    def units(self, points: np.ndarray) -> list[np.ndarray]:
        """What goes into the network and comes out of each hidden layer, (N, units) each."""
        values, hidden = [self.inputs(points)], self.network.layers[:-1]
        for pair in zip(hidden[::2], hidden[1::2], strict=True):
            values.append(Network(list(pair)).forward(values[-1]))
        return values

    def confidence(self, points: np.ndarray) -> np.ndarray:
        """The probability of each class at each of N places (N, 2): (N, K)."""
        scores = self.network.forward(self.inputs(points))
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
            scores = self.network.forward(self.inputs(x))
            wrong = np.mean(scores.argmax(axis=1) != y)
            return float(backprop.softmax_loss(scores, y)[0]), float(wrong)

        (loss, wrong), (new_loss, new_wrong) = measure(*self.train), measure(*self.test)
        self.losses.append((loss, new_loss))
        self.wrong.append((wrong, new_wrong))
