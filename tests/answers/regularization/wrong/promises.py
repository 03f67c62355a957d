"""Wrong answers that each break one promise of a docstring, and nothing else."""

import numpy as np

from autograder.solutions import regularization as right


def l1_penalty__strength_at_least_a_little(w, lam):
    return right.l1_penalty(w, lam or 0.01)


def l2_penalty__strength_at_least_a_little(w, lam):
    return right.l2_penalty(w, lam or 0.01)


def train_val_test_split__counted_from_the_end(x, y, fractions, rng):
    order = rng.permutation(len(x))
    n_val, n_test = (round(fraction * len(x)) for fraction in fractions[1:])
    test, rest = order[:n_test], order[n_test:]
    val, train = rest[-n_val:], rest[:-n_val]
    return x[train], y[train], x[val], y[val], x[test], y[test]


def train_val_test_split__global_seed(x, y, fractions, rng):
    """Not satisfied: numpy.random must stay untouched"""
    np.random.seed(int(rng.integers(2**32)))
    order = np.random.permutation(len(x))
    n_val, n_test = (round(fraction * len(x)) for fraction in fractions[1:])
    val, test, train = np.split(order, [n_val, n_val + n_test])
    return x[train], y[train], x[val], y[val], x[test], y[test]


def dropout_forward__global_seed(x, p, rng, train=True):
    """Not satisfied: numpy.random must stay untouched"""
    np.random.seed(int(rng.integers(2**32)))
    mask = (np.random.rand(*x.shape) >= p) / (1 - p) if train else np.ones_like(x)
    return x * mask, mask


def add_noise__global_seed(x, sigma, rng):
    """Not satisfied: numpy.random must stay untouched"""
    np.random.seed(int(rng.integers(2**32)))
    return x + np.random.normal(0, sigma, x.shape)


def dropout_forward__mask_in_one_buffer(x, p, rng, train=True):
    """An array changed after your function had returned it"""
    mask = _KEPT.setdefault(x.shape, np.ones_like(x))
    mask[:] = (rng.random(x.shape) >= p) / (1 - p) if train else 1
    return x * mask, mask


_KEPT = {}
