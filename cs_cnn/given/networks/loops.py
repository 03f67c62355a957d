"""What convolutions in loops cost, measured on one image."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np

from cs_cnn.given.networks.layers import Layer
from cs_cnn.given.networks.spatial import Conv, fastest, multiplied


class Loops(NamedTuple):
    """One direction of one layer that runs in loops.

    missing: the exercise that would make it faster. looped, multiplied: seconds for an image, by
    your loops and by the matrix products that could take their place.
    """

    missing: str
    looped: float
    multiplied: float


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
    """A sentence on the convolutions that run in loops, or None if none does.

    image: one image (1, C, H, W), which is passed through all layers. images: as many of them
    the sentence is about.
    """
    found = list(_loops(layers, image))
    if not found:
        return None
    missing, looped, products = zip(*found, strict=True)
    return (
        f"Your convolutions run in loops, about {sum(looped) / sum(products):.0f} times slower "
        f"than matrix products: {images:,} images would take {_duration(images * sum(looped))}, "
        f"forward and backward; write {' and '.join(dict.fromkeys(missing))} first."
    )


def _loops(layers: Sequence[Layer], x: np.ndarray) -> Iterator[Loops]:
    for layer in layers:
        out = layer.forward(x, train=False).astype(x.dtype, copy=False)
        if isinstance(layer, Conv):
            inputs = layer.inputs(x)
            yield from _looped(layer, out, "conv_forward", inputs, 1)
            yield from _looped(layer, out, "conv_backward", (np.ones_like(out), *inputs), 2)
        x = out


def _looped(
    layer: Conv, out: np.ndarray, name: str, inputs: tuple[Any, ...], products: int
) -> Iterator[Loops]:
    try:
        multiplied(name, *inputs)
    except NotImplementedError as error:
        missing = str(error) or f"{name}_im2col"
    else:
        return
    w = layer.params["w"].reshape(len(layer.params["w"]), -1)
    columns = np.ones((w.shape[1], out[0, 0].size), w.dtype)
    product = min(_seconds(lambda: w @ columns.copy()) for _ in range(3))
    yield Loops(missing, _seconds(lambda: fastest(name, *inputs)), products * product)


def _seconds(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def _duration(seconds: float) -> str:
    for unit, length in (("hours", 3600), ("minutes", 60)):
        if seconds >= 2 * length:
            return f"{seconds / length:.0f} {unit}"
    return f"{seconds:.0f} seconds"
