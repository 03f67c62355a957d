"""Assignment 06: what goes wrong in hog at the border of the image and of its cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from autograder.exercises.features.hog import counted, hog, oriented
from autograder.reference import features as ref
from autograder.reference.backend import F, torch

if TYPE_CHECKING:
    from torch import Tensor


def _bordered(x: Tensor, mode: str) -> tuple[Tensor, Tensor]:
    """Differences of an image that goes on beyond its border."""
    larger = F.pad(x[:, None], (1, 1, 1, 1), mode=mode)[:, 0]
    return larger[:, 1:-1, 2:] - larger[:, 1:-1, :-2], larger[:, 2:, 1:-1] - larger[:, :-2, 1:-1]


@hog.misconception(
    "At the border you see zeros beyond the image, and so a strong edge all around it. There the "
    "difference itself should be 0."
)
def zeros_beyond(x: Tensor, cell: int = 8, bins: int = 9) -> Tensor:
    return oriented(*_bordered(x, "constant"), cell, bins)


@hog.misconception(
    "At the border you repeat the last pixel, so that the difference is one to the only neighbor. "
    "There it should be 0."
)
def last_pixel_repeated(x: Tensor, cell: int = 8, bins: int = 9) -> Tensor:
    return oriented(*_bordered(x, "replicate"), cell, bins)


@hog.misconception(
    "The border sees the other side of the image, as with np.roll. There the difference should be "
    "0."
)
def rolled(x: Tensor, cell: int = 8, bins: int = 9) -> Tensor:
    dx, dy = (torch.roll(x, -1, axis) - torch.roll(x, 1, axis) for axis in (2, 1))
    return oriented(dx, dy, cell, bins)


@hog.misconception(
    "A pixel on the border has no vote at all. Only the difference across the border is 0; the one "
    "along it counts."
)
def no_votes_at_the_border(x: Tensor, cell: int = 8, bins: int = 9) -> Tensor:
    dx, dy = ref.differences(x)
    inside = torch.zeros_like(x)
    inside[:, 1:-1, 1:-1] = 1
    return counted(ref.angle(dx, dy), torch.hypot(dx, dy) * inside, cell, bins)


@hog.misconception(
    "These are np.gradient's differences: halved inside, and one-sided at the border. Here they "
    "are not halved, and 0 at the border."
)
def halved(x: Tensor, cell: int = 8, bins: int = 9) -> Tensor:
    dx, dy = _bordered(x, "replicate")
    dx[:, :, 1:-1] /= 2
    dy[:, 1:-1] /= 2
    return oriented(dx, dy, cell, bins)


@hog.misconception(
    "The differences are those to the next pixel: x[i + 1] − x[i]. Here they lie on both sides of "
    "the pixel."
)
def to_the_next(x: Tensor, cell: int = 8, bins: int = 9) -> Tensor:
    dx, dy = F.pad(x.diff(dim=2), (0, 1)), F.pad(x.diff(dim=1), (0, 0, 0, 1))
    return oriented(dx, dy, cell, bins)


@hog.misconception(
    "The differences are those to the previous pixel: x[i] − x[i − 1]. Here they lie on both sides "
    "of the pixel."
)
def to_the_previous(x: Tensor, cell: int = 8, bins: int = 9) -> Tensor:
    dx, dy = F.pad(x.diff(dim=2), (1, 0)), F.pad(x.diff(dim=1), (0, 0, 1, 0))
    return oriented(dx, dy, cell, bins)


@hog.misconception(
    "Left-over rows and columns are cut off before the differences, so the last ones that count "
    "have a border of their own. The pixels that are left over are still neighbors."
)
def cut_off_first(x: Tensor, cell: int = 8, bins: int = 9) -> Tensor:
    h, w = (side // cell * cell for side in x.shape[1:])
    return ref.hog(x[:, :h, :w], cell, bins)


@hog.misconception(
    "Each cell is differentiated on its own, with a border all around. Only the image has a "
    "border: a cell's neighbors are in the next cell."
)
def cells_alone(x: Tensor, cell: int = 8, bins: int = 9) -> Tensor:
    dx, dy = torch.zeros_like(x), torch.zeros_like(x)
    for i, j in np.ndindex(x.shape[1] // cell, x.shape[2] // cell):
        part = np.s_[:, i * cell : (i + 1) * cell, j * cell : (j + 1) * cell]
        dx[part], dy[part] = ref.differences(x[part])
    return oriented(dx, dy, cell, bins)


@hog.misconception(
    "Left-over rows and columns make cells of their own. They belong to no cell: H // cell rows."
)
def cells_rounded_up(x: Tensor, cell: int = 8, bins: int = 9) -> Tensor:
    dx, dy = ref.differences(x)
    more = [(-side) % cell for side in x.shape[1:]]
    dx, dy = (F.pad(each, (0, more[1], 0, more[0])) for each in (dx, dy))
    return oriented(dx, dy, cell, bins)


@hog.misconception(
    "The first rows and columns are left over. The cells begin in the top left corner, and what "
    "is left over is at the end."
)
def left_over_at_the_start(x: Tensor, cell: int = 8, bins: int = 9) -> Tensor:
    dx, dy = ref.differences(x)
    top, left = (side % cell for side in x.shape[1:])
    return oriented(dx[:, top:, left:], dy[:, top:, left:], cell, bins)


@hog.misconception(
    "A cell holds pixels that lie far apart, one from each part of the image: reshape needs the "
    "axis of cells before the axis of the pixels in them."
)
def cells_interleaved(x: Tensor, cell: int = 8, bins: int = 9) -> Tensor:
    dx, dy = ref.differences(x)
    h, w = (side // cell for side in x.shape[1:])
    votes = ref.votes(ref.angle(dx, dy) / 180, torch.hypot(dx, dy), bins)
    whole = votes[:, : h * cell, : w * cell].reshape(len(x), cell, h, cell, w, bins)
    return whole.sum((1, 3))


@hog.misconception("These are means over the pixels of a cell. A cell's histogram is a sum.")
def means(x: Tensor, cell: int = 8, bins: int = 9) -> Tensor:
    return ref.hog(x, cell, bins) / cell**2


@hog.misconception("Every histogram has length 1. Normalizing comes later, in blocks.")
def normalized(x: Tensor, cell: int = 8, bins: int = 9) -> Tensor:
    out = ref.hog(x, cell, bins)
    return out / (ref.lengths(out) + 1e-12)


@hog.misconception(
    "Of all pixels with the same bin in a cell only the last one counts: its vote replaces the "
    "others (= for +=), or out[index] += votes, which adds once for each bin. Votes add up."
)
def last_vote(x: Tensor, cell: int = 8, bins: int = 9) -> Tensor:
    out, votes = torch.zeros_like(ref.hog(x, cell, bins)), ref.hog(x, 1, bins)
    places = ref.votes(ref.angle(*ref.differences(x)) / 180, torch.ones_like(x), bins)
    for i, j in np.ndindex(out.shape[1] * cell, out.shape[2] * cell):
        histogram = out[:, i // cell, j // cell]
        histogram[:] = torch.where(places[:, i, j] > 0, votes[:, i, j], histogram)
    return out


def _hog(x: Tensor, cell: int, bins: int) -> Tensor:
    """No cells where the image is smaller than one."""
    if min(x.shape[1:]) < cell:
        return x.new_empty((len(x), x.shape[1] // cell, x.shape[2] // cell, bins))
    return ref.hog(x, cell, bins)


@hog.misconception(
    "cell and bins are always 8 and 9. The caller can choose others; those are what they are if "
    "left out."
)
def always_the_default(x: Tensor, cell: int = 8, bins: int = 9) -> Tensor:
    return _hog(x, 8, 9)


@hog.misconception("cell is always 8. The caller can choose another size.")
def cell_fixed(x: Tensor, cell: int = 8, bins: int = 9) -> Tensor:
    return _hog(x, 8, bins)


@hog.misconception("There are always 9 bins. The caller can choose another number.")
def bins_fixed(x: Tensor, cell: int = 8, bins: int = 9) -> Tensor:
    return ref.hog(x, cell, 9)


@hog.misconception(
    "Cells are cut by a reshape alone, so that pixels of other rows are in them: reshape never "
    "moves an axis. The two inside of a cell must come together first."
)
def cut_without_order(x: Tensor, cell: int = 8, bins: int = 9) -> Tensor:
    n, rows, columns = (len(x), *(side // cell for side in x.shape[1:]))
    dx, dy = ref.differences(x)
    votes = ref.votes(ref.angle(dx, dy) / 180, torch.hypot(dx, dy), bins)
    votes = votes[:, : rows * cell, : columns * cell]
    return votes.reshape(n, rows, columns, -1, bins).sum(3)
