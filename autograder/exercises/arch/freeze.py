"""Assignment 07: freeze."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from autograder.core.exercise import Case, exercise
from autograder.exercises.arch.family import SEEDS
from autograder.exercises.arch.replace_head import DEEP, LAST, NO_BIAS, replace_head
from autograder.reference.arch import functions as ref
from autograder.reference.backend import device, torch
from autograder.worker.runtime import PYTORCH


def frozen(student: Any, *given: Any) -> Any:
    """The probe; ``models`` is the worker's own."""
    import models  # type: ignore[import-not-found]

    return models.frozen(student, *given)


def stop(function: Callable[..., Any]) -> Callable[..., dict[str, Any]]:
    """A function of a case: what the probe says of ``function``."""

    def of_case(**case: Any) -> dict[str, Any]:
        from autograder.worker.child import models

        found: dict[str, Any] = models.frozen(function, **case, device=str(device()))
        return found

    return of_case


@exercise(
    "arch.freeze",
    points=2,
    reference=stop(ref.freeze),
    probe=frozen,
    adapt=stop,
    runtime=PYTORCH,
    outputs=("answer",),
    needs=(replace_head,),
    hints=(
        "requires_grad_(False) works on a parameter, and on a whole module.",
        "What if the head was frozen before?",
    ),
)
def freeze(rng: np.random.Generator) -> Iterator[Case]:
    """freeze lets only the last layer learn."""

    def case(name: str, model: Any, *stopped: str) -> Case:
        return Case(name, model=model, stopped=stopped, seed=int(rng.integers(SEEDS)))

    yield case("the last layer is the head", LAST)
    yield case("deep inside, and something behind it", DEEP)
    yield case("a head without a bias", NO_BIAS)
    yield case("everything is frozen", LAST, "")
    yield case("some of it is frozen", DEEP, "0")


def learning(model: Any, which: Callable[[Any], bool]) -> Any:
    """The model of which only the layers learn for which ``which`` holds."""
    for layer in model.modules():
        for each in layer.parameters(recurse=False):
            each.requires_grad_(which(layer))
    return model


@freeze.misconception("The last layer is frozen as well. It alone is to learn.")
def everything(model: Any) -> Any:
    return learning(model, lambda layer: False)


@freeze.misconception("The last layer is frozen, and all others learn. It is the other way round.")
def the_other_way_round(model: Any) -> Any:
    head = ref.head_of(model)[1]
    return learning(model, lambda layer: layer is not head)


@freeze.misconception(
    "Only convolutions are frozen. The norms and all fully connected layers but the last are to be."
)
def convolutions_alone(model: Any) -> Any:
    return learning(model, lambda layer: not isinstance(layer, torch.nn.Conv2d))


@freeze.misconception("All fully connected layers learn. Only the last one is to.")
def all_linears(model: Any) -> Any:
    return learning(model, lambda layer: isinstance(layer, torch.nn.Linear))


@freeze.misconception("A last layer that was frozen before stays so. It is to learn afterwards.")
def never_melted(model: Any) -> Any:
    head = ref.head_of(model)[1]
    for layer in model.modules():
        for each in layer.parameters(recurse=False):
            each.requires_grad_(each.requires_grad and layer is head)
    return model


@freeze.misconception("Nothing is returned. The model is to be.")
def nothing_returned(model: Any) -> Any:
    ref.freeze(model)


@freeze.misconception("Only the weights of the last layer learn. Its biases are to learn as well.")
def weights_alone(model: Any) -> Any:
    learning(model, lambda layer: False)
    ref.head_of(model)[1].weight.requires_grad = True
    return model


@freeze.misconception("The first fully connected layer learns. The last one is to.")
def the_first(model: Any) -> Any:
    first = next(each for each in model.modules() if isinstance(each, torch.nn.Linear))
    return learning(model, lambda layer: layer is first)


@freeze.misconception(
    "The last two parameters learn, whatever they are. A last layer without biases has one."
)
def the_last_two(model: Any) -> Any:
    learning(model, lambda layer: False)
    for each in list(model.parameters())[-2:]:
        each.requires_grad = True
    return model


@freeze.misconception(
    "Nothing is frozen. Each parameter has a `requires_grad` of its own; `requires_grad_(False)` "
    "of a module goes through all of its."
)
def modules_marked(model: Any) -> Any:
    for each in ref.head_of(model)[1].parameters():
        each.requires_grad = True
    return model
