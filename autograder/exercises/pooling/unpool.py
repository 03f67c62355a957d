"""Assignment 03: values back at the places of the maxima."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from autograder.core.exercise import Case, exercise
from autograder.exercises.pooling.inputs import PICTURE, maxima
from autograder.exercises.pooling.max_backward import (
    X,
    blocks,
    corners,
    down_the_columns,
    one_by_one,
    pooled_already,
    upper_left,
    written_in_first_plane,
)
from autograder.reference import pooling as ref

if TYPE_CHECKING:
    from torch import Tensor


@exercise(
    "pooling.unpool",
    points=5,
    stub="cs_cnn.pooling:max_unpool",
    reference=ref.max_unpool,
    hints=(
        "As in max_pool_backward, start with zeros; switches say where the values go.",
        "What if two windows had the same maximum? The picture has that pixel once.",
    ),
)
def unpool(rng: np.random.Generator) -> Iterator[Case]:
    """max_unpool puts every value back where the maximum was."""
    for name, x, size, stride in (
        ("the notebook's picture, 2×2 at stride 2", PICTURE, 2, 2),
        ("one pixel is the maximum of four windows, one of two", X, 2, 1),
    ):
        y, switches = maxima(x, size, stride)
        yield Case(name, y=y, switches=switches, x_shape=x.shape)
    for name, out, switches, x_shape in pooled_already(rng):
        yield Case(name, y=out, switches=switches, x_shape=x_shape)


@unpool.misconception(
    "A place that several switches name gets the sum of their values. That is right for gradients; "
    "a picture has each pixel once."
)
def added_up(y: Tensor, switches: Tensor, x_shape: Sequence[int]) -> Tensor:
    return ref.max_pool_backward(y, switches, x_shape)


@unpool.misconception("Every value is at the first pixel of a window: the switches are not used.")
def at_first_pixel(y: Tensor, switches: Tensor, x_shape: Sequence[int]) -> Tensor:
    return corners(y, x_shape)


@unpool.misconception(
    "Every value fills a whole window, as when you enlarge a picture. Only the place of the "
    "maximum gets it; everything else is 0."
)
def enlarged(y: Tensor, switches: Tensor, x_shape: Sequence[int]) -> Tensor:
    return blocks(y, x_shape)[0]


@unpool.misconception(
    "The values are in the upper left corner, at their place in the small picture. The switches "
    "say to which place of the large one each value belongs."
)
def in_upper_left(y: Tensor, switches: Tensor, x_shape: Sequence[int]) -> Tensor:
    return upper_left(y, x_shape)


@unpool.misconception(
    "The switches are read down the columns: row = switch % H. They are row·W + column; how many "
    "pixels does one row have?"
)
def unpool_down_the_columns(y: Tensor, switches: Tensor, x_shape: Sequence[int]) -> Tensor:
    return ref.max_unpool(y, down_the_columns(switches, x_shape), x_shape)


@unpool.misconception(
    "The switches are divided by H: row = switch // H. They are row·W + column; how many pixels "
    "does one row have?"
)
def unpool_with_height(y: Tensor, switches: Tensor, x_shape: Sequence[int]) -> Tensor:
    h, w = x_shape[2:]
    places = switches // h * w + switches % h
    return one_by_one(y, places % (h * w), x_shape, last=True)


@unpool.misconception(
    "All values stand in the first channel of the first image. A switch counts inside its own "
    "plane, and every image and channel has its own."
)
def unpool_in_first_plane(y: Tensor, switches: Tensor, x_shape: Sequence[int]) -> Tensor:
    return written_in_first_plane(y, switches, x_shape)


@unpool.misconception(
    "Negative values are missing. They too were the largest of their window: a place that no "
    "switch names is 0, and a place that a switch names has its value, whatever the sign."
)
def negatives_missing(y: Tensor, switches: Tensor, x_shape: Sequence[int]) -> Tensor:
    return ref.max_unpool(y.clamp(min=0), switches, x_shape)
