"""Assignment 02: conv1x1."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from autograder.core.exercise import Case, exercise
from autograder.exercises.conv.inputs import unequal
from autograder.exercises.inputs import signed
from autograder.reference import conv as ref
from autograder.reference.backend import torch

if TYPE_CHECKING:
    from torch import Tensor


@exercise(
    "conv.conv1x1",
    points=3,
    reference=ref.conv1x1,
    hints=(
        "A pixel is a vector of C numbers, its result a vector of F numbers. What does w do to "
        "the vector?",
        "@ multiplies the last two axes and repeats that over all other axes. Which shape of x "
        "makes C the second to last axis?",
        "reshape keeps the order of the numbers; it never moves an axis. transpose does.",
    ),
)
def conv1x1(rng: np.random.Generator) -> Iterator[Case]:
    """conv1x1 mixes the channels of every pixel."""
    for _ in range(4):
        n, c, h, w, f = unequal(rng, *[range(2, 9)] * 5)
        yield _pixels(rng, f"{c} channels, {f} filters", n, c, h, w, f)
    n, c, h, w, f = unequal(rng, *[range(2, 9)] * 5)
    yield _pixels(rng, "images of one pixel: an affine layer", n, c, 1, 1, f)
    yield _pixels(rng, "one image", 1, c, h, w, f)
    yield _pixels(rng, "one filter", n, c, h, w, 1)
    yield _pixels(rng, "one channel", n, 1, h, w, f)


def _pixels(rng: np.random.Generator, name: str, n: int, c: int, h: int, w: int, f: int) -> Case:
    return Case(name, x=signed(rng, n, c, h, w), w=signed(rng, f, c), b=signed(rng, f))


def _mixed(rows: Tensor, w: Tensor, b: Tensor) -> Tensor:
    """(…, C) to (…, F)."""
    return rows @ w.T + b


@conv1x1.misconception(
    "x is reshaped to rows of C numbers, but such a row is not a pixel. In (N, C, H, W) the "
    "channels of a pixel are H · W numbers apart: the axis must move before anything is reshaped."
)
def rows_by_reshape(x: Tensor, w: Tensor, b: Tensor) -> Tensor:
    n, c, height, width = x.shape
    return _mixed(x.reshape(n, height, width, c), w, b).permute(0, 3, 1, 2)


@conv1x1.misconception(
    "The products are right, but they are reshaped to (N, F, H, W) while the filters are still "
    "the last axis. reshape keeps the order of the numbers: the axis must move first."
)
def maps_by_reshape(x: Tensor, w: Tensor, b: Tensor) -> Tensor:
    n, _, height, width = x.shape
    return _mixed(x.permute(0, 2, 3, 1), w, b).reshape(n, len(w), height, width)


@conv1x1.misconception(
    "x is reshaped to rows of C numbers and the result to (N, F, H, W), and no axis has moved. "
    "Follow one pixel: where in memory are its channels? Are they in one of your rows?"
)
def reshaped_throughout(x: Tensor, w: Tensor, b: Tensor) -> Tensor:
    n, c, height, width = x.shape
    return _mixed(x.reshape(-1, c), w, b).reshape(n, len(w), height, width)


@conv1x1.misconception(
    "x is reshaped to C rows, but the first axis of x is the batch: your rows mix the images. "
    "reshape keeps the order of the numbers, it does not bring an axis to the front."
)
def images_mixed(x: Tensor, w: Tensor, b: Tensor) -> Tensor:
    n, c, height, width = x.shape
    products = w @ x.reshape(c, -1) + b[:, None]
    return products.reshape(-1, n, height, width).transpose(0, 1)


@conv1x1.misconception(
    "The products are right, but they are reshaped to (N, F, H, W) while the filters are still "
    "the first axis and the images the second."
)
def images_and_filters_mixed(x: Tensor, w: Tensor, b: Tensor) -> Tensor:
    maps = ref.conv1x1(x, w, b)
    return maps.transpose(0, 1).reshape(maps.shape)


@conv1x1.misconception(
    "x is reshaped to C rows and the result to (N, F, H, W), and no axis has moved. The first axis "
    "of x is the batch: your rows mix the images."
)
def images_mixed_throughout(x: Tensor, w: Tensor, b: Tensor) -> Tensor:
    n, c, height, width = x.shape
    return (w @ x.reshape(c, -1) + b[:, None]).reshape(n, len(w), height, width)


@conv1x1.misconception("The biases are missing. Each filter adds its own to every pixel.")
def mixed_without_bias(x: Tensor, w: Tensor, b: Tensor) -> Tensor:
    return ref.conv1x1(x, w, torch.zeros_like(b))


@conv1x1.misconception(
    "An activation is included: negative values have become 0. In a network a ReLU often follows, "
    "but it is a layer of its own."
)
def mixed_then_relu(x: Tensor, w: Tensor, b: Tensor) -> Tensor:
    return ref.conv1x1(x, w, b).relu()
