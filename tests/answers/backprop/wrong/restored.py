"""Wrong answers that put an input back, but not quite."""

import numpy as np


def numerical_gradient__restored(f, x, h=1e-5):
    """back, but for the last digits"""
    g = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        x[i] += h
        above = f(x)
        x[i] -= 2 * h
        below = f(x)
        x[i] += h
        g[i] = (above - below) / (2 * h)
    return g
