"""Assignment 06: four coarse maps become a fine one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from autograder.core.exercise import Case, exercise
from autograder.exercises.inputs import signed, sizes
from autograder.reference import convnet as ref
from autograder.reference.backend import F, torch

if TYPE_CHECKING:
    from torch import Tensor

    Maps = Sequence[Sequence[Tensor]]


@exercise(
    "convnet.interleave",
    points=3,
    reference=ref.interleave,
    outputs=("map",),
    hints=(
        "Draw 3×3 places. Which of them does maps[0][0] fill, which maps[0][1]?",
        "out[..., 1::2, ::2] are all places in odd rows and even columns. They can be assigned to.",
    ),
)
def interleave(rng: np.random.Generator) -> Iterator[Case]:
    """interleave puts four coarse maps together to a fine one."""
    values = np.arange(1.0, 9).reshape(4, 1, 2)
    by_hand = [list(values[:2]), list(values[2:])]
    yield Case("2×4 places, by hand", maps=by_hand)
    yield Case("6×6, 6×5, 5×6 and 5×5 make 11×11", maps=_maps(rng, 11, 11))
    for name, axes in (("maps alone", 0), ("channels", 1), ("images and channels", 2)):
        *before, h, w = sizes(rng, axes + 2)
        yield Case(f"{name}, an even number of rows", maps=_maps(rng, 2 * h, 2 * w + 1, *before))
    n, c, h, w = sizes(rng, 4)
    yield Case("all of one shape", maps=_maps(rng, 2 * h, 2 * w, n, c))
    yield Case("all square, of one shape", maps=_maps(rng, 2 * h, 2 * h))
    yield Case("odd rows, even columns", maps=_maps(rng, 2 * h + 1, 2 * w, c))
    yield Case("in tuples", maps=tuple(map(tuple, _maps(rng, 2 * h + 1, 2 * w + 1, n))))
    yield Case("three axes in front", maps=_maps(rng, 3, 4, 2, 1, n))
    yield Case("one value each", maps=_maps(rng, 2, 2, c))


def _maps(rng: np.random.Generator, h: int, w: int, *before: int) -> list[list[np.ndarray]]:
    """Four maps that make h×w places."""
    return [
        [signed(rng, *before, (h + 1 - dy) // 2, (w + 1 - dx) // 2) for dx in (0, 1)]
        for dy in (0, 1)
    ]


@interleave.misconception(
    "dy and dx are exchanged: maps[dy][dx], so maps[0][1] is of the image moved to the left, and "
    "belongs to odd columns."
)
def exchanged(maps: Maps) -> Tensor:
    return ref.interleave([[maps[0][0], maps[1][0]], [maps[0][1], maps[1][1]]])


@interleave.misconception(
    "The maps lie side by side, one in each quarter. Their values belong between each other: next "
    "to each place there is one of another map."
)
def quarters(maps: Maps) -> Tensor:
    return torch.cat([torch.cat(list(row), -1) for row in maps], -2)


@interleave.misconception(
    "Only maps[0][0] and maps[1][1] are used: two passes give half of the places, and the other "
    "half stays 0. It takes four."
)
def two_of_four(maps: Maps) -> Tensor:
    (first, second), (third, fourth) = maps
    zeros = (torch.zeros_like(second), torch.zeros_like(third))
    return ref.interleave([[first, zeros[0]], [zeros[1], fourth]])


@interleave.misconception(
    "The order of the maps is reversed: (0, 0), the first place, is that of maps[0][0]."
)
def reversed_order(maps: Maps) -> Tensor:
    return ref.interleave([row[::-1] for row in maps[::-1]])


@interleave.misconception("Rows and columns of the map are exchanged.")
def turned(maps: Maps) -> Tensor:
    return ref.interleave(maps).transpose(-2, -1)


@interleave.misconception(
    "Each value of maps[0][0] is written to all four of its places. Three of them belong to the "
    "other maps."
)
def repeated(maps: Maps) -> Tensor:
    h, w = (maps[0][0].shape[axis] + maps[1][1].shape[axis] for axis in (-2, -1))
    fine = maps[0][0].repeat_interleave(2, -2).repeat_interleave(2, -1)
    return fine[..., :h, :w]


@interleave.misconception(
    "The maps are stacked. Their values belong into one map, each at its own place."
)
def stacked(maps: Maps) -> Tensor:
    h, w = maps[1][1].shape[-2:]
    return torch.stack([torch.stack([each[..., :h, :w] for each in row]) for row in maps])


def _resized(maps: Maps, row: int, column: int) -> Tensor:
    """All maps with as many rows and columns as maps[row][column], cut or filled up with zeros."""
    h, w = maps[row][column].shape[-2:]
    return ref.interleave(
        [[F.pad(m, (0, w - m.shape[-1], 0, h - m.shape[-2])) for m in each] for each in maps]
    )


@interleave.misconception(
    "All maps are cut to the smallest, so that the last row or column is lost. Count the rows of "
    "maps[0] and maps[1] together."
)
def cut(maps: Maps) -> Tensor:
    return _resized(maps, 1, 1)


@interleave.misconception(
    "The fine map is twice as high and wide as maps[0][0], so that zeros are left where another "
    "map is smaller. Count the rows of maps[0] and maps[1] together."
)
def twice_the_first(maps: Maps) -> Tensor:
    return _resized(maps, 0, 0)
