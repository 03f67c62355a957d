"""Wrong lengths. Each docstring is a part of what the judge must say."""

import numpy as np

from autograder.solutions import pooling as right


def _sides(size):
    return np.broadcast_to(size, 2)


def l2_pool_forward__no_root(x, size, stride):
    """The root is missing"""
    return (right._windows(x, size, stride) ** 2).sum(axis=(4, 5))


def l2_pool_forward__rms(x, size, stride):
    """The squares are averaged"""
    return np.sqrt((right._windows(x, size, stride) ** 2).mean(axis=(4, 5)))


def l2_pool_forward__l1(x, size, stride):
    """The absolute values are added up"""
    return np.abs(right._windows(x, size, stride)).sum(axis=(4, 5))


def l2_pool_forward__no_square(x, size, stride):
    """The squares are missing"""
    with np.errstate(invalid="ignore"):
        return np.sqrt(right._windows(x, size, stride).sum(axis=(4, 5)))


def l2_pool_forward__square_of_sum(x, size, stride):
    """added up before they are squared"""
    return np.sqrt(right._windows(x, size, stride).sum(axis=(4, 5)) ** 2)


def l2_pool_forward__max(x, size, stride):
    """The largest pixel"""
    return right.max_pool_fast(x, size, stride)


def l2_pool_forward__rows_norm(x, size, stride):
    return np.linalg.norm(right._windows(x, size, stride), axis=(4, 5), ord=2)


def l2_pool_forward__side_by_side(x, size, stride):
    """side by side"""
    (n, c, h, w), (kh, kw) = x.shape, _sides(size)
    x = x[:, :, : h // kh * kh, : w // kw * kw]
    return np.sqrt((x**2).reshape(n, c, h // kh, kh, w // kw, kw).sum(axis=(3, 5)))


def l2_pool_forward__square(x, size, stride):
    """square with side KH"""
    return right.l2_pool_forward(x, int(_sides(size)[0]), stride)


def l2_pool_forward__swapped(x, size, stride):
    """sides are swapped"""
    kh, kw = _sides(size)
    if kw > x.shape[2] or kh > x.shape[3]:
        return np.empty((*x.shape[:2], 0, 1))
    return right.l2_pool_forward(x, (int(kw), int(kh)), stride)


def l2_pool_forward__begins_at_i_j(x, size, stride):
    """Window (i, j) starts at pixel"""
    _, _, ho, wo = right.l2_pool_forward(x, size, stride).shape
    return right.l2_pool_forward(x, size, 1)[:, :, :ho, :wo]


def l2_pool_forward__over_channels(x, size, stride):
    out = right.l2_pool_forward(x, size, stride)
    return np.sqrt((out**2).sum(axis=1, keepdims=True)) + 0 * out


def l2_pool_forward__small_number_in_root(x, size, stride):
    """2, 5 and 0"""
    return np.sqrt(right.l2_pool_forward(x, size, stride) ** 2 + 1e-8)


def l2_pool_forward__root_of_every_square(x, size, stride):
    """The absolute values are added up"""
    return np.sqrt(right._windows(x, size, stride) ** 2).sum(axis=(4, 5))


def l2_pool_forward__divided_by_pixels(x, size, stride):
    """the expected value times"""
    kh, kw = _sides(size)
    return right.l2_pool_forward(x, size, stride) / (kh * kw)


def l2_pool_forward__rounded_up(x, size, stride):
    """Sizes are rounded up"""
    shape = right.max_pool_ceil(x, size, stride).shape
    (kh, kw), out = _sides(size), np.zeros(shape)
    for i, j in np.ndindex(*shape[2:]):
        window = x[:, :, i * stride : i * stride + kh, j * stride : j * stride + kw]
        out[:, :, i, j] = np.sqrt((window**2).sum(axis=(2, 3)))
    return out
