"""Assignment 02: sums that go wrong in the backward pass of a convolution layer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from autograder.exercises.conv.backward import backward
from autograder.reference import conv as ref

if TYPE_CHECKING:
    from torch import Tensor


@backward.misconception(
    "The gradient of b is a mean. The bias was added at every place of every image, and each use "
    "adds its full gradient."
)
def db_mean(dout: Tensor, **layer: Any) -> Any:
    dx, dw, _ = ref.conv2d_backward(dout, **layer)
    return dx, dw, dout.mean((0, 2, 3))


@backward.misconception(
    "Every image of dx holds the gradients of the whole batch. Do you use n when you add something "
    "to dx?"
)
def dx_of_all_images(dout: Tensor, **layer: Any) -> Any:
    dx, dw, db = ref.conv2d_backward(dout, **layer)
    return dx.sum(0, keepdim=True).expand_as(dx), dw, db


@backward.misconception(
    "All weights of a filter have the same gradient: you add up the pixels of a window first. Each "
    "weight met one pixel of the window."
)
def dw_of_whole_windows(dout: Tensor, **layer: Any) -> Any:
    dx, dw, db = ref.conv2d_backward(dout, **layer)
    return dx, dw.sum((1, 2, 3), keepdim=True).expand_as(dw), db


@backward.misconception(
    "The wrong gradients are counted once for each channel. Does a loop over channels surround a "
    "line that already handles all channels, or that has none?",
    in_part=True,
)
def counted_for_each_channel(dout: Tensor, x: Tensor, **rest: Any) -> Any:
    return tuple(x.shape[1] * each for each in ref.conv2d_backward(dout, x=x, **rest))
