"""Assignment 06: the part of the image that one output depends on."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from autograder.core.exercise import Case, exercise
from autograder.exercises.convnet.inputs import RELU, Layers, pairs
from autograder.reference import convnet as ref

Ends = tuple[int, ...]


@exercise(
    "convnet.seen_by",
    points=4,
    reference=ref.seen_by,
    outputs=("top", "bottom", "left", "right"),
    hints=(
        "Go backwards: begin with the rows from i to i. Which rows of its input does the last "
        "layer need for them?",
        "Row i of a convolution begins at i·stride − pad. And where does it end?",
        "Keep the first and the last row on the way back, and add 1 only at the very end.",
    ),
)
def seen_by(rng: np.random.Generator) -> Iterator[Case]:
    """seen_by finds the rows and columns of the image that one output depends on."""
    yield Case("one convolution, padded", layers=[("conv", 8, 3, 1, 1)], i=0, j=4)
    i, j = pairs(rng, 2, 9)
    yield Case("one convolution with a stride", layers=[("conv", 8, 5, 3, 0)], i=i, j=j)
    yield Case("one pool", layers=[("pool", 3, 2)], i=i, j=j)
    yield Case("a ReLU", layers=[RELU], i=i, j=j)
    yield Case("no layer", layers=[], i=j, j=i)
    three = [("conv", 8, 3, 1, 0)] * 3
    yield Case("three layers of 3×3", layers=three, i=i, j=j)
    same = [("conv", 8, 3, 1, 1), RELU] * 3
    yield Case("three layers of 3×3, padded", layers=same, i=i, j=j)
    block = [("conv", 8, 3, 1, 1), RELU, ("conv", 8, 3, 1, 1), RELU, ("pool", 2, 2)]
    i, j = pairs(rng, 2, 9)
    yield Case("blocks as in VGG", layers=block * 3, i=i, j=j)
    kernel, depth = int(rng.choice([3, 5, 7])), int(rng.integers(2, 6))
    same = [("conv", 8, kernel, 1, kernel // 2), ("conv", 8, 3, 2, 1)] * depth
    yield Case("the corner: it sees padding", layers=same, i=0, j=1)
    for depth in (2, 3, 4, 6):
        i, j = pairs(rng, 1, 12)
        yield Case(f"layers: {depth}", layers=_stack(rng, depth), i=i, j=j)
    net = [*_stack(rng, 2), ("fc", int(rng.integers(5, 20)))]
    yield Case("a fully connected layer at the end", layers=net, i=0, j=0)
    units = int(rng.integers(5, 20))
    net = [("conv", 8, 3, 1, 0), ("fc", units), RELU]
    yield Case("a fully connected layer before the end", layers=net, i=0, j=0)


def _stack(rng: np.random.Generator, depth: int) -> Layers:
    """Windows, strides and paddings that all differ from layer to layer."""
    layers: Layers = []
    for number in range(depth):
        kernel, stride = int(rng.integers(3, 6)), int(rng.integers(2, 4))
        pad = int(rng.integers(1, kernel))
        pool = number % 3 == 2
        layers.append(("pool", kernel, stride) if pool else ("conv", 8, kernel, stride, pad))
    return layers


def _back(windows: list[tuple[int, int, int]], i: int, j: int) -> Ends:
    """The rows and columns for kernels, strides and paddings, the first layer first."""
    return ref.seen_by([("conv", 1, *window) for window in windows], i, j)


def _windows(layers: Layers) -> list[tuple[int, int, int]]:
    return [ref.window(layer) for layer in layers]


@seen_by.misconception(
    "The padding is not counted. Row 0 of a padded layer begins above its input, at −pad."
)
def pads_ignored(layers: Layers, i: int, j: int) -> Ends:
    return _back([(kernel, stride, 0) for kernel, stride, _ in _windows(layers)], i, j)


@seen_by.misconception(
    "The padding moves a window the other way. Zeros come in front of the input: row 0 of the "
    "output begins at −pad."
)
def pads_added(layers: Layers, i: int, j: int) -> Ends:
    return _back([(kernel, stride, -pad) for kernel, stride, pad in _windows(layers)], i, j)


@seen_by.misconception(
    "The paddings of all layers are added up as they are. One pixel of padding of a later layer is "
    "as wide as the strides in front of it make it."
)
def pads_not_stretched(layers: Layers, i: int, j: int) -> Ends:
    pad = sum(pad for _, _, pad in _windows(layers))
    ends = pads_ignored(layers, i, j)
    return tuple(end - pad for end in ends)


@seen_by.misconception(
    "The strides are not used. After a stride of 2, neighbours are 2 pixels of the input apart."
)
def strides_ignored(layers: Layers, i: int, j: int) -> Ends:
    return _back([(kernel, 1, pad) for kernel, _, pad in _windows(layers)], i, j)


@seen_by.misconception(
    "What you return is clipped: no row or column is below 0. The exercise asks for them as they "
    "are, in the padding too."
)
def clipped(layers: Layers, i: int, j: int) -> Ends:
    return tuple(max(end, 0) for end in ref.seen_by(layers, i, j))


@seen_by.misconception(
    "The last row and the last column are returned. The exercise asks for where they end, one "
    "further, so that x[top:bottom] is what is seen."
)
def last_ones(layers: Layers, i: int, j: int) -> Ends:
    top, bottom, left, right = ref.seen_by(layers, i, j)
    return top, bottom - 1, left, right - 1


@seen_by.misconception(
    "The window of each layer is counted from one end to the other with 1 too much. From the first "
    "row of a window to its last there are kernel − 1 steps."
)
def a_step_too_many(layers: Layers, i: int, j: int) -> Ends:
    return _back([(kernel + 1, stride, pad) for kernel, stride, pad in _windows(layers)], i, j)


@seen_by.misconception("The order is top, bottom, left, right; rows come first, then columns.")
def corners(layers: Layers, i: int, j: int) -> Ends:
    top, bottom, left, right = ref.seen_by(layers, i, j)
    return top, left, bottom, right


@seen_by.misconception("Rows and columns are exchanged: i is a row, j a column.")
def exchanged(layers: Layers, i: int, j: int) -> Ends:
    return ref.seen_by(layers, j, i)


@seen_by.misconception(
    "The layers are taken from the first to the last. On the way back from an output the last "
    "layer is the first one you meet."
)
def forwards(layers: Layers, i: int, j: int) -> Ends:
    return ref.seen_by(layers[::-1], i, j)


@seen_by.misconception(
    "Your windows begin at the place of the output, whatever the padding: only their length is "
    "right. Where does the window of output 0 begin?"
)
def around_the_middle(layers: Layers, i: int, j: int) -> Ends:
    top, bottom, left, right = ref.seen_by(layers, i, j)
    return i, i + bottom - top, j, j + right - left


@seen_by.misconception("Pools are left out. A pool's windows and strides count as well.")
def pools_left_out(layers: Layers, i: int, j: int) -> Ends:
    return ref.seen_by([layer for layer in layers if layer[0] != "pool"], i, j)


@seen_by.misconception(
    "The columns are those of i as well. i is the row of the output, j its column."
)
def columns_of_the_row(layers: Layers, i: int, j: int) -> Ends:
    return ref.seen_by(layers, i, i)


@seen_by.misconception(
    'The size of a pool is taken for its stride, and its stride for its size: it is ("pool", size, '
    "stride)."
)
def pools_exchanged(layers: Layers, i: int, j: int) -> Ends:
    exchanged = [("pool", *layer[:0:-1]) if layer[0] == "pool" else layer for layer in layers]
    return ref.seen_by(exchanged, i, j)


@seen_by.misconception(
    "Windows lie around the place of the output, as if each convolution were padded by half its "
    "kernel. They begin at i·stride − pad, whatever the kernel is."
)
def centred(layers: Layers, i: int, j: int) -> Ends:
    half = [(*layer[:4], (layer[2] - 1) // 2) if layer[0] == "conv" else layer for layer in layers]
    return ref.seen_by(half, i, j)


def _carried(layers: Layers, i: int, j: int, less: int) -> Ends:
    """The ends that are excluded go back like rows that are seen."""
    top, bottom, left, right = i, i + 1, j, j + 1
    for kernel, stride, pad in reversed(_windows([layer for layer in layers if layer != RELU])):
        top, left = top * stride - pad, left * stride - pad
        bottom, right = (end * stride - pad + kernel - less for end in (bottom, right))
    return top, bottom, left, right


@seen_by.misconception(
    "The end of the rows goes back like a row that is seen: end·stride − pad + kernel. The last "
    "row that is seen is the one before it."
)
def end_as_a_row(layers: Layers, i: int, j: int) -> Ends:
    return _carried(layers, i, j, 0)


@seen_by.misconception(
    "The end of the rows goes back like a row that is seen: end·stride − pad + kernel − 1. That is "
    "right at a stride of 1 alone; the last row that is seen is the one before the end."
)
def end_at_stride_1(layers: Layers, i: int, j: int) -> Ends:
    return _carried(layers, i, j, 1)


@seen_by.misconception(
    "The padding is subtracted before the stride multiplies: (i − pad)·stride. A window begins at "
    "i·stride − pad."
)
def pads_multiplied(layers: Layers, i: int, j: int) -> Ends:
    windows = [(kernel, stride, pad * stride) for kernel, stride, pad in _windows(layers)]
    return _back(windows, i, j)


@seen_by.misconception(
    "You return how many rows and columns there are. The exercise asks for where they end."
)
def lengths(layers: Layers, i: int, j: int) -> Ends:
    top, bottom, left, right = ref.seen_by(layers, i, j)
    return top, bottom - top, left, right - left
