"""Wrong gradients of lengths. Each docstring is a part of what the judge must say."""

import numpy as np

from autograder.solutions import pooling as right


def _sides(size):
    return np.broadcast_to(size, 2)


def _slope(dout, x, size, stride):
    length = right.l2_pool_forward(x, size, stride)
    return np.divide(dout, length, out=np.zeros_like(dout), where=length > 0)


def _spread(slope, x, size, stride):
    """To every pixel the sum of what its windows have."""
    kh, kw = _sides(size)
    return right.average_pool_backward(slope * (kh * kw), x.shape, size, stride)


def l2_pool_backward__nan(dout, x, size, stride):
    """0 / 0 is not a number"""
    kh, kw = _sides(size)
    dx = np.zeros_like(x)
    with np.errstate(all="ignore"):
        for i, j in np.ndindex(*dout.shape[2:]):
            top, left = i * stride, j * stride
            window = x[:, :, top : top + kh, left : left + kw]
            length = np.sqrt((window**2).sum(axis=(2, 3), keepdims=True))
            dx[:, :, top : top + kh, left : left + kw] += (
                dout[:, :, i, j, None, None] * window / length
            )
    return dx


def l2_pool_backward__assigned(dout, x, size, stride):
    """the last one has replaced"""
    kh, kw = _sides(size)
    out, dx = right.l2_pool_forward(x, size, stride), np.zeros_like(x)
    for n, c, i, j in np.ndindex(*dout.shape):
        top, left = i * stride, j * stride
        window = x[n, c, top : top + kh, left : left + kw]
        slope = dout[n, c, i, j] / out[n, c, i, j] if out[n, c, i, j] else 0
        dx[n, c, top : top + kh, left : left + kw] = window * slope
    return dx


def l2_pool_backward__twice(dout, x, size, stride):
    """twice as large"""
    return 2 * right.l2_pool_backward(dout, x, size, stride)


def l2_pool_backward__no_dout(dout, x, size, stride):
    """dout is missing"""
    return right.l2_pool_backward(np.ones_like(dout), x, size, stride)


def l2_pool_backward__no_length(dout, x, size, stride):
    """The division by the length is missing"""
    return x * _spread(dout, x, size, stride)


def l2_pool_backward__average(dout, x, size, stride):
    """spread evenly"""
    return right.average_pool_backward(dout, x.shape, size, stride)


def l2_pool_backward__abs(dout, x, size, stride):
    """The sign of the pixels is lost"""
    return np.abs(x) * np.divide(
        right.l2_pool_backward(dout, x, size, stride), x, out=np.zeros_like(x), where=x != 0
    )


def l2_pool_backward__pixel_missing(dout, x, size, stride):
    """The pixel itself is missing"""
    return _spread(_slope(dout, x, size, stride), x, size, stride)


def l2_pool_backward__half(dout, x, size, stride):
    """times ½"""
    return right.l2_pool_backward(dout, x, size, stride) / 2


def l2_pool_backward__squares_not_pixels(dout, x, size, stride):
    """each pixel has lost one power"""
    return x**2 * _spread(_slope(dout, x, size, stride), x, size, stride)


def l2_pool_backward__divided_by_square_of_length(dout, x, size, stride):
    """divided by the sum of the squares"""
    length = right.l2_pool_forward(x, size, stride)
    slope = np.divide(dout, length**2, out=np.zeros_like(dout), where=length > 0)
    return x * _spread(slope, x, size, stride)


def l2_pool_backward__of_the_squares(dout, x, size, stride):
    """2x times dout"""
    return 2 * x * _spread(dout, x, size, stride)


def l2_pool_backward__of_root_mean_square(dout, x, size, stride):
    """the gradient of a root mean square"""
    kh, kw = _sides(size)
    return right.l2_pool_backward(dout, x, size, stride) / np.sqrt(kh * kw)


def l2_pool_backward__divided_by_pixels(dout, x, size, stride):
    """the expected value times"""
    kh, kw = _sides(size)
    return right.l2_pool_backward(dout, x, size, stride) / (kh * kw)


def l2_pool_backward__sign_of_pixels(dout, x, size, stride):
    return np.sign(x) * _spread(dout, x, size, stride)


def l2_pool_backward__coarse_guard(dout, x, size, stride):
    length = right.l2_pool_forward(x, size, stride)
    return x * _spread(dout / (length + 1e-3), x, size, stride)


def l2_pool_backward__guard_below_everything(dout, x, size, stride):
    length = right.l2_pool_forward(x, size, stride)
    return x * _spread(dout / np.maximum(length, 1), x, size, stride)


def l2_pool_backward__zeros_get_dout(dout, x, size, stride):
    """the lengths are 2, 5 and 0"""
    length = right.l2_pool_forward(x, size, stride)
    zero = _spread(np.where(length == 0, dout, 0), x, size, stride)
    return right.l2_pool_backward(dout, x, size, stride) + zero


def l2_pool_backward__divided_by_own_size(dout, x, size, stride):
    with np.errstate(all="ignore"):
        return np.nan_to_num(x / np.abs(x)) * _spread(
            _slope(dout, x, size, stride), x, size, stride
        )


def l2_pool_backward__stride_is_size(dout, x, size, stride):
    """stride is ignored: the gradients lie side by side"""
    (kh, kw), slope, dx = _sides(size), _slope(dout, x, size, stride), np.zeros_like(x)
    for i, j in np.ndindex(*dout.shape[2:]):
        window = (..., slice(i * kh, i * kh + kh), slice(j * kw, j * kw + kw))
        dx[window] += x[window] * slope[:, :, i, j, None, None]
    return dx


def l2_pool_backward__stride_1(dout, x, size, stride):
    """stride is ignored: your windows start one pixel apart"""
    (kh, kw), slope, dx = _sides(size), _slope(dout, x, size, stride), np.zeros_like(x)
    for i, j in np.ndindex(*dout.shape[2:]):
        window = (..., slice(i, i + kh), slice(j, j + kw))
        dx[window] += x[window] * slope[:, :, i, j, None, None]
    return dx


def l2_pool_backward__square(dout, x, size, stride):
    """square with side KH"""
    (kh, _), slope, dx = _sides(size), _slope(dout, x, size, stride), np.zeros_like(x)
    for i, j in np.ndindex(*dout.shape[2:]):
        top, left = i * stride, j * stride
        window = (..., slice(top, top + kh), slice(left, left + kh))
        dx[window] += x[window] * slope[:, :, i, j, None, None]
    return dx


def l2_pool_backward__first_stays(dout, x, size, stride):
    (kh, kw), slope, dx = _sides(size), _slope(dout, x, size, stride), np.zeros_like(x)
    for i, j in reversed(list(np.ndindex(*dout.shape[2:]))):
        top, left = i * stride, j * stride
        window = (..., slice(top, top + kh), slice(left, left + kw))
        dx[window] = x[window] * slope[:, :, i, j, None, None]
    return dx


def l2_pool_backward__to_the_largest(dout, x, size, stride):
    """whole at the largest pixel"""
    _, switches = right.max_pool_forward(x, size, stride)
    return right.max_pool_backward(dout, switches, x.shape)


def l2_pool_backward__shares_dout(dout, x, size, stride):
    (kh, kw), dx = _sides(size), np.zeros_like(x)
    for i, j in np.ndindex(*dout.shape[2:]):
        top, left = i * stride, j * stride
        window = (..., slice(top, top + kh), slice(left, left + kw))
        total = np.abs(x[window]).sum(axis=(2, 3), keepdims=True)
        dx[window] += x[window] / np.where(total, total, 1) * dout[:, :, i, j, None, None]
    return dx


def l2_pool_backward__in_place(dout, x, size, stride):
    """changes its input dout"""
    length = right.l2_pool_forward(x, size, stride)
    dout /= np.where(length, length, 1)
    return x * _spread(dout, x, size, stride)


def l2_pool_backward__on_x(dout, x, size, stride):
    """changes its input x"""
    x *= _spread(_slope(dout, x, size, stride), x, size, stride)
    return x


def l2_pool_backward__shape_of_dout(dout, x, size, stride):
    """dx has shape"""
    return _slope(dout, x, size, stride)


def l2_pool_backward__small_number_added(dout, x, size, stride):
    """you add a small number to the length"""
    return x * _spread(dout / (right.l2_pool_forward(x, size, stride) + 1e-8), x, size, stride)


def l2_pool_backward__smaller_number_added(dout, x, size, stride):
    """you add a small number to the length"""
    return x * _spread(dout / (right.l2_pool_forward(x, size, stride) + 1e-12), x, size, stride)
