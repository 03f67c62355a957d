"""Assignment 06: cells normalized in overlapping blocks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from autograder.core.exercise import Case, exercise
from autograder.exercises.inputs import signed, sizes
from autograder.reference import features as ref

if TYPE_CHECKING:
    from torch import Tensor

HAND = np.array([[[3.0], [4], [0]], [[0], [0], [12]]])[None]
"""Cells of one bin. With eps = 12 the lengths are √(9 + 16 + 144) = 13 and √(16 + 144 + 144)."""


@exercise(
    "features.hog_blocks",
    points=4,
    reference=ref.hog_blocks,
    hints=(
        "Draw three cells in a row. How many blocks of two cells are there, and which cell is in "
        "both?",
        "Blocks are windows that slide over the cells: a loop over (u, v) inside of a block, or "
        "sliding_window_view. The axis of bins should come last before you flatten.",
        "The sum of squares runs over all cells of a block. keepdims keeps an axis to divide by.",
    ),
)
def hog_blocks(rng: np.random.Generator) -> Iterator[Case]:
    """hog_blocks divides the cells of every block by the block's length."""
    cells = HAND * int(rng.integers(1, 99))
    yield Case(
        "two blocks of 2×2 cells by hand, one bin", cells=cells, size=2, eps=float(cells.max())
    )
    n, h, w, bins = sizes(rng, 4, low=4)
    yield Case("size and eps left out", cells=histograms(rng, n, h, w, bins))
    yield Case("blocks of 3×3 cells", cells=histograms(rng, n, w, h, bins), size=3)
    yield Case("as many rows of cells as columns", cells=histograms(rng, n, 6, 6, bins))
    yield Case("blocks of 4×4 cells", cells=histograms(rng, 2, 6, 8, 3), size=4)
    yield Case("one image", cells=histograms(rng, 1, h, w, 9), size=2)
    yield Case("blocks of one cell", cells=histograms(rng, 3, h, 2, bins), size=1)
    yield Case("one block holds all cells", cells=histograms(rng, n, 4, 4, 3), size=4)
    yield Case("as high as a block, but wider", cells=histograms(rng, 2, 3, w, 5), size=3)
    cells = histograms(rng, 2, w, h, bins)
    cells[:, :3, :3] = 0
    yield Case("some blocks are empty", cells=cells)
    yield Case("eps as large as the votes", cells=histograms(rng, n, h, w, bins), size=2, eps=2.5)
    cells = 1e-5 * histograms(rng, n, h, w, bins)
    yield Case("faint edges, as small as eps", cells=cells)


def histograms(rng: np.random.Generator, *shape: int) -> np.ndarray:
    """Votes are never negative, and many bins have none."""
    return np.where(rng.random(shape) < 0.8, np.abs(signed(rng, *shape)), 0.0)


def _over_length(v: Tensor, eps: float) -> Tensor:
    """The last axis with length 1."""
    return v / (v.square().sum(-1, keepdim=True) + eps**2).sqrt()


def _flat(cells: Tensor, size: int, order: tuple[int, int, int]) -> Tensor:
    """Blocks whose last axes, of size, size and bins, are in another order."""
    return ref.blocks(cells, size).permute(0, 1, 2, *order).flatten(3)


@hog_blocks.misconception(
    "A block's numbers are in order of bins: first bin 0 of all its cells. One whole histogram "
    "should come after the other."
)
def bins_first(cells: Tensor, size: int = 2, eps: float = 1e-5) -> Tensor:
    return _over_length(_flat(cells, size, (5, 3, 4)), eps)


@hog_blocks.misconception("A block's cells are read column by column. Reading order is row by row.")
def column_by_column(cells: Tensor, size: int = 2, eps: float = 1e-5) -> Tensor:
    return _over_length(_flat(cells, size, (4, 3, 5)), eps)


@hog_blocks.misconception(
    "Blocks lie side by side. They should overlap: the next one starts one cell farther."
)
def side_by_side(cells: Tensor, size: int = 2, eps: float = 1e-5) -> Tensor:
    return _over_length(ref.blocks(cells, size, size).flatten(3), eps)


@hog_blocks.misconception(
    "Each cell is divided by its own length. One length, that of the whole block, keeps what its "
    "cells are to each other."
)
def cell_by_cell(cells: Tensor, size: int = 2, eps: float = 1e-5) -> Tensor:
    return _over_length(ref.blocks(cells, size), eps).flatten(3)


@hog_blocks.misconception(
    "All blocks of an image are divided by one length. Each block has its own, so that a dark "
    "corner counts as much as a bright one."
)
def one_length_for_all(cells: Tensor, size: int = 2, eps: float = 1e-5) -> Tensor:
    v = ref.blocks(cells, size).flatten(3)
    return v / (v.square().sum((1, 2, 3), keepdim=True) + eps**2).sqrt()


@hog_blocks.misconception(
    "All blocks of the batch are divided by one length, that of everything. Each block has its own."
)
def one_length_for_the_batch(cells: Tensor, size: int = 2, eps: float = 1e-5) -> Tensor:
    v = ref.blocks(cells, size).flatten(3)
    return v / (v.square().sum() + eps**2).sqrt()


@hog_blocks.misconception(
    "Blocks are divided by the sum of their numbers (L1). Here it is the length, a root of squares."
)
def divided_by_sum(cells: Tensor, size: int = 2, eps: float = 1e-5) -> Tensor:
    v = ref.blocks(cells, size).flatten(3)
    return v / (v.sum(3, keepdim=True) + eps)


@hog_blocks.misconception("Blocks are divided by the square of their length: a root is missing.")
def divided_by_square(cells: Tensor, size: int = 2, eps: float = 1e-5) -> Tensor:
    v = ref.blocks(cells, size).flatten(3)
    return v / (v.square().sum(3, keepdim=True) + eps**2)


@hog_blocks.misconception("Blocks are not normalized: these are the cells' numbers as they were.")
def not_divided(cells: Tensor, size: int = 2, eps: float = 1e-5) -> Tensor:
    return ref.blocks(cells, size).flatten(3)


@hog_blocks.misconception(
    "eps is added outside the root: ‖v‖ + eps. Here its square is added to the squares."
)
def eps_outside(cells: Tensor, size: int = 2, eps: float = 1e-5) -> Tensor:
    v = ref.blocks(cells, size).flatten(3)
    return v / (ref.lengths(v) + eps)


@hog_blocks.misconception("eps is added to the squares as it is. It should be squared like them.")
def eps_not_squared(cells: Tensor, size: int = 2, eps: float = 1e-5) -> Tensor:
    return _over_length(ref.blocks(cells, size).flatten(3), eps**0.5)


@hog_blocks.misconception(
    "eps² is added to each of the squares before they are summed. It should be added once."
)
def eps_for_each(cells: Tensor, size: int = 2, eps: float = 1e-5) -> Tensor:
    v = ref.blocks(cells, size).flatten(3)
    return v / (v.square() + eps**2).sum(3, keepdim=True).sqrt()


@hog_blocks.misconception(
    "eps is not used: an empty block divides 0 by 0, and faint edges become as strong as any."
)
def without_eps(cells: Tensor, size: int = 2, eps: float = 1e-5) -> Tensor:
    return _over_length(ref.blocks(cells, size).flatten(3), 0)


@hog_blocks.misconception(
    "eps is not used where a block has any votes, so faint edges become as strong as any."
)
def eps_for_empty_blocks(cells: Tensor, size: int = 2, eps: float = 1e-5) -> Tensor:
    return without_eps(cells, size).nan_to_num(0)


@hog_blocks.misconception(
    "eps is used only where a block is shorter than eps. Its square should be added everywhere."
)
def eps_as_a_floor(cells: Tensor, size: int = 2, eps: float = 1e-5) -> Tensor:
    v = ref.blocks(cells, size).flatten(3)
    return v / ref.lengths(v).clamp(min=eps)


@hog_blocks.misconception(
    "The length is the root of a mean of squares. It should be the root of their sum."
)
def mean_of_squares(cells: Tensor, size: int = 2, eps: float = 1e-5) -> Tensor:
    v = ref.blocks(cells, size).flatten(3)
    return v / (v.square().mean(3, keepdim=True) + eps**2).sqrt()


@hog_blocks.misconception(
    "Each bin is divided by its own length over the cells of a block. One length, that of all "
    "numbers in the block, keeps what the bins are to each other."
)
def bin_by_bin(cells: Tensor, size: int = 2, eps: float = 1e-5) -> Tensor:
    v = ref.blocks(cells, size)
    return (v / (v.square().sum((3, 4), keepdim=True) + eps**2).sqrt()).flatten(3)


@hog_blocks.misconception(
    "This is L1-sqrt: the root of each number's share in the sum. Here it is L2."
)
def root_of_shares(cells: Tensor, size: int = 2, eps: float = 1e-5) -> Tensor:
    return divided_by_sum(cells, size, eps).sqrt()


@hog_blocks.misconception(
    "Numbers above 0.2 are clipped, and all are normalized again: L2-Hys. Here L2 is all."
)
def hysteresis(cells: Tensor, size: int = 2, eps: float = 1e-5) -> Tensor:
    return _over_length(ref.hog_blocks(cells, size, eps).clamp(max=0.2), eps)


@hog_blocks.misconception(
    "The last row and the last column of blocks are missing. Count: how many blocks of two cells "
    "fit in three?"
)
def one_too_few(cells: Tensor, size: int = 2, eps: float = 1e-5) -> Tensor:
    return ref.hog_blocks(cells, size, eps)[:, :-1, :-1]


@hog_blocks.misconception("size is always 2. The caller can choose blocks of other sizes.")
def always_two(cells: Tensor, size: int = 2, eps: float = 1e-5) -> Tensor:
    return ref.hog_blocks(cells, 2, eps)


@hog_blocks.misconception("eps is always 1e-5. The caller can choose another one.")
def eps_fixed(cells: Tensor, size: int = 2, eps: float = 1e-5) -> Tensor:
    return ref.hog_blocks(cells, size)


@hog_blocks.misconception(
    "The sum of squares runs over the batch as well: the blocks of all images at one place share a "
    "length."
)
def length_over_the_batch(cells: Tensor, size: int = 2, eps: float = 1e-5) -> Tensor:
    v = ref.blocks(cells, size).flatten(3)
    return v / (v.square().sum((0, 3), keepdim=True) + eps**2).sqrt()


@hog_blocks.misconception(
    "There are as many columns of blocks as rows. Cells may be wider than high: count each."
)
def as_wide_as_high(cells: Tensor, size: int = 2, eps: float = 1e-5) -> Tensor:
    right = ref.hog_blocks(cells, size, eps)
    return right[:, :, : right.shape[1]]
