"""Wrong answers that each break one promise of a docstring, and nothing else."""

import numpy as np

from autograder.solutions import conv as right


def _said(message, n, f, stride, pad):
    try:
        return right.output_size(n, f, stride, pad)
    except ValueError:
        raise ValueError(message) from None


def output_size__stride_2_by_default(n, f, stride=2, pad=0):
    return right.output_size(n, f, stride, pad)


def output_size__pad_1_by_default(n, f, stride=1, pad=1):
    return right.output_size(n, f, stride, pad)


def output_size__message_without_n(n, f, stride=1, pad=0):
    return _said(f"a window of {f}, stride {stride}, pad {pad}", n, f, stride, pad)


def output_size__message_without_f(n, f, stride=1, pad=0):
    return _said(f"{n} pixels, stride {stride}, pad {pad}", n, f, stride, pad)


def output_size__message_without_stride(n, f, stride=1, pad=0):
    return _said(f"{n} pixels, a window of {f}, pad {pad}", n, f, stride, pad)


def output_size__no_numbers_where_the_window_is_larger(n, f, stride=1, pad=0):
    if f > n + 2 * pad:
        raise ValueError("the window is larger than the image")
    return right.output_size(n, f, stride, pad)


def output_size__no_numbers_where_it_does_not_fit(n, f, stride=1, pad=0):
    if (n - f + 2 * pad) % stride:
        raise ValueError("it does not fit")
    return right.output_size(n, f, stride, pad)


def pad2d__integers(x, pad):
    """expected float (float64)"""
    return right.pad2d(x, pad).astype(int)


def pad2d__pictures_and_batches_alone(x, pad):
    if x.ndim not in (2, 4):
        raise ValueError
    return right.pad2d(x, pad)


def conv_forward__stride_2_by_default(x, w, b, stride=2, pad=0):
    return right.conv_forward(x, w, b, stride, pad)


def conv_forward__pad_1_by_default(x, w, b, stride=1, pad=1):
    return right.conv_forward(x, w, b, stride, pad)


def locally_connected_forward__stride_2_by_default(x, w, b, stride=2):
    return right.locally_connected_forward(x, w, b, stride)


def conv_as_matrix__stride_2_by_default(w, h, w_in, stride=2, pad=0):
    return right.conv_as_matrix(w, h, w_in, stride, pad)


def conv_as_matrix__pad_1_by_default(w, h, w_in, stride=1, pad=1):
    return right.conv_as_matrix(w, h, w_in, stride, pad)


def conv_backward__stride_2_by_default(dout, x, w, b, stride=2, pad=0):
    return right.conv_backward(dout, x, w, b, stride, pad)


def conv_backward__pad_1_by_default(dout, x, w, b, stride=1, pad=1):
    return right.conv_backward(dout, x, w, b, stride, pad)


def conv_backward__stride_by_default(dout, x, w, b, stride=1, pad=0):
    return right.conv_backward(dout, x, w, b, pad=pad)


def conv_backward__left_over_nan(dout, x, w, b, stride=1, pad=0):
    dx, dw, db = right.conv_backward(dout, x, w, b, stride, pad)
    ones = right.conv_backward(np.ones_like(dout), x, np.ones_like(w), b, stride, pad)[0]
    return np.where(ones, dx, np.nan), dw, db


def im2col__stride_2_by_default(x, kh, kw, stride=2, pad=0):
    return right.im2col(x, kh, kw, stride, pad)


def im2col__pad_1_by_default(x, kh, kw, stride=1, pad=1):
    return right.im2col(x, kh, kw, stride, pad)


def col2im__stride_2_by_default(cols, x_shape, kh, kw, stride=2, pad=0):
    return right.col2im(cols, x_shape, kh, kw, stride, pad)


def col2im__pad_1_by_default(cols, x_shape, kh, kw, stride=1, pad=1):
    return right.col2im(cols, x_shape, kh, kw, stride, pad)


def conv_forward_im2col__stride_2_by_default(x, w, b, stride=2, pad=0):
    return right.conv_forward_im2col(x, w, b, stride, pad)


def conv_forward_im2col__pad_1_by_default(x, w, b, stride=1, pad=1):
    return right.conv_forward_im2col(x, w, b, stride, pad)


def conv_backward_im2col__stride_2_by_default(dout, x, w, b, stride=2, pad=0):
    return right.conv_backward_im2col(dout, x, w, b, stride, pad)


def conv_backward_im2col__pad_1_by_default(dout, x, w, b, stride=1, pad=1):
    return right.conv_backward_im2col(dout, x, w, b, stride, pad)


def conv_forward_dilated__stride_2_by_default(x, w, b, stride=2, pad=0, dilation=1):
    return right.conv_forward_dilated(x, w, b, stride, pad, dilation)


def conv_forward_dilated__pad_1_by_default(x, w, b, stride=1, pad=1, dilation=1):
    return right.conv_forward_dilated(x, w, b, stride, pad, dilation)


def conv_forward_dilated__dilation_2_by_default(x, w, b, stride=1, pad=0, dilation=2):
    return right.conv_forward_dilated(x, w, b, stride, pad, dilation)


def conv_forward_grouped__stride_2_by_default(x, w, b, groups, stride=2, pad=0):
    return right.conv_forward_grouped(x, w, b, groups, stride, pad)


def conv_forward_grouped__pad_1_by_default(x, w, b, groups, stride=1, pad=1):
    return right.conv_forward_grouped(x, w, b, groups, stride, pad)


def conv_forward_grouped__two_groups(x, w, b, groups, stride=1, pad=0):
    return right.conv_forward_grouped(x, w, b, min(groups, 2), stride, pad)


def conv1d_forward__stride_2_by_default(x, w, b, stride=2, pad=0):
    return right.conv1d_forward(x, w, b, stride, pad)


def conv1d_forward__pad_1_by_default(x, w, b, stride=1, pad=1):
    return right.conv1d_forward(x, w, b, stride, pad)


def receptive_field__list_alone(layers):
    """AttributeError"""
    first_layer_last = layers.copy()
    return right.receptive_field(first_layer_last)


def receptive_field__tuple_alone(layers):
    return right.receptive_field(layers) if isinstance(layers, tuple) else None
