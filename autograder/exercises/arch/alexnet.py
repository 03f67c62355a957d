"""Assignment 07: AlexNet in one tower."""

from __future__ import annotations

from functools import partial

from autograder.core.modules import Net
from autograder.exercises.arch.family import architecture
from autograder.reference.arch import early as ref
from autograder.reference.arch.parts import (
    followed,
    max_pool,
    mean_pool,
    relu,
    response_norm,
    softmax,
    without,
)

TOWERS = (96, 256, 384, 384, 256)

alexnet = architecture(
    "arch.alexnet",
    title="AlexNet classifies photographs: five convolutions, three fully connected layers.",
    points=4,
    stub="cs_cnn.arch:AlexNet",
    reference=(ref.alexnet, partial(ref.alexnet, fully="conv")),
    full=(Net("AlexNet", x=((1, 3, 224, 224),)),),
    narrow=(Net("a 16th of the width, 5 classes", x=((2, 3, 224, 224),), args=(5, 1 / 16)),),
    hints=(
        "Follow the sizes: 224 → 55 → 27 → 13 → 6. Which layers make it smaller?",
        "Which activations come before a pool, which between two convolutions?",
        "nn.Dropout knows by itself whether the network is in training; F.dropout has to be told.",
    ),
    mistakes=(
        (
            "Your fourth layer has 384 maps, as in the paper of the network in one tower. Here, as "
            "in popular libraries, it has 256.",
            partial(ref.alexnet, maps=(64, 192, 384, 384, 256)),
        ),
        (
            "Yours are the two towers of 2012: 96-256-384-384-256 maps, some in two groups. Here "
            "there is one, with 64-192-384-256-256.",
            partial(ref.alexnet, maps=TOWERS, groups=2),
        ),
        (
            "Your maps are 96-256-384-384-256, those of both towers of 2012 together. Here they "
            "are 64-192-384-256-256.",
            partial(ref.alexnet, maps=TOWERS),
        ),
        (
            "Your pools have windows of 2×2. AlexNet's overlap: 3×3 at stride 2.",
            partial(ref.alexnet, pool=lambda size, stride: max_pool(2, 2)),
        ),
        (
            "Average pooling takes the place of max pooling.",
            partial(ref.alexnet, pool=mean_pool),
        ),
        (
            "There is no ReLU between the fully connected layers: without one, three are as good "
            "as one.",
            without(ref.alexnet, "ReLU", -1, -2),
        ),
        (
            "There is no ReLU behind the convolutions.",
            without(ref.alexnet, "ReLU", 0, 1, 2, 3, 4),
        ),
        (
            "The scores go through a ReLU, so that none is below 0. A score may be any number.",
            followed(ref.alexnet, relu),
        ),
        (
            "Local response normalization stands behind the first two layers, as in 2012. Here it "
            "is left out.",
            response_norm(ref.alexnet),
        ),
        (
            "Nothing is dropped while training: each of the first two fully connected layers has "
            "dropout in front of it.",
            without(ref.alexnet, "Dropout"),
        ),
        (
            "The scores go through a softmax, which belongs to the loss.",
            followed(ref.alexnet, softmax),
        ),
    ),
)
