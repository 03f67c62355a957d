"""What the page draws, as small arrays: numbers from −1 to 1 in a byte each, with their scale.

A byte of 128 is zero, 1 and 255 are minus and plus the largest absolute value; 0 is a number that
is not finite.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from cs_cnn.given.liveview.passes import Passes, passes, shown, title
from cs_cnn.given.liveview.trainer import Trainer
from cs_cnn.given.networks.network import Network
from cs_cnn.given.networks.spatial import Conv
from cs_cnn.given.networks.threads import on_one_thread

IMAGES = 10
"""Validation images whose scores are shown; one of them is the one that is looked into."""

MOST_MAPS, MOST_UNITS, MOST_PIXELS, MOST_FILTERS = 32, 256, 64, 48
"""Of a layer's channels, or units, that many are drawn, of a map's rows and columns no more."""


@dataclass
class Frame:
    """numbers: for JSON. arrays: float32 and uint8, in the order that ``liveview.js`` takes."""

    numbers: dict[str, Any]
    arrays: list[np.ndarray]


def layers(network: Network, image: np.ndarray) -> list[dict[str, Any]]:
    """Of every layer that is drawn: its number, its title, its shape, the shape of its picture."""
    shapes = [image.shape]
    for layer in network.layers:
        shapes.append(layer.output(shapes[-1]))
    return [
        {
            "number": number,
            "title": title(network, number),
            "shape": list(shapes[number]),
            "drawn": list(_thin(np.empty(shapes[number], np.uint8)).shape),
            "step": _step(shapes[number]),
        }
        for number in shown(network)
    ]


def look(trainer: Trainer, watched: int) -> tuple[Frame, Passes]:
    """Activations and gradients of one validation image, filters, scores of the first images."""
    x, y = trainer.dataset.x_val, trainer.dataset.y_val
    found = passes(trainer.network, x[watched], int(y[watched]))
    numbers, arrays = {}, []
    for name, values in (("values", found.values), ("gradients", found.gradients)):
        pictures = [_thin(values[number]) for number in shown(trainer.network)]
        codes, scales = zip(*map(coded, pictures), strict=True)
        numbers[name] = [_finite(scale) for scale in scales]
        arrays.append(np.concatenate([np.ravel(code) for code in codes]))
    arrays += [filters(trainer.network, x.shape[1:]), probabilities(trainer.network, x[:IMAGES])]
    return Frame(numbers, arrays), found


@on_one_thread
def probabilities(network: Network, x: np.ndarray) -> np.ndarray:
    """The softmax of the scores, (N, K)."""
    with np.errstate(all="ignore"):
        scores = network.forward(x)
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        return np.asarray(powers / powers.sum(axis=1, keepdims=True), np.float32)


def filters(network: Network, image: tuple[int, ...]) -> np.ndarray:
    """The first weights as pictures: codes (F, 3, K, K) in colour or (F, 1, K, K), each on its own
    scale. Units of a fully connected layer look like the image; without one there are none.
    """
    first = next((layer for layer in network.layers if "w" in layer.params), None)
    if first is None or len(image) != 3:
        return np.empty((0, 1, 1, 1), np.uint8)
    w = first.params["w"]
    pictures = w if isinstance(first, Conv) else w.T.reshape(-1, *image)
    pictures = pictures[:MOST_FILTERS] if pictures.shape[1] == 3 else pictures[:MOST_FILTERS, :1]
    return np.stack([coded(each)[0] for each in pictures])


def coded(values: np.ndarray) -> tuple[np.ndarray, float]:
    """Bytes as described above, and the largest absolute value."""
    with np.errstate(all="ignore"):
        scale = float(np.abs(values).max())
        if scale == 0:
            return np.full(values.shape, 128, np.uint8), 0.0
        codes = np.rint(values * (127 / scale)) + 128
    if np.isfinite(scale):
        return codes.astype(np.uint8), scale
    finite = np.isfinite(values)
    known, scale = coded(np.where(finite, values, 0))
    return np.where(finite, known, 0).astype(np.uint8), scale


def pixels(x: np.ndarray) -> np.ndarray:
    """Images as bytes (N, 3, H, W), from the darkest number to the brightest; rows of numbers as
    one row of pixels.
    """
    images = x if x.ndim == 4 else x[:, None, None]
    colours = images if images.shape[1] == 3 else np.repeat(images[:, :1], 3, axis=1)
    low, high = min(0.0, colours.min()), max(1.0, colours.max())
    return np.rint(255 * (colours - low) / (high - low)).astype(np.uint8)


def _step(shape: tuple[int, ...]) -> int:
    """Every how many rows and columns of a map are drawn."""
    return -(-max(shape[1:]) // MOST_PIXELS) if len(shape) == 3 else 1


def _thin(values: np.ndarray) -> np.ndarray:
    if values.ndim == 1:
        return values[:MOST_UNITS]
    step = _step(values.shape)
    return values[:MOST_MAPS, ::step, ::step]


def _finite(number: float) -> float | None:
    return number if np.isfinite(number) else None
