"""Wrong answers to conv1x1. Each docstring is a part of what the judge must say."""

import numpy as np

from autograder.solutions import conv as right


def conv1x1__rows_by_reshape(x, w, b):
    """such a row is not a pixel"""
    n, c, height, width = x.shape
    out = x.reshape(-1, c) @ w.T + b
    return out.reshape(n, height, width, -1).transpose(0, 3, 1, 2)


def conv1x1__maps_by_reshape(x, w, b):
    """while the filters are still the last axis"""
    out = x.transpose(0, 2, 3, 1) @ w.T + b
    return out.reshape(len(x), len(w), *x.shape[2:])


def conv1x1__no_axis_moved(x, w, b):
    """no axis has moved"""
    return (x.reshape(-1, x.shape[1]) @ w.T + b).reshape(len(x), len(w), *x.shape[2:])


def conv1x1__images_mixed(x, w, b):
    """your rows mix the images"""
    out = w @ x.reshape(x.shape[1], -1) + b[:, None]
    return out.reshape(len(w), len(x), *x.shape[2:]).swapaxes(0, 1)


def conv1x1__images_and_filters_mixed(x, w, b):
    """while the filters are still the first axis and the images the second"""
    out = w @ x.swapaxes(0, 1).reshape(x.shape[1], -1) + b[:, None]
    return out.reshape(len(x), len(w), *x.shape[2:])


def conv1x1__images_mixed_throughout(x, w, b):
    """your rows mix the images"""
    out = w @ x.reshape(x.shape[1], -1) + b[:, None]
    return out.reshape(len(x), len(w), *x.shape[2:])


def conv1x1__filters_last(x, w, b):
    """you returned axes (0, 2, 3, 1)"""
    return x.transpose(0, 2, 3, 1) @ w.T + b


def conv1x1__filters_first(x, w, b):
    """you returned axes (1, 0, 2, 3)"""
    return np.tensordot(w, x, (1, 1)) + b[:, None, None, None]


def conv1x1__w_reshaped(x, w, b):
    return right.conv1x1(x, w.reshape(w.shape[::-1]).T, b)


def conv1x1__without_bias(x, w, b):
    """The biases are missing"""
    return right.conv1x1(x, w, 0 * b)


def conv1x1__bias_for_each_channel(x, w, b):
    return right.conv1x1(x, w, b * x.shape[1])


def conv1x1__relu(x, w, b):
    """An activation is included"""
    return np.maximum(right.conv1x1(x, w, b), 0)


def conv1x1__last_channel(x, w, b):
    for c in range(x.shape[1]):
        out = w[:, c, None, None] * x[:, c : c + 1]
    return out + b[:, None, None]


def conv1x1__mean_of_channels(x, w, b):
    return right.conv1x1(x, w / x.shape[1], b)


def conv1x1__sum_of_channels(x, w, b):
    return np.einsum("ncij,fd->nfij", x, w) + b[:, None, None]


def conv1x1__flat(x, w, b):
    """out has shape"""
    return w @ x.reshape(*x.shape[:2], -1) + b[:, None]


def conv1x1__rows_and_columns_exchanged(x, w, b):
    """you returned axes (0, 1, 3, 2)"""
    return right.conv1x1(x.swapaxes(2, 3), w, b)


def conv1x1__shape_changed(x, w, b):
    """changes its input w"""
    out = right.conv1x1(x, w, b)
    w.shape = (*w.shape, 1, 1)
    return out
