"""Wrong partial windows. Each docstring is a part of what the judge must say."""

import numpy as np

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


def _pad(x, size, stride, value, drop):
    more = [-(side - k) % stride for side, k in zip(x.shape[2:], _sides(size), strict=True)]
    padded = np.pad(x, [(0, 0), (0, 0), (0, more[0]), (0, more[1])], constant_values=value)
    out = right.max_pool_fast(padded, size, stride)
    h, w = (-(-side // stride) for side in x.shape[2:])
    return out[:, :, :h, :w] if drop else out


def max_pool_ceil__floor(x, size, stride):
    """Sizes are rounded down"""
    return right.max_pool_fast(x, size, stride)


def max_pool_ceil__zeros(x, size, stride):
    """Zeros beyond the border take part. If all pixels of a partial window are negative"""
    return _pad(x, size, stride, 0, True)


def max_pool_ceil__zeros_too_many(x, size, stride):
    """Zeros beyond the border take part, and some windows hold nothing else"""
    return _pad(x, size, stride, 0, False)


def max_pool_ceil__start_at_zero(x, size, stride):
    """No output is below 0"""
    return np.maximum(0, right.max_pool_ceil(x, size, stride))


def max_pool_ceil__beyond(x, size, stride):
    """If stride is larger than the window"""
    return _pad(x, size, stride, -np.inf, False)


def max_pool_ceil__empty_slice(x, size, stride):
    """the last row of windows would begin beyond the image"""
    kh, kw = _sides(size)
    rows, columns = x.shape[2:]
    counts = (int(np.ceil((rows - kh) / stride)) + 1, int(np.ceil((columns - kw) / stride)) + 1)
    return _loop(x, kh, kw, stride, _best, (*x.shape[:2], *counts))[0]


def max_pool_ceil__minus_9999(x, size, stride):
    """every pixel far below zero"""
    return _pad(x, size, stride, -9999, True)


def max_pool_ceil__every_step(x, size, stride):
    """too many windows"""
    ho, wo = (-(-side // stride) for side in x.shape[2:])
    return _loop(x, *_sides(size), stride, _best, (*x.shape[:2], ho, wo))[0]


def max_pool_ceil__moved_back(x, size, stride):
    """moved back"""
    kh, kw = _sides(size)
    shape = right.max_pool_ceil(x, size, stride).shape
    out = np.zeros(shape)
    for i, j in np.ndindex(*shape[2:]):
        top, left = min(i * stride, x.shape[2] - kh), min(j * stride, x.shape[3] - kw)
        out[:, :, i, j] = x[:, :, top : top + kh, left : left + kw].max(axis=(2, 3))
    return out


def max_pool_ceil__nan_border(x, size, stride):
    """NaN is skipped"""
    shape = right.max_pool_ceil(x, size, stride).shape
    return _loop(x, *_sides(size), stride, lambda w: (np.nanmax(w), (0, 0)), shape)[0]


def max_pool_ceil__side_by_side(x, size, stride):
    """side by side"""
    kh, kw = _sides(size)
    ho, wo = -(-x.shape[2] // kh), -(-x.shape[3] // kw)
    out = np.zeros((*x.shape[:2], ho, wo))
    for i, j in np.ndindex(ho, wo):
        out[:, :, i, j] = x[:, :, i * kh : i * kh + kh, j * kw : j * kw + kw].max(axis=(2, 3))
    return out


def max_pool_ceil__swapped(x, size, stride):
    """sides are swapped"""
    return right.max_pool_ceil(x, tuple(_sides(size)[::-1]), stride)


def max_pool_ceil__square(x, size, stride):
    """square with side KH"""
    return right.max_pool_ceil(x, int(_sides(size)[0]), stride)


def max_pool_ceil__rows_alone(x, size, stride):
    """has shape"""
    wo = right.max_pool_fast(x, size, stride).shape[3]
    return right.max_pool_ceil(x, size, stride)[..., :wo]


def max_pool_ceil__one_more_always(x, size, stride):
    """always one window more than rounding down gives"""
    kh, kw = _sides(size)
    padded = np.pad(x, [(0, 0), (0, 0), (0, stride), (0, stride)], constant_values=-np.inf)
    return right.max_pool_fast(padded, (int(kh), int(kw)), stride)


def max_pool_ceil__near_border_padded(x, size, stride):
    """The partial windows are at the near border"""
    more = [-(side - k) % stride for side, k in zip(x.shape[2:], _sides(size), strict=True)]
    ahead = [(0, 0), (0, 0), (more[0], 0), (more[1], 0)]
    ho, wo = right.max_pool_ceil(x, size, stride).shape[2:]
    out = right.max_pool_fast(np.pad(x, ahead, constant_values=-np.inf), size, stride)
    return out[:, :, :ho, :wo]


def max_pool_ceil__wrapped_around(x, size, stride):
    """rows or columns are left over at the end"""
    more = [-(side - k) % stride for side, k in zip(x.shape[2:], _sides(size), strict=True)]
    around = np.pad(x, [(0, 0), (0, 0), (0, more[0]), (0, more[1])], mode="wrap")
    ho, wo = right.max_pool_ceil(x, size, stride).shape[2:]
    return right.max_pool_fast(around, size, stride)[:, :, :ho, :wo]


def max_pool_ceil__side_over_stride(x, size, stride):
    """too many windows"""
    ho, wo = ((side + stride - 1) // stride for side in x.shape[2:])
    return _loop(x, *_sides(size), stride, _best, (*x.shape[:2], ho, wo))[0]


def max_pool_ceil__nearest_count(x, size, stride):
    """rounded to the nearest integer"""
    counts = [
        round((side - k) / stride) + 1 for side, k in zip(x.shape[2:], _sides(size), strict=True)
    ]
    return _loop(x, *_sides(size), stride, _best, (*x.shape[:2], *counts))[0]


def max_pool_ceil__in_place(x, size, stride):
    """changes its input x"""
    out = right.max_pool_ceil(x, size, stride)
    x[...] = np.maximum(x, 0)
    return out
