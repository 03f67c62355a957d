"""Assignment 02: the border of zeros."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from autograder.core.exercise import Case, exercise
from autograder.exercises.inputs import signed, sizes
from autograder.reference import conv as ref
from autograder.reference.backend import F, torch

if TYPE_CHECKING:
    from torch import Tensor


@exercise(
    "conv.pad",
    points=3,
    stub="cs_cnn.conv:pad2d",
    reference=ref.pad2d,
    hints=(
        "A larger array of zeros first. Where in it does x belong?",
        "x.shape[-2:] is (H, W), however many axes come before; x[..., i, j] skips those.",
        "Try your slice with pad = 0 too: which numbers does a[0:-0] hold?",
        "np.pad wants a pair (before, after) for every axis. Which axes stay as they are?",
    ),
)
def pad(rng: np.random.Generator) -> Iterator[Case]:
    """pad2d puts a border of zeros around every image."""
    for dimensions, border in ((4, 1), (4, 2), (2, 3), (3, 1), (5, 2)):
        shape = sizes(rng, dimensions, low=2)
        yield Case(f"dimensions: {dimensions}, pad {border}", x=signed(rng, *shape), pad=border)
    for dimensions in (4, 2):
        shape = sizes(rng, dimensions, low=2)
        yield Case(f"dimensions: {dimensions}, pad 0", x=signed(rng, *shape), pad=0)
    yield Case("one image of one channel and one row", x=signed(rng, 1, 1, 1, 4), pad=2)


@pad.misconception(
    "All axes are padded, including batch and channels. The border goes around the pixels, so it "
    "extends only the last two axes."
)
def pad_every_axis(x: Tensor, pad: int) -> Tensor:
    return F.pad(x, (pad,) * 2 * x.ndim)


@pad.misconception(
    "The first two axes are padded. In (N, C, H, W) these are images and channels; rows and "
    "columns are the last two."
)
def pad_first_axes(x: Tensor, pad: int) -> Tensor:
    return F.pad(x, (0,) * 2 * (x.ndim - 2) + (pad,) * 4)


@pad.misconception(
    "The zeros are at one end of the rows and columns only. pad counts the zeros on each of the "
    "four sides."
)
def pad_at_the_end(x: Tensor, pad: int) -> Tensor:
    return F.pad(x, (0, pad, 0, pad))


@pad.misconception(
    "The zeros are at the beginning of the rows and columns only. pad counts the zeros on each of "
    "the four sides."
)
def pad_at_the_beginning(x: Tensor, pad: int) -> Tensor:
    return F.pad(x, (pad, 0, pad, 0))


@pad.misconception("Only the last axis is padded: zeros left and right, none above and below.")
def pad_columns_alone(x: Tensor, pad: int) -> Tensor:
    return F.pad(x, (pad, pad))


@pad.misconception(
    "The border repeats the outermost pixels. Here it is made of zeros, as if nothing lay outside "
    "the image."
)
def pad_with_the_edge(x: Tensor, pad: int) -> Tensor:
    rows = torch.arange(-pad, x.shape[-2] + pad, device=x.device).clamp(0, x.shape[-2] - 1)
    columns = torch.arange(-pad, x.shape[-1] + pad, device=x.device).clamp(0, x.shape[-1] - 1)
    return x[..., rows[:, None], columns]
