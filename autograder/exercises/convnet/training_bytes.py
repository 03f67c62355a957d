"""Assignment 06: how much memory a step of training takes."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from autograder.core.exercise import Case, exercise
from autograder.exercises.convnet.costs import costs
from autograder.exercises.convnet.inputs import RELU, VGG_16, Layers, Volume
from autograder.exercises.convnet.planned import body, image, walk, whole
from autograder.reference import convnet as ref

THREE = [("conv", 64, 3, 1, 1)] * 3


@exercise(
    "convnet.training_bytes",
    points=3,
    reference=ref.training_bytes,
    outputs=("bytes",),
    needs=(costs,),
    hints=(
        "What is there once, and what once for each image of the batch?",
        "Plain gradient descent keeps every parameter and its gradient. What does Adam keep too?",
    ),
)
def training_bytes(rng: np.random.Generator) -> Iterator[Case]:
    """training_bytes computes how much memory a step of training takes."""
    yield Case("three layers on one image", layers=THREE, input=(3, 224, 224), batch=1)
    yield Case("VGG-16", layers=VGG_16, input=(3, 224, 224), batch=32)
    x, batch = image(rng), int(rng.integers(3, 60))
    net = whole(rng, x, 2)
    yield Case("a batch, the rest left out", layers=net, input=x, batch=batch)
    for moments, method in ((0, "plain gradient descent"), (1, "momentum"), (2, "Adam")):
        x, batch = image(rng), int(rng.integers(3, 60))
        itemsize = int(rng.choice([2, 8]))
        net = whole(rng, x, 1)
        yield Case(method, layers=net, input=x, batch=batch, itemsize=itemsize, moments=moments)
    x = image(rng)
    yield Case("convolutions and pools alone", layers=body(rng, x, 2), input=x, batch=7)
    m, k = int(rng.integers(20, 30)), int(rng.integers(5, 15))
    fully = [("fc", m), RELU, ("fc", k)]
    yield Case("fully connected layers alone", layers=fully, input=x, batch=5, itemsize=8)


def _needed(
    layers: Layers, input: Volume, batch: int, itemsize: int, numbers: int, parameters: int
) -> int:
    """So many arrays of the numbers for each image, and of the parameters."""
    every, learned = ref.totals(layers, input)
    return itemsize * (numbers * batch * every + parameters * learned)


@training_bytes.misconception(
    "The numbers have no gradients. On the way back there is one for each of them, so they count "
    "twice."
)
def numbers_without_gradients(
    layers: Layers, input: Volume, batch: int, itemsize: int = 4, moments: int = 2
) -> int:
    return _needed(layers, input, batch, itemsize, 1, 2 + moments)


@training_bytes.misconception("The parameters have no gradients. There is one for each of them.")
def parameters_without_gradients(
    layers: Layers, input: Volume, batch: int, itemsize: int = 4, moments: int = 2
) -> int:
    return _needed(layers, input, batch, itemsize, 2, 1 + moments)


@training_bytes.misconception(
    "Nothing has a gradient. On the way back there is one for each number and each parameter."
)
def nothing_has_gradients(
    layers: Layers, input: Volume, batch: int, itemsize: int = 4, moments: int = 2
) -> int:
    return _needed(layers, input, batch, itemsize, 1, 1 + moments)


@training_bytes.misconception(
    "The optimizer's moments are not counted. It keeps `moments` arrays for each parameter."
)
def without_moments(
    layers: Layers, input: Volume, batch: int, itemsize: int = 4, moments: int = 2
) -> int:
    return _needed(layers, input, batch, itemsize, 2, 2)


@training_bytes.misconception("The moments are always those of Adam: `moments` is not used.")
def always_adam(
    layers: Layers, input: Volume, batch: int, itemsize: int = 4, moments: int = 2
) -> int:
    return _needed(layers, input, batch, itemsize, 2, 4)


@training_bytes.misconception(
    "The parameters are counted for each image. The whole batch shares them."
)
def parameters_for_each_image(
    layers: Layers, input: Volume, batch: int, itemsize: int = 4, moments: int = 2
) -> int:
    return _needed(layers, input, batch, itemsize, 2, batch * (2 + moments))


@training_bytes.misconception(
    "The batch is not used. Each of its images has numbers, and gradients, of its own."
)
def of_one_image(
    layers: Layers, input: Volume, batch: int, itemsize: int = 4, moments: int = 2
) -> int:
    return _needed(layers, input, 1, itemsize, 2, 2 + moments)


@training_bytes.misconception("These are numbers, not bytes. One takes `itemsize` bytes.")
def numbers_not_bytes(
    layers: Layers, input: Volume, batch: int, itemsize: int = 4, moments: int = 2
) -> int:
    return _needed(layers, input, batch, 1, 2, 2 + moments)


@training_bytes.misconception("A number always takes 4 bytes: `itemsize` is not used.")
def always_four(
    layers: Layers, input: Volume, batch: int, itemsize: int = 4, moments: int = 2
) -> int:
    return _needed(layers, input, batch, 4, 2, 2 + moments)


@training_bytes.misconception("The parameters are not counted: there are numbers alone.")
def numbers_alone(
    layers: Layers, input: Volume, batch: int, itemsize: int = 4, moments: int = 2
) -> int:
    return _needed(layers, input, batch, itemsize, 2, 0)


@training_bytes.misconception("The image is counted with its gradient. Count what the layers give.")
def image_twice(
    layers: Layers, input: Volume, batch: int, itemsize: int = 4, moments: int = 2
) -> int:
    right = ref.training_bytes(layers, input, batch, itemsize, moments)
    return right + 2 * batch * itemsize * math.prod(input)


@training_bytes.misconception("The image is counted as well. Count only what the layers give.")
def image_once(
    layers: Layers, input: Volume, batch: int, itemsize: int = 4, moments: int = 2
) -> int:
    right = ref.training_bytes(layers, input, batch, itemsize, moments)
    return right + batch * itemsize * math.prod(input)


@training_bytes.misconception("ReLUs are counted. They work in place, and costs gives them 0.")
def relus_counted(
    layers: Layers, input: Volume, batch: int, itemsize: int = 4, moments: int = 2
) -> int:
    numbers = sum(map(math.prod, walk(layers, input)))
    return itemsize * (2 * batch * numbers + (2 + moments) * ref.totals(layers, input)[1])


@training_bytes.misconception("The biases are not counted. They are learned as weights are.")
def without_biases(
    layers: Layers, input: Volume, batch: int, itemsize: int = 4, moments: int = 2
) -> int:
    biases = sum(b for _, _, b, _ in ref.costs(layers, input))
    right = ref.training_bytes(layers, input, batch, itemsize, moments)
    return right - itemsize * (2 + moments) * biases


@training_bytes.misconception(
    "Where `moments` is left out, the optimizer keeps one array. By default it keeps Adam's two."
)
def momentum_by_default(
    layers: Layers, input: Volume, batch: int, itemsize: int = 4, moments: int = 1
) -> int:
    return ref.training_bytes(layers, input, batch, itemsize, moments)


@training_bytes.misconception("Where `itemsize` is left out, a number takes 8 bytes. It is 4.")
def eight_by_default(
    layers: Layers, input: Volume, batch: int, itemsize: int = 8, moments: int = 2
) -> int:
    return ref.training_bytes(layers, input, batch, itemsize, moments)


@training_bytes.misconception(
    "Parameters and gradients are multiplied by `moments`. The moments are arrays beside these two."
)
def moments_as_a_factor(
    layers: Layers, input: Volume, batch: int, itemsize: int = 4, moments: int = 2
) -> int:
    return _needed(layers, input, batch, itemsize, 2, 2 * moments)
