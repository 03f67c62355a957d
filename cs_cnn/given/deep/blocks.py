"""What a network is made of, seen from outside: its blocks in the order in which they work.

Hooks on the modules inside say what comes out of each. A block is a convolution, a pool, a fully
connected layer, or one of the classes that are named; whatever only holds others is looked into.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from itertools import groupby

import torch
from torch import nn
from torch.utils.flop_counter import FlopCounterMode

POOLS = (nn.MaxPool2d, nn.AvgPool2d, nn.AdaptiveMaxPool2d, nn.AdaptiveAvgPool2d)

BLOCKS = (
    "Inception", "BasicBlock", "PreActivation", "Bottleneck", "SqueezeExcite", "DenseLayer",
    "Separable", "MBConv", "NASCell", "Reduction",
)  # fmt: skip
"""The classes of ``cs_cnn/arch.py`` that are one block each, and NASNet's other cell."""


@dataclass(frozen=True)
class Block:
    """One block, or ``count`` alike in a row.

    kind: "conv", "pool", "fc", "rest", or the class's name. label: "3×3/2", "pool", …. shape: of
    what comes out for one image, (C, H, W) or (M,). parameters, multiply_adds: of all ``count``
    for one image, with what stands behind it and is no block: norms, say.
    """

    kind: str
    label: str
    shape: tuple[int, ...]
    parameters: int
    multiply_adds: int
    count: int = 1

    @property
    def side(self) -> int:
        """Rows of what comes out, 1 if it is a row of numbers."""
        return self.shape[1] if len(self.shape) == 3 else 1


def cost(model: nn.Module, x: torch.Tensor) -> tuple[int, int]:
    """Parameters, and multiply-adds of convolutions and matrix products for one image x.

    However the network is written; on "meta" without any memory.
    """
    with _at_work(model), FlopCounterMode(display=False) as counter:
        model(x)
    return sum(p.numel() for p in model.parameters()), counter.get_total_flops() // 2


def blocks(model: nn.Module, x: torch.Tensor, classes: Collection[str] = BLOCKS) -> list[Block]:
    """The blocks of a network in the order in which they work on one image x, (1, C, H, W).

    Parameters and multiply-adds that belong to no block go to the one before; a network that is
    written in functions alone is a single block.
    """
    found: list[Block] = []
    owner: dict[nn.Parameter, int] = {}
    with _at_work(model), FlopCounterMode(display=False) as counter, ExitStack() as hooks:

        def noted(module: nn.Module, _: object, out: torch.Tensor) -> None:
            done = counter.get_total_flops() // 2 - sum(each.multiply_adds for each in found)
            kind, label = _kind(module), _label(module)
            found.append(Block(kind, label, tuple(out.shape[1:]), 0, done))
            owner.update(dict.fromkeys(module.parameters(), len(found) - 1))

        def passed(module: nn.Module, *_: object) -> None:
            for parameter in module.parameters():
                owner.setdefault(parameter, max(0, len(found) - 1))

        for module, is_block in _outermost(model, classes):
            hook = module.register_forward_hook(noted if is_block else passed)
            hooks.callback(hook.remove)
        out = model(x)
    if not found:
        found.append(Block("rest", type(model).__name__, tuple(out.shape[1:]), 0, 0))
    return _completed(found, owner, model, counter.get_total_flops() // 2)


def _completed(
    found: list[Block], owner: dict[nn.Parameter, int], model: nn.Module, work: int
) -> list[Block]:
    """With the parameters of each, and what is left of all to the last."""
    parameters = [0] * len(found)
    for parameter in model.parameters():
        parameters[owner.get(parameter, -1)] += parameter.numel()
    left = work - sum(each.multiply_adds for each in found)
    found[-1] = replace(found[-1], multiply_adds=found[-1].multiply_adds + left)
    return [replace(each, parameters=n) for each, n in zip(found, parameters, strict=True)]


@contextmanager
def _at_work(model: nn.Module) -> Iterator[None]:
    """As in use: no dropout, no gradients; afterwards the model is in the modes it was in."""
    training = {each: each.training for each in model.modules()}
    with torch.no_grad():
        model.eval()
        try:
            yield
        finally:
            for each, mode in training.items():
                each.training = mode


def in_a_row(found: Sequence[Block]) -> list[Block]:
    """Neighbours of one kind whose outputs have the same rows, as one with their count."""
    return [_together(list(group)) for _, group in groupby(found, lambda b: (b.label, b.side))]


def _together(group: list[Block]) -> Block:
    parameters, work = (
        sum(getattr(b, name) for b in group) for name in ("parameters", "multiply_adds")
    )
    return replace(group[-1], parameters=parameters, multiply_adds=work, count=len(group))


def _outermost(module: nn.Module, classes: Collection[str]) -> Iterator[tuple[nn.Module, bool]]:
    """What lies in no block, and whether it is one itself; what holds others is left out."""
    for child in module.children():
        is_block = isinstance(child, (nn.Conv2d, nn.Linear, *POOLS)) or (
            type(child).__name__ in classes
        )
        if is_block or not any(child.children()):
            yield child, is_block
        else:
            yield from _outermost(child, classes)


def _kind(module: nn.Module) -> str:
    kinds = {nn.Conv2d: "conv", nn.Linear: "fc", **dict.fromkeys(POOLS, "pool")}
    return next((k for each, k in kinds.items() if isinstance(module, each)), _name(module))


def _name(module: nn.Module) -> str:
    return type(module).__name__


def _label(module: nn.Module) -> str:
    if isinstance(module, nn.Conv2d):
        (rows, columns), (stride, _) = module.kernel_size, module.stride
        return f"{rows}×{columns}" + (f"/{stride}" if stride > 1 else "")
    return _kind(module)
