"""Assignment 07: ResNeXt-50, 32×4d."""

from __future__ import annotations

from functools import partial

from autograder.core.modules import Net
from autograder.exercises.arch.bottleneck import bottleneck
from autograder.exercises.arch.family import architecture
from autograder.exercises.arch.resnet import resnet
from autograder.reference.arch import residual as ref
from autograder.reference.arch.parts import followed, softmax

resnext = architecture(
    "arch.resnext",
    title="resnext50 gives the blocks of ResNet-50 many paths.",
    points=3,
    stub="cs_cnn.arch:resnext50",
    reference=(ref.resnext50, partial(ref.resnext50, split=True)),
    needs=(bottleneck, resnet),
    full=(Net("ResNeXt-50", x=((1, 3, 224, 224),)),),
    narrow=(Net("a quarter of the width, 5 classes", x=((2, 3, 64, 64),), args=(5, 1 / 4)),),
    hints=(
        "32 groups of 4 maps: how many maps are there inside of the first stage's blocks? And what "
        "does Bottleneck make of f = 64, groups = 32, base = 4?",
        "functools.partial, or a lambda, fixes arguments.",
    ),
    mistakes=(
        ("This is ResNet-50. Its blocks have one path.", ref.resnet50),
        (
            "Your paths are 4 of 32 maps each. They are 32 of 4.",
            partial(ref.resnext50, groups=4, base=32),
        ),
        (
            "base is left at 64, so that each of the 32 paths is as wide as the block. It is 4.",
            partial(ref.resnet50, groups=32),
        ),
        (
            "Your blocks are as wide inside as those of ResNeXt, in one group. There are 32.",
            ref.wide_resnet50,
        ),
        (
            "Your paths are 32 of 8 maps each, those of a larger network. They are of 4.",
            partial(ref.resnext50, base=8),
        ),
        (
            "The scores go through a softmax, which belongs to the loss.",
            followed(ref.resnext50, softmax),
        ),
    ),
)
