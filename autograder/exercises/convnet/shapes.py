"""Assignment 06: the shape of what each layer gives."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from autograder.core.exercise import Case, exercise
from autograder.exercises.convnet.inputs import (
    RELU,
    VGG_16,
    Layers,
    Volume,
    raising_as,
)
from autograder.exercises.convnet.planned import body, image, misfit, places, walk, whole
from autograder.reference import convnet as ref


@exercise(
    "convnet.shapes",
    points=4,
    reference=ref.shapes,
    outputs=("shapes",),
    hints=(
        "Each layer knows only what comes in. Which numbers of that shape does it change?",
        "One loop with a variable for the shape. A conv changes three numbers, a pool two, a ReLU "
        "none; and behind a fully connected layer?",
        "7 pixels and a window of 8: what would the formula say? Look before you compute.",
    ),
)
def shapes(rng: np.random.Generator) -> Iterator[Case]:
    """shapes computes what each layer of a network gives."""
    yield Case("VGG-16", layers=VGG_16, input=(3, 224, 224))
    x = image(rng)
    yield Case("one convolution", layers=[("conv", 10, 5, 1, 2)], input=x)
    kernel, stride = int(rng.integers(3, 6)), int(rng.integers(2, 4))
    one = ("conv", 12, kernel, stride, 1)
    yield Case("a convolution with stride and padding", layers=[one], input=image(rng))
    yield Case("an overlapping pool", layers=[("pool", 3, 2)], input=image(rng))
    yield Case("a pool that leaves gaps", layers=[("pool", 2, 3)], input=image(rng))
    yield Case("a ReLU, a fully connected layer", layers=[RELU, ("fc", 7)], input=x)
    kernel = int(rng.integers(5, 12))
    exact = (4, kernel + 4, kernel - 2)
    yield Case("windows as large as the input", layers=[("conv", 8, kernel, 2, 1)], input=exact)
    for blocks in (1, 2, 3):
        x = image(rng, 40, 70)
        yield Case(f"blocks of layers: {blocks}", layers=body(rng, x, blocks), input=x)
    x = image(rng)
    yield Case("with fully connected layers", layers=whole(rng, x, 2), input=x)
    for kind, by in (("conv", 1), ("pool", 1), ("conv", 3), ("pool", 4)):
        layers, x = misfit(rng, kind, by, high=by == 1)
        name = f"a {kind} whose window is larger by {by}"
        yield Case(name, layers=layers, input=x)


@shapes.misconception(
    "A fraction is rounded up. Where a step does not fit, the layers round down: the window never "
    "leaves its input."
)
@raising_as(ref.shapes)
def rounded_up(layers: Layers, input: Volume) -> list[Volume]:
    return walk(layers, input, lambda n, k, s, p: -(-(n + 2 * p - k) // s) + 1)


@shapes.misconception("A fraction stays one. Sizes are integers: // rounds down, / does not.")
@raising_as(ref.shapes)
def fractions(layers: Layers, input: Volume) -> list[Volume]:
    return walk(layers, input, lambda n, k, s, p: (n + 2 * p - k) / s + 1)


@shapes.misconception("The padding is counted once. There are zeros at both ends.")
@raising_as(ref.shapes)
def pad_at_one_end(layers: Layers, input: Volume) -> list[Volume]:
    return walk(layers, input, lambda n, k, s, p: places(n + p, k, s, 0))


@shapes.misconception("The padding is not used: zeros at both ends give a window more places.")
@raising_as(ref.shapes)
def pad_not_used(layers: Layers, input: Volume) -> list[Volume]:
    return walk(layers, input, lambda n, k, s, _: places(n, k, s, 0))


@shapes.misconception("The stride is not used: with a stride of 2 there are half as many places.")
@raising_as(ref.shapes)
def stride_not_used(layers: Layers, input: Volume) -> list[Volume]:
    return walk(layers, input, lambda n, k, _, p: places(n, k, 1, p))


@shapes.misconception(
    "You count the steps from one place to the next. There is one more place than steps."
)
@raising_as(ref.shapes)
def steps_not_places(layers: Layers, input: Volume) -> list[Volume]:
    return walk(layers, input, lambda n, k, s, p: (n + 2 * p - k) // s)


@shapes.misconception("A pool moves by its size. It has a stride of its own.")
@raising_as(ref.shapes)
def pools_side_by_side(layers: Layers, input: Volume) -> list[Volume]:
    return walk([("pool", each[1], each[1]) if _is_pool(each) else each for each in layers], input)


@shapes.misconception('Size and stride of a pool are exchanged: it is ("pool", size, stride).')
@raising_as(ref.shapes)
def pool_exchanged(layers: Layers, input: Volume) -> list[Volume]:
    return walk([("pool", *each[:0:-1]) if _is_pool(each) else each for each in layers], input)


def _is_pool(layer: tuple[object, ...]) -> bool:
    return layer[0] == "pool"


@shapes.misconception(
    "A convolution keeps the number of channels. Each of its filters gives a channel of its own, "
    "so there are as many as filters."
)
@raising_as(ref.shapes)
def channels_kept(layers: Layers, input: Volume) -> list[Volume]:
    found = walk(layers, input)
    return [shape if len(shape) == 1 else (input[0], *shape[1:]) for shape in found]


@shapes.misconception(
    "The volumes are squares: W is computed from H. Images may be higher than wide, or wider."
)
@raising_as(ref.shapes)
def squares(layers: Layers, input: Volume) -> list[Volume]:
    return walk(layers, (input[0], input[1], input[1]))


@shapes.misconception("Height and width are exchanged: a shape is (channels, height, width).")
@raising_as(ref.shapes)
def turned(layers: Layers, input: Volume) -> list[Volume]:
    return [(*shape[:-2], *shape[:-3:-1]) for shape in walk(layers, input)]


@shapes.misconception("The channels come last. Here, as in all assignments, they come first.")
@raising_as(ref.shapes)
def channels_last(layers: Layers, input: Volume) -> list[Volume]:
    return [(*shape[1:], shape[0]) for shape in walk(layers, input)]


@shapes.misconception("The input is in your list. There is one entry for each layer.")
@raising_as(ref.shapes)
def input_too(layers: Layers, input: Volume) -> list[Volume]:
    return [input, *walk(layers, input)]


@shapes.misconception(
    "The ReLUs are left out. Each layer has an entry, also if it keeps the shape."
)
@raising_as(ref.shapes)
def without_relus(layers: Layers, input: Volume) -> list[Volume]:
    pairs = zip(layers, walk(layers, input), strict=True)
    return [shape for layer, shape in pairs if layer != RELU]


@shapes.misconception("Only the shape of the last layer is returned. The exercise asks for all.")
@raising_as(ref.shapes)
def the_last_alone(layers: Layers, input: Volume) -> Volume:
    return walk(layers, input)[-1]


@shapes.misconception("Behind a fully connected layer the shape is (M,): no rows, no columns.")
@raising_as(ref.shapes)
def units_as_volumes(layers: Layers, input: Volume) -> list[Volume]:
    found = walk(layers, input)
    return [shape if len(shape) > 1 else (*shape, 1, 1) for shape in found]


@shapes.misconception(
    "Every layer looks at the image. Only the first does: each other one gets what the layer in "
    "front of it gives."
)
@raising_as(ref.shapes)
def each_on_the_image(layers: Layers, input: Volume) -> list[Volume]:
    return [walk([layer], input)[0] for layer in layers]


@shapes.misconception(
    "A window that is larger than its input gets a size all the same, 0 or less. It has no place "
    "there: raise a ValueError that says which layer it is."
)
def less_than_no_place(layers: Layers, input: Volume) -> list[Volume]:
    return walk(layers, input)
