"""Assignment 04: some images mirrored."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from autograder.core.exercise import Case, exercise
from autograder.exercises.inputs import signed
from autograder.exercises.regularization.images import SMALL, grey, images
from autograder.reference import regularization as ref
from autograder.reference.backend import torch

if TYPE_CHECKING:
    from torch import Tensor


@exercise(
    "regularization.flip",
    points=2,
    stub="cs_cnn.regularization:horizontal_flip",
    reference=ref.horizontal_flip,
    hints=(
        "Which of the axes (N, C, H, W) do you walk along from left to right? A slice with step "
        "−1 walks back.",
        "A bool array can choose among the images: x[flip] holds those to mirror.",
        "out starts as a copy of x. What do you assign, and where?",
    ),
)
def flip(rng: np.random.Generator) -> Iterator[Case]:
    """horizontal_flip mirrors the images whose draw is True, and no others."""
    pair = np.concatenate([SMALL, SMALL + 6])
    yield Case(
        "two images of 2×3 by hand, the second mirrored", x=pair, flip=np.array([False, True])
    )
    for high in (True, False):
        x = images(rng, high=high)
        name = f"images {'higher than wide' if high else 'wider than high'}, some mirrored"
        yield Case(name, x=x, flip=_some(rng, len(x)))
    square = signed(rng, 4, 3, 5, 5)
    yield Case("square images, some mirrored", x=square, flip=_some(rng, 4))
    x = images(rng, high=False)
    yield Case("no image mirrored", x=x, flip=np.zeros(len(x), dtype=bool))
    yield Case("all images mirrored", x=x, flip=np.ones(len(x), dtype=bool))
    yield Case("one grey image, mirrored", x=grey(rng), flip=np.array([True]))


def _some(rng: np.random.Generator, n: int) -> np.ndarray:
    """The first draw is False, the second True."""
    drawn = rng.random(n) < 0.5
    drawn[:2] = (False, True)
    return drawn


def _where(flip: Tensor, flipped: Tensor, x: Tensor) -> Tensor:
    return torch.where(flip[:, None, None, None], flipped, x)


@flip.misconception("All images are mirrored. flip decides for each image.")
def all_flipped(x: Tensor, flip: Tensor) -> Tensor:
    return x.flip(3)


@flip.misconception(
    "If one image is to be mirrored, all of them are. flip decides for each image by itself."
)
def all_flipped_for_one(x: Tensor, flip: Tensor) -> Tensor:
    return x.flip(3) if flip.any() else x


@flip.misconception("All images follow the first draw. Every image has its own draw.")
def by_the_first(x: Tensor, flip: Tensor) -> Tensor:
    return x.flip(3) if flip[0] else x


@flip.misconception("No image is mirrored: x comes back as it is.")
def none_flipped(x: Tensor, flip: Tensor) -> Tensor:
    return x


@flip.misconception("The draws are read the other way round: the images at False are mirrored.")
def the_others(x: Tensor, flip: Tensor) -> Tensor:
    return _where(~flip, x.flip(3), x)


@flip.misconception(
    "The images are upside down: their rows are reversed. A mirror on the wall swaps left and "
    "right, the columns."
)
def upside_down(x: Tensor, flip: Tensor) -> Tensor:
    return _where(flip, x.flip(2), x)


@flip.misconception(
    "Rows and columns are both reversed: the image is turned by 180 degrees. Swap only left and "
    "right."
)
def turned(x: Tensor, flip: Tensor) -> Tensor:
    return _where(flip, x.flip(2, 3), x)


@flip.misconception("The channels are reversed: colours are swapped, and no pixel moves.")
def channels_reversed(x: Tensor, flip: Tensor) -> Tensor:
    return _where(flip, x.flip(1), x)


@flip.misconception(
    "Channels and columns are both reversed. x[n, :, ::-1] counts the axes from the left: which "
    "one is which?"
)
def channels_too(x: Tensor, flip: Tensor) -> Tensor:
    return _where(flip, x.flip(1, 3), x)


@flip.misconception(
    "Every axis is reversed, even that of the images, which end up with each other's draws. Did "
    "you give np.flip an axis?"
)
def every_axis(x: Tensor, flip: Tensor) -> Tensor:
    return _where(flip, x.flip(0, 1, 2, 3), x)


@flip.misconception(
    "The images that are not mirrored come back as zeros. They must stay as they were."
)
def others_black(x: Tensor, flip: Tensor) -> Tensor:
    return _where(flip, x.flip(3), torch.zeros_like(x))


@flip.misconception(
    "Only the mirrored images come back. The others belong to the batch too, in their places."
)
def chosen_alone(x: Tensor, flip: Tensor) -> Tensor:
    return x[flip].flip(3)
