"""Assignment 06: how much memory the volumes take if none is kept."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator

import numpy as np

from autograder.core.exercise import Case, exercise
from autograder.exercises.convnet.costs import costs
from autograder.exercises.convnet.inputs import RELU, VGG_16, Layers, Volume
from autograder.exercises.convnet.planned import image, walk, whole
from autograder.exercises.inputs import until
from autograder.reference import convnet as ref


@exercise(
    "convnet.inference_bytes",
    points=1,
    reference=ref.inference_bytes,
    outputs=("bytes",),
    needs=(costs,),
    hints=(
        "While a layer works, which two volumes does it need? Which of them does nobody need "
        "afterwards?",
        "Write the sizes of all volumes in a row, the image first. Which neighbours are largest "
        "together?",
    ),
)
def inference_bytes(rng: np.random.Generator) -> Iterator[Case]:
    """inference_bytes computes how much memory the volumes take if none is kept."""
    yield Case("VGG-16, itemsize left out", layers=VGG_16, input=(3, 224, 224))
    x = image(rng)
    yield Case("one layer", layers=[("conv", 11, 3, 1, 0)], input=x, itemsize=8)
    yield Case("a ReLU in front", layers=[RELU, ("pool", 2, 2), ("fc", 5)], input=x)
    yield Case("the image is the largest", layers=[("conv", 2, 3, 3, 0), ("fc", 5)], input=x)
    net = [("conv", 20, 3, 1, 1), ("pool", 3, 3), ("conv", 150, 3, 1, 1), RELU, ("fc", 9)]
    yield Case("the two largest are no neighbours", layers=net, input=x, itemsize=2)
    far = [("conv", 20, 3, 1, 1), ("pool", 3, 3), ("conv", 2, 1, 1, 0), ("conv", 150, 3, 1, 1)]
    yield Case("the two largest are far apart", layers=[*far, RELU, ("fc", 9)], input=x, itemsize=2)
    last = [("conv", 10, 2, 2, 0), RELU, ("conv", 40, 3, 1, 1), RELU, ("conv", 60, 3, 1, 1)]
    yield Case("the last two are the largest", layers=[*last, RELU], input=x, itemsize=4)
    for itemsize in (2, 8):
        x = image(rng)
        net = until(lambda net: _apart(net, x), lambda: whole(rng, x, 2))  # noqa: B023
        yield Case(f"any network, itemsize {itemsize}", layers=net, input=x, itemsize=itemsize)


def _apart(layers: Layers, input: Volume) -> bool:
    """Whether the first convolution is not all that counts."""
    return math.prod(walk(layers, input)[0]) > math.prod(input)


@inference_bytes.misconception(
    "All volumes are added up. What no later layer looks at can be forgotten."
)
def all_volumes(layers: Layers, input: Volume, itemsize: int = 4) -> int:
    return itemsize * sum(ref.volumes(layers, input))


@inference_bytes.misconception(
    "All volumes but the image are added up. What no later layer looks at can be forgotten."
)
def all_outputs(layers: Layers, input: Volume, itemsize: int = 4) -> int:
    return itemsize * sum(ref.volumes(layers, input)[1:])


@inference_bytes.misconception(
    "It is the largest volume alone. A layer that computes it still needs its own input."
)
def largest_alone(layers: Layers, input: Volume, itemsize: int = 4) -> int:
    return itemsize * max(ref.volumes(layers, input))


@inference_bytes.misconception("It is twice the largest volume. Its neighbour may be smaller.")
def twice_the_largest(layers: Layers, input: Volume, itemsize: int = 4) -> int:
    return 2 * itemsize * max(ref.volumes(layers, input))


@inference_bytes.misconception(
    "The two largest volumes are added up, wherever they are. Only neighbours are there together."
)
def no_neighbours(layers: Layers, input: Volume, itemsize: int = 4) -> int:
    return itemsize * sum(sorted(ref.volumes(layers, input))[-2:])


@inference_bytes.misconception(
    "The image is not counted. It is the input of the first layer, and there while that works."
)
def without_the_image(layers: Layers, input: Volume, itemsize: int = 4) -> int:
    volumes = ref.volumes(layers, input)[1:]
    return itemsize * max(map(sum, itertools.pairwise([*volumes, 0])))


@inference_bytes.misconception(
    "A ReLU has a volume of its own, beside its input. It works in place and makes none."
)
def relus_counted(layers: Layers, input: Volume, itemsize: int = 4) -> int:
    volumes = map(math.prod, [input, *walk(layers, input)])
    return itemsize * max(map(sum, itertools.pairwise(volumes)))


@inference_bytes.misconception(
    "A ReLU counts as a volume of size 0 between its neighbours. It works in place: the volume in "
    "front of it is what the next layer gets."
)
def relus_as_nothing(layers: Layers, input: Volume, itemsize: int = 4) -> int:
    numbers = [math.prod(input), *(cost[0] for cost in ref.costs(layers, input))]
    return itemsize * max(map(sum, itertools.pairwise(numbers)))


@inference_bytes.misconception("These are numbers, not bytes. One takes `itemsize` bytes.")
def numbers_not_bytes(layers: Layers, input: Volume, itemsize: int = 4) -> int:
    return ref.inference_bytes(layers, input, 1)


@inference_bytes.misconception("A number always takes 4 bytes: `itemsize` is not used.")
def always_four(layers: Layers, input: Volume, itemsize: int = 4) -> int:
    return ref.inference_bytes(layers, input, 4)


@inference_bytes.misconception("Weights and biases are counted, too. Here it is volumes alone.")
def with_parameters(layers: Layers, input: Volume, itemsize: int = 4) -> int:
    return ref.inference_bytes(layers, input, itemsize) + itemsize * ref.totals(layers, input)[1]


@inference_bytes.misconception(
    "Pools make no volume in your count. A ReLU works in place; a pool does not."
)
def pools_in_place(layers: Layers, input: Volume, itemsize: int = 4) -> int:
    outputs = zip(layers, walk(layers, input), strict=True)
    made = [math.prod(shape) for layer, shape in outputs if layer[0] in ("conv", "fc")]
    return itemsize * max(map(sum, itertools.pairwise([math.prod(input), *made, 0])))


@inference_bytes.misconception(
    "Only the first layer's input and output are looked at. Another layer's may be larger together."
)
def first_pair(layers: Layers, input: Volume, itemsize: int = 4) -> int:
    return itemsize * sum(ref.volumes(layers, input)[:2])


@inference_bytes.misconception(
    "The last two volumes are never looked at. A row of n volumes has n − 1 pairs of neighbours."
)
def without_the_last_pair(layers: Layers, input: Volume, itemsize: int = 4) -> int:
    volumes = ref.volumes(layers, input)[:-1]
    return itemsize * max(map(sum, itertools.pairwise([0, *volumes])))


@inference_bytes.misconception("Where `itemsize` is left out, a number takes 8 bytes. It is 4.")
def eight_by_default(layers: Layers, input: Volume, itemsize: int = 8) -> int:
    return ref.inference_bytes(layers, input, itemsize)
