"""Assignment 04: a piece of the old size, cut out of every image with its border."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from autograder.core.exercise import Case, exercise
from autograder.exercises.inputs import signed
from autograder.exercises.regularization.images import SMALL, grey, images, in_turn, whole
from autograder.reference import regularization as ref
from autograder.reference.backend import F, torch

if TYPE_CHECKING:
    from torch import Tensor


@exercise(
    "regularization.crop",
    points=4,
    stub="cs_cnn.regularization:random_crop",
    reference=ref.random_crop,
    hints=(
        "Two steps: a larger array of zeros with x in its middle, then one slice for each image.",
        "np.pad wants a pair (before, after) for every axis. Which of the four axes grow?",
        "The slice is H rows high and W columns wide. Where does it start in image n?",
    ),
)
def crop(rng: np.random.Generator) -> Iterator[Case]:
    """random_crop cuts a piece of the old size out of the padded image."""
    name = "2×3 pixels by hand, pad 1, the lower left corner"
    yield Case(name, x=SMALL, pad=1, top=np.array([2]), left=np.array([0]))
    for pad, high in ((1, True), (2, False), (3, True)):
        x = images(rng, high=high)
        shape = "higher than wide" if high else "wider than high"
        top, left = whole(rng, x, 0, 2 * pad), whole(rng, x, 0, 2 * pad)
        yield Case(f"pad {pad}, images {shape}", x=x, pad=pad, top=top, left=left)
    x = signed(rng, 4, 3, 5, 5)
    top, left = in_turn(x, (0, 3, 4)), in_turn(x, (1, 4, 0))
    yield Case("pad 2, square images", x=x, pad=2, top=top, left=left)
    x = images(rng, high=False)
    most = 2 * max(x.shape)
    top, left = in_turn(x, (0, most, most // 2)), in_turn(x, (most, 0, most // 2 + 1))
    name = "a border as wide as the image: some pieces are all zeros"
    yield Case(name, x=x, pad=most // 2, top=top, left=left)
    place = np.array([2]), np.array([0])
    yield Case("one grey image, pad 1", x=grey(rng), pad=1, top=place[0], left=place[1])
    x = images(rng, high=True)
    none = np.zeros(len(x), dtype=np.int64)
    yield Case("pad 0: nothing changes", x=x, pad=0, top=none, left=none.copy())


def _cut(padded: Tensor, x: Tensor, top: Tensor, left: Tensor) -> Tensor:
    """Pieces as large as x out of something else than x with its zeros."""
    h, w = x.shape[2:]
    corners = zip(padded, top.tolist(), left.tolist(), strict=True)
    return torch.stack([image[:, i : i + h, j : j + w] for image, i, j in corners])


@crop.misconception(
    "The pieces start where they would if the image had no border above and to its left. Are there "
    "zeros on all four sides, and do you count top and left from the first of them?"
)
def counted_from_the_image(x: Tensor, pad: int, top: Tensor, left: Tensor) -> Tensor:
    return ref.shift(x, -top, -left)


@crop.misconception(
    "The image moves the other way: a piece cut farther down shows what lies farther down."
)
def other_way(x: Tensor, pad: int, top: Tensor, left: Tensor) -> Tensor:
    return ref.random_crop(x, pad, 2 * pad - top, 2 * pad - left)


@crop.misconception("The whole padded image comes back: you do not cut it to the old size.")
def not_cut(x: Tensor, pad: int, top: Tensor, left: Tensor) -> Tensor:
    return F.pad(x, (pad,) * 4)


@crop.misconception("The images come back as they were: top and left are not used.")
def middle(x: Tensor, pad: int, top: Tensor, left: Tensor) -> Tensor:
    return x


@crop.misconception(
    "All pieces start where the first draw puts them. Every image has its own draw."
)
def by_the_first(x: Tensor, pad: int, top: Tensor, left: Tensor) -> Tensor:
    return ref.random_crop(x, pad, top[:1].expand_as(top), left[:1].expand_as(left))


@crop.misconception("top and left are swapped: top counts rows, left counts columns.")
def rows_for_columns(x: Tensor, pad: int, top: Tensor, left: Tensor) -> Tensor:
    return ref.random_crop(x, pad, left, top)


@crop.misconception("left is not used: all pieces start at row and column top.")
def top_twice(x: Tensor, pad: int, top: Tensor, left: Tensor) -> Tensor:
    return ref.random_crop(x, pad, top, top)


@crop.misconception(
    "The border repeats the outermost pixels. Here it is made of zeros, as if nothing lay outside "
    "the image."
)
def edge_repeated(x: Tensor, pad: int, top: Tensor, left: Tensor) -> Tensor:
    return _cut(F.pad(x, (pad,) * 4, mode="replicate"), x, top, left)


@crop.misconception(
    "The border shows the other side of the image, as if it were a tile. Here it is made of zeros."
)
def wraps_around(x: Tensor, pad: int, top: Tensor, left: Tensor) -> Tensor:
    rows, columns = (torch.arange(-pad, side + pad) % side for side in x.shape[2:])
    return _cut(x[:, :, rows][..., columns], x, top, left)


@crop.misconception("The border mirrors the image. Here it is made of zeros.")
def mirrored(x: Tensor, pad: int, top: Tensor, left: Tensor) -> Tensor:
    turns = ((torch.arange(-pad, side + pad) % (2 * side - 2), side) for side in x.shape[2:])
    rows, columns = (torch.minimum(at, 2 * side - 2 - at) for at, side in turns)
    return _cut(x[:, :, rows][..., columns], x, top, left)


@crop.misconception(
    "The piece is square, with H columns. An image need not have as many columns as rows."
)
def square_piece(x: Tensor, pad: int, top: Tensor, left: Tensor) -> Tensor:
    beyond = F.pad(ref.random_crop(x, pad, top, left), (0, x.shape[2]))
    return beyond[..., : x.shape[2]]


@crop.misconception(
    "You pad all four axes: there are images and channels of zeros too. How does np.pad know which "
    "axes to pad?"
)
def border_around_all(x: Tensor, pad: int, top: Tensor, left: Tensor) -> Tensor:
    return _cut(F.pad(x, (pad,) * 8)[: len(x)], x, top, left)


@crop.misconception(
    "All axes are padded, including images and channels. The border goes only around the pixels."
)
def every_axis_padded(x: Tensor, pad: int, top: Tensor, left: Tensor) -> Tensor:
    return F.pad(ref.random_crop(x, pad, top, left), (0, 0, 0, 0, pad, pad))
