"""Assignment 07: squeeze-and-excite."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from autograder.core.modules import Net
from autograder.exercises.arch.family import architecture
from autograder.reference.arch import residual as ref
from autograder.reference.arch.early import tanh
from autograder.reference.arch.parts import (
    added,
    conv,
    place_max,
    relu,
    same,
    scaled,
    softmax,
    swapped,
)

if TYPE_CHECKING:
    from torch.nn import Module


def _with_few(c: int, ratio: int = 16) -> Module:
    return ref.squeeze_excite(c, inner=ratio)


def _without_bias(old: Any) -> Module:
    return conv(old.in_channels, old.out_channels, 1)


def _kept_too(x: Module, by: Module) -> Module:
    return added(x, scaled(same(), by))


squeeze_excite = architecture(
    "arch.squeeze_excite",
    title="SqueezeExcite weighs each channel by what is seen in the whole image.",
    points=4,
    stub="cs_cnn.arch:SqueezeExcite",
    reference=ref.squeeze_excite,
    full=(Net("256 channels", x=((1, 256, 56, 56),), args=(256,)),),
    narrow=(
        Net("12 channels, ratio 3", x=((3, 12, 5, 7),), args=(12, 3)),
        Net("32 channels", x=((2, 32, 6, 4),), args=(32,)),
        Net("ratio 2, by name", x=((2, 8, 4, 5),), args=(8,), options={"ratio": 2}),
    ),
    hints=(
        "What shape has the mean over all places? And the weights, before they meet x?",
        "weights[:, :, None, None] has two axes of length 1 at its end, over which it is repeated.",
    ),
    mistakes=(
        (
            "The weights are added to x. They are multiplied.",
            partial(ref.squeeze_excite, join=added),
        ),
        (
            "The weighted maps are added to x. They take its place.",
            partial(ref.squeeze_excite, join=_kept_too),
        ),
        (
            "The weights are the maxima's. They come from the mean over all places.",
            partial(ref.squeeze_excite, squeeze=place_max),
        ),
        (
            "Your weights add up to 1, by a softmax: the channels compete. A sigmoid weighs each "
            "on its own.",
            partial(ref.squeeze_excite, gate=softmax),
        ),
        (
            "Your weights are a ReLU's. A sigmoid keeps them between 0 and 1.",
            partial(ref.squeeze_excite, gate=relu),
        ),
        (
            "Your weights are a tanh's. A sigmoid keeps them between 0 and 1.",
            partial(ref.squeeze_excite, gate=tanh),
        ),
        (
            "There is no sigmoid: weights may be any number.",
            partial(ref.squeeze_excite, gate=same),
        ),
        (
            "There is no ReLU between the two layers.",
            partial(ref.squeeze_excite, active=same),
        ),
        ("Inside there are ratio numbers. There are c // ratio.", _with_few),
        (
            "The two layers have no biases.",
            swapped(ref.squeeze_excite, "Conv2d", _without_bias),
        ),
    ),
)
