"""Wrong layer normalizations. Each docstring is a part of what the judge must say."""

import numpy as np

from autograder.solutions import normalization as right


def layernorm_forward__axis_0(x, gamma, beta, eps=1e-5):
    """feature by feature"""
    return gamma * (x - x.mean(0)) / np.sqrt(x.var(0) + eps) + beta


def layernorm_forward__no_axis(x, gamma, beta, eps=1e-5):
    """All numbers of the batch share one mean and one variance"""
    return gamma * (x - x.mean()) / np.sqrt(x.var() + eps) + beta


def layernorm_forward__no_keepdims(x, gamma, beta, eps=1e-5):
    """Your code raised ValueError"""
    return gamma * (x - x.mean(1)) / np.sqrt(x.var(1) + eps) + beta


def layernorm_forward__unbiased(x, gamma, beta, eps=1e-5):
    """The variance is the unbiased one"""
    root = np.sqrt(x.var(1, ddof=1, keepdims=True) + eps)
    return gamma * (x - x.mean(1, keepdims=True)) / root + beta


def layernorm_forward__rms(x, gamma, beta, eps=1e-5):
    """That is RMSNorm"""
    return gamma * x / np.sqrt((x**2).mean(1, keepdims=True) + eps) + beta


def layernorm_forward__eps_outside(x, gamma, beta, eps=1e-5):
    """eps is added to the root"""
    mean, deviation = x.mean(1, keepdims=True), x.std(1, keepdims=True)
    return gamma * (x - mean) / (deviation + eps) + beta


def layernorm_forward__no_eps(x, gamma, beta, eps=1e-5):
    """eps is missing"""
    with np.errstate(all="ignore"):
        return right.layernorm_forward(x, gamma, beta, 0.0)


def layernorm_forward__without_beta(x, gamma, beta, eps=1e-5):
    """beta is not used"""
    return right.layernorm_forward(x, gamma, beta * 0, eps)


def layernorm_forward__offset_first(x, gamma, beta, eps=1e-5):
    """beta is multiplied by gamma"""
    return gamma * (right.layernorm_forward(x, np.ones_like(gamma), beta, eps))


def layernorm_forward__mean_left(x, gamma, beta, eps=1e-5):
    """The numbers are divided by their standard deviation"""
    return gamma * x / np.sqrt(x.var(1, keepdims=True) + eps) + beta


def layernorm_forward__x_is_centred(x, gamma, beta, eps=1e-5):
    """changes its input x"""
    out = right.layernorm_forward(x, gamma, beta, eps)
    x -= x.mean(1, keepdims=True)
    return out


def _parts(dout, x, gamma, eps):
    root = np.sqrt(x.var(1, keepdims=True) + eps)
    return dout * gamma, (x - x.mean(1, keepdims=True)) / root, root


def layernorm_backward__over_the_batch(dout, x, gamma, eps=1e-5):
    """The means run over the samples of each feature"""
    return right.batchnorm_backward(dout, x, gamma, eps)


def layernorm_backward__sums_over_features(dout, x, gamma, eps=1e-5):
    """there is one number for each sample"""
    dx, *_ = right.layernorm_backward(dout, x, gamma, eps)
    _, z, _ = _parts(dout, x, gamma, eps)
    return dx, (dout * z).sum(1), dout.sum(1)


def layernorm_backward__var_constant(dout, x, gamma, eps=1e-5):
    """The variance is treated as a constant"""
    d, z, root = _parts(dout, x, gamma, eps)
    return (d - d.mean(1, keepdims=True)) / root, (dout * z).sum(0), dout.sum(0)


def layernorm_backward__mean_constant(dout, x, gamma, eps=1e-5):
    """The mean is treated as a constant"""
    d, z, root = _parts(dout, x, gamma, eps)
    return (d - z * (d * z).mean(1, keepdims=True)) / root, (dout * z).sum(0), dout.sum(0)


def layernorm_backward__no_direct_path(dout, x, gamma, eps=1e-5):
    """The direct path is missing"""
    (d, z, root), dx = _parts(dout, x, gamma, eps), right.layernorm_backward(dout, x, gamma, eps)[0]
    return dx - d / root, (dout * z).sum(0), dout.sum(0)


def layernorm_backward__gamma_after(dout, x, gamma, eps=1e-5):
    """You multiply dx by gamma at the end"""
    dx, dgamma, dbeta = right.layernorm_backward(dout, x, np.ones_like(gamma), eps)
    return gamma * dx, dgamma, dbeta


def layernorm_backward__without_gamma(dout, x, gamma, eps=1e-5):
    """gamma is missing in dx"""
    return right.layernorm_backward(dout, x, np.ones_like(gamma), eps)


def layernorm_backward__divided_by_n(dout, x, gamma, eps=1e-5):
    """dgamma and dbeta are means"""
    dx, dgamma, dbeta = right.layernorm_backward(dout, x, gamma, eps)
    return dx, dgamma / len(x), dbeta / len(x)


def layernorm_backward__n_for_d(dout, x, gamma, eps=1e-5):
    """values differ"""
    d, z, root = _parts(dout, x, gamma, eps)
    means = (d.sum(1, keepdims=True) + z * (d * z).sum(1, keepdims=True)) / len(x)
    return (d - means) / root, (dout * z).sum(0), dout.sum(0)


def layernorm_backward__dgamma_without_x_hat(dout, x, gamma, eps=1e-5):
    """dgamma is the sum of dout"""
    dx, _, dbeta = right.layernorm_backward(dout, x, gamma, eps)
    return dx, dbeta, dbeta
