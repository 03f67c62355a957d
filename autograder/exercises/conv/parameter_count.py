"""Assignment 02: how much there is to learn."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from autograder.core.exercise import Case, exercise
from autograder.exercises.inputs import sizes
from autograder.reference import conv as ref


@exercise(
    "conv.parameter_count",
    points=2,
    reference=ref.parameter_count,
    hints=(
        "How many numbers does one filter hold? It sees all channels at the same time.",
        "Each filter adds one number of its own to the sum over its window.",
    ),
)
def parameter_count(rng: np.random.Generator) -> Iterator[Case]:
    """parameter_count counts the weights and the biases of a layer."""
    yield Case("ten 5×5 filters on a colour image", f=10, c=3, kh=5, kw=5)
    yield Case("AlexNet's first layer", f=96, c=3, kh=11, kw=11)
    for _ in range(4):
        f, c, kh, kw = sizes(rng, 4, low=2)
        yield Case(f"filters: {f}, channels: {c}, window {kh}×{kw}", f=f, c=c, kh=kh, kw=kw)


@parameter_count.misconception(
    "The biases are not counted. Each filter learns one number that it adds to its sum."
)
def weights_alone(f: int, c: int, kh: int, kw: int) -> int:
    return f * c * kh * kw


@parameter_count.misconception("One bias serves the whole layer here. Each filter has its own.")
def one_bias(f: int, c: int, kh: int, kw: int) -> int:
    return f * c * kh * kw + 1


@parameter_count.misconception(
    "There is a bias for each channel of each filter. A filter adds up its channels first; one "
    "bias is added to that sum."
)
def bias_for_each_channel(f: int, c: int, kh: int, kw: int) -> int:
    return f * c * (kh * kw + 1)


@parameter_count.misconception(
    "The number of channels is not used. A filter is as deep as its input: it has weights for "
    "every channel."
)
def flat_filters(f: int, c: int, kh: int, kw: int) -> int:
    return f * (kh * kw + 1)


@parameter_count.misconception(
    "Each channel gets a bias. Biases belong to the outputs, so there is one for each filter."
)
def bias_for_each_input_channel(f: int, c: int, kh: int, kw: int) -> int:
    return f * c * kh * kw + c


@parameter_count.misconception("The window is assumed to be square. KH and KW can differ.")
def square_window(f: int, c: int, kh: int, kw: int) -> int:
    return f * (c * kh * kh + 1)
