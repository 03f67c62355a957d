"""Assignment 02: how far one output of a stack of layers sees."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np

from autograder.core.exercise import Case, exercise
from autograder.reference import conv as ref

Layers = Sequence[tuple[int, int, int]]


@exercise(
    "conv.receptive_field",
    points=3,
    reference=ref.receptive_field,
    outputs=("the receptive field",),
    hints=(
        "Two layers of kernel 3 at stride 1: draw the output pixel, the 3 below it, and what "
        "these 3 see. How many pixels did the second layer add?",
        "After a layer of stride 2, neighbours are 2 image pixels apart. After two such layers?",
        "Which strides move the windows of a layer: its own, or those of the layers before it?",
    ),
)
def receptive_field(rng: np.random.Generator) -> Iterator[Case]:
    """receptive_field says how far one output of a stack of layers sees."""
    yield Case("no layer", layers=[])
    for kernel, stride, dilation in ((3, 1, 1), (4, 3, 2)):
        one = [(kernel + int(rng.integers(4)), stride, dilation)]
        yield Case(f"one layer, stride {stride}, dilation {dilation}", layers=one)
    depth, kernel = int(rng.integers(3, 6)), int(rng.integers(3, 6))
    yield Case(f"{depth} layers of kernel {kernel}, stride 1", layers=[(kernel, 1, 1)] * depth)
    yield _stack(rng, "layers with dilations", 4, strides=(1,))
    steps = zip(rng.integers(2, 6, 4), rng.permutation((1, 2, 2, 3)), strict=True)
    yield Case("layers with strides", layers=[(int(k), int(stride), 1) for k, stride in steps])
    blocks = int(rng.integers(2, 5))
    vgg = [(3, 1, 1), (3, 1, 1), (2, 2, 1)] * blocks
    yield Case(f"two layers of 3, then pooling, {blocks} times", layers=vgg)
    yield Case("a kernel of 1 between others, with a stride", layers=_around_one(rng))
    in_a_tuple = tuple(_stack(rng, "", 3).inputs["layers"])
    yield Case("three layers in a tuple", layers=in_a_tuple)
    for depth in (2, 3, 3, 4, 5, 6):
        yield _stack(rng, f"{depth} layers with strides and dilations", depth)


def _stack(
    rng: np.random.Generator, name: str, depth: int, strides: Sequence[int] = (1, 2, 3)
) -> Case:
    """Kernels from 2 to 5; the first layer has the largest stride and the largest dilation."""
    kernels, steps, dilations = (
        [int(rng.choice(among)) for _ in range(depth)]
        for among in ((2, 3, 4, 5), strides, (1, 2, 3))
    )
    steps[0], dilations[0] = max(strides), 3
    return Case(name, layers=list(zip(kernels, steps, dilations, strict=True)))


def _around_one(rng: np.random.Generator) -> list[tuple[int, int, int]]:
    first, last = (int(kernel) for kernel in rng.integers(2, 6, 2))
    return [(first, 1, 1), (1, 2, 3), (last, 1, 2)]


def _reach(kernel: int, dilation: int) -> int:
    """Pixels of its input that a window covers, from the first to the last."""
    return (kernel - 1) * dilation + 1


@receptive_field.misconception(
    "The strides are not used. After a layer of stride 2, neighbours are 2 image pixels apart, and "
    "every later window reaches twice as far over the image."
)
def strides_ignored(layers: Layers) -> int:
    return ref.receptive_field([(kernel, 1, dilation) for kernel, _, dilation in layers])


@receptive_field.misconception(
    "The dilations are not used. A window whose weights are spread apart reaches further."
)
def dilations_ignored(layers: Layers) -> int:
    return ref.receptive_field([(kernel, stride, 1) for kernel, stride, _ in layers])


@receptive_field.misconception(
    "Neither strides nor dilations are used. 1 + L (K − 1) holds for layers without them."
)
def kernels_alone(layers: Layers) -> int:
    return ref.receptive_field([(kernel, 1, 1) for kernel, _, _ in layers])


@receptive_field.misconception(
    "The dilation is counted as the pixels skipped between two weights. Here it is the distance "
    "from one weight to the next, and 1 means neighbours."
)
def dilations_as_gaps(layers: Layers) -> int:
    return ref.receptive_field([(k, stride, dilation + 1) for k, stride, dilation in layers])


@receptive_field.misconception(
    "You assume that a window spans kernel · dilation pixels. Count the distances between its "
    "weights, not the weights."
)
def spans_too_long(layers: Layers) -> int:
    return ref.receptive_field([(k * dilation, stride, 1) for k, stride, dilation in layers])


@receptive_field.misconception(
    "You let the dilation of a layer stretch the windows of later layers too. These look at its "
    "outputs, and only a stride moves outputs apart."
)
def dilations_carried_on(layers: Layers) -> int:
    field, apart = 1, 1
    for kernel, stride, dilation in layers:
        field += (kernel - 1) * dilation * apart
        apart *= stride * dilation
    return field


@receptive_field.misconception(
    "The stride of a layer stretches its own window too. A stride moves a layer's outputs apart: "
    "it stretches only the windows of later layers."
)
def own_stride_counted(layers: Layers) -> int:
    field, apart = 1, 1
    for kernel, stride, dilation in layers:
        apart *= stride
        field += (kernel - 1) * dilation * apart
    return field


@receptive_field.misconception(
    "Every window is stretched by the stride of its own layer. A stride moves a layer's outputs "
    "apart: it stretches the windows of all later layers, and no others."
)
def own_stride_alone(layers: Layers) -> int:
    return 1 + sum((kernel - 1) * dilation * stride for kernel, stride, dilation in layers)


@receptive_field.misconception(
    "The kernels are multiplied, without dilations or strides. Each layer adds its reach to what "
    "the layers before it see."
)
def bare_kernels_multiplied(layers: Layers) -> int:
    return math.prod(kernel for kernel, _, _ in layers)


@receptive_field.misconception(
    "Only the stride of the previous layer is counted. The strides of all layers before it have "
    "moved its inputs apart, one after the other."
)
def last_stride_alone(layers: Layers) -> int:
    before = [1, *(stride for _, stride, _ in layers)]
    steps = zip(layers, before, strict=False)
    return 1 + sum((kernel - 1) * dilation * apart for (kernel, _, dilation), apart in steps)


@receptive_field.misconception(
    "The strides before a layer are added up. After a stride of 2 and a stride of 3, neighbours "
    "are not 5 pixels apart: try it on paper."
)
def strides_added(layers: Layers) -> int:
    field, strides = 1, 0
    for kernel, stride, dilation in layers:
        field += (kernel - 1) * dilation * max(strides, 1)
        strides += stride
    return field


@receptive_field.misconception(
    "The strides before a layer are added to 1. Without strides neighbours are 1 pixel apart, and "
    "a layer of stride 1 leaves it at that: what takes 1 to 1, and 2 to 2?"
)
def strides_added_to_one(layers: Layers) -> int:
    field, apart = 1, 1
    for kernel, stride, dilation in layers:
        field += (kernel - 1) * dilation * apart
        apart += stride
    return field


@receptive_field.misconception(
    "The layers are taken in reverse order. The first in the list sees the image."
)
def layers_reversed(layers: Layers) -> int:
    return ref.receptive_field(layers[::-1])


@receptive_field.misconception(
    "You multiply the sizes of the windows. Neighbouring windows overlap: a second layer of kernel "
    "3 does not see three times as far; it adds a little on both sides."
)
def kernels_multiplied(layers: Layers) -> int:
    return math.prod(_reach(kernel, dilation) for kernel, _, dilation in layers)


@receptive_field.misconception(
    "Every layer adds its whole window. One pixel of the window is already counted: a kernel of 1 "
    "adds nothing."
)
def whole_windows_added(layers: Layers) -> int:
    field, apart = 1, 1
    for kernel, stride, dilation in layers:
        field += kernel * dilation * apart
        apart *= stride
    return field


@receptive_field.misconception(
    "Every layer adds the full reach of its window. One pixel of it is already counted: how many "
    "are new?"
)
def whole_reach_added(layers: Layers) -> int:
    field, apart = 1, 1
    for kernel, stride, dilation in layers:
        field += _reach(kernel, dilation) * apart
        apart *= stride
    return field


@receptive_field.misconception(
    "You add up the sizes of the windows. Neighbouring windows overlap, and after a stride they "
    "are further apart."
)
def windows_added(layers: Layers) -> int:
    return sum(_reach(kernel, dilation) for kernel, _, dilation in layers)


@receptive_field.misconception(
    "On the way back from the output, you add a whole stride for every pixel. Between n windows in "
    "a row there are n − 1 steps."
)
def a_step_too_many(layers: Layers) -> int:
    field = 1
    for kernel, stride, dilation in reversed(layers):
        field = field * stride + (kernel - 1) * dilation
    return field


@receptive_field.misconception(
    "Your result is always 1 too small. What do you start from: how many pixels does an output see "
    "if there is no layer?"
)
def begun_at_zero(layers: Layers) -> int:
    return ref.receptive_field(layers) - 1


@receptive_field.misconception(
    "This is an area, the number of pixels in a square. The exercise asks for the length of one "
    "side."
)
def area(layers: Layers) -> int:
    return ref.receptive_field(layers) ** 2
