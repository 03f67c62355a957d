"""A hand-in by somebody who thinks in whole arrays and keeps it short."""

import numpy as np


def norm(x, axes, eps):
    root = np.sqrt(x.var(axes, keepdims=True) + eps)
    return (x - x.mean(axes, keepdims=True)) / root, root


def back(d, z, root, axes):
    return (d - d.mean(axes, keepdims=True) - z * (d * z).mean(axes, keepdims=True)) / root


def batchnorm_forward(
    x, gamma, beta, running_mean, running_var, momentum=0.1, eps=1e-5, train=True
):
    m, v = (x.mean(0), x.var(0)) if train else (running_mean, running_var)
    out = gamma * (x - m) / np.sqrt(v + eps) + beta
    if train:
        n = len(x)
        running_mean = running_mean + momentum * (m - running_mean)
        running_var = running_var + momentum * (n / (n - 1) * v - running_var)
    return out, +running_mean, +running_var


def batchnorm_backward(dout, x, gamma, eps=1e-5):
    z, root = norm(x, 0, eps)
    dgamma, dbeta, n = (dout * z).sum(0), dout.sum(0), len(x)
    return gamma / root / n * (n * dout - dbeta - z * dgamma), dgamma, dbeta


def layernorm_forward(x, gamma, beta, eps=1e-5):
    return norm(x, -1, eps)[0] * gamma + beta


def layernorm_backward(dout, x, gamma, eps=1e-5):
    z, root = norm(x, -1, eps)
    return back(dout * gamma, z, root, -1), (dout * z).sum(0), dout.sum(0)


def spatial_batchnorm_forward(
    x, gamma, beta, running_mean, running_var, momentum=0.1, eps=1e-5, train=True
):
    c, flat = len(gamma), np.moveaxis(x, 1, 3)
    out, *averages = batchnorm_forward(
        flat.reshape(-1, c), gamma, beta, running_mean, running_var, momentum, eps, train
    )
    return np.moveaxis(out.reshape(flat.shape), 3, 1), *averages


def spatial_batchnorm_backward(dout, x, gamma, eps=1e-5):
    z, root = norm(x, (0, 2, 3), eps)
    dx = back(dout * gamma[:, None, None], z, root, (0, 2, 3))
    return dx, (dout * z).sum((0, 2, 3)), dout.sum((0, 2, 3))


def groupnorm_forward(x, gamma, beta, groups, eps=1e-5):
    n, c, h, w = x.shape
    z = norm(x.reshape(n, groups, c // groups, h, w), (2, 3, 4), eps)[0].reshape(x.shape)
    return z * gamma.reshape(1, c, 1, 1) + beta.reshape(1, c, 1, 1)


def groupnorm_backward(dout, x, gamma, groups, eps=1e-5):
    parts = (len(x), groups, -1)
    z, root = norm(x.reshape(parts), 2, eps)
    dx = back((dout * gamma[:, None, None]).reshape(parts), z, root, 2)
    z = z.reshape(x.shape)
    return dx.reshape(x.shape), np.einsum("nchw,nchw->c", dout, z), np.einsum("nchw->c", dout)
