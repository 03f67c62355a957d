"""Wrong averages. Each docstring is a part of what the judge must say."""

import numpy as np

from autograder.solutions import pooling as right


def _sides(size):
    return np.broadcast_to(size, 2)


def average_pool_forward__sum(x, size, stride):
    """These are sums"""
    return right._windows(x, size, stride).sum(axis=(4, 5))


def average_pool_forward__by_image(x, size, stride):
    """divided by H·W"""
    return right._windows(x, size, stride).sum(axis=(4, 5)) / (x.shape[2] * x.shape[3])


def average_pool_forward__by_square(x, size, stride):
    """square of one side"""
    return right._windows(x, size, stride).sum(axis=(4, 5)) / _sides(size)[0] ** 2


def average_pool_forward__by_side(x, size, stride):
    """divided by the side"""
    return right._windows(x, size, stride).sum(axis=(4, 5)) / _sides(size)[0]


def average_pool_forward__side_by_side(x, size, stride):
    """side by side"""
    n, c, h, w = x.shape
    kh, kw = _sides(size)
    x = x[:, :, : h // kh * kh, : w // kw * kw]
    return x.reshape(n, c, h // kh, kh, w // kw, kw).mean(axis=(3, 5))


def average_pool_forward__max(x, size, stride):
    """The largest pixel"""
    return right.max_pool_fast(x, size, stride)


def average_pool_forward__partial(x, size, stride):
    """Sizes are rounded up"""
    (kh, kw), out = _sides(size), np.zeros(right.max_pool_ceil(x, size, stride).shape)
    for i, j in np.ndindex(*out.shape[2:]):
        window = x[:, :, i * stride : i * stride + kh, j * stride : j * stride + kw]
        out[:, :, i, j] = window.mean(axis=(2, 3))
    return out


def average_pool_forward__channels(x, size, stride):
    """All channels of an image have the same output"""
    out = right.average_pool_forward(x, size, stride)
    return out.mean(axis=1, keepdims=True) + 0 * out


def average_pool_forward__square(x, size, stride):
    """square with side KH"""
    return right.average_pool_forward(x, int(_sides(size)[0]), stride)


def average_pool_forward__swapped(x, size, stride):
    """sides are swapped"""
    kh, kw = _sides(size)
    if kw > x.shape[2] or kh > x.shape[3]:
        return np.empty((*x.shape[:2], 0, 1))
    return right.average_pool_forward(x, (int(kw), int(kh)), stride)


def average_pool_forward__begins_at_i_j(x, size, stride):
    """Window (i, j) starts at pixel"""
    _, _, ho, wo = right.average_pool_forward(x, size, stride).shape
    return right.average_pool_forward(x, size, 1)[:, :, :ho, :wo]


def average_pool_forward__mean_of_extremes(x, size, stride):
    windows = right._windows(x, size, stride)
    return (windows.max(axis=(4, 5)) + windows.min(axis=(4, 5))) / 2


def average_pool_forward__median(x, size, stride):
    return np.median(right._windows(x, size, stride), axis=(4, 5))


def average_pool_forward__whole_numbers(x, size, stride):
    """differ"""
    kh, kw = _sides(size)
    return right._windows(x, size, stride).sum(axis=(4, 5)) // (kh * kw)


def average_pool_forward__one_forgotten(x, size, stride):
    """has shape"""
    return right.average_pool_forward(x, size, stride)[:, :, :-1, :-1]


def average_pool_forward__always_two(x, size, stride):
    """has shape"""
    return right.average_pool_forward(x, 2, 2)


def average_pool_forward__by_stride(x, size, stride):
    """divided by the square of the stride"""
    return right._windows(x, size, stride).sum(axis=(4, 5)) / stride**2
