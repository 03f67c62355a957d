"""Wrong answers that each break one promise of a docstring, and nothing else."""

import copy

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


def minibatches__rows_have_columns(x, y, size, rng):
    """IndexError"""
    order = rng.permutation(len(x))
    for start in range(0, len(x), size):
        places = order[start : start + size]
        yield x[places, :], y[places]


def minibatches__labels_as_integers(x, y, size, rng):
    for batch, labels in right.minibatches(x, y, size, rng):
        yield batch, labels.astype(int)


def minibatches__copy_of_the_generator(x, y, size, rng):
    """Not satisfied: the next epoch from the same generator must have another order"""
    return right.minibatches(x, y, size, copy.deepcopy(rng))


def minibatches__smaller_batch_first(x, y, size, rng):
    order, rest = rng.permutation(len(x)), len(x) % size
    yield from [(x[order[:rest]], y[order[:rest]])] * (rest > 0)
    for start in range(rest, len(x), size):
        places = order[start : start + size]
        yield x[places], y[places]


def minibatches__single_sample_without_its_axis(x, y, size, rng):
    for batch, labels in right.minibatches(x, y, size, rng):
        yield (batch, labels) if len(batch) > 1 else (batch[0], labels[0])


def sgd__three_axes_at_most(w, g, lr):
    return w - lr * g * (w.ndim < 4)


def momentum__rho_renamed(w, g, v, lr, other=0.9):
    """unexpected keyword argument 'rho'"""
    return right.momentum(w, g, v, lr, other)


def nesterov__rho_renamed(w, g, v, lr, other=0.9):
    """unexpected keyword argument 'rho'"""
    return right.nesterov(w, g, v, lr, other)


def adagrad__eps_renamed(w, g, cache, lr, other=1e-10):
    """unexpected keyword argument 'eps'"""
    return right.adagrad(w, g, cache, lr, other)


def rmsprop__decay_renamed(w, g, cache, lr, other=0.99, eps=1e-8):
    """unexpected keyword argument 'decay'"""
    return right.rmsprop(w, g, cache, lr, other, eps)


def adadelta__rho_renamed(w, g, cache, delta, lr=1.0, other=0.9, eps=1e-6):
    """unexpected keyword argument 'rho'"""
    return right.adadelta(w, g, cache, delta, lr, other, eps)


def adam__lr_renamed(w, g, m, v, t, other=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    """unexpected keyword argument 'lr'"""
    return right.adam(w, g, m, v, t, other, beta1, beta2, eps)


def adamw__weight_decay_renamed(
    w, g, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, other=1e-2
):
    """unexpected keyword argument 'weight_decay'"""
    return right.adamw(w, g, m, v, t, lr, beta1, beta2, eps, other)


def step_decay__factor_renamed(t, lr0, milestones, other=0.1):
    """unexpected keyword argument 'factor'"""
    return right.step_decay(t, lr0, milestones, other)


def nesterov__other_default(w, g, v, lr, rho=0.99):
    return right.nesterov(w, g, v, lr, rho)


def adadelta__other_rho(w, g, cache, delta, lr=1.0, rho=0.95, eps=1e-6):
    return right.adadelta(w, g, cache, delta, lr, rho, eps)


def adadelta__other_eps(w, g, cache, delta, lr=1.0, rho=0.9, eps=1e-7):
    return right.adadelta(w, g, cache, delta, lr, rho, eps)


def adam__other_beta1(w, g, m, v, t, lr=1e-3, beta1=0.95, beta2=0.999, eps=1e-8):
    return right.adam(w, g, m, v, t, lr, beta1, beta2, eps)


def adam__other_beta2(w, g, m, v, t, lr=1e-3, beta1=0.9, beta2=0.99, eps=1e-8):
    return right.adam(w, g, m, v, t, lr, beta1, beta2, eps)


def adam__other_eps(w, g, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-7):
    return right.adam(w, g, m, v, t, lr, beta1, beta2, eps)


def adamw__other_rate(w, g, m, v, t, lr=1e-2, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=1e-2):
    return right.adamw(w, g, m, v, t, lr, beta1, beta2, eps, weight_decay)


def adamw__other_beta1(
    w, g, m, v, t, lr=1e-3, beta1=0.95, beta2=0.999, eps=1e-8, weight_decay=1e-2
):
    return right.adamw(w, g, m, v, t, lr, beta1, beta2, eps, weight_decay)


def adamw__other_beta2(w, g, m, v, t, lr=1e-3, beta1=0.9, beta2=0.99, eps=1e-8, weight_decay=1e-2):
    return right.adamw(w, g, m, v, t, lr, beta1, beta2, eps, weight_decay)


def adamw__other_eps(w, g, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-7, weight_decay=1e-2):
    return right.adamw(w, g, m, v, t, lr, beta1, beta2, eps, weight_decay)


def nesterov__in_place(w, g, v, lr, rho=0.9):
    """changes its input v"""
    v *= rho
    v += g
    return w - lr * (g + rho * v), v


def adam__correction_ends_at_100(w, g, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    return right.adam(w, g, m, v, min(t, 100), lr, beta1, beta2, eps)


def adamw__default_for_a_decay_of_0(
    w, g, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=1e-2
):
    return right.adamw(w, g, m, v, t, lr, beta1, beta2, eps, weight_decay or 1e-2)


def step_decay__lists_alone(t, lr0, milestones, factor=0.1):
    """'tuple' object has no attribute 'copy'"""
    return right.step_decay(t, lr0, milestones.copy(), factor)


def step_decay__tuples_alone(t, lr0, milestones, factor=0.1):
    """unhashable type: 'list'"""
    return right.step_decay(t, lr0, {milestones: milestones}[milestones], factor)


def step_decay__three_milestones_at_most(t, lr0, milestones, factor=0.1):
    return right.step_decay(t, lr0, milestones[:3], factor)


def step_decay__not_before_2(t, lr0, milestones, factor=0.1):
    return right.step_decay(t, lr0, milestones, factor) if t > 1 else lr0


def cosine__total_of_1(t, lr0, total):
    return right.cosine(t, lr0, total) if total > 1 else lr0


def cosine__never_0(t, lr0, total):
    return max(right.cosine(t, lr0, total), 1e-6)


def linear__total_of_1(t, lr0, total):
    return right.linear(t, lr0, total) if total > 1 else lr0


def inverse_sqrt__only_0_and_minus_1(t, lr0):
    if t in (0, -1):
        raise ValueError("there is no such step")
    return lr0 / abs(t) ** 0.5


def inverse_sqrt__another_error(t, lr0):
    if t < 1:
        raise TypeError("there is no such step")
    return lr0 / t**0.5


def warmup__from_a_tiny_rate(t, lr0, steps):
    return max(right.warmup(t, lr0, steps), 1e-8)


def warmup__single_step(t, lr0, steps):
    return right.warmup(t, lr0, steps) if steps > 1 else lr0


def warmup__slope_of_1(t, lr0, steps):
    return min(t / steps, lr0)
