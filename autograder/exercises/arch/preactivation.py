"""Assignment 07: the residual block with norm and ReLU in front."""

from __future__ import annotations

from functools import partial

from autograder.core.modules import Net
from autograder.exercises.arch.family import architecture
from autograder.reference.arch import residual as ref
from autograder.reference.arch.parts import relu, without

preactivation = architecture(
    "arch.preactivation",
    title="PreActivation has norm and ReLU in front of each convolution.",
    points=2,
    stub="cs_cnn.arch:PreActivation",
    reference=ref.preactivation,
    block=True,
    full=(
        Net("64 to 64", x=((1, 64, 56, 56),), args=(64, 64)),
        Net("64 to 128 at stride 2", x=((1, 64, 56, 56),), args=(64, 128), options={"stride": 2}),
    ),
    narrow=(
        Net("the input fits", x=((3, 6, 9, 11),), args=(6, 6)),
        Net("more maps", x=((2, 5, 8, 7),), args=(5, 7)),
        Net("stride 2", x=((2, 6, 9, 11),), args=(6, 6, 2)),
        Net("more maps at stride 2", x=((3, 4, 10, 8),), args=(4, 6), options={"stride": 2}),
    ),
    hints=(
        "The first norm sees the input. How many channels has it, and how many has the second?",
        "What does the 1×1 convolution of the shortcut get: x, or what the first convolution gets?",
    ),
    mistakes=(
        (
            "The shortcut's 1×1 convolution gets x. It gets relu(norm(x)), as the first "
            "convolution does.",
            partial(ref.preactivation, projected="x"),
        ),
        (
            "Where it fits, relu(norm(x)) is added. It is x itself, so that the way along the "
            "shortcuts stays free.",
            partial(ref.preactivation, kept="active"),
        ),
        (
            "There is a ReLU behind the sum. It closes half of the way that this block keeps free.",
            partial(ref.preactivation, end=relu),
        ),
        (
            "Norm and ReLU come behind the convolutions, as in the first paper. Here they come "
            "before.",
            ref.basic_block,
        ),
        (
            "There is a norm behind the 1×1 convolution of the shortcut. Here there is none.",
            partial(ref.preactivation, way=ref.shortcut),
        ),
        ("There is no ReLU behind the norms.", without(ref.preactivation, "ReLU")),
        ("There is no shortcut.", partial(ref.preactivation, way=ref.nothing)),
    ),
)
