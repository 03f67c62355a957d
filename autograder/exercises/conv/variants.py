"""Assignment 02: misconceptions that all relatives of the convolution layer share."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from autograder.core.exercise import Family
from autograder.reference.backend import torch

if TYPE_CHECKING:
    from torch import Tensor

Forward = Callable[..., "Tensor"]
"""The reference of such a layer: x, w, b, stride, pad and its own settings, by name."""

RELATIVES = Family()
"""What can go wrong in every relative."""


def with_forward(forward: Forward) -> Callable[[Callable[..., Tensor]], Forward]:
    """Give the reference to a misconception, as its first argument."""

    def adapt(wrong: Callable[..., Tensor]) -> Forward:
        def relative(**case: Any) -> Tensor:
            return wrong(forward, **case)

        return relative

    return adapt


@RELATIVES.misconception(
    "The filters are flipped. That is convolution as in signal processing; these layers take "
    "their filters as they are."
)
def flipped(forward: Forward, w: Tensor, **case: Any) -> Tensor:
    return forward(w=w.flip(2, 3), **case)


@RELATIVES.misconception("The biases are missing. Each filter adds its own to all of its outputs.")
def without_bias(forward: Forward, b: Tensor, **case: Any) -> Tensor:
    return forward(b=torch.zeros_like(b), **case)


@RELATIVES.misconception(
    "The bias is added once for every channel a filter sees. It belongs to the whole sum."
)
def bias_for_each_channel(forward: Forward, w: Tensor, b: Tensor, **case: Any) -> Tensor:
    return forward(w=w, b=b * w.shape[1], **case)


@RELATIVES.misconception(
    "The stride is not used: the windows move by one pixel. If you call another of your functions, "
    "do you pass the stride on?"
)
def stride_ignored(forward: Forward, stride: int = 1, **case: Any) -> Tensor:
    return forward(**case)


@RELATIVES.misconception(
    "There is no padding. If you call another of your functions, do you pass pad on?"
)
def pad_ignored(forward: Forward, pad: int = 0, **case: Any) -> Tensor:
    return forward(**case)


@RELATIVES.misconception(
    "Neither stride nor pad is used. If you call another of your functions, do you pass them on?"
)
def stride_and_pad_ignored(forward: Forward, stride: int = 1, pad: int = 0, **case: Any) -> Tensor:
    return forward(**case)
