"""The operations that a PyTorch module runs, as plain values, and those on strayed tensors.

PyTorch and the standard library alone.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.utils._python_dispatch import TorchDispatchMode

MOST = 3000
"""Steps of one network that are kept."""
Bound = dict[str, Any]
_ATEN = torch.ops.aten
_WINDOW = ("kernel_size", "stride", "padding", "ceil_mode")
_SEEN: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "convolution": ("convolution", ("input",), ("stride", "padding", "dilation", "groups")),
    "addmm": ("linear layer", ("mat1",), ()),
    "mm": ("linear layer", ("self",), ()),
    "native_batch_norm": ("batch norm", ("input",), ("eps", "training")),
    "cudnn_batch_norm": ("batch norm", ("input",), ("training",)),
    "instance_norm": ("instance norm", ("input",), ()),
    "native_group_norm": ("group norm", ("input",), ("group", "eps")),
    "native_layer_norm": ("layer norm", ("input",), ("eps",)),
    "relu": ("ReLU", ("self",), ()),
    "clamp_min": ("ReLU", ("self",), ("min",)),
    "leaky_relu": ("leaky ReLU", ("self",), ("negative_slope",)),
    "hardtanh": ("ReLU6", ("self",), ("min_val", "max_val")),
    "elu": ("ELU", ("self",), ()),
    "gelu": ("GELU", ("self",), ()),
    "silu": ("SiLU", ("self",), ()),
    "tanh": ("tanh", ("self",), ()),
    "sigmoid": ("sigmoid", ("self",), ()),
    "hardsigmoid": ("hard sigmoid", ("self",), ()),
    "hardswish": ("hard swish", ("self",), ()),
    "_softmax": ("softmax", ("self",), ()),
    "max_pool2d_with_indices": ("max pooling", ("self",), _WINDOW),
    "avg_pool2d": ("average pooling", ("self",), (*_WINDOW, "count_include_pad")),
    "_adaptive_avg_pool2d": ("adaptive average pooling", ("self",), ()),
    "mean": ("mean", ("self",), ("axes",)),
    "constant_pad_nd": ("padding", ("self",), ()),
    "reflection_pad2d": ("padding", ("self",), ()),
    "replication_pad2d": ("padding", ("self",), ()),
    "native_dropout": ("dropout", ("input",), ("p",)),
    "cat": ("concatenation", ("tensors",), ("axis",)),
    "add": ("sum", ("self", "other"), ()),
    "mul": ("product", ("self", "other"), ()),
}
"""Operation -> how it is called, which of its arguments are data, which describe it.

PyTorch's instance norm is a batch norm of one image that has the channels of all.
"""


class _Mode(TorchDispatchMode):
    """Sees every operation. Nothing is compiled here: PyTorch need not load its compiler for it."""

    def __init__(self) -> None:
        super().__init__()

    @classmethod
    def _should_skip_dynamo(cls) -> bool:
        return False


class Recorder(_Mode):
    """Keeps every operation that computes: its kind, what describes it, what goes in and out."""

    def __init__(self) -> None:
        super().__init__()
        self._steps: list[list[Any]] = []
        self._digests: list[tuple[float, ...]] = []

    def taken(self) -> dict[str, Any]:
        """``steps``: kind, attributes, number of inputs. ``digests`` (n, 3): of the inputs of the
        first step, then of what it gives, then likewise for all others.
        """
        return {"steps": self._steps, "digests": np.array(self._digests).reshape(-1, 3)}

    def __torch_dispatch__(
        self, function: Any, types: Any, args: tuple[Any, ...] = (), kwargs: Any = None
    ) -> Any:
        kwargs = kwargs or {}
        name = function._schema.name.removeprefix("aten::").rstrip("_")
        given = _bound(function, args, kwargs)
        if name == "native_batch_norm" and given["training"] and len(given["input"]) == 1:
            name = "instance_norm"
        kind, data, _ = _SEEN.get(name, ("", tuple(given), ()))
        read = _tensors(given[each] for each in data)
        inputs = [_digest(each) for each in read if each.is_floating_point() and each.numel() > 1]
        result = function(*args, **kwargs)
        out = result[0] if isinstance(result, tuple) else result
        if self._is_step(function, out):
            self._steps.append([kind, _attributes(name, given), len(inputs)])
            self._digests += [*inputs, _digest(out)]
        return result

    def _is_step(self, function: Any, out: Any) -> bool:
        computes = isinstance(out, Tensor) and out.is_floating_point() and out.numel() > 1
        return computes and not function.is_view and len(self._steps) < MOST


class Paper(_Mode):
    """On ``meta``, what keeps a shape hands it on; PyTorch finds that out in many steps."""

    def __torch_dispatch__(
        self, function: Any, types: Any, args: tuple[Any, ...] = (), kwargs: Any = None
    ) -> Any:
        x, *others = args[:5] if args else (None,)
        if isinstance(x, Tensor) and x.is_meta and not kwargs:
            if function is _ATEN.relu.default:
                return torch.empty_like(x)
            channels = [each for each in others if each is not None]
            if function is _ATEN.native_batch_norm.default and all(
                each.is_meta and each.shape == x.shape[1:2] for each in channels
            ):
                return torch.empty_like(x), x.new_empty(0), x.new_empty(0)
        return function(*args, **(kwargs or {}))


class Strays(Paper):
    """Finds operations whose operands are on ``meta`` and elsewhere, numbers without axes aside."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def __torch_dispatch__(
        self, function: Any, types: Any, args: tuple[Any, ...] = (), kwargs: Any = None
    ) -> Any:
        operands = [each for each in _tensors([*args, *(kwargs or {}).values()]) if each.ndim]
        if len({each.is_meta for each in operands}) > 1:
            self.found.add(function._schema.name.removeprefix("aten::").rstrip("_"))
        return super().__torch_dispatch__(function, types, args, kwargs)


class Draws(_Mode):
    """Notes with which probability values are dropped, for every operation that draws at random.

    If ``fixed``, nothing is left to chance: always the same of as many values are dropped.
    """

    def __init__(self, *, fixed: bool = False) -> None:
        super().__init__()
        self._shares: list[float | None] = []
        self._fixed = fixed

    def shares(self) -> list[float] | None:
        """In increasing order; None if something is drawn in a way that says no probability."""
        known = [round(share, 6) for share in self._shares if share is not None]
        return sorted(known) if len(known) == len(self._shares) else None

    def __torch_dispatch__(
        self, function: Any, types: Any, args: tuple[Any, ...] = (), kwargs: Any = None
    ) -> Any:
        result = function(*args, **(kwargs or {}))
        if torch.Tag.nondeterministic_seeded in function.tags:
            given = _bound(function, args, kwargs or {})
            fills = function._schema.name == "aten::bernoulli_"
            p = given.get("p")
            share = p if isinstance(p, float) else None
            self._shares.append(1 - share if fills and share is not None else share)
            if self._fixed and fills and isinstance(p, float):
                result.copy_(_kept(result, p))
            elif self._fixed and "train" in given and isinstance(p, float):
                mask = _kept(result[0], 1 - p)
                return given["input"] * mask / (1 - p), mask.bool()
        return result


def _kept(like: Tensor, share: float) -> Tensor:
    """1 for about this share of the values, else 0, spread evenly by the golden ratio."""
    spread = torch.arange(1, like.numel() + 1, dtype=torch.float64) * ((5**0.5 - 1) / 2) % 1
    return (spread < share).reshape(like.shape).to(like)


def _tensors(values: Iterable[Any]) -> Iterator[Tensor]:
    for value in values:
        if isinstance(value, Tensor):
            yield value
        elif isinstance(value, (list, tuple)):
            yield from _tensors(value)


def _bound(function: Any, args: tuple[Any, ...], kwargs: Bound) -> Bound:
    """Every argument by its name."""
    named = function._schema.arguments
    return {
        each.name: args[i] if i < len(args) else kwargs.get(each.name, each.default_value)
        for i, each in enumerate(named)
    }


def _attributes(name: str, given: Bound) -> dict[str, Any]:
    """What describes an operation: numbers, and lists of whole numbers."""
    found = {key: _plain(given[key]) for key in _SEEN.get(name, ("", (), ()))[2] if key in given}
    return found | _SIZES.get(name, dict)(**({"given": given} if name in _SIZES else {}))


def _convolved(given: Bound) -> Bound:
    f, c, *kernel = given["weight"].shape
    return {"kernel": kernel, "maps": [c * given["groups"], f], "bias": given["bias"] is not None}


def _multiplied(given: Bound) -> Bound:
    return {"maps": list(given["mat2"].shape), "bias": "mat1" in given}


def _normed(given: Bound) -> Bound:
    return {"channels": given["input"].shape[1], "affine": given["weight"] is not None}


def _averaged(given: Bound) -> Bound:
    axes, count = given.get("dim"), given["self"].ndim
    return {"axes": sorted(each % count for each in (range(count) if axes is None else axes))}


def _concatenated(given: Bound) -> Bound:
    return {"axis": given["dim"] % given["tensors"][0].ndim}


_SIZES: dict[str, Callable[..., Bound]] = {
    "mean": _averaged,
    "cat": _concatenated,
    "convolution": _convolved,
    "addmm": _multiplied,
    "mm": _multiplied,
    "native_batch_norm": _normed,
    "cudnn_batch_norm": lambda given: _normed(given) | {"eps": given["epsilon"]},
}


def _plain(value: Any) -> Any:
    return [int(each) for each in value] if isinstance(value, (list, tuple)) else value


def _digest(tensor: Tensor) -> tuple[float, ...]:
    """How many values, how large, in which order: equal for equal values in another shape."""
    values = tensor.detach().to("cpu", torch.float64).reshape(-1)
    size = float(values.square().mean().sqrt())
    return float(len(values)), size, float(values @ _waves(len(values)))


@functools.lru_cache(64)
def _waves(count: int) -> Tensor:
    return torch.cos(1.7 * torch.arange(count, dtype=torch.float64) + 0.3)
