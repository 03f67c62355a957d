"""Plain gradient descent, batch by batch, for networks of layers.

A loss takes the outputs (N, K) and the right answers, and returns the mean loss of the samples
and its gradient with respect to the outputs, as ``softmax_loss`` of assignment 01 does; that one
is the default. A penalty takes a weight matrix and returns its cost and the gradient of the
cost. Biases go free.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from cs_cnn.given.networks.layers import Layer
from cs_cnn.given.networks.network import Network
from cs_cnn.given.networks.threads import on_one_thread

Loss = Callable[[np.ndarray, np.ndarray], tuple[float, np.ndarray]]
Penalty = Callable[[np.ndarray], tuple[float, np.ndarray]]


@on_one_thread
def epoch(
    network: Network,
    x: np.ndarray,
    y: np.ndarray,
    rng: np.random.Generator,
    lr: float = 0.1,
    batch: int = 32,
    loss: Loss | None = None,
    penalty: Penalty | None = None,
    augment: Callable[[np.ndarray, np.random.Generator], np.ndarray] | None = None,
) -> None:
    """Show every sample once, in an order drawn from rng, and take one step for each batch.

    x (N, …) and y (N, …) stay as they are. augment turns the inputs of a batch into others.
    Samples that are left over are spread over the batches.
    """
    loss = loss or softmax_loss()
    network.warn_of_loops(x, len(x))
    for chosen in np.array_split(rng.permutation(len(x)), max(1, len(x) // batch)):
        inputs = augment(x[chosen], rng) if augment else x[chosen]
        _, dout = loss(network.forward(inputs, train=True), y[chosen])
        network.backward(dout)
        for layer in network.layers:
            _step(layer, lr, penalty)


def _step(layer: Layer, lr: float, penalty: Penalty | None) -> None:
    for name, gradient in layer.grads.items():
        value = layer.params[name]
        charged = gradient + penalty(value)[1] if penalty and name == "w" else gradient
        layer.params[name] = value - lr * charged


def fit(
    network: Network,
    x: np.ndarray,
    y: np.ndarray,
    epochs: int,
    rng: np.random.Generator,
    **how: Any,
) -> Network:
    """Train for this many epochs. how: more arguments of ``epoch``. Returns the same network."""
    for _ in range(epochs):
        epoch(network, x, y, rng, **how)
    return network


@on_one_thread
def error(network: Network, x: np.ndarray, y: np.ndarray) -> float:
    """The share of samples that get a wrong answer, in percent."""
    return float(100 * np.mean(network.scores(x).argmax(axis=1) != y))


@on_one_thread
def mean_loss(network: Network, x: np.ndarray, y: np.ndarray) -> float:
    """The softmax loss, mean over the samples."""
    return softmax_loss()(network.scores(x), y)[0]


def softmax_loss() -> Loss:
    """Your own, of assignment 01."""
    from cs_cnn import backprop

    return backprop.softmax_loss
