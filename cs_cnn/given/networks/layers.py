"""Layers that call your functions and keep what a pure function cannot: parameters and input.

``forward(x, train)`` passes a batch on and ``backward(dout)`` returns the gradient of that
batch; parameters and their gradients are in ``params`` and ``grads``, by name. A layer imports
your file when it needs it, so that a file you do not have yet stops no other layer. Layers that
only images go through are in ``spatial``.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any

import numpy as np

Shape = tuple[int, ...]
"""Of one sample, without the batch: (D,) for rows of numbers, (C, H, W) for images."""

Description = tuple[Any, ...]
"""A layer in a word and its sizes: ("conv", 16, 3, 1, 1), ("relu",)."""


class Layer(ABC):
    """Something that a batch goes through. This one has no parameters yet.

    averages: what is kept from batch to batch and is not learned by gradients.
    """

    def __init__(self) -> None:
        self.params: dict[str, np.ndarray] = {}
        self.grads: dict[str, np.ndarray] = {}
        self.averages: dict[str, np.ndarray] = {}

    @abstractmethod
    def forward(self, x: np.ndarray, train: bool) -> np.ndarray:
        """A batch in, (N, D) or (N, C, H, W), and out; train: whether the network is learning."""

    @abstractmethod
    def backward(self, dout: np.ndarray) -> np.ndarray:
        """The gradient of the last x, from that of the last output; fills ``grads``."""

    def output(self, shape: Shape) -> Shape:
        """The shape of one sample behind the layer, from its shape before it."""
        return shape


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

    def output(self, shape: Shape) -> Shape:
        return self.params["b"].shape


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


class ReLU(Activation):
    """``relu`` of assignment 01."""

    def __init__(self) -> None:
        super().__init__("relu")


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
    """What the normalizations share: gamma and beta for D features, or D channels of images."""

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

    name = "batchnorm"

    def __init__(self, d: int) -> None:
        super().__init__(d)
        self.averages = {"mean": np.zeros(d), "var": np.ones(d)}

    def forward(self, x: np.ndarray, train: bool) -> np.ndarray:
        from cs_cnn import normalization

        self.x = x
        gamma, beta = self.params["gamma"], self.params["beta"]
        running = self.averages["mean"], self.averages["var"]
        forward = getattr(normalization, f"{self.name}_forward")
        out, mean, var = forward(x, gamma, beta, *running, train=train)
        self.averages = {"mean": mean, "var": var}
        return out

    def gradients(self, dout: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        from cs_cnn import normalization

        backward = getattr(normalization, f"{self.name}_backward")
        return backward(dout, self.x, self.params["gamma"])


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
    """Every sample over groups of eight channels: ``groupnorm_forward`` of assignment 04.

    D features are D channels of one pixel each.
    """

    def forward(self, x: np.ndarray, train: bool) -> np.ndarray:
        from cs_cnn import normalization

        self.x, self.groups = _as_images(x), x.shape[1] // 8
        gamma, beta = self.params["gamma"], self.params["beta"]
        out = normalization.groupnorm_forward(self.x, gamma, beta, self.groups)
        return out.reshape(x.shape)

    def gradients(self, dout: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        from cs_cnn import normalization

        dx, dgamma, dbeta = normalization.groupnorm_backward(
            _as_images(dout), self.x, self.params["gamma"], self.groups
        )
        return dx.reshape(dout.shape), dgamma, dbeta


def _as_images(x: np.ndarray) -> np.ndarray:
    return x if x.ndim == 4 else x[:, :, None, None]
