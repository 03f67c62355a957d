"""Assignment 07: replace_head."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from autograder.core.exercise import Case, exercise
from autograder.exercises.arch.family import SEEDS
from autograder.reference.arch import functions as ref
from autograder.reference.backend import device, torch
from autograder.worker.runtime import PYTORCH

TAIL = (("AdaptiveAvgPool2d", 1), ("Flatten",))
LAST = ("Sequential", ("Conv2d", 3, 4, 3), ("BatchNorm2d", 4), *TAIL, ("Linear", 4, 9))
DEEP = (
    *("Sequential", ("Conv2d", 3, 5, 3), *TAIL),
    ("Sequential", ("Sequential", ("Linear", 5, 6), ("ReLU",)), ("Linear", 6, 10), ("Identity",)),
    ("Identity",),
)
NO_BIAS = ("Sequential", ("Conv2d", 3, 4, 3), *TAIL, ("Linear", 4, 8, {"bias": False}))
UNUSED = ("Sequential", *LAST[1:-1], ("Idle", ("Linear", 4, 6), ("Linear", 6, 10)))


def replaced(student: Any, *given: Any) -> Any:
    """The probe; ``models`` is the worker's own."""
    import models  # type: ignore[import-not-found]

    return models.replaced(student, *given)


def replace(function: Callable[..., Any]) -> Callable[..., dict[str, Any]]:
    """A function of a case: what the probe says of ``function``."""

    def of_case(**case: Any) -> dict[str, Any]:
        from autograder.worker.child import models

        found: dict[str, Any] = models.replaced(function, **case, device=str(device()))
        return found

    return of_case


@exercise(
    "arch.replace_head",
    points=2,
    reference=replace(ref.replace_head),
    probe=replaced,
    adapt=replace,
    runtime=PYTORCH,
    outputs=("answer",),
    hints=(
        "model.modules() goes through all modules. Which of them is the last nn.Linear?",
        "A layer is exchanged where it is kept: in its parent, by its name. named_modules() and "
        "named_children() tell names; setattr or set_submodule sets.",
        "nn.Linear(…, device=…, dtype=…) makes a layer where and as you want it.",
    ),
)
def replace_head(rng: np.random.Generator) -> Iterator[Case]:
    """replace_head exchanges the last layer, for other classes."""

    def case(name: str, model: Any, dtype: str = "float64") -> Case:
        classes, h, w = (int(each) for each in rng.integers(4, 8, 3))
        seed = int(rng.integers(SEEDS))
        return Case(name, model=model, classes=classes, x=(2, 3, h, w), dtype=dtype, seed=seed)

    yield case("the last layer is the head", LAST)
    yield case("deep inside, and something behind it", DEEP)
    yield case("a head without a bias gets one", NO_BIAS)
    yield case("in a part that forward leaves out", UNUSED)
    yield case("float32", DEEP, "float32")


def exchanged(model: Any, name: str, new: Any) -> Any:
    """The model with ``new(old)`` in place of the layer of this name."""
    model.set_submodule(name, new(model.get_submodule(name)).to(next(model.parameters())))
    return model


def linears(model: Any) -> list[str]:
    """The names of its fully connected layers."""
    return [name for name, each in model.named_modules() if isinstance(each, torch.nn.Linear)]


@replace_head.misconception(
    "A new layer comes behind the old one. It takes the old one's place, and sees what it saw."
)
def put_behind(model: Any, classes: int) -> Any:
    def new(old: Any) -> Any:
        return torch.nn.Sequential(old, torch.nn.Linear(old.out_features, classes))

    return exchanged(model, ref.head_of(model)[0], new)


@replace_head.misconception("The first nn.Linear is exchanged. It is the last one.")
def the_first(model: Any, classes: int) -> Any:
    def new(old: Any) -> Any:
        return torch.nn.Linear(old.in_features, classes)

    return exchanged(model, linears(model)[0], new)


@replace_head.misconception("The new layer has no bias.")
def without_bias(model: Any, classes: int) -> Any:
    def new(old: Any) -> Any:
        return torch.nn.Linear(old.in_features, classes, bias=False)

    return exchanged(model, ref.head_of(model)[0], new)


@replace_head.misconception("A changed copy is returned. The model itself is to change.")
def copied(model: Any, classes: int) -> Any:
    return ref.replace_head(copy.deepcopy(model), classes)


@replace_head.misconception("The new layer is returned. The whole model is.")
def the_layer(model: Any, classes: int) -> Any:
    return ref.head_of(ref.replace_head(model, classes))[1]


@replace_head.misconception("All that came before is frozen as well. That is what freeze is for.")
def frozen_too(model: Any, classes: int) -> Any:
    return ref.freeze(ref.replace_head(model, classes))


@replace_head.misconception("Nothing is returned. The model is to be.")
def nothing_returned(model: Any, classes: int) -> Any:
    ref.replace_head(model, classes)


@replace_head.misconception(
    "The last layer is still the old one. A new nn.Linear takes its place where it is kept: in its "
    "parent, by its name."
)
def renumbered(model: Any, classes: int) -> Any:
    ref.head_of(model)[1].out_features = classes
    return model


@replace_head.misconception(
    "The new layer is kept as `fc`, whatever the last one is called. It takes that one's place."
)
def called_fc(model: Any, classes: int) -> Any:
    old = ref.head_of(model)[1]
    model.fc = torch.nn.Linear(old.in_features, classes).to(old.weight)
    return model


@replace_head.misconception(
    "The new layer is kept in the model itself. It belongs to its parent, where the last one is."
)
def kept_outside(model: Any, classes: int) -> Any:
    name, old = ref.head_of(model)
    new = torch.nn.Linear(old.in_features, classes).to(old.weight)
    setattr(model, name.rpartition(".")[2], new)
    return model


@replace_head.misconception(
    "The new layer is made for as many inputs as the old one has outputs. It sees what that saw."
)
def from_outputs(model: Any, classes: int) -> Any:
    def new(old: Any) -> Any:
        return torch.nn.Linear(old.out_features, classes)

    return exchanged(model, ref.head_of(model)[0], new)


@replace_head.misconception(
    "The new layer is in float32, whatever the model is. It takes device and dtype of the old one."
)
def always_float32(model: Any, classes: int) -> Any:
    name, old = ref.head_of(model)
    model.set_submodule(name, torch.nn.Linear(old.in_features, classes, device=old.weight.device))
    return model


@replace_head.misconception(
    "A new layer comes behind the whole model. It takes the place of the last one inside."
)
def around(model: Any, classes: int) -> Any:
    old = ref.head_of(model)[1]
    return torch.nn.Sequential(model, torch.nn.Linear(old.out_features, classes).to(old.weight))
