"""Wrong ways back through batch normalization. Each docstring is a part of what is said."""

import numpy as np

from autograder.solutions import normalization as right


def _parts(dout, x, gamma, eps):
    root = np.sqrt(x.var(0) + eps)
    return dout * gamma, (x - x.mean(0)) / root, root


def batchnorm_backward__var_constant(dout, x, gamma, eps=1e-5):
    """The variance is treated as a constant"""
    d, z, root = _parts(dout, x, gamma, eps)
    return (d - d.mean(0)) / root, (dout * z).sum(0), dout.sum(0)


def batchnorm_backward__mean_constant(dout, x, gamma, eps=1e-5):
    """The mean is treated as a constant"""
    d, z, root = _parts(dout, x, gamma, eps)
    return (d - z * (d * z).mean(0)) / root, (dout * z).sum(0), dout.sum(0)


def batchnorm_backward__as_affine(dout, x, gamma, eps=1e-5):
    """Mean and variance are both treated as constants"""
    d, z, root = _parts(dout, x, gamma, eps)
    return d / root, (dout * z).sum(0), dout.sum(0)


def batchnorm_backward__no_direct_path(dout, x, gamma, eps=1e-5):
    """The direct path is missing"""
    d, z, root = _parts(dout, x, gamma, eps)
    return (-d.mean(0) - z * (d * z).mean(0)) / root, (dout * z).sum(0), dout.sum(0)


def batchnorm_backward__no_n(dout, x, gamma, eps=1e-5):
    """The paths of mean and variance are sums"""
    d, z, root = _parts(dout, x, gamma, eps)
    return (d - d.sum(0) - z * (d * z).sum(0)) / root, (dout * z).sum(0), dout.sum(0)


def batchnorm_backward__step_by_step_without_2(dout, x, gamma, eps=1e-5):
    """The path of the variance is half as large"""
    n, (d, z, root) = len(x), _parts(dout, x, gamma, eps)
    centred = x - x.mean(0)
    dvar = (d * centred).sum(0) * -0.5 * root**-3
    dmean = -(d / root).sum(0)
    dx = d / root + dvar * centred / n + dmean / n
    return dx, (dout * z).sum(0), dout.sum(0)


def batchnorm_backward__root_without_half(dout, x, gamma, eps=1e-5):
    """The path of the variance is twice as large"""
    d, z, root = _parts(dout, x, gamma, eps)
    dx = (d - d.mean(0) - 2 * z * (d * z).mean(0)) / root
    return dx, (dout * z).sum(0), dout.sum(0)


def batchnorm_backward__power_of_root(dout, x, gamma, eps=1e-5):
    """values differ"""
    n, (d, z, root) = len(x), _parts(dout, x, gamma, eps)
    centred = x - x.mean(0)
    dvar = (d * centred).sum(0) * -0.5 / root
    dx = d / root + 2 * dvar * centred / n - (d / root).sum(0) / n
    return dx, (dout * z).sum(0), dout.sum(0)


def batchnorm_backward__plus(dout, x, gamma, eps=1e-5):
    """The path of the variance has the wrong sign"""
    d, z, root = _parts(dout, x, gamma, eps)
    dx = (d - d.mean(0) + z * (d * z).mean(0)) / root
    return dx, (dout * z).sum(0), dout.sum(0)


def batchnorm_backward__without_gamma(dout, x, gamma, eps=1e-5):
    """gamma is missing in dx"""
    dx, *_ = right.batchnorm_backward(dout, x, np.ones_like(gamma), eps)
    return dx, *right.batchnorm_backward(dout, x, gamma, eps)[1:]


def batchnorm_backward__not_divided(dout, x, gamma, eps=1e-5):
    """dx is not divided by anything"""
    dx, dgamma, dbeta = right.batchnorm_backward(dout, x, gamma, eps)
    return dx * np.sqrt(x.var(0) + eps), dgamma, dbeta


def batchnorm_backward__unbiased(dout, x, gamma, eps=1e-5):
    """The variance is the unbiased one"""
    root = np.sqrt(x.var(0, ddof=1) + eps)
    d, z = dout * gamma, (x - x.mean(0)) / root
    dx = (d - d.mean(0) - z * (d * z).mean(0)) / root
    return dx, (dout * z).sum(0), dout.sum(0)


def batchnorm_backward__eps_not_asked_for(dout, x, gamma, eps=1e-5):
    """eps is always 1e-5"""
    return right.batchnorm_backward(dout, x, gamma)


def batchnorm_backward__eps_forgotten(dout, x, gamma, eps=1e-5):
    """eps is missing"""
    with np.errstate(all="ignore"):
        return right.batchnorm_backward(dout, x, gamma, 0.0)


def batchnorm_backward__dgamma_as_dbeta(dout, x, gamma, eps=1e-5):
    """dgamma is the sum of dout"""
    dx, _, dbeta = right.batchnorm_backward(dout, x, gamma, eps)
    return dx, dbeta, dbeta


def batchnorm_backward__dgamma_of_x(dout, x, gamma, eps=1e-5):
    """dgamma uses x. In the forward pass gamma is multiplied by x̂"""
    dx, _, dbeta = right.batchnorm_backward(dout, x, gamma, eps)
    return dx, (dout * x).sum(0), dbeta


def batchnorm_backward__dbeta_whole(dout, x, gamma, eps=1e-5):
    """dbeta is dout itself"""
    dx, dgamma, _ = right.batchnorm_backward(dout, x, gamma, eps)
    return dx, dgamma, dout


def batchnorm_backward__averaged(dout, x, gamma, eps=1e-5):
    """dgamma and dbeta are means"""
    dx, dgamma, dbeta = right.batchnorm_backward(dout, x, gamma, eps)
    return dx, dgamma / len(x), dbeta / len(x)


def batchnorm_backward__features(dout, x, gamma, eps=1e-5):
    """The means run over the features of each sample"""
    return right.layernorm_backward(dout, x, gamma, eps)


def batchnorm_backward__order(dout, x, gamma, eps=1e-5):
    """wrong order"""
    dx, dgamma, dbeta = right.batchnorm_backward(dout, x, gamma, eps)
    return dx, dbeta, dgamma


def batchnorm_backward__dout_in_place(dout, x, gamma, eps=1e-5):
    """changes its input dout"""
    answer = right.batchnorm_backward(dout, x, gamma, eps)
    dout *= gamma
    return answer
