"""LeNet, AlexNet, ZFNet and VGG: convolutions with biases, then fully connected layers.

Two of them differ from what is found elsewhere. AlexNet's fourth layer has 256 maps, as in popular
libraries; the paper of the network in one tower has 384. LeNet's layers are dense.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from autograder.reference.arch.parts import (
    Build,
    chain,
    conv,
    dropout,
    flat,
    linear,
    max_pool,
    mean_pool,
    relu,
    whole,
)  # fmt: skip
from autograder.reference.backend import torch

if TYPE_CHECKING:
    from torch.nn import Module

Config = Sequence["int | tuple[int, int] | str"]
Window = tuple[int, int, int, int]
"""Maps, kernel, stride and padding."""

VGG_A = [64, "M", 128, "M", 256, 256, "M", 512, 512, "M", 512, 512, "M"]
VGG_B = [64, 64, "M", 128, 128, "M", *VGG_A[4:]]
VGG_C = [*VGG_B[:8], (256, 1), "M", 512, 512, (512, 1), "M", 512, 512, (512, 1), "M"]
VGG_D = [each[0] if isinstance(each, tuple) else each for each in VGG_C]
VGG_E = [*VGG_D[:9], 256, "M", *[512] * 4, "M", *[512] * 4, "M"]


def tanh() -> Module:
    """The hyperbolic tangent."""
    return torch.nn.Tanh()


def lenet(
    classes: int = 10,
    width: float = 1.0,
    *,
    active: Build = tanh,
    pool: Build = mean_pool,
    fifth: str = "linear",
) -> Module:
    """The fifth layer, C5, is fully connected, or a convolution on 5×5 places with one place."""
    six, sixteen, c5, f6 = whole(width, 6, 16, 120, 84)
    layers = {
        "linear": (flat(), linear(25 * sixteen, c5)),
        "conv": (conv(sixteen, c5, 5, padding=0, bias=True), flat()),
    }
    return chain(
        *(conv(1, six, 5, padding=0, bias=True), active(), pool(2)),
        *(conv(six, sixteen, 5, padding=0, bias=True), active(), pool(2)),
        *(*layers[fifth], active(), linear(c5, f6), active(), linear(f6, classes)),
    )


def stacked(c: int, layers: Sequence[Window | Module], width: float, groups: int) -> list[Module]:
    """Convolutions, each with a ReLU behind it, and the modules that lie between them."""
    made: list[Module] = []
    for layer in layers:
        if isinstance(layer, tuple):
            [f] = whole(width, layer[0])
            shared = 1 if c == 3 else groups
            made += [conv(c, f, *layer[1:], groups=shared, bias=True), relu()]
            c = f
        else:
            made.append(layer)
    return made


def head(
    c: int, side: int, units: int, classes: int, *, drops_first: bool, fully: str = "linear"
) -> Iterator[Module]:
    """Two fully connected layers, with dropout before or behind each, and the scores.

    The first one sees c maps of ``side`` rows and columns, flattened, or as a convolution does.
    """
    first = {
        "linear": (flat(), linear(c * side**2, units)),
        "conv": (conv(c, units, side, padding=0, bias=True), flat()),
    }
    for layers in (first[fully], [linear(units, units)]):
        layer = (*layers, relu())
        yield from (dropout(0.5), *layer) if drops_first else (*layer, dropout(0.5))
    yield linear(units, classes)


def alexnet(
    classes: int = 1000,
    width: float = 1.0,
    *,
    maps: tuple[int, ...] = (64, 192, 384, 256, 256),
    groups: int = 1,
    pool: Build = max_pool,
    fully: str = "linear",
) -> Module:
    """Groups are of the second, the fourth and the fifth layer, as in two towers."""
    first, second, third, fourth, fifth = maps
    before = stacked(3, [(first, 11, 4, 2), pool(3, 2)], width, 1)
    [c, middle, last, units] = whole(width, first, third, fifth, 4096)
    towers = stacked(c, [(second, 5, 1, 2), pool(3, 2)], width, groups)
    shared = stacked(whole(width, second)[0], [(third, 3, 1, 1)], width, 1)
    more = stacked(middle, [(fourth, 3, 1, 1), (fifth, 3, 1, 1), pool(3, 2)], width, groups)
    end = head(last, 6, units, classes, drops_first=True, fully=fully)
    return chain(*before, *towers, *shared, *more, *end)


def zfnet(
    classes: int = 1000,
    width: float = 1.0,
    *,
    first: Window = (96, 7, 2, 1),
    second: Window = (256, 5, 2, 0),
    pools: Sequence[tuple[int, int, int, bool]] = (
        (3, 2, 0, True),
        (3, 2, 0, True),
        (3, 2, 0, False),
    ),
    fully: str = "linear",
) -> Module:
    """A pool is size, stride, padding and whether it rounds up."""
    one, two, three = (max_pool(*window, up=up) for *window, up in pools)
    rows = [(384, 3, 1, 1), (384, 3, 1, 1), (256, 3, 1, 1)]
    last, units = whole(width, 256, 4096)
    return chain(
        *stacked(3, [first, one, second, two, *rows, three], width, 1),
        *head(last, 6, units, classes, drops_first=True, fully=fully),
    )


def vgg(
    config: Config,
    classes: int = 1000,
    width: float = 1.0,
    *,
    pool: Build = max_pool,
    small: int = 1,
    fully: str = "linear",
) -> Module:
    """``small`` is the kernel of what the configuration calls 1×1."""
    layers: list[Window | Module] = []
    for each in config:
        if isinstance(each, str):
            layers.append(pool(2))
        else:
            f, kernel = each if isinstance(each, tuple) else (each, 3)
            kernel = small if kernel == 1 else kernel
            layers.append((f, kernel, 1, kernel // 2))
    last, units = whole(width, [each[0] for each in layers if isinstance(each, tuple)][-1], 4096)
    body = stacked(3, layers, width, 1)
    end = head(last, 7, units, classes, drops_first=False, fully=fully)
    return chain(*body, *end)
