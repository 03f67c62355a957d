"""Wrong answers to fc_to_conv. Each docstring is a part of what the judge must say."""

import numpy as np

from autograder.solutions import convnet as right


def fc_to_conv__rows(w, c, h, w_in):
    """A unit is a column of w"""
    return w.reshape(w.shape[1], c, h, w_in)


def fc_to_conv__channels_last(w, c, h, w_in):
    """in the order row, column, channel"""
    return w.T.reshape(-1, h, w_in, c).transpose(0, 3, 1, 2)


def fc_to_conv__columns_first(w, c, h, w_in):
    """in the order channel, column, row"""
    return np.swapaxes(w.T.reshape(-1, c, w_in, h), 2, 3)


def fc_to_conv__flipped(w, c, h, w_in):
    """The filters are flipped"""
    return right.fc_to_conv(w, c, h, w_in)[:, :, ::-1, ::-1]


def fc_to_conv__units_last(w, c, h, w_in):
    """The units come last"""
    return w.reshape(c, h, w_in, -1)


def fc_to_conv__turned(w, c, h, w_in):
    """Height and width of the filters are exchanged"""
    return right.fc_to_conv(w, c, h, w_in).transpose(0, 1, 3, 2)


def fc_to_conv__exchanged(w, c, h, w_in):
    """Units and channels are exchanged"""
    return right.fc_to_conv(w, c, h, w_in).transpose(1, 0, 2, 3)


def fc_to_conv__flipped_channels_too(w, c, h, w_in):
    return right.fc_to_conv(w, c, h, w_in)[:, ::-1, ::-1, ::-1]


def fc_to_conv__wrong_sides(w, c, h, w_in):
    return w.T.reshape(-1, c, w_in, h)


def fc_to_conv__fortran(w, c, h, w_in):
    return w.T.reshape(-1, c, h, w_in, order="F")


def fc_to_conv__flat(w, c, h, w_in):
    """filters has shape"""
    return w.T.copy()
