"""Wrong answers about networks on paper. Each docstring is a part of what the judge must say."""

import re
from itertools import pairwise
from math import prod

import numpy as np

from autograder.solutions import convnet as right


def _volumes(layers, input, kept=("conv", "pool", "fc")):
    found = zip(layers, right.shapes(layers, input), strict=True)
    return [prod(input), *(prod(shape) for layer, shape in found if layer[0] in kept)]


def inference_bytes__pools_in_place(layers, input, itemsize=4):
    """Pools make no volume in your count"""
    return itemsize * max(map(sum, pairwise(_volumes(layers, input, ("conv", "fc")))))


def inference_bytes__return_in_the_loop(layers, input, itemsize=4):
    """Only the first layer's input and output are looked at"""
    for before, after in pairwise(_volumes(layers, input)):
        return itemsize * (before + after)


def inference_bytes__range_too_short(layers, input, itemsize=4):
    """The last two volumes are never looked at"""
    volumes, most = _volumes(layers, input), 0
    for i in range(len(volumes) - 1):
        most = max(most, volumes[i] + (volumes[i - 1] if i else 0))
    return itemsize * most


def inference_bytes__eight_by_default(layers, input, itemsize=8):
    """Where `itemsize` is left out, a number takes 8 bytes"""
    return right.inference_bytes(layers, input, itemsize)


def training_bytes__eight_by_default(layers, input, batch, itemsize=8, moments=2):
    """Where `itemsize` is left out, a number takes 8 bytes"""
    return right.training_bytes(layers, input, batch, itemsize, moments)


def training_bytes__momentum_by_default(layers, input, batch, itemsize=4, moments=1):
    """Where `moments` is left out, the optimizer keeps one array"""
    return right.training_bytes(layers, input, batch, itemsize, moments)


def training_bytes__moments_as_a_factor(layers, input, batch, itemsize=4, moments=2):
    """Parameters and gradients are multiplied by `moments`"""
    numbers, weights, biases, _ = map(sum, zip(*right.costs(layers, input), strict=True))
    return itemsize * 2 * (batch * numbers + moments * (weights + biases))


def _changed(layers, input, kind, change):
    """The costs of layers of this kind, changed by the layer and what comes in."""
    before = [input, *right.shapes(layers, input)]
    return [
        change(layer, shape, *cost) if layer[0] == kind else cost
        for layer, shape, cost in zip(layers, before, right.costs(layers, input), strict=False)
    ]


def costs__no_biases_of_units(layers, input):
    """The biases of units are not counted"""
    return _changed(layers, input, "fc", lambda layer, shape, n, w, b, adds: (n, w, 0, adds))


def costs__units_of_channels(layers, input):
    """A unit has one weight for each channel"""

    def unit(layer, shape, n, w, b, adds):
        return n, n * shape[0], b, n * shape[0]

    return _changed(layers, input, "fc", unit)


def costs__adds_of_one_filter(layers, input):
    """The multiply-adds are those of one filter"""
    return _changed(
        layers, input, "conv", lambda layer, shape, n, w, b, adds: (n, w, b, adds // layer[1])
    )


def costs__one_row_of_a_kernel(layers, input):
    """A filter has one row of weights in each channel"""

    def row(layer, shape, n, w, b, adds):
        return n, w // layer[2], b, adds // layer[2]

    return _changed(layers, input, "conv", row)


def costs__pools_take_no_room(layers, input):
    """A pool's numbers are not counted"""
    return _changed(layers, input, "pool", lambda layer, shape, *cost: (0, 0, 0, 0))


def costs__maxima_counted(layers, input):
    """A pool's comparisons are among the multiply-adds"""
    return _changed(
        layers, input, "pool", lambda layer, shape, n, *rest: (n, 0, 0, n * layer[1] ** 2)
    )


def seen_by__i_twice(layers, i, j):
    """The columns are those of i as well"""
    return right.seen_by(layers, i, i)


def seen_by__pools_exchanged(layers, i, j):
    """The size of a pool is taken for its stride"""
    every = [("pool", *layer[:0:-1]) if layer[0] == "pool" else layer for layer in layers]
    return right.seen_by(every, i, j)


def seen_by__centred(layers, i, j):
    """as if each convolution were padded by half its kernel"""
    every = [(*layer[:4], (layer[2] - 1) // 2) if layer[0] == "conv" else layer for layer in layers]
    return right.seen_by(every, i, j)


def _ends(layers, i, less):
    first, end = i, i + 1
    for kind, *settings in reversed(layers):
        if kind == "fc":
            raise ValueError("no rows and columns")
        if kind != "relu":
            kernel, stride, pad = settings[1:] if kind == "conv" else (*settings, 0)
            first, end = first * stride - pad, end * stride - pad + kernel - less
    return first, end


def seen_by__end_as_a_row(layers, i, j):
    """goes back like a row that is seen: end·stride − pad + kernel. The last"""
    return (*_ends(layers, i, 0), *_ends(layers, j, 0))


def seen_by__end_at_stride_1(layers, i, j):
    """right at a stride of 1 alone"""
    return (*_ends(layers, i, 1), *_ends(layers, j, 1))


def seen_by__pads_multiplied(layers, i, j):
    """The padding is subtracted before the stride multiplies"""
    every = [(*layer[:4], layer[3] * layer[4]) if layer[0] == "conv" else layer for layer in layers]
    return right.seen_by(every, i, j)


def seen_by__lengths(layers, i, j):
    """You return how many rows and columns there are"""
    top, bottom, left, end = right.seen_by(layers, i, j)
    return top, bottom - top, left, end - left


def costs__in_32_bits(layers, input):
    every = np.array(right.costs(layers, input), dtype=np.int64).astype(np.int32)
    return [tuple(map(int, cost)) for cost in every]


def shapes__looks_at_places_rounded_towards_0(layers, input):
    found, shape = [], input
    for number, (kind, *settings) in enumerate(layers):
        if kind in ("conv", "pool"):
            filters, size, stride, pad = settings if kind == "conv" else (shape[0], *settings, 0)
            shape = (filters, *(int((n + 2 * pad - size) / stride) + 1 for n in shape[1:]))
            if min(shape) < 1:
                raise ValueError(f"layer {number}")
        elif kind == "fc":
            shape = (settings[0],)
        found.append(shape)
    return found


def parse__looks_for_words_at_the_end(pattern, optional=True):
    known = r"\b(INPUT|CONV|RELU|POOL|FC)\b"
    unknown = [w for w in re.findall(r"[A-Za-z]+", pattern) if not re.fullmatch(known, w)]
    written = pattern
    for word in unknown:
        written = written.replace(word, "INPUT", 1)
    names = right.parse(written, optional)
    if unknown and "*0" not in re.sub(r"\s", "", pattern) and optional:
        raise ValueError(f"unknown word at {pattern.index(unknown[0])}")
    return names
