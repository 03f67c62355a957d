"""Assignment 07: ZFNet."""

from __future__ import annotations

from functools import partial

from autograder.core.modules import Net
from autograder.exercises.arch.family import architecture
from autograder.reference.arch import early as ref
from autograder.reference.arch.parts import followed, relu, response_norm, softmax, without

PADDED = ((3, 2, 1, False), (3, 2, 1, False), (3, 2, 0, False))
SMALL = ((2, 2, 0, False), (2, 2, 0, False), (2, 2, 0, False))

zfnet = architecture(
    "arch.zfnet",
    title="ZFNet looks closer than AlexNet in its first layers.",
    points=3,
    stub="cs_cnn.arch:ZFNet",
    reference=(ref.zfnet, partial(ref.zfnet, fully="conv")),
    full=(Net("ZFNet", x=((1, 3, 224, 224),)),),
    narrow=(Net("a 16th of the width, 5 classes", x=((2, 3, 224, 224),), args=(5, 1 / 16)),),
    hints=(
        "Compute every size with (n − k + 2 pad)/stride + 1. Which divisions have a remainder?",
        "nn.MaxPool2d has an argument that says whether it rounds up.",
    ),
    mistakes=(
        (
            "Your first two pools are padded in place of rounding up: their windows begin one "
            "pixel outside of the volume.",
            partial(ref.zfnet, pools=PADDED),
        ),
        (
            "Your pools have windows of 2×2. ZFNet's overlap: 3×3 at stride 2.",
            partial(ref.zfnet, pools=SMALL),
        ),
        (
            "Your 7×7 convolution has three zeros on each side, so it gives 112×112 places. With "
            "one it gives 110×110.",
            partial(ref.zfnet, first=(96, 7, 2, 3)),
        ),
        (
            "Your 5×5 convolution is padded. Without padding it gives 26×26 places.",
            partial(ref.zfnet, second=(256, 5, 2, 2)),
        ),
        (
            "There is no ReLU between the fully connected layers: without one, three are as good "
            "as one.",
            without(ref.zfnet, "ReLU", -1, -2),
        ),
        (
            "The scores go through a ReLU, so that none is below 0. A score may be any number.",
            followed(ref.zfnet, relu),
        ),
        (
            "Local response normalization stands behind the first two layers. Here it is left out.",
            response_norm(ref.zfnet),
        ),
        (
            "Nothing is dropped while training: each of the first two fully connected layers has "
            "dropout in front of it.",
            without(ref.zfnet, "Dropout"),
        ),
        (
            "The scores go through a softmax, which belongs to the loss.",
            followed(ref.zfnet, softmax),
        ),
    ),
)
