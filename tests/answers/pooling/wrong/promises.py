"""Wrong answers that each break one promise of a docstring, and nothing else."""

import numpy as np

from autograder.solutions import pooling as right


def _said(message, n, f, stride):
    try:
        return right.output_size(n, f, stride)
    except ValueError:
        raise ValueError(message) from None


def output_size__message_without_n(n, f, stride):
    return _said(f"a window of {f}, stride {stride}", n, f, stride)


def output_size__message_without_f(n, f, stride):
    return _said(f"{n} pixels, stride {stride}", n, f, stride)


def output_size__message_without_stride(n, f, stride):
    return _said(f"{n} pixels, a window of {f}", n, f, stride)


def output_size__no_numbers_where_the_window_is_larger(n, f, stride):
    if f > n:
        raise ValueError("the window is larger than the image")
    return right.output_size(n, f, stride)


def max_pool_forward__stride_at_most_size(x, size, stride):
    return right.max_pool_forward(x, size, min(stride, int(np.min(size))))


def max_pool_ceil__padded_with_the_smallest(x, size, stride):
    """they hold the smallest pixel of the image"""
    border = (0, stride - 1)
    bordered = np.pad(x, [(0, 0), (0, 0), border, border], constant_values=x.min())
    rows, columns = (len(range(0, side, stride)) for side in x.shape[2:])
    return right.max_pool_fast(bordered, size, stride)[:, :, :rows, :columns]


def max_pool_ceil__padded_with_the_smallest_of_each_plane(x, size, stride):
    """they hold the smallest pixel of the image"""
    least = x.min(axis=(2, 3), keepdims=True)
    n, c, h, w = x.shape
    bordered = np.zeros((n, c, h + stride - 1, w + stride - 1)) + least
    bordered[:, :, :h, :w] = x
    rows, columns = (len(range(0, side, stride)) for side in x.shape[2:])
    return right.max_pool_fast(bordered, size, stride)[:, :, :rows, :columns]


def max_pool_ceil__int_alone(x, size, stride):
    return right.max_pool_ceil(x, size if isinstance(size, int) else size[0], stride)


def max_pool_fast__stride_at_most_size(x, size, stride):
    return right.max_pool_fast(x, size, min(stride, int(np.min(size))))


def average_pool_forward__stride_at_most_size(x, size, stride):
    return right.average_pool_forward(x, size, min(stride, int(np.min(size))))


def l2_pool_forward__stride_at_most_size(x, size, stride):
    return right.l2_pool_forward(x, size, min(stride, int(np.min(size))))


def l2_pool_backward__tiny_lengths_as_0(dout, x, size, stride):
    """Windows with small pixels count as windows of zeros"""
    length = right.l2_pool_forward(x, size, stride)
    return right.l2_pool_backward(np.where(length > 1e-12, dout, 0), x, size, stride)


def l2_pool_backward__1e_12_under_the_root(dout, x, size, stride):
    """Windows with small pixels count as windows of zeros"""
    length = right.l2_pool_forward(x, size, stride)
    scaled = np.divide(length, np.sqrt(length**2 + 1e-12))
    return right.l2_pool_backward(dout * scaled, x, size, stride)


def l2_pool_backward__nan_between(dout, x, size, stride):
    out = right.l2_pool_backward(dout, x, size, stride)
    seen = right.average_pool_backward(np.ones_like(dout), x.shape, size, stride)
    return np.where(seen > 0, out, np.nan)


def average_as_conv__pairs_alone(c, size):
    kh, kw = size
    return right.average_as_conv(c, (kh, kw))


def average_as_conv__numbers_alone(c, size):
    return right.average_as_conv(c, size if isinstance(size, int) else size[0])


def max_unpool__nan_elsewhere(y, switches, x_shape):
    out = right.max_unpool(y, switches, x_shape)
    return np.where(out == 0, np.nan, out)


def max_unpool__largest(y, switches, x_shape):
    out = np.zeros(x_shape).reshape(*x_shape[:2], -1)
    n, c = np.ogrid[: x_shape[0], : x_shape[1]]
    np.maximum.at(
        out,
        (n[..., None], c[..., None], switches.reshape(*x_shape[:2], -1)),
        y.reshape(*x_shape[:2], -1),
    )
    return out.reshape(x_shape)
