"""PyTorch for the references: imported at first use, on the GPU if there is one."""

from __future__ import annotations

import contextlib
import functools
import importlib
import os
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

__all__ = ["F", "device", "gradients", "to_numpy", "to_torch", "torch"]
__all__ += ["value_and_gradients", "vjp"]

if TYPE_CHECKING:
    import torch
    import torch.nn.functional as F
else:

    class _Lazy:
        """A module that is imported when its first attribute is used.

        Importing torch takes over a second; a check whose reference outputs are
        cached never needs it.
        """

        def __init__(self, name: str) -> None:
            self._name = name

        def __getattr__(self, attribute: str) -> Any:
            return getattr(importlib.import_module(self._name), attribute)

    torch = _Lazy("torch")
    F = _Lazy("torch.nn.functional")


@functools.cache
def device() -> torch.device:
    """The device of every reference: ``CS_CNN_DEVICE``, else cuda if there is one, else cpu."""
    torch.backends.cuda.matmul.allow_tf32 = False
    torch.backends.cudnn.allow_tf32 = False
    return torch.device(
        os.environ.get("CS_CNN_DEVICE") or ("cuda" if torch.cuda.is_available() else "cpu")
    )


@contextlib.contextmanager
def one_thread() -> Iterator[None]:
    """One CPU thread: cases are small, and on a busy machine threads wait for each other."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)


def to_torch(value: Any) -> Any:
    """Arrays become tensors on the device (float64 stays float64); the rest is kept."""
    if isinstance(value, np.ndarray):
        return torch.from_numpy(value.copy()).to(device())
    if isinstance(value, dict):
        return {key: to_torch(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(to_torch(item) for item in value)
    return value


def to_numpy(value: Any) -> Any:
    """The way back: tensors become arrays, 0-d tensors become Python numbers."""
    if isinstance(value, torch.Tensor):
        value = value.detach().cpu()
        return value.numpy() if value.ndim else value.item()
    if isinstance(value, dict):
        return {key: to_numpy(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(to_numpy(item) for item in value)
    return value


def vjp(
    out: torch.Tensor, inputs: list[torch.Tensor], dout: torch.Tensor, **more: Any
) -> tuple[torch.Tensor, ...]:
    """The gradient of ``sum(dout * out)`` with respect to each of ``inputs``.

    The same as ``grad(out, inputs, dout)``, for which PyTorch 2.13 first imports SymPy.
    """
    return torch.autograd.grad((dout * out).sum(), inputs, **more)


def gradients(forward: Callable[..., torch.Tensor], of: tuple[str, ...]) -> Callable[..., Any]:
    """The reference of a backward pass: autograd through ``forward``.

    The result takes ``dout`` and the inputs of ``forward`` and returns the gradient of
    ``sum(dout * forward(...))`` with respect to each input in ``of``: a tuple, or the
    one gradient where ``of`` names one input.
    """

    def backward(dout: torch.Tensor, **inputs: Any) -> Any:
        leaves = {name: inputs[name].clone().requires_grad_() for name in of}
        out = forward(**{**inputs, **leaves})
        found = vjp(out, list(leaves.values()), dout)
        return tuple(found) if len(of) > 1 else found[0]

    return backward


def value_and_gradients(
    loss: Callable[..., torch.Tensor], of: tuple[str, ...]
) -> Callable[..., Any]:
    """The reference of a loss: its value and the gradient of each input in ``of``."""

    def both(**inputs: Any) -> Any:
        leaves = {name: inputs[name].clone().requires_grad_() for name in of}
        value = loss(**{**inputs, **leaves})
        return (value, *torch.autograd.grad(value, list(leaves.values())))

    return both
