"""What the references of assignment 07 are put together from: modules as plain values.

A network is built by functions, from PyTorch's own layers, ``chain`` and ``joined``. Builders take
keywords for what people get wrong; ``swapped`` exchanges layers of what a builder has built.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from autograder.reference.backend import torch

if TYPE_CHECKING:
    from torch import Tensor
    from torch.nn import Module

Build = Callable[..., "Module"]


def chain(*parts: Module) -> Module:
    """One after the other."""
    return torch.nn.Sequential(*parts)


def wired(forward: Callable[..., Tensor], **parts: Module) -> Module:
    """Named parts, and how they work together: ``forward(parts, *inputs)``."""
    module = torch.nn.ModuleDict(parts)
    module.forward = functools.partial(forward, module)
    return module


def joined(join: Callable[[list[Tensor]], Tensor], *branches: Module) -> Module:
    """All branches get the input; ``join`` makes one tensor of what they give."""
    return wired(
        lambda parts, x: join([branch(x) for branch in parts.values()]),
        **{str(number): branch for number, branch in enumerate(branches)},
    )


def added(*branches: Module) -> Module:
    """The sum of the branches."""
    return joined(lambda values: functools.reduce(torch.add, values), *branches)


def scaled(x: Module, by: Module) -> Module:
    """What ``x`` gives times what ``by`` gives."""
    return joined(lambda values: torch.mul(*values), x, by)


def concatenated(*branches: Module) -> Module:
    """The maps of the branches, one after the other."""
    return joined(lambda values: torch.cat(values, 1), *branches)


def same() -> Module:
    """What comes in."""
    return torch.nn.Identity()


def relu() -> Module:
    """max(0, x)."""
    return torch.nn.ReLU()


def silu() -> Module:
    """x times its sigmoid."""
    return torch.nn.SiLU()


def sigmoid() -> Module:
    """Between 0 and 1."""
    return torch.nn.Sigmoid()


def relu6() -> Module:
    """A ReLU that ends at 6."""
    return torch.nn.ReLU6()


def hard_sigmoid() -> Module:
    """A sigmoid of three straight lines."""
    return torch.nn.Hardsigmoid()


def softmax() -> Module:
    """Over the channels."""
    return torch.nn.Softmax(1)


def conv(
    c: int,
    f: int,
    kernel: int,
    stride: int = 1,
    padding: int | None = None,
    *,
    groups: int = 1,
    bias: bool = False,
) -> Module:
    """A convolution that keeps the size at stride 1, unless ``padding`` is given."""
    padding = kernel // 2 if padding is None else padding
    return torch.nn.Conv2d(c, f, kernel, stride, padding, groups=groups, bias=bias)


def linear(units: int, more: int) -> Module:
    """Fully connected, with biases."""
    return torch.nn.Linear(units, more)


def norm(f: int) -> Module:
    """A batch norm with PyTorch's settings."""
    return torch.nn.BatchNorm2d(f)


def conv_norm(
    c: int, f: int, kernel: int, stride: int = 1, *, groups: int = 1, active: Build = relu
) -> Module:
    """A convolution without bias, a norm, an activation."""
    return chain(conv(c, f, kernel, stride, groups=groups), norm(f), active())


def norm_conv(c: int, f: int, kernel: int, stride: int = 1) -> Module:
    """The other way round: norm, ReLU, a convolution without bias."""
    return chain(norm(c), relu(), conv(c, f, kernel, stride))


def max_pool(size: int, stride: int | None = None, padding: int = 0, *, up: bool = False) -> Module:
    """Without padding, rounded down, unless said."""
    return torch.nn.MaxPool2d(size, stride or size, padding, ceil_mode=up)


def mean_pool(size: int, stride: int | None = None, padding: int = 0) -> Module:
    """Padding is no part of the mean."""
    return torch.nn.AvgPool2d(size, stride or size, padding, count_include_pad=False)


def padded_mean(size: int, stride: int, padding: int) -> Module:
    """Padding counts as zeros."""
    return torch.nn.AvgPool2d(size, stride, padding)


def place_max() -> Module:
    """The maximum over all places, (N, C, 1, 1)."""
    return torch.nn.AdaptiveMaxPool2d(1)


def place_mean() -> Module:
    """The mean over all places, (N, C, 1, 1)."""
    return torch.nn.AdaptiveAvgPool2d(1)


def flat() -> Module:
    """Channel, row, column as one axis."""
    return torch.nn.Flatten()


def dropout(p: float) -> Module:
    """Drops with probability p."""
    return torch.nn.Dropout(p)


def scores(c: int, classes: int, place: Build = place_mean) -> Module:
    """The mean over all places and a fully connected layer."""
    return chain(place(), flat(), linear(c, classes))


def max_scores(c: int, classes: int) -> Module:
    """The maximum over all places and a fully connected layer."""
    return scores(c, classes, place_max)


def whole(width: float, *channels: int) -> list[int]:
    """So many channels at this width."""
    return [round(width * each) for each in channels]


def swapped(build: Build, kind: str, new: Callable[[Any], Module], *which: int) -> Build:
    """A builder that exchanges layers of a class by ``new`` of the old one: all, or ``which``.

    Layers are counted from 0, in the order in which they are registered; −1 is the last one.
    """

    @functools.wraps(build)
    def built(*args: Any, **kwargs: Any) -> Module:
        module = build(*args, **kwargs)
        names = [name for name, each in module.named_modules() if type(each).__name__ == kind]
        for name in _chosen(names, which):
            module.set_submodule(name, new(module.get_submodule(name)))
        return module

    return built


def _chosen(names: Sequence[str], which: tuple[int, ...]) -> list[str]:
    return [names[index] for index in which] if which else list(names)


def without(build: Build, kind: str, *which: int) -> Build:
    """A builder that leaves out layers of a class: all, or ``which``."""
    return swapped(build, kind, lambda old: same(), *which)


def followed(build: Build, more: Build) -> Build:
    """A builder that puts one more layer behind all."""
    return lambda *args, **kwargs: chain(build(*args, **kwargs), more())


def normed(build: Build) -> Build:
    """A builder with a norm behind every convolution, whose bias it takes over."""

    def with_norm(old: torch.nn.Conv2d) -> Module:
        old.bias = None
        return chain(old, norm(old.out_channels))

    return swapped(build, "Conv2d", with_norm)


def response_norm(build: Build) -> Build:
    """A builder with local response normalization behind its first two ReLUs, as in 2012."""
    return swapped(
        build, "ReLU", lambda old: chain(old, torch.nn.LocalResponseNorm(5, k=2.0)), 0, 1
    )


def with_eps(build: Build, eps: float = 1e-3) -> Build:
    """A builder whose norms have another eps."""
    return swapped(build, "BatchNorm2d", lambda old: torch.nn.BatchNorm2d(old.num_features, eps))
