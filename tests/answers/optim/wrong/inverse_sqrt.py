"""Wrong answers to inverse_sqrt. Each docstring is a part of what the judge must say."""

import math

import numpy as np


def inverse_sqrt__rootless(t, lr0):
    """The root is missing"""
    if t < 1:
        raise ValueError
    return lr0 / t


def inverse_sqrt__all_under_the_root(t, lr0):
    """lr0 is under the root"""
    if t < 1:
        raise ValueError
    return math.sqrt(lr0 / t)


def inverse_sqrt__counted_from_zero(t, lr0):
    """The steps are counted from 0"""
    if t < 1:
        raise ValueError
    return lr0 / math.sqrt(t + 1)


def inverse_sqrt__rising(t, lr0):
    """The rate rises"""
    if t < 1:
        raise ValueError
    return lr0 * math.sqrt(t)


def inverse_sqrt__forgiving(t, lr0):
    """If t is 0 or less"""
    return lr0 / math.sqrt(max(t, 1))


def inverse_sqrt__divides_by_zero(t, lr0):
    """if t is less than 1, raise a ValueError"""
    return lr0 / math.sqrt(t)


def inverse_sqrt__infinite(t, lr0):
    """must be a raised ValueError; yours is a float, inf"""
    return float(lr0 / np.sqrt(np.float64(t)))


def inverse_sqrt__asserts(t, lr0):
    """if t is less than 1, raise a ValueError"""
    assert t >= 1, "counted from 1"
    return lr0 / math.sqrt(t)


def inverse_sqrt__only_zero(t, lr0):
    """must be a raised ValueError"""
    if t == 0:
        raise ValueError("t is 0")
    return float(lr0 / np.sqrt(np.float64(abs(t))))


def inverse_sqrt__returns_the_error(t, lr0):
    """must be a raised ValueError"""
    return lr0 / math.sqrt(t) if t >= 1 else ValueError("t is counted from 1")


def inverse_sqrt__refuses_one(t, lr0):
    """Your code raised ValueError"""
    if t <= 1:
        raise ValueError("too early")
    return lr0 / math.sqrt(t)
