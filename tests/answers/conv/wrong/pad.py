"""Wrong borders. Each docstring is a part of what the judge must say."""

import numpy as np

from autograder.solutions import conv as right


def pad2d__every_axis(x, pad):
    """All axes are padded"""
    return np.pad(x, pad)


def pad2d__first_axes(x, pad):
    """The first two axes are padded"""
    return np.pad(x, [(pad, pad)] * 2 + [(0, 0)] * (x.ndim - 2))


def pad2d__after(x, pad):
    """The zeros are at one end of the rows and columns only"""
    return np.pad(x, [(0, 0)] * (x.ndim - 2) + [(0, pad)] * 2)


def pad2d__before(x, pad):
    """The zeros are at the beginning of the rows and columns only"""
    return np.pad(x, [(0, 0)] * (x.ndim - 2) + [(pad, 0)] * 2)


def pad2d__columns(x, pad):
    """Only the last axis is padded"""
    return np.pad(x, [(0, 0)] * (x.ndim - 1) + [(pad, pad)])


def pad2d__edge(x, pad):
    """The border repeats the outermost pixels"""
    return np.pad(x, [(0, 0)] * (x.ndim - 2) + [(pad, pad)] * 2, mode="edge")


def pad2d__empty_at_zero(x, pad):
    """could not broadcast"""
    out = np.zeros((*x.shape[:-2], x.shape[-2] + 2 * pad, x.shape[-1] + 2 * pad))
    out[..., pad:-pad, pad:-pad] = x
    return out


def pad2d__four_axes_only(x, pad):
    """Your code raised ValueError"""
    return np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))


def pad2d__square(x, pad):
    """out has shape"""
    out = np.zeros((*x.shape[:-2], x.shape[-2] + 2 * pad, x.shape[-2] + 2 * pad))
    out[..., pad : pad + x.shape[-2], pad : pad + x.shape[-1]] = x
    return out


def pad2d__pad_once(x, pad):
    """exactly in the cases where pad is larger than 0"""
    out = np.zeros((*x.shape[:-2], x.shape[-2] + pad, x.shape[-1] + pad))
    out[..., pad // 2 :, pad // 2 :][..., : x.shape[-2], : x.shape[-1]] = x
    return out


def pad2d__in_the_corner(x, pad):
    """exactly in the cases where pad is larger than 0"""
    out = np.zeros((*x.shape[:-2], x.shape[-2] + 2 * pad, x.shape[-1] + 2 * pad))
    out[..., : x.shape[-2], : x.shape[-1]] = x
    return out


def pad2d__ones(x, pad):
    """wrong only at the border"""
    return np.pad(x, [(0, 0)] * (x.ndim - 2) + [(pad, pad)] * 2, constant_values=1)


def pad2d__whole_numbers(x, pad):
    """dtype"""
    out = np.full(right.pad2d(x, pad).shape, 0)
    out[..., pad : pad + x.shape[-2], pad : pad + x.shape[-1]] = x
    return out


def pad2d__always_1(x, pad):
    return right.pad2d(x, 1)


def pad2d__never_0(x, pad):
    """exactly in the cases where pad is 0"""
    return right.pad2d(x, max(pad, 1))


def pad2d__cleared(x, pad):
    """changes its input x"""
    out = right.pad2d(x, pad)
    x[:] = 0
    return out


def pad2d__empty_memory(x, pad):
    """wrong only at the border"""
    out = right.pad2d(x, pad) + 7
    out[..., pad : pad + x.shape[-2], pad : pad + x.shape[-1]] = x
    return out
