"""Residual blocks, ResNet and its relatives, squeeze-and-excite.

A bottleneck has its stride in the 3×3, as most libraries have it; the paper's is in the first 1×1.
A block says in its attribute ``channels`` how many maps it returns.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, cast

from autograder.reference.arch.parts import (
    Build,
    added,
    chain,
    conv,
    conv_norm,
    max_pool,
    norm,
    norm_conv,
    place_mean,
    relu,
    same,
    scaled,
    scores,
    sigmoid,
    whole,
    wired,
)  # fmt: skip
from autograder.reference.backend import F, torch

if TYPE_CHECKING:
    from torch.nn import Module

Way = Callable[[int, int, int], "Module | None"]
"""A shortcut from c maps to f, at a stride."""


def projection(c: int, f: int, stride: int) -> Module:
    """1×1 and norm."""
    return chain(conv(c, f, 1, stride), norm(f))


def plain(c: int, f: int, stride: int) -> Module:
    """1×1 without a norm."""
    return conv(c, f, 1, stride)


def padded(c: int, f: int, stride: int) -> Module:
    """Every second pixel, and zeros for the maps that are new."""
    return wired(lambda _, x: F.pad(x[:, :, ::stride, ::stride], (0, 0, 0, 0, 0, f - c)))


def nothing(c: int, f: int, stride: int) -> None:
    """No shortcut."""


def shortcut(c: int, f: int, stride: int, way: Way = projection) -> Module | None:
    """The input itself where it fits."""
    return same() if stride == 1 and c == f else way(c, f, stride)


def unless_it_fits(c: int, f: int, stride: int) -> Module | None:
    """1×1 without a norm, or the input itself."""
    return shortcut(c, f, stride, plain)


def block_of(branch: Module, way: Module | None, f: int, end: Build = relu) -> Module:
    """A residual block of these two, with f maps; without a shortcut it is the branch alone."""
    block: Any = chain(branch if way is None else added(branch, way), end())
    block.channels = f
    return cast("Module", block)


def basic_block(
    c: int,
    f: int,
    stride: int = 1,
    *,
    at: int = 0,
    middle: Build = relu,
    last: Build = same,
    end: Build = relu,
    way: Way = shortcut,
) -> Module:
    """``at``: the convolution with the stride. ``last``: behind the second norm."""
    strides = [1, 1]
    strides[at] = stride
    branch = chain(
        conv_norm(c, f, 3, strides[0], active=middle), conv_norm(f, f, 3, strides[1], active=last)
    )
    return block_of(branch, way(c, f, stride), f, end)


def preactivation(
    c: int,
    f: int,
    stride: int = 1,
    *,
    kept: str = "x",
    projected: str = "active",
    way: Way = unless_it_fits,
    end: Build = same,
) -> Module:
    """What the shortcut gets where it keeps and where it projects: x, or what the branch gets."""
    first, branch = chain(norm(c), relu()), chain(conv(c, f, 3, stride), norm_conv(f, f, 3))
    path = way(c, f, stride)
    if (kept if stride == 1 and c == f else projected) == "x":
        return block_of(chain(first, branch), path, f, end)
    block: Any = chain(first, block_of(branch, path, f, end))
    block.channels = f
    return cast("Module", block)


def paths(c: int, stride: int, groups: int) -> Module:
    """3×3 in groups, each a convolution of its own on its share of the maps."""
    each = c // groups
    return wired(
        lambda parts, x: torch.cat(
            [path(share) for path, share in zip(parts.values(), x.split(each, 1), strict=True)], 1
        ),
        **{str(number): conv(each, each, 3, stride) for number in range(groups)},
    )


def bottleneck(
    c: int,
    f: int,
    stride: int = 1,
    groups: int = 1,
    base: int = 64,
    *,
    at: int = 1,
    middle: Build = relu,
    last: Build = same,
    end: Build = relu,
    way: Way = shortcut,
    inner: int | None = None,
    gain: int = 4,
    split: bool = False,
) -> Module:
    """``at``: the convolution with the stride. ``split``: groups as paths of their own."""
    m = inner or f * base // 64 * groups
    strides = [1, 1, 1]
    strides[at] = stride
    down, across, up = strides
    inside = paths(m, across, groups) if split else conv(m, m, 3, across, groups=groups)
    branch = chain(
        conv_norm(c, m, 1, down, active=middle),
        chain(inside, norm(m), middle()),
        conv_norm(m, gain * f, 1, up, active=last),
    )
    return block_of(branch, way(c, gain * f, stride), gain * f, end)


def stem_pool() -> Module:
    """3×3 at stride 2, padded."""
    return max_pool(3, 2, 1)


def stem(f: int, kernel: int = 7, pool: Callable[[], Module] = stem_pool) -> Module:
    """To a quarter of the size."""
    return chain(conv_norm(3, f, kernel, 2), pool())


def stage_strides(stage: int, number: int, count: int) -> int:
    """2 in the first of ``count`` blocks, but not in the first stage."""
    return 2 if stage and not number else 1


def resnet(
    block: Callable[..., Any],
    repeats: Sequence[int],
    classes: int = 1000,
    width: float = 1.0,
    *,
    begin: Build = stem,
    strides: Callable[[int, int, int], int] = lambda stage, number, count: (
        1 + (stage and not number)
    ),
    growth: int = 2,
    end: Build = scores,
) -> Module:
    """``strides(stage, number, count)``: of each block, stages and blocks counted from 0."""
    [f] = whole(width, 64)
    parts = [begin(f)]
    c = f
    for stage, count in enumerate(repeats):
        for number in range(count):
            made = block(c, f * growth**stage, strides(stage, number, count))
            parts.append(made)
            c = made.channels
    return chain(*parts, end(c, classes))


def squeeze_excite(
    c: int,
    ratio: int = 16,
    *,
    squeeze: Build = place_mean,
    active: Build = relu,
    gate: Build = sigmoid,
    inner: int | None = None,
    join: Build = scaled,
) -> Module:
    """``inner``: how many numbers are left between the two layers."""
    few = inner or c // ratio
    weigh = chain(
        *(squeeze(), conv(c, few, 1, bias=True), active()), *(conv(few, c, 1, bias=True), gate())
    )
    return join(same(), weigh)


def resnet_of(repeats: Sequence[int], **settings: Any) -> Build:
    """A builder of ResNets with bottlenecks that have these settings."""

    def build(classes: int = 1000, width: float = 1.0, **more: Any) -> Module:
        block = functools.partial(bottleneck, **{**settings, **more})
        return resnet(block, repeats, classes, width)

    return build


resnet50 = resnet_of([3, 4, 6, 3])
wide_resnet50 = resnet_of([3, 4, 6, 3], base=128)
resnext50 = resnet_of([3, 4, 6, 3], groups=32, base=4)


def se_bottleneck(c: int, f: int, stride: int = 1) -> Module:
    """A bottleneck that weighs its channels before the shortcut is added."""
    branch = chain(
        conv_norm(c, f, 1), conv_norm(f, f, 3, stride), conv_norm(f, 4 * f, 1, active=same)
    )
    weighed = chain(branch, squeeze_excite(4 * f))
    return block_of(weighed, shortcut(c, 4 * f, stride), 4 * f)


def se_resnet50(classes: int = 1000, width: float = 1.0) -> Module:
    """SE-ResNet-50: no exercise, a test of the parts."""
    return resnet(se_bottleneck, [3, 4, 6, 3], classes, width)
