"""Assignment 07: Wide ResNet-50-2."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from autograder.core.modules import Net
from autograder.exercises.arch.bottleneck import bottleneck
from autograder.exercises.arch.family import architecture
from autograder.exercises.arch.resnet import resnet
from autograder.reference.arch import residual as ref
from autograder.reference.arch.parts import followed, softmax

if TYPE_CHECKING:
    from torch.nn import Module


def _outside_too(classes: int = 1000, width: float = 1.0) -> Module:
    return ref.resnet50(classes, 2 * width)


wide = architecture(
    "arch.wide",
    title="wide_resnet50 makes ResNet-50 wider inside.",
    points=2,
    stub="cs_cnn.arch:wide_resnet50",
    reference=ref.wide_resnet50,
    needs=(bottleneck, resnet),
    full=(Net("Wide ResNet-50-2", x=((1, 3, 224, 224),)),),
    narrow=(Net("a 16th of the width, 5 classes", x=((2, 3, 128, 128),), args=(5, 1 / 16)),),
    hints=(
        "ResNet calls block(c, f, stride). How can a block with one more argument be called so?",
        "functools.partial, or a lambda, fixes an argument.",
    ),
    mistakes=(
        ("This is ResNet-50. Its blocks are not wider inside.", ref.resnet50),
        (
            "All is twice as wide. Only the inside of the blocks is.",
            _outside_too,
        ),
        (
            "Inside, your blocks are four times as wide. They are twice.",
            partial(ref.wide_resnet50, base=256),
        ),
        (
            "Your blocks are wider inside, and in two groups. They are in one.",
            partial(ref.resnet50, groups=2),
        ),
        (
            "The scores go through a softmax, which belongs to the loss.",
            followed(ref.wide_resnet50, softmax),
        ),
    ),
)
