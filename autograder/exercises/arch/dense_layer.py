"""Assignment 07: the dense layer."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from autograder.core.modules import Net
from autograder.exercises.arch.family import architecture
from autograder.reference.arch import dense as ref
from autograder.reference.arch.parts import conv_norm, without

if TYPE_CHECKING:
    from torch.nn import Module


def _new_alone(old: Module, new: Module) -> Module:
    return new


dense_layer = architecture(
    "arch.dense_layer",
    title="DenseLayer adds maps to all that are there.",
    points=3,
    stub="cs_cnn.arch:DenseLayer",
    reference=ref.dense_layer,
    full=(Net("64 channels, 32 new", x=((1, 64, 56, 56),), args=(64, 32)),),
    narrow=(
        Net("10 channels, 4 new", x=((3, 10, 6, 7),), args=(10, 4)),
        Net("4 channels, 4 new", x=((2, 4, 8, 5),), args=(4, 4)),
    ),
    hints=(
        "The first norm sees c channels. How many does the second see?",
        "What is concatenated with what, in which order?",
    ),
    mistakes=(
        (
            "The new maps are concatenated before the old ones. They come behind.",
            partial(ref.dense_layer, old_first=False),
        ),
        (
            "Only the new maps are returned. All that were there stay.",
            partial(ref.dense_layer, join=_new_alone),
        ),
        (
            "Norm and ReLU come behind the convolutions. Here they come before.",
            partial(ref.dense_layer, step=conv_norm),
        ),
        (
            "The 1×1 convolution has k maps. It has 4k.",
            partial(ref.dense_layer, inner=1),
        ),
        (
            "The 1×1 convolution is missing: the 3×3 sees all channels.",
            partial(ref.dense_layer, reduced=False),
        ),
        ("Behind the first norm there is no ReLU.", without(ref.dense_layer, "ReLU", 0)),
        ("Behind the second norm there is no ReLU.", without(ref.dense_layer, "ReLU", 1)),
        ("There is no ReLU.", without(ref.dense_layer, "ReLU")),
    ),
)
