"""NASNet-A: its normal cell, and the whole mobile network as a test of the parts.

A plan has a pair of steps for each sum: what is done, and to which state. States are the two
inputs, "left" and "right", brought to f maps, and the sums so far, by number.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from autograder.reference.arch.parts import (
    Build,
    chain,
    concatenated,
    conv,
    max_pool,
    mean_pool,
    norm,
    relu,
    same,
    scores,
    wired,
)  # fmt: skip
from autograder.reference.backend import torch

if TYPE_CHECKING:
    from torch import Tensor
    from torch.nn import Module

Step = tuple[str, "str | int"]
Plan = tuple[tuple[Step, Step], ...]

NORMAL: Plan = (
    (("sep5", "right"), ("sep3", "left")),
    (("sep5", "left"), ("sep3", "left")),
    (("avg3", "right"), ("same", "left")),
    (("avg3", "left"), ("avg3", "left")),
    (("sep3", "right"), ("same", "right")),
)
REDUCTION: Plan = (
    (("sep5", "right"), ("sep7", "left")),
    (("max3", "right"), ("sep7", "left")),
    (("avg3", "right"), ("sep5", "left")),
    (("avg3", 0), ("same", 1)),
    (("sep3", 0), ("max3", "right")),
)


def sep(
    c: int, f: int, kernel: int, stride: int = 1, *, times: int = 2, active: Build = relu
) -> Module:
    """ReLU, depthwise, pointwise, norm: twice."""
    steps: list[Module] = []
    for number in range(times):
        into, by = (f, 1) if number else (c, stride)
        steps += [active(), conv(into, into, kernel, by, groups=into), conv(into, f, 1), norm(f)]
    return chain(*steps)


def sep_with_relu_last(c: int, f: int, kernel: int, stride: int = 1) -> Module:
    """Depthwise, pointwise, norm, ReLU: twice."""
    relu_first = sep(c, f, kernel, stride)
    first, *rest = relu_first.children()
    return chain(*rest, first)


def squeeze(c: int, f: int, active: Build = relu) -> Module:
    """ReLU, 1×1, norm."""
    return chain(active(), conv(c, f, 1), norm(f))


def halved(c: int, f: int) -> Module:
    """The same from twice as many rows and columns: half of the maps from odd places."""
    every_second = functools.partial(torch.nn.AvgPool2d, 1, 2, ceil_mode=True)
    moved = torch.nn.ZeroPad2d((-1, 1, -1, 1))
    even = chain(every_second(), conv(c, f // 2, 1))
    odd = chain(moved, every_second(), conv(c, f // 2, 1))
    return chain(relu(), concatenated(even, odd), norm(f))


def made(step: str, c: int, f: int, stride: int, separable: Build, mean: Build) -> Module:
    """What a step of a plan does."""
    kind, kernel = step[:3], step[3:]
    if kind == "sep":
        return separable(c, f, int(kernel), stride)
    pools = {"avg": mean, "max": max_pool}
    return pools[kind](3, stride, 1) if kind in pools else same()


def cell(
    left: int,
    right: int,
    f: int,
    plan: Plan,
    kept: Sequence[str | int],
    *,
    stride: int = 1,
    bring_left: Build = squeeze,
    bring_right: Build = squeeze,
    separable: Build = sep,
    mean: Build = mean_pool,
) -> Module:
    """``kept`` is what is concatenated. The stride is of steps on the inputs."""
    parts = {"left": bring_left(left, f), "right": bring_right(right, f)}
    channels = {"left": left if bring_left is unchanged else f}
    for number, pair in enumerate(plan):
        for half, (step, state) in enumerate(pair):
            by = stride if isinstance(state, str) else 1
            c = channels.get(str(state), f)
            parts[f"{number} {half}"] = made(step, c, f, by, separable, mean)

    def forward(parts: dict[str, Module], x: Tensor, y: Tensor) -> Tensor:
        states: dict[str | int, Tensor] = {"left": parts["left"](x), "right": parts["right"](y)}
        for number, pair in enumerate(plan):
            one, two = (parts[f"{number} {h}"](states[state]) for h, (_, state) in enumerate(pair))
            states[number] = one + two
        return torch.cat([states[state] for state in kept], 1)

    return wired(forward, **parts)


def unchanged(c: int, f: int) -> Module:
    """An input that is not brought to f maps."""
    return same()


def nas_cell(
    left: int,
    right: int,
    f: int,
    *,
    plan: Plan = NORMAL,
    kept: Sequence[str | int] = ("left", 0, 1, 2, 3, 4),
    bring: Build = squeeze,
    separable: Build = sep,
    mean: Build = mean_pool,
) -> Module:
    """The normal cell: ``forward(left_input, right_input)``."""
    return cell(
        *(left, right, f, plan, kept),
        bring_left=bring, bring_right=bring, separable=separable, mean=mean,
    )  # fmt: skip


def reduction(left: int, right: int, f: int, bring_left: Build = squeeze) -> Module:
    """The reduction cell."""
    return cell(left, right, f, REDUCTION, (1, 2, 3, 4), stride=2, bring_left=bring_left)


def nasnet_mobile(classes: int = 1000, f: int = 44) -> Module:
    """4 × 1056: stem, two reductions, then three times four cells with a reduction between."""
    kept = ("left", 0, 1, 2, 3, 4)
    first = chain(conv(3, 32, 3, 2, 0), norm(32))
    cells = [reduction(32, 32, f // 4, unchanged), reduction(32, f, f // 2, halved)]
    before, now = f, 2 * f
    for stage in range(3):
        if stage:
            cells.append(reduction(before, now, f))
            before, now = now, 4 * f
        for number in range(4):
            larger = halved if not number else squeeze
            cells.append(cell(before, now, f, NORMAL, kept, bring_left=larger))
            before, now = now, 6 * f
        f *= 2
    end: Callable[..., Module] = scores
    named = {str(number): each for number, each in enumerate(cells)}
    return wired(_in_a_row, first=first, **named, end=chain(relu(), end(now, classes)))


def _in_a_row(parts: dict[str, Module], x: Tensor) -> Tensor:
    """Each cell sees the two before it; the first sees the stem twice."""
    first, *cells, end = parts.values()
    before = now = first(x)
    for each in cells:
        before, now = now, each(before, now)
    return end(now)
