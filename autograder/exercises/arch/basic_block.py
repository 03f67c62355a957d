"""Assignment 07: the residual block of two convolutions."""

from __future__ import annotations

from functools import partial

from autograder.core.modules import Net
from autograder.exercises.arch.family import architecture
from autograder.reference.arch import residual as ref
from autograder.reference.arch.parts import relu, same, swapped, without
from autograder.reference.backend import torch

X = ((3, 6, 9, 11),)

basic_block = architecture(
    "arch.basic_block",
    title="BasicBlock(c, f, stride) adds two convolutions to its input.",
    points=4,
    stub="cs_cnn.arch:BasicBlock",
    reference=ref.basic_block,
    block=True,
    full=(
        Net("64 to 64 maps", x=((1, 64, 56, 56),), args=(64, 64)),
        Net("64 to 128 maps at stride 2", x=((1, 64, 56, 56),), args=(64, 128, 2)),
    ),
    narrow=(
        Net("6 to 6 maps", x=X, args=(6, 6)),
        Net("6 to 8 maps at stride 2", x=X, args=(6, 8), options={"stride": 2}),
        Net("6 to 8 maps at stride 1", x=X, args=(6, 8)),
        Net("6 to 6 maps at stride 2", x=X, args=(6, 6), options={"stride": 2}),
    ),
    hints=(
        "Draw the two ways from x to the sum. Which layers lie on each, and in which order?",
        "When do both ways give the same shape without a projection? Look at c, f and stride.",
    ),
    mistakes=(
        (
            "Between the two convolutions there is no ReLU.",
            partial(ref.basic_block, middle=same),
        ),
        (
            "There is a ReLU before the sum: what is added can then never be negative.",
            partial(ref.basic_block, last=relu),
        ),
        ("Behind the sum there is no ReLU.", partial(ref.basic_block, end=same)),
        (
            "The stride is in the second convolution. It belongs to the first.",
            partial(ref.basic_block, at=1),
        ),
        (
            "The projection of the shortcut has no norm.",
            partial(ref.basic_block, way=partial(ref.shortcut, way=ref.plain)),
        ),
        (
            "The shortcut is projected even where the input itself fits.",
            partial(ref.basic_block, way=ref.projection),
        ),
        (
            "The norms have another eps than PyTorch's 1e-5.",
            swapped(
                ref.basic_block,
                "BatchNorm2d",
                lambda old: torch.nn.BatchNorm2d(old.num_features, eps=1e-3),
            ),
        ),
        (
            "Behind the second convolution there is no norm.",
            without(ref.basic_block, "BatchNorm2d", 1),
        ),
    ),
)
