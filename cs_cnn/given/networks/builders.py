"""Networks from a few numbers, from tuples, or from a pattern."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import DTypeLike

from cs_cnn.given.networks import spatial
from cs_cnn.given.networks.layers import (
    Activation,
    Affine,
    BatchNorm,
    Description,
    Dropout,
    GroupNorm,
    Layer,
    Norm,
    ReLU,
    Shape,
)
from cs_cnn.given.networks.network import Network


def connected(
    sizes: tuple[int, ...],
    rng: np.random.Generator,
    dropout: float = 0.0,
    norm: type[Norm] | None = None,
    dtype: DTypeLike = np.float64,
) -> Network:
    """A fully connected network: ``sizes`` (64, 32, 10) has 64 inputs, 32 units, 10 outputs.

    Every hidden layer is affine, norm (if given), ReLU, dropout (if not 0). ``rng`` draws the
    first weights, and during training the units to drop. dtype: as in ``stacked``.
    """
    layers: list[Layer] = []
    for d, m in itertools.pairwise(sizes[:-1]):
        layers += [Affine(d, m, rng), *([norm(m)] if norm else []), ReLU()]
        layers += [Dropout(dropout, rng)] if dropout else []
    return Network(_of([*layers, Affine(sizes[-2], sizes[-1], rng)], dtype))


def stacked(
    plan: Sequence[Description],
    input: Shape,
    rng: np.random.Generator,
    dtype: DTypeLike = np.float64,
) -> Network:
    """A network from tuples, for inputs (C, H, W) or (D,).

    ("conv", filters, kernel, stride=1, pad=0), ("pool", size, stride), ("average", size, stride),
    ("l2", size, stride), ("global",), ("fc", units), ("norm",) for batch normalization,
    ("group",) for group normalization, ("dropout", p); ("relu",), ("leaky_relu",), ("elu",),
    ("tanh",), ("sigmoid",). Images are flattened before the first "fc". ``rng`` draws the first
    weights, and during training the units to drop. dtype: of parameters and of all that is
    computed with them; float32 takes half the time and memory. Raises ValueError that names the
    layer for an unknown word or a window larger than its input.
    """
    layers: list[Layer] = []
    shape = tuple(input)
    for number, (word, *sizes) in enumerate(plan, start=1):
        try:
            if word == "fc" and len(shape) == 3:
                layers.append(spatial.Flatten())
                shape = layers[-1].output(shape)
            layers.append(_layer(word, shape, rng, *sizes))
            shape = layers[-1].output(shape)
        except ValueError as error:
            raise ValueError(f"layer {number}, {(word, *sizes)}: {error}") from error
    network = Network(_of(layers, dtype))
    network.plan = [tuple(each) for each in plan]
    return network


def planned(
    pattern: str,
    input: Shape,
    rng: np.random.Generator,
    *,
    filters: int | Sequence[int] = 16,
    kernel: int = 3,
    units: int | Sequence[int] = 64,
    classes: int = 10,
    optional: bool = True,
    dtype: DTypeLike = np.float64,
) -> Network:
    """A network from a pattern, "INPUT -> [CONV -> RELU -> POOL]*2 -> FC", by your ``parse``.

    filters: of each CONV, or of all; their kernel is odd, their stride 1, their padding 'same'.
    A POOL is 2×2 at stride 2. units: of each FC before the last, or of all; the last has one
    for each class. optional: whether layers marked ? are there. All else is as in ``stacked``.
    """
    from cs_cnn import convnet

    words = [word for word in convnet.parse(pattern, optional) if word != "INPUT"]
    last = len(words) - 1 - words[::-1].index("FC") if "FC" in words else None
    convolutions, hidden = _each(filters, "filters"), _each(units, "units")
    plan: list[Description] = []
    for place, word in enumerate(words):
        if word == "CONV":
            plan.append(("conv", next(convolutions), kernel, 1, kernel // 2))
        elif word == "FC":
            plan.append(("fc", classes if place == last else next(hidden)))
        else:
            plan.append(("pool", 2, 2) if word == "POOL" else (word.lower(),))
    return stacked(plan, input, rng, dtype)


def _of(layers: list[Layer], dtype: DTypeLike) -> list[Layer]:
    """The same layers; their parameters have this dtype now."""
    for layer in layers:
        for arrays in (layer.params, layer.averages):
            arrays.update({key: value.astype(dtype) for key, value in arrays.items()})
    return layers


def _each(sizes: int | Sequence[int], what: str) -> Iterator[int]:
    """One size for every layer that asks. Raises ValueError if there are too few."""
    if isinstance(sizes, int):
        yield from itertools.repeat(sizes)
    else:
        yield from sizes
    raise ValueError(f"the pattern has more layers than {what} has numbers: {sizes}")


def _layer(word: str, shape: Shape, rng: np.random.Generator, *sizes: Any) -> Layer:
    if word in _ACTIVATIONS:
        return Activation(word)
    if word not in _KINDS:
        raise ValueError(f"no such layer; there are {', '.join((*_KINDS, *_ACTIVATIONS))}")
    return _KINDS[word](shape, rng, *sizes)


_ACTIVATIONS = ("relu", "leaky_relu", "elu", "tanh", "sigmoid")

_KINDS: dict[str, Callable[..., Layer]] = {
    "conv": lambda shape, rng, f, kernel, stride=1, pad=0: spatial.Conv(
        shape[0], f, kernel, rng, stride, pad
    ),
    "pool": lambda shape, rng, size, stride: spatial.MaxPool(size, stride),
    "average": lambda shape, rng, size, stride: spatial.AveragePool(size, stride),
    "l2": lambda shape, rng, size, stride: spatial.L2Pool(size, stride),
    "global": lambda shape, rng: spatial.GlobalAverage(),
    "fc": lambda shape, rng, units: Affine(shape[0], units, rng),
    "norm": lambda shape, rng: (spatial.SpatialBatchNorm if len(shape) == 3 else BatchNorm)(
        shape[0]
    ),
    "group": lambda shape, rng: GroupNorm(shape[0]),
    "dropout": lambda shape, rng, p: Dropout(p, rng),
}
