"""Wrong unpooling. Each docstring is a part of what the judge must say."""

import numpy as np

from autograder.solutions import pooling as right


def max_unpool__added(y, switches, x_shape):
    """A place that several switches name gets the sum of their values"""
    return right.max_pool_backward(y, switches, x_shape)


def max_unpool__enlarged(y, switches, x_shape):
    """Every value fills a whole window"""
    kh, kw = x_shape[2] // y.shape[2], x_shape[3] // y.shape[3]
    out = np.zeros(x_shape)
    big = y.repeat(kh, axis=2).repeat(kw, axis=3)
    out[:, :, : big.shape[2], : big.shape[3]] = big
    return out


def max_unpool__corner(y, switches, x_shape):
    """first pixel of a window"""
    kh, kw = x_shape[2] // y.shape[2], x_shape[3] // y.shape[3]
    out = np.zeros(x_shape)
    for i, j in np.ndindex(*y.shape[2:]):
        out[:, :, i * kh, j * kw] = y[:, :, i, j]
    return out


def max_unpool__columns(y, switches, x_shape):
    """down the columns"""
    h = x_shape[2]
    out = np.zeros(x_shape)
    for n, c, i, j in np.ndindex(*y.shape):
        s = switches[n, c, i, j]
        out[n, c, s % h, s // h] = y[n, c, i, j]
    return out


def max_unpool__first_plane(y, switches, x_shape):
    """first channel of the first image"""
    out = np.zeros(x_shape)
    out.flat[switches] = y
    return out


def max_unpool__maximum_at(y, switches, x_shape):
    """Negative values are missing"""
    n, c, h, w = x_shape
    out = np.zeros((n * c, h * w))
    np.maximum.at(
        out, (np.arange(n * c)[:, None], switches.reshape(n * c, -1)), y.reshape(n * c, -1)
    )
    return out.reshape(x_shape)


def max_unpool__in_upper_left(y, switches, x_shape):
    """in the upper left corner, at their place in the small picture"""
    out = np.zeros(x_shape)
    out[:, :, : y.shape[2], : y.shape[3]] = y
    return out


def max_unpool__ones(y, switches, x_shape):
    return right.max_unpool(np.ones_like(y), switches, x_shape)


def max_unpool__filled_with_minimum(y, switches, x_shape):
    n, c, h, w = x_shape
    out = np.full((n, c, h * w), y.min())
    np.put_along_axis(out, switches.reshape(n, c, -1), y.reshape(n, c, -1), axis=2)
    return out.reshape(x_shape)


def max_unpool__divided_by_height(y, switches, x_shape):
    """row = switch // H"""
    out = np.zeros(x_shape)
    for n, c, i, j in np.ndindex(*y.shape):
        row, column = divmod(switches[n, c, i, j], x_shape[2])
        out[n, c, row, column] = y[n, c, i, j]
    return out


def max_unpool__small(y, switches, x_shape):
    """has shape"""
    return y.copy()
