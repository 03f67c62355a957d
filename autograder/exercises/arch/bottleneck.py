"""Assignment 07: the residual block that is narrow inside."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from autograder.core.modules import Net
from autograder.exercises.arch.family import architecture, residual_mistakes
from autograder.reference.arch import residual as ref
from autograder.reference.arch.parts import conv, same, swapped

if TYPE_CHECKING:
    from torch.nn import Module


def _without_base(c: int, f: int, stride: int = 1, groups: int = 1, base: int = 64) -> Module:
    return ref.bottleneck(c, f, stride, groups)


def _in_one_group(old: Any) -> Module:
    return conv(old.in_channels, old.out_channels, 3, old.stride[0])


bottleneck = architecture(
    "arch.bottleneck",
    title="Bottleneck goes down to few maps, looks around, and up again.",
    points=4,
    stub="cs_cnn.arch:Bottleneck",
    reference=(ref.bottleneck, partial(ref.bottleneck, split=True)),
    block=True,
    full=(
        Net("64, 64", x=((1, 64, 56, 56),), args=(64, 64)),
        Net("256, 128 at stride 2", x=((1, 256, 56, 56),), args=(256, 128, 2)),
        Net("32 groups, base 4", x=((1, 256, 56, 56),), args=(256, 64, 1, 32, 4)),
    ),
    narrow=(
        Net("the input fits", x=((3, 12, 7, 9),), args=(12, 3)),
        Net("more maps at stride 2", x=((2, 6, 9, 11),), args=(6, 4, 2)),
        Net("stride 2", x=((2, 8, 8, 7),), args=(8, 2), options={"stride": 2}),
        Net("groups", x=((2, 12, 7, 8),), args=(12, 4, 2, 3, 32)),
        Net("2 groups", x=((2, 8, 7, 6),), args=(8, 2, 1, 2)),
        Net("base 32", x=((2, 9, 6, 7),), args=(9, 4), options={"base": 32}),
        Net("base 128", x=((2, 16, 8, 7),), args=(16, 4), options={"base": 128}),
    ),
    hints=(
        "Write down the channels before and behind each of the three convolutions.",
        "Which of the three has the stride, which the groups?",
        "The shortcut is needed where the shape changes. 4f is what comes out, not f.",
    ),
    mistakes=(
        (
            "The stride is in the first 1×1, as in the paper. Here, as in most libraries, it is in "
            "the 3×3.",
            partial(ref.bottleneck, at=0),
        ),
        (
            "The stride is in the last 1×1. It is in the 3×3.",
            partial(ref.bottleneck, at=2),
        ),
        *residual_mistakes(ref.bottleneck),
        (
            "There is no ReLU between the three convolutions.",
            partial(ref.bottleneck, middle=same),
        ),
        ("base is not used: inside there are f · base / 64 maps for each group.", _without_base),
        (
            "groups is not used in the 3×3 convolution: each of its maps sees all channels.",
            swapped(ref.bottleneck, "Conv2d", _in_one_group, 1),
        ),
    ),
)
