"""Assignment 07: VGG from a configuration."""

from __future__ import annotations

from functools import partial

from autograder.core.modules import Net
from autograder.exercises.arch.family import architecture
from autograder.reference.arch import early as ref
from autograder.reference.arch.parts import (
    followed,
    max_pool,
    mean_pool,
    normed,
    relu,
    softmax,
    without,
)

FULL = {"A": ref.VGG_A, "B": ref.VGG_B, "C": ref.VGG_C, "D": ref.VGG_D, "E": ref.VGG_E}
OWN = [32, "M", (64, 1), "M", (32, 5), (48, 1), "M", 16, "M", 64, (32, 1), "M"]

vgg = architecture(
    "arch.vgg",
    title="VGG is built from a configuration, a list of its layers.",
    points=5,
    stub="cs_cnn.arch:VGG",
    reference=(ref.vgg, partial(ref.vgg, fully="conv")),
    full=tuple(Net(f"VGG {name}", x=((1, 3, 224, 224),), args=(c,)) for name, c in FULL.items()),
    narrow=(
        Net("C, a 32nd of the width", x=((1, 3, 224, 224),), args=(ref.VGG_C, 5, 1 / 32)),
        Net(
            "a configuration of ours",
            x=((2, 3, 224, 224),),
            args=(OWN,),
            options={"width": 1 / 16, "classes": 6},
        ),
    ),
    hints=(
        "Go through the list and keep one number from entry to entry: how many maps there are.",
        "How many zeros on each side keep the size with a 3×3 window, how many with 1×1?",
        "What does the first fully connected layer see? 7×7 places, and the maps of the last "
        "convolution.",
    ),
    mistakes=(
        (
            "Your 1×1 layers look at 3×3 pixels.",
            partial(ref.vgg, small=3),
        ),
        (
            "There are batch norms behind your convolutions. They came a year after VGG: here "
            "there are biases.",
            normed(ref.vgg),
        ),
        ("Average pooling takes the place of max pooling.", partial(ref.vgg, pool=mean_pool)),
        (
            "Your pools have windows of 3×3. VGG's are 2×2 and do not overlap.",
            partial(ref.vgg, pool=lambda size: max_pool(3, 2, 1)),
        ),
        (
            "There is no ReLU between the fully connected layers: without one, three are as good "
            "as one.",
            without(ref.vgg, "ReLU", -1, -2),
        ),
        (
            "The scores go through a ReLU, so that none is below 0. A score may be any number.",
            followed(ref.vgg, relu),
        ),
        (
            "Nothing is dropped while training: each of the first two fully connected layers has "
            "dropout behind it.",
            without(ref.vgg, "Dropout"),
        ),
        (
            "The scores go through a softmax, which belongs to the loss.",
            followed(ref.vgg, softmax),
        ),
    ),
)
