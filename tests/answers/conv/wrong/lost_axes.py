"""Wrong answers that lose axes of length 1 and are right otherwise."""

import numpy as np

from autograder.solutions import conv as right


def cross_correlate2d__axes_of_length_1_lost(image, kernel):
    return np.squeeze(right.cross_correlate2d(image, kernel))


def convolve2d__axes_of_length_1_lost(image, kernel):
    return np.squeeze(right.convolve2d(image, kernel))


def pad2d__axes_of_length_1_lost(x, pad):
    return np.squeeze(right.pad2d(x, pad))


def pad2d__single_image_lost(x, pad):
    return right.pad2d(x, pad)[0] if len(x) == 1 else right.pad2d(x, pad)


def pad2d__single_map_lost(x, pad):
    return (lambda v: v[:, 0] if v.ndim > 1 and v.shape[1] == 1 else v)(right.pad2d(x, pad))


def conv_forward__axes_of_length_1_lost(x, w, b, stride=1, pad=0):
    return np.squeeze(right.conv_forward(x, w, b, stride, pad))


def conv_forward__single_image_lost(x, w, b, stride=1, pad=0):
    return (
        right.conv_forward(x, w, b, stride, pad)[0]
        if len(x) == 1
        else right.conv_forward(x, w, b, stride, pad)
    )


def conv_forward__single_map_lost(x, w, b, stride=1, pad=0):
    return (lambda v: v[:, 0] if v.ndim > 1 and v.shape[1] == 1 else v)(
        right.conv_forward(x, w, b, stride, pad)
    )


def locally_connected_forward__single_image_without_its_axis(x, w, b, stride=1):
    out = right.locally_connected_forward(x, w, b, stride)
    return out[0] if len(x) == 1 else out


def locally_connected_forward__axes_of_length_1_lost(x, w, b, stride=1):
    return np.squeeze(right.locally_connected_forward(x, w, b, stride))


def locally_connected_forward__single_map_lost(x, w, b, stride=1):
    return (lambda v: v[:, 0] if v.ndim > 1 and v.shape[1] == 1 else v)(
        right.locally_connected_forward(x, w, b, stride)
    )


def conv_as_matrix__axes_of_length_1_lost(w, h, w_in, stride=1, pad=0):
    return np.squeeze(right.conv_as_matrix(w, h, w_in, stride, pad))


def conv_backward__axes_of_length_1_lost(dout, x, w, b, stride=1, pad=0):
    return tuple(map(np.squeeze, right.conv_backward(dout, x, w, b, stride, pad)))


def conv_backward__single_image_lost(dout, x, w, b, stride=1, pad=0):
    return tuple(
        v[0] if v.ndim > 1 and len(v) == 1 else v
        for v in right.conv_backward(dout, x, w, b, stride, pad)
    )


def conv_backward__single_map_lost(dout, x, w, b, stride=1, pad=0):
    return tuple(
        v[:, 0] if v.ndim > 1 and v.shape[1] == 1 else v
        for v in right.conv_backward(dout, x, w, b, stride, pad)
    )


def im2col__axes_of_length_1_lost(x, kh, kw, stride=1, pad=0):
    return np.squeeze(right.im2col(x, kh, kw, stride, pad))


def im2col__single_image_lost(x, kh, kw, stride=1, pad=0):
    return (
        right.im2col(x, kh, kw, stride, pad)[0]
        if len(x) == 1
        else right.im2col(x, kh, kw, stride, pad)
    )


def im2col__single_map_lost(x, kh, kw, stride=1, pad=0):
    return (lambda v: v[:, 0] if v.ndim > 1 and v.shape[1] == 1 else v)(
        right.im2col(x, kh, kw, stride, pad)
    )


def col2im__axes_of_length_1_lost(cols, x_shape, kh, kw, stride=1, pad=0):
    return np.squeeze(right.col2im(cols, x_shape, kh, kw, stride, pad))


def col2im__single_image_lost(cols, x_shape, kh, kw, stride=1, pad=0):
    return (
        right.col2im(cols, x_shape, kh, kw, stride, pad)[0]
        if len(cols) == 1
        else right.col2im(cols, x_shape, kh, kw, stride, pad)
    )


def col2im__single_map_lost(cols, x_shape, kh, kw, stride=1, pad=0):
    return (lambda v: v[:, 0] if v.ndim > 1 and v.shape[1] == 1 else v)(
        right.col2im(cols, x_shape, kh, kw, stride, pad)
    )


def conv_forward_im2col__axes_of_length_1_lost(x, w, b, stride=1, pad=0):
    return np.squeeze(right.conv_forward_im2col(x, w, b, stride, pad))


def conv_forward_im2col__single_image_lost(x, w, b, stride=1, pad=0):
    return (
        right.conv_forward_im2col(x, w, b, stride, pad)[0]
        if len(x) == 1
        else right.conv_forward_im2col(x, w, b, stride, pad)
    )


def conv_forward_im2col__single_map_lost(x, w, b, stride=1, pad=0):
    return (lambda v: v[:, 0] if v.ndim > 1 and v.shape[1] == 1 else v)(
        right.conv_forward_im2col(x, w, b, stride, pad)
    )


def conv_backward_im2col__axes_of_length_1_lost(dout, x, w, b, stride=1, pad=0):
    return tuple(map(np.squeeze, right.conv_backward_im2col(dout, x, w, b, stride, pad)))


def conv_backward_im2col__single_image_lost(dout, x, w, b, stride=1, pad=0):
    return tuple(
        v[0] if v.ndim > 1 and len(v) == 1 else v
        for v in right.conv_backward_im2col(dout, x, w, b, stride, pad)
    )


def conv_backward_im2col__single_map_lost(dout, x, w, b, stride=1, pad=0):
    return tuple(
        v[:, 0] if v.ndim > 1 and v.shape[1] == 1 else v
        for v in right.conv_backward_im2col(dout, x, w, b, stride, pad)
    )


def conv1x1__axes_of_length_1_lost(x, w, b):
    return np.squeeze(right.conv1x1(x, w, b))


def conv1x1__single_image_without_its_axis(x, w, b):
    """has shape"""
    out = right.conv1x1(x, w, b)
    return out[0] if len(x) == 1 else out


def conv_forward_dilated__single_image_without_its_axis(
    x, w, b, stride=1, pad=0, dilation=1
):  # fmt: skip
    out = right.conv_forward_dilated(x, w, b, stride, pad, dilation)
    return out[0] if len(x) == 1 else out


def conv_forward_dilated__axes_of_length_1_lost(x, w, b, stride=1, pad=0, dilation=1):
    return np.squeeze(right.conv_forward_dilated(x, w, b, stride, pad, dilation))


def conv_forward_dilated__single_map_lost(x, w, b, stride=1, pad=0, dilation=1):
    return (lambda v: v[:, 0] if v.ndim > 1 and v.shape[1] == 1 else v)(
        right.conv_forward_dilated(x, w, b, stride, pad, dilation)
    )


def conv_forward_grouped__single_image_without_its_axis(x, w, b, groups, stride=1, pad=0):
    out = right.conv_forward_grouped(x, w, b, groups, stride, pad)
    return out[0] if len(x) == 1 else out


def conv_forward_grouped__axes_of_length_1_lost(x, w, b, groups, stride=1, pad=0):
    return np.squeeze(right.conv_forward_grouped(x, w, b, groups, stride, pad))


def conv_forward_grouped__single_map_lost(x, w, b, groups, stride=1, pad=0):
    return (lambda v: v[:, 0] if v.ndim > 1 and v.shape[1] == 1 else v)(
        right.conv_forward_grouped(x, w, b, groups, stride, pad)
    )


def conv1d_forward__axes_of_length_1_lost(x, w, b, stride=1, pad=0):
    return np.squeeze(right.conv1d_forward(x, w, b, stride, pad))
