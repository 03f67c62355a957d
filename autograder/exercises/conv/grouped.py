"""Assignment 02: the convolution layer in groups of channels and filters."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.core.exercise import Case, exercise
from autograder.exercises.conv.inputs import FEW, positions, unequal
from autograder.exercises.conv.variants import RELATIVES, with_forward
from autograder.exercises.inputs import signed, until
from autograder.reference import conv as ref
from autograder.reference.backend import torch

if TYPE_CHECKING:
    from torch import Tensor


@exercise(
    "conv.grouped",
    points=5,
    stub="cs_cnn.conv:conv_forward_grouped",
    reference=ref.conv2d_grouped,
    hints=(
        "6 channels and 4 filters in 2 groups: which filters see which channels? Draw them.",
        "One group alone is a layer that you have already written. What are its x, w and b?",
        "np.concatenate joins arrays along an axis. Which axis of the output are the filters?",
    ),
)
def grouped(rng: np.random.Generator) -> Iterator[Case]:
    """conv_forward_grouped lets each group of filters see its own channels alone."""
    settings: tuple[tuple[str, int, dict[str, Any]], ...] = (
        ("2 groups, stride and pad left out", 2, {}),
        ("3 groups, stride 2, pad left out", 3, {"stride": 2}),
        ("2 groups, stride 1, pad 1", 2, {"stride": 1, "pad": 1}),
        ("3 groups, stride 3, pad 2", 3, {"stride": 3, "pad": 2}),
        ("2 groups, stride 2, pad 3", 2, {"stride": 2, "pad": 3}),
        ("1 group", 1, {"stride": 2, "pad": 1}),
    )
    for name, groups, given in settings:
        channels, filters = (int(each) for each in rng.permutation((2, 3)))
        yield _grouped(rng, name, groups, channels, filters, **given)
    many = int(rng.integers(3, 6))
    yield _grouped(rng, "depthwise: groups = C = F", many, 1, 1, stride=2, pad=1)
    yield _grouped(rng, "depthwise, two filters for each channel", many, 1, 2, stride=1, pad=2)
    yield _grouped(rng, "groups = F, two channels for each filter", many, 2, 1)
    yield _grouped(rng, "one image", 2, 2, 3, images=(1,), stride=1, pad=1)
    yield _grouped(rng, "1 group, one filter", 1, 3, 1, stride=1, pad=1)


def _grouped(
    rng: np.random.Generator,
    name: str,
    groups: int,
    channels: int,
    filters: int,
    images: Sequence[int] = FEW,
    **given: Any,
) -> Case:
    """``channels`` and ``filters`` of each group; the other sizes are neither C nor F."""
    c, f = groups * channels, groups * filters

    def telling(drawn: list[int]) -> bool:
        *_, kh, kw, h, w = drawn
        return not {c, f} & set(drawn) and positions(h, kh, **given) != positions(w, kw, **given)

    window, side = (1, 2, 3, 4), range(7, 11)
    n, kh, kw, h, w = until(telling, lambda: unequal(rng, images, window, window, side, side))
    x, weights, b = signed(rng, n, c, h, w), signed(rng, f, channels, kh, kw), signed(rng, f)
    return Case(name, x=x, w=weights, b=b, groups=groups, **given)


def _dealt(t: Tensor, parts: int) -> Tensor:
    """Along axis 1, the parts 0 0 0 1 1 1 become 0 1 0 1 0 1, as when cards are dealt."""
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
    "You assume that the group of filter f is f // groups. How many filters are there in one group?"
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
    "They should be cut, in order, into contiguous parts."
)
def channels_dealt(x: Tensor, groups: int, **case: Any) -> Tensor:
    return ref.conv2d_grouped(_dealt(x, x.shape[1] // groups), groups=groups, **case)


@grouped.misconception(
    "The filters are dealt out to the groups one by one, like cards: filter f sees group f modulo "
    "groups. They should be cut, in order, into contiguous parts."
)
def filters_dealt(groups: int, **case: Any) -> Tensor:
    return _seeing(lambda f: f % groups, **case)


@grouped.misconception(
    "w[k::groups] deals the filters out to the groups one by one, like cards. Group k has "
    "contiguous filters: w is cut, in order, into as many parts as there are groups."
)
def filters_picked(w: Tensor, b: Tensor, groups: int, **case: Any) -> Tensor:
    order = torch.arange(len(w)).reshape(-1, groups).T.flatten()
    return ref.conv2d_grouped(w=w[order], b=b[order], groups=groups, **case)


@grouped.misconception(
    "Every map is right, but their order is wrong: the first of each group, then the second of "
    "each group. The output must keep the order of the filters in w."
)
def maps_dealt(groups: int, **case: Any) -> Tensor:
    return _dealt(ref.conv2d_grouped(groups=groups, **case), groups)


RELATIVES.join(grouped, with_forward(ref.conv2d_grouped))
