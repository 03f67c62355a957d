"""Assignment 07: MobileNet, version 1."""

from __future__ import annotations

from functools import partial

from autograder.core.modules import Net
from autograder.exercises.arch.family import architecture
from autograder.exercises.arch.separable import separable
from autograder.reference.arch import mobile as ref
from autograder.reference.arch.parts import followed, max_scores, relu6, same, softmax, swapped

BY_THE_TABLE = (*ref.LAYERS[:-1], (1024, 2))
FOUR = (*ref.LAYERS[:6], *ref.LAYERS[7:])
LATE = (
    (64, 1), (128, 1), (128, 2), (256, 1), (256, 2), (512, 1), (512, 2), *[(512, 1)] * 4,
    (1024, 1), (1024, 2),
)  # fmt: skip

mobilenet = architecture(
    "arch.mobilenet",
    title="MobileNet sees with a telephone's means.",
    points=3,
    stub="cs_cnn.arch:MobileNet",
    reference=ref.mobilenet,
    needs=(separable,),
    full=(Net("MobileNet", x=((1, 3, 224, 224),)),),
    narrow=(Net("a 16th of the width, 5 classes", x=((2, 3, 128, 128),), args=(5, 1 / 16)),),
    hints=(
        "The thirteen layers are a list of pairs, maps and stride, and a loop goes through it.",
        "How many of them have 512 maps, the one at stride 2 among them?",
    ),
    mistakes=(
        (
            "Your last layer has stride 2, as the paper's table says. The table also says that "
            "7×7 places come in and 7×7 go out: the stride is 1.",
            partial(ref.mobilenet, layers=BY_THE_TABLE),
        ),
        (
            "The strides are one layer late. The volume becomes small where the maps become more.",
            partial(ref.mobilenet, layers=LATE),
        ),
        (
            "There is one layer of 512 maps too few.",
            partial(ref.mobilenet, layers=FOUR),
        ),
        ("The first convolution has no ReLU.", partial(ref.mobilenet, active=same)),
        (
            "Your ReLUs end at 6, as in later versions. Here they do not.",
            swapped(ref.mobilenet, "ReLU", lambda old: relu6()),
        ),
        (
            "Your last layer sees the maximum of each map. It sees the mean.",
            partial(ref.mobilenet, end=max_scores),
        ),
        (
            "There is no ReLU between the convolutions of a separable layer.",
            partial(ref.mobilenet, layer=partial(ref.separable, middle=same)),
        ),
        (
            "The scores go through a softmax, which belongs to the loss.",
            followed(ref.mobilenet, softmax),
        ),
    ),
)
