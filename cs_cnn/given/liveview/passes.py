"""One image through the network at test time: what each layer makes of it, and the gradients."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cs_cnn.given.networks.layers import Activation, Affine, BatchNorm, Dropout, Layer
from cs_cnn.given.networks.network import Network
from cs_cnn.given.networks.spatial import Conv, Flatten, GlobalAverage, Pool
from cs_cnn.given.networks.threads import on_one_thread

EPS = 1e-5
"""What your normalizations add to a variance."""


@dataclass
class Passes:
    """values: the image and what comes out of each layer. gradients: of the loss, for each."""

    values: list[np.ndarray]
    gradients: list[np.ndarray]


@on_one_thread
def passes(network: Network, x: np.ndarray, y: int) -> Passes:
    """x: (C, H, W) or (D,). y: the class that is right, which the loss is about."""
    from cs_cnn import backprop

    values = [x[None].astype(network.dtype)]
    with np.errstate(all="ignore"):
        for layer in network.layers:
            values.append(layer.forward(values[-1], train=False))
        gradients = [backprop.softmax_loss(values[-1], np.array([y]))[1]]
        for layer in reversed(network.layers):
            gradients.insert(0, _back(layer, gradients[0]))
    return Passes([value[0] for value in values], [gradient[0] for gradient in gradients])


def _back(layer: Layer, dout: np.ndarray) -> np.ndarray:
    """The gradient in front of a layer. At test time a batch normalization only scales."""
    if isinstance(layer, BatchNorm):
        scale, _ = scale_and_shift(layer)
        return dout * (scale[:, None, None] if dout.ndim == 4 else scale)
    return layer.backward(dout)


def scale_and_shift(layer: BatchNorm) -> tuple[np.ndarray, np.ndarray]:
    """What a batch normalization does to each of D features at test time: (D,) and (D,)."""
    scale = layer.params["gamma"] / np.sqrt(layer.averages["var"] + EPS)
    return scale, layer.params["beta"] - layer.averages["mean"] * scale


def shown(network: Network) -> list[int]:
    """Which of the values are worth a picture: not those that a layer hands on as they are."""
    same = (Dropout, Flatten)
    layers = enumerate(network.layers, start=1)
    return [0, *(number for number, layer in layers if not isinstance(layer, same))]


def title(network: Network, number: int) -> str:
    """A layer in a few words; number counts from 1, 0 is the image."""
    if number == 0:
        return "image"
    layer = network.layers[number - 1]
    if isinstance(layer, Conv):
        f, _, kernel, _ = layer.params["w"].shape
        return f"conv, {f} filters {kernel}×{kernel}"
    if isinstance(layer, Affine):
        return f"fully connected, {len(layer.params['b'])} units"
    if isinstance(layer, Pool):
        word = {"MaxPool": "max", "AveragePool": "average", "L2Pool": "L2"}[type(layer).__name__]
        return f"{word} pool {layer.size}×{layer.size}"
    if isinstance(layer, GlobalAverage):
        return "global average"
    if isinstance(layer, Activation):
        return {"relu": "ReLU", "leaky_relu": "leaky ReLU", "elu": "ELU"}.get(
            layer.name, layer.name
        )
    return {"SpatialBatchNorm": "batch norm", "BatchNorm": "batch norm", "GroupNorm": "group norm",
            "LayerNorm": "layer norm"}.get(type(layer).__name__, type(layer).__name__)  # fmt: skip
