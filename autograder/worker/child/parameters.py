"""The parameters of a PyTorch module: their roles, and how they are filled from a seed.

PyTorch, NumPy and the standard library alone.
"""

from __future__ import annotations

import functools
import hashlib
import math
from collections import Counter
from collections.abc import Iterator

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.modules.batchnorm import _NormBase

Shape = tuple[int, ...]
Parameters = list[tuple[str, Tensor]]
"""Each parameter with its role."""
NORMS = (_NormBase, nn.GroupNorm, nn.LayerNorm)
STATISTICS = {"running_mean": "running mean", "running_var": "running variance"}


def fill(module: nn.Module, seed: int) -> Parameters:
    """Fill every parameter and running statistic by hash(seed, role, shape).

    Weights have the variance 2/fan-in, which keeps numbers in range through many layers. Returns
    the parameters with their roles, some of which only their first numbers say.
    """
    parameters = list(parameters_of(module))
    with torch.no_grad():
        for role, tensor in [*parameters, *_statistics(module)]:
            shape = _short(tuple(tensor.shape), role)
            drawn = numbers(f"{seed} {role}", shape)
            if role == "weight":
                drawn = drawn * math.sqrt(2 / max(1, math.prod(shape[1:])))
            elif role in ("scale", "running variance"):
                drawn = 1 + 0.5 * np.tanh(drawn)
            else:
                drawn = drawn * 0.2
            tensor.copy_(torch.from_numpy(drawn).reshape(tensor.shape))
    return parameters


def tally(parameters: Parameters) -> dict[str, int]:
    """How many parameters there are of each role and shape."""
    return dict(sorted(Counter(key(*each) for each in parameters).items()))


def key(role: str, tensor: Tensor) -> str:
    """``weight (64, 3, 7, 7)``: parameters of one key can stand for each other."""
    return f"{role} {_short(tuple(tensor.shape), role)}"


@functools.lru_cache(512)
def numbers(key: str, shape: Shape) -> np.ndarray:
    """Normally distributed, the same for the same key and shape; nobody may change them."""
    digest = hashlib.sha256(f"{key} {shape}".encode()).digest()
    drawn = np.random.default_rng(int.from_bytes(digest, "big")).standard_normal(shape)
    drawn.flags.writeable = False
    return drawn


def parameters_of(module: nn.Module, *, roles: bool = True) -> Iterator[tuple[str, Tensor]]:
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


def start_lazy(module: nn.Module, inputs: list[Tensor]) -> None:
    """Layers that learn their sizes from the first input get one."""
    own = [p for each in _modules(module) for p in each._parameters.values() if p is not None]
    if any(map(nn.parameter.is_lazy, own)):
        with torch.no_grad():
            module.eval()(*inputs)
