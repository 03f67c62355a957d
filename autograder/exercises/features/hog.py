"""Assignment 06: histograms of oriented gradients."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from autograder.core.exercise import Case, exercise
from autograder.exercises.features.inputs import textured
from autograder.exercises.inputs import signed
from autograder.reference import features as ref
from autograder.reference.backend import F, torch

if TYPE_CHECKING:
    from torch import Tensor

SPOTS = np.array([[0.0, 0, 0, 0], [0, 1, 0, 0], [0, 0, 0, 0], [0, 0, 0, 1]])[None]
"""Two bright pixels, whose neighbors have the angles 180, which counts as 0, −90, 0 and 90."""


@exercise(
    "features.hog",
    points=6,
    reference=ref.hog,
    hints=(
        "Draw a bright pixel on black paper. Which of its neighbors have a gradient, and which way "
        "does it point? Two opposite directions should land in the same bin.",
        "Two slices of a row, one without its first and one without its last pixels, give all "
        "differences at once. How many are they, and which pixels have none?",
        "With axes (rows of cells, rows in a cell, columns of cells, columns in a cell) a sum over "
        "two of the four makes the cells.",
    ),
)
def hog(rng: np.random.Generator) -> Iterator[Case]:
    """hog counts in which direction the edges of each cell run."""
    x = float(rng.integers(2, 99)) * SPOTS
    yield Case("4×4 by hand: two bright pixels, cells of 2×2 pixels", x=x, cell=2, bins=9)
    x = float(rng.integers(2, 99)) * SPOTS
    yield Case("two bins: the second one begins at 90 degrees", x=x, cell=2, bins=2)
    yield Case("cell and bins left out: 8 and 9", x=textured(rng, 2, 16, 24, 9))
    x = textured(rng, 2, 20, 12, 9)
    yield Case("cells of 4×4 pixels that fit, images not square", x=x, cell=4)
    x = textured(rng, 3, 5 * 3 + int(rng.integers(2, 5)), 5 * 2 + int(rng.integers(1, 5)), 7)
    yield Case("rows and columns are left over, 7 bins", x=x, cell=5, bins=7)
    yield Case("square images", x=textured(rng, 2, 12, 12, 9), cell=4, bins=9)
    yield Case("one image, 5 bins", x=textured(rng, 1, 9, 15, 5), cell=3, bins=5)
    yield Case("one cell holds all but the left-over", x=textured(rng, 4, 11, 9, 9), cell=7)
    yield Case("cells of one pixel", x=textured(rng, 2, 6, 5, 11), cell=1, bins=11)
    yield Case("one bin: only magnitudes", x=signed(rng, 2, 8, 13), cell=4, bins=1)
    x = textured(rng, 1, 12, 15, 9)
    yield Case("an image and its negative have the same edges", x=np.concatenate([x, -x]), cell=3)
    yield Case("two columns: no differences along a row", x=signed(rng, 2, 9, 2), cell=2, bins=5)
    x = textured(rng, 3, 8, 11, 9)
    x[1] = x[1, 0, 0]
    yield Case("the second image is one flat grey", x=x, cell=2)


def counted(angle: Tensor, weight: Tensor, cell: int, bins: int) -> Tensor:
    """The histograms of these angles in degrees and these votes."""
    return ref.cell_sums(ref.votes(angle % 180 / 180, weight, bins), cell)


def oriented(dx: Tensor, dy: Tensor, cell: int, bins: int) -> Tensor:
    """The histograms of these differences."""
    return counted(ref.angle(dx, dy), torch.hypot(dx, dy), cell, bins)


@hog.misconception(
    "The angle is signed: it runs from 0 to 360, and the bins with it. From dark to bright and "
    "from bright to dark should count as the same direction."
)
def signed_angle(x: Tensor, cell: int = 8, bins: int = 9) -> Tensor:
    dx, dy = ref.differences(x)
    full = torch.atan2(dy, dx).rad2deg() % 360 / 360
    return ref.cell_sums(ref.votes(full, torch.hypot(dx, dy), bins), cell)


@hog.misconception(
    "Every pixel has one whole vote. A strong edge should count for more than a faint one: the "
    "vote is the magnitude."
)
def one_vote_each(x: Tensor, cell: int = 8, bins: int = 9) -> Tensor:
    angle = ref.angle(*ref.differences(x))
    return counted(angle, torch.ones_like(angle), cell, bins)


@hog.misconception(
    "Every pixel with a gradient has one whole vote. A strong edge should count for more than a "
    "faint one: the vote is the magnitude."
)
def one_vote_per_edge(x: Tensor, cell: int = 8, bins: int = 9) -> Tensor:
    dx, dy = ref.differences(x)
    return counted(ref.angle(dx, dy), (torch.hypot(dx, dy) > 0).to(x), cell, bins)


@hog.misconception("A pixel votes with dx² + dy². The magnitude is the root of that.")
def squared_magnitude(x: Tensor, cell: int = 8, bins: int = 9) -> Tensor:
    dx, dy = ref.differences(x)
    return counted(ref.angle(dx, dy), dx**2 + dy**2, cell, bins)


@hog.misconception("A pixel votes with |dx| + |dy|. The magnitude is the length of the vector.")
def absolute_magnitude(x: Tensor, cell: int = 8, bins: int = 9) -> Tensor:
    dx, dy = ref.differences(x)
    return counted(ref.angle(dx, dy), dx.abs() + dy.abs(), cell, bins)


@hog.misconception(
    "The angles lie between 0 and 90: you took absolute values. An edge from the lower left to the "
    "upper right should not count as one from the upper left to the lower right."
)
def one_quadrant(x: Tensor, cell: int = 8, bins: int = 9) -> Tensor:
    dx, dy = ref.differences(x)
    return counted(ref.angle(dx.abs(), dy.abs()), torch.hypot(dx, dy), cell, bins)


@hog.misconception(
    "The negative angles of an arctangent are mirrored, not turned: their sign is dropped. −30 "
    "degrees is not the direction of 30."
)
def mirrored(x: Tensor, cell: int = 8, bins: int = 9) -> Tensor:
    dx, dy = ref.differences(x)
    return counted(torch.atan2(dy, dx).abs().rad2deg(), torch.hypot(dx, dy), cell, bins)


@hog.misconception(
    "The sign of an arctangent's angles is dropped: −30 degrees is not the direction of 30. And "
    "180, exactly to the left, is in the last bin; unsigned, it is the same as 0."
)
def mirrored_with_180_last(x: Tensor, cell: int = 8, bins: int = 9) -> Tensor:
    dx, dy = ref.differences(x)
    left = (dy == 0) & (dx < 0)
    angle = torch.atan2(dy, dx).abs().rad2deg() - left * 1e-9
    return counted(angle, torch.hypot(dx, dy), cell, bins)


@hog.misconception(
    "dx and dy are swapped in the angle: yours is measured from the vertical. arctan2 takes dy "
    "first."
)
def from_the_vertical(x: Tensor, cell: int = 8, bins: int = 9) -> Tensor:
    dx, dy = ref.differences(x)
    return oriented(dy, dx, cell, bins)


@hog.misconception(
    "Your angle turns the other way round, as if dx or dy had the wrong sign. Rows are counted "
    "downwards, and each difference is the next one minus the one before."
)
def turned_round(x: Tensor, cell: int = 8, bins: int = 9) -> Tensor:
    dx, dy = ref.differences(x)
    return oriented(dx, -dy, cell, bins)


@hog.misconception(
    "A gradient that points exactly to the left is in the last bin: its angle is 180. Unsigned, "
    "180 is the same as 0, and the range ends before it."
)
def half_a_turn_is_last(x: Tensor, cell: int = 8, bins: int = 9) -> Tensor:
    dx, dy = ref.differences(x)
    left = (dy == 0) & (dx < 0)
    return counted(ref.angle(dx, dy) - left * 1e-9, torch.hypot(dx, dy), cell, bins)


@hog.misconception(
    "A gradient that points exactly to the left has no vote: its angle is 180, and no bin holds "
    "that. Unsigned, 180 is the same as 0."
)
def half_a_turn_is_lost(x: Tensor, cell: int = 8, bins: int = 9) -> Tensor:
    dx, dy = ref.differences(x)
    left = (dy == 0) & (dx < 0)
    return counted(ref.angle(dx, dy), torch.hypot(dx, dy) * ~left, cell, bins)


@hog.misconception(
    "Angles are rounded to the nearest edge of a bin. A bin reaches from one edge to the next, so "
    "the whole part of angle divided by width is its number."
)
def rounded(x: Tensor, cell: int = 8, bins: int = 9) -> Tensor:
    dx, dy = ref.differences(x)
    edge = (ref.angle(dx, dy) / 180 * bins).round()
    return counted((edge + 0.5) * 180 / bins, torch.hypot(dx, dy), cell, bins)


@hog.misconception(
    "Angles are rounded to the nearest edge of a bin, 90 degrees up. A bin reaches from one edge "
    "to the next, so the whole part of angle divided by width is its number."
)
def rounded_up(x: Tensor, cell: int = 8, bins: int = 9) -> Tensor:
    dx, dy = ref.differences(x)
    return counted(ref.angle(dx, dy) + 90 / bins, torch.hypot(dx, dy), cell, bins)


@hog.misconception(
    "A bin is always 20 degrees wide. The range of 180 is divided by bins, which need not be 9."
)
def always_20_degrees(x: Tensor, cell: int = 8, bins: int = 9) -> Tensor:
    votes = ref.hog(x, cell, 9)[..., :bins]
    return F.pad(votes, (0, bins - votes.shape[-1]))


@hog.misconception(
    "A vote is split between the two nearest bins, as Dalal and Triggs do. Here the whole vote "
    "goes to the bin that the angle is in."
)
def split_votes(x: Tensor, cell: int = 8, bins: int = 9) -> Tensor:
    dx, dy = ref.differences(x)
    place, magnitude = ref.angle(dx, dy) / 180 * bins - 0.5, torch.hypot(dx, dy)
    upper = place - place.floor()
    below, above = ((place.floor() + step) * 180 / bins for step in (0.5, 1.5))
    lower = counted(below, magnitude * (1 - upper), cell, bins)
    return lower + counted(above, magnitude * upper, cell, bins)


@hog.misconception(
    "All votes are in the first bin: the angle is in radians, the width of a bin in degrees."
)
def all_in_the_first(x: Tensor, cell: int = 8, bins: int = 9) -> Tensor:
    dx, dy = ref.differences(x)
    return counted(0 * dx, torch.hypot(dx, dy), cell, bins)


@hog.misconception(
    "The angle is in radians and is used as if it were in degrees: votes are in the first bin and, "
    "for negative angles, in the last one."
)
def radians_as_degrees(x: Tensor, cell: int = 8, bins: int = 9) -> Tensor:
    dx, dy = ref.differences(x)
    return counted(torch.atan2(dy, dx), torch.hypot(dx, dy), cell, bins)


@hog.misconception(
    "The angle is that of the edge, a quarter turn away from the gradient. Here it is that of the "
    "gradient, which points across the edge."
)
def along_the_edge(x: Tensor, cell: int = 8, bins: int = 9) -> Tensor:
    dx, dy = ref.differences(x)
    return counted(ref.angle(dx, dy) + 90, torch.hypot(dx, dy), cell, bins)


@hog.misconception(
    "Where dx is 0 your angle is 0. If only dy is not 0, the gradient points straight up or down: "
    "90 degrees."
)
def level_without_dx(x: Tensor, cell: int = 8, bins: int = 9) -> Tensor:
    dx, dy = ref.differences(x)
    return counted(ref.angle(dx, dy) * (dx != 0), torch.hypot(dx, dy), cell, bins)


@hog.misconception(
    "A negative angle is rounded towards 0, as astype(int) and int() do, one bin too far. Bring it "
    "into the range before you turn it into a bin, or use floor."
)
def negative_truncated(x: Tensor, cell: int = 8, bins: int = 9) -> Tensor:
    dx, dy = ref.differences(x)
    chosen = (torch.atan2(dy, dx).rad2deg() / 180 * bins).trunc()
    return counted((chosen + 0.5) * 180 / bins, torch.hypot(dx, dy), cell, bins)


@hog.misconception(
    "Gradients with a negative angle, as arctan2 gives to those that point up, have no vote. "
    "Unsigned, they have an angle from 0 to 180 as well."
)
def negative_lost(x: Tensor, cell: int = 8, bins: int = 9) -> Tensor:
    dx, dy = ref.differences(x)
    up = dy < 0
    left = (dy == 0) & (dx < 0)
    return counted(ref.angle(dx, dy) - left * 1e-9, torch.hypot(dx, dy) * ~up, cell, bins)


@hog.misconception(
    "There is one bin too few, and all are too wide: bins + 1 edges make bins of them, in linspace "
    "as in a fence."
)
def one_bin_too_few(x: Tensor, cell: int = 8, bins: int = 9) -> Tensor:
    return F.pad(ref.hog(x, cell, bins - 1), (0, 1)) if bins > 1 else ref.hog(x, cell, bins)


@hog.misconception(
    "The width of a bin is rounded down, 180 // bins. A bin need not be a whole number of degrees "
    "wide."
)
def whole_width(x: Tensor, cell: int = 8, bins: int = 9) -> Tensor:
    dx, dy = ref.differences(x)
    chosen = (ref.angle(dx, dy) // (180 // bins)).clamp(max=bins - 1)
    return counted(180 * (chosen + 0.5) / bins, torch.hypot(dx, dy), cell, bins)
