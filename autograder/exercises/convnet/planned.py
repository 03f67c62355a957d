"""Networks on paper: random ones, and the shapes of their layers in plain Python."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.exercises.convnet.inputs import RELU, Layer, Layers, Volume, is_free
from autograder.exercises.inputs import until


def places(n: int, kernel: int, stride: int, pad: int) -> int:
    """Of a window along one side."""
    return (n + 2 * pad - kernel) // stride + 1


def walk(layers: Layers, input: Volume, places: Callable[..., Any] = places) -> list[Volume]:
    """The shape of what each layer gives."""
    found, shape = [], input
    for kind, *settings in layers:
        if kind == "fc":
            shape = (settings[0],)
        elif kind == "conv":
            filters, *window = settings
            shape = (filters, *(places(n, *window) for n in shape[1:]))
        elif kind == "pool":
            size, stride = settings
            shape = (shape[0], *(places(n, size, stride, 0) for n in shape[1:]))
        found.append(shape)
    return found


def image(rng: np.random.Generator, low: int = 24, high: int = 48) -> Volume:
    """An input with three different sides."""
    height, width = rng.choice(np.arange(low, high), 2, replace=False)
    return int(rng.integers(2, 5)), int(height), int(width)


def conv(rng: np.random.Generator) -> Layer:
    """A convolution, some of them with a stride, or with windows of an even side."""
    stride = int(rng.choice([1, 1, 1, 2, 3]))
    kernel = int(rng.choice([1, 2, 3, 3, 5]))
    return (
        "conv",
        int(rng.integers(10, 20)),
        kernel,
        stride,
        int(rng.integers(0, kernel // 2 + 1)),
    )


def pool(rng: np.random.Generator) -> Layer:
    """Windows that overlap, lie side by side, or leave gaps."""
    return ("pool", *(int(n) for n in rng.choice([(2, 2), (3, 2), (2, 3), (3, 3)])))


def body(rng: np.random.Generator, input: Volume, blocks: int) -> Layers:
    """Blocks of convolutions, ReLUs and a pool for which the image is large enough."""

    def draw() -> Layers:
        layers: Layers = []
        for _ in range(blocks):
            for _ in range(int(rng.integers(1, 3))):
                layers += [conv(rng), RELU]
            layers.append(pool(rng))
        return layers

    return until(lambda layers: min(min(s) for s in walk(layers, input)) > 1, draw)


def whole(rng: np.random.Generator, input: Volume, blocks: int) -> Layers:
    """Such blocks, and fully connected layers."""
    m, k = (int(n) for n in rng.choice(np.arange(5, 30), 2, replace=False))
    return [*body(rng, input, blocks), ("fc", m), RELU, ("fc", k)]


def misfit(
    rng: np.random.Generator, kind: str, larger_by: int, *, high: bool
) -> tuple[Layers, Volume]:
    """A network with a window that is larger than its input is wide, or else high.

    No other number in it, and no side of the volume in front, is the number of that layer.
    """
    while True:
        input = image(rng, 20, 40)
        before = body(rng, input, int(rng.integers(1, 3)))
        volume, number = walk(before, input)[-1], len(before)
        short, long = sorted(volume[1:])
        layer = _too_large(kind, short, larger_by)
        layers = [*before, layer, RELU, ("conv", 10, 1, 1, 0)]
        fits = all(is_free(n, layers, input, volume) for n in (number, number + 1))
        if fits and volume[1:] == ((long, short) if high else (short, long)) and short < long:
            return layers, input


def _too_large(kind: str, side: int, by: int) -> Layer:
    return ("pool", side + by, 2) if kind == "pool" else ("conv", 11, side + 2 + by, 1, 1)
