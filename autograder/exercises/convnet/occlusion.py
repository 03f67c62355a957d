"""Assignment 06: the score of a class while a square covers the image."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from autograder.core.exercise import Case, exercise
from autograder.exercises.convnet.inputs import weights, with_scores
from autograder.exercises.inputs import signed
from autograder.reference import convnet as ref
from autograder.reference.backend import F, torch

if TYPE_CHECKING:
    from torch import Tensor

    from autograder.reference.backprop import Tensors


@exercise(
    "convnet.occlusion",
    points=3,
    reference=ref.occlusion,
    probe=with_scores,
    outputs=("map",),
    hints=(
        "How often does a square of 3 pixels fit into a row of 8, if it moves by 2?",
        "Cover a copy: the next square needs the whole image again.",
        "scores takes many images at a time, and always with the axis N, even if it is only one.",
    ),
)
def occlusion(rng: np.random.Generator) -> Iterator[Case]:
    """occlusion covers the image, place after place, and watches the score of a class."""
    yield _case(rng, "squares side by side", (3, 6, 9), 3, 3, 0.0)
    yield _case(rng, "overlapping squares", (3, 7, 9), 3, 2, 0.5)
    yield _case(rng, "one pixel from place to place", (2, 5, 6), 2, 1, -1.5)
    yield _case(rng, "gaps between the squares", (2, 8, 10), 2, 3, 2.0)
    yield _case(rng, "rows and columns left over", (3, 8, 11), 3, 4, -0.7)
    yield _case(rng, "single pixels", (2, 4, 5), 1, 1, 1.2)
    yield _case(rng, "as large as the image", (3, 5, 5), 5, 1, 0.3)
    yield _case(rng, "a square image of one channel", (1, 7, 7), 3, 2, 0.9)


def _case(
    rng: np.random.Generator,
    name: str,
    image: tuple[int, int, int],
    size: int,
    stride: int,
    fill: float,
) -> Case:
    k = int(rng.integers(4, 8))
    net = weights(rng, *image, hidden=6, classes=k)
    x, y = signed(rng, *image), int(rng.integers(k))
    return Case(name, weights=net, x=x, y=y, size=size, stride=stride, fill=fill)


def _map(weights: Tensors, images: Tensor, y: int) -> Tensor:
    """(HO, WO) of images (HO, WO, C, H, W)."""
    return ref.network_scores(weights, images.flatten(0, 1))[:, y].reshape(images.shape[:2])


@occlusion.misconception(
    "You return how much the score falls. The map holds the score that is left."
)
def how_much_it_falls(
    weights: Tensors, x: Tensor, y: int, size: int, stride: int, fill: float
) -> Tensor:
    before = ref.network_scores(weights, x[None])[0, y]
    return before - ref.occlusion(weights, x, y, size, stride, fill)


@occlusion.misconception(
    "The squares add up: the image is still covered at all places before. Cover a fresh copy each "
    "time."
)
def squares_add_up(
    weights: Tensors, x: Tensor, y: int, size: int, stride: int, fill: float
) -> Tensor:
    images = ref.covered(x, size, stride, fill)
    under = (ref.covered(torch.zeros_like(x), size, stride, 1.0) > 0).flatten(0, 1)
    so_far = (under.int().cumsum(0) > 0).reshape(images.shape)
    return _map(weights, torch.where(so_far, fill, x), y)


@occlusion.misconception(
    "Only the first channel is covered. The square covers all channels of its pixels."
)
def first_channel(
    weights: Tensors, x: Tensor, y: int, size: int, stride: int, fill: float
) -> Tensor:
    images = ref.covered(x, size, stride, fill)
    images[:, :, 1:] = x[1:]
    return _map(weights, images, y)


@occlusion.misconception("The square is always 0. It holds `fill`.")
def covered_by_zeros(
    weights: Tensors, x: Tensor, y: int, size: int, stride: int, fill: float
) -> Tensor:
    return ref.occlusion(weights, x, y, size, stride, 0.0)


@occlusion.misconception("Everything but the square is covered. It is the square that covers.")
def all_but_the_square(
    weights: Tensors, x: Tensor, y: int, size: int, stride: int, fill: float
) -> Tensor:
    under = ref.covered(torch.zeros_like(x), size, stride, 1.0) > 0
    return _map(weights, torch.where(under, x, fill), y)


@occlusion.misconception("The square moves by one pixel. From place to place it moves by `stride`.")
def stride_not_used(
    weights: Tensors, x: Tensor, y: int, size: int, stride: int, fill: float
) -> Tensor:
    return ref.occlusion(weights, x, y, size, 1, fill)


@occlusion.misconception(
    "The square moves by its own size. From place to place it moves by `stride`."
)
def side_by_side(
    weights: Tensors, x: Tensor, y: int, size: int, stride: int, fill: float
) -> Tensor:
    return ref.occlusion(weights, x, y, size, size, fill)


@occlusion.misconception(
    "Squares that hang over the end of the image are tried, too. Only those that fit count."
)
def over_the_end(
    weights: Tensors, x: Tensor, y: int, size: int, stride: int, fill: float
) -> Tensor:
    more = (max(0, (n - 1) // stride * stride + size - n) for n in x.shape[:0:-1])
    larger = F.pad(x, [side for end in more for side in (0, end)])
    images = ref.covered(larger, size, stride, fill)
    return _map(weights, images[..., : x.shape[1], : x.shape[2]], y)


@occlusion.misconception(
    "These are probabilities. The map holds the scores as they come, without a softmax."
)
def probabilities(
    weights: Tensors, x: Tensor, y: int, size: int, stride: int, fill: float
) -> Tensor:
    images = ref.covered(x, size, stride, fill)
    chances = ref.network_scores(weights, images.flatten(0, 1)).softmax(1)
    return chances[:, y].reshape(images.shape[:2])


@occlusion.misconception("All scores are in your map. It holds those of class y.")
def all_classes(weights: Tensors, x: Tensor, y: int, size: int, stride: int, fill: float) -> Tensor:
    images = ref.covered(x, size, stride, fill)
    return ref.network_scores(weights, images.flatten(0, 1)).reshape(*images.shape[:2], -1)


@occlusion.misconception("This is the highest score at each place. You are asked about class y.")
def highest(weights: Tensors, x: Tensor, y: int, size: int, stride: int, fill: float) -> Tensor:
    return all_classes(weights, x, y, size, stride, fill).amax(2)


@occlusion.misconception("Rows and columns of the map are exchanged.")
def turned(weights: Tensors, x: Tensor, y: int, size: int, stride: int, fill: float) -> Tensor:
    return ref.occlusion(weights, x, y, size, stride, fill).T


@occlusion.misconception(
    "The scores are in one row. The map has a row for each row of squares: (HO, WO)."
)
def in_a_row(weights: Tensors, x: Tensor, y: int, size: int, stride: int, fill: float) -> Tensor:
    return ref.occlusion(weights, x, y, size, stride, fill).flatten()


@occlusion.misconception(
    "You return how much the score changes. The map holds the score that is left."
)
def how_much_it_changes(
    weights: Tensors, x: Tensor, y: int, size: int, stride: int, fill: float
) -> Tensor:
    return -how_much_it_falls(weights, x, y, size, stride, fill)


@occlusion.misconception(
    "The last row and the last column of places are missing. There is one more than steps between "
    "them."
)
def last_places_missing(
    weights: Tensors, x: Tensor, y: int, size: int, stride: int, fill: float
) -> Tensor:
    return ref.occlusion(weights, x, y, size, stride, fill)[:-1, :-1]


@occlusion.misconception(
    "The square is a pixel too large. A slice ends before its end: size pixels begin at i·stride "
    "and end before i·stride + size."
)
def a_pixel_larger(
    weights: Tensors, x: Tensor, y: int, size: int, stride: int, fill: float
) -> Tensor:
    images = ref.covered(F.pad(x, (0, 1, 0, 1)), size + 1, stride, fill)
    return _map(weights, images[..., :-1, :-1], y)


def _columns_as_rows(x: Tensor, size: int, stride: int, fill: float) -> Tensor:
    """The image (C, H, W) under squares (j, i), not (i, j); there are (HO, WO)."""
    rows, columns = ((n - size) // stride + 1 for n in x.shape[1:])
    more = max(x.shape) - min(x.shape[1:])
    turned = ref.covered(F.pad(x, (0, more, 0, more)), size, stride, fill).transpose(0, 1)
    return turned[:rows, :columns, :, : x.shape[1], : x.shape[2]]


@occlusion.misconception(
    "The square of out[i, j] is in the rows of j and the columns of i. i counts rows, j columns."
)
def rows_as_columns(
    weights: Tensors, x: Tensor, y: int, size: int, stride: int, fill: float
) -> Tensor:
    return _map(weights, _columns_as_rows(x, size, stride, fill), y)


@occlusion.misconception(
    "There are as many columns of places as rows. The image may be wider than high: count each."
)
def as_wide_as_high(
    weights: Tensors, x: Tensor, y: int, size: int, stride: int, fill: float
) -> Tensor:
    rows = (x.shape[1] - size) // stride + 1
    return ref.occlusion(weights, x, y, size, stride, fill)[:, :rows]
