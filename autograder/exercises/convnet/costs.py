"""Assignment 06: what each layer costs."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np

from autograder.core.exercise import Case, exercise
from autograder.exercises.convnet.inputs import (
    RELU,
    VGG_16,
    Layers,
    Volume,
)
from autograder.exercises.convnet.planned import body, image, misfit, walk, whole
from autograder.exercises.convnet.shapes import shapes
from autograder.reference import convnet as ref

Costs = Sequence[tuple[int, ...]]


@exercise(
    "convnet.costs",
    points=4,
    reference=ref.costs,
    outputs=("costs",),
    needs=(shapes,),
    hints=(
        "Which numbers belong to the output, which to the layer? Only the first depend on the "
        "image's size.",
        "A 3×3 filter on 64 channels has 3·3·64 weights. How often is each used, on 56×56 places?",
        "A fully connected layer on a volume: how many numbers does each unit see?",
    ),
)
def costs(rng: np.random.Generator) -> Iterator[Case]:
    """costs counts numbers, parameters and multiply-adds of each layer."""
    yield Case("VGG-16", layers=VGG_16, input=(3, 224, 224))
    kernel, stride = int(rng.integers(3, 6)), int(rng.integers(2, 4))
    one = ("conv", int(rng.integers(6, 12)), kernel, stride, 1)
    yield Case("one convolution", layers=[one], input=image(rng))
    yield Case("a ReLU", layers=[RELU], input=image(rng))
    yield Case("a pool", layers=[("pool", 3, 2)], input=image(rng))
    m, k = int(rng.integers(20, 30)), int(rng.integers(5, 15))
    yield Case("fully connected layers", layers=[("fc", m), RELU, ("fc", k)], input=image(rng))
    for blocks in (1, 2):
        x = image(rng)
        yield Case(f"blocks of layers: {blocks}", layers=body(rng, x, blocks), input=x)
    x = image(rng)
    yield Case("with fully connected layers", layers=whole(rng, x, 2), input=x)
    layers, x = misfit(rng, "conv", 2, high=True)
    name = "a window larger than its input"
    yield Case(name, layers=layers, input=x)


def _inputs(layers: Layers, input: Volume) -> list[Volume]:
    """What comes into each layer."""
    return [input, *walk(layers, input)[:-1]]


@costs.misconception(
    "A ReLU's numbers are counted. It works in place: its output takes the room of its input."
)
def relu_takes_room(layers: Layers, input: Volume) -> Costs:
    outputs = walk(layers, input)
    pairs = zip(ref.costs(layers, input), outputs, strict=True)
    return [(math.prod(shape), *rest) for (_, *rest), shape in pairs]


@costs.misconception(
    "A filter's channels are missing in its weights: it sees all channels of its input, not one."
)
def filters_of_one_channel(layers: Layers, input: Volume) -> Costs:
    return [
        (numbers, weights // shape[0], biases, adds // shape[0])
        if layer[0] == "conv"
        else (numbers, weights, biases, adds)
        for layer, shape, (numbers, weights, biases, adds) in zip(
            layers, _inputs(layers, input), ref.costs(layers, input), strict=True
        )
    ]


@costs.misconception("The biases are not counted. Each filter, and each unit, has one.")
def no_biases(layers: Layers, input: Volume) -> Costs:
    return [(n, weights, 0, adds) for n, weights, _, adds in ref.costs(layers, input)]


@costs.misconception(
    "The biases are among the weights. They are counted on their own, and there alone."
)
def biases_in_weights(layers: Layers, input: Volume) -> Costs:
    return [(n, weights + b, b, adds) for n, weights, b, adds in ref.costs(layers, input)]


@costs.misconception("Each place has a bias of its own. A filter has one, wherever it looks.")
def biases_not_shared(layers: Layers, input: Volume) -> Costs:
    return [(n, weights, n if b else 0, adds) for n, weights, b, adds in ref.costs(layers, input)]


@costs.misconception("Each place has weights of its own. A filter is the same at all places.")
def weights_not_shared(layers: Layers, input: Volume) -> Costs:
    return [(n, adds, b, adds) for n, _, b, adds in ref.costs(layers, input)]


@costs.misconception("Biases are among the multiply-adds. Only weights are multiplied.")
def biases_added(layers: Layers, input: Volume) -> Costs:
    every = ref.costs(layers, input)
    return [(n, weights, b, adds + (n if b else 0)) for n, weights, b, adds in every]


@costs.misconception("A multiplication and an addition count as two. Here the pair counts once.")
def two_operations(layers: Layers, input: Volume) -> Costs:
    return [(n, weights, b, 2 * adds) for n, weights, b, adds in ref.costs(layers, input)]


@costs.misconception(
    "The multiply-adds are those of one place. A filter's weights are used at every place of its "
    "output."
)
def of_one_place(layers: Layers, input: Volume) -> Costs:
    return [(n, weights, b, weights) for n, weights, b, _ in ref.costs(layers, input)]


@costs.misconception(
    "The multiply-adds of a convolution are counted at the places of its input. It has as many "
    "places as its output has."
)
def at_places_of_the_input(layers: Layers, input: Volume) -> Costs:
    every = zip(ref.costs(layers, input), _inputs(layers, input), layers, strict=True)
    return [
        (n, w, b, w * math.prod(shape[1:]) if layer[0] == "conv" else adds)
        for (n, w, b, adds), shape, layer in every
    ]


@costs.misconception("The numbers are those of a layer's input. Count what it gives.")
def numbers_of_the_input(layers: Layers, input: Volume) -> Costs:
    every = zip(ref.costs(layers, input), _inputs(layers, input), strict=True)
    return [(math.prod(shape) if n else 0, *rest) for (n, *rest), shape in every]


@costs.misconception("The input has a row in your list. There is one for each layer.")
def input_too(layers: Layers, input: Volume) -> Costs:
    return [(math.prod(input), 0, 0, 0), *ref.costs(layers, input)]


@costs.misconception("These are the sums over all layers. The exercise asks for each layer.")
def summed(layers: Layers, input: Volume) -> tuple[int, ...]:
    return tuple(map(sum, zip(*ref.costs(layers, input), strict=True)))


@costs.misconception("Weights and biases are one number. They are counted separately.")
def parameters(layers: Layers, input: Volume) -> list[tuple[int, ...]]:
    return [(n, weights + b, adds) for n, weights, b, adds in ref.costs(layers, input)]


@costs.misconception(
    "A window that is larger than its input costs nothing, or less. It has no place: raise the "
    "ValueError of shapes."
)
def no_place(layers: Layers, input: Volume) -> Costs:
    try:
        return ref.costs(layers, input)
    except ValueError:
        return []


@costs.misconception("The biases of units are not counted. Each unit has one, as each filter has.")
def no_biases_of_units(layers: Layers, input: Volume) -> Costs:
    every = zip(ref.costs(layers, input), layers, strict=True)
    return [(n, w, 0 if layer[0] == "fc" else b, adds) for (n, w, b, adds), layer in every]


@costs.misconception(
    "A unit has one weight for each channel. It is connected to all numbers of the volume."
)
def units_of_channels(layers: Layers, input: Volume) -> Costs:
    every = zip(ref.costs(layers, input), _inputs(layers, input), layers, strict=True)
    return [
        (n, n * shape[0], b, n * shape[0]) if layer[0] == "fc" else (n, w, b, adds)
        for (n, w, b, adds), shape, layer in every
    ]


@costs.misconception("The multiply-adds are those of one filter. All filters are at work.")
def adds_of_one_filter(layers: Layers, input: Volume) -> Costs:
    every = zip(ref.costs(layers, input), layers, strict=True)
    return [
        (n, w, b, adds // b if layer[0] == "conv" else adds) for (n, w, b, adds), layer in every
    ]


@costs.misconception("A filter has one row of weights in each channel, K. It has K·K.")
def one_row_of_a_kernel(layers: Layers, input: Volume) -> Costs:
    return [
        (n, w // layer[2], b, adds // layer[2]) if layer[0] == "conv" else (n, w, b, adds)
        for (n, w, b, adds), layer in zip(ref.costs(layers, input), layers, strict=True)
    ]


@costs.misconception("A pool's numbers are not counted. It makes a volume, unlike a ReLU.")
def pools_take_no_room(layers: Layers, input: Volume) -> Costs:
    every = zip(ref.costs(layers, input), layers, strict=True)
    return [(0 if layer[0] == "pool" else n, *rest) for (n, *rest), layer in every]


@costs.misconception("A pool's comparisons are among the multiply-adds. It multiplies nothing.")
def maxima_counted(layers: Layers, input: Volume) -> Costs:
    every = zip(ref.costs(layers, input), layers, strict=True)
    return [
        (n, w, b, n * layer[1] ** 2 if layer[0] == "pool" else adds)
        for (n, w, b, adds), layer in every
    ]
