"""Wrong answers that each break one promise of a docstring, and nothing else."""

import numpy as np

from autograder.solutions import pooling as right


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


def max_pool_fast__single_image_without_its_axes(x, size, stride):
    return np.squeeze(right.max_pool_fast(x, size, stride))


def global_average_pool_backward__axes_of_length_1_lost(dout, x_shape):
    return np.squeeze(right.global_average_pool_backward(dout, x_shape))


def l2_pool_backward__tiny_lengths_as_0(dout, x, size, stride):
    """Windows with small pixels count as windows of zeros"""
    length = right.l2_pool_forward(x, size, stride)
    return right.l2_pool_backward(np.where(length > 1e-12, dout, 0), x, size, stride)


def l2_pool_backward__1e_12_under_the_root(dout, x, size, stride):
    """Windows with small pixels count as windows of zeros"""
    length = right.l2_pool_forward(x, size, stride)
    scaled = np.divide(length, np.sqrt(length**2 + 1e-12))
    return right.l2_pool_backward(dout * scaled, x, size, stride)
