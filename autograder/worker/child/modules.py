"""What is measured of a PyTorch module: numbers by which two modules can be compared.

The worker measures the student's module, the judge the reference's, with the same lines. Nothing is
copied from one to the other. Every parameter and running statistic is filled with numbers drawn
from a seed, its role and its shape, so that two modules of one architecture compute the same,
whatever their parts are called and in whatever order they are registered.

PyTorch, NumPy and the standard library alone.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch import Tensor, nn

if TYPE_CHECKING:
    from autograder.worker.child import parameters, steps
else:
    parameters, steps = (
        importlib.import_module(f"{__package__}.{name}" if __package__ else name)
        for name in ("parameters", "steps")
    )

Build = Callable[..., Any]
Shape = tuple[int, ...]
Measured = dict[str, Any]

OURS = "a block of ours"
"""Stands for ``Block`` among the arguments of a constructor."""
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

    "parameters": how often each (role, shape) is there, and shape and dtype of the output. Built
    and run on ``meta``, where nothing takes memory. "block": its attribute ``channels`` as well.
    "output", in evaluation mode: what comes out, of a second call and of a second module too; the
    steps in between; which inputs have changed; operations on tensors that stay behind when the
    module moves to a device.
    "gradients" of sum(dout · output), in evaluation mode; of the parameters their lengths.
    "training": the output in training mode, the shares that are dropped, and the output in
    evaluation mode after that one step; the output in training mode if always the same values are
    dropped; for the cause, the output in evaluation mode before.
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
        drawn = parameters.numbers(f"{self.seed} {what}", shape)
        return torch.tensor(drawn, device=self.device)

    def empty(self, device: str) -> list[Tensor]:
        return [torch.zeros(shape, device=device) for shape in self.shapes]

    def filled(self, module: nn.Module) -> tuple[nn.Module, parameters.Parameters]:
        """The module in float64, in evaluation mode, filled, and its parameters."""
        parameters.start_lazy(module, self.empty("cpu"))
        module.to(self.device, torch.float64)
        return module.eval(), parameters.fill(module, self.seed)


def _parameters_look(build: Build, inputs: Inputs) -> Measured:
    """What ``meta`` cannot do is no fault: then it is done on the CPU."""
    try:
        with torch.device("meta"):
            made = build()
        return _counted(made, inputs.empty("meta"))
    except Exception:  # if it is the student's, it comes again
        return _counted(build(), inputs.empty("cpu"))


def _counted(made: nn.Module, x: list[Tensor]) -> Measured:
    with torch.no_grad(), steps.Paper():
        out = made.eval()(*x)
    known = isinstance(out, Tensor)
    return {
        "parameters": parameters.tally(list(parameters.parameters_of(made, roles=False))),
        "shape": tuple(out.shape) if known else out,
        "dtype": str(out.dtype) if known else "",
    }


def _block_look(build: Build, inputs: Inputs) -> Measured:
    return {**_parameters_look(build, inputs), "channels": getattr(build(), "channels", None)}


def _output_look(build: Build, inputs: Inputs) -> Measured:
    (made, own), x = inputs.filled(build()), inputs.drawn()
    other, _ = inputs.filled(build(1))
    with torch.no_grad():
        with steps.Recorder() as recorder:
            out = made(*x)
        again, others = made(*inputs.drawn()), other(*inputs.drawn())
    return {
        "parameters": parameters.tally(own),
        "changed": [i for i, each in enumerate(inputs.drawn()) if not torch.equal(each, x[i])],
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
    (made, own), x = inputs.filled(build()), inputs.drawn()
    for each in x:
        each.requires_grad_()
    out = made(*x)
    if not isinstance(out, Tensor):
        return out
    if out.requires_grad:
        torch.autograd.backward((out * inputs.like(tuple(out.shape), "dout")).sum())
    lengths: dict[str, list[float]] = {}
    for role, tensor in own:
        lengths.setdefault(parameters.key(role, tensor), []).append(_length(tensor.grad))
    return {
        "dx": [value(torch.zeros_like(each) if each.grad is None else each.grad) for each in x],
        "lengths": {key: np.sort(each) for key, each in sorted(lengths.items())},
    }


def _length(gradient: Tensor | None) -> float:
    return 0.0 if gradient is None else float(torch.linalg.vector_norm(gradient))


def _training_look(build: Build, inputs: Inputs) -> Measured:
    made, own = inputs.filled(build())
    with torch.no_grad():
        evaluated = value(made(*inputs.drawn()))
        with steps.Draws() as draws:
            out = value(made.train()(*inputs.drawn()))
        after = value(made.eval()(*inputs.drawn("another x")))
        again = value(made.train()(*inputs.drawn()))
        shares, fixed = draws.shares(), None
        if shares:
            with steps.Draws(fixed=True):
                fixed = value(made(*inputs.drawn()))
    steady = not isinstance(out, np.ndarray) or np.array_equal(out, again, equal_nan=True)
    return {
        "parameters": parameters.tally(own),
        "in training": out if steady else RANDOM,
        "dropout": shares,
        "dropped": fixed,
        "after": after,
        "evaluated": evaluated,
    }


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
