"""Slips of the pen and of memory. Each docstring is a part of what the judge must say."""

import math

import numpy as np

from autograder.solutions import optim as right


def minibatches__spread_evenly(x, y, size, rng):
    """The samples are spread evenly over the batches"""
    order = rng.permutation(len(x))
    parts = np.array_split(order, math.ceil(len(x) / size))
    return [(x[part], y[part]) for part in parts]


def minibatches__return_in_the_loop(x, y, size, rng):
    """batches of the first epoch must have length"""
    order = rng.permutation(len(x))
    for start in range(0, len(x), size):
        batch = order[start : start + size]
        return x[batch], y[batch]


def momentum__shares_exchanged(w, g, v, lr, rho=0.9):
    """The two shares are swapped"""
    v = (1 - rho) * v + rho * g
    return w - lr * v, v


def momentum__looks_ahead(w, g, v, lr, rho=0.9):
    """This is Nesterov's step"""
    v = rho * v + g
    return w - lr * (g + rho * v), v


def nesterov__from_ahead(w, g, v, lr, rho=0.9):
    """the old velocity counts twice"""
    ahead = w - lr * rho * v
    v = rho * v + g
    return ahead - lr * v, v


def adagrad__leaking(w, g, cache, lr, eps=1e-10):
    """The cache forgets: a tenth of it is lost"""
    cache = 0.9 * cache + g**2
    return w - lr * g / (np.sqrt(cache) + eps), cache


def adagrad__halved(w, g, cache, lr, eps=1e-10):
    """divided by 2 in place of a root"""
    cache = cache + g**2
    return w - lr * g / (cache**1 / 2 + eps), cache


def adagrad__no_brackets(w, g, cache, lr, eps=1e-10):
    """eps is added to w"""
    cache = cache + g**2
    return w - lr * g / np.sqrt(cache) + eps, cache


def rmsprop__halved(w, g, cache, lr, decay=0.99, eps=1e-8):
    """divided by 2 in place of a root"""
    cache = decay * cache + (1 - decay) * g**2
    return w - lr * g / (cache**1 / 2 + eps), cache


def rmsprop__no_brackets(w, g, cache, lr, decay=0.99, eps=1e-8):
    """eps is added to w"""
    cache = decay * cache + (1 - decay) * g**2
    return w - lr * g / np.sqrt(cache) + eps, cache


def adadelta__shares_exchanged(w, g, cache, delta, lr=1.0, rho=0.9, eps=1e-6):
    """The shares are swapped"""
    cache = (1 - rho) * cache + rho * g**2
    step = g * np.sqrt(delta + eps) / np.sqrt(cache + eps)
    delta = (1 - rho) * delta + rho * step**2
    return w - lr * step, cache, delta


def adam__no_brackets(w, g, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    """eps is added to w"""
    m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g**2
    return w - lr * m / (1 - beta1**t) / np.sqrt(v / (1 - beta2**t)) + eps, m, v


def adam__multiplied(w, g, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    """The moments are multiplied by 1 − beta^t"""
    m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g**2
    return w - lr * m * (1 - beta1**t) / (np.sqrt(v * (1 - beta2**t)) + eps), m, v


def adam__entering_whole(w, g, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    """g and g² enter the moments whole"""
    m, v = beta1 * m + g, beta2 * v + g**2
    return w - lr * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps), m, v


def adamw__twice(w, g, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=1e-2):
    """The decay counts twice"""
    moved, m, v = right.adam(w, g + weight_decay * w, m, v, t, lr, beta1, beta2, eps)
    return moved - lr * weight_decay * w, m, v


def adamw__no_brackets(w, g, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=1e-2):
    """The decay is added outside the brackets"""
    moved, m, v = right.adam(w, g, m, v, t, lr, beta1, beta2, eps)
    return moved + weight_decay * w, m, v


def adamw__not_corrected(
    w, g, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=1e-2
):
    """The moments are not corrected"""
    m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g**2
    return w - lr * (m / (np.sqrt(v) + eps) + weight_decay * w), m, v


def adamw__eps_inside(w, g, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=1e-2):
    """eps is inside the root"""
    m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g**2
    root = np.sqrt(v / (1 - beta2**t) + eps)
    return w - lr * (m / (1 - beta1**t) / root + weight_decay * w), m, v


def adamw__corrected_kept(
    w, g, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=1e-2
):
    """You return the corrected moments"""
    m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g**2
    m, v = m / (1 - beta1**t), v / (1 - beta2**t)
    return w - lr * (m / (np.sqrt(v) + eps) + weight_decay * w), m, v


def cosine__radians_twice(t, lr0, total):
    """You convert the angle to radians again"""
    return lr0 / 2 * (1 + np.cos(np.radians(np.pi * t / total)))


def cosine__behind(t, lr0, total):
    """The rate is one step behind"""
    return lr0 / 2 * (1 + np.cos(np.pi * (t - 1) / total))


def linear__behind(t, lr0, total):
    """The rate is one step behind"""
    return lr0 * (1 - (t - 1) / total)
