"""Assignment 03: max pooling backward, which sends gradients to the places of the maxima."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from autograder.core.exercise import Case, exercise
from autograder.exercises.inputs import signed
from autograder.exercises.pooling.inputs import PICTURE, maxima, pooled, ties
from autograder.reference import pooling as ref
from autograder.reference.backend import torch

if TYPE_CHECKING:
    from torch import Tensor

X = np.array([[0.0, 1, 2, -1], [3, 9, -4, 5], [1, -2, 0, 2]])[None, None]
DOUT = np.array([[1.0, 2, -3], [4, -5, 6]])[None, None]
"""2×2 windows at stride 1: the 9 is the largest of four of them, the 5 of two."""

DOUT_OF_PICTURE = np.array([[2.0, -1], [3, 4]])[None, None]
"""3×3 windows at stride 1 on the notebook's picture: the 9 is the largest of the upper two."""


def pooled_already(
    rng: np.random.Generator,
) -> Iterator[tuple[str, np.ndarray, np.ndarray, tuple[int, ...]]]:
    """A name, the maxima, their switches and the shape of x, as a forward pass leaves them."""
    for case in (*pooled(rng), ties(rng)):
        x, size, stride = case.inputs.values()
        yield case.name, *maxima(x, size, stride), x.shape


def _first_plane(values: Tensor, switches: Tensor, x_shape: Sequence[int]) -> Tensor:
    """All places counted from the beginning of the first plane, added up there."""
    flat = torch.zeros(tuple(x_shape), dtype=values.dtype, device=values.device).flatten()
    return flat.index_add(0, switches.flatten(), values.flatten()).reshape(tuple(x_shape))


def one_by_one(values: Tensor, switches: Tensor, x_shape: Sequence[int], last: bool) -> Tensor:
    """Written in row order, each over the one before; or in reverse, so that the first stays."""
    flat = torch.zeros(tuple(x_shape), dtype=values.dtype, device=values.device).flatten(2)
    switches, values = switches.flatten(2), values.flatten(2)
    order = range(values.shape[2]) if last else reversed(range(values.shape[2]))
    for k in order:
        flat.scatter_(2, switches[:, :, k : k + 1], values[:, :, k : k + 1])
    return flat.reshape(tuple(x_shape))


def written_in_first_plane(values: Tensor, switches: Tensor, x_shape: Sequence[int]) -> Tensor:
    """All places counted from the beginning of the first plane, the last value on top."""
    everything = (1, 1, 1, math.prod(x_shape))
    values, switches = values.reshape(1, 1, 1, -1), switches.reshape(1, 1, 1, -1)
    return one_by_one(values, switches, everything, last=True).reshape(tuple(x_shape))


def down_the_columns(switches: Tensor, x_shape: Sequence[int]) -> Tensor:
    """The places, read as column·H + row."""
    h, w = x_shape[2:]
    return switches % h * w + switches // h


def blocks(values: Tensor, x_shape: Sequence[int]) -> tuple[Tensor, int]:
    """Every value repeated over a block of H // HO × W // WO pixels, and the size of a block."""
    kh, kw = (side // count for side, count in zip(x_shape[2:], values.shape[2:], strict=True))
    out = torch.zeros(tuple(x_shape), dtype=values.dtype, device=values.device)
    spread = values.repeat_interleave(kh, 2).repeat_interleave(kw, 3)
    out[:, :, : spread.shape[2], : spread.shape[3]] = spread
    return out, kh * kw


def corners(values: Tensor, x_shape: Sequence[int]) -> Tensor:
    """Every value at the first pixel of its block."""
    out = torch.zeros(tuple(x_shape), dtype=values.dtype, device=values.device)
    kh, kw = (side // count for side, count in zip(x_shape[2:], values.shape[2:], strict=True))
    ho, wo = values.shape[2:]
    out[:, :, : ho * kh : kh, : wo * kw : kw] = values
    return out


def upper_left(values: Tensor, x_shape: Sequence[int]) -> Tensor:
    """The small plane in the corner of the large one."""
    out = torch.zeros(tuple(x_shape), dtype=values.dtype, device=values.device)
    out[:, :, : values.shape[2], : values.shape[3]] = values
    return out


@exercise(
    "pooling.max_backward",
    points=12,
    stub="cs_cnn.pooling:max_pool_backward",
    reference=ref.max_pool_backward,
    outputs=("dx",),
    hints=(
        "dx has the shape x_shape and starts as zeros. Only the places that switches name change.",
        "Where windows overlap, a pixel can be the maximum of several. What does the chain rule "
        "do with several paths?",
        "NumPy's `a[index] += values` changes a place once, however often index names it; a loop "
        "or np.add.at adds every time.",
    ),
)
def max_backward(rng: np.random.Generator) -> Iterator[Case]:
    """max_pool_backward sends every gradient to the pixel that was the maximum."""
    for name, x, size, dout in (
        ("the notebook's picture, 3×3 at stride 1", PICTURE, 3, DOUT_OF_PICTURE),
        ("one pixel is the maximum of four windows, one of two", X, 2, DOUT),
    ):
        yield Case(name, dout=dout, switches=maxima(x, size, 1)[1], x_shape=x.shape)
    for name, out, switches, x_shape in pooled_already(rng):
        yield Case(name, dout=signed(rng, *out.shape), switches=switches, x_shape=x_shape)


@max_backward.misconception(
    "Where several windows have the same maximum, only one gradient arrives: the last one has "
    "replaced the others, by `=` or by `+=` with an index that names a place twice. Several paths "
    "add up."
)
def last_gradient_stays(dout: Tensor, switches: Tensor, x_shape: Sequence[int]) -> Tensor:
    return one_by_one(dout, switches, x_shape, last=True)


@max_backward.misconception(
    "Where several windows have the same maximum, only the first gradient arrives. Several paths "
    "add up."
)
def first_gradient_stays(dout: Tensor, switches: Tensor, x_shape: Sequence[int]) -> Tensor:
    return one_by_one(dout, switches, x_shape, last=False)


@max_backward.misconception(
    "Where several windows have the same maximum, the mean of their gradients arrives. Each window "
    "sends all of its gradient, and the pixel gets the sum."
)
def mean_of_gradients(dout: Tensor, switches: Tensor, x_shape: Sequence[int]) -> Tensor:
    count = ref.max_pool_backward(torch.ones_like(dout), switches, x_shape)
    return ref.max_pool_backward(dout, switches, x_shape) / count.clamp(min=1)


@max_backward.misconception(
    "Every gradient is spread evenly over a window. That is average pooling; the maximum depends "
    "on one pixel, and the others did not matter."
)
def spread_evenly(dout: Tensor, switches: Tensor, x_shape: Sequence[int]) -> Tensor:
    spread, pixels = blocks(dout, x_shape)
    return spread / pixels


@max_backward.misconception(
    "Every pixel of a window gets its gradient. Only the pixel that was the maximum moved the "
    "output; the others get 0."
)
def to_every_pixel(dout: Tensor, switches: Tensor, x_shape: Sequence[int]) -> Tensor:
    return blocks(dout, x_shape)[0]


@max_backward.misconception(
    "Every gradient arrives at the first pixel of a window: the switches are not used."
)
def to_first_pixel(dout: Tensor, switches: Tensor, x_shape: Sequence[int]) -> Tensor:
    return corners(dout, x_shape)


@max_backward.misconception(
    "The gradients are in the upper left corner of dx, at their place in the output. The switches "
    "say to which place of the input each one belongs."
)
def at_place_in_output(dout: Tensor, switches: Tensor, x_shape: Sequence[int]) -> Tensor:
    return upper_left(dout, x_shape)


@max_backward.misconception(
    "The switches are read down the columns: row = switch % H. They are row·W + column; how many "
    "pixels does one row have?"
)
def read_down_the_columns(dout: Tensor, switches: Tensor, x_shape: Sequence[int]) -> Tensor:
    return ref.max_pool_backward(dout, down_the_columns(switches, x_shape), x_shape)


@max_backward.misconception(
    "The switches are divided by H: row = switch // H. They are row·W + column; how many pixels "
    "does one row have?"
)
def read_with_height(dout: Tensor, switches: Tensor, x_shape: Sequence[int]) -> Tensor:
    h, w = x_shape[2:]
    places = switches // h * w + switches % h
    return ref.max_pool_backward(dout, places % (h * w), x_shape)


@max_backward.misconception(
    "row = switch // W is right, column = switch % H is not. Dividing by W leaves a remainder: "
    "that is the column."
)
def remainder_of_height(dout: Tensor, switches: Tensor, x_shape: Sequence[int]) -> Tensor:
    h, w = x_shape[2:]
    places = switches // w * w + switches % h
    return ref.max_pool_backward(dout, places % (h * w), x_shape)


@max_backward.misconception(
    "All gradients arrive in the first channel of the first image. A switch counts inside its own "
    "plane, and every image and channel has its own."
)
def all_in_first_plane(dout: Tensor, switches: Tensor, x_shape: Sequence[int]) -> Tensor:
    return _first_plane(dout, switches, x_shape)


@max_backward.misconception(
    "All gradients arrive in the first channel of the first image, and only the last one for each "
    "place stays. A switch counts inside its own plane; gradients that meet at a place add up."
)
def last_in_first_plane(dout: Tensor, switches: Tensor, x_shape: Sequence[int]) -> Tensor:
    return written_in_first_plane(dout, switches, x_shape)


@max_backward.misconception(
    "The switches of the first image are used for all of them. Every image has its own maxima."
)
def switches_of_first_image(dout: Tensor, switches: Tensor, x_shape: Sequence[int]) -> Tensor:
    return ref.max_pool_backward(dout, switches[:1].expand_as(switches), x_shape)


@max_backward.misconception(
    "The switches of the first channel are used for all of them. Every channel has its own maxima."
)
def switches_of_first_channel(dout: Tensor, switches: Tensor, x_shape: Sequence[int]) -> Tensor:
    return ref.max_pool_backward(dout, switches[:, :1].expand_as(switches), x_shape)


@max_backward.misconception(
    "dout is missing: every maximum gets 1. The chain rule multiplies that slope by the gradient "
    "that arrives from above."
)
def without_dout(dout: Tensor, switches: Tensor, x_shape: Sequence[int]) -> Tensor:
    return ref.max_pool_backward(torch.ones_like(dout), switches, x_shape)


@max_backward.misconception(
    "Every place has at most 1, however many windows name it, and dout is missing. A mask says "
    "where the maxima were; the gradients are still missing."
)
def mask_alone(dout: Tensor, switches: Tensor, x_shape: Sequence[int]) -> Tensor:
    return ref.max_unpool(torch.ones_like(dout), switches, x_shape)
