"""Wrong switches. Each docstring is a part of what the judge must say."""

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


def _searched(best, later=lambda new, old: new > old):
    def pick(window):
        value, at = best, (0, 0)
        for place in np.ndindex(window.shape):
            if later(window[place], value):
                value, at = window[place], place
        return value, at

    return pick


def _places(x, size, stride):
    out, switches = right.max_pool_forward(x, size, stride)
    return out, switches // x.shape[3], switches % x.shape[3]


def max_pool_forward__last_tie(x, size, stride):
    """Among equal pixels the last one is remembered"""
    return _loop(x, *_sides(size), stride, _searched(-np.inf, lambda a, b: a >= b or a != a))


def max_pool_forward__where_last(x, size, stride):
    """Among equal pixels the last one is remembered"""

    def pick(window):
        rows, columns = np.where((window == window.max()) | np.isnan(window))
        return window.max(), (rows[-1], columns[-1])

    return _loop(x, *_sides(size), stride, pick)


def max_pool_forward__column_tie(x, size, stride):
    """first in column order"""

    def pick(window):
        v, u = np.unravel_index(window.T.argmax(), window.T.shape)
        return window.max(), (u, v)

    return _loop(x, *_sides(size), stride, pick)


def max_pool_forward__switch_in_window(x, size, stride):
    """count inside the window"""
    kh, kw = _sides(size)
    out = np.zeros(_shape(x, kh, kw, stride))
    switches = np.zeros(out.shape, dtype=np.int64)
    for n, c, i, j in np.ndindex(*out.shape):
        window = x[n, c, i * stride : i * stride + kh, j * stride : j * stride + kw]
        out[n, c, i, j], switches[n, c, i, j] = window.max(), np.argmax(window)
    return out, switches


def max_pool_forward__column_major(x, size, stride):
    """run down the columns"""
    out, u, v = _places(x, size, stride)
    return out, v * x.shape[2] + u


def max_pool_forward__row_times_height(x, size, stride):
    """row·H + column"""
    out, u, v = _places(x, size, stride)
    return out, u * x.shape[2] + v


def max_pool_forward__row_times_output(x, size, stride):
    """width of the output"""
    out, u, v = _places(x, size, stride)
    return out, u * out.shape[3] + v


def max_pool_forward__flat_in_x(x, size, stride):
    """through the whole of x"""
    out, u, v = _places(x, size, stride)
    n, c = np.ogrid[: x.shape[0], : x.shape[1]]
    return out, np.ravel_multi_index((n[:, :, None, None], c[:, :, None, None], u, v), x.shape)


def max_pool_forward__float_switches(x, size, stride):
    """The values are right, their type is not"""
    out, switches = right.max_pool_forward(x, size, stride)
    return out, switches.astype(float)


def max_pool_forward__at_least_and_nan(x, size, stride):
    """Among equal pixels the last one is remembered"""
    return _loop(x, *_sides(size), stride, _searched(-np.inf, lambda new, old: new >= old))


def max_pool_forward__looked_up_in_plane(x, size, stride):
    """in the whole plane"""
    out, switches = right.max_pool_forward(x, size, stride)
    for n, c, i, j in np.ndindex(*out.shape):
        switches[n, c, i, j] = np.argmax(x[n, c] == out[n, c, i, j])
    return out, switches


def max_pool_forward__switches_counted_from_one(x, size, stride):
    """counted from 1"""
    out, switches = right.max_pool_forward(x, size, stride)
    return out, switches + 1


def max_pool_forward__switches_of_window_corner(x, size, stride):
    """first pixel of the window"""
    out, switches = right.max_pool_forward(x, size, stride)
    rows, columns = (stride * np.arange(count) for count in out.shape[2:])
    return out, np.broadcast_to(rows[:, None] * x.shape[3] + columns, switches.shape)


def max_pool_forward__switches_of_first_channel(x, size, stride):
    out, switches = right.max_pool_forward(x, size, stride)
    return out, np.broadcast_to(switches[:, :1], out.shape)


def max_pool_forward__switches_through_channels(x, size, stride):
    """from one channel to the next"""
    out, switches = right.max_pool_forward(x, size, stride)
    return out, switches + x[0, 0].size * np.arange(x.shape[1])[:, None, None]


def max_pool_forward__switches_as_pairs(x, size, stride):
    """switches has shape"""
    out, switches = right.max_pool_forward(x, size, stride)
    return out, np.stack(np.divmod(switches, x.shape[3]), axis=-1)


def max_pool_forward__switches_as_mask(x, size, stride):
    """switches has shape"""
    out, switches = right.max_pool_forward(x, size, stride)
    return out, right.max_unpool(np.ones_like(out), switches, x.shape) > 0


def max_pool_forward__switches_in_one_byte(x, size, stride):
    out, switches = right.max_pool_forward(x, size, stride)
    return out, switches.astype(np.int8)


def max_pool_forward__switches_first(x, size, stride):
    """out has dtype int64"""
    return right.max_pool_forward(x, size, stride)[::-1]


def max_pool_forward__remainder_cut_before(x, size, stride):
    """in the part of the image that the windows see"""
    kh, kw = _sides(size)
    _, _, ho, wo = _shape(x, kh, kw, stride)
    seen = x[:, :, : (ho - 1) * stride + kh, : (wo - 1) * stride + kw]
    return right.max_pool_forward(seen, size, stride)


def max_pool_forward__place_in_window_added(x, size, stride):
    """You add the place inside the window unchanged"""
    kh, kw = _sides(size)
    out, switches = right.max_pool_forward(x, size, stride)
    for n, c, i, j in np.ndindex(*out.shape):
        window = x[n, c, i * stride : i * stride + kh, j * stride : j * stride + kw]
        switches[n, c, i, j] = i * stride * x.shape[3] + j * stride + window.argmax()
    return out, switches
