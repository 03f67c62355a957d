"""Assignment 07: NASNet-A's normal cell."""

from __future__ import annotations

from functools import partial

from autograder.core.modules import Net
from autograder.exercises.arch.family import architecture
from autograder.reference.arch import nas as ref
from autograder.reference.arch.parts import padded_mean, same, without

SIZES = {"sep5": "sep3", "sep3": "sep5"}
SIDES = {"left": "right", "right": "left"}


def _changed(steps: dict[str, str], states: dict[str, str]) -> ref.Plan:
    return tuple(
        tuple((steps.get(step, step), states.get(str(state), state)) for step, state in pair)
        for pair in ref.NORMAL
    )


FIRST = ((("sep3", "right"), ("sep5", "left")), *ref.NORMAL[1:])
POOLED = (*ref.NORMAL[:2], (("avg3", "left"), ("same", "right")), *ref.NORMAL[3:])
ONCE = (*ref.NORMAL[:3], (("avg3", "left"), ("same", "left")), ref.NORMAL[4])

nas_cell = architecture(
    "arch.nas_cell",
    title="NASCell is a cell that a search has found.",
    points=4,
    stub="cs_cnn.arch:NASCell",
    reference=ref.nas_cell,
    full=(
        Net(
            "NASNet-A mobile's second cell",
            x=((1, 88, 28, 28), (1, 264, 28, 28)),
            args=(88, 264, 44),
        ),
    ),
    narrow=(
        Net("6 and 8 channels, 4 maps", x=((3, 6, 7, 9), (3, 8, 7, 9)), args=(6, 8, 4)),
        Net("5 channels each, 5 maps", x=((2, 5, 8, 6), (2, 5, 8, 6)), args=(5, 5, 5)),
    ),
    hints=(
        "Build a and b first. Everything else is made of these two.",
        "A helper that builds sepk is needed five times: five separate ones, each with its own "
        "weights.",
        "A mean over a window that reaches into the padding: over how many numbers is it?",
    ),
    mistakes=(
        (
            "Your means count the zeros of the padding. They are over the maps' own numbers.",
            partial(ref.nas_cell, mean=padded_mean),
        ),
        (
            "a and b are exchanged: a is made of the left input, b of the right one.",
            partial(ref.nas_cell, plan=_changed({}, SIDES), kept=("right", 0, 1, 2, 3, 4)),
        ),
        (
            "b is concatenated in place of a.",
            partial(ref.nas_cell, kept=("right", 0, 1, 2, 3, 4)),
        ),
        (
            "Only the five sums are concatenated. a comes before them.",
            partial(ref.nas_cell, kept=(0, 1, 2, 3, 4)),
        ),
        (
            "b is concatenated as well. Only a and the five sums are.",
            partial(ref.nas_cell, kept=("left", "right", 0, 1, 2, 3, 4)),
        ),
        (
            "a is concatenated behind the five sums. It comes before them.",
            partial(ref.nas_cell, kept=(0, 1, 2, 3, 4, "left")),
        ),
        (
            "Your separable steps are done once. Each is done twice.",
            partial(ref.nas_cell, separable=partial(ref.sep, times=1)),
        ),
        (
            "There is no ReLU in front of the 1×1 convolutions that make a and b.",
            partial(ref.nas_cell, bring=partial(ref.squeeze, active=same)),
        ),
        (
            "The separable steps have no ReLU in front.",
            partial(ref.nas_cell, separable=partial(ref.sep, active=same)),
        ),
        (
            "The separable steps have their ReLU at the end. It comes first.",
            partial(ref.nas_cell, separable=ref.sep_with_relu_last),
        ),
        (
            "5×5 and 3×3 are exchanged.",
            partial(ref.nas_cell, plan=_changed(SIZES, {})),
        ),
        (
            "In the first sum, 5×5 and 3×3 are exchanged: 5×5 is of b, 3×3 of a.",
            partial(ref.nas_cell, plan=FIRST),
        ),
        (
            "In the third sum, a and b are exchanged: the mean is of b, and a is added.",
            partial(ref.nas_cell, plan=POOLED),
        ),
        (
            "The fourth sum is a mean of a and a itself. It is the mean of a, twice.",
            partial(ref.nas_cell, plan=ONCE),
        ),
        ("There is no ReLU.", without(ref.nas_cell, "ReLU")),
    ),
)
