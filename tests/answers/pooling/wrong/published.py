"""Bugs of solutions that pass other courses' checks, in whole functions as students write them."""

import numpy as np

from autograder.solutions import pooling as right


def _sides(size):
    return (size, size) if np.isscalar(size) else size


def _by_loops(x, size, stride, place):
    """out and switches; ``place`` says which pixel of a window is remembered."""
    N, C, H, W = x.shape
    kh, kw = _sides(size)
    HO, WO = (H - kh) // stride + 1, (W - kw) // stride + 1
    out, switches = np.zeros((N, C, HO, WO)), np.zeros((N, C, HO, WO), dtype=np.int64)
    for n, c, i, j in np.ndindex(N, C, HO, WO):
        window = x[n, c, i * stride : i * stride + kh, j * stride : j * stride + kw]
        out[n, c, i, j] = window.max()
        u, v = place(window)
        switches[n, c, i, j] = (i * stride + u) * W + j * stride + v
    return out, switches


def max_pool_forward__one_side_for_all(x, size, stride):
    """Every window is a square with side KH"""
    return right.max_pool_forward(x, size if isinstance(size, int) else size[0], stride)


def max_pool_forward__one_number_alone(x, size, stride):
    """exactly in the cases where size is not square"""
    side = 1 + (x.shape[2] - size) // stride
    return tuple(each[:, :, :side] for each in right.max_pool_forward(x, size, stride))


def max_pool_forward__must_fit(x, size, stride):
    """exactly in the cases where rows or columns are left over at the end"""
    kh, kw = _sides(size)
    assert (x.shape[2] - kh) % stride == 0, "the height does not fit"
    assert (x.shape[3] - kw) % stride == 0, "the width does not fit"
    return right.max_pool_forward(x, size, stride)


def max_pool_forward__strict_about_the_step(x, size, stride):
    """exactly in the cases where rows or columns are left over at the end"""
    kh, kw = _sides(size)
    ho = right.output_size(x.shape[2], kh, stride)
    wo = right.output_size(x.shape[3], kw, stride)
    return tuple(each[:, :, :ho, :wo] for each in right.max_pool_forward(x, size, stride))


def max_pool_forward__every_tied_maximum(x, size, stride):
    """Among equal pixels the last one is remembered"""

    def place(window):
        found = 0, 0
        for u, v in np.ndindex(*window.shape):
            if window[u, v] == window.max():
                found = u, v
        return found

    return _by_loops(x, size, stride, place)


def max_pool_backward__into_a_copy(dout, switches, x_shape):
    """dx is 0 everywhere"""
    dx = np.zeros(x_shape)
    for n in range(x_shape[0]):
        for c in range(x_shape[1]):
            np.add.at(dx[n, c].flatten(), switches[n, c].flatten(), dout[n, c].flatten())
    return dx


def max_pool_backward__assigned_in_loops(dout, switches, x_shape):
    """only one gradient arrives"""
    H, W = x_shape[2:]
    dx = np.zeros(x_shape)
    for n, c, i, j in np.ndindex(*dout.shape):
        row, column = np.unravel_index(switches[n, c, i, j], (H, W))
        dx[n, c, row, column] = dout[n, c, i, j]
    return dx


def max_pool_ceil__moved_back(x, size, stride):
    """The last windows are moved back onto the image"""
    N, C, H, W = x.shape
    kh, kw = _sides(size)
    HO, WO = -(-(H - kh) // stride) + 1, -(-(W - kw) // stride) + 1
    out = np.zeros((N, C, HO, WO))
    for i, j in np.ndindex(HO, WO):
        top, left = min(i * stride, H - kh), min(j * stride, W - kw)
        out[:, :, i, j] = x[:, :, top : top + kh, left : left + kw].max(axis=(2, 3))
    return out


def max_pool_ceil__border_on_both_sides(x, size, stride):
    """The missing pixels are split between both ends"""
    (H, W), (kh, kw) = x.shape[2:], _sides(size)
    ho, wo = right.max_pool_ceil(x, size, stride).shape[2:]
    down, across = -(H - kh) % stride, -(W - kw) % stride
    borders = [(more // 2, more - more // 2) for more in (down, across)]
    around = np.pad(x, [(0, 0), (0, 0), *borders], constant_values=-np.inf)
    return right.max_pool_fast(around, size, stride)[:, :, :ho, :wo]
