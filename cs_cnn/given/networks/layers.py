"""Layers that call your functions and keep what a pure function cannot: parameters and input.

``forward(x, train)`` passes a batch on and ``backward(dout)`` returns the gradient of that
batch; parameters and their gradients are in ``params`` and ``grads``, by name. A layer imports
your file when it needs it, so that a file you do not have yet stops no other layer.
"""

from __future__ import annotations

import itertools
from abc import ABC, abstractmethod

import numpy as np


class Layer(ABC):
    """Something that a batch goes through. This one has no parameters yet."""

    def __init__(self) -> None:
        self.params: dict[str, np.ndarray] = {}
        self.grads: dict[str, np.ndarray] = {}

    @abstractmethod
    def forward(self, x: np.ndarray, train: bool) -> np.ndarray:
        """x (N, D) in, (N, M) out; train says whether the network is learning."""

    @abstractmethod
    def backward(self, dout: np.ndarray) -> np.ndarray:
        """The gradient of the last x, from that of the last output; fills ``grads``."""


class Affine(Layer):
    """D numbers to M numbers: ``affine_forward`` of assignment 01.

    The weights start with the standard deviation sqrt(2 / D), the biases at 0, as in
    ``networks.start``.
    """

    def __init__(self, d: int, m: int, rng: np.random.Generator) -> None:
        super().__init__()
        self.params = {"w": rng.standard_normal((d, m)) * np.sqrt(2 / d), "b": np.zeros(m)}

    def forward(self, x: np.ndarray, train: bool) -> np.ndarray:
        from cs_cnn import backprop

        self.x = x
        return backprop.affine_forward(x, self.params["w"], self.params["b"])

    def backward(self, dout: np.ndarray) -> np.ndarray:
        from cs_cnn import backprop

        dx, dw, db = backprop.affine_backward(dout, self.x, self.params["w"], self.params["b"])
        self.grads = {"w": dw, "b": db}
        return dx


class ReLU(Layer):
    """``relu`` of assignment 01."""

    def forward(self, x: np.ndarray, train: bool) -> np.ndarray:
        from cs_cnn import backprop

        self.x = x
        return backprop.relu(x)

    def backward(self, dout: np.ndarray) -> np.ndarray:
        from cs_cnn import backprop

        return backprop.relu_backward(dout, self.x)


class Dropout(Layer):
    """Drops numbers with probability p while learning: ``dropout_forward`` of assignment 04."""

    def __init__(self, p: float, rng: np.random.Generator) -> None:
        super().__init__()
        self.p, self.rng = p, rng

    def forward(self, x: np.ndarray, train: bool) -> np.ndarray:
        from cs_cnn import regularization

        out, self.mask = regularization.dropout_forward(x, self.p, self.rng, train)
        return out

    def backward(self, dout: np.ndarray) -> np.ndarray:
        from cs_cnn import regularization

        return regularization.dropout_backward(dout, self.mask)


class Norm(Layer):
    """What the three normalizations of D features share: gamma, beta and their gradients."""

    def __init__(self, d: int) -> None:
        super().__init__()
        self.params = {"gamma": np.ones(d), "beta": np.zeros(d)}

    def backward(self, dout: np.ndarray) -> np.ndarray:
        dx, dgamma, dbeta = self.gradients(dout)
        self.grads = {"gamma": dgamma, "beta": dbeta}
        return dx

    @abstractmethod
    def gradients(self, dout: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """dx, dgamma and dbeta, by your function."""


class BatchNorm(Norm):
    """Every feature over the batch: ``batchnorm_forward`` of assignment 04."""

    def __init__(self, d: int) -> None:
        super().__init__(d)
        self.running = np.zeros(d), np.ones(d)

    def forward(self, x: np.ndarray, train: bool) -> np.ndarray:
        from cs_cnn import normalization

        self.x = x
        out, *running = normalization.batchnorm_forward(
            x, self.params["gamma"], self.params["beta"], *self.running, train=train
        )
        self.running = tuple(running)
        return out

    def gradients(self, dout: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        from cs_cnn import normalization

        return normalization.batchnorm_backward(dout, self.x, self.params["gamma"])


class LayerNorm(Norm):
    """Every sample over its features: ``layernorm_forward`` of assignment 04."""

    def forward(self, x: np.ndarray, train: bool) -> np.ndarray:
        from cs_cnn import normalization

        self.x = x
        return normalization.layernorm_forward(x, self.params["gamma"], self.params["beta"])

    def gradients(self, dout: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        from cs_cnn import normalization

        return normalization.layernorm_backward(dout, self.x, self.params["gamma"])


class GroupNorm(Norm):
    """Every sample over groups of eight features: ``groupnorm_forward`` of assignment 04.

    D features are D channels of one pixel each.
    """

    def forward(self, x: np.ndarray, train: bool) -> np.ndarray:
        from cs_cnn import normalization

        self.x, self.groups = x[:, :, None, None], x.shape[1] // 8
        gamma, beta = self.params["gamma"], self.params["beta"]
        return normalization.groupnorm_forward(self.x, gamma, beta, self.groups)[:, :, 0, 0]

    def gradients(self, dout: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        from cs_cnn import normalization

        dx, dgamma, dbeta = normalization.groupnorm_backward(
            dout[:, :, None, None], self.x, self.params["gamma"], self.groups
        )
        return dx[:, :, 0, 0], dgamma, dbeta


class Network:
    """Layers, one after the other."""

    def __init__(self, layers: list[Layer]) -> None:
        self.layers = layers

    def forward(self, x: np.ndarray, train: bool = False) -> np.ndarray:
        """What comes out of the last layer."""
        for layer in self.layers:
            x = layer.forward(x, train)
        return x

    def backward(self, dout: np.ndarray) -> np.ndarray:
        """The gradient of what went into the first layer."""
        for layer in reversed(self.layers):
            dout = layer.backward(dout)
        return dout

    def weights(self) -> list[np.ndarray]:
        """The weight matrices (D, M), from the first to the last."""
        return [layer.params["w"] for layer in self.layers if isinstance(layer, Affine)]


def connected(
    sizes: tuple[int, ...],
    rng: np.random.Generator,
    dropout: float = 0.0,
    norm: type[Norm] | None = None,
) -> Network:
    """A fully connected network: ``sizes`` (64, 32, 10) has 64 inputs, 32 units, 10 outputs.

    Every hidden layer is affine, norm (if given), ReLU, dropout (if not 0). ``rng`` draws the
    first weights, and during training the units to drop.
    """
    layers: list[Layer] = []
    for d, m in itertools.pairwise(sizes[:-1]):
        layers += [Affine(d, m, rng), *([norm(m)] if norm else []), ReLU()]
        layers += [Dropout(dropout, rng)] if dropout else []
    return Network([*layers, Affine(sizes[-2], sizes[-1], rng)])
