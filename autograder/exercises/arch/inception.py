"""Assignment 07: the Inception module."""

from __future__ import annotations

from functools import partial

from autograder.core.modules import Net
from autograder.exercises.arch.family import architecture
from autograder.reference.arch import inception as ref
from autograder.reference.arch.parts import followed, mean_pool, normed, relu, without

inception = architecture(
    "arch.inception",
    title="Inception sees through windows of several sizes at once.",
    points=5,
    stub="cs_cnn.arch:Inception",
    reference=ref.inception,
    full=(Net("3a", x=((1, 192, 28, 28),), args=(192, 64, 96, 128, 16, 32, 32)),),
    narrow=(
        Net("few maps", x=((3, 7, 9, 11),), args=(7, 3, 4, 5, 2, 6, 8)),
        Net("as many maps as channels", x=((2, 4, 8, 6),), args=(4, 4, 4, 4, 4, 4, 4)),
    ),
    hints=(
        "Each branch gets the input itself. How much padding keeps its height and width?",
        "torch.cat joins maps. Along which axis do they lie?",
        "How many convolutions are there in all, and has each of them a ReLU?",
    ),
    mistakes=(
        (
            "Your third branch looks at 3×3 pixels, as in a popular library. The paper, and this "
            "course, have 5×5.",
            partial(ref.inception, large=3),
        ),
        (
            "The 1×1 convolutions in front of 3×3 and 5×5 have no ReLU.",
            without(ref.inception, "ReLU", 1, 3),
        ),
        (
            "The fourth branch ends without a ReLU: its convolution has one as well.",
            without(ref.inception, "ReLU", 5),
        ),
        (
            "The 3×3 and 5×5 convolutions have no ReLU behind them.",
            without(ref.inception, "ReLU", 2, 4),
        ),
        ("There is no ReLU.", without(ref.inception, "ReLU")),
        (
            "There are ReLUs behind the concatenation alone. Each of the six convolutions has one.",
            followed(without(ref.inception, "ReLU"), relu),
        ),
        (
            "Average pooling takes the place of max pooling.",
            partial(ref.inception, pool=mean_pool),
        ),
        (
            "The fourth branch has its 1×1 convolution before the pool. The pool comes first.",
            partial(ref.inception, pool_first=False),
        ),
        (
            "The branches of 3×3 and 5×5 are concatenated in the other order.",
            partial(ref.inception, order=(0, 2, 1, 3)),
        ),
        (
            "The pooled branch is concatenated first. It comes last.",
            partial(ref.inception, order=(3, 0, 1, 2)),
        ),
        (
            "Your branches are the naive ones: the 1×1 convolutions in front of 3×3 and 5×5 are "
            "missing.",
            partial(ref.inception, reduced=False),
        ),
        (
            "There are batch norms behind your convolutions, as in popular libraries. Here there "
            "are biases.",
            normed(ref.inception),
        ),
    ),
)
