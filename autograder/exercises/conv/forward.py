"""Assignment 02: the forward pass of a convolution layer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from autograder.core.exercise import Case, exercise
from autograder.exercises.conv.inputs import BY_HAND, layers
from autograder.reference import conv as ref
from autograder.reference.backend import F, torch

if TYPE_CHECKING:
    from torch import Tensor


def forward_cases(rng: np.random.Generator) -> Iterator[Case]:
    """A layer worked by hand, then layers with random numbers."""
    yield Case("one 2×3 filter on a 3×4 image, worked by hand", **BY_HAND)
    for layer in layers(rng):
        yield Case(layer.name, **layer.inputs(rng))


@exercise(
    "conv.forward",
    points=8,
    stub="cs_cnn.conv:conv_forward",
    reference=ref.conv2d,
    hints=(
        "Which numbers does one output pixel see? Write the slice of x for out[n, f, i, j].",
        "A window has the shape of a filter, (C, KH, KW): multiply the two and add everything up.",
        "For the next i the window moves down by stride rows. Where does it start, then?",
        "Rows and columns of windows are counted separately: H and W, KH and KW may all differ.",
    ),
)
def forward(rng: np.random.Generator) -> Iterator[Case]:
    """conv_forward slides every filter over every image."""
    yield from forward_cases(rng)


@forward.misconception(
    "The kernel is flipped. That is convolution as in signal processing; a conv layer is "
    "cross-correlation."
)
def flipped(x: Tensor, w: Tensor, b: Tensor, stride: int = 1, pad: int = 0) -> Tensor:
    return ref.conv2d(x, w.flip(2, 3), b, stride, pad)


@forward.misconception(
    "Every value is 0: the output has the right shape, but no sum ever arrives in it. Do you "
    "assign to a name instead of an entry of the array?"
)
def nothing(x: Tensor, w: Tensor, b: Tensor, stride: int = 1, pad: int = 0) -> Tensor:
    return torch.zeros_like(ref.conv2d(x, w, b, stride, pad))


@forward.misconception(
    "The stride is not used: the window moves by one pixel, so there are too many outputs."
)
def stride_not_used(x: Tensor, w: Tensor, b: Tensor, stride: int = 1, pad: int = 0) -> Tensor:
    return ref.conv2d(x, w, b, 1, pad)


@forward.misconception(
    "The stride is in the output's size but not in the windows: neighbours are one pixel apart, "
    "so all of them crowd in the upper left corner of the image."
)
def windows_in_a_corner(x: Tensor, w: Tensor, b: Tensor, stride: int = 1, pad: int = 0) -> Tensor:
    ho, wo = ref.conv2d(x, w, b, stride, pad).shape[2:]
    return ref.conv2d(x, w, b, 1, pad)[:, :, :ho, :wo]


@forward.misconception(
    "Only the vertical steps use the stride. From left to right the window moves by one pixel; the "
    "stride is the same in both directions."
)
def stride_downwards(x: Tensor, w: Tensor, b: Tensor, stride: int = 1, pad: int = 0) -> Tensor:
    return F.conv2d(x, w, b, stride=(stride, 1), padding=pad)


@forward.misconception(
    "The padding is forgotten: the windows stay inside the image, and the output is too small."
)
def pad_not_used(x: Tensor, w: Tensor, b: Tensor, stride: int = 1, pad: int = 0) -> Tensor:
    return ref.conv2d(x, w, b, stride)


@forward.misconception(
    "The images always get a border of 1. The caller chooses pad, and 0 is the default."
)
def pad_written_out(x: Tensor, w: Tensor, b: Tensor, stride: int = 1, pad: int = 0) -> Tensor:
    return ref.conv2d(x, w, b, stride, 1)


@forward.misconception("The bias is left out. Each filter adds its own number to all its sums.")
def bias_left_out(x: Tensor, w: Tensor, b: Tensor, stride: int = 1, pad: int = 0) -> Tensor:
    return ref.conv2d(x, w, torch.zeros_like(b), stride, pad)


@forward.misconception(
    "All filters add the bias of the first one. Each filter adds its own number to all its sums."
)
def first_bias(x: Tensor, w: Tensor, b: Tensor, stride: int = 1, pad: int = 0) -> Tensor:
    return ref.conv2d(x, w, b[:1].expand_as(b), stride, pad)


@forward.misconception(
    "The bias is added for every channel. A filter adds up all its channels, then its bias, once."
)
def bias_of_channels(x: Tensor, w: Tensor, b: Tensor, stride: int = 1, pad: int = 0) -> Tensor:
    return ref.conv2d(x, w, x.shape[1] * b, stride, pad)


@forward.misconception(
    "The bias is added to every product of a window. It is added once, to their sum."
)
def bias_of_products(x: Tensor, w: Tensor, b: Tensor, stride: int = 1, pad: int = 0) -> Tensor:
    return ref.conv2d(x, w, w[0].numel() * b, stride, pad)


@forward.misconception(
    "Only the first channel is used. A filter is as deep as its input and adds up the products of "
    "all channels."
)
def first_channel(x: Tensor, w: Tensor, b: Tensor, stride: int = 1, pad: int = 0) -> Tensor:
    return ref.conv2d(x[:, :1], w[:, :1], b, stride, pad)


@forward.misconception(
    "The output contains only the last channel. Does each channel, in a loop, replace the result "
    "of the one before (= in place of +=)?"
)
def last_channel(x: Tensor, w: Tensor, b: Tensor, stride: int = 1, pad: int = 0) -> Tensor:
    return ref.conv2d(x[:, -1:], w[:, -1:], b, stride, pad)


@forward.misconception("Only the last product of each window is left (= in place of +=).")
def last_product(x: Tensor, w: Tensor, b: Tensor, stride: int = 1, pad: int = 0) -> Tensor:
    last = torch.zeros_like(w)
    last[:, -1, -1, -1] = w[:, -1, -1, -1]
    return ref.conv2d(x, last, b, stride, pad)


@forward.misconception(
    "The channels are counted C times. The sum over a window already contains all of them: is "
    "there a loop over channels around it?"
)
def channels_again(x: Tensor, w: Tensor, b: Tensor, stride: int = 1, pad: int = 0) -> Tensor:
    return ref.conv2d(x, x.shape[1] * w, b, stride, pad)


@forward.misconception(
    "The channels are counted C times, and so is the bias. The sum over a window already contains "
    "all channels: is there a loop over channels around it?"
)
def channels_and_bias_again(
    x: Tensor, w: Tensor, b: Tensor, stride: int = 1, pad: int = 0
) -> Tensor:
    return x.shape[1] * ref.conv2d(x, w, b, stride, pad)


@forward.misconception(
    "The products are averaged over the window. A conv layer adds them up; the weights can learn "
    "how strong the sum should be."
)
def averaged(x: Tensor, w: Tensor, b: Tensor, stride: int = 1, pad: int = 0) -> Tensor:
    return ref.conv2d(x, w / w[0].numel(), b, stride, pad)


@forward.misconception(
    "The output is square: its width comes from H and KH. Compute it from W and KW."
)
def square_output(x: Tensor, w: Tensor, b: Tensor, stride: int = 1, pad: int = 0) -> Tensor:
    beyond = F.pad(ref.pad2d(x, pad), (0, stride * max(x.shape)))
    out = ref.conv2d(beyond, w, b, stride)
    return out[:, :, :, : out.shape[2]]


@forward.misconception(
    "If the windows fit exactly, the last row and the last column of the output are 0. The last "
    "window starts at row H + 2 pad − KH, and range(start, stop) ends before stop."
)
def last_windows_missing(x: Tensor, w: Tensor, b: Tensor, stride: int = 1, pad: int = 0) -> Tensor:
    out = ref.conv2d(x, w, b, stride, pad)
    starts = [n + 2 * pad - k for n, k in zip(x.shape[2:], w.shape[2:], strict=True)]
    visited = torch.zeros_like(out)
    visited[:, :, : -(-starts[0] // stride), : -(-starts[1] // stride)] = 1
    return out * visited


@forward.misconception(
    "All images of the batch get the output of the first one. Do you use n when you cut out the "
    "window?"
)
def first_image(x: Tensor, w: Tensor, b: Tensor, stride: int = 1, pad: int = 0) -> Tensor:
    return ref.conv2d(x[:1].expand(x.shape), w, b, stride, pad)


@forward.misconception(
    "The filters are the last axis. Some libraries keep channels last, (N, H, W, C); here "
    "they come before rows and columns: (N, F, HO, WO)."
)
def filters_last(x: Tensor, w: Tensor, b: Tensor, stride: int = 1, pad: int = 0) -> Tensor:
    return ref.conv2d(x, w, b, stride, pad).movedim(1, 3)


@forward.misconception(
    "Negative values have become 0: an activation is included. ReLU is a layer of its own."
)
def then_relu(x: Tensor, w: Tensor, b: Tensor, stride: int = 1, pad: int = 0) -> Tensor:
    return ref.conv2d(x, w, b, stride, pad).clamp(min=0)
