"""Wrong gradients of averages. Each docstring is a part of what the judge must say."""

import numpy as np

from autograder.solutions import pooling as right


def _sides(size):
    return np.broadcast_to(size, 2)


def _stamped(dout, x_shape, size, stride):
    """Every window's gradient, whole, to all of its pixels."""
    kh, kw = _sides(size)
    return right.average_pool_backward(dout * (kh * kw), x_shape, size, stride)


def average_pool_backward__assigned(dout, x_shape, size, stride):
    """the last one has replaced"""
    kh, kw = _sides(size)
    dx = np.zeros(x_shape)
    for i, j in np.ndindex(*dout.shape[2:]):
        top, left = i * stride, j * stride
        dx[:, :, top : top + kh, left : left + kw] = dout[:, :, i, j, None, None] / (kh * kw)
    return dx


def average_pool_backward__whole(dout, x_shape, size, stride):
    """all of its window's gradient"""
    kh, kw = _sides(size)
    dx = np.zeros(x_shape)
    for i, j in np.ndindex(*dout.shape[2:]):
        top, left = i * stride, j * stride
        dx[:, :, top : top + kh, left : left + kw] += dout[:, :, i, j, None, None]
    return dx


def average_pool_backward__by_image(dout, x_shape, size, stride):
    """divided by H·W"""
    whole = average_pool_backward__whole(dout, x_shape, size, stride)
    return whole / (x_shape[2] * x_shape[3])


def average_pool_backward__stride_is_size(dout, x_shape, size, stride):
    """stride is ignored: the gradients lie side by side"""
    (kh, kw), dx = _sides(size), np.zeros(x_shape)
    for i, j in np.ndindex(*dout.shape[2:]):
        share = dout[:, :, i, j, None, None] / (kh * kw)
        dx[:, :, i * kh : (i + 1) * kh, j * kw : (j + 1) * kw] += share
    return dx


def average_pool_backward__stride_1(dout, x_shape, size, stride):
    """stride is ignored: your windows start one pixel apart"""
    kh, kw = _sides(size)
    dx = np.zeros(x_shape)
    for i, j in np.ndindex(*dout.shape[2:]):
        dx[:, :, i : i + kh, j : j + kw] += dout[:, :, i, j, None, None] / (kh * kw)
    return dx


def average_pool_backward__corner(dout, x_shape, size, stride):
    """Each gradient arrives whole at one pixel"""
    dx = np.zeros(x_shape)
    for i, j in np.ndindex(*dout.shape[2:]):
        dx[:, :, i * stride, j * stride] += dout[:, :, i, j]
    return dx


def average_pool_backward__square(dout, x_shape, size, stride):
    """square with side KH"""
    kh, _ = _sides(size)
    dx = np.zeros(x_shape)
    for i, j in np.ndindex(*dout.shape[2:]):
        top, left = i * stride, j * stride
        dx[:, :, top : top + kh, left : left + kh] += dout[:, :, i, j, None, None] / (kh * kh)
    return dx


def average_pool_backward__swapped(dout, x_shape, size, stride):
    """sides are swapped"""
    kw, kh = _sides(size)
    dx = np.zeros(x_shape)
    for i, j in np.ndindex(*dout.shape[2:]):
        top, left = i * stride, j * stride
        dx[:, :, top : top + kh, left : left + kw] += dout[:, :, i, j, None, None] / (kh * kw)
    return dx


def average_pool_backward__by_square(dout, x_shape, size, stride):
    """square of one side"""
    kh, kw = _sides(size)
    return right.average_pool_backward(dout * (kw / kh), x_shape, size, stride)


def average_pool_backward__by_side(dout, x_shape, size, stride):
    """the expected value times"""
    return _stamped(dout / _sides(size)[0], x_shape, size, stride)


def average_pool_backward__divided_by_overlap(dout, x_shape, size, stride):
    """the mean of their gradients arrives"""
    windows = _stamped(np.ones_like(dout), x_shape, size, stride)
    return right.average_pool_backward(dout, x_shape, size, stride) / np.maximum(windows, 1)


def average_pool_backward__overlap_instead_of_size(dout, x_shape, size, stride):
    windows = _stamped(np.ones_like(dout), x_shape, size, stride)
    return _stamped(dout, x_shape, size, stride) / np.maximum(windows, 1)


def average_pool_backward__first_stays(dout, x_shape, size, stride):
    (kh, kw), dx = _sides(size), np.zeros(x_shape)
    for n, c, i, j in np.ndindex(*dout.shape):
        for row in range(i * stride, i * stride + kh):
            for column in range(j * stride, j * stride + kw):
                if dx[n, c, row, column] == 0:
                    dx[n, c, row, column] = dout[n, c, i, j] / (kh * kw)
    return dx


def average_pool_backward__blocks_of_image(dout, x_shape, size, stride):
    kh, kw = x_shape[2] // dout.shape[2], x_shape[3] // dout.shape[3]
    dx, big = np.zeros(x_shape), np.kron(dout, np.ones((kh, kw))) / (kh * kw)
    dx[:, :, : big.shape[2], : big.shape[3]] = big
    return dx


def average_pool_backward__repeated(dout, x_shape, size, stride):
    """dx has shape"""
    kh, kw = _sides(size)
    return dout.repeat(kh, axis=2).repeat(kw, axis=3) / (kh * kw)


def average_pool_backward__index_array(dout, x_shape, size, stride):
    """the last one has replaced"""
    (kh, kw), (_, _, ho, wo) = _sides(size), dout.shape
    rows = stride * np.arange(ho)[:, None] + np.arange(kh)
    columns = stride * np.arange(wo)[:, None] + np.arange(kw)
    dx = np.zeros(x_shape)
    share = dout[..., None, None] / (kh * kw)
    dx[:, :, rows[:, None, :, None], columns[None, :, None, :]] += share
    return dx


def average_pool_backward__stride_for_rows_only(dout, x_shape, size, stride):
    (kh, kw), dx = _sides(size), np.zeros(x_shape)
    for i, j in np.ndindex(*dout.shape[2:]):
        share = dout[:, :, i, j, None, None] / (kh * kw)
        dx[:, :, i * stride : i * stride + kh, j : j + kw] += share
    return dx


def average_pool_backward__last_window_missing(dout, x_shape, size, stride):
    return right.average_pool_backward(dout[:, :, :-1, :-1], x_shape, size, stride)


def average_pool_backward__batch_mean(dout, x_shape, size, stride):
    """times 1/len(dout)"""
    return right.average_pool_backward(dout, x_shape, size, stride) / x_shape[0]


def average_pool_backward__by_channels(dout, x_shape, size, stride):
    """the number of channels"""
    return right.average_pool_backward(dout, x_shape, size, stride) / x_shape[1]


def average_pool_backward__over_channels(dout, x_shape, size, stride):
    dx = right.average_pool_backward(dout, x_shape, size, stride)
    return np.broadcast_to(dx.mean(axis=1, keepdims=True), x_shape)


def average_pool_backward__without_dout(dout, x_shape, size, stride):
    """dout is missing"""
    return right.average_pool_backward(np.ones_like(dout), x_shape, size, stride)


def average_pool_backward__to_the_largest(dout, x_shape, size, stride):
    (kh, kw), dx = _sides(size), np.zeros(x_shape)
    for i, j in np.ndindex(*dout.shape[2:]):
        dx[:, :, i * stride + kh - 1, j * stride + kw - 1] += dout[:, :, i, j]
    return dx


def average_pool_backward__integers(dout, x_shape, size, stride):
    """dtype int64"""
    return right.average_pool_backward(dout, x_shape, size, stride).astype(int)


def average_pool_backward__in_place(dout, x_shape, size, stride):
    """changes its input dout"""
    kh, kw = _sides(size)
    dout /= kh * kw
    return _stamped(dout, x_shape, size, stride)


def average_pool_backward__integers_only(dout, x_shape, size, stride):
    """raised TypeError"""
    dx = np.zeros(x_shape)
    for i, j in np.ndindex(*dout.shape[2:]):
        top, left = i * stride, j * stride
        dx[:, :, top : top + size, left : left + size] += dout[:, :, i, j, None, None] / size**2
    return dx


def average_pool_backward__transposed(dout, x_shape, size, stride):
    """order of its axes"""
    return right.average_pool_backward(dout, x_shape, size, stride).swapaxes(2, 3)


def average_pool_backward__by_stride(dout, x_shape, size, stride):
    """divided by the square of the stride"""
    return _stamped(dout, x_shape, size, stride) / stride**2
