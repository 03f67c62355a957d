"""The sum behind an activation: which numbers, times which weights, plus which bias."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from cs_cnn.given.liveview.passes import EPS, Passes, scale_and_shift
from cs_cnn.given.networks.layers import (
    Activation,
    Affine,
    BatchNorm,
    Dropout,
    GroupNorm,
    Layer,
    LayerNorm,
)
from cs_cnn.given.networks.network import Network
from cs_cnn.given.networks.spatial import (
    AveragePool,
    Conv,
    Flatten,
    GlobalAverage,
    L2Pool,
    MaxPool,
    Pool,
)

Place = tuple[int, ...]
"""Of an activation in its layer: (channel, row, column), or (unit,)."""


@dataclass
class Sum:
    """Where an activation comes from.

    how: "sum" (of window × weights, plus the bias), "largest", "length" or "function". window:
    what the layer sees, (C, rows, columns). weights: a factor for each of these numbers, or None.
    corner: of the window, (row, column) in each channel in front of the layer, −1 on a border of
    zeros. channel: of the one channel that the window is from, or None if it is from all. result:
    of the sum, in float64. given: what your function returned.
    """

    how: str
    words: str
    window: np.ndarray
    weights: np.ndarray | None
    bias: float
    corner: tuple[int, int]
    channel: int | None
    given: float

    @property
    def result(self) -> float:
        """What it comes to, whatever your function returned."""
        numbers = self.window.astype(np.float64)
        if self.how == "largest":
            return float(numbers.max())
        if self.how == "length":
            return float(np.sqrt((numbers**2).sum()))
        if self.weights is None:
            return self.given
        return float((numbers * self.weights).sum() + self.bias)


def behind(network: Network, found: Passes, number: int, place: Place) -> Sum:
    """The sum behind the activation at a place of layer ``number``, which counts from 1."""
    layer, x = network.layers[number - 1], found.values[number - 1]
    about = _about(layer, x, place)
    given = float(found.values[number][place])
    if isinstance(layer, Affine):
        about |= _unflattened(network, found, number, about)
    return Sum(**{"bias": 0.0, "corner": (0, 0), "channel": None, **about, "given": given})


def _about(layer: Layer, x: np.ndarray, place: Place) -> dict[str, Any]:
    if isinstance(layer, Conv):
        return _convolution(layer, x, place)
    if isinstance(layer, Pool):
        return _pool(layer, x, place)
    if isinstance(layer, Affine):
        w, b = layer.params["w"], layer.params["b"]
        return {"how": "sum", "words": "all inputs × the weights of this unit, plus its bias",
                "window": x, "weights": w[:, place[0]], "bias": float(b[place])}  # fmt: skip
    if isinstance(layer, GlobalAverage):
        window = x[place[0]][None]
        return {"how": "sum", "words": "the mean of the channel: each number × 1 / their count",
                "window": window, "weights": np.full(window.shape, 1 / window.size),
                "channel": place[0]}  # fmt: skip
    return _one_number(layer, x, place)


def _convolution(layer: Conv, x: np.ndarray, place: Place) -> dict[str, Any]:
    w = layer.params["w"][place[0]]
    top, left = (layer.stride * each for each in place[1:])
    padded = np.pad(x, [(0, 0), (layer.pad, layer.pad), (layer.pad, layer.pad)])
    window = padded[:, top : top + w.shape[1], left : left + w.shape[2]]
    return {"how": "sum", "words": "window × filter, over all channels, plus the filter's bias",
            "window": window, "weights": w, "bias": float(layer.params["b"][place[0]]),
            "corner": (top - layer.pad, left - layer.pad)}  # fmt: skip


def _pool(layer: Pool, x: np.ndarray, place: Place) -> dict[str, Any]:
    top, left = (layer.stride * each for each in place[1:])
    window = x[place[0], top : top + layer.size, left : left + layer.size][None]
    about = {"window": window, "weights": None, "corner": (top, left), "channel": place[0]}
    if isinstance(layer, MaxPool):
        return {**about, "how": "largest", "words": "the largest number of the window"}
    if isinstance(layer, L2Pool):
        return {**about, "how": "length", "words": "the root of the sum of the squares"}
    assert isinstance(layer, AveragePool)
    share = np.full(window.shape, 1 / window.size)
    words = "the mean of the window: each number × 1 / their count"
    return {**about, "how": "sum", "words": words, "weights": share}


def _one_number(layer: Layer, x: np.ndarray, place: Place) -> dict[str, Any]:
    """Layers that make each number of one number; a normalization scales and shifts it."""
    here = {"window": x[place].reshape(1, 1, 1), "corner": (0, 0)}
    if x.ndim == 3:
        here |= {"corner": place[1:], "channel": place[0]}
    if isinstance(layer, BatchNorm | GroupNorm | LayerNorm):
        scale, shift = _scale_and_shift(layer, x, place)
        words = "normalized: γ / √(variance + ε) × the number, plus β − mean × that factor"
        return {**here, "how": "sum", "words": words, "bias": shift,
                "weights": np.full((1, 1, 1), scale)}  # fmt: skip
    words = f"{layer.name} of one number" if isinstance(layer, Activation) else "the same number"
    return {**here, "how": "function", "words": words, "weights": None}


def _scale_and_shift(layer: Layer, x: np.ndarray, place: Place) -> tuple[float, float]:
    if isinstance(layer, BatchNorm):
        scales, shifts = scale_and_shift(layer)
        return float(scales[place[0]]), float(shifts[place[0]])
    group = x[place[0] // 8 * 8 : place[0] // 8 * 8 + 8] if isinstance(layer, GroupNorm) else x
    scale = float(layer.params["gamma"][place[0]] / np.sqrt(group.var() + EPS))
    return scale, float(layer.params["beta"][place[0]] - group.mean() * scale)


def _unflattened(
    network: Network, found: Passes, number: int, about: dict[str, Any]
) -> dict[str, Any]:
    """The inputs of a fully connected layer as the channels that they were, or as one row."""
    before = number - 1
    while before and isinstance(network.layers[before - 1], Flatten | Dropout):
        before -= 1
    shape = found.values[before].shape
    shape = shape if len(shape) == 3 else (1, 1, -1)
    return {"window": about["window"].reshape(shape), "weights": about["weights"].reshape(shape)}
