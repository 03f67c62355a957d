"""Assignment 07: the residual block of two convolutions."""

from __future__ import annotations

from functools import partial

from autograder.exercises.arch.family import TWO_CONVOLUTIONS, architecture, residual_mistakes
from autograder.reference.arch import residual as ref
from autograder.reference.arch.parts import same, with_eps, without

basic_block = architecture(
    "arch.basic_block",
    title="BasicBlock learns what to add to its input.",
    points=4,
    stub="cs_cnn.arch:BasicBlock",
    reference=ref.basic_block,
    **TWO_CONVOLUTIONS,
    hints=(
        "When has the input another shape than what is added to it? Two numbers say it.",
        "A convolution in front of a norm needs no bias: what would the norm do with one?",
        "How many ReLUs are there, and which of them comes after the sum?",
    ),
    mistakes=(
        *residual_mistakes(ref.basic_block),
        (
            "There is no ReLU between the two convolutions: without one, both are as good as one.",
            partial(ref.basic_block, middle=same),
        ),
        (
            "The stride is in the second convolution. It is in the first.",
            partial(ref.basic_block, at=1),
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
    ),
)
