"""The loss of a network as a function of its parameters, which is what ``Solver`` minimizes."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from cs_cnn.given.networks.descent import Loss, Penalty, softmax_loss
from cs_cnn.given.networks.network import Arrays, Network

Augment = Callable[[np.ndarray, np.random.Generator], np.ndarray]


class Objective:
    """A network's loss in training: params and a batch in, loss and gradients out.

    loss, penalty: see ``descent``; weights pay the penalty, biases go free. augment turns the
    inputs of a batch into others, drawn from rng. The network holds params afterwards.
    """

    def __init__(
        self,
        network: Network,
        rng: np.random.Generator,
        loss: Loss | None = None,
        penalty: Penalty | None = None,
        augment: Augment | None = None,
    ) -> None:
        self.network, self.rng = network, rng
        self.loss, self.penalty, self.augment = loss, penalty, augment

    def __call__(self, params: Arrays, x: np.ndarray, y: np.ndarray) -> tuple[float, Arrays]:
        inputs = self.augment(x, self.rng) if self.augment else x
        self.network.take(params)
        scores = self.network.forward(inputs, train=True)
        total, dout = (self.loss or softmax_loss())(scores, y)
        self.network.backward(dout)
        gradients = self.network.grads
        if self.penalty:
            for name in (name for name in params if name.startswith("w")):
                cost, slope = self.penalty(params[name])
                total, gradients[name] = total + cost, gradients[name] + slope
        return total, gradients

    def validation(self, x: np.ndarray, y: np.ndarray) -> Callable[[Arrays], tuple[float, float]]:
        """A function from params to the loss without penalty and the accuracy of these samples."""

        def validate(params: Arrays) -> tuple[float, float]:
            self.network.take(params)
            scores = self.network.scores(x)
            right = float(np.mean(scores.argmax(axis=1) == y))
            return float((self.loss or softmax_loss())(scores, y)[0]), right

        return validate
