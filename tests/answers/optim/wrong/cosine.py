"""Wrong answers to cosine. Each docstring is a part of what the judge must say."""

import math

import numpy as np


def cosine__degrees(t, lr0, total):
    """The angle is in degrees"""
    return lr0 / 2 * (1 + np.cos(180 * t / total))


def cosine__whole_turn(t, lr0, total):
    """a whole turn"""
    return lr0 / 2 * (1 + np.cos(2 * np.pi * t / total))


def cosine__quarter(t, lr0, total):
    """a quarter of a turn only"""
    return lr0 / 2 * (1 + np.cos(np.pi / 2 * t / total))


def cosine__falling_quarter(t, lr0, total):
    """a quarter of a wave"""
    return lr0 * math.cos(math.pi * t / (2 * total))


def cosine__bare(t, lr0, total):
    """The rate is the cosine itself"""
    return lr0 * np.cos(np.pi * t / total)


def cosine__twice(t, lr0, total):
    """The rate starts at twice lr0"""
    return lr0 * (1 + np.cos(np.pi * t / total))


def cosine__rising(t, lr0, total):
    """The rate rises from 0"""
    return lr0 / 2 * (1 - np.cos(np.pi * t / total))


def cosine__late(t, lr0, total):
    """one step too late"""
    return lr0 / 2 * (1 + np.cos(np.pi * t / (total + 1)))


def cosine__early(t, lr0, total):
    """rate['t ="""
    return lr0 / 2 * (1 + np.cos(np.pi * min(1, t / max(1, total - 1))))


def cosine__half_in_the_sum(t, lr0, total):
    """rate['t = 0']"""
    return lr0 * (1 / 2 + np.cos(np.pi * t / total))


def cosine__pi_rounded(t, lr0, total):
    """rate['t ="""
    return lr0 / 2 * (1 + np.cos(3.1416 * t / total))
