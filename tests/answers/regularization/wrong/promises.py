"""Wrong answers that each break one promise of a docstring, and nothing else."""

import copy

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


def l1_penalty__no_slope_at_tiny_weights(w, lam):
    return lam * np.sum(np.abs(w)), lam * np.where(np.isclose(w, 0), 0, np.sign(w))


def l1_penalty__rounded_off_at_zero(w, lam):
    return lam * np.sum(np.abs(w)), lam * w / np.sqrt(w**2 + 1e-12)


def l1_penalty__matrices_alone(w, lam):
    penalty, gradient = right.l1_penalty(w, lam)
    return penalty, np.atleast_2d(gradient)


def elastic_net_penalty__no_slope_at_tiny_weights(w, lam1, lam2):
    penalty, gradient = right.elastic_net_penalty(w, lam1, lam2)
    return penalty, np.where(np.isclose(w, 0), 0, gradient)


def elastic_net_penalty__too_steep_at_zero(w, lam1, lam2):
    penalty, gradient = right.elastic_net_penalty(w, lam1, lam2)
    return penalty, gradient + 1.5 * lam1 * (w == 0)


def elastic_net_penalty__strengths_at_least_a_little(w, lam1, lam2):
    return right.elastic_net_penalty(w, lam1 or 0.01, lam2 or 0.01)


def max_norm__short_columns_shrink_a_little(w, limit):
    lengths = np.sqrt((w**2).sum(axis=0))
    return w * np.clip(lengths, 0, limit) / (lengths + 1e-6)


def train_val_test_split__copy_of_the_generator(x, y, fractions, rng):
    """Not satisfied: the next call with the same rng must deal them in another way"""
    return right.train_val_test_split(x, y, fractions, copy.deepcopy(rng))


def train_val_test_split__rows_have_columns(x, y, fractions, rng):
    """IndexError"""
    places = right.train_val_test_split(np.arange(len(x)), y, fractions, rng)
    train, val, test = (x[part, :] for part in places[::2])
    return train, places[1], val, places[3], test, places[5]


def train_val_test_split__insists_on_an_exact_sum(x, y, fractions, rng):
    """ValueError"""
    if sum(fractions) != 1:
        raise ValueError("the fractions must add up to 1")
    return right.train_val_test_split(x, y, fractions, rng)


def dropout_forward__several_axes_alone(x, p, rng, train=True):
    """out has shape"""
    return tuple(map(np.atleast_2d, right.dropout_forward(x, p, rng, train)))


def dropout_forward__default_for_0(x, p, rng, train=True):
    return right.dropout_forward(x, p or 0.5, rng, train)


def dropout_forward__off_by_default(x, p, rng, train=False):
    return right.dropout_forward(x, p, rng, train)


def dropout_forward__mean_kept_exactly(x, p, rng, train=True):
    if not train:
        return x.copy(), np.ones_like(x)
    kept = rng.random(x.shape) >= p
    mask = kept / max(kept.mean(), 1e-9)
    return x * mask, mask


def dropout_forward__train_renamed(x, p, rng, training=True):
    """unexpected keyword argument 'train'"""
    return right.dropout_forward(x, p, rng, training)


def dropout_backward__factor_from_the_share(dout, mask):
    return dout * (mask != 0) / (mask != 0).mean()


def dropout_backward__several_axes_alone(dout, mask):
    return np.atleast_2d(dout * mask)


class EarlyStopping__min_delta_renamed(right.EarlyStopping):
    """unexpected keyword argument 'min_delta'"""

    def __init__(self, patience, delta=0.0):
        super().__init__(patience, delta)


class EarlyStopping__no_best_until_the_first_improvement(right.EarlyStopping):
    def update(self, loss):
        stop = super().update(loss)
        self.best = None if self.best == np.inf else self.best
        return stop


class EarlyStopping__nearly_equal_is_equal(right.EarlyStopping):
    def update(self, loss):
        return super().update(self.best if np.isclose(loss, self.best) else loss)


class EarlyStopping__patience_of_2_at_least(right.EarlyStopping):
    def __init__(self, patience, min_delta=0.0):
        super().__init__(max(patience, 2), min_delta)


def random_crop__border_of_1_at_least(x, pad, top, left):
    return right.random_crop(x, max(pad, 1), top, left)


def random_crop__never_at_the_end(x, pad, top, left):
    last = max(2 * pad - 1, 0)
    return right.random_crop(x, pad, np.minimum(top, last), np.minimum(left, last))


def random_crop__border_no_wider_than_the_image(x, pad, top, left):
    least = min(pad, *x.shape[2:])
    return right.random_crop(x, least, np.minimum(top, 2 * least), np.minimum(left, 2 * least))


def cutout__side_of_2_at_least(x, top, left, size):
    return right.cutout(x, top, left, max(size, 2))


def add_noise__sigma_at_most_1(x, sigma, rng):
    return right.add_noise(x, min(sigma, 1.0), rng)


def add_noise__never_without_noise(x, sigma, rng):
    return right.add_noise(x, max(sigma, 1e-3), rng)


def jitter__contrast_above_0(x, brightness, contrast):
    return right.jitter(x, brightness, np.maximum(contrast, 0.1))


def jitter__only_brighter(x, brightness, contrast):
    return right.jitter(x, np.abs(brightness), contrast)
