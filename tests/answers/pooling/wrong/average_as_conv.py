"""Wrong answers to average_as_conv. Each docstring is a part of what the judge must say."""

import numpy as np

from autograder.solutions import pooling as right


def _sides(size):
    return np.broadcast_to(size, 2)


def average_as_conv__mixed(c, size):
    """Every filter sees all channels and mixes them"""
    kh, kw = _sides(size)
    return np.ones((c, c, kh, kw)) / (kh * kw)


def average_as_conv__all(c, size):
    """averages over all channels"""
    kh, kw = _sides(size)
    return np.ones((c, c, kh, kw)) / (c * kh * kw)


def average_as_conv__ones(c, size):
    """The weights are 1"""
    w = np.zeros((c, c, *_sides(size)))
    w[range(c), range(c)] = 1
    return w


def average_as_conv__depthwise(c, size):
    """depthwise"""
    kh, kw = _sides(size)
    return np.ones((c, 1, kh, kw)) / (kh * kw)


def average_as_conv__by_c(c, size):
    """divided by the number of channels"""
    return right.average_as_conv(c, size) / c


def average_as_conv__picks(c, size):
    """it picks a pixel"""
    w = np.zeros((c, c, *_sides(size)))
    w[range(c), range(c), 0, 0] = 1
    return w


def average_as_conv__square(c, size):
    """square with side KH"""
    return right.average_as_conv(c, int(_sides(size)[0]))


def average_as_conv__swapped(c, size):
    """order of its axes"""
    kh, kw = (int(side) for side in _sides(size))
    return right.average_as_conv(c, (kw, kh))


def average_as_conv__one_filter(c, size):
    """has shape"""
    return np.full(tuple(_sides(size)), 1 / np.prod(_sides(size)))


def average_as_conv__identity_in_window(c, size):
    kh, kw = _sides(size)
    return np.broadcast_to(np.eye(kh, kw) / (kh * kw), (c, c, kh, kw))


def average_as_conv__by_side(c, size):
    """the expected value times"""
    return right.average_as_conv(c, size) * int(_sides(size)[1])


def average_as_conv__whole_numbers(c, size):
    """w has dtype int64"""
    w = np.zeros((c, c, *_sides(size)), dtype=int)
    w[range(c), range(c)] = 1 // np.prod(_sides(size))
    return w


def average_as_conv__window_first(c, size):
    """order of its axes"""
    return right.average_as_conv(c, size).transpose(2, 3, 0, 1)
