"""Assignment 02: the same windows, but nothing is shared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.core.exercise import Case, exercise
from autograder.exercises.conv.inputs import FEW, positions, unequal
from autograder.exercises.inputs import signed, until
from autograder.reference import conv as ref
from autograder.reference.backend import torch

if TYPE_CHECKING:
    from torch import Tensor


@exercise(
    "conv.locally_connected",
    points=4,
    stub="cs_cnn.conv:locally_connected_forward",
    reference=ref.locally_connected,
    hints=(
        "HO and WO need no formula here: which array has them in its shape?",
        "Write down one output pixel, out[n, f, i, j]. Which part of w does it use?",
        "The axes of b are (HO, WO, F), those of out (N, F, HO, WO). Mind the order.",
    ),
)
def locally_connected(rng: np.random.Generator) -> Iterator[Case]:
    """locally_connected_forward has filters of its own at every place."""
    yield _local(rng, "stride left out")
    for stride in (2, 1, 3):
        yield _local(rng, f"stride {stride}", stride=stride)
    yield _local(rng, "stride 3, larger than the window", (1, 2), stride=3)
    yield _local(rng, "as many places down as across", square=True, stride=2)
    yield _local(rng, "one image", images=(1,), stride=1)
    n, c, kh, kw = unequal(rng, *[FEW] * 4)
    only = _weights(rng, 1, 1, 1, c, kh, kw)
    yield Case(
        "one place, one filter: a fully connected layer", x=signed(rng, n, c, kh, kw), **only
    )


def _local(
    rng: np.random.Generator,
    name: str,
    window: Sequence[int] = (2, 3, 4),
    *,
    images: Sequence[int] = FEW,
    square: bool = False,
    **given: Any,
) -> Case:
    """Seven sizes, several places in both directions, in equal numbers only if ``square``."""

    def places(drawn: list[int]) -> tuple[int, int]:
        *_, kh, kw, h, w = drawn
        return positions(h, kh, **given), positions(w, kw, **given)

    def telling(drawn: list[int]) -> bool:
        ho, wo = places(drawn)
        left_over = (drawn[-2] - drawn[-4]) % 3 > 0 or given.get("stride") != 3
        return left_over and min(ho, wo) > 1 and (ho == wo) is square

    side = range(6, 10)
    drawn = until(telling, lambda: unequal(rng, images, FEW, FEW, window, window, side, side))
    n, c, f, kh, kw, h, w = drawn
    return Case(
        name, x=signed(rng, n, c, h, w), **_weights(rng, *places(drawn), f, c, kh, kw), **given
    )


def _weights(rng: np.random.Generator, *shape: int) -> dict[str, Any]:
    """w (HO, WO, F, C, KH, KW) and b (HO, WO, F)."""
    return {"w": signed(rng, *shape), "b": signed(rng, *shape[:3])}


def _first(t: Tensor) -> Tensor:
    """The values of the first place, repeated at all places."""
    return t[:1, :1].expand_as(t)


def _by_columns(t: Tensor) -> Tensor:
    """The places of ``t`` counted down the columns; a square of places is transposed."""
    return t.transpose(0, 1).reshape(t.shape)


@locally_connected.misconception(
    "The filters and biases of the first place are used at all places. That is weight sharing, an "
    "ordinary convolution; here every place (i, j) has its own."
)
def all_shared(w: Tensor, b: Tensor, **case: Any) -> Tensor:
    return ref.locally_connected(w=_first(w), b=_first(b), **case)


@locally_connected.misconception(
    "The filters of the first place are used at all places. That is weight sharing, an ordinary "
    "convolution; here every place (i, j) has its own."
)
def filters_shared(w: Tensor, **case: Any) -> Tensor:
    return ref.locally_connected(w=_first(w), **case)


@locally_connected.misconception(
    "The biases of the first place are used at all places. b has as many rows and columns as "
    "there are places."
)
def biases_shared(b: Tensor, **case: Any) -> Tensor:
    return ref.locally_connected(b=_first(b), **case)


@locally_connected.misconception(
    "The two axes of the places are swapped in w and b: i counts rows and comes first, j counts "
    "columns."
)
def places_swapped(w: Tensor, b: Tensor, **case: Any) -> Tensor:
    return ref.locally_connected(w=_by_columns(w), b=_by_columns(b), **case)


@locally_connected.misconception(
    "The two axes of the places are swapped in w, not in b: i counts rows and comes first, j "
    "counts columns."
)
def places_of_w_swapped(w: Tensor, **case: Any) -> Tensor:
    return ref.locally_connected(w=_by_columns(w), **case)


@locally_connected.misconception(
    "The sums are right, but rows and columns are swapped in the biases. b.T reverses the order of "
    "all three axes."
)
def places_of_b_swapped(b: Tensor, **case: Any) -> Tensor:
    return ref.locally_connected(b=_by_columns(b), **case)


@locally_connected.misconception(
    "The sums are right, but b is reshaped to (F, HO, WO). reshape keeps the order of the "
    "numbers; it never moves an axis."
)
def bias_reshaped(b: Tensor, **case: Any) -> Tensor:
    ho, wo, f = b.shape
    moved = b.reshape(f, ho, wo).permute(1, 2, 0)
    return ref.locally_connected(b=moved, **case)


@locally_connected.misconception(
    "The windows move by one pixel, whatever the stride is. The filters are those of place (i, j), "
    "but they look at the wrong part of the image."
)
def windows_side_by_side(x: Tensor, w: Tensor, b: Tensor, stride: int = 1) -> Tensor:
    (ho, wo), (kh, kw) = w.shape[:2], w.shape[4:]
    return ref.locally_connected(x[:, :, : ho + kh - 1, : wo + kw - 1], w, b)


@locally_connected.misconception(
    "Each filter is flipped. Every layer of this course takes its filters as they are."
)
def locally_flipped(w: Tensor, **case: Any) -> Tensor:
    return ref.locally_connected(w=w.flip(4, 5), **case)


@locally_connected.misconception(
    "The biases are missing. There is one for every filter at every place."
)
def locally_without_bias(b: Tensor, **case: Any) -> Tensor:
    return ref.locally_connected(b=torch.zeros_like(b), **case)
