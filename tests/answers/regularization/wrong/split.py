"""Wrong ways to split. Each docstring is a part of what the judge must say."""

import numpy as np

from autograder.solutions import regularization as right


def _parts(x, y, order, n_train, n_val, n_test):
    train, val, test, _ = np.split(order, np.cumsum([n_train, n_val, n_test]))
    return x[train], y[train], x[val], y[val], x[test], y[test]


def _sizes(x, fractions):
    n_val, n_test = (round(len(x) * fraction) for fraction in fractions[1:])
    return len(x) - n_val - n_test, n_val, n_test


def train_val_test_split__in_order(x, y, fractions, rng):
    """The samples are dealt in their original order"""
    return _parts(x, y, np.arange(len(x)), *_sizes(x, fractions))


def train_val_test_split__test_set_in_order(x, y, fractions, rng):
    """samples must be dealt at random, not in their original order"""
    rest = len(x) - _sizes(x, fractions)[2]
    order = np.append(rng.permutation(rest), np.arange(rest, len(x)))
    return _parts(x, y, order, *_sizes(x, fractions))


def train_val_test_split__training_set_shuffled(x, y, fractions, rng):
    """The samples are dealt in their original order"""
    n_train = _sizes(x, fractions)[0]
    order = np.append(rng.permutation(n_train), np.arange(n_train, len(x)))
    return _parts(x, y, order, *_sizes(x, fractions))


def train_val_test_split__every_fifth(x, y, fractions, rng):
    """Every call deals the samples the same way"""
    order = np.argsort(np.arange(len(x)) * 7 % 10, kind="stable")
    return _parts(x, y, order, *_sizes(x, fractions))


def train_val_test_split__apart(x, y, fractions, rng):
    """x and y are not shuffled in the same way"""
    return right.train_val_test_split(rng.permutation(x), rng.permutation(y), fractions, rng)


def train_val_test_split__x_alone(x, y, fractions, rng):
    """labels end up with other samples"""
    places = np.arange(len(x))
    xs = right.train_val_test_split(x, y, fractions, rng)[::2]
    ys = _parts(x, y, places, *_sizes(x, fractions))[1::2]
    return [each for pair in zip(xs, ys, strict=True) for each in pair]


def train_val_test_split__y_shuffled_in_place(x, y, fractions, rng):
    """changes its input y"""
    rng.shuffle(y)
    return right.train_val_test_split(x, y, fractions, rng)


def train_val_test_split__loses(x, y, fractions, rng):
    """the samples that are left over get lost"""
    return _parts(x, y, rng.permutation(len(x)), *(int(len(x) * part) for part in fractions))


def train_val_test_split__floor(x, y, fractions, rng):
    """Sizes are rounded down"""
    n_val, n_test = (int(len(x) * part) for part in fractions[1:])
    return _parts(x, y, rng.permutation(len(x)), len(x) - n_val - n_test, n_val, n_test)


def train_val_test_split__rest_to_test(x, y, fractions, rng):
    """the test set gets what is left over"""
    n_train, n_val = (round(len(x) * part) for part in fractions[:2])
    return _parts(x, y, rng.permutation(len(x)), n_train, n_val, len(x) - n_train - n_val)


def train_val_test_split__overlap(x, y, fractions, rng):
    """The sets overlap"""
    chosen = [rng.choice(len(x), size, replace=False) for size in _sizes(x, fractions)]
    return [part[places] for places in chosen for part in (x, y)]


def train_val_test_split__put_back(x, y, fractions, rng):
    """Samples are drawn with replacement"""
    return _parts(x, y, rng.integers(len(x), size=len(x)), *_sizes(x, fractions))


def train_val_test_split__validation_twice(x, y, fractions, rng):
    """The samples of the validation set stay in the training set too"""
    parts = right.train_val_test_split(x, y, fractions, rng)
    train = [np.concatenate([parts[i], parts[i + 2]]) for i in (0, 1)]
    return *train, *parts[2:]


def train_val_test_split__test_is_validation(x, y, fractions, rng):
    """no sample may occur in two sets"""
    n_train, n_val, n_test = _sizes(x, fractions)
    order = rng.permutation(len(x))
    sets = order[:n_train], order[n_train : n_train + n_val], order[n_train : n_train + n_test]
    return [part[places] for places in sets for part in (x, y)]


def train_val_test_split__exchanged(x, y, fractions, rng):
    """The validation set and the test set are swapped"""
    parts = right.train_val_test_split(x, y, fractions, rng)
    return *parts[:2], *parts[4:], *parts[2:4]


def train_val_test_split__x_first(x, y, fractions, rng):
    """All parts of x come first"""
    parts = right.train_val_test_split(x, y, fractions, rng)
    return *parts[::2], *parts[1::2]


def train_val_test_split__pairs(x, y, fractions, rng):
    """Return 6 values (x_train, y_train, x_val, y_val, x_test, y_test)"""
    parts = right.train_val_test_split(x, y, fractions, rng)
    return parts[:2], parts[2:4], parts[4:]


def train_val_test_split__own_seed(x, y, fractions, rng):
    """Every call deals the samples the same way"""
    return right.train_val_test_split(x, y, fractions, np.random.default_rng(42))


def train_val_test_split__global(x, y, fractions, rng):
    """The same seed deals the samples differently every time"""
    return _parts(x, y, np.random.permutation(len(x)), *_sizes(x, fractions))


def train_val_test_split__fresh(x, y, fractions, rng):
    """The same seed deals the samples differently every time"""
    return right.train_val_test_split(x, y, fractions, np.random.default_rng())


def train_val_test_split__noise(x, y, fractions, rng):
    """every row of x_train, x_val and x_test must be a row of x"""
    return right.train_val_test_split(x + rng.normal(size=x.shape), y, fractions, rng)


def _at(x, y, rng, first, second):
    order = rng.permutation(len(x))
    sets = order[:first], order[first:second], order[second:]
    return tuple(part[places] for places in sets for part in (x, y))


def train_val_test_split__borders_rounded(x, y, fractions, rng):
    """You round the borders between the sets"""
    n = len(x)
    return _at(x, y, rng, round(n * fractions[0]), round(n * (fractions[0] + fractions[1])))


def train_val_test_split__borders_cut_off(x, y, fractions, rng):
    """The borders between the sets are rounded down"""
    n = len(x)
    return _at(x, y, rng, int(n * fractions[0]), int(n * (fractions[0] + fractions[1])))


def train_val_test_split__minus_nothing(x, y, fractions, rng):
    """An empty set gets all samples"""
    order = rng.permutation(len(x))
    x, y = x[order], y[order]
    n_val, n_test = (round(len(x) * fraction) for fraction in fractions[1:])
    n = len(x) - n_val - n_test
    return x[:n], y[:n], x[n : n + n_val], y[n : n + n_val], x[-n_test:], y[-n_test:]
