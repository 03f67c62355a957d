"""Assignment 04: one square blanked out in every image."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from autograder.core.exercise import Case, exercise
from autograder.exercises.inputs import signed
from autograder.exercises.regularization.images import SMALL, grey, images, in_turn, whole
from autograder.reference import regularization as ref
from autograder.reference.backend import torch

if TYPE_CHECKING:
    from torch import Tensor


@exercise(
    "regularization.cutout",
    points=3,
    reference=ref.cutout,
    hints=(
        "A square is a slice of rows and a slice of columns. Where do they start and end?",
        "What is x[-1:2]? A start below 0 counts from the end: what is the first row of the "
        "square that is on the image?",
        "A slice that reaches beyond the end needs no care: NumPy cuts it off.",
    ),
)
def cutout(rng: np.random.Generator) -> Iterator[Case]:
    """cutout blanks one square in every image, cut off at the border."""
    name = "2×3 pixels by hand, a square of 2 that begins at column 2"
    yield Case(name, x=SMALL, top=np.array([0]), left=np.array([2]), size=2)
    for size, high in ((2, True), (3, False)):
        x = images(rng, high=high)
        h, w = x.shape[2:]
        shape = "higher than wide" if high else "wider than high"
        top, left = whole(rng, x, 0, h - size), whole(rng, x, 0, w - size)
        yield Case(f"a square of {size}, images {shape}", x=x, top=top, left=left, size=size)
    yield from _edge_cases(rng)


def _edge_cases(rng: np.random.Generator) -> Iterator[Case]:
    x = signed(rng, 5, 3, 6, 6)
    name = "a square of 1, square images"
    yield Case(name, x=x, top=whole(rng, x, 0, 5), left=whole(rng, x, 0, 5), size=1)
    x = images(rng, high=True)
    top, left = in_turn(x, (-1, -2, 1)), in_turn(x, (1, -1, -2))
    yield Case("cut off above and on the left", x=x, top=top, left=left, size=3)
    x = images(rng, high=False)
    h, w = x.shape[2:]
    top, left = in_turn(x, (h - 1, h - 2, 0)), in_turn(x, (0, w - 1, w - 2))
    yield Case("cut off below and on the right", x=x, top=top, left=left, size=3)
    x = images(rng, high=True)
    h, w = x.shape[2:]
    top, left = in_turn(x, (-5, 1, 1, h, 2)), in_turn(x, (0, w + 1, 0, 1, -4))
    yield Case("some squares beside the image", x=x, top=top, left=left, size=3)
    x = images(rng, high=False)
    top, left = in_turn(x, (-1, -12, 0)), in_turn(x, (-2, 0, 1))
    yield Case("a square larger than the image", x=x, top=top, left=left, size=12)
    top, left = np.array([1]), np.array([-1])
    yield Case("one grey image, cut off on the left", x=grey(rng), top=top, left=left, size=2)


def _from(away: Tensor, size: int) -> Tensor:
    return (away >= 0) & (away < size)


def _away(x: Tensor, top: Tensor, left: Tensor) -> tuple[Tensor, Tensor]:
    """Rows (N, H, 1) counted from top and columns (N, 1, W) counted from left."""
    rows, columns = (torch.arange(side, device=x.device) for side in x.shape[2:])
    return (rows - top[:, None])[:, :, None], (columns - left[:, None])[:, None]


@cutout.misconception(
    "The square has its centre at (top, left), as in the paper. Here these are its first row and "
    "column."
)
def centred(x: Tensor, top: Tensor, left: Tensor, size: int) -> Tensor:
    return ref.cutout(x, top - size // 2, left - size // 2, size)


@cutout.misconception(
    "All squares lie where the first draw puts them. Every image has its own draw."
)
def by_the_first(x: Tensor, top: Tensor, left: Tensor, size: int) -> Tensor:
    return ref.cutout(x, top[:1].expand_as(top), left[:1].expand_as(left), size)


@cutout.misconception("top and left are swapped: top counts rows, left counts columns.")
def rows_for_columns(x: Tensor, top: Tensor, left: Tensor, size: int) -> Tensor:
    return ref.cutout(x, left, top, size)


@cutout.misconception(
    "Only the first channel is blanked: the square shows in one colour. Blank it in all channels."
)
def first_channel(x: Tensor, top: Tensor, left: Tensor, size: int) -> Tensor:
    return torch.cat([ref.cutout(x[:, :1], top, left, size), x[:, 1:]], dim=1)


@cutout.misconception(
    "Squares that start above or to the left of the image are missing, or lie at its other end: a "
    "slice with a negative start counts from the end."
)
def slice_from_the_end(x: Tensor, top: Tensor, left: Tensor, size: int) -> Tensor:
    out = x.clone()
    for image, i, j in zip(out, top.tolist(), left.tolist(), strict=True):
        image[:, i : i + size, j : j + size] = 0
    return out


@cutout.misconception(
    "A square that lies above or to the left of the image blanks much of it: a slice with a "
    "negative stop counts from the end."
)
def end_from_the_end(x: Tensor, top: Tensor, left: Tensor, size: int) -> Tensor:
    out = x.clone()
    for image, i, j in zip(out, top.tolist(), left.tolist(), strict=True):
        image[:, max(i, 0) : i + size, max(j, 0) : j + size] = 0
    return out


@cutout.misconception(
    "Squares that reach beyond the image are moved back onto it, whole. Cut off what is not on the "
    "image."
)
def pushed_inside(x: Tensor, top: Tensor, left: Tensor, size: int) -> Tensor:
    h, w = (max(0, side - size) for side in x.shape[2:])
    return ref.cutout(x, top.clamp(0, h), left.clamp(0, w), size)


@cutout.misconception(
    "A square that starts above or to the left of the image keeps its whole size: you start it at "
    "0 instead. Cut off what is not on the image."
)
def begins_at_zero(x: Tensor, top: Tensor, left: Tensor, size: int) -> Tensor:
    return ref.cutout(x, top.clamp(min=0), left.clamp(min=0), size)


@cutout.misconception(
    "The part that leaves the image on one side comes back on the other. Cut it off instead."
)
def wraps_around(x: Tensor, top: Tensor, left: Tensor, size: int) -> Tensor:
    down, right = _away(x, top, left)
    h, w = x.shape[2:]
    return x.masked_fill((_from(down % h, size) & _from(right % w, size))[:, None], 0.0)


@cutout.misconception(
    "The square is one pixel too large: its last row is top + size − 1, and likewise its last "
    "column."
)
def one_too_large(x: Tensor, top: Tensor, left: Tensor, size: int) -> Tensor:
    return ref.cutout(x, top, left, size + 1)


@cutout.misconception("The square is one pixel too small: it has size rows and size columns.")
def one_too_small(x: Tensor, top: Tensor, left: Tensor, size: int) -> Tensor:
    return ref.cutout(x, top, left, size - 1)


@cutout.misconception(
    "Whole rows and whole columns are blanked. A pixel is in the square only if both its row and "
    "its column are."
)
def strips(x: Tensor, top: Tensor, left: Tensor, size: int) -> Tensor:
    down, right = _away(x, top, left)
    return x.masked_fill((_from(down, size) | _from(right, size))[:, None], 0.0)


@cutout.misconception("Everything but the square is blanked. Blank the square and keep the rest.")
def the_rest(x: Tensor, top: Tensor, left: Tensor, size: int) -> Tensor:
    return x - ref.cutout(x, top, left, size)


@cutout.misconception("The square is filled with the mean of its image. Fill it with 0.")
def filled_with_the_mean(x: Tensor, top: Tensor, left: Tensor, size: int) -> Tensor:
    kept = ref.cutout(torch.ones_like(x), top, left, size)
    return x * kept + x.mean((1, 2, 3), keepdim=True) * (1 - kept)


@cutout.misconception("Nothing is blanked: x comes back as it is.")
def nothing(x: Tensor, top: Tensor, left: Tensor, size: int) -> Tensor:
    return x
