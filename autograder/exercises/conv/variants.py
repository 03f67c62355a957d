"""Assignment 02: what goes wrong alike in the relatives of the convolution layer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from autograder.core.exercise import Exercise
from autograder.reference.backend import torch

if TYPE_CHECKING:
    from torch import Tensor

Forward = Callable[..., "Tensor"]
"""The reference of such a layer: x, w, b, stride, pad and what is its own, by name."""


def declare_variant(variant: Exercise, forward: Forward) -> None:
    """Declare the misconceptions that any relative of the layer can have."""
    _declare_of_filters(variant, forward)
    _declare_of_windows(variant, forward)


def _declare_of_filters(variant: Exercise, forward: Forward) -> None:
    """Weights and biases."""

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


def _declare_of_windows(variant: Exercise, forward: Forward) -> None:
    """Stride and pad that are not handed on."""

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
