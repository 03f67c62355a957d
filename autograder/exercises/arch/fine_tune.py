"""Assignment 07: fine_tune_step."""

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

MODEL = (
    *("Sequential", ("Conv2d", 3, 4, 3), ("BatchNorm2d", 4), ("ReLU",), ("Louder",)),
    *(("Conv2d", 4, 5, 3), ("BatchNorm2d", 5), ("Tanh",), ("AdaptiveAvgPool2d", 1)),
    *(("Flatten",), ("Linear", 5, 6)),
)
CLASSES = 6
SGD = {"lr": 0.1, "momentum": 0.9}


def trained(student: Any, *given: Any) -> Any:
    """The probe; ``models`` is the worker's own."""
    import models  # type: ignore[import-not-found]

    return models.trained(student, *given)


def train(function: Callable[..., float]) -> Callable[..., tuple[Any, ...]]:
    """A function of a case: what the probe says of ``function``."""

    def of_case(**case: Any) -> tuple[Any, ...]:
        from autograder.worker.child import models

        found: tuple[Any, ...] = models.trained(function, **case, device=str(device()))
        return found

    return of_case


@exercise(
    "arch.fine_tune",
    points=2,
    stub="cs_cnn.arch:fine_tune_step",
    reference=train(ref.fine_tune_step),
    probe=trained,
    adapt=train,
    runtime=PYTORCH,
    outputs=("losses", "numbers"),
    hints=(
        "`model.train()` changes the mode of every module. Which ones must go back to `eval()`?",
        "A norm is frozen if its `weight.requires_grad` is False.",
        "Zero, backward, step: what happens to a gradient that is there already?",
    ),
)
def fine_tune(rng: np.random.Generator) -> Iterator[Case]:
    """fine_tune_step trains what is not frozen, and leaves frozen running averages alone."""

    def case(name: str, *frozen: str, rule: str = "SGD", **settings: float) -> Case:
        n, h, w = (int(each) for each in rng.integers(6, 9, 3))
        return OnModel(
            name, model=MODEL, frozen=frozen, optimizer=rule, settings=settings or SGD,
            x=(n, 3, h, w), classes=CLASSES, seed=int(rng.integers(SEEDS)),
        )  # fmt: skip

    yield case("nothing is frozen")
    yield case("all but the last layer is frozen", "0", "1", "4", "5")
    yield case("the first half is frozen", "0", "1")
    yield case("the second norm is frozen, not its convolution", "5")
    yield case("Adam", "0", "1", rule="Adam", lr=0.01)


def step(model: Any, optimizer: Any, x: Any, y: Any, **instead: Any) -> float:
    """A step with something else in it: modes, zeroing, the loss, and when it is taken."""
    instead.get("mode", right_mode)(model)
    if instead.get("zero", True):
        optimizer.zero_grad()
    for _ in range(instead.get("passes", 1)):
        scores = model(x)
    likely = instead.get("of", lambda scores: scores.log_softmax(1))(scores)
    loss = torch.nn.functional.nll_loss(likely, y, reduction=instead.get("reduction", "mean"))
    torch.autograd.backward(loss)
    for _ in range(instead.get("steps", 1)):
        optimizer.step()
    if instead.get("after"):
        loss = torch.nn.functional.cross_entropy(model(x), y)
    return loss.item()


def frozen_norms(model: Any) -> list[Any]:
    norms = (each for each in model.modules() if isinstance(each, torch.nn.BatchNorm2d))
    return [each for each in norms if not each.weight.requires_grad]


def right_mode(model: Any) -> None:
    model.train()
    for norm in frozen_norms(model):
        norm.eval()


@fine_tune.misconception(
    "Frozen norms are in training mode: their running averages go on changing."
)
def all_in_training(model: Any, optimizer: Any, x: Any, y: Any) -> float:
    return step(model, optimizer, x, y, mode=lambda m: m.train())


@fine_tune.misconception("Everything is in evaluation mode. What is not frozen must train.")
def all_in_evaluation(model: Any, optimizer: Any, x: Any, y: Any) -> float:
    return step(model, optimizer, x, y, mode=lambda m: m.eval())


@fine_tune.misconception(
    "Gradients of earlier steps are still there: call `optimizer.zero_grad()`."
)
def gradients_added(model: Any, optimizer: Any, x: Any, y: Any) -> float:
    return step(model, optimizer, x, y, zero=False)


@fine_tune.misconception("The loss is the sum over the batch, not the mean.")
def summed(model: Any, optimizer: Any, x: Any, y: Any) -> float:
    return step(model, optimizer, x, y, reduction="sum")


@fine_tune.misconception("You return the loss after the step. Expected is the one before it.")
def loss_after(model: Any, optimizer: Any, x: Any, y: Any) -> float:
    return step(model, optimizer, x, y, after=True)


@fine_tune.misconception("All norms use their running averages, also those that are not frozen.")
def all_norms_frozen(model: Any, optimizer: Any, x: Any, y: Any) -> float:
    def mode(model: Any) -> None:
        model.train()
        for each in model.modules():
            each.training = not isinstance(each, torch.nn.BatchNorm2d)

    return step(model, optimizer, x, y, mode=mode)


@fine_tune.misconception(
    "The scores go through a softmax, and then through that of the loss again."
)
def softmax_twice(model: Any, optimizer: Any, x: Any, y: Any) -> float:
    return step(model, optimizer, x, y, of=lambda scores: scores.softmax(1).log_softmax(1))


@fine_tune.misconception(
    "No parameter moves. `optimizer.step()` comes last, and `zero_grad()` before `backward()`."
)
def no_step(model: Any, optimizer: Any, x: Any, y: Any) -> float:
    return step(model, optimizer, x, y, steps=0)


@fine_tune.misconception("Two steps are taken at once: `optimizer.step()` is called twice.")
def two_steps(model: Any, optimizer: Any, x: Any, y: Any) -> float:
    return step(model, optimizer, x, y, steps=2)


@fine_tune.misconception(
    "The model sees the batch twice, so that running averages change twice. One pass gives scores "
    "and loss."
)
def two_passes(model: Any, optimizer: Any, x: Any, y: Any) -> float:
    return step(model, optimizer, x, y, passes=2)


@fine_tune.misconception(
    "`nll_loss` gets scores. It wants logarithms of probabilities; `cross_entropy` takes scores."
)
def no_softmax(model: Any, optimizer: Any, x: Any, y: Any) -> float:
    return step(model, optimizer, x, y, of=lambda scores: scores)


@fine_tune.misconception("`nll_loss` gets probabilities. It wants their logarithms.")
def no_logarithm(model: Any, optimizer: Any, x: Any, y: Any) -> float:
    return step(model, optimizer, x, y, of=lambda scores: scores.softmax(1))


@fine_tune.misconception("The softmax goes over the images of the batch. It goes over the classes.")
def over_the_batch(model: Any, optimizer: Any, x: Any, y: Any) -> float:
    return step(model, optimizer, x, y, of=lambda scores: scores.log_softmax(0))


@fine_tune.misconception(
    "If a norm is frozen, the whole model is in evaluation mode. Only that norm is to be."
)
def all_in_evaluation_if_frozen(model: Any, optimizer: Any, x: Any, y: Any) -> float:
    return step(model, optimizer, x, y, mode=lambda m: m.train(not frozen_norms(m)))


@fine_tune.misconception(
    "Norms that learn are in evaluation mode, and frozen ones train. It is the other way round."
)
def the_other_norms(model: Any, optimizer: Any, x: Any, y: Any) -> float:
    def mode(model: Any) -> None:
        frozen = frozen_norms(model.train())
        for each in model.modules():
            each.training = not isinstance(each, torch.nn.BatchNorm2d) or each in frozen

    return step(model, optimizer, x, y, mode=mode)
