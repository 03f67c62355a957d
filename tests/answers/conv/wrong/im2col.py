"""Wrong columns of windows and ways back. Each docstring is a part of what the judge must say."""

import numpy as np
from numpy.lib.stride_tricks import as_strided, sliding_window_view


def _padded(x, pad, **mode):
    return np.pad(x, [(0, 0), (0, 0), (pad, pad), (pad, pad)], **mode)


def _windows(x, kh, kw, stride, pad, **mode):
    """(N, C, HO, WO, KH, KW)"""
    windows = sliding_window_view(_padded(x, pad, **mode), (kh, kw), axis=(2, 3))
    return windows[:, :, ::stride, ::stride]


def _flat(windows, *order):
    """(N, C, HO, WO, KH, KW) in another order, three axes made one, twice."""
    turned = windows.transpose(order)
    n, a, b, c = turned.shape[:4]
    return turned.reshape(n, a * b * c, -1)


ORDER = (0, 1, 4, 5, 2, 3)


def im2col__channels_last(x, kh, kw, stride=1, pad=0):
    """In each column the channels of a pixel stand together"""
    return _flat(_windows(x, kh, kw, stride, pad), 0, 4, 5, 1, 2, 3)


def im2col__by_columns(x, kh, kw, stride=1, pad=0):
    """Windows are read column by column"""
    return _flat(_windows(x, kh, kw, stride, pad), 0, 1, 5, 4, 2, 3)


def im2col__places_by_columns(x, kh, kw, stride=1, pad=0):
    """The windows are ordered down the columns"""
    return _flat(_windows(x, kh, kw, stride, pad), 0, 1, 4, 5, 3, 2)


def im2col__rows(x, kh, kw, stride=1, pad=0):
    """Every window is a row"""
    return _flat(_windows(x, kh, kw, stride, pad), *ORDER).transpose(0, 2, 1)


def im2col__reshaped_to_columns(x, kh, kw, stride=1, pad=0):
    """The shape is right"""
    windows = _windows(x, kh, kw, stride, pad)
    return windows.reshape(len(x), x.shape[1] * kh * kw, -1)


def im2col__rows_reshaped_to_columns(x, kh, kw, stride=1, pad=0):
    rows = _flat(_windows(x, kh, kw, stride, pad), *ORDER).transpose(0, 2, 1)
    return rows.reshape(len(x), x.shape[1] * kh * kw, -1)


def im2col__one_matrix(x, kh, kw, stride=1, pad=0):
    """All images share one matrix, one image after the other"""
    cols = _flat(_windows(x, kh, kw, stride, pad), *ORDER)
    return cols.transpose(1, 0, 2).reshape(cols.shape[1], -1)


def im2col__one_matrix_by_places(x, kh, kw, stride=1, pad=0):
    """the images of a window side by side"""
    cols = _flat(_windows(x, kh, kw, stride, pad), *ORDER)
    return cols.transpose(1, 2, 0).reshape(cols.shape[1], -1)


def im2col__one_matrix_cut_again(x, kh, kw, stride=1, pad=0):
    cols = _flat(_windows(x, kh, kw, stride, pad), *ORDER)
    return cols.transpose(1, 0, 2).reshape(cols.shape)


def im2col__flipped(x, kh, kw, stride=1, pad=0):
    """Every window is flipped"""
    return _flat(_windows(x, kh, kw, stride, pad)[..., ::-1, ::-1], *ORDER)


def im2col__stride_1(x, kh, kw, stride=1, pad=0):
    """The stride is not used"""
    return _flat(_windows(x, kh, kw, 1, pad), *ORDER)


def im2col__corner(x, kh, kw, stride=1, pad=0):
    """exactly in the cases where stride is larger than 1"""
    ho, wo = _windows(x, kh, kw, stride, pad).shape[2:4]
    return _flat(_windows(x, kh, kw, 1, pad)[:, :, :ho, :wo], *ORDER)


def im2col__stride_inside_windows(x, kh, kw, stride=1, pad=0):
    """exactly in the cases where stride is larger than 1"""
    ho, wo = _windows(x, kh, kw, stride, pad).shape[2:4]
    images = np.pad(_padded(x, pad), [(0, 0), (0, 0), (0, kh * stride), (0, kw * stride)])
    sn, sc, sh, sw = images.strides
    steps = (sn, sc, sh, sw, stride * sh, stride * sw)
    return _flat(as_strided(images, (*x.shape[:2], ho, wo, kh, kw), steps), *ORDER)


def im2col__stride_downwards(x, kh, kw, stride=1, pad=0):
    """exactly in the cases where stride is larger than 1"""
    return _flat(_windows(x, kh, kw, 1, pad)[:, :, ::stride], *ORDER)


def im2col__without_pad(x, kh, kw, stride=1, pad=0):
    """The padding is forgotten"""
    return _flat(_windows(x, kh, kw, stride, 0), *ORDER)


def im2col__always_pad_1(x, kh, kw, stride=1, pad=0):
    return _flat(_windows(x, kh, kw, stride, 1), *ORDER)


def im2col__pad_on_every_axis(x, kh, kw, stride=1, pad=0):
    """exactly in the cases where pad is larger than 0"""
    return _flat(_windows(np.pad(x, pad), kh, kw, stride, 0), *ORDER)


def im2col__edge(x, kh, kw, stride=1, pad=0):
    """exactly in the cases where pad is larger than 0"""
    return _flat(_windows(x, kh, kw, stride, pad, mode="edge"), *ORDER)


def im2col__square_window(x, kh, kw, stride=1, pad=0):
    """All windows are square"""
    return _flat(_windows(x, kh, kh, stride, pad), *ORDER)


def im2col__sides_exchanged(x, kh, kw, stride=1, pad=0):
    """kh and kw are swapped"""
    return _flat(_windows(x, kw, kh, stride, pad), *ORDER)


def im2col__square_image(x, kh, kw, stride=1, pad=0):
    ho = (x.shape[2] + 2 * pad - kh) // stride + 1
    return _flat(_windows(x, kh, kw, stride, pad)[:, :, :, :ho], *ORDER)


def im2col__wrong_place(x, kh, kw, stride=1, pad=0):
    windows = _windows(x, kh, kw, stride, pad)
    (n, c, ho, wo), cols = windows.shape[:4], _flat(windows, *ORDER)
    out = np.zeros_like(cols)
    for i, j in np.ndindex(ho, wo):
        out[:, :, min(i * ho + j, ho * wo - 1)] = windows[:, :, i, j].reshape(n, c * kh * kw)
    return out


def im2col__first_channel(x, kh, kw, stride=1, pad=0):
    return _flat(_windows(x[:, :1], kh, kw, stride, pad), *ORDER)


def im2col__first_image(x, kh, kw, stride=1, pad=0):
    return _flat(_windows(x[:1].repeat(len(x), axis=0), kh, kw, stride, pad), *ORDER)


def im2col__last_place_missing(x, kh, kw, stride=1, pad=0):
    return _flat(_windows(x, kh, kw, stride, pad)[:, :, :-1, :-1], *ORDER)


def im2col__left_over_windows_too(x, kh, kw, stride=1, pad=0):
    room = [
        (0, -(side + 2 * pad - k) % stride) for side, k in zip(x.shape[2:], (kh, kw), strict=True)
    ]
    return _flat(
        _windows(np.pad(_padded(x, pad), [(0, 0), (0, 0), *room]), kh, kw, stride, 0), *ORDER
    )


def im2col__six_axes(x, kh, kw, stride=1, pad=0):
    """out has shape"""
    return _windows(x, kh, kw, stride, pad).transpose(ORDER)


def im2col__whole_numbers(x, kh, kw, stride=1, pad=0):
    """dtype"""
    return _flat(_windows(x, kh, kw, stride, pad), *ORDER).astype(int)


def im2col__fewer_digits(x, kh, kw, stride=1, pad=0):
    """keeps fewer digits"""
    return _flat(_windows(x.astype(np.float16), kh, kw, stride, pad), *ORDER)


def im2col__halved(x, kh, kw, stride=1, pad=0):
    """changes its input x"""
    cols = _flat(_windows(x, kh, kw, stride, pad), *ORDER).copy()
    x *= 0.5
    return cols
