"""Assignment 04, normalization in PyTorch. Gradients come from autograd."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from autograder.reference.backend import F, gradients, torch

if TYPE_CHECKING:
    from torch import Tensor

Forward = Callable[..., "Tensor"]


def in_turn(layer: Callable[..., Any]) -> Callable[..., Any]:
    """``layer``, a batch normalization, also for several batches: x with one more axis in front.

    Each batch in turn moves the running averages in training; then the first one goes through
    in test mode.
    """

    @functools.wraps(layer)
    def many(x: Tensor, gamma: Tensor, beta: Tensor, **rest: Any) -> Any:
        if x.ndim % 2 == 0:
            return layer(x=x, gamma=gamma, beta=beta, **rest)
        for batch in x:
            _, mean, var = layer(x=batch, gamma=gamma, beta=beta, **rest)
            rest |= {"running_mean": mean, "running_var": var}
        return layer(x=x[0], gamma=gamma, beta=beta, **rest, train=False)

    return many


@in_turn
def batchnorm(
    x: Tensor,
    gamma: Tensor,
    beta: Tensor,
    running_mean: Tensor,
    running_var: Tensor,
    momentum: float = 0.1,
    eps: float = 1e-5,
    train: bool = True,
) -> tuple[Tensor, Tensor, Tensor]:
    """x (N, D) or (N, C, H, W). PyTorch moves the averages in place, so it gets copies."""
    mean, var = running_mean.clone(), running_var.clone()
    return F.batch_norm(x, mean, var, gamma, beta, train, momentum, eps), mean, var


def layernorm(x: Tensor, gamma: Tensor, beta: Tensor, eps: float = 1e-5) -> Tensor:
    """x (N, D): every sample by itself."""
    return F.layer_norm(x, x.shape[1:], gamma, beta, eps)


def groupnorm(x: Tensor, gamma: Tensor, beta: Tensor, groups: int, eps: float = 1e-5) -> Tensor:
    """x (N, C, H, W): every group of channels of every image by itself."""
    return F.group_norm(x, groups, gamma, beta, eps)


def _in_training(x: Tensor, gamma: Tensor, beta: Tensor, eps: float = 1e-5) -> Tensor:
    return F.batch_norm(x, None, None, gamma, beta, training=True, eps=eps)


def _backward(forward: Forward) -> Callable[..., Any]:
    """dx, dgamma and dbeta, none of which depends on beta."""

    def backward(dout: Tensor, x: Tensor, gamma: Tensor, **settings: Any) -> Any:
        back = gradients(forward, of=("x", "gamma", "beta"))
        return back(dout, x=x, gamma=gamma, beta=torch.zeros_like(gamma), **settings)

    return backward


batchnorm_backward = _backward(_in_training)
layernorm_backward = _backward(layernorm)
groupnorm_backward = _backward(groupnorm)
