"""Assignment 04: what goes wrong on the way back through any of the normalizations."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from autograder.core.exercise import Family
from autograder.exercises.normalization.back import Back
from autograder.exercises.normalization.sharing import per_feature, summed
from autograder.reference.backend import torch

SLOPES = Family()
"""What can go wrong in all of them."""

SUMS = Family()
"""What can go wrong in the sums over images."""

LATE_GAMMA = Family()
"""What can go wrong if numbers with different gammas share a mean."""


@SUMS.misconception(
    "dgamma and dbeta are summed over the images only. A channel has one gamma for all its places."
)
def summed_over_images(b: Back) -> Any:
    return b.dx(), (b.dout * b.standard).sum(0), b.dout.sum(0)


@SUMS.misconception(
    "dgamma and dbeta are summed over the places only. A channel has one gamma for all the images."
)
def summed_over_places(b: Back) -> Any:
    return b.dx(), (b.dout * b.standard).sum((2, 3)), b.dout.sum((2, 3))


@LATE_GAMMA.misconception(
    "You multiply dx by gamma at the end. Here numbers with different gammas share a mean: through "
    "the paths of mean and variance, each number also gets gradients that the other gammas have "
    "scaled."
)
def gamma_at_the_end(b: Back) -> Any:
    without = replace(b, gamma=torch.ones_like(b.gamma)).dx()
    return b.with_dx(per_feature(b.gamma, b.x) * without)


@SLOPES.misconception(
    "The variance is treated as a constant: its path is missing in dx. When one x moves, the "
    "variance moves too, and with it every output that is divided by it."
)
def variance_constant(b: Back) -> Any:
    return b.with_dx(b.dx(var=0))


@SLOPES.misconception(
    "The mean is treated as a constant: its path is missing in dx. When one x moves, the mean "
    "moves too, and with it every output from which it is subtracted."
)
def mean_constant(b: Back) -> Any:
    return b.with_dx(b.dx(mean=0))


@SLOPES.misconception(
    "Mean and variance are both treated as constants, as if the layer were a factor and an offset. "
    "Both depend on x."
)
def both_constant(b: Back) -> Any:
    return b.with_dx(b.dx(mean=0, var=0))


@SLOPES.misconception(
    "The direct path is missing in dx: the paths through mean and variance are there, but not what "
    "an output sends to its own x."
)
def no_direct_path(b: Back) -> Any:
    return b.with_dx(b.dx(direct=0))


@SLOPES.misconception(
    "The path of the mean has the wrong sign. The mean is subtracted: as it rises, x̂ falls."
)
def sign_of_the_mean(b: Back) -> Any:
    return b.with_dx(b.dx(mean=-1))


@SLOPES.misconception(
    "The path of the variance has the wrong sign. x̂ contains a division by its root: as the "
    "variance rises, x̂ moves towards 0."
)
def sign_of_the_variance(b: Back) -> Any:
    return b.with_dx(b.dx(var=-1))


@SLOPES.misconception(
    "The path of the variance is half as large as it should be: it contains the ½ from the slope "
    "of the root, but not the 2 from the square."
)
def two_forgotten(b: Back) -> Any:
    return b.with_dx(b.dx(var=0.5))


@SLOPES.misconception(
    "The path of the variance is twice as large as it should be: it contains the 2 from the "
    "square, but not the ½ from the slope of the root."
)
def half_forgotten(b: Back) -> Any:
    return b.with_dx(b.dx(var=2))


@SLOPES.misconception(
    "The path of the variance contains the centred numbers, x − μ, instead of x̂: the variance "
    "enters with the wrong power."
)
def power_of_the_variance(b: Back) -> Any:
    return b.with_dx(b.paths(b.dstandard, b.centred) / b.root)


@SLOPES.misconception(
    "The paths of mean and variance are sums: the 1/n in the definitions of both belongs in their "
    "slopes too."
)
def sums_for_means(b: Back) -> Any:
    count = b.sharing.count(b.x)
    return b.with_dx(b.dx(mean=count, var=count))


@SLOPES.misconception(
    "gamma is missing in dx. It stands between x̂ and the output, so the gradient that reaches x̂ "
    "is not dout."
)
def gamma_left_out(b: Back) -> Any:
    return b.with_dx(replace(b, gamma=torch.ones_like(b.gamma)).dx())


@SLOPES.misconception(
    "dx is not divided by anything. x̂ was, so its slopes with respect to x are divided too."
)
def not_divided(b: Back) -> Any:
    return b.with_dx(b.dx() * b.root)


@SLOPES.misconception(
    "dx is divided by the variance, not by its root. x̂ was divided only by the root: how far does "
    "one unit of x move it?"
)
def divided_by_variance(b: Back) -> Any:
    return b.with_dx(b.dx() / b.root)


@SLOPES.misconception(
    "eps is missing. If all numbers are equal, their variance is 0, and 0 / 0 is not a number."
)
def eps_forgotten(b: Back) -> Any:
    return b.with_root(torch.sqrt(b.sharing.var(b.x)))


@SLOPES.misconception(
    "eps is added to the root, not to the variance. The forward pass has eps under the root, and "
    "so does its gradient."
)
def eps_outside(b: Back) -> Any:
    return b.with_root(torch.sqrt(b.sharing.var(b.x)) + b.eps)


@SLOPES.misconception(
    "eps is always 1e-5. The caller may have chosen another one in the forward pass."
)
def eps_fixed(b: Back) -> Any:
    return replace(b, eps=1e-5).gradients()


@SLOPES.misconception(
    "The variance is the unbiased one, divided by n − 1. The forward pass normalizes with the "
    "biased one, divided by n."
)
def unbiased(b: Back) -> Any:
    return b.with_root(torch.sqrt(b.sharing.var(b.x, unbiased=True) + b.eps))


@SLOPES.misconception(
    "dgamma is the sum of dout: x̂ is missing. Which factor multiplies gamma in the forward pass? "
    "The chain rule needs it."
)
def dgamma_without_standard(b: Back) -> Any:
    return b.dx(), b.dbeta, b.dbeta


@SLOPES.misconception("dgamma uses x. In the forward pass gamma is multiplied by x̂.")
def dgamma_with_x(b: Back) -> Any:
    return b.dx(), summed(b.dout * b.x), b.dbeta


@SLOPES.misconception(
    "dgamma uses the centred numbers, x − μ. In the forward pass gamma is multiplied by x̂, which "
    "is also divided."
)
def dgamma_with_centred(b: Back) -> Any:
    return b.dx(), summed(b.dout * b.centred), b.dbeta


@SLOPES.misconception(
    "dgamma contains gamma itself. The slope with respect to gamma is the factor beside it, not "
    "gamma."
)
def dgamma_with_gamma(b: Back) -> Any:
    return b.dx(), b.gamma * b.dgamma, b.dbeta


@SLOPES.misconception(
    "dbeta contains gamma. beta is added after the multiplication by gamma, and its slope is 1."
)
def dbeta_with_gamma(b: Back) -> Any:
    return b.dx(), b.dgamma, b.gamma * b.dbeta


@SLOPES.misconception("dgamma and dbeta come back in the wrong order: dgamma is the second output.")
def dgamma_dbeta_exchanged(b: Back) -> Any:
    return b.dx(), b.dbeta, b.dgamma


@SLOPES.misconception(
    "dgamma and dbeta are not summed. Many numbers share one gamma and one beta, and every one of "
    "them sends its gradient back."
)
def not_summed(b: Back) -> Any:
    return b.dx(), b.dout * b.standard, b.dout


@SLOPES.misconception(
    "dbeta is dout itself. Many numbers share one beta, so their gradients add up and dbeta has "
    "the shape of beta."
)
def dbeta_not_summed(b: Back) -> Any:
    return b.dx(), b.dgamma, b.dout


@SLOPES.misconception(
    "dgamma and dbeta are means. The mean over the batch belongs to the loss, so dout already "
    "contains it; here the numbers add up."
)
def averaged(b: Back) -> Any:
    numbers = summed(torch.ones_like(b.dout))
    return b.dx(), b.dgamma / numbers, b.dbeta / numbers
