"""Assignment 07: LeNet."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from autograder.core.modules import Net
from autograder.exercises.arch.family import architecture
from autograder.reference.arch import early as ref
from autograder.reference.arch.parts import (
    chain,
    followed,
    max_pool,
    mean_pool,
    relu,
    sigmoid,
    softmax,
    without,
)

if TYPE_CHECKING:
    from torch.nn import Module

X = ((3, 1, 32, 32),)


def _then_tanh(size: int) -> Module:
    return chain(mean_pool(size), ref.tanh())


lenet = architecture(
    "arch.lenet",
    title="LeNet reads a character: two convolutions, three fully connected layers.",
    points=4,
    stub="cs_cnn.arch:LeNet",
    reference=(ref.lenet, partial(ref.lenet, fifth="conv")),
    full=(Net("LeNet-5", x=X),),
    narrow=(
        Net("half the width, 7 classes", x=X, args=(7, 0.5)),
        Net("twice the width, by name", x=X, options={"classes": 4, "width": 2.0}),
    ),
    hints=(
        "How many numbers does the volume (16, 5, 5) hold? That is what the first fully connected "
        "layer sees.",
        "Behind which layers is there no tanh? A score may be any number.",
        "PyTorch has it as nn.Tanh and as torch.tanh, pooling as nn.AvgPool2d and F.avg_pool2d.",
    ),
    mistakes=(
        (
            "Your units are ReLUs, which came later. LeNet's are tanh.",
            partial(ref.lenet, active=relu),
        ),
        (
            "Your units are sigmoids, from 0 to 1. LeNet's are tanh.",
            partial(ref.lenet, active=sigmoid),
        ),
        (
            "Max pooling takes the place of average pooling.",
            partial(ref.lenet, pool=max_pool),
        ),
        (
            "There is no tanh between the fully connected layers: without one, three are as good "
            "as one.",
            without(ref.lenet, "Tanh", -1, -2),
        ),
        (
            "The second fully connected layer has no tanh behind it.",
            without(ref.lenet, "Tanh", -1),
        ),
        (
            "tanh comes behind pooling. It belongs to the convolution, in front of the pool.",
            without(partial(ref.lenet, pool=_then_tanh), "Tanh", 0, 2),
        ),
        ("The convolutions have no tanh.", without(ref.lenet, "Tanh", 0, 1)),
        (
            "The scores go through a tanh, which keeps them between −1 and 1. A score may be any "
            "number.",
            followed(ref.lenet, ref.tanh),
        ),
        (
            "The scores go through a softmax, which belongs to the loss.",
            followed(ref.lenet, softmax),
        ),
    ),
)
