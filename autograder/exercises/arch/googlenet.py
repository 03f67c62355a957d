"""Assignment 07: GoogLeNet."""

from __future__ import annotations

from functools import partial

from autograder.core.modules import Net
from autograder.exercises.arch.family import architecture
from autograder.exercises.arch.inception import inception
from autograder.reference.arch import inception as ref
from autograder.reference.arch.parts import (
    followed,
    max_pool,
    normed,
    place_max,
    relu,
    softmax,
    swapped,
    without,
)

googlenet = architecture(
    "arch.googlenet",
    title="GoogLeNet is nine Inception modules deep.",
    points=5,
    stub="cs_cnn.arch:GoogLeNet",
    reference=ref.googlenet,
    needs=(inception,),
    full=(Net("GoogLeNet", x=((1, 3, 224, 224),)),),
    narrow=(Net("an eighth of the width, 5 classes", x=((2, 3, 128, 128),), args=(5, 1 / 8)),),
    hints=(
        "The table is a list of lists, and a loop goes through it.",
        "How many maps does a module give to the next? Four of its six numbers say it.",
        "With 112 rows, how many places has a 3×3 pool at stride 2, rounded down and up?",
    ),
    mistakes=(
        (
            "Your pools round down. GoogLeNet's round up: 112 → 56 → 28 → 14 → 7.",
            partial(ref.googlenet, pool=lambda: max_pool(3, 2)),
        ),
        (
            "Your pools are padded in place of rounding up: their windows begin one pixel outside "
            "of the volume.",
            partial(ref.googlenet, pool=lambda: max_pool(3, 2, 1)),
        ),
        (
            "Your pools have windows of 2×2. GoogLeNet's overlap: 3×3 at stride 2.",
            partial(ref.googlenet, pool=lambda: max_pool(2)),
        ),
        (
            "Your last pool has windows of 2×2, as in a popular library. The paper's are 3×3.",
            swapped(ref.googlenet, "MaxPool2d", lambda old: max_pool(2, up=True), 10),
        ),
        (
            "Your Inception modules look at 3×3 pixels where the paper, and this course, have 5×5.",
            partial(ref.googlenet, module=partial(ref.inception, large=3)),
        ),
        (
            "The 1×1 convolution in front of the stem's 3×3 is missing.",
            partial(ref.googlenet, stem=False),
        ),
        (
            "Behind the 1×1 convolution of the stem there is no ReLU.",
            without(ref.googlenet, "ReLU", 1),
        ),
        (
            "Your last layer sees the maximum of each map. It sees the mean.",
            partial(ref.googlenet, end=place_max),
        ),
        (
            "The scores go through a ReLU, so that none is below 0. A score may be any number.",
            followed(ref.googlenet, relu),
        ),
        (
            "There are batch norms behind your convolutions, as in popular libraries. Here there "
            "are biases.",
            normed(ref.googlenet),
        ),
        (
            "Nothing is dropped while training: the scores' layer has dropout in front of it.",
            without(ref.googlenet, "Dropout"),
        ),
        (
            "The scores go through a softmax, which belongs to the loss.",
            followed(ref.googlenet, softmax),
        ),
    ),
)
