"""Wrong answers to dropout_forward. Each docstring is a part of what the judge must say."""

import numpy as np

from autograder.solutions import regularization as right


def _kept(x, p, rng):
    return (rng.random(x.shape) >= p).astype(float)


def dropout_forward__p_keeps(x, p, rng, train=True):
    """You use p as the probability of keeping a unit"""
    if not train:
        return x, np.ones_like(x)
    with np.errstate(divide="ignore", invalid="ignore"):
        mask = (rng.random(x.shape) < p) / np.float64(p)
        return x * mask, mask


def dropout_forward__not_scaled(x, p, rng, train=True):
    """those that stay are not scaled up"""
    mask = _kept(x, p, rng) if train else np.ones_like(x)
    return x * mask, mask


def dropout_forward__first_paper(x, p, rng, train=True):
    """This is dropout as first published"""
    mask = _kept(x, p, rng) if train else np.full_like(x, 1 - p)
    return x * mask, mask


def dropout_forward__scaled_twice(x, p, rng, train=True):
    """You scale in training and once more at test time"""
    mask = _kept(x, p, rng) / (1 - p) if train else np.full_like(x, 1 - p)
    return x * mask, mask


def dropout_forward__always(x, p, rng, train=True):
    """train is not used"""
    return right.dropout_forward(x, p, rng)


def dropout_forward__never(x, p, rng, train=True):
    """the share of units that are dropped is 0, expected 0.5"""
    return x.copy(), np.ones_like(x)


def dropout_forward__by_p(x, p, rng, train=True):
    """divided by p, the probability of dropping"""
    with np.errstate(divide="ignore", invalid="ignore"):
        mask = _kept(x, p, rng) / np.float64(p) if train else np.ones_like(x)
        return x * mask, mask


def dropout_forward__times(x, p, rng, train=True):
    """multiplied by 1 − p"""
    mask = _kept(x, p, rng) * (1 - p) if train else np.ones_like(x)
    return x * mask, mask


def dropout_forward__plain_mask(x, p, rng, train=True):
    """out is scaled and mask is not"""
    mask = _kept(x, p, rng) if train else np.ones_like(x)
    return x * mask / (1 - p if train else 1), mask


def dropout_forward__bools(x, p, rng, train=True):
    """mask is True and False"""
    mask = rng.random(x.shape) >= p if train else np.ones(x.shape, bool)
    return x * mask / (1 - p if train else 1), mask


def dropout_forward__who_is_dropped(x, p, rng, train=True):
    """mask marks the units that are dropped"""
    out, mask = right.dropout_forward(x, p, rng, train)
    return out, (mask == 0).astype(float)


def dropout_forward__not_applied(x, p, rng, train=True):
    """but out is x: nothing is dropped"""
    return x, right.dropout_forward(x, p, rng, train)[1]


def dropout_forward__one_mask(x, p, rng, train=True):
    """All samples of a batch share one mask"""
    mask = right.dropout_forward(x[:1], p, rng, train)[1]
    mask = np.repeat(mask, len(x), axis=0)
    return x * mask, mask


def dropout_forward__samples(x, p, rng, train=True):
    """Whole samples are dropped"""
    keep = rng.random((len(x),) + (1,) * (x.ndim - 1)) >= p
    mask = np.broadcast_to(keep / (1 - p) if train else 1.0, x.shape).copy()
    return x * mask, mask


def dropout_forward__channels(x, p, rng, train=True):
    """within a sample, each unit must be drawn on its own"""
    keep = rng.random(x.shape[:2] + (1,) * (x.ndim - 2)) >= p
    mask = np.broadcast_to(keep / (1 - p) if train else 1.0, x.shape).copy()
    return x * mask, mask


def dropout_forward__a_share_of_the_batch(x, p, rng, train=True):
    """Every call drops the same number of units"""
    if not train:
        return x.copy(), np.ones_like(x)
    mask = np.full(x.size, 1 / (1 - p))
    mask[: round(p * x.size)] = 0
    mask = rng.permutation(mask).reshape(x.shape)
    return x * mask, mask


def dropout_forward__exactly(x, p, rng, train=True):
    """Every sample loses the same number of units"""
    flat = x.reshape(len(x), -1)
    ranks = rng.random(flat.shape).argsort(axis=1).argsort(axis=1)
    mask = (ranks >= round(p * flat.shape[1])).reshape(x.shape) / (1 - p)
    mask = mask if train else np.ones_like(x)
    return x * mask, mask


def dropout_forward__checkerboard(x, p, rng, train=True):
    """chance must decide how many units are dropped"""
    place = np.arange(x.size).reshape(x.shape) + rng.integers(10**6)
    mask = (place * 0.6180339887 % 1 >= p) / (1 - p) if train else np.ones_like(x)
    return x * mask, mask


def dropout_forward__own_seed(x, p, rng, train=True):
    """Every call drops the same units"""
    return right.dropout_forward(x, p, np.random.default_rng(0), train)


def dropout_forward__copied(x, p, rng, train=True):
    """the next call with the same rng must drop other units"""
    fresh = np.random.default_rng()
    fresh.bit_generator.state = rng.bit_generator.state
    return right.dropout_forward(x, p, fresh, train)


def dropout_forward__global(x, p, rng, train=True):
    """The same seed gives another mask every time"""
    mask = (np.random.rand(*x.shape) >= p) / (1 - p) if train else np.ones_like(x)
    return x * mask, mask


def dropout_forward__small_ones(x, p, rng, train=True):
    """the next call with the same rng must drop other units"""
    mask = (np.abs(x) >= np.quantile(np.abs(x), p)) / (1 - p) if train else np.ones_like(x)
    return x * mask, mask


def dropout_forward__mask_of_out(x, p, rng, train=True):
    """out and mask must not contain NaN"""
    out = right.dropout_forward(x, p, rng, train)[0]
    with np.errstate(invalid="ignore"):
        return out, out / x


def dropout_forward__in_place(x, p, rng, train=True):
    """changes its input x"""
    mask = right.dropout_forward(x, p, rng, train)[1]
    x *= mask
    return x, mask


def dropout_forward__noise(x, p, rng, train=True):
    """the share of units that are dropped is 0"""
    mask = rng.normal(1, np.sqrt(p / (1 - p)), x.shape) if train else np.ones_like(x)
    return x * mask, mask


def dropout_forward__rounded(x, p, rng, train=True):
    """the factor of the other units"""
    factor = round(1 / (1 - p), 2)
    mask = _kept(x, p, rng) * factor if train else np.ones_like(x)
    return x * mask, mask


def dropout_forward__a_bit_more(x, p, rng, train=True):
    """the share of units that are dropped"""
    mask = (rng.random(x.shape) >= p * 1.1) / (1 - p) if train else np.ones_like(x)
    return x * mask, mask


def dropout_forward__out_alone(x, p, rng, train=True):
    """Return 2 values (out, mask)"""
    return right.dropout_forward(x, p, rng, train)[0]


def dropout_forward__no_mask_at_test_time(x, p, rng, train=True):
    """is the `return` missing?"""
    return right.dropout_forward(x, p, rng) if train else (x, None)


def dropout_forward__drawn_twice(x, p, rng, train=True):
    """You compute out with one mask and return another"""
    if not train:
        return x, np.ones_like(x)
    return x * _kept(x, p, rng) / (1 - p), _kept(x, p, rng) / (1 - p)


def dropout_forward__mask_first(x, p, rng, train=True):
    """The two are swapped"""
    mask = _kept(x, p, rng) / (1 - p) if train else np.ones_like(x)
    return mask, x * mask


def dropout_forward__out_shrunk(x, p, rng, train=True):
    """Nothing is scaled in training"""
    if not train:
        return x * (1 - p), np.ones_like(x)
    mask = _kept(x, p, rng)
    return x * mask, mask


def dropout_forward__factor_at_test_time(x, p, rng, train=True):
    """The factor 1 /"""
    mask = (_kept(x, p, rng) if train else np.ones_like(x)) / (1 - p)
    return x * mask, mask
