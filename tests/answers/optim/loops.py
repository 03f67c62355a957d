"""A hand-in by somebody who writes loops over indices and converts at the end."""

import math

import numpy as np


def minibatches(x, y, size, rng):
    """Draws one sample after the other from those that are left, and deals them out."""
    left = list(range(len(x)))
    order = []
    while left:
        order.append(left.pop(int(rng.integers(len(left)))))
    batches = []
    while order:
        xs, ys = [], []
        while order and len(xs) < size:
            sample = order.pop()
            xs.append(x[sample])
            ys.append(y[sample])
        batches.append([np.array(xs), np.array(ys)])
    print("there are", len(batches), "batches")
    return batches


def sgd(w, g, lr):
    new = w.copy()
    for place in np.ndindex(w.shape):
        new[place] -= lr * g[place]
    return new


def momentum(w, g, v, lr, rho=0.9):
    new_w, new_v = np.zeros(w.shape), np.zeros(w.shape)
    for place in np.ndindex(w.shape):
        new_v[place] = rho * v[place] + g[place]
        new_w[place] = w[place] - lr * new_v[place]
    return [new_w, new_v]


def nesterov(w, g, v, lr, rho=0.9):
    new_w, new_v = np.zeros(w.shape), np.zeros(w.shape)
    for place in np.ndindex(w.shape):
        new_v[place] = rho * v[place] + g[place]
        ahead = g[place] + rho * new_v[place]
        new_w[place] = w[place] - lr * ahead
    return [new_w, new_v]


def adagrad(w, g, cache, lr, eps=1e-10):
    new_w, new_cache = w.copy(), cache.copy()
    for place in np.ndindex(w.shape):
        new_cache[place] += g[place] ** 2
        new_w[place] -= lr * g[place] / (math.sqrt(new_cache[place]) + eps)
    return new_w, new_cache


def rmsprop(w, g, cache, lr, decay=0.99, eps=1e-8):
    new_w, new_cache = w.copy(), cache.copy()
    for place in np.ndindex(w.shape):
        new_cache[place] *= decay
        new_cache[place] += (1 - decay) * g[place] ** 2
        new_w[place] -= lr * g[place] / (math.sqrt(new_cache[place]) + eps)
    return new_w, new_cache


def adadelta(w, g, cache, delta, lr=1.0, rho=0.9, eps=1e-6):
    new_w, new_cache, new_delta = w.copy(), cache.copy(), delta.copy()
    for place in np.ndindex(w.shape):
        new_cache[place] = rho * cache[place] + (1 - rho) * g[place] ** 2
        rms_of_steps = math.sqrt(delta[place] + eps)
        rms_of_gradients = math.sqrt(new_cache[place] + eps)
        step = rms_of_steps / rms_of_gradients * g[place]
        new_delta[place] = rho * delta[place] + (1 - rho) * step**2
        new_w[place] -= lr * step
    return new_w, new_cache, new_delta


def adam(w, g, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    new_w, new_m, new_v = w.copy(), m.copy(), v.copy()
    for place in np.ndindex(w.shape):
        new_m[place] = beta1 * m[place] + (1 - beta1) * g[place]
        new_v[place] = beta2 * v[place] + (1 - beta2) * g[place] ** 2
        m_hat = new_m[place] / (1 - math.pow(beta1, t))
        v_hat = new_v[place] / (1 - math.pow(beta2, t))
        new_w[place] -= lr * m_hat / (math.sqrt(v_hat) + eps)
    return new_w, new_m, new_v


def adamw(w, g, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=1e-2):
    new_w, new_m, new_v = adam(w, g, m, v, t, lr, beta1, beta2, eps)
    for place in np.ndindex(w.shape):
        new_w[place] -= lr * weight_decay * w[place]
    return new_w, new_m, new_v


def step_decay(t, lr0, milestones, factor=0.1):
    rate = lr0
    for milestone in milestones:
        if t >= milestone:
            rate *= factor
    return rate


def cosine(t, lr0, total):
    return lr0 * (1 + math.cos(math.pi * t / total)) / 2


def linear(t, lr0, total):
    rate = lr0
    for _ in range(t):
        rate -= lr0 / total
    return rate


def inverse_sqrt(t, lr0):
    if t < 1:
        raise ValueError("t is counted from 1")
    return lr0 / math.sqrt(t)


def warmup(t, lr0, steps):
    if t >= steps:
        return lr0
    return t * lr0 / steps
