"""Wrong answers that each break one promise of a docstring, and nothing else."""

import numpy as np

from autograder.solutions import conv as right


def receptive_field__list_alone(layers):
    """AttributeError"""
    first_layer_last = layers.copy()
    return right.receptive_field(first_layer_last)


def conv1d_forward__axes_of_length_1_lost(x, w, b, stride=1, pad=0):
    return np.squeeze(right.conv1d_forward(x, w, b, stride, pad))


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


def conv_forward_grouped__single_image_without_its_axis(x, w, b, groups, stride=1, pad=0):
    out = right.conv_forward_grouped(x, w, b, groups, stride, pad)
    return out[0] if len(x) == 1 else out


def locally_connected_forward__single_image_without_its_axis(x, w, b, stride=1):
    out = right.locally_connected_forward(x, w, b, stride)
    return out[0] if len(x) == 1 else out


def pad2d__integers(x, pad):
    """expected float (float64)"""
    return right.pad2d(x, pad).astype(int)
