"""Assignment 02: relatives of the convolution layer: dilated and in groups."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.exercises.conv.inputs import FEW, SIDE, positions, unequal
from autograder.exercises.inputs import signed, until
from autograder.judge.exercise import Case, Exercise, exercise
from autograder.reference import conv as ref
from autograder.reference.backend import F, torch

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
    step = {"stride": 1, "pad": 1, "dilation": 3}
    yield _dilated(rng, "a window of one row, dilation 3", rows=(1,), **step)


def _dilated(
    rng: np.random.Generator, name: str, rows: Sequence[int] = (2, 3, 4), **given: Any
) -> Case:
    """Seven sizes; a window whose weights are one pixel further apart would fit too."""
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
    "The dilation is not used: the weights lie side by side, whatever the caller asks for."
)
def dilation_ignored(dilation: int = 1, **case: Any) -> Tensor:
    return ref.conv2d(**case)


@dilated.misconception(
    "Only the rows of the filter are apart; its columns lie side by side. The dilation is for "
    "both directions."
)
def dilation_of_rows_alone(
    x: Tensor, w: Tensor, b: Tensor, stride: int = 1, pad: int = 0, dilation: int = 1
) -> Tensor:
    return F.conv2d(x, w, b, stride, pad, (dilation, 1))


@dilated.misconception(
    "The output is too large: its size is that of a filter whose weights lie side by side. A "
    "dilated window reaches further, so it has fewer places; the last of yours stick out of the "
    "image and meet nothing there."
)
def size_without_dilation(
    x: Tensor, w: Tensor, b: Tensor, stride: int = 1, pad: int = 0, dilation: int = 1
) -> Tensor:
    below, right = ((k - 1) * (dilation - 1) for k in w.shape[2:])
    beyond = F.pad(ref.pad2d(x, pad), (0, right, 0, below))
    return ref.conv2d_dilated(beyond, w, b, stride, dilation=dilation)


@dilated.misconception(
    "The last places are missing: the window is taken to span KH · dilation pixels. Between KH "
    "weights there are only KH − 1 distances."
)
def span_too_long(
    x: Tensor, w: Tensor, b: Tensor, stride: int = 1, pad: int = 0, dilation: int = 1
) -> Tensor:
    sides = zip(x.shape[2:], w.shape[2:], strict=True)
    ho, wo = ((n + 2 * pad - k * dilation) // stride + 1 for n, k in sides)
    return ref.conv2d_dilated(x, w, b, stride, pad, dilation)[:, :, :ho, :wo]


@dilated.misconception(
    "Stride and dilation have changed places. The stride is the step from one window to the next, "
    "the dilation the step inside a window."
)
def stride_and_dilation_exchanged(stride: int = 1, dilation: int = 1, **case: Any) -> Tensor:
    return ref.conv2d_dilated(stride=dilation, dilation=stride, **case)


@dilated.misconception(
    "Every weight is repeated until the gaps are full: a large filter made of blocks. The pixels "
    "in the gaps meet no weight at all."
)
def weights_repeated(w: Tensor, dilation: int = 1, **case: Any) -> Tensor:
    blocks = w.repeat_interleave(dilation, 2).repeat_interleave(dilation, 3)
    return ref.conv2d(w=blocks, **case)


@dilated.misconception(
    "The image is thinned out and an ordinary filter slides over the rest, so windows begin at "
    "every dilation-th pixel alone. The windows move as ever: dilation is about the inside of one."
)
def image_thinned(
    x: Tensor, w: Tensor, b: Tensor, stride: int = 1, pad: int = 0, dilation: int = 1
) -> Tensor:
    return ref.conv2d(ref.pad2d(x, pad)[:, :, ::dilation, ::dilation], w, b, stride)


@exercise(
    "conv.grouped",
    points=5,
    stub="cs_cnn.conv:conv_forward_grouped",
    reference=ref.conv2d_grouped,
    hints=(
        "6 channels and 4 filters in 2 groups: which filters see which channels? Draw them.",
        "One group alone is a layer that you have written already. What are its x, w and b?",
        "np.concatenate joins arrays along an axis. Which axis of the output are the filters?",
    ),
)
def grouped(rng: np.random.Generator) -> Iterator[Case]:
    """conv_forward_grouped lets each group of filters see its own channels alone."""
    for name, groups, given in (
        ("2 groups, stride and pad left out", 2, {}),
        ("3 groups, stride 2, pad left out", 3, {"stride": 2}),
        ("2 groups, stride 1, pad 1", 2, {"stride": 1, "pad": 1}),
        ("3 groups, stride 3, pad 2", 3, {"stride": 3, "pad": 2}),
        ("2 groups, stride 2, pad 3", 2, {"stride": 2, "pad": 3}),
        ("1 group", 1, {"stride": 2, "pad": 1}),
    ):
        channels, filters = (int(each) for each in rng.permutation((2, 3)))
        yield _grouped(rng, name, groups, channels, filters, **given)
    many = int(rng.integers(3, 6))
    yield _grouped(rng, "depthwise: groups = C = F", many, 1, 1, stride=2, pad=1)
    yield _grouped(rng, "depthwise, two filters for each channel", many, 1, 2, stride=1, pad=2)
    yield _grouped(rng, "groups = F, two channels for each filter", many, 2, 1)


def _grouped(
    rng: np.random.Generator, name: str, groups: int, channels: int, filters: int, **given: Any
) -> Case:
    """``channels`` and ``filters`` of each group; the other sizes are neither C nor F."""
    c, f = groups * channels, groups * filters

    def telling(drawn: list[int]) -> bool:
        *_, kh, kw, h, w = drawn
        return not {c, f} & set(drawn) and positions(h, kh, **given) != positions(w, kw, **given)

    window, side = (1, 2, 3, 4), range(7, 11)
    n, kh, kw, h, w = until(telling, lambda: unequal(rng, FEW, window, window, side, side))
    x, weights, b = signed(rng, n, c, h, w), signed(rng, f, channels, kh, kw), signed(rng, f)
    return Case(name, x=x, w=weights, b=b, groups=groups, **given)


def _dealt(t: Tensor, parts: int) -> Tensor:
    """Along axis 1, 0 0 0 1 1 1 by part becomes 0 1 0 1 0 1, as cards are dealt."""
    order = torch.arange(t.shape[1], device=t.device).reshape(parts, -1).T
    return t[:, order.flatten()]


def _seeing(group_of: Callable[[int], int], x: Tensor, w: Tensor, b: Tensor, **step: int) -> Tensor:
    """Filter f sees the channels of group ``group_of(f)``."""
    own, maps = w.shape[1], []
    for f in range(len(w)):
        first = group_of(f) * own
        maps.append(ref.conv2d(x[:, first : first + own], w[f : f + 1], b[f : f + 1], **step))
    return torch.cat(maps, dim=1)


@grouped.misconception(
    "The groups are ignored: every filter sees the channels of all groups, with the same weights "
    "for each. A filter of group g looks at the channels of group g and at no others."
)
def groups_ignored(w: Tensor, groups: int, **case: Any) -> Tensor:
    return ref.conv2d(w=w.repeat(1, groups, 1, 1), **case)


@grouped.misconception(
    "All filters see the channels of the first group. Each group of filters has its own channels."
)
def first_channels(groups: int, **case: Any) -> Tensor:
    return _seeing(lambda f: 0, **case)


@grouped.misconception(
    "The group of filter f is taken to be f // groups. How many filters are there in one group?"
)
def groups_of_the_wrong_size(groups: int, **case: Any) -> Tensor:
    return _seeing(lambda f: f // groups, **case)


@grouped.misconception(
    "The filters of the first group are used in all groups. Every group has filters and biases of "
    "its own: where in w do those of group g begin?"
)
def first_filters(w: Tensor, b: Tensor, groups: int, **case: Any) -> Tensor:
    own = len(w) // groups
    filters, biases = w[:own].repeat(groups, 1, 1, 1), b[:own].repeat(groups)
    return ref.conv2d_grouped(w=filters, b=biases, groups=groups, **case)


@grouped.misconception(
    "The channels are dealt out to the groups one by one, like cards: every groups-th channel. "
    "They should be cut, in their order, into parts that hang together."
)
def channels_dealt(x: Tensor, groups: int, **case: Any) -> Tensor:
    return ref.conv2d_grouped(_dealt(x, x.shape[1] // groups), groups=groups, **case)


@grouped.misconception(
    "The filters are dealt out to the groups one by one, like cards: filter f sees group f modulo "
    "groups. They should be cut, in their order, into parts that hang together."
)
def filters_dealt(groups: int, **case: Any) -> Tensor:
    return _seeing(lambda f: f % groups, **case)


@grouped.misconception(
    "Every map is right but they stand in the wrong order: the first of each group, then the "
    "second of each group. The output has the order of the filters in w."
)
def maps_dealt(groups: int, **case: Any) -> Tensor:
    return _dealt(ref.conv2d_grouped(groups=groups, **case), groups)


def _declare_for_all(variant: Exercise, forward: Callable[..., Tensor]) -> None:
    """What goes wrong in both layers alike."""

    @variant.misconception(
        "The filters are flipped. That is convolution as in signal processing; these layers take "
        "their filters as they are."
    )
    def flipped(w: Tensor, **case: Any) -> Tensor:
        return forward(w=w.flip(2, 3), **case)

    @variant.misconception("The biases are missing. Each filter adds its own to all it puts out.")
    def without_bias(b: Tensor, **case: Any) -> Tensor:
        return forward(b=torch.zeros_like(b), **case)

    @variant.misconception(
        "The bias is added once for every channel a filter sees. It belongs to the whole sum."
    )
    def bias_for_each_channel(w: Tensor, b: Tensor, **case: Any) -> Tensor:
        return forward(w=w, b=b * w.shape[1], **case)

    @variant.misconception(
        "The stride is not used: the windows move by one pixel. If you call another function of "
        "yours, is the stride handed on?"
    )
    def stride_ignored(stride: int = 1, **case: Any) -> Tensor:
        return forward(**case)

    @variant.misconception(
        "There is no padding. If you call another function of yours, is pad handed on?"
    )
    def pad_ignored(pad: int = 0, **case: Any) -> Tensor:
        return forward(**case)

    @variant.misconception(
        "Neither stride nor pad is used. If you call another function of yours, are they handed on?"
    )
    def stride_and_pad_ignored(stride: int = 1, pad: int = 0, **case: Any) -> Tensor:
        return forward(**case)


_declare_for_all(dilated, ref.conv2d_dilated)
_declare_for_all(grouped, ref.conv2d_grouped)
