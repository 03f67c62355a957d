"""Assignment 04: which numbers share a mean and a variance; nothing else differs in the layers."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from autograder.reference.backend import torch

if TYPE_CHECKING:
    from torch import Tensor


@dataclass(frozen=True)
class Sharing:
    """The axes over which numbers share a mean.

    With ``groups``, the channels are first cut into that many parts, and the axes count in
    (N, groups, C / groups, H, W).
    """

    axes: tuple[int, ...]
    groups: int | None = None

    def mean(self, t: Tensor) -> Tensor:
        """Every number replaced by the mean of the numbers that share one with it."""
        cut = self._cut(t)
        return cut.mean(self.axes, keepdim=True).expand_as(cut).reshape(t.shape)

    def var(self, t: Tensor, *, unbiased: bool = False) -> Tensor:
        """Every number replaced by the variance of the numbers that share one with it."""
        var = self.mean((t - self.mean(t)) ** 2)
        count = self.count(t)
        return var * count / (count - 1) if unbiased else var

    def count(self, t: Tensor) -> int:
        """How many numbers share a mean."""
        return math.prod(self._cut(t).shape[axis] for axis in self.axes)

    def cut_into(self, groups: int | None) -> Sharing:
        """The same with this number of groups, if there are groups."""
        return self if groups is None else replace(self, groups=groups)

    def _cut(self, t: Tensor) -> Tensor:
        if self.groups is None:
            return t
        n, c, *sides = t.shape
        return t.reshape(n, self.groups, c // self.groups, *sides)


BATCH = Sharing((0,))
"""Batch normalization: a feature of all samples."""

PIXELS = Sharing((0, 2, 3))
"""Batch normalization of images: a channel of all images and places."""

FEATURES = Sharing((1,))
"""Layer normalization: all features of a sample."""

GROUPS = Sharing((2, 3, 4), groups=1)
"""Group normalization: a group of channels of an image."""


def per_feature(v: Tensor, x: Tensor) -> Tensor:
    """(D,) or (C,), reshaped to broadcast along its feature or channel in x."""
    return v if x.ndim == 2 else v[:, None, None]


def summed(t: Tensor) -> Tensor:
    """One sum for each feature or channel: (N, D) to (D,), (N, C, H, W) to (C,)."""
    return t.sum(0) if t.ndim == 2 else t.sum((0, 2, 3))


def standardized(x: Tensor, sharing: Sharing, eps: float) -> Tensor:
    """x̂."""
    return (x - sharing.mean(x)) / torch.sqrt(sharing.var(x) + eps)
