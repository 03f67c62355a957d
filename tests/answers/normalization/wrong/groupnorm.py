"""Wrong group normalizations. Each docstring is a part of what the judge must say."""

import numpy as np

from autograder.solutions import normalization as right


def groupnorm_forward__one_group(x, gamma, beta, groups, eps=1e-5):
    """All channels of an image are one group"""
    return right.groupnorm_forward(x, gamma, beta, 1, eps)


def groupnorm_forward__instance(x, gamma, beta, groups, eps=1e-5):
    """Every channel is a group of its own"""
    return right.groupnorm_forward(x, gamma, beta, x.shape[1], eps)


def groupnorm_forward__size_for_count(x, gamma, beta, groups, eps=1e-5):
    """You use groups as the number of channels in a group"""
    return right.groupnorm_forward(x, gamma, beta, x.shape[1] // groups, eps)


def groupnorm_forward__dealt(x, gamma, beta, groups, eps=1e-5):
    """The channels are dealt out to the groups one by one"""
    out = np.empty_like(x)
    for g in range(groups):
        own = slice(g, None, groups)
        out[:, own] = right.groupnorm_forward(x[:, own], gamma[own], beta[own], 1, eps)
    return out


def groupnorm_forward__over_the_batch(x, gamma, beta, groups, eps=1e-5):
    """A group has one mean and one variance for the whole batch"""
    flat = x.reshape(len(x), groups, -1)
    mean, var = flat.mean((0, 2), keepdims=True), flat.var((0, 2), keepdims=True)
    standard = ((flat - mean) / np.sqrt(var + eps)).reshape(x.shape)
    return gamma[:, None, None] * standard + beta[:, None, None]


def groupnorm_forward__per_place(x, gamma, beta, groups, eps=1e-5):
    """Every place of a group has its own mean and variance"""
    n, c, h, w = x.shape
    cut = x.reshape(n, groups, c // groups, h, w)
    standard = (cut - cut.mean(2, keepdims=True)) / np.sqrt(cut.var(2, keepdims=True) + eps)
    return gamma[:, None, None] * standard.reshape(x.shape) + beta[:, None, None]


def groupnorm_forward__gamma_of_the_group(x, gamma, beta, groups, eps=1e-5):
    """You look up gamma and beta by group"""
    each = np.repeat(np.arange(groups), len(gamma) // groups)
    return right.groupnorm_forward(x, gamma[each], beta[each], groups, eps)


def groupnorm_forward__unbiased(x, gamma, beta, groups, eps=1e-5):
    """The variance is the unbiased one"""
    flat = x.reshape(len(x), groups, -1)
    root = np.sqrt(flat.var(2, ddof=1, keepdims=True) + eps)
    standard = ((flat - flat.mean(2, keepdims=True)) / root).reshape(x.shape)
    return gamma[:, None, None] * standard + beta[:, None, None]


def groupnorm_forward__shape_of_groups(x, gamma, beta, groups, eps=1e-5):
    """out has shape"""
    n, c, h, w = x.shape
    out = right.groupnorm_forward(x, gamma, beta, groups, eps)
    return out.reshape(n, groups, c // groups, h, w)


def groupnorm_forward__gamma_at_the_columns(x, gamma, beta, groups, eps=1e-5):
    """Your code raised ValueError"""
    ones, zeros = np.ones_like(gamma), np.zeros_like(beta)
    return gamma * right.groupnorm_forward(x, ones, zeros, groups, eps) + beta


def groupnorm_forward__no_eps(x, gamma, beta, groups, eps=1e-5):
    """eps is missing"""
    with np.errstate(all="ignore"):
        return right.groupnorm_forward(x, gamma, beta, groups, 0.0)


def groupnorm_forward__x_hat(x, gamma, beta, groups, eps=1e-5):
    """This is x̂"""
    return right.groupnorm_forward(x, np.ones_like(gamma), np.zeros_like(beta), groups, eps)


def groupnorm_backward__one_group(dout, x, gamma, groups, eps=1e-5):
    """All channels of an image are one group"""
    return right.groupnorm_backward(dout, x, gamma, 1, eps)


def groupnorm_backward__instance(dout, x, gamma, groups, eps=1e-5):
    """Every channel is a group of its own"""
    return right.groupnorm_backward(dout, x, gamma, x.shape[1], eps)


def groupnorm_backward__dealt(dout, x, gamma, groups, eps=1e-5):
    """The channels are dealt out to the groups one by one"""
    dx, dgamma, dbeta = np.empty_like(x), np.empty_like(gamma), np.empty_like(gamma)
    for g in range(groups):
        own = slice(g, None, groups)
        dx[:, own], dgamma[own], dbeta[own] = right.groupnorm_backward(
            dout[:, own], x[:, own], gamma[own], 1, eps
        )
    return dx, dgamma, dbeta


def groupnorm_backward__as_batchnorm(dout, x, gamma, groups, eps=1e-5):
    """That is batch normalization"""
    return right.spatial_batchnorm_backward(dout, x, gamma, eps)


def groupnorm_backward__gamma_after(dout, x, gamma, groups, eps=1e-5):
    """You multiply dx by gamma at the end"""
    dx, dgamma, dbeta = right.groupnorm_backward(dout, x, np.ones_like(gamma), groups, eps)
    return gamma[:, None, None] * dx, dgamma, dbeta


def groupnorm_backward__sums_for_groups(dout, x, gamma, groups, eps=1e-5):
    """dgamma and dbeta have one entry for each group"""
    dx, *sums = right.groupnorm_backward(dout, x, gamma, groups, eps)
    return dx, *(each.reshape(groups, -1).sum(1) for each in sums)


def groupnorm_backward__sums_over_places(dout, x, gamma, groups, eps=1e-5):
    """summed over the places only"""
    ones = np.ones_like(gamma)
    standard = right.groupnorm_forward(x, ones, 0 * ones, groups, eps)
    dx, *_ = right.groupnorm_backward(dout, x, gamma, groups, eps)
    return dx, (dout * standard).sum((2, 3)), dout.sum((2, 3))


def groupnorm_backward__mean_constant(dout, x, gamma, groups, eps=1e-5):
    """The mean is treated as a constant"""
    dx, dgamma, dbeta = right.groupnorm_backward(dout, x, gamma, groups, eps)
    flat = x.reshape(len(x), groups, -1)
    d = (dout * gamma[:, None, None]).reshape(flat.shape)
    lost = d.mean(2, keepdims=True) / np.sqrt(flat.var(2, keepdims=True) + eps)
    return dx + (lost + 0 * flat).reshape(x.shape), dgamma, dbeta


def groupnorm_backward__dgamma_without_x_hat(dout, x, gamma, groups, eps=1e-5):
    """dgamma is the sum of dout"""
    dx, _, dbeta = right.groupnorm_backward(dout, x, gamma, groups, eps)
    return dx, dbeta, dbeta
