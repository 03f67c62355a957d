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


def linear__total_less_one(t, lr0, total):
    """divided by total − 1"""
    return lr0 * (1 - t / (total - 1))


def cosine__total_less_one(t, lr0, total):
    """divided by total − 1"""
    return lr0 / 2 * (1 + np.cos(np.pi * t / (total - 1)))


def cosine__floored(t, lr0, total):
    """// in place of /"""
    return lr0 / 2 * (1 + np.cos(np.pi * (t // total)))


def warmup__larger(t, lr0, steps):
    """max in place of min"""
    return lr0 * max(1, t / steps)


def warmup__steps_less_one(t, lr0, steps):
    """divided by steps − 1"""
    return lr0 * min(1, t / (steps - 1))


def momentum__rate_twice(w, g, v, lr, rho=0.9):
    """The learning rate enters twice"""
    v = rho * v + lr * g
    return w - lr * v, v


def momentum__rho_g(w, g, v, lr, rho=0.9):
    """rho shrinks the gradient"""
    v = v + rho * g
    return w - lr * v, v


def nesterov__v_rho_g(w, g, v, lr, rho=0.9):
    """rho shrinks the gradient"""
    v = v + rho * g
    return w - lr * (g + rho * v), v


def rmsprop__eps_written(w, g, cache, lr, decay=0.99, eps=1e-8):
    """eps is always 1e-7"""
    cache = decay * cache + (1 - decay) * g**2
    return w - lr * g / (np.sqrt(cache) + 1e-7), cache


def _adam(w, g, m, v, lr, eps, beta1, beta2, corrections, square=np.square):
    m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * square(g)
    first, second = corrections
    return w - lr * (m / first) / (np.sqrt(v / second) + eps), m, v


def adam__times(w, g, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    """multiplies beta by t"""
    return _adam(w, g, m, v, lr, eps, beta1, beta2, (1 - beta1 * t, 1 - beta2 * t))


def adam__one_beta(w, g, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    """Both moments are corrected with beta2"""
    return _adam(w, g, m, v, lr, eps, beta1, beta2, (1 - beta2**t, 1 - beta2**t))


def adam__sizes(w, g, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    """v averages the sizes of the gradients"""
    return _adam(w, g, m, v, lr, eps, beta1, beta2, (1 - beta1**t, 1 - beta2**t), np.abs)


def adam__eps_written(w, g, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    """eps is always 1e-7"""
    return _adam(w, g, m, v, lr, 1e-7, beta1, beta2, (1 - beta1**t, 1 - beta2**t))
