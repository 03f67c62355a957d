"""Wrong answers that lose axes of length 1 and are right otherwise."""

import numpy as np

from autograder.solutions import pooling as right


def max_pool_forward__axes_of_length_1_lost(x, size, stride):
    return tuple(map(np.squeeze, right.max_pool_forward(x, size, stride)))


def max_pool_forward__single_image_lost(x, size, stride):
    return tuple(
        v[0] if v.ndim > 1 and len(v) == 1 else v for v in right.max_pool_forward(x, size, stride)
    )


def max_pool_backward__axes_of_length_1_lost(dout, switches, x_shape):
    return np.squeeze(right.max_pool_backward(dout, switches, x_shape))


def max_pool_backward__single_image_lost(dout, switches, x_shape):
    return (
        right.max_pool_backward(dout, switches, x_shape)[0]
        if len(dout) == 1
        else right.max_pool_backward(dout, switches, x_shape)
    )


def max_pool_ceil__axes_of_length_1_lost(x, size, stride):
    return np.squeeze(right.max_pool_ceil(x, size, stride))


def max_pool_fast__single_image_without_its_axes(x, size, stride):
    return np.squeeze(right.max_pool_fast(x, size, stride))


def max_pool_fast__axes_of_length_1_lost(x, size, stride):
    return np.squeeze(right.max_pool_fast(x, size, stride))


def average_pool_forward__axes_of_length_1_lost(x, size, stride):
    return np.squeeze(right.average_pool_forward(x, size, stride))


def average_pool_backward__axes_of_length_1_lost(dout, x_shape, size, stride):
    return np.squeeze(right.average_pool_backward(dout, x_shape, size, stride))


def l2_pool_forward__axes_of_length_1_lost(x, size, stride):
    return np.squeeze(right.l2_pool_forward(x, size, stride))


def l2_pool_backward__axes_of_length_1_lost(dout, x, size, stride):
    return np.squeeze(right.l2_pool_backward(dout, x, size, stride))


def global_average_pool__axes_of_length_1_lost(x):
    return np.squeeze(right.global_average_pool(x))


def global_average_pool_backward__axes_of_length_1_lost(dout, x_shape):
    return np.squeeze(right.global_average_pool_backward(dout, x_shape))


def average_as_conv__axes_of_length_1_lost(c, size):
    return np.squeeze(right.average_as_conv(c, size))


def max_unpool__axes_of_length_1_lost(y, switches, x_shape):
    return np.squeeze(right.max_unpool(y, switches, x_shape))
