"""Assignment 07: ResNet, of blocks of any kind."""

from __future__ import annotations

from functools import partial

from autograder.core.modules import OURS, Net
from autograder.exercises.arch.family import architecture
from autograder.reference.arch import residual as ref
from autograder.reference.arch.parts import (
    followed,
    max_pool,
    max_scores,
    mean_pool,
    same,
    softmax,
    without,
)

X = ((2, 3, 128, 128),)


def _everywhere(stage: int, number: int, count: int) -> int:
    return 1 if number else 2


def _at_the_end(stage: int, number: int, count: int) -> int:
    return 2 if stage and number == count - 1 else 1


def _in_every_block(stage: int, number: int, count: int) -> int:
    return 2 if stage else 1


def _nowhere(stage: int, number: int, count: int) -> int:
    return 1


resnet = architecture(
    "arch.resnet",
    title="ResNet stacks residual blocks of any kind.",
    points=6,
    stub="cs_cnn.arch:ResNet",
    reference=ref.resnet,
    full=(
        Net("2, 2, 2, 2 blocks", x=((1, 3, 224, 224),), args=(OURS, [2, 2, 2, 2])),
        Net("3, 4, 6, 3 blocks", x=((1, 3, 224, 224),), args=(OURS, [3, 4, 6, 3])),
    ),
    narrow=(
        Net("1, 2, 1, 3 blocks, a 16th of the width", x=X, args=(OURS, [1, 2, 1, 3], 5, 1 / 16)),
        Net(
            "two stages",
            x=((2, 3, 40, 52),),
            args=(OURS, [3, 2]),
            options={"width": 1 / 8, "classes": 6},
        ),
    ),
    hints=(
        "Two loops, one inside the other: stages, and the blocks of a stage.",
        "Which block of a stage gets another number of channels than the others, and which has "
        "stride 2?",
        "What a block returns it says itself: block(...).channels is what the next one gets.",
    ),
    mistakes=(
        (
            "The first stage begins at stride 2. The pool in front of it has made the volume small "
            "enough.",
            partial(ref.resnet, strides=_everywhere),
        ),
        (
            "The stride is in the last block of a stage. It is in the first one.",
            partial(ref.resnet, strides=_at_the_end),
        ),
        (
            "Every block of a stage has stride 2. Only the first one has.",
            partial(ref.resnet, strides=_in_every_block),
        ),
        ("No block has stride 2.", partial(ref.resnet, strides=_nowhere)),
        (
            "There is no pool behind the first convolution.",
            partial(ref.resnet, begin=partial(ref.stem, pool=same)),
        ),
        (
            "Your pool rounds up in place of being padded: its windows begin one pixel later.",
            partial(ref.resnet, begin=partial(ref.stem, pool=lambda: max_pool(3, 2, up=True))),
        ),
        (
            "Your pool has windows of 2×2. ResNet's overlap: 3×3 at stride 2.",
            partial(ref.resnet, begin=partial(ref.stem, pool=lambda: max_pool(2))),
        ),
        (
            "Your first convolution looks at 3×3 pixels. It has 7×7.",
            partial(ref.resnet, begin=partial(ref.stem, kernel=3)),
        ),
        (
            "Average pooling takes the place of max pooling.",
            partial(ref.resnet, begin=partial(ref.stem, pool=lambda: mean_pool(3, 2, 1))),
        ),
        (
            "There is no norm behind the first convolution.",
            without(ref.resnet, "BatchNorm2d", 0),
        ),
        (
            "There is no ReLU between the first norm and the pool.",
            without(ref.resnet, "ReLU", 0),
        ),
        (
            "Your last layer sees the maximum of each map. It sees the mean.",
            partial(ref.resnet, end=max_scores),
        ),
        (
            "All stages have as many maps. f is twice as large at each.",
            partial(ref.resnet, growth=1),
        ),
        (
            "The scores go through a softmax, which belongs to the loss.",
            followed(ref.resnet, softmax),
        ),
    ),
)
