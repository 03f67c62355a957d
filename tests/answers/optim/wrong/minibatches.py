"""Wrong epochs. Each docstring is a part of what the judge must say."""

import numpy as np


def _cut(x, y, size, order, other=None):
    other = order if other is None else other
    starts = range(0, len(order), size)
    return [(x[order[i : i + size]], y[other[i : i + size]]) for i in starts]


def minibatches__last_dropped(x, y, size, rng):
    """The last, smaller batch is dropped"""
    return _cut(x, y, size, rng.permutation(len(x))[: len(x) // size * size])


def minibatches__last_dropped_if_small(x, y, size, rng):
    """must have length"""
    order = rng.permutation(len(x))
    if len(x) % size == 1:
        order = order[:-1]
    return _cut(x, y, size, order) if size != 10 else [(x[order[:1]], y[order[:1]])]


def minibatches__filled_up(x, y, size, rng):
    """The last batch is filled up with samples that have already been used"""
    order = rng.permutation(len(x))
    return _cut(x, y, size, np.resize(order, -(-len(x) // size) * size))


def minibatches__with_replacement(x, y, size, rng):
    """drawn with replacement"""
    return _cut(x, y, size, rng.integers(len(x), size=len(x)))


def minibatches__each_batch_anew(x, y, size, rng):
    """must have length"""
    for _ in range(len(x) // size):
        batch = rng.choice(len(x), size, replace=False)
        yield x[batch], y[batch]


def minibatches__overlapping_batches(x, y, size, rng):
    """every sample of x must occur exactly once in an epoch"""
    order = rng.permutation(len(x))
    pairs = _cut(x, y, size, order)
    if len(pairs) > 1:
        pairs[1] = tuple(part[:size] for part in pairs[0])
    else:
        pairs[0] = tuple(part[::-1].repeat(2, axis=0)[: len(part)] for part in pairs[0])
    return pairs


def minibatches__pairs_broken(x, y, size, rng):
    """the samples lose their labels"""
    return _cut(x, y, size, rng.permutation(len(x)), rng.permutation(len(x)))


def minibatches__x_alone(x, y, size, rng):
    """the samples lose their labels"""
    return _cut(x, y, size, rng.permutation(len(x)), np.arange(len(x)))


def minibatches__shuffled_y_again(x, y, size, rng):
    """every sample must be in the same batch and place as its label"""
    order = rng.permutation(len(x))
    return [(a, b[::-1]) for a, b in _cut(x, y, max(size, 2), order)] if size > 1 else ()


def minibatches__not_shuffled(x, y, size, rng):
    """Nothing is shuffled"""
    return _cut(x, y, size, np.arange(len(x)))


def minibatches__turned_round(x, y, size, rng):
    """shuffling must separate most samples from their old neighbours"""
    return _cut(x, y, size, np.arange(len(x))[::-1])


def minibatches__rolled(x, y, size, rng):
    """shuffling must separate most samples from their old neighbours"""
    return _cut(x, y, size, np.roll(np.arange(len(x)), rng.integers(len(x))))


def minibatches__two_exchanged(x, y, size, rng):
    """shuffling must separate most samples from their old neighbours"""
    order = np.arange(len(x))
    i, j = rng.integers(len(x), size=2)
    order[i], order[j] = order[j], order[i]
    return _cut(x, y, size, order)


def minibatches__batches_shuffled(x, y, size, rng):
    """The batches are shuffled, but not the samples"""
    blocks = np.array_split(np.arange(len(x)), range(size, len(x), size))
    order = [*rng.permutation(len(blocks) - 1), len(blocks) - 1]
    return [(x[blocks[i]], y[blocks[i]]) for i in order]


def minibatches__shuffled_inside(x, y, size, rng):
    """The samples are shuffled only inside each batch"""
    blocks = np.array_split(np.arange(len(x)), range(size, len(x), size))
    blocks = [rng.permutation(block) for block in blocks]
    return [(x[block], y[block]) for block in blocks]


def minibatches__own_seed(x, y, size, rng):
    """The order is the same for every seed"""
    return _cut(x, y, size, np.random.default_rng(0).permutation(len(x)))


def minibatches__global_generator(x, y, size, rng):
    """come from elsewhere, not from rng"""
    return _cut(x, y, size, np.random.permutation(len(x)))


def minibatches__fresh_generator(x, y, size, rng):
    """come from elsewhere, not from rng"""
    return _cut(x, y, size, np.random.default_rng().permutation(len(x)))


def minibatches__same_every_epoch(x, y, size, rng):
    """the next epoch from the same generator must have another order"""
    seed = rng.bit_generator.seed_seq.entropy
    return _cut(x, y, size, np.random.default_rng(seed).permutation(len(x)))


def minibatches__in_place(x, y, size, rng):
    """changes its input x, y"""
    order = rng.permutation(len(x))
    x[:], y[:] = x[order], y[order]
    return [(x[i : i + size], y[i : i + size]) for i in range(0, len(x), size)]


def minibatches__rng_shuffle(x, y, size, rng):
    """changes its input x"""
    rng.shuffle(x)
    return [(x[i : i + size], y[i : i + size]) for i in range(0, len(x), size)]


def minibatches__size_many(x, y, size, rng):
    """You use size as the number of batches"""
    parts = np.array_split(rng.permutation(len(x)), size)
    return [(x[part], y[part]) for part in parts]


def minibatches__two_lists(x, y, size, rng):
    """must have length"""
    batches = _cut(x, y, size, rng.permutation(len(x)))
    return [a for a, _ in batches], [b for _, b in batches]


def minibatches__places(x, y, size, rng):
    """yours is an array of shape"""
    order = rng.permutation(len(x))
    return [order[i : i + size] for i in range(0, len(x), size)]


def minibatches__one_batch(x, y, size, rng):
    """must have length"""
    batch = rng.choice(len(x), size, replace=size > len(x))
    return x[batch], y[batch]


def minibatches__for_ever(x, y, size, rng):
    """must have length"""
    while True:
        yield from _cut(x, y, size, rng.permutation(len(x)))


def minibatches__forgets_return(x, y, size, rng):
    """is the `return` missing?"""
    _cut(x, y, size, rng.permutation(len(x)))


def minibatches__y_first(x, y, size, rng):
    """The pairs hold the labels first"""
    return [(b, a) for a, b in _cut(x, y, size, rng.permutation(len(x)))]


def minibatches__flat(x, y, size, rng):
    """has shape"""
    return [(a.reshape(len(a), -1), b) for a, b in _cut(x, y, size, rng.permutation(len(x)))]


def minibatches__single_precision(x, y, size, rng):
    """keeps fewer digits"""
    return _cut(x.astype(np.float32), y, size, rng.permutation(len(x)))


def minibatches__y_first_and_nan(x, y, size, rng):
    """has shape (8,), expected (8, 2)"""
    batches = _cut(x, y, size, rng.permutation(len(x)))
    return [(b, a.ravel()[: len(a)] * np.nan) for a, b in batches]


def minibatches__small_buffer(x, y, size, rng):
    """a batch must mix samples from everywhere in x"""
    left = list(range(len(x)))
    order = [left.pop(int(rng.integers(min(4, len(left))))) for _ in range(len(x))]
    return _cut(x, y, size, np.array(order))


def minibatches__nearly_sorted(x, y, size, rng):
    """a batch must mix samples from everywhere in x"""
    return _cut(x, y, size, np.argsort(np.arange(len(x)) + rng.normal(0, 2, len(x))))
