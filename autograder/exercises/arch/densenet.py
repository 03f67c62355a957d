"""Assignment 07: DenseNet."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from autograder.core.modules import Net
from autograder.exercises.arch.dense_layer import dense_layer
from autograder.exercises.arch.family import architecture
from autograder.reference.arch import dense as ref
from autograder.reference.arch.parts import (
    conv,
    followed,
    max_pool,
    max_scores,
    norm,
    same,
    softmax,
)

if TYPE_CHECKING:
    from torch.nn import Module


def _same_maps(c: int) -> Module:
    return same()


densenet = architecture(
    "arch.densenet",
    title="DenseNet lets every layer see all before it.",
    points=5,
    stub="cs_cnn.arch:DenseNet",
    reference=ref.densenet,
    needs=(dense_layer,),
    full=(Net("DenseNet-121", x=((1, 3, 224, 224),), args=([6, 12, 24, 16],)),),
    narrow=(
        Net("2, 3, 2, 2 layers, k = 3", x=((2, 3, 128, 128),), args=([2, 3, 2, 2], 3, 5)),
        Net(
            "two blocks",
            x=((2, 3, 36, 44),),
            args=([2, 1],),
            options={"k": 4, "classes": 6},
        ),
    ),
    hints=(
        "Keep one number from layer to layer: how many maps there are by now.",
        "How many transitions are there between four blocks?",
        "The dense layers begin with a norm and a ReLU. What is missing behind the last one?",
    ),
    mistakes=(
        ("The stem has k maps. It has 2k.", partial(ref.densenet, first=1)),
        (
            "There is no norm behind the last block.",
            partial(ref.densenet, end=_same_maps),
        ),
        (
            "There is no ReLU behind the last norm.",
            partial(ref.densenet, end=norm),
        ),
        (
            "Your transitions keep all maps. They go on with half of them.",
            partial(ref.densenet, half=lambda c: c),
        ),
        (
            "Half of an odd number of maps is rounded up. It is rounded down.",
            partial(ref.densenet, half=lambda c: (c + 1) // 2),
        ),
        (
            "Max pooling takes the place of average pooling in the transitions.",
            partial(ref.densenet, between=partial(ref.transition, pool=max_pool)),
        ),
        (
            "Your transitions have no norm and no ReLU in front of the 1×1.",
            partial(ref.densenet, between=partial(ref.transition, step=conv)),
        ),
        (
            "There is a transition behind the last block, too. It is between blocks alone.",
            partial(ref.densenet, last_too=True),
        ),
        (
            "The new maps are concatenated before the old ones. They come behind.",
            partial(ref.densenet, layer=partial(ref.dense_layer, old_first=False)),
        ),
        (
            "Your last layer sees the maximum of each map. It sees the mean.",
            partial(ref.densenet, last=max_scores),
        ),
        (
            "There is no pool behind the first convolution.",
            partial(ref.densenet, pool=same),
        ),
        (
            "The scores go through a softmax, which belongs to the loss.",
            followed(ref.densenet, softmax),
        ),
    ),
)
