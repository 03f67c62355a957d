"""Assignment 04: what goes wrong on the way from mean and variance to the output."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from autograder.core.exercise import Family
from autograder.exercises.normalization.sharing import Sharing, per_feature
from autograder.reference.backend import torch

if TYPE_CHECKING:
    from torch import Tensor

Scaling = Callable[..., "Tensor"]
"""x, mean, var, gamma, beta, eps to the output; everything broadcasts to x."""

SCALING = Family()
"""What can go wrong in any of the normalizations."""

UNBIASED = Family()
"""What can go wrong in one without running averages: the choice of variance."""


def right(x: Tensor, mean: Tensor, var: Tensor, gamma: Tensor, beta: Tensor, eps: float) -> Tensor:
    """gamma x̂ + beta."""
    return gamma * (x - mean) / torch.sqrt(var + eps) + beta


@SCALING.misconception(
    "eps is added to the root, not to the variance. Some optimizers do that; here eps belongs "
    "under the root."
)
def eps_outside(
    x: Tensor, mean: Tensor, var: Tensor, gamma: Tensor, beta: Tensor, eps: float
) -> Tensor:
    return gamma * (x - mean) / (torch.sqrt(var) + eps) + beta


@SCALING.misconception(
    "eps is missing. If all numbers are equal, their variance is 0, and 0 / 0 is not a number."
)
def eps_forgotten(eps: float, **given: Tensor) -> Tensor:
    return right(eps=0.0, **given)


@SCALING.misconception("eps is always 1e-5. The caller can choose another one.")
def eps_fixed(eps: float, **given: Tensor) -> Tensor:
    return right(eps=1e-5, **given)


@SCALING.misconception(
    "The numbers are divided by their variance. It is in squared units: which power of it has the "
    "units of x?"
)
def root_forgotten(
    x: Tensor, mean: Tensor, var: Tensor, gamma: Tensor, beta: Tensor, eps: float
) -> Tensor:
    return gamma * (x - mean) / (var + eps) + beta


@SCALING.misconception(
    "The mean is subtracted, but nothing is divided: large and small numbers keep their spread."
)
def centred_alone(
    x: Tensor, mean: Tensor, var: Tensor, gamma: Tensor, beta: Tensor, eps: float
) -> Tensor:
    return gamma * (x - mean) + beta


@SCALING.misconception(
    "The numbers are divided by their standard deviation, but their mean is not subtracted first."
)
def not_centred(mean: Tensor, **given: Any) -> Tensor:
    return right(mean=torch.zeros_like(mean), **given)


@SCALING.misconception(
    "gamma is not used: the variance is always 1, whatever the layer has learned."
)
def gamma_left_out(gamma: Tensor, **given: Any) -> Tensor:
    return right(gamma=torch.ones_like(gamma), **given)


@SCALING.misconception("beta is not used: the mean is always 0, whatever the layer has learned.")
def beta_left_out(beta: Tensor, **given: Any) -> Tensor:
    return right(beta=torch.zeros_like(beta), **given)


@SCALING.misconception(
    "This is x̂, with mean 0 and variance 1. The layer still needs the factor gamma and the offset "
    "beta."
)
def both_left_out(gamma: Tensor, beta: Tensor, **given: Any) -> Tensor:
    return right(gamma=torch.ones_like(gamma), beta=torch.zeros_like(beta), **given)


@SCALING.misconception("gamma and beta are swapped: gamma is the factor, beta the offset.")
def exchanged(gamma: Tensor, beta: Tensor, **given: Any) -> Tensor:
    return right(gamma=beta, beta=gamma, **given)


@SCALING.misconception(
    "beta is multiplied by gamma: you add the offset before you apply the factor. In which order "
    "does the formula have them?"
)
def offset_first(gamma: Tensor, beta: Tensor, **given: Any) -> Tensor:
    return right(gamma=gamma, beta=gamma * beta, **given)


def scaled_by(
    sharing: Sharing, *, unbiased: bool = False
) -> Callable[[Scaling], Callable[..., Any]]:
    """Turn a scaling into a whole layer without running averages; ``sharing`` says who shares."""

    def layer(scaled: Scaling) -> Callable[..., Any]:
        def forward(
            x: Tensor, gamma: Tensor, beta: Tensor, eps: float = 1e-5, groups: int | None = None
        ) -> Tensor:
            shared = sharing.cut_into(groups)
            mean, var = shared.mean(x), shared.var(x, unbiased=unbiased)
            gamma, beta = per_feature(gamma, x), per_feature(beta, x)
            return scaled(x=x, mean=mean, var=var, gamma=gamma, beta=beta, eps=eps)

        return forward

    return layer


@UNBIASED.misconception(
    "The variance is the unbiased one, divided by n − 1. Normalize with the one divided by n."
)
def unbiased(sharing: Sharing) -> Callable[..., Any]:
    return scaled_by(sharing, unbiased=True)(right)
