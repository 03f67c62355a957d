"""Wrong max pooling without loops. Each docstring is a part of what the judge must say."""

import numpy as np
from numpy.lib.stride_tricks import as_strided, sliding_window_view

from autograder.solutions import pooling as right


def _sides(size):
    return np.broadcast_to(size, 2)


def _shape(x, kh, kw, stride):
    return (*x.shape[:2], (x.shape[2] - kh) // stride + 1, (x.shape[3] - kw) // stride + 1)


def _loop(x, kh, kw, stride, pick, shape=None):
    """out and switches by a rule for one window, as loops fill them."""
    shape = shape or _shape(x, kh, kw, stride)
    out, switches = np.zeros(shape), np.zeros(shape, dtype=np.int64)
    for n, c, i, j in np.ndindex(*shape):
        window = x[n, c, i * stride : i * stride + kh, j * stride : j * stride + kw]
        out[n, c, i, j], (u, v) = pick(window)
        switches[n, c, i, j] = (i * stride + u) * x.shape[3] + j * stride + v
    return out, switches


def _best(window):
    return window.max(), np.unravel_index(window.argmax(), window.shape)


def max_pool_fast__reshape_only(x, size, stride):
    """the windows lie side by side"""
    n, c, h, w = x.shape
    kh, kw = _sides(size)
    x = x[:, :, : h // kh * kh, : w // kw * kw]
    return x.reshape(n, c, h // kh, kh, w // kw, kw).max(axis=(3, 5))


def max_pool_fast__zeros(x, size, stride):
    """No output is below 0"""
    return np.maximum(right.max_pool_fast(x, size, stride), 0)


def max_pool_fast__fmax(x, size, stride):
    """NaN is skipped"""
    kh, kw = _sides(size)
    _, _, ho, wo = _shape(x, kh, kw, stride)
    out = np.full(_shape(x, kh, kw, stride), -np.inf)
    for u, v in np.ndindex(kh, kw):
        out = np.fmax(out, x[:, :, u : u + ho * stride : stride, v : v + wo * stride : stride])
    return out


def max_pool_fast__square(x, size, stride):
    """square with side KH"""
    return right.max_pool_fast(x, int(_sides(size)[0]), stride)


def max_pool_fast__wrong_axes(x, size, stride):
    """has shape"""
    return right._windows(x, size, stride).max(axis=(2, 3))


def max_pool_fast__with_switches(x, size, stride):
    """out must be an array"""
    return right.max_pool_forward(x, size, stride)


def max_pool_fast__mean(x, size, stride):
    """averaged"""
    return right.average_pool_forward(x, size, stride)


def max_pool_fast__always_two(x, size, stride):
    """has shape"""
    a, b = x[:, :, :-1:2], x[:, :, 1::2]
    rows = np.maximum(a[:, :, : b.shape[2]], b[:, :, : a.shape[2]])
    c, d = rows[..., :-1:2], rows[..., 1::2]
    return np.maximum(c[..., : d.shape[3]], d[..., : c.shape[3]])


def max_pool_fast__reshaped_without_cutting(x, size, stride):
    """cannot reshape array"""
    (n, c, h, w), (kh, kw) = x.shape, _sides(size)
    return x.reshape(n, c, h // kh, kh, w // kw, kw).max(axis=(3, 5))


def max_pool_fast__reshaped_in_wrong_order(x, size, stride):
    n, c, ho, wo = _shape(x, *_sides(size), stride)
    kh, kw = _sides(size)
    pixels = np.resize(x.reshape(n, c, -1), (n, c, ho * wo * kh * kw))
    return pixels.reshape(n, c, ho, wo, kh * kw).max(axis=4)


def max_pool_fast__every_window(x, size, stride):
    """there is a window at every pixel"""
    return sliding_window_view(x, tuple(_sides(size)), axis=(2, 3)).max(axis=(4, 5))


def max_pool_fast__strides_without_stride(x, size, stride):
    """Window (i, j) starts at pixel"""
    shape = (*_shape(x, *_sides(size), stride), *_sides(size))
    return as_strided(x, shape, x.strides + x.strides[2:]).max(axis=(4, 5))


def max_pool_fast__sides_swapped(x, size, stride):
    """sides are swapped"""
    kh, kw = _sides(size)
    if kw > x.shape[2]:
        return np.empty((*x.shape[:2], 0, 1))
    return right.max_pool_fast(x, (int(kw), int(kh)), stride)


def max_pool_fast__one_row_of_window(x, size, stride):
    _, _, ho, wo = _shape(x, *_sides(size), stride)
    rows = x[:, :, : ho * stride : stride]
    return right.max_pool_fast(rows, (1, int(_sides(size)[1])), 1)[..., : wo * stride : stride]


def max_pool_fast__diagonal(x, size, stride):
    (kh, kw), (n, c, ho, wo) = _sides(size), _shape(x, *_sides(size), stride)
    out = np.full((n, c, ho, wo), -np.inf)
    for u in range(min(kh, kw)):
        out = np.maximum(out, x[:, :, u : u + ho * stride : stride, u : u + wo * stride : stride])
    return out


def max_pool_fast__in_place(x, size, stride):
    """changes its input x"""
    out = right.max_pool_fast(x, size, stride)
    for u in range(1, _sides(size)[0]):
        np.maximum(x[:, :, :-u], x[:, :, u:], out=x[:, :, :-u])
    return out


def max_pool_fast__rounded_up(x, size, stride):
    """Sizes are rounded up"""
    return right.max_pool_ceil(x, size, stride)


def max_pool_fast__nan_to_num(x, size, stride):
    """NaN counts as 0"""
    return right.max_pool_fast(np.nan_to_num(x), size, stride)


def max_pool_fast__integers_only(x, size, stride):
    """raised TypeError"""
    ho, wo = ((side - size) // stride + 1 for side in x.shape[2:])
    return _loop(x, size, size, stride, _best, (*x.shape[:2], ho, wo))[0]


def max_pool_fast__uncut_slices(x, size, stride):
    kh, kw = np.broadcast_to(size, 2)
    places = [x[:, :, u::stride, v::stride] for u in range(kh) for v in range(kw)]
    return np.maximum.reduce(places)
