"""Assignment 02: the convolution layer with dilated filters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.core.exercise import Case, exercise
from autograder.exercises.conv.inputs import FEW, SIDE, positions, unequal
from autograder.exercises.conv.variants import RELATIVES, with_forward
from autograder.exercises.inputs import signed, until
from autograder.reference import conv as ref
from autograder.reference.backend import F

if TYPE_CHECKING:
    from torch import Tensor


@exercise(
    "conv.dilated",
    points=4,
    stub="cs_cnn.conv:conv_forward_dilated",
    reference=ref.conv2d_dilated,
    hints=(
        "A filter of 3 weights at dilation 2: draw the pixels that it touches. How many pixels "
        "are there from the first to the last?",
        "a[start:stop:step] takes every step-th entry.",
        "Another way: what would a filter with zeros between its weights do?",
    ),
)
def dilated(rng: np.random.Generator) -> Iterator[Case]:
    """conv_forward_dilated slides filters whose weights are apart from each other."""
    for dilation, stride, pad in (
        (2, 1, 0), (3, 1, 0), (2, 1, 2), (2, 2, 1), (3, 2, 3), (2, 3, 2), (1, 3, 1),
    ):  # fmt: skip
        name = f"dilation {dilation}, stride {stride}, pad {pad}"
        yield _dilated(rng, name, stride=stride, pad=pad, dilation=dilation)
    yield _dilated(rng, "stride 2, pad 1, dilation left out", stride=2, pad=1)
    yield _dilated(rng, "stride, pad and dilation left out")
    step: dict[str, Any] = {"stride": 1, "pad": 1, "dilation": 3}
    yield _dilated(rng, "a window of one row, dilation 3", rows=(1,), **step)
    x, w = signed(rng, 1, 1, *unequal(rng, SIDE, SIDE)), signed(rng, 1, 1, 3, 2)
    name = "one image, one channel, one filter, dilation 2"
    yield Case(name, x=x, w=w, b=signed(rng, 1), stride=1, pad=0, dilation=2)


def _dilated(
    rng: np.random.Generator,
    name: str,
    rows: Sequence[int] = (2, 3, 4),
    **given: Any,
) -> Case:
    """Seven sizes; a window with dilation + 1 would fit too."""
    wider = given.get("dilation", 1) + 1

    def telling(drawn: list[int]) -> bool:
        *_, kh, kw, h, w = drawn
        ho, wo = positions(h, kh, **given), positions(w, kw, **given)
        fits = wider * (kh - 1) < h and wider * (kw - 1) < w
        return fits and ho != wo and min(ho, wo) > 1

    n, c, f, kh, kw, h, w = until(
        telling, lambda: unequal(rng, FEW, FEW, FEW, rows, (2, 3, 4), SIDE, SIDE)
    )
    weights, b = signed(rng, f, c, kh, kw), signed(rng, f)
    return Case(name, x=signed(rng, n, c, h, w), w=weights, b=b, **given)


@dilated.misconception(
    "The dilation is counted as the pixels skipped between two weights, as in some texts. Here it "
    "is the distance from one weight to the next, and 1 means neighbours."
)
def dilation_as_gaps(dilation: int = 1, **case: Any) -> Tensor:
    return ref.conv2d_dilated(dilation=dilation + 1, **case)


@dilated.misconception(
    "The dilation is not used: the weights lie side by side, whatever the caller chooses."
)
def dilation_ignored(dilation: int = 1, **case: Any) -> Tensor:
    return ref.conv2d(**case)


@dilated.misconception(
    "Only the rows of the filter are spread apart; its columns lie side by side. The dilation "
    "applies in both directions."
)
def dilation_of_rows_alone(
    x: Tensor, w: Tensor, b: Tensor, stride: int = 1, pad: int = 0, dilation: int = 1
) -> Tensor:
    return F.conv2d(x, w, b, stride, pad, (dilation, 1))


@dilated.misconception(
    "The output is too large: its size is that of a filter whose weights lie side by side. A "
    "dilated window reaches further, so it has fewer places; your last ones stick out of the image "
    "and meet nothing there."
)
def size_without_dilation(
    x: Tensor, w: Tensor, b: Tensor, stride: int = 1, pad: int = 0, dilation: int = 1
) -> Tensor:
    below, right = ((k - 1) * (dilation - 1) for k in w.shape[2:])
    beyond = F.pad(ref.pad2d(x, pad), (0, right, 0, below))
    return ref.conv2d_dilated(beyond, w, b, stride, dilation=dilation)


@dilated.misconception(
    "The last places are missing: you assume that the window spans KH · dilation pixels. Between "
    "KH weights there are only KH − 1 distances."
)
def span_too_long(
    x: Tensor, w: Tensor, b: Tensor, stride: int = 1, pad: int = 0, dilation: int = 1
) -> Tensor:
    sides = zip(x.shape[2:], w.shape[2:], strict=True)
    ho, wo = ((n + 2 * pad - k * dilation) // stride + 1 for n, k in sides)
    return ref.conv2d_dilated(x, w, b, stride, pad, dilation)[:, :, :ho, :wo]


@dilated.misconception(
    "Stride and dilation are swapped. The stride is the step from one window to the next, the "
    "dilation the step inside a window."
)
def stride_and_dilation_exchanged(stride: int = 1, dilation: int = 1, **case: Any) -> Tensor:
    return ref.conv2d_dilated(stride=dilation, dilation=stride, **case)


@dilated.misconception(
    "Every weight is repeated to fill the gaps: a large filter made of blocks. The pixels in the "
    "gaps must meet no weight at all."
)
def weights_repeated(w: Tensor, dilation: int = 1, **case: Any) -> Tensor:
    blocks = w.repeat_interleave(dilation, 2).repeat_interleave(dilation, 3)
    return ref.conv2d(w=blocks, **case)


@dilated.misconception(
    "You thin the image out and slide an ordinary filter over the rest, so windows start only at "
    "every dilation-th pixel. Dilation changes the inside of a window, not how far windows move."
)
def image_thinned(
    x: Tensor, w: Tensor, b: Tensor, stride: int = 1, pad: int = 0, dilation: int = 1
) -> Tensor:
    return ref.conv2d(ref.pad2d(x, pad)[:, :, ::dilation, ::dilation], w, b, stride)


RELATIVES.join(dilated, with_forward(ref.conv2d_dilated))
