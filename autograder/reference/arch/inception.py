"""Inception modules and GoogLeNet, as in the paper: 5×5 in the third branch, where a popular
library has 3×3; biases, no batch norm.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from autograder.reference.arch.parts import (
    Build,
    chain,
    concatenated,
    conv,
    dropout,
    flat,
    linear,
    max_pool,
    place_mean,
    relu,
    whole,
)  # fmt: skip

if TYPE_CHECKING:
    from torch.nn import Module

MODULES = (
    ((64, 96, 128, 16, 32, 32), (128, 128, 192, 32, 96, 64)),
    (
        (192, 96, 208, 16, 48, 64), (160, 112, 224, 24, 64, 64), (128, 128, 256, 24, 64, 64),
        (112, 144, 288, 32, 64, 64), (256, 160, 320, 32, 128, 128),
    ),
    ((256, 160, 320, 32, 128, 128), (384, 192, 384, 48, 128, 128)),
)  # fmt: skip
"""c1, r3, c3, r5, c5, proj of the modules at 28×28, 14×14 and 7×7 places."""


def conv_relu(c: int, f: int, kernel: int, stride: int = 1) -> Module:
    """A convolution with biases and a ReLU."""
    return chain(conv(c, f, kernel, stride, bias=True), relu())


def inception(
    c: int,
    c1: int,
    r3: int,
    c3: int,
    r5: int,
    c5: int,
    proj: int,
    *,
    large: int = 5,
    pool: Build = max_pool,
    order: Sequence[int] = (0, 1, 2, 3),
    pool_first: bool = True,
    reduced: bool = True,
) -> Module:
    """``large`` is the third branch's kernel; ``order`` that of concatenation."""
    pooled = [pool(3, 1, 1), conv_relu(c, proj, 1)]
    branches = [
        conv_relu(c, c1, 1),
        chain(conv_relu(c, r3, 1), conv_relu(r3, c3, 3)) if reduced else conv_relu(c, c3, 3),
        chain(conv_relu(c, r5, 1), conv_relu(r5, c5, large))
        if reduced
        else conv_relu(c, c5, large),
        chain(*(pooled if pool_first else reversed(pooled))),
    ]
    return concatenated(*(branches[number] for number in order))


def maps(c1: int, r3: int, c3: int, r5: int, c5: int, proj: int) -> int:
    """How many a module returns."""
    return c1 + c3 + c5 + proj


def googlenet(
    classes: int = 1000,
    width: float = 1.0,
    *,
    module: Build = inception,
    pool: Callable[[], Module] = lambda: max_pool(3, 2, up=True),
    end: Callable[[], Module] = place_mean,
    stem: bool = True,
) -> Module:
    """``stem``: whether the 1×1 in front of the stem's 3×3 is there."""
    c, deep = whole(width, 64, 192)
    parts = [conv_relu(3, c, 7, 2), pool(), *([conv_relu(c, c, 1)] if stem else [])]
    parts += [conv_relu(c, deep, 3), pool()]
    c = deep
    for number, row in enumerate(MODULES):
        parts += [pool()] if number else []
        for wide in row:
            settings = whole(width, *wide)
            parts.append(module(c, *settings))
            c = maps(*settings)
    return chain(*parts, end(), flat(), dropout(0.4), linear(c, classes))
