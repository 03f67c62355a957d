"""Assignment 07: the residual block of two convolutions."""

from __future__ import annotations

from functools import partial

from autograder.core.modules import Net
from autograder.exercises.arch.family import architecture
from autograder.reference.arch import residual as ref
from autograder.reference.arch.parts import relu, same, with_eps, without

basic_block = architecture(
    "arch.basic_block",
    title="BasicBlock learns what to add to its input.",
    points=4,
    stub="cs_cnn.arch:BasicBlock",
    reference=ref.basic_block,
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
        "When has the input another shape than what is added to it? Two numbers say it.",
        "A convolution in front of a norm needs no bias: what would the norm do with one?",
        "How many ReLUs are there, and which of them comes after the sum?",
    ),
    mistakes=(
        ("There is no ReLU behind the sum.", partial(ref.basic_block, end=same)),
        (
            "The last ReLU comes before the sum, so that a block can only add. It comes after it.",
            partial(ref.basic_block, last=relu, end=same),
        ),
        (
            "There is a ReLU in front of the sum, so that a block can only add. There is one after "
            "it alone.",
            partial(ref.basic_block, last=relu),
        ),
        (
            "There is no ReLU between the two convolutions: without one, both are as good as one.",
            partial(ref.basic_block, middle=same),
        ),
        (
            "The stride is in the second convolution. It is in the first.",
            partial(ref.basic_block, at=1),
        ),
        (
            "The shortcut's 1×1 convolution has no norm behind it.",
            partial(ref.basic_block, way=partial(ref.shortcut, way=ref.plain)),
        ),
        (
            "The shortcut has a convolution even where the input fits. There it is the input "
            "itself.",
            partial(ref.basic_block, way=ref.projection),
        ),
        (
            "The shortcut has no parameters: every second pixel, and zeros for the maps that are "
            "new. Here it is a 1×1 convolution where the input does not fit.",
            partial(ref.basic_block, way=partial(ref.shortcut, way=ref.padded)),
        ),
        (
            "There is no norm behind the second convolution.",
            without(ref.basic_block, "BatchNorm2d", 1),
        ),
        (
            "Your norms have another eps than PyTorch's, 1e-5.",
            with_eps(ref.basic_block),
        ),
        ("There is no shortcut.", partial(ref.basic_block, way=ref.nothing)),
    ),
)
