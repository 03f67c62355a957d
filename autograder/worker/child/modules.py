"""What is measured of a PyTorch module: numbers by which two modules can be compared.

The worker measures the student's module, the judge the reference's, with the same lines. Nothing is
copied from one to the other. Every parameter and running statistic is filled with numbers drawn
from a seed, its role and its shape, so that two modules of one architecture compute the same,
whatever their parts are called and in whatever order they are registered.

PyTorch, NumPy and the standard library alone.
"""

from __future__ import annotations

import hashlib
import importlib
import math
from collections import Counter
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.modules.batchnorm import _NormBase

if TYPE_CHECKING:
    from autograder.worker.child import steps
else:
    steps = importlib.import_module(f"{__package__}.steps" if __package__ else "steps")

Build = Callable[..., Any]
Shape = tuple[int, ...]
Measured = dict[str, Any]
Parameters = list[tuple[str, Tensor]]
"""Each parameter with its role."""

OURS = "a block of ours"
"""Stands for ``Block`` among the arguments of a constructor."""
NORMS = (_NormBase, nn.GroupNorm, nn.LayerNorm)
STATISTICS = {"running_mean": "running mean", "running_var": "running variance"}
RANDOM = "drawn anew at every call"


class Block(nn.Module):
    """What a network gets in place of the student's own block: no residual block, but it counts.

    It returns twice as many maps as it is asked for, as only ``channels`` says.
    """

    def __init__(self, c: int, f: int, stride: int = 1) -> None:
        super().__init__()
        self.channels = 2 * f
        self.conv = nn.Conv2d(c, self.channels, 3, stride, 1)

    def forward(self, x: Tensor) -> Tensor:
        return torch.tanh(self.conv(x))


def measured(
    student: Callable[..., Any],
    look: str,
    args: tuple[Any, ...],
    options: dict[str, Any],
    x: tuple[Shape, ...],
    seed: int,
    device: str = "cpu",
) -> Any:
    """What ``look`` sees of the module ``student(*args, **options)`` on inputs of the shapes ``x``.

    "parameters": how often each (role, shape) is there, and the shape of the output. Built and run
    on ``meta``, where nothing takes memory. "block": its attribute ``channels`` as well.
    "output", in evaluation mode: what comes out, of a second call and of a second module too; the
    steps in between; operations on tensors that stay behind when the module moves to a device.
    "gradients" of sum(dout · output), in evaluation mode; of the parameters their lengths.
    "training": the output in training mode, the shares that are dropped, and the output in
    evaluation mode after that one step.
    What is no module is returned as it is.
    """

    def build(start: int = 0) -> nn.Module:
        torch.manual_seed(start)
        made = student(*(Block if each == OURS else each for each in args), **options)
        if not isinstance(made, nn.Module):
            raise _NoModuleError(made)
        return made

    try:
        return LOOKS[look](build, Inputs(x, seed, device))
    except _NoModuleError as error:
        return error.args[0]


class _NoModuleError(Exception):
    """The student's class or function makes something else: its argument."""


class Inputs:
    """The shapes of the inputs, and the seed from which they and all parameters are drawn."""

    def __init__(self, shapes: tuple[Shape, ...], seed: int, device: str) -> None:
        self.shapes, self.seed, self.device = shapes, seed, device

    def drawn(self, what: str = "x") -> list[Tensor]:
        each = enumerate(self.shapes)
        return [self.like(shape, f"{what} {number}") for number, shape in each]

    def like(self, shape: Shape, what: str) -> Tensor:
        return torch.from_numpy(_numbers(f"{self.seed} {what}", shape)).to(self.device)

    def empty(self, device: str) -> list[Tensor]:
        return [torch.zeros(shape, device=device) for shape in self.shapes]

    def filled(self, module: nn.Module) -> tuple[nn.Module, Parameters]:
        """The module in float64, in evaluation mode, filled, and its parameters."""
        _start_lazy(module, self.empty("cpu"))
        module.to(self.device, torch.float64)
        return module.eval(), fill(module, self.seed)


def fill(module: nn.Module, seed: int) -> Parameters:
    """Fill every parameter and running statistic by hash(seed, role, shape).

    Weights have the variance 2/fan-in, which keeps numbers in range through many layers. Returns
    the parameters with their roles, some of which only their first numbers say.
    """
    parameters = list(_parameters(module))
    with torch.no_grad():
        for role, tensor in [*parameters, *_statistics(module)]:
            shape = _short(tuple(tensor.shape), role)
            numbers = _numbers(f"{seed} {role}", shape)
            if role == "weight":
                numbers *= math.sqrt(2 / max(1, math.prod(shape[1:])))
            elif role in ("scale", "running variance"):
                numbers = 1 + 0.5 * np.tanh(numbers)
            else:
                numbers *= 0.2
            tensor.copy_(torch.from_numpy(numbers).reshape(tensor.shape))
    return parameters


def tally(parameters: Parameters) -> dict[str, int]:
    """How many parameters there are of each role and shape."""
    return dict(sorted(Counter(_key(*each) for each in parameters).items()))


def _key(role: str, tensor: Tensor) -> str:
    return f"{role} {_short(tuple(tensor.shape), role)}"


def _numbers(key: str, shape: Shape) -> np.ndarray:
    digest = hashlib.sha256(f"{key} {shape}".encode()).digest()
    return np.random.default_rng(int.from_bytes(digest, "big")).standard_normal(shape)


def _parameters(module: nn.Module, *, roles: bool = True) -> Iterator[tuple[str, Tensor]]:
    """Each parameter once, with its role.

    Without ``roles``, weights and vectors: on ``meta`` nobody sees how a bare parameter starts.
    """
    seen: set[int] = set()
    for owner in _modules(module):
        for name, tensor in owner._parameters.items():
            if tensor is not None and id(tensor) not in seen:
                seen.add(id(tensor))
                yield _role(owner, name, tensor, by_start=roles), tensor


def _statistics(module: nn.Module) -> Iterator[tuple[str, Tensor]]:
    """Running statistics: those of PyTorch's norms, and buffers that start as theirs do."""
    for owner in _modules(module):
        for name, tensor in owner._buffers.items():
            if tensor is None or not tensor.is_floating_point() or _axes(tensor) != 1:
                continue
            if isinstance(owner, NORMS) and name in STATISTICS:
                yield STATISTICS[name], tensor
            elif bool((tensor == 0).all()):
                yield "running mean", tensor
            elif bool((tensor == 1).all()):
                yield "running variance", tensor


def _modules(module: nn.Module) -> list[nn.Module]:
    """The module and all that are registered in it, whatever its own methods would say."""
    found: dict[int, nn.Module] = {}
    left = [module]
    while left:
        each = left.pop()
        if id(each) not in found:
            found[id(each)] = each
            left += [child for child in each._modules.values() if child is not None]
    return list(found.values())


def _role(owner: nn.Module, name: str, tensor: Tensor, *, by_start: bool) -> str:
    """From the shape, from the class of a layer where there is one, else from the start."""
    if _axes(tensor) > 1:
        return "weight"
    if not by_start:
        return "vector"
    if type(owner).__module__.startswith("torch.nn.") and name in ("weight", "bias"):
        vector = "scale" if isinstance(owner, NORMS) else "weight"
        return vector if name == "weight" else "bias"
    return "scale" if bool((tensor == 1).all()) else "bias"


def _axes(tensor: Tensor) -> int:
    """How many axes are longer than 1."""
    return sum(length > 1 for length in tensor.shape)


def _short(shape: Shape, role: str) -> Shape:
    """Of a weight without the 1s at the end, so that a 1×1 convolution is as a linear layer."""
    if role != "weight":
        return (math.prod(shape),)
    while len(shape) > 1 and shape[-1] == 1:
        shape = shape[:-1]
    return shape


def _start_lazy(module: nn.Module, inputs: list[Tensor]) -> None:
    """Layers that learn their sizes from the first input get one."""
    own = [p for each in _modules(module) for p in each._parameters.values() if p is not None]
    if any(map(nn.parameter.is_lazy, own)):
        with torch.no_grad():
            module.eval()(*inputs)


def _parameters_look(build: Build, inputs: Inputs) -> Measured:
    """What ``meta`` cannot do is no fault: then it is done on the CPU."""
    try:
        with torch.device("meta"):
            made = build()
        return _counted(made, inputs.empty("meta"))
    except Exception:  # if it is the student's, it comes again
        return _counted(build(), inputs.empty("cpu"))


def _counted(made: nn.Module, x: list[Tensor]) -> Measured:
    with torch.no_grad():
        out = made.eval()(*x)
    shape = tuple(out.shape) if isinstance(out, Tensor) else out
    return {"parameters": tally(list(_parameters(made, roles=False))), "shape": shape}


def _block_look(build: Build, inputs: Inputs) -> Measured:
    return {**_parameters_look(build, inputs), "channels": getattr(build(), "channels", None)}


def _output_look(build: Build, inputs: Inputs) -> Measured:
    (made, parameters), x = inputs.filled(build()), inputs.drawn()
    other, _ = inputs.filled(build(1))
    with torch.no_grad():
        with steps.Recorder() as recorder:
            out = made(*x)
        again, others = made(*inputs.drawn()), other(*inputs.drawn())
    return {
        "parameters": tally(parameters),
        "output": value(out),
        "again": value(again),
        "other": value(others),
        "left behind": _left_behind(made, x),
        "steps": recorder.taken(),
    }


def _left_behind(module: nn.Module, x: list[Tensor]) -> list[str]:
    """On ``meta``: every operand that is elsewhere. What ``meta`` cannot do is left out."""
    moved = [each.to("meta") for each in x]
    with torch.no_grad(), steps.Strays() as strays:
        try:
            module.to("meta")(*moved)
        except Exception:  # on the CPU it has just run
            return sorted(strays.found)
    return sorted(strays.found)


def _gradients_look(build: Build, inputs: Inputs) -> Any:
    (made, parameters), x = inputs.filled(build()), inputs.drawn()
    for each in x:
        each.requires_grad_()
    out = made(*x)
    if not isinstance(out, Tensor):
        return out
    if out.requires_grad:
        torch.autograd.backward((out * inputs.like(tuple(out.shape), "dout")).sum())
    lengths: dict[str, list[float]] = {}
    for role, tensor in parameters:
        lengths.setdefault(_key(role, tensor), []).append(_length(tensor.grad))
    return {
        "dx": [value(torch.zeros_like(each) if each.grad is None else each.grad) for each in x],
        "lengths": {key: np.sort(each) for key, each in sorted(lengths.items())},
    }


def _length(gradient: Tensor | None) -> float:
    return 0.0 if gradient is None else float(torch.linalg.vector_norm(gradient))


def _training_look(build: Build, inputs: Inputs) -> Measured:
    made, _ = inputs.filled(build())
    with torch.no_grad():
        with steps.Draws() as draws:
            out = value(made.train()(*inputs.drawn()))
        after = value(made.eval()(*inputs.drawn("another x")))
        again = value(made.train()(*inputs.drawn()))
    steady = not isinstance(out, np.ndarray) or np.array_equal(out, again, equal_nan=True)
    return {"in training": out if steady else RANDOM, "dropout": draws.shares(), "after": after}


def value(out: Any) -> Any:
    """A tensor as an array; what is none crosses as what it is."""
    return out.detach().cpu().numpy().copy() if isinstance(out, Tensor) else out


LOOKS: dict[str, Callable[[Build, Inputs], Any]] = {
    "parameters": _parameters_look,
    "block": _block_look,
    "output": _output_look,
    "gradients": _gradients_look,
    "training": _training_look,
}


def warm_up() -> None:
    """Run what imports more of PyTorch at its first use, so that no fork has to."""
    for look in LOOKS:
        measured(_toy, look, (), {}, ((2, 3, 4, 4),), 0)
    for kind in (torch.optim.SGD, torch.optim.Adam, torch.optim.AdamW):
        model = _toy()
        optimizer = kind(model.parameters(), lr=0.1)
        scores = model(torch.zeros(2, 3, 4, 4))
        torch.autograd.backward(nn.functional.cross_entropy(scores, torch.tensor([0, 1])))
        optimizer.step()


def _toy() -> nn.Module:
    layers = (nn.Conv2d(3, 4, 3, padding=1), nn.BatchNorm2d(4), nn.ReLU(), nn.MaxPool2d(2))
    end = (nn.Dropout(), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(4, 2))
    return nn.Sequential(*layers, *end)


warm_up()
