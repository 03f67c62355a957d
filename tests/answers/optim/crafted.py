"""A hand-in by somebody with a past in other languages: classes, helpers, in-place work."""

from dataclasses import dataclass
from functools import reduce
from itertools import takewhile

import numpy as np


class Deck:
    """An iterable that deals when it is asked, by sorting random keys."""

    def __init__(self, x, y, size, rng):
        self.x, self.y, self.size = x, y, size
        self.order = np.argsort(rng.random(len(x)))

    def __iter__(self):
        """The order is a deck of cards: cut off from its end."""
        deck = self.order
        while deck.size:
            hand, deck = deck[-self.size :], deck[: -self.size]
            yield np.take(self.x, hand, axis=0), np.take(self.y, hand, axis=0)


def minibatches(x, y, size, rng):
    return Deck(x, y, size, rng)


@dataclass
class Average:
    """A moving average that is updated in place, on a copy."""

    value: np.ndarray
    keep: float

    def __post_init__(self):
        self.value = np.array(self.value)

    def see(self, new):
        np.multiply(self.value, self.keep, out=self.value)
        self.value += (1 - self.keep) * new
        return self.value


def sgd(w, g, lr):
    return np.subtract(w, np.multiply(lr, g))


def momentum(w, g, v, lr, rho=0.9):
    w, v = w.copy(), v.copy()
    v *= rho
    v += g
    w -= lr * v
    return w, v


def nesterov(w, g, v, lr, rho=0.9):
    """The step from the old look-ahead point back to the start, and out to the new one."""
    back = w + lr * rho * v
    v = rho * v + g
    landed = back - lr * v
    return landed - lr * rho * v, v


def adagrad(w, g, cache, lr, eps=1e-10):
    total = np.add(cache, np.square(g))
    return w - np.divide(lr * g, np.sqrt(total) + eps), total


def rmsprop(w, g, cache, lr, decay=0.99, eps=1e-8):
    root = np.sqrt(mean := Average(cache, decay).see(g**2))
    return w - np.true_divide(g, root + eps) * lr, mean


def adadelta(w, g, cache, delta, lr=1.0, rho=0.9, eps=1e-6):
    def rms(square):
        return np.sqrt(square + eps)

    mean = Average(cache, rho).see(np.square(g))
    step = -rms(delta) / rms(mean) * g
    return w + lr * step, mean, Average(delta, rho).see(step**2)


def adam(w, g, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    first, second = Average(m, beta1).see(g), Average(v, beta2).see(g * g)
    share = -np.expm1(t * np.log([beta1, beta2]))
    step = (first / share[0]) / (np.sqrt(second / share[1]) + eps)
    return w - lr * step, first, second


def adamw(w, g, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=1e-2):
    first, second = Average(m, beta1).see(g), Average(v, beta2).see(g * g)
    corrected = first / (1 - beta1**t), second / (1 - beta2**t)
    step = corrected[0] / (np.sqrt(corrected[1]) + eps) + weight_decay * w
    return w - lr * step, first, second


def step_decay(t, lr0, milestones, factor=0.1):
    behind = takewhile(lambda milestone: milestone <= t, milestones)
    return reduce(lambda rate, _: rate * factor, behind, lr0)


def cosine(t, lr0, total):
    turn = np.exp(1j * np.pi * t / total)
    return lr0 * (0.5 + 0.5 * turn.real)


def linear(t, lr0, total):
    return np.linspace(lr0, 0, total + 1)[t]


def inverse_sqrt(t, lr0):
    if not t > 0:
        raise ValueError(f"no step {t}")
    return lr0 / np.sqrt(np.float64(t))


def warmup(t, lr0, steps):
    return np.array(np.clip(t / steps, 0, 1) * lr0)
