"""Wrong windows in max pooling. Each docstring is a part of what the judge must say."""

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


def max_pool_forward__stride_is_size(x, size, stride):
    """the windows lie side by side"""
    n, c, h, w = x.shape
    kh, kw = _sides(size)
    out = np.zeros((n, c, h // kh, w // kw))
    switches = np.zeros(out.shape, dtype=np.int64)
    for a, b, i, j in np.ndindex(*out.shape):
        window = x[a, b, i * kh : (i + 1) * kh, j * kw : (j + 1) * kw]
        out[a, b, i, j], (u, v) = _best(window)
        switches[a, b, i, j] = (i * kh + u) * w + j * kw + v
    return out, switches


def max_pool_forward__stride_1(x, size, stride):
    """there is a window at every pixel"""
    return right.max_pool_forward(x, size, 1)


def max_pool_forward__square_kh(x, size, stride):
    """square with side KH"""
    kh = _sides(size)[0]
    return _loop(x, kh, kh, stride, _best)


def max_pool_forward__square_kw(x, size, stride):
    """square with side KW"""
    kw = _sides(size)[1]
    return _loop(x, kw, kw, stride, _best)


def max_pool_forward__swapped(x, size, stride):
    """sides are swapped"""
    kw, kh = _sides(size)
    return _loop(x, kh, kw, stride, _best)


def max_pool_forward__int_only(x, size, stride):
    """Your code raised TypeError"""
    return _loop(x, size, size, stride, _best, _shape(x, size, size, stride))


def max_pool_forward__all_channels(x, size, stride):
    """All channels of an image have the same output"""
    out, switches = right.max_pool_forward(x, size, stride)
    return np.broadcast_to(out.max(axis=1, keepdims=True), out.shape), switches


def max_pool_forward__all_images(x, size, stride):
    """All images of the batch have the same output"""
    out, switches = right.max_pool_forward(x, size, stride)
    return out.max(axis=0, keepdims=True) + 0 * np.nan_to_num(out), switches


def max_pool_forward__channels_gone(x, size, stride):
    """has shape"""
    out, switches = right.max_pool_forward(x, size, stride)
    return out.max(axis=1), switches


def max_pool_forward__ceil(x, size, stride):
    """Sizes are rounded up"""
    n, c, h, w = x.shape
    kh, kw = _sides(size)
    starts = [
        [s for s in range(0, side, stride) if s == 0 or s + k - stride < side]
        for side, k in ((h, kh), (w, kw))
    ]
    shape = (n, c, len(starts[0]), len(starts[1]))
    return _loop(x, kh, kw, stride, _best, shape)


def max_pool_forward__h_over_stride(x, size, stride):
    """H // stride"""
    n, c, h, w = x.shape
    return _loop(x, *_sides(size), stride, _best, (n, c, h // stride, w // stride))


def max_pool_forward__range_too_short(x, size, stride):
    """The last window is missing"""
    n, c, h, w = x.shape
    kh, kw = _sides(size)
    shape = (n, c, len(range(0, h - kh, stride)), len(range(0, w - kw, stride)))
    return _loop(x, kh, kw, stride, _best, shape)


def max_pool_forward__out_alone(x, size, stride):
    """Return 2 values (out, switches)"""
    return right.max_pool_forward(x, size, stride)[0]


def max_pool_forward__transposed(x, size, stride):
    """order of its axes"""
    return tuple(each.swapaxes(2, 3) for each in right.max_pool_forward(x, size, stride))


def max_pool_forward__begins_at_i_j(x, size, stride):
    """Window (i, j) starts at pixel"""
    kh, kw = _sides(size)
    out, switches = right.max_pool_forward(x, size, 1)
    _, _, ho, wo = _shape(x, kh, kw, stride)
    return out[:, :, :ho, :wo], switches[:, :, :ho, :wo]


def max_pool_forward__begins_at_i_times_side(x, size, stride):
    """raised ValueError"""
    kh, kw = _sides(size)
    shape = _shape(x, kh, kw, stride)
    out, switches = np.zeros(shape), np.zeros(shape, dtype=int)
    for n, c, i, j in np.ndindex(*shape):
        window = x[n, c, i * kh : (i + 1) * kh, j * kw : (j + 1) * kw]
        out[n, c, i, j], (u, v) = _best(window)
        switches[n, c, i, j] = (i * kh + u) * x.shape[3] + j * kw + v
    return out, switches


def max_pool_forward__one_forgotten(x, size, stride):
    """counts the steps from one window to the next"""
    kh, kw = _sides(size)
    n, c, ho, wo = _shape(x, kh, kw, stride)
    return _loop(x, kh, kw, stride, _best, (n, c, ho - 1, wo - 1))


def max_pool_forward__one_too_many(x, size, stride):
    """Your code raised ValueError"""
    kh, kw = _sides(size)
    n, c, ho, wo = _shape(x, kh, kw, stride)
    return _loop(x, kh, kw, stride, _best, (n, c, ho + 1, wo + 1))


def max_pool_forward__rounded(x, size, stride):
    """has shape"""
    counts = [
        round((side - k) / stride) + 1 for side, k in zip(x.shape[2:], _sides(size), strict=True)
    ]
    return _loop(x, *_sides(size), stride, _best, (*x.shape[:2], *counts))


def max_pool_forward__last_column_missing(x, size, stride):
    """has shape"""
    _, kw = _sides(size)
    wo = len(range(0, x.shape[3] - kw, stride))
    return tuple(each[..., :wo] for each in right.max_pool_forward(x, size, stride))


def max_pool_forward__always_two(x, size, stride):
    n, c, h, w = x.shape
    x = x[:, :, : h // 2 * 2, : w // 2 * 2]
    blocks = x.reshape(n, c, h // 2, 2, w // 2, 2)
    return blocks.max(axis=(3, 5)), right.max_pool_forward(x, 2, 2)[1]


def max_pool_forward__reshaped_without_cutting(x, size, stride):
    """cannot reshape array"""
    n, c, h, w = x.shape
    kh, kw = _sides(size)
    blocks = x.reshape(n, c, h // kh, kh, w // kw, kw).max(axis=(3, 5))
    return blocks, right.max_pool_forward(x, size, (int(kh)))[1]


def max_pool_forward__stride_for_rows_only(x, size, stride):
    """has shape"""
    return tuple(each[:, :, ::stride] for each in right.max_pool_forward(x, size, 1))


def max_pool_forward__padded_to_same(x, size, stride):
    """has shape"""
    kh, kw = _sides(size)
    border = [(0, 0), (0, 0), (kh // 2, kh // 2), (kw // 2, kw // 2)]
    return right.max_pool_forward(np.pad(x, border, constant_values=-np.inf), size, stride)


def max_pool_forward__image_by_image(x, size, stride):
    """has shape"""
    return right.max_pool_forward(x[:1], size, stride)


def max_pool_forward__rows_and_columns_exchanged(x, size, stride):
    turned = right.max_pool_forward(x.swapaxes(2, 3), size, stride)
    return tuple(each.swapaxes(2, 3) for each in turned)


def max_pool_forward__flattened_windows(x, size, stride):
    """has shape"""
    out, switches = right.max_pool_forward(x, size, stride)
    return out.reshape(*x.shape[:2], -1), switches.reshape(*x.shape[:2], -1)
