"""Assignment 04: the backward pass of any normalization, step by step."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from autograder.exercises.normalization.sharing import Sharing, per_feature, summed
from autograder.reference.backend import torch

if TYPE_CHECKING:
    from torch import Tensor


@dataclass(frozen=True)
class Back:
    """One backward pass, split into the steps that can go wrong."""

    sharing: Sharing
    dout: Tensor
    x: Tensor
    gamma: Tensor
    eps: float = 1e-5

    @property
    def centred(self) -> Tensor:
        return self.x - self.sharing.mean(self.x)

    @property
    def root(self) -> Tensor:
        return torch.sqrt(self.sharing.var(self.x) + self.eps)

    @property
    def standard(self) -> Tensor:
        return self.centred / self.root

    @property
    def dstandard(self) -> Tensor:
        return self.dout * per_feature(self.gamma, self.x)

    def paths(
        self, d: Tensor, standard: Tensor, direct: float = 1, mean: float = 1, var: float = 1
    ) -> Tensor:
        """The three paths to x, before the division, each with a weight."""
        by_mean, along = self.sharing.mean(d), self.sharing.mean(d * standard)
        return direct * d - mean * by_mean - var * standard * along

    def dx(self, direct: float = 1, mean: float = 1, var: float = 1) -> Tensor:
        return self.paths(self.dstandard, self.standard, direct, mean, var) / self.root

    def along(self, sharing: Sharing) -> Tensor:
        """dx whose two means run along other axes than those that were normalized."""
        d, standard = self.dstandard, self.standard
        return (d - sharing.mean(d) - standard * sharing.mean(d * standard)) / self.root

    @property
    def dgamma(self) -> Tensor:
        return summed(self.dout * self.standard)

    @property
    def dbeta(self) -> Tensor:
        return summed(self.dout)

    def gradients(self) -> Any:
        return self.dx(), self.dgamma, self.dbeta

    def with_dx(self, dx: Tensor) -> Any:
        return dx, self.dgamma, self.dbeta

    def with_root(self, root: Tensor) -> Any:
        """Everything with another denominator."""
        standard = self.centred / root
        dx = self.paths(self.dstandard, standard) / root
        return dx, summed(self.dout * standard), self.dbeta


Wrong = Callable[[Back], Any]


def backward_with(sharing: Sharing) -> Callable[[Wrong], Callable[..., Any]]:
    """Turn one wrong step into a whole backward pass."""

    def adapt(wrong: Wrong) -> Callable[..., Any]:
        @functools.wraps(wrong)
        def backward(groups: int | None = None, **given: Any) -> Any:
            return wrong(Back(sharing.cut_into(groups), **given))

        return backward

    return adapt
