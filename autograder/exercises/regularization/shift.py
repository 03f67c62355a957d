"""Assignment 04: the picture moved inside every image."""

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
    "regularization.shift",
    points=4,
    reference=ref.shift,
    hints=(
        "Start with zeros, and copy what remains visible. Which rows of x are these, and where do "
        "they go?",
        "Draw one row of pixels and move it by 2, then by −2: which slice do you read, which do "
        "you write?",
        "One formula for both directions: you write the rows from max(0, dy) to min(H, H + dy). "
        "Where do they come from?",
        "x[-2:3] counts from the end. A slice whose start may be negative needs care.",
    ),
)
def shift(rng: np.random.Generator) -> Iterator[Case]:
    """shift moves the picture in every image and fills the gap with zeros."""
    name = "2×3 pixels by hand, down 1 and right 2"
    yield Case(name, x=SMALL, dy=np.array([1]), dx=np.array([2]))
    name = "2×3 pixels by hand, right 1 alone"
    yield Case(name, x=SMALL, dy=np.array([0]), dx=np.array([1]))
    for high in (True, False):
        x = images(rng, high=high)
        name = f"images {'higher than wide' if high else 'wider than high'}, moved down and right"
        yield Case(name, x=x, dy=whole(rng, x, 1, 2), dx=whole(rng, x, 1, 2))
        name = f"images {'higher than wide' if high else 'wider than high'}, moved up and left"
        yield Case(name, x=x, dy=whole(rng, x, -2, -1), dx=whole(rng, x, -2, -1))
    x = images(rng, high=True)
    yield Case("in all directions", x=x, dy=whole(rng, x, -2, 2), dx=whole(rng, x, -2, 2))
    yield from _edge_cases(rng)


def _edge_cases(rng: np.random.Generator) -> Iterator[Case]:
    x = signed(rng, 4, 3, 5, 5)
    name = "square images, by 0 in one direction"
    yield Case(name, x=x, dy=in_turn(x, (2, 0)), dx=in_turn(x, (0, -1)))
    x = images(rng, high=False)
    h, w = x.shape[2:]
    name = "some out of the image, just below it or far to the left"
    yield Case(name, x=x, dy=in_turn(x, (h, 1, -1)), dx=in_turn(x, (1, -w - 3, 0)))
    name = "some out of the image, far above it or just to the right"
    yield Case(name, x=x, dy=in_turn(x, (-h - 2, 0, 1)), dx=in_turn(x, (0, w, -1)))
    x = images(rng, high=True)
    h, w = x.shape[2:]
    name = "one row or one column stays visible"
    last_row, last_column = in_turn(x, (h - 1, 0, 1 - h)), in_turn(x, (0, 1 - w, w - 1))
    yield Case(name, x=x, dy=last_row, dx=last_column)
    x = images(rng, high=False)
    name = "one image stays where it is"
    yield Case(name, x=x, dy=in_turn(x, (0, 1, 0)), dx=in_turn(x, (0, 0, -2)))
    name = "one grey image, up 1 and right 2"
    yield Case(name, x=grey(rng), dy=np.array([-1]), dx=np.array([2]))


def _rolled(x: Tensor, dy: Tensor, dx: Tensor) -> Tensor:
    moves = zip(x, dy.tolist(), dx.tolist(), strict=True)
    return torch.stack([image.roll((i, j), (1, 2)) for image, i, j in moves])


@shift.misconception(
    "What leaves on one side comes back on the other, as with np.roll. What moves out of the image "
    "is gone: zeros come in."
)
def wraps_around(x: Tensor, dy: Tensor, dx: Tensor) -> Tensor:
    return _rolled(x, dy, dx)


@shift.misconception("The border pixels fill the gap that the picture leaves. Fill it with zeros.")
def edge_repeated(x: Tensor, dy: Tensor, dx: Tensor) -> Tensor:
    h, w = x.shape[2:]
    rows = (torch.arange(h, device=x.device) - dy[:, None]).clamp(0, h - 1)
    columns = (torch.arange(w, device=x.device) - dx[:, None]).clamp(0, w - 1)
    image = torch.arange(len(x), device=x.device)[:, None, None]
    return x[image, :, rows[:, :, None], columns[:, None]].movedim(-1, 1)


@shift.misconception(
    "The picture has moved, but the old one still shows in the gap that it leaves. Fill the gap "
    "with zeros."
)
def old_picture_stays(x: Tensor, dy: Tensor, dx: Tensor) -> Tensor:
    arrived = ref.shift(torch.ones_like(x), dy, dx)
    seen = arrived.amax((1, 2, 3), keepdim=True)
    return ref.shift(x, dy, dx) + x * (1 - arrived) * seen


@shift.misconception(
    "The picture moves the other way: up and left where it should go down and right. out[i] comes "
    "from x[i − dy], not from x[i + dy]."
)
def other_way(x: Tensor, dy: Tensor, dx: Tensor) -> Tensor:
    return ref.shift(x, -dy, -dx)


@shift.misconception("Up and down are swapped: positive dy moves down, where row numbers grow.")
def up_for_down(x: Tensor, dy: Tensor, dx: Tensor) -> Tensor:
    return ref.shift(x, -dy, dx)


@shift.misconception("Left and right are swapped: positive dx moves right.")
def left_for_right(x: Tensor, dy: Tensor, dx: Tensor) -> Tensor:
    return ref.shift(x, dy, -dx)


@shift.misconception("Rows and columns are swapped: dy moves down, dx moves right.")
def rows_for_columns(x: Tensor, dy: Tensor, dx: Tensor) -> Tensor:
    return ref.shift(x, dx, dy)


@shift.misconception("All images move by the first draw. Every image has its own draw.")
def by_the_first(x: Tensor, dy: Tensor, dx: Tensor) -> Tensor:
    return ref.shift(x, dy[:1].expand_as(dy), dx[:1].expand_as(dx))


@shift.misconception("The picture moves only down and up: dx is not used.")
def rows_alone(x: Tensor, dy: Tensor, dx: Tensor) -> Tensor:
    return ref.shift(x, dy, torch.zeros_like(dx))


@shift.misconception("The picture moves only left and right: dy is not used.")
def columns_alone(x: Tensor, dy: Tensor, dx: Tensor) -> Tensor:
    return ref.shift(x, torch.zeros_like(dy), dx)


@shift.misconception(
    "The sign of the moves is lost: negative ones move down and right too. They should move up and "
    "left."
)
def sign_lost(x: Tensor, dy: Tensor, dx: Tensor) -> Tensor:
    return ref.shift(x, dy.abs(), dx.abs())


@shift.misconception("Negative moves are treated as 0. They should move the picture up and left.")
def negative_stays(x: Tensor, dy: Tensor, dx: Tensor) -> Tensor:
    return ref.shift(x, dy.clamp(min=0), dx.clamp(min=0))


@shift.misconception("Both moves of an image are the same: dy is used for the columns as well.")
def dy_twice(x: Tensor, dy: Tensor, dx: Tensor) -> Tensor:
    return ref.shift(x, dy, dy)
