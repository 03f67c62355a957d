"""Depthwise separable layers, MobileNet V1, MBConv and EfficientNet-B0."""

from __future__ import annotations

from typing import TYPE_CHECKING

from autograder.reference.arch.parts import (
    Build,
    added,
    chain,
    conv,
    conv_norm,
    dropout,
    flat,
    linear,
    place_mean,
    relu,
    same,
    scaled,
    scores,
    sigmoid,
    silu,
    whole,
)  # fmt: skip

if TYPE_CHECKING:
    from torch.nn import Module

LAYERS = (
    (64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2), *[(512, 1)] * 5, (1024, 2), (1024, 1)
)  # fmt: skip
"""Maps and stride of MobileNet's separable layers."""

STAGES = (
    (1, 3, 1, 16, 1), (6, 3, 2, 24, 2), (6, 5, 2, 40, 2), (6, 3, 2, 80, 3), (6, 5, 1, 112, 3),
    (6, 5, 2, 192, 4), (6, 3, 1, 320, 1),
)  # fmt: skip
"""Expand, kernel, stride, maps and number of EfficientNet-B0's blocks."""


def separable(
    c: int,
    f: int,
    stride: int = 1,
    *,
    middle: Build = relu,
    last: Build = relu,
    across_stride: bool = False,
    across_first: bool = False,
) -> Module:
    """``across``: the 1×1, and whether it has the stride, or comes first."""
    inside = f if across_first else c
    strides = (1, stride) if across_stride else (stride, 1)
    depthwise = conv_norm(inside, inside, 3, strides[0], groups=inside, active=middle)
    pointwise = conv_norm(c, f, 1, strides[1], active=last)
    return chain(pointwise, depthwise) if across_first else chain(depthwise, pointwise)


def mobilenet(
    classes: int = 1000,
    width: float = 1.0,
    *,
    layer: Build = separable,
    active: Build = relu,
    layers: tuple[tuple[int, int], ...] = LAYERS,
    end: Build = scores,
) -> Module:
    """``active``: of the first layer."""
    [c] = whole(width, 32)
    parts = [conv_norm(3, c, 3, 2, active=active)]
    for maps, stride in layers:
        [f] = whole(width, maps)
        parts.append(layer(c, f, stride))
        c = f
    return chain(*parts, end(c, classes))


def weighed(m: int, few: int, active: Build = silu, gate: Build = sigmoid) -> Module:
    """Squeeze-and-excite on m maps."""
    down, up = conv(m, few, 1, bias=True), conv(few, m, 1, bias=True)
    return scaled(same(), chain(place_mean(), down, active(), up, gate()))


def mbconv(
    c: int,
    f: int,
    expand: int,
    kernel: int,
    stride: int,
    *,
    active: Build = silu,
    last: Build = same,
    excite: Build = weighed,
    at: int = 1,
    few: int | None = None,
    always: bool = False,
    skip: bool = True,
) -> Module:
    """``at``: where squeeze-and-excite is, 0 before the depthwise layer, 1 behind, 2 at the end.
    ``few``: numbers inside of it. ``always``: the first 1×1 is there even if expand is 1.
    """
    m = c * expand
    wide = [conv_norm(c, m, 1, active=active)] if always or expand != 1 else []
    depthwise = conv_norm(m, m, kernel, stride, groups=m, active=active)
    tail = [depthwise, conv_norm(m, f, 1, active=last)]
    tail.insert(at, excite(f if at == 2 else m, few or c // 4))
    branch = chain(*wide, *tail)
    return added(branch, same()) if skip and stride == 1 and c == f else branch


def efficientnet_b0(classes: int = 1000) -> Module:
    """No exercise, a test of the parts."""
    c = 32
    parts = [conv_norm(3, c, 3, 2, active=silu)]
    for expand, kernel, stride, f, count in STAGES:
        for number in range(count):
            parts.append(mbconv(c, f, expand, kernel, 1 if number else stride))
            c = f
    head = (place_mean(), flat(), dropout(0.2), linear(1280, classes))
    return chain(*parts, conv_norm(c, 1280, 1, active=silu), *head)
