"""Assignment 07: multiply_adds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from autograder.core.exercise import Case, exercise
from autograder.core.modules import OnModel
from autograder.exercises.arch.family import SEEDS
from autograder.reference.arch import functions as ref
from autograder.reference.backend import device, torch
from autograder.worker.runtime import PYTORCH

PLAIN = (
    *("Sequential", ("Conv2d", 3, 4, 5, {"stride": 2, "padding": 1}), ("BatchNorm2d", 4)),
    *(("ReLU",), ("Conv2d", 4, 6, 3), ("Flatten",), ("Linear", 30, 7), ("Dropout",)),
)
GROUPED = (
    *("Sequential", ("Conv2d", 4, 6, [3, 5], {"groups": 2, "bias": False}), ("SiLU",)),
    *(("Conv2d", 6, 6, 3, {"dilation": 2, "padding": 2, "groups": 6}), ("Dropout",)),
)
INSIDE = (
    "Sequential",
    ("Conv2d", 3, 3, 1),
    ("Residual", ("Twice", ("Conv2d", 3, 3, 3, {"padding": 1}))),
    ("Idle", ("Conv2d", 3, 2, 2), ("Linear", 8, 5)),
    ("Dropout",),
)  # fmt: skip
SEQUENCES = ("Sequential", ("Linear", 5, 8), ("Tanh",), ("Linear", 8, 3), ("Dropout",))


def counted(student: Any, *given: Any) -> Any:
    """The probe; ``models`` is the worker's own."""
    import models  # type: ignore[import-not-found]

    return models.counted(student, *given)


def count(function: Callable[..., int]) -> Callable[..., tuple[Any, ...]]:
    """A function of a case: what the probe says of ``function``."""

    def of_case(**case: Any) -> tuple[Any, ...]:
        from autograder.worker.child import models

        found: tuple[Any, ...] = models.counted(function, **case, device=str(device()))
        return found

    return of_case


@exercise(
    "arch.multiply_adds",
    points=5,
    reference=count(ref.multiply_adds),
    probe=counted,
    adapt=count,
    runtime=PYTORCH,
    outputs=(
        "the number of multiply-adds",
        "the model's numbers stay the same",
        "every module keeps its mode",
        "no hook stays behind",
    ),
    hints=(
        "`register_forward_hook` calls you with the layer, what it gets and what it gives. Which "
        "of its sizes say how many products there are?",
        "Count by hand for 3×3, 2 channels to 5 maps, on 4×4 places: every number that comes out "
        "is a sum of how many products?",
        "A handle's `remove()` takes a hook away again, in a `finally` even if the model raises.",
    ),
)
def multiply_adds(rng: np.random.Generator) -> Iterator[Case]:
    """multiply_adds counts the products of every convolution and every linear layer."""

    def case(name: str, model: Any, *x: int, training: bool = False) -> Case:
        seed = int(rng.integers(SEEDS))
        return OnModel(name, model=model, x=x, training=training, seed=seed)

    rows, columns = 12 + 2 * int(rng.integers(2)), 16
    wide = (*PLAIN[:5], ("AdaptiveAvgPool2d", [1, 5]), *PLAIN[5:])
    yield case("convolutions, a norm, a linear layer", wide, 1, 3, rows, columns)
    yield case("three images", wide, 3, 3, rows, columns)
    yield case("groups and dilation, no bias", GROUPED, 2, 4, 9 + int(rng.integers(4)), 11)
    yield case("one layer used twice, one not at all", INSIDE, 2, 3, 6, 7 + int(rng.integers(4)))
    yield case("a linear layer on every word", SEQUENCES, 2, 4 + int(rng.integers(4)), 5)
    yield case("a part in training mode", wide, 2, 3, rows, columns, training=True)


Layer = Any
"""A module that calls itself a convolution or a linear layer."""


def all_of(model: Any) -> Iterator[Any]:
    """All modules that a model has inside."""
    return iter(model.modules())


def hooked(
    of_layer: Callable[[Layer, Any, Any], int], among: Callable[[Any], Iterator[Any]] = all_of
) -> Callable[..., int]:
    """A counter that adds up ``of_layer(layer, x, out)`` of layers among some of the modules."""

    def function(model: Any, x: Any) -> int:
        total = 0

        def see(layer: Layer, given: Any, out: Any) -> None:
            nonlocal total
            total += of_layer(layer, given[0], out)

        kinds = (torch.nn.Conv2d, torch.nn.Linear)
        layers = [each for each in among(model) if isinstance(each, kinds)]
        handles = [each.register_forward_hook(see) for each in layers]
        with torch.no_grad():
            model(x)
        for handle in handles:
            handle.remove()
        return total

    return function


def products(layer: Layer, out: Any) -> int:
    """One for each number that comes out and each weight of its map."""
    return int(out.numel() * layer.weight[0].numel())


@multiply_adds.misconception("The biases are counted too. They are added, not multiplied.")
def with_biases(model: Any, x: Any) -> int:
    def of_layer(layer: Layer, given: Any, out: Any) -> int:
        return products(layer, out) + (out.numel() if layer.bias is not None else 0)

    return hooked(of_layer)(model, x)


@multiply_adds.misconception("A multiply-add is counted as two operations. Here it is one.")
def doubled(model: Any, x: Any) -> int:
    return hooked(lambda layer, given, out: 2 * products(layer, out))(model, x)


@multiply_adds.misconception("The batch is left out: three images need three times as much.")
def per_image(model: Any, x: Any) -> int:
    return hooked(lambda layer, given, out: products(layer, out[:1]))(model, x)


@multiply_adds.misconception("Groups are left out: in a group a map sees a part of the channels.")
def ungrouped(model: Any, x: Any) -> int:
    def of_layer(layer: Layer, given: Any, out: Any) -> int:
        return products(layer, out) * getattr(layer, "groups", 1)

    return hooked(of_layer)(model, x)


@multiply_adds.misconception(
    "The places are those of the input. A layer works once for each of its output."
)
def input_places(model: Any, x: Any) -> int:
    def of_layer(layer: Layer, given: Any, out: Any) -> int:
        places = given[0, 0].numel() / out[0, 0].numel() if out.ndim == 4 else 1
        return round(products(layer, out) * places)

    return hooked(of_layer)(model, x)


@multiply_adds.misconception("Only convolutions are counted. Linear layers multiply as well.")
def convolutions_alone(model: Any, x: Any) -> int:
    def of_layer(layer: Layer, given: Any, out: Any) -> int:
        return products(layer, out) if layer.weight.ndim == 4 else 0

    return hooked(of_layer)(model, x)


@multiply_adds.misconception(
    "A linear layer counts its weights once. It works once for each row that it gets."
)
def linear_once(model: Any, x: Any) -> int:
    def of_layer(layer: Layer, given: Any, out: Any) -> int:
        return products(layer, out) if layer.weight.ndim == 4 else layer.weight.numel()

    return hooked(of_layer)(model, x)


@multiply_adds.misconception(
    "Every layer that is registered counts once. One that is used twice counts twice, one that is "
    "not used counts nothing."
)
def each_layer_once(model: Any, x: Any) -> int:
    seen: dict[int, int] = {}

    def of_layer(layer: Layer, given: Any, out: Any) -> int:
        new = products(layer, out) if id(layer) not in seen else 0
        seen[id(layer)] = new
        return new

    return hooked(of_layer)(model, x)


@multiply_adds.misconception(
    "Every number that comes out is taken times all weights of its layer. It is a sum of products "
    "with those of its own map alone."
)
def weights_of_all_maps(model: Any, x: Any) -> int:
    return hooked(lambda layer, given, out: int(out.numel() * layer.weight.numel()))(model, x)


@multiply_adds.misconception(
    "The weights are counted, whatever the size of the image. Each is used once for every place."
)
def parameters_counted(model: Any, x: Any) -> int:
    return hooked(lambda layer, given, out: int(layer.weight.numel()))(model, x)


@multiply_adds.misconception(
    "The channels that come in are left out: a window goes through all of them."
)
def channels_left_out(model: Any, x: Any) -> int:
    def of_layer(layer: Layer, given: Any, out: Any) -> int:
        window = layer.weight[0, 0] if layer.weight.ndim == 4 else layer.weight[0]
        return int(out.numel() * window.numel())

    return hooked(of_layer)(model, x)


@multiply_adds.misconception(
    "Windows are taken as square. Rows and columns of a kernel may differ: [3, 5] has 15 places."
)
def square_windows(model: Any, x: Any) -> int:
    def of_layer(layer: Layer, given: Any, out: Any) -> int:
        if layer.weight.ndim == 2:
            return products(layer, out)
        return int(out.numel() * layer.weight.shape[1] * layer.weight.shape[2] ** 2)

    return hooked(of_layer)(model, x)


@multiply_adds.misconception(
    "A convolution counts the channels that go out once too often: each number that it gives is of "
    "one of them."
)
def maps_twice(model: Any, x: Any) -> int:
    def of_layer(layer: Layer, given: Any, out: Any) -> int:
        return products(layer, out) * (out.shape[1] if layer.weight.ndim == 4 else 1)

    return hooked(of_layer)(model, x)


@multiply_adds.misconception(
    "Only the model's own children are counted. Layers may lie deeper: `modules()` finds them all."
)
def children_alone(model: Any, x: Any) -> int:
    return hooked(lambda layer, given, out: products(layer, out), lambda m: m.children())(model, x)


@multiply_adds.misconception("Hooks stay behind: `remove()` takes each away again.")
def hooks_stay(model: Any, x: Any) -> int:
    for each in model.modules():
        each.register_forward_hook(lambda layer, given, out: None)
    return ref.multiply_adds(model, x)


@multiply_adds.misconception(
    "A part that was in training mode is not, afterwards. Each module has a mode of its own to go "
    "back to."
)
def all_evaluate(model: Any, x: Any) -> int:
    return ref.multiply_adds(model.eval(), x)


@multiply_adds.misconception("The model is in training mode afterwards, whatever it was before.")
def all_train(model: Any, x: Any) -> int:
    count = ref.multiply_adds(model.eval(), x)
    model.train()
    return count


@multiply_adds.misconception(
    "The model counts in training mode, so that running averages change: `eval()` keeps them."
)
def averages_change(model: Any, x: Any) -> int:
    modes = {each: each.training for each in model.modules()}
    count = ref.multiply_adds(model.train(), x)
    for each, mode in modes.items():
        each.training = mode
    return count
