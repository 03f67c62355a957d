"""Layers, one after the other, with names for all that they have learned."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from cs_cnn.given.networks import checkpoint
from cs_cnn.given.networks.layers import Affine, Description, Layer
from cs_cnn.given.networks.loops import warning
from cs_cnn.given.networks.spatial import Conv
from cs_cnn.given.networks.threads import on_one_thread

Arrays = dict[str, np.ndarray]


class Network:
    """Layers, one after the other.

    It computes in the dtype of its parameters, whatever your functions return. plan: the tuples
    that the network was built from, if it was built by ``stacked`` or ``planned``.
    """

    def __init__(self, layers: list[Layer]) -> None:
        self.layers = layers
        self.plan: list[Description] | None = None
        self._timed = False

    @on_one_thread
    def forward(self, x: np.ndarray, train: bool = False) -> np.ndarray:
        """What comes out of the last layer."""
        self.warn_of_loops(x, 1000)
        dtype = self.dtype
        for layer in self.layers:
            x = layer.forward(x.astype(dtype, copy=False), train)
        return x.astype(dtype, copy=False)

    @on_one_thread
    def backward(self, dout: np.ndarray) -> np.ndarray:
        """The gradient of what went into the first layer."""
        dtype = self.dtype
        for layer in reversed(self.layers):
            dout = layer.backward(dout.astype(dtype, copy=False))
        return dout.astype(dtype, copy=False)

    @property
    def dtype(self) -> np.dtype:
        """That of the parameters; float64 if there are none."""
        own = {value.dtype for layer in self.layers for value in layer.params.values()}
        return np.result_type(*own) if own else np.dtype(float)

    @property
    def params(self) -> Arrays:
        """All parameters: w1 and b1 of the first layer that has weights, w2, b2, gamma1, …"""
        return {name: layer.params[key] for name, layer, key in self._named("params")}

    @property
    def grads(self) -> Arrays:
        """The gradients of the last ``backward``, with the names and dtypes of the parameters."""
        return {
            name: layer.grads[key].astype(layer.params[key].dtype, copy=False)
            for name, layer, key in self._named("params")
        }

    @property
    def averages(self) -> Arrays:
        """mean1, var1, …: what batch normalizations keep for the time after training."""
        return {name: layer.averages[key] for name, layer, key in self._named("averages")}

    @property
    def state(self) -> Arrays:
        """Parameters and averages: all that makes this network different from a new one."""
        return {**self.params, **self.averages}

    def take(self, arrays: Arrays) -> None:
        """Take over the parameters and averages of these names; the others stay."""
        for kind in ("params", "averages"):
            for name, layer, key in list(self._named(kind)):
                if name in arrays:
                    getattr(layer, kind)[key] = arrays[name]

    def _named(self, kind: str) -> Iterator[tuple[str, Layer, str]]:
        """Every array of a kind: its name in the network, its layer, its name there."""
        counts: dict[str, int] = {}
        for layer in self.layers:
            for key in getattr(layer, kind):
                counts[key] = counts.get(key, 0) + 1
                yield f"{key}{counts[key]}", layer, key

    def weights(self) -> list[np.ndarray]:
        """The weight matrices (D, M), from the first to the last."""
        return [layer.params["w"] for layer in self.layers if isinstance(layer, Affine)]

    @on_one_thread
    def scores(self, x: np.ndarray, size: int = 100) -> np.ndarray:
        """The outputs (N, K) at test time, ``size`` samples after the other to save memory."""
        parts = [self.forward(x[start : start + size]) for start in range(0, len(x), size)]
        return np.concatenate(parts)

    def accuracy(self, x: np.ndarray, y: np.ndarray) -> float:
        """The share of samples that get the right answer, from 0 to 1."""
        return float(np.mean(self.scores(x).argmax(axis=1) == y))

    def warn_of_loops(self, x: np.ndarray, images: int) -> None:
        """Print, once, how long that many images would take if a convolution runs in loops."""
        if not self._timed and any(isinstance(layer, Conv) for layer in self.layers):
            self._timed = True
            if text := warning(self.layers, x[:1].astype(self.dtype, copy=False), images):
                print(text, flush=True)

    def save(self, path: str | Path) -> None:
        """Write parameters and averages to an ``.npz`` file, whole or not at all."""
        checkpoint.write(path, self.state)

    def load(self, path: str | Path) -> Network:
        """Take over what a network with the same layers has saved.

        Raises BrokenCheckpoint, and changes nothing, if the file is incomplete or does not fit.
        """
        arrays, mine = checkpoint.read(path), self.state
        for name in {**mine, **arrays}:
            here, there = _kind(mine.get(name)), _kind(arrays.get(name))
            if here != there:
                text = f"{path} does not fit: {name} is {there} there and {here} here"
                raise checkpoint.BrokenCheckpoint(f"{text}; nothing was loaded.")
        self.take({name: arrays[name].astype(value.dtype) for name, value in mine.items()})
        return self


def _kind(array: np.ndarray | None) -> str:
    if array is None:
        return "missing"
    return f"{array.shape}" if array.dtype.kind == "f" else f"of type {array.dtype}"
