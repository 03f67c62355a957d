"""Wrong answers that each break one promise of a docstring, and nothing else."""

import numpy as np

from autograder.solutions import optim as right


def minibatches__in_one_buffer(x, y, size, rng):
    """An array changed after your function had returned it"""
    order = rng.permutation(len(x))
    batch_x, batch_y = np.empty_like(x[:size]), np.empty_like(y[:size])
    for start in range(0, len(x), size):
        places = order[start : start + size]
        batch_x[: len(places)] = x[places]
        batch_y[: len(places)] = y[places]
        yield batch_x[: len(places)], batch_y[: len(places)]


class _InOneBuffer:
    def __init__(self, *given):
        self.given = given

    def __iter__(self):
        return minibatches__in_one_buffer(*self.given)


def minibatches__object_that_writes_into_one_buffer(x, y, size, rng):
    """An array changed after your function had returned it"""
    return _InOneBuffer(x, y, size, rng)


def minibatches__views_shuffled_while_they_are_handed_out(x, y, size, rng):
    """An array changed after your function had returned it"""
    x, y = x.copy(), y.copy()
    for start in range(0, len(x), size):
        order = start + rng.permutation(len(x) - start)
        x[start:], y[start:] = x[order], y[order]
        yield x[start : start + size], y[start : start + size]
    x[:], y[:] = x[::-1].copy(), y[::-1].copy()


_KEPT = {}


def minibatches__shuffled_in_a_copy_that_is_kept(x, y, size, rng):
    """An array changed after your function had returned it"""
    order = rng.permutation(len(x))
    all_x = _KEPT.setdefault(("x", x.shape), np.empty_like(x))
    all_y = _KEPT.setdefault(("y", y.shape), np.empty_like(y))
    all_x[:], all_y[:] = x[order], y[order]
    starts = range(0, len(x), size)
    return [(all_x[i : i + size], all_y[i : i + size]) for i in starts]


def sgd__in_one_buffer(w, g, lr):
    """An array changed after your function had returned it"""
    out = _KEPT.setdefault(("sgd", w.shape), np.empty_like(w))
    out[:] = w - lr * g
    return out


def momentum__default_for_0(w, g, v, lr, rho=0.9):
    return right.momentum(w, g, v, lr, rho or 0.9)


def nesterov__default_for_0(w, g, v, lr, rho=0.9):
    return right.nesterov(w, g, v, lr, rho or 0.9)


def rmsprop__default_for_0(w, g, cache, lr, decay=0.99, eps=1e-8):
    return right.rmsprop(w, g, cache, lr, decay or 0.99, eps)


def adadelta__default_for_0(w, g, cache, delta, lr=1.0, rho=0.9, eps=1e-6):
    return right.adadelta(w, g, cache, delta, lr, rho or 0.9, eps)


def adam__default_for_0(w, g, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    return right.adam(w, g, m, v, t, lr, beta1 or 0.9, beta2 or 0.999, eps)


def adamw__default_for_0(
    w, g, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=1e-2
):
    return right.adamw(w, g, m, v, t, lr, beta1 or 0.9, beta2 or 0.999, eps, weight_decay)
