"""A hand-in by somebody who thinks in whole arrays and keeps it short."""

import numpy as np


def minibatches(x, y, size, rng):
    p = rng.permutation(len(y))
    parts = np.split(p, range(size, len(y), size))
    return ((x[i], y[i]) for i in parts)


def sgd(w, g, lr):
    return w - lr * g


def momentum(w, g, v, lr, rho=0.9):
    return w - lr * (rho * v + g), rho * v + g


def nesterov(w, g, v, lr, rho=0.9):
    """With the difference of two velocities."""
    new = rho * v + g
    return w - lr * ((1 + rho) * new - rho * v), new


def adagrad(w, g, cache, lr, eps=1e-10):
    return w - lr * g / (eps + (cache + g * g) ** 0.5), cache + g * g


def rmsprop(w, g, cache, lr, decay=0.99, eps=1e-8):
    cache = cache + (1 - decay) * (g * g - cache)
    return w - lr * g / (eps + cache**0.5), cache


def adadelta(w, g, cache, delta, lr=1.0, rho=0.9, eps=1e-6):
    cache = rho * cache + (1 - rho) * g * g
    step = g * ((delta + eps) / (cache + eps)) ** 0.5
    return w - lr * step, cache, rho * delta + (1 - rho) * step * step


def adam(w, g, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    """The corrections go into the learning rate, and into eps."""
    m, v = m + (1 - beta1) * (g - m), v + (1 - beta2) * (g * g - v)
    root = (1 - beta2**t) ** 0.5
    return w - lr * root / (1 - beta1**t) * m / (v**0.5 + eps * root), m, v


def adamw(w, g, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=1e-2):
    return adam(w * (1 - lr * weight_decay), g, m, v, t, lr, beta1, beta2, eps)


def step_decay(t, lr0, milestones, factor=0.1):
    return lr0 * factor ** np.searchsorted(milestones, t, side="right")


def cosine(t, lr0, total):
    return lr0 * np.cos(np.pi * t / total / 2) ** 2


def linear(t, lr0, total):
    return np.interp(t, [0, total], [lr0, 0])


def inverse_sqrt(t, lr0):
    if t <= 0:
        raise ValueError
    return lr0 * t**-0.5


def warmup(t, lr0, steps):
    return np.interp(t, [0, steps], [0, lr0])
