"""Assignment 07: ResNet, from blocks of any kind."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from autograder.core.modules import OURS, Net
from autograder.exercises.arch.family import architecture
from autograder.reference.arch import residual as ref
from autograder.reference.arch.parts import same, swapped, without
from autograder.reference.backend import torch

if TYPE_CHECKING:
    from torch.nn import Module

SMALL = {"classes": 7, "width": 0.125}


def everywhere(stage: int, number: int, count: int) -> int:
    """Stride 2 in the first block of the first stage too."""
    return 1 if number else 2


def at_the_end(stage: int, number: int, count: int) -> int:
    """Stride 2 in the last block of a stage."""
    return 2 if stage and number == count - 1 else 1


def in_every_block(stage: int, number: int, count: int) -> int:
    """Stride 2 in all blocks behind the first stage."""
    return 2 if stage else 1


def small_stem(f: int) -> Module:
    """A stem without the pool."""
    return ref.stem(f, pool=same)


resnet = architecture(
    "arch.resnet",
    title="ResNet(block, repeats, classes, width) stacks residual blocks of any kind.",
    points=6,
    stub="cs_cnn.arch:ResNet",
    reference=ref.resnet,
    full=(
        Net("ResNet-18", x=((1, 3, 224, 224),), args=(OURS, [2, 2, 2, 2])),
        Net("ResNet-34", x=((1, 3, 224, 224),), args=(OURS, [3, 4, 6, 3])),
    ),
    narrow=(
        Net("three stages", x=((2, 3, 64, 80),), args=(OURS, [2, 1, 2]), options=SMALL),
        Net("four stages", x=((1, 3, 128, 128),), args=(OURS, [1, 2, 1, 1]), options=SMALL),
    ),
    hints=(
        "What a block returns is written in its attribute `channels`; the next one gets that many.",
        "Write a table: stage, block, channels in, f, stride. Two loops inside each other fill it.",
    ),
    mistakes=(
        (
            "The first stage halves the size too. There the stride is 1.",
            partial(ref.resnet, strides=everywhere),
        ),
        (
            "The stride is in the last block of a stage. It belongs to the first.",
            partial(ref.resnet, strides=at_the_end),
        ),
        (
            "Every block of a stage has stride 2. Only the first one has.",
            partial(ref.resnet, strides=in_every_block),
        ),
        (
            "No stage halves the size.",
            partial(ref.resnet, strides=lambda stage, number, count: 1),
        ),
        ("Behind the first convolution there is no pool.", partial(ref.resnet, begin=small_stem)),
        ("f stays the same at every stage.", partial(ref.resnet, growth=1)),
        (
            "Behind the first convolution there is no norm.",
            without(ref.resnet, "BatchNorm2d", 0),
        ),
        ("Behind the first norm there is no ReLU.", without(ref.resnet, "ReLU", 0)),
        (
            "The pool is an average.",
            swapped(ref.resnet, "MaxPool2d", lambda old: torch.nn.AvgPool2d(3, 2, 1)),
        ),
        (
            "The pool has no padding.",
            swapped(ref.resnet, "MaxPool2d", lambda old: torch.nn.MaxPool2d(3, 2)),
        ),
        (
            "In the end stands the maximum over all places, not the mean.",
            swapped(ref.resnet, "AdaptiveAvgPool2d", lambda old: torch.nn.AdaptiveMaxPool2d(1)),
        ),
    ),
)
