"""Assignment 04, regularization, in PyTorch. Gradients come from autograd.

What draws at random draws here from PyTorch's generator: no order of draws is the right one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from autograder.reference.backend import torch, value_and_gradients

if TYPE_CHECKING:
    from torch import Tensor

Split = tuple["Tensor", "Tensor", "Tensor", "Tensor", "Tensor", "Tensor"]


def l1(w: Tensor, lam: float) -> Tensor:
    """λ Σ |w|."""
    return lam * w.abs().sum()


def l2(w: Tensor, lam: float) -> Tensor:
    """λ Σ w²."""
    return lam * w.square().sum()


def elastic_net(w: Tensor, lam1: float, lam2: float) -> Tensor:
    """λ₁ Σ |w| + λ₂ Σ w²."""
    return l1(w, lam1) + l2(w, lam2)


l1_penalty = value_and_gradients(l1, of=("w",))
l2_penalty = value_and_gradients(l2, of=("w",))
elastic_net_penalty = value_and_gradients(elastic_net, of=("w",))


def max_norm(w: Tensor, limit: float) -> Tensor:
    """Columns (D,) of w (D, M) that are longer than limit, at that length."""
    length = torch.linalg.vector_norm(w, dim=0)
    return w * (limit / length).clamp(max=1)
