"""Wrong answers as people write them, to exercises of 05."""

import numpy as np


def rmsprop__decay_written(w, g, cache, lr, decay=0.99, eps=1e-8):
    """decay is always 0.9"""
    cache = 0.9 * cache + 0.1 * g**2
    return w - lr * g / (np.sqrt(cache) + eps), cache


def cosine__no_pi(t, lr0, total):
    """The angle lacks π"""
    return lr0 / 2 * (1 + np.cos(t / total))


def step_decay__len(t, lr0, milestones, factor=0.1):
    """the number of all milestones"""
    return lr0 * factor ** len(milestones)


def nesterov__rho_g(w, g, v, lr, rho=0.9):
    """The two parts of the step are exchanged"""
    v = rho * v + g
    return w - lr * (rho * g + v), v


def inverse_sqrt__square(t, lr0):
    """divided by the square of t"""
    if t < 1:
        raise ValueError(f"t is {t}")
    return lr0 / t**2
