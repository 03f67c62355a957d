"""Assignment 07: the residual block with norm and ReLU in front."""

from __future__ import annotations

from functools import partial

from autograder.exercises.arch.family import TWO_CONVOLUTIONS, architecture
from autograder.reference.arch import residual as ref
from autograder.reference.arch.parts import relu, without

preactivation = architecture(
    "arch.preactivation",
    title="PreActivation has norm and ReLU in front of each convolution.",
    points=2,
    stub="cs_cnn.arch:PreActivation",
    reference=ref.preactivation,
    **TWO_CONVOLUTIONS,
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
