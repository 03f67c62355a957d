"""What a student's function does to a model of ours: counting, training a step.

A model is described by plain values: ``("Conv2d", 3, 8, 3, {"stride": 2})`` is a layer of
``torch.nn`` with its arguments, or one of ``OWN``. Descriptions among them are built first.

PyTorch, NumPy and the standard library alone.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch import Tensor, nn

if TYPE_CHECKING:
    from autograder.worker.child import modules, parameters
else:
    modules, parameters = (
        importlib.import_module(f"{__package__}.{name}" if __package__ else name)
        for name in ("modules", "parameters")
    )

Description = tuple[Any, ...]
HOOKS = ("_forward_hooks", "_forward_pre_hooks", "_backward_hooks", "_backward_pre_hooks")


class Twice(nn.Module):
    """Uses one part two times."""

    def __init__(self, part: nn.Module) -> None:
        super().__init__()
        self.part = part

    def forward(self, x: Tensor) -> Tensor:
        out: Tensor = self.part(self.part(x))
        return out


class Idle(nn.Module):
    """Uses its first part, and not the second."""

    def __init__(self, part: nn.Module, idle: nn.Module) -> None:
        super().__init__()
        self.part, self.idle = part, idle

    def forward(self, x: Tensor) -> Tensor:
        out: Tensor = self.part(x)
        return out


class Residual(nn.Module):
    """Adds what its part gives to x."""

    def __init__(self, part: nn.Module) -> None:
        super().__init__()
        self.part = part

    def forward(self, x: Tensor) -> Tensor:
        out: Tensor = x + self.part(x)
        return out


class Louder(nn.Module):
    """Half as large again in training mode, so that everybody sees which mode it is in."""

    def forward(self, x: Tensor) -> Tensor:
        return x * (1.5 if self.training else 1.0)


OWN = {"Twice": Twice, "Idle": Idle, "Residual": Residual, "Louder": Louder}


def built(description: Description, seed: int, device: str = "cpu") -> nn.Module:
    """The model, filled, in float64 and in evaluation mode."""
    model = _assembled(description).to(device, torch.float64)
    parameters.fill(model, seed)
    return model.eval()


def _assembled(description: Description) -> nn.Module:
    name, *given = description
    options = given.pop() if given and isinstance(given[-1], dict) else {}
    parts = [_assembled(each) if _is_description(each) else each for each in given]
    made: nn.Module = (OWN.get(name) or getattr(nn, name))(*parts, **options)
    return made


def _is_description(value: Any) -> bool:
    return isinstance(value, (tuple, list)) and bool(value) and isinstance(value[0], str)


def counted(
    student: Callable[..., Any],
    model: Description,
    x: tuple[int, ...],
    training: bool,
    seed: int,
    device: str = "cpu",
) -> tuple[Any, ...]:
    """What ``student(model, x)`` returns; whether numbers, modes and hooks are as before."""
    made, inputs = built(model, seed, device), modules.Inputs((x,), seed, device)
    list(made.children())[-1].train(training)
    before, modes = _state(made), _modes(made)
    count = student(made, inputs.drawn()[0])
    hooks = sum(len(getattr(each, kind)) for each in made.modules() for kind in HOOKS)
    return modules.value(count), _same(before, _state(made)), modes == _modes(made), not hooks


def trained(
    student: Callable[..., Any],
    model: Description,
    frozen: tuple[str, ...],
    optimizer: str,
    settings: dict[str, float],
    x: tuple[int, ...],
    classes: int,
    seed: int,
    device: str = "cpu",
) -> tuple[Any, ...]:
    """The losses of three calls ``student(model, optimizer, x, y)``, and all numbers afterwards.

    Parameters whose names begin with one of ``frozen`` require no gradient. Every parameter has a
    gradient from somewhere else when the first step begins.
    """
    made, inputs = built(model, seed, device), modules.Inputs((x,), seed, device)
    for name, parameter in made.named_parameters():
        parameter.grad = torch.ones_like(parameter)
        parameter.requires_grad_(not name.startswith(tuple(frozen)))
    learning = [each for each in made.parameters() if each.requires_grad]
    rule = getattr(torch.optim, optimizer)(learning, **settings)
    losses = []
    for step in range(3):
        (images,) = inputs.drawn(f"x {step}")
        y = torch.arange(x[0], device=device) * (step + 1) % classes
        losses.append(modules.value(student(made, rule, images, y)))
    return losses, {name: modules.value(each) for name, each in _state(made).items()}


def replaced(
    student: Callable[..., Any],
    model: Description,
    classes: int,
    x: tuple[int, ...],
    dtype: str,
    seed: int,
    device: str = "cpu",
) -> dict[str, Any]:
    """What ``student(model, classes)`` has made of the model."""
    made = built(model, seed, device).to(getattr(torch, dtype))
    before = _state(made)
    model_again = student(made, classes)
    after = _state(made)
    both = [name for name in before if name in after]
    (images,) = modules.Inputs((x,), seed, device).drawn()
    try:
        scores = list(made(images.to(getattr(torch, dtype))).shape)
    except RuntimeError:  # its layers do not fit any more
        scores = []
    return {
        "the model itself is returned": model_again is made,
        "returned": _named(model_again, made),
        "names": sorted(after),
        "shapes": [list(after[name].shape) for name in sorted(after)],
        "dtypes": sorted({str(each.dtype) for each in after.values()}),
        "which numbers are as before": _flags(
            torch.equal(before[name], after[name]) for name in both
        ),
        "which parameters learn": _learning(made),
        "shape of the scores": scores,
    }


def frozen(
    student: Callable[..., Any],
    model: Description,
    stopped: tuple[str, ...],
    seed: int,
    device: str = "cpu",
) -> dict[str, Any]:
    """What ``student(model)`` has made of the model, of which some parameters are stopped."""
    made = built(model, seed, device)
    for name, parameter in made.named_parameters():
        parameter.requires_grad_(not name.startswith(tuple(stopped)))
    before = _state(made)
    model_again = student(made)
    return {
        "the model itself is returned": model_again is made,
        "returned": _named(model_again, made),
        "which parameters learn": _learning(made),
        "numbers are as before": _same(before, _state(made)),
    }


def _named(returned: Any, model: nn.Module) -> str:
    """In words, what is returned in place of the model."""
    if returned is model:
        return "the model itself"
    if not isinstance(returned, nn.Module):
        return "nothing" if returned is None else "no module"
    if any(each is model for each in returned.modules()):
        return "a module around the model"
    inside = any(each is returned for each in model.modules())
    return "a part of the model" if inside else "another module"


def _learning(model: nn.Module) -> np.ndarray:
    """Of each parameter, in order, whether it requires a gradient."""
    return _flags(each.requires_grad for each in model.parameters())


def _flags(values: Iterable[bool]) -> np.ndarray:
    """As one array: a mistake explains all of them or none."""
    return np.array(list(values))


def _state(model: nn.Module) -> dict[str, Tensor]:
    """All numbers but the counts of batches seen, which nobody reads."""
    state = model.state_dict().items()
    return {name: each.clone() for name, each in state if each.is_floating_point()}


def _same(one: dict[str, Tensor], other: dict[str, Tensor]) -> bool:
    return one.keys() == other.keys() and all(torch.equal(one[key], other[key]) for key in one)


def _modes(model: nn.Module) -> list[bool]:
    return [each.training for each in model.modules()]
