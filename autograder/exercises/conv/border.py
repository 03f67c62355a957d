"""Assignment 02: the border of zeros."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.exercises.inputs import signed, sizes
from autograder.judge.exercise import Case, exercise
from autograder.reference import conv as ref
from autograder.reference.backend import F, torch

if TYPE_CHECKING:
    from torch import Tensor

Padded = tuple["Tensor", bool]


def result_and_its_memory(student: Callable[..., Any], x: np.ndarray, pad: int) -> Any:
    """The student's padded array, and whether it is x under another name."""
    out = student(x, pad)
    return out, isinstance(out, np.ndarray) and np.shares_memory(out, x)


@exercise(
    "conv.pad",
    points=3,
    stub="cs_cnn.conv:pad2d",
    reference=lambda x, pad: (ref.pad2d(x, pad), False),
    probe=result_and_its_memory,
    outputs=("out", "np.shares_memory(out, x)"),
    hints=(
        "A larger array of zeros first. Where in it does x belong?",
        "x.shape[-2:] are H and W, however many axes there are in front; x[..., i, j] skips them.",
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


@pad.misconception(
    "All axes are padded, those of the batch and of the channels too. The border goes around the "
    "pixels: around the last two axes."
)
def pad_every_axis(x: Tensor, pad: int) -> Padded:
    return F.pad(x, (pad,) * 2 * x.ndim), False


@pad.misconception(
    "The first two axes are padded. In (N, C, H, W) these are images and channels; rows and "
    "columns are the last two."
)
def pad_first_axes(x: Tensor, pad: int) -> Padded:
    return F.pad(x, (0,) * 2 * (x.ndim - 2) + (pad,) * 4), False


@pad.misconception(
    "The zeros are at one end of the rows and columns only. pad counts the zeros on each of the "
    "four sides."
)
def pad_at_the_end(x: Tensor, pad: int) -> Padded:
    return F.pad(x, (0, pad, 0, pad)), False


@pad.misconception(
    "The zeros are at the beginning of the rows and columns only. pad counts the zeros on each of "
    "the four sides."
)
def pad_at_the_beginning(x: Tensor, pad: int) -> Padded:
    return F.pad(x, (pad, 0, pad, 0)), False


@pad.misconception("Only the last axis is padded: zeros left and right, none above and below.")
def pad_columns_alone(x: Tensor, pad: int) -> Padded:
    return F.pad(x, (pad, pad)), False


@pad.misconception(
    "The border repeats the outermost pixels. Here it is made of zeros, as if there were nothing "
    "to see outside the image."
)
def pad_with_the_edge(x: Tensor, pad: int) -> Padded:
    rows = torch.arange(-pad, x.shape[-2] + pad, device=x.device).clamp(0, x.shape[-2] - 1)
    columns = torch.arange(-pad, x.shape[-1] + pad, device=x.device).clamp(0, x.shape[-1] - 1)
    return x[..., rows[:, None], columns], False


@pad.misconception(
    "Where pad is 0 you return x itself. Who changes the result would change the caller's images: "
    "a new array is asked for, always."
)
def pad_without_a_copy(x: Tensor, pad: int) -> Padded:
    return ref.pad2d(x, pad), pad == 0
