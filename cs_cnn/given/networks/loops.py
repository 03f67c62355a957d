"""What convolutions in loops cost, measured on one image."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from cs_cnn.given.networks.layers import Layer
from cs_cnn.given.networks.spatial import Conv, fastest, multiplied

SHORT = 10.0
"""Seconds that need no warning."""
BACKWARD = 3
"""A backward pass has two products, and adds up what every column sends back."""


class Loops(NamedTuple):
    """One direction of one layer that runs in loops.

    missing: the exercise that would make it faster. seconds: for an image in loops; products:
    for an image by matrix products.
    """

    missing: str
    seconds: float
    products: float


def fast() -> bool:
    """Whether both your ``_im2col`` functions are written, so that convolutions need no loops.

    Raises NotImplementedError if a direction is written in neither way.
    """
    inputs = np.ones((1, 1, 3, 3)), np.ones((1, 1, 3, 3)), np.zeros(1), 1, 0
    out = fastest("conv_forward", *inputs)
    fastest("conv_backward", out, *inputs)
    try:
        multiplied("conv_forward", *inputs)
        multiplied("conv_backward", out, *inputs)
    except NotImplementedError:
        return False
    return True


def warning(layers: Sequence[Layer], image: np.ndarray, images: int) -> str | None:
    """A sentence on the convolutions that run in loops, or None if none does, or not for long.

    image: one image (1, C, H, W), which is passed through all layers. images: as many of them
    the sentence is about.
    """
    found = list(_loops(layers, image))
    seconds = images * sum(each.seconds for each in found)
    if seconds < SHORT:
        return None
    times = sum(each.seconds for each in found) / sum(each.products for each in found)
    return (
        f"Your convolutions run in loops, about {_round(times)} times slower than matrix products: "
        f"{images:,} images would take {_duration(seconds)}, forward and backward; "
        f"write {' and '.join(dict.fromkeys(each.missing for each in found))} first."
    )


def _loops(layers: Sequence[Layer], x: np.ndarray) -> Iterator[Loops]:
    for layer in layers:
        out = layer.forward(x, train=False).astype(x.dtype, copy=False)
        if isinstance(layer, Conv):
            inputs = layer.inputs(x)
            yield from _looped("conv_forward", inputs)
            yield from _looped("conv_backward", (np.ones_like(out), *inputs))
        x = out


def _looped(name: str, inputs: tuple[Any, ...]) -> Iterator[Loops]:
    try:
        multiplied(name, *inputs)
    except NotImplementedError as error:
        missing = str(error) or f"{name}_im2col"
    else:
        return
    products = min(_seconds(lambda: _by_products(*inputs[-5:])) for _ in range(3))
    if name == "conv_backward":
        products *= BACKWARD
    yield Loops(missing, _seconds(lambda: fastest(name, *inputs)), products)


def _by_products(x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int, pad: int) -> np.ndarray:
    """The forward pass: every window a column, and one product."""
    padded = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    windows = sliding_window_view(padded, w.shape[2:], (2, 3))[:, :, ::stride, ::stride]
    columns = windows.transpose(1, 4, 5, 0, 2, 3).reshape(w[0].size, -1)
    return w.reshape(len(w), -1) @ columns + b[:, None]


def _round(number: float) -> str:
    """One digit and zeros: the clock knows no more."""
    return f"{float(f'{number:.0e}'):,.0f}"


def _seconds(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def _duration(seconds: float) -> str:
    for unit, length in (("hours", 3600), ("minutes", 60)):
        if seconds >= 2 * length:
            return f"{seconds / length:.0f} {unit}"
    return f"{seconds:.0f} seconds"
