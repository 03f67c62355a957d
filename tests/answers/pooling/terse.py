"""A hand-in by somebody who thinks in whole arrays and keeps it short."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view as view


def output_size(n, f, stride):
    if n < f or (n - f) % stride:
        raise ValueError(f"n = {n}, f = {f}, stride = {stride}: no whole number of windows")
    return len(range(0, n - f + 1, stride))


def windows(x, size, stride):
    w = view(x, np.broadcast_to(size, 2), axis=(2, 3))[:, :, ::stride, ::stride]
    return w.reshape(*w.shape[:4], -1)


def spots(x_shape, size, stride):
    return windows(np.arange(np.prod(x_shape)).reshape(x_shape), size, stride)


def max_pool_forward(x, size, stride):
    w = windows(x, size, stride)
    at = w.argmax(axis=4)[..., None]
    where = np.take_along_axis(spots(x.shape, size, stride), at, axis=4) % x[0, 0].size
    return w.max(axis=4), where[..., 0]


def max_pool_backward(dout, switches, x_shape):
    n, c, h, w = x_shape
    planes = h * w * np.arange(n * c).reshape(n, c, 1, 1)
    sums = np.bincount((switches + planes).ravel(), dout.ravel(), minlength=n * c * h * w)
    return sums.reshape(x_shape)


def max_pool_ceil(x, size, stride):
    kh, kw = np.broadcast_to(size, 2)
    tops, lefts = (
        [i for i in range(0, side, stride) if i < stride or i - stride + k < side]
        for side, k in zip(x.shape[2:], (kh, kw), strict=True)
    )
    rows = np.stack([x[:, :, i : i + kh].max(axis=2) for i in tops], axis=2)
    return np.stack([rows[..., j : j + kw].max(axis=3) for j in lefts], axis=3)


def max_pool_fast(x, size, stride):
    kh, kw = np.broadcast_to(size, 2)
    return view(view(x, kh, 2)[:, :, ::stride].max(-1), kw, 3)[..., ::stride, :].max(-1)


def average_pool_forward(x, size, stride):
    return windows(x, size, stride).mean(axis=-1)


def average_pool_backward(dout, x_shape, size, stride):
    where = spots(x_shape, size, stride)
    dx = np.zeros(x_shape)
    np.add.at(dx.reshape(-1), where, dout[..., None] / where.shape[-1])
    return dx


def l2_pool_forward(x, size, stride):
    return np.linalg.norm(windows(x, size, stride), axis=-1)


def l2_pool_backward(dout, x, size, stride):
    length = l2_pool_forward(x, size, stride)
    slope = windows(x, size, stride) * (dout / (length + (length == 0)))[..., None]
    dx = np.zeros(x.shape)
    np.add.at(dx.reshape(-1), spots(x.shape, size, stride), slope)
    return dx


def global_average_pool(x):
    return x.reshape(*x.shape[:2], -1).mean(axis=-1)


def global_average_pool_backward(dout, x_shape):
    return dout[:, :, None, None] * np.full(x_shape, 1 / (x_shape[2] * x_shape[3]))


def average_as_conv(c, size):
    kh, kw = np.broadcast_to(size, 2)
    return np.kron(np.eye(c), np.ones((kh, kw)) / kh / kw).reshape(c, kh, c, kw).swapaxes(1, 2)


def max_unpool(y, switches, x_shape):
    n, c, h, w = x_shape
    out = np.zeros((n, c, h * w))
    out[np.arange(n)[:, None, None, None], np.arange(c)[:, None, None], switches] = y
    return out.reshape(x_shape)
