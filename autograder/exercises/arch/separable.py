"""Assignment 07: the depthwise separable layer."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from autograder.core.modules import Net
from autograder.exercises.arch.family import architecture
from autograder.reference.arch import mobile as ref
from autograder.reference.arch.parts import conv, relu6, same, swapped, without

if TYPE_CHECKING:
    from torch.nn import Module


def _across_too(old: Any) -> Module:
    return conv(old.in_channels, old.out_channels, 3, old.stride[0])


separable = architecture(
    "arch.separable",
    title="Separable takes a convolution apart: space first, then channels.",
    points=3,
    stub="cs_cnn.arch:Separable",
    reference=ref.separable,
    full=(Net("32 to 64", x=((1, 32, 112, 112),), args=(32, 64)),),
    narrow=(
        Net("6 to 9", x=((3, 6, 7, 9),), args=(6, 9)),
        Net("6 to 6", x=((2, 6, 6, 5),), args=(6, 6)),
        Net("5 to 8 at stride 2", x=((2, 5, 9, 8),), args=(5, 8), options={"stride": 2}),
    ),
    hints=(
        "In how many groups does each channel have a filter of its own?",
        "Norm and ReLU are there twice. Behind what?",
    ),
    mistakes=(
        (
            "There is no ReLU between the two convolutions.",
            partial(ref.separable, middle=same),
        ),
        ("There is no ReLU at the end.", partial(ref.separable, last=same)),
        (
            "There is no norm between the two convolutions.",
            without(ref.separable, "BatchNorm2d", 0),
        ),
        (
            "The stride is in the 1×1, which then sees every second pixel alone. It is in the 3×3.",
            partial(ref.separable, across_stride=True),
        ),
        (
            "The 1×1 comes first. Here it comes last.",
            partial(ref.separable, across_first=True),
        ),
        (
            "Each filter of the 3×3 sees all channels. It sees one.",
            swapped(ref.separable, "Conv2d", _across_too, 0),
        ),
        (
            "Your ReLUs end at 6, as in later versions. Here they do not.",
            swapped(ref.separable, "ReLU", lambda old: relu6()),
        ),
    ),
)
