"""Wrong answers to global_average. Each docstring is a part of what the judge must say."""

import numpy as np


def global_average_pool__sum(x):
    """These are sums"""
    return x.sum(axis=(2, 3))


def global_average_pool__channels(x):
    """over the channels"""
    return x.mean(axis=1)


def global_average_pool__everything(x):
    """has shape"""
    return x.mean()


def global_average_pool__keepdims(x):
    """Two axes of length 1"""
    return x.mean(axis=(2, 3), keepdims=True)


def global_average_pool__batch(x):
    """The mean includes the batch"""
    return x.mean(axis=(0, 2, 3))


def global_average_pool__max(x):
    """The largest pixel"""
    return x.max(axis=(2, 3))


def global_average_pool_backward__not_divided(dout, x_shape):
    """the whole gradient"""
    return np.ones(x_shape) * dout[:, :, None, None]


def global_average_pool_backward__with_channels(dout, x_shape):
    """divided by C·H·W"""
    return np.ones(x_shape) * dout[:, :, None, None] / np.prod(x_shape[1:])


def global_average_pool_backward__by_all(dout, x_shape):
    """the expected value times"""
    return np.ones(x_shape) * dout[:, :, None, None] / np.prod(x_shape)


def global_average_pool_backward__by_height(dout, x_shape):
    """one side of the image"""
    return np.ones(x_shape) * dout[:, :, None, None] / x_shape[2]


def global_average_pool_backward__corner(dout, x_shape):
    """One pixel of every channel"""
    dx = np.zeros(x_shape)
    dx[:, :, 0, 0] = dout
    return dx


def global_average_pool_backward__not_spread(dout, x_shape):
    """has shape"""
    return dout[:, :, None, None] / (x_shape[2] * x_shape[3])


def global_average_pool__rows_alone(x):
    """The mean runs only over the rows"""
    return x.mean(axis=2)


def global_average_pool__columns_alone(x):
    """has shape"""
    return x.mean(axis=3)


def global_average_pool__by_one_side(x):
    """the expected value times"""
    return x.sum(axis=(2, 3)) / x.shape[2]


def global_average_pool__transposed(x):
    """Transposed?"""
    return x.mean(axis=(2, 3)).T


def global_average_pool__centre(x):
    return x[:, :, x.shape[2] // 2, x.shape[3] // 2]


def global_average_pool__in_place(x):
    """changes its input x"""
    x /= x[0, 0].size
    return x.sum(axis=(2, 3))


def global_average_pool_backward__with_batch(dout, x_shape):
    """divided by N·H·W"""
    n, c, h, w = x_shape
    return np.ones(x_shape) * dout.reshape(n, c, 1, 1) / (n * h * w)


def global_average_pool_backward__times_pixels(dout, x_shape):
    """the expected value times"""
    return np.ones(x_shape) * dout[:, :, None, None] * (x_shape[2] * x_shape[3])


def global_average_pool_backward__by_width(dout, x_shape):
    """expected value times"""
    return np.ones(x_shape) * dout[:, :, None, None] / x_shape[3]


def global_average_pool_backward__over_channels(dout, x_shape):
    return np.ones(x_shape) * dout.mean(axis=1)[:, None, None, None] / np.prod(x_shape[2:])


def global_average_pool_backward__without_dout(dout, x_shape):
    """dout is missing"""
    return np.full(x_shape, 1 / (x_shape[2] * x_shape[3]))


def global_average_pool_backward__in_place(dout, x_shape):
    """changes its input dout"""
    dout /= x_shape[2] * x_shape[3]
    return np.tile(dout[:, :, None, None], (1, 1, *x_shape[2:]))


def global_average_pool_backward__by_height_squared(dout, x_shape):
    """An image need not be square"""
    return np.broadcast_to(dout[:, :, None, None] / x_shape[2] ** 2, x_shape)
