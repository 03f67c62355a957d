"""Assignment 07: the inverted residual block with squeeze-and-excite."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from autograder.core.modules import Net
from autograder.exercises.arch.family import architecture
from autograder.reference.arch import mobile as ref
from autograder.reference.arch.parts import hard_sigmoid, relu, relu6, same, silu

if TYPE_CHECKING:
    from torch.nn import Module


def _few_of_many(c: int, f: int, expand: int, kernel: int, stride: int) -> Module:
    return ref.mbconv(c, f, expand, kernel, stride, few=c * expand // 4)


def _not_weighed(m: int, few: int) -> Module:
    return same()


mbconv = architecture(
    "arch.mbconv",
    title="MBConv is wide inside and thin outside.",
    points=4,
    stub="cs_cnn.arch:MBConv",
    reference=ref.mbconv,
    full=(
        Net("32 to 16", x=((1, 32, 112, 112),), args=(32, 16, 1, 3, 1)),
        Net("16 to 24 at stride 2", x=((1, 16, 112, 112),), args=(16, 24, 6, 3, 2)),
        Net("24 to 24", x=((1, 24, 56, 56),), args=(24, 24, 6, 3, 1)),
    ),
    narrow=(
        Net("8 to 8, 5×5", x=((3, 8, 9, 10),), args=(8, 8, 3, 5, 1)),
        Net("8 to 12", x=((2, 8, 7, 9),), args=(8, 12, 2, 3, 1)),
        Net("12 to 12 at stride 2", x=((2, 12, 9, 8),), args=(12, 12, 4, 3, 2)),
        Net("not wider, 8 to 8", x=((2, 8, 6, 7),), args=(8, 8, 1, 3, 1)),
        Net(
            "not wider, 8 to 4, 5×5 at stride 2",
            x=((2, 8, 11, 8),),
            options={"c": 8, "f": 4, "expand": 1, "kernel": 5, "stride": 2},
        ),
    ),
    hints=(
        "Write down the channels before and behind each of the three convolutions.",
        "Which of them has no activation behind it? The thin volume must not lose anything.",
        "When can x be added? Compare shapes, not only channels.",
    ),
    mistakes=(
        (
            "The activations are ReLUs. EfficientNet's are SiLU, x times its sigmoid.",
            partial(ref.mbconv, active=relu, excite=partial(ref.weighed, active=relu)),
        ),
        (
            "The activations are ReLU6, as in MobileNetV2. EfficientNet's are SiLU.",
            partial(ref.mbconv, active=relu6, excite=partial(ref.weighed, active=relu6)),
        ),
        (
            "Squeeze-and-excite has a ReLU inside. Here it is SiLU as well.",
            partial(ref.mbconv, excite=partial(ref.weighed, active=relu)),
        ),
        (
            "The weights of squeeze-and-excite are a hard sigmoid's. They are a sigmoid's.",
            partial(ref.mbconv, excite=partial(ref.weighed, gate=hard_sigmoid)),
        ),
        (
            "Squeeze-and-excite has a quarter of the wide channels inside. It has a quarter of c.",
            _few_of_many,
        ),
        (
            "The first 1×1 is there even if expand is 1. Then it is left out.",
            partial(ref.mbconv, always=True),
        ),
        (
            "There is an activation behind the last norm. The thin volume goes on as it is.",
            partial(ref.mbconv, last=silu),
        ),
        ("x is never added.", partial(ref.mbconv, skip=False)),
        (
            "Squeeze-and-excite comes behind the last 1×1. It weighs the wide volume.",
            partial(ref.mbconv, at=2),
        ),
        ("Squeeze-and-excite is missing.", partial(ref.mbconv, excite=_not_weighed)),
        (
            "Squeeze-and-excite comes before the depthwise convolution. It comes behind.",
            partial(ref.mbconv, at=0),
        ),
        (
            "There is no activation but inside of squeeze-and-excite.",
            partial(ref.mbconv, active=same),
        ),
    ),
)
