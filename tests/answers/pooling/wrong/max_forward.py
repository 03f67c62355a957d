"""Wrong maxima. Each docstring is a part of what the judge must say."""

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


def _searched(best, later=lambda new, old: new > old):
    def pick(window):
        value, at = best, (0, 0)
        for place in np.ndindex(window.shape):
            if later(window[place], value):
                value, at = window[place], place
        return value, at

    return pick


def max_pool_forward__min(x, size, stride):
    """The smallest pixel"""
    kh, kw = _sides(size)
    return _loop(x, kh, kw, stride, lambda w: (w.min(), np.unravel_index(w.argmin(), w.shape)))


def max_pool_forward__mean(x, size, stride):
    """averaged"""
    kh, kw = _sides(size)
    return _loop(x, kh, kw, stride, lambda w: (w.mean(), _best(w)[1]))


def max_pool_forward__zeros_and_maximum(x, size, stride):
    """No output is below 0"""
    kh, kw = _sides(size)
    return _loop(x, kh, kw, stride, lambda w: (np.maximum(0.0, w.max()), _best(w)[1]))


def max_pool_forward__search_from_zero(x, size, stride):
    """the output is 0 and the switch stays at the first pixel"""
    return _loop(x, *_sides(size), stride, _searched(0.0))


def max_pool_forward__search_flat_zero(x, size, stride):
    """output and switch both stay 0"""
    kh, kw = _sides(size)
    shape = _shape(x, kh, kw, stride)
    out, switches = np.zeros(shape), np.zeros(shape, dtype=int)
    for n, c, i, j in np.ndindex(*shape):
        best, at = 0, 0
        for row in range(i * stride, i * stride + kh):
            for column in range(j * stride, j * stride + kw):
                if x[n, c, row, column] > best:
                    best, at = x[n, c, row, column], row * x.shape[3] + column
        out[n, c, i, j], switches[n, c, i, j] = best, at
    return out, switches


def max_pool_forward__start_minus_999(x, size, stride):
    """every pixel far below zero"""
    return _loop(x, *_sides(size), stride, _searched(-999.0))


def max_pool_forward__nan_lost(x, size, stride):
    """NaN is skipped"""
    return _loop(x, *_sides(size), stride, _searched(-np.inf))


def max_pool_forward__first_pixel_then_greater(x, size, stride):
    """NaN is skipped"""

    def pick(window):
        value, at = window[0, 0], (0, 0)
        for place in np.ndindex(window.shape):
            if window[place] > value:
                value, at = window[place], place
        return value, at

    return _loop(x, *_sides(size), stride, pick)


def max_pool_forward__nanmax(x, size, stride):
    """NaN is skipped"""
    kh, kw = _sides(size)
    return _loop(
        x, kh, kw, stride, lambda w: (np.nanmax(w), np.unravel_index(np.nanargmax(w), w.shape))
    )


def max_pool_forward__python_max(x, size, stride):
    """NaN is skipped"""
    kh, kw = _sides(size)
    return _loop(x, kh, kw, stride, lambda w: (max(w.ravel().tolist()), _best(w)[1]))


def max_pool_forward__abs(x, size, stride):
    """absolute value"""
    return right.max_pool_forward(np.abs(x), size, stride)


def max_pool_forward__in_place(x, size, stride):
    """changes its input"""
    answer = right.max_pool_forward(x, size, stride)
    x[...] = 0
    return answer


def max_pool_forward__smallest_positive_float(x, size, stride):
    """the output is 0 and the switch stays at the first pixel"""
    return _loop(x, *_sides(size), stride, _searched(np.finfo(float).tiny))


def max_pool_forward__integers(x, size, stride):
    """out has dtype int64"""
    out, switches = right.max_pool_forward(np.nan_to_num(x), size, stride)
    return out.astype(int), switches


def max_pool_forward__nan_replaced_in_place(x, size, stride):
    """changes its input x"""
    x[np.isnan(x)] = -np.inf
    return right.max_pool_forward(x, size, stride)


def _looped(x, size, stride, start):
    """Search from a start value, with the switch at place 0 until something is greater."""
    kh, kw = _sides(size)
    out = np.full(_shape(x, kh, kw, stride), start)
    switches = np.zeros(out.shape, dtype=np.int64)
    for n, c, i, j in np.ndindex(*out.shape):
        for row in range(i * stride, i * stride + kh):
            for column in range(j * stride, j * stride + kw):
                if x[n, c, row, column] > out[n, c, i, j]:
                    out[n, c, i, j] = x[n, c, row, column]
                    switches[n, c, i, j] = row * x.shape[3] + column
    return out, switches


def max_pool_forward__search_from_smallest(x, size, stride):
    """Your search starts at the smallest pixel of all"""
    return _looped(x, size, stride, np.nanmin(x))


def max_pool_forward__search_from_minus_infinity(x, size, stride):
    """no pixel is greater than a start value of −inf"""
    return _looped(x, size, stride, -np.inf)
