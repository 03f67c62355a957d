"""Assignment 05 in NumPy: model solutions, a drop-in file for ``cs_cnn/optim.py``."""

from collections.abc import Iterator, Sequence

import numpy as np


def minibatches(
    x: np.ndarray, y: np.ndarray, size: int, rng: np.random.Generator
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Shuffle the places, not the samples: one order serves x and y alike."""
    order = rng.permutation(len(x))
    for start in range(0, len(x), size):
        batch = order[start : start + size]
        yield x[batch], y[batch]


def sgd(w: np.ndarray, g: np.ndarray, lr: float) -> np.ndarray:
    """The gradient points uphill, so the step is against it."""
    return w - lr * g


def momentum(
    w: np.ndarray, g: np.ndarray, v: np.ndarray, lr: float, rho: float = 0.9
) -> tuple[np.ndarray, np.ndarray]:
    """The velocity first: the step is taken with the new one."""
    v = rho * v + g
    return w - lr * v, v


def nesterov(
    w: np.ndarray, g: np.ndarray, v: np.ndarray, lr: float, rho: float = 0.9
) -> tuple[np.ndarray, np.ndarray]:
    """The step follows the velocity after one more decay and one more push by g."""
    v = rho * v + g
    return w - lr * (g + rho * v), v


def adagrad(
    w: np.ndarray, g: np.ndarray, cache: np.ndarray, lr: float, eps: float = 1e-10
) -> tuple[np.ndarray, np.ndarray]:
    """The cache only ever grows, so the steps only ever shrink."""
    cache = cache + g**2
    return w - lr * g / (np.sqrt(cache) + eps), cache


def rmsprop(
    w: np.ndarray,
    g: np.ndarray,
    cache: np.ndarray,
    lr: float,
    decay: float = 0.99,
    eps: float = 1e-8,
) -> tuple[np.ndarray, np.ndarray]:
    """An average in place of AdaGrad's sum: old gradients are forgotten."""
    cache = decay * cache + (1 - decay) * g**2
    return w - lr * g / (np.sqrt(cache) + eps), cache


def adadelta(
    w: np.ndarray,
    g: np.ndarray,
    cache: np.ndarray,
    delta: np.ndarray,
    lr: float = 1.0,
    rho: float = 0.9,
    eps: float = 1e-6,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """This step is not yet known when it is scaled, so delta can only hold the earlier ones."""
    cache = rho * cache + (1 - rho) * g**2
    step = g * np.sqrt(delta + eps) / np.sqrt(cache + eps)
    delta = rho * delta + (1 - rho) * step**2
    return w - lr * step, cache, delta


def adam(
    w: np.ndarray,
    g: np.ndarray,
    m: np.ndarray,
    v: np.ndarray,
    t: int,
    lr: float = 1e-3,
    beta1: float = 0.9,
    beta2: float = 0.999,
    eps: float = 1e-8,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """After t steps from zero an average holds weights of 1 − beta^t in all: divide by that."""
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    corrected_m = m / (1 - beta1**t)
    corrected_v = v / (1 - beta2**t)
    return w - lr * corrected_m / (np.sqrt(corrected_v) + eps), m, v


def adamw(
    w: np.ndarray,
    g: np.ndarray,
    m: np.ndarray,
    v: np.ndarray,
    t: int,
    lr: float = 1e-3,
    beta1: float = 0.9,
    beta2: float = 0.999,
    eps: float = 1e-8,
    weight_decay: float = 1e-2,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The decay joins at the end, where no moment sees it and no root divides it."""
    moved, m, v = adam(w, g, m, v, t, lr, beta1, beta2, eps)
    return moved - lr * weight_decay * w, m, v


def step_decay(t: int, lr0: float, milestones: Sequence[int], factor: float = 0.1) -> float:
    """Every milestone that t has reached counts."""
    return lr0 * factor ** sum(milestone <= t for milestone in milestones)


def cosine(t: int, lr0: float, total: int) -> float:
    """From the top of the wave at angle 0 to its bottom at angle π."""
    return lr0 / 2 * (1 + np.cos(np.pi * t / total))


def linear(t: int, lr0: float, total: int) -> float:
    """The share of the way that is still ahead."""
    return lr0 * (1 - t / total)


def inverse_sqrt(t: int, lr0: float) -> float:
    """Four times the steps, half the rate."""
    if t < 1:
        raise ValueError(f"steps are counted from 1, and t is {t}")
    return lr0 / np.sqrt(t)


def warmup(t: int, lr0: float, steps: int) -> float:
    """The line, cut off where it reaches lr0."""
    return lr0 * min(1, t / steps)
