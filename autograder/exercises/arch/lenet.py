"""Assignment 07: LeNet."""

from __future__ import annotations

from functools import partial

from autograder.core.modules import Net
from autograder.exercises.arch.family import architecture
from autograder.reference.arch import early as ref
from autograder.reference.arch.parts import max_pool, relu, sigmoid, swapped, without
from autograder.reference.backend import torch

lenet = architecture(
    "arch.lenet",
    title="LeNet(classes, width) is the network that read handwritten digits in 1998.",
    points=4,
    stub="cs_cnn.arch:LeNet",
    reference=ref.lenet,
    full=(Net("LeNet-5", x=((1, 1, 32, 32),)),),
    narrow=(
        Net("half the width, 7 classes", x=((3, 1, 32, 32),), args=(7,), options={"width": 0.5}),
        Net("twice the width", x=((2, 1, 32, 32),), options={"classes": 3, "width": 2.0}),
    ),
    hints=(
        "Write the shape of the volume behind every line of the docstring: yours must have them.",
        "`nn.Flatten()`, or `x.flatten(1)`, keeps the batch. How many numbers are left per image?",
    ),
    mistakes=(
        ("Max pooling in place of average pooling.", partial(ref.lenet, pool=max_pool)),
        ("ReLU in place of tanh.", partial(ref.lenet, active=relu)),
        ("The sigmoid in place of tanh.", partial(ref.lenet, active=sigmoid)),
        ("Behind the first convolution there is no tanh.", without(ref.lenet, "Tanh", 0)),
        ("Behind the second convolution there is no tanh.", without(ref.lenet, "Tanh", 1)),
        ("Behind the 120 units there is no tanh.", without(ref.lenet, "Tanh", 2)),
        ("Behind the 84 units there is no tanh.", without(ref.lenet, "Tanh", 3)),
        (
            "The scores go through a tanh. Nothing comes behind the last layer.",
            swapped(ref.lenet, "Linear", lambda old: torch.nn.Sequential(old, torch.nn.Tanh()), -1),
        ),
        (
            "The scores go through a softmax, which belongs to the loss.",
            swapped(
                ref.lenet, "Linear", lambda old: torch.nn.Sequential(old, torch.nn.Softmax(1)), -1
            ),
        ),
    ),
)
