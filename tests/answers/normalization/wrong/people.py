"""Wrong answers as people write them, to exercises of 04."""

import numpy as np


def spatial_batchnorm_backward__n_alone(dout, x, gamma, eps=1e-5):
    """divided by the number of images N"""
    N = x.shape[0]
    mu = x.mean(axis=(0, 2, 3), keepdims=True)
    var = x.var(axis=(0, 2, 3), keepdims=True)
    xhat = (x - mu) / np.sqrt(var + eps)
    dgamma = (dout * xhat).sum(axis=(0, 2, 3))
    dbeta = dout.sum(axis=(0, 2, 3))
    dxhat = dout * gamma[None, :, None, None]
    dx = (
        N * dxhat
        - dxhat.sum(axis=(0, 2, 3), keepdims=True)
        - xhat * (dxhat * xhat).sum(axis=(0, 2, 3), keepdims=True)
    ) / (N * np.sqrt(var + eps))
    return dx, dgamma, dbeta


def spatial_batchnorm_backward__pixels_alone(dout, x, gamma, eps=1e-5):
    """run over the pixels of each image"""
    mu = x.mean(axis=(0, 2, 3), keepdims=True)
    var = x.var(axis=(0, 2, 3), keepdims=True)
    xhat = (x - mu) / np.sqrt(var + eps)
    dxhat = dout * gamma[None, :, None, None]
    dx = (
        dxhat
        - dxhat.mean(axis=(2, 3), keepdims=True)
        - xhat * (dxhat * xhat).mean(axis=(2, 3), keepdims=True)
    ) / np.sqrt(var + eps)
    return dx, (dout * xhat).sum(axis=(0, 2, 3)), dout.sum(axis=(0, 2, 3))


def groupnorm_backward__pixels_alone(dout, x, gamma, groups, eps=1e-5):
    """run over the pixels of each channel"""
    n, c, h, w = x.shape
    xg = x.reshape(n, groups, c // groups, h, w)
    mu = xg.mean(axis=(2, 3, 4), keepdims=True)
    var = xg.var(axis=(2, 3, 4), keepdims=True)
    xhat = ((xg - mu) / np.sqrt(var + eps)).reshape(x.shape)
    dxhat = dout * gamma[None, :, None, None]
    d = (
        dxhat
        - dxhat.mean(axis=(2, 3), keepdims=True)
        - xhat * (dxhat * xhat).mean(axis=(2, 3), keepdims=True)
    )
    dx = (d.reshape(xg.shape) / np.sqrt(var + eps)).reshape(x.shape)
    return dx, (dout * xhat).sum(axis=(0, 2, 3)), dout.sum(axis=(0, 2, 3))


def layernorm_backward__axis0(dout, x, gamma, eps=1e-5):
    """the two means in dx run over the samples"""
    mu = x.mean(axis=1, keepdims=True)
    var = x.var(axis=1, keepdims=True)
    xhat = (x - mu) / np.sqrt(var + eps)
    d = dout * gamma
    dx = (d - d.mean(axis=0) - xhat * (d * xhat).mean(axis=0)) / np.sqrt(var + eps)
    return dx, (dout * xhat).sum(axis=0), dout.sum(axis=0)
