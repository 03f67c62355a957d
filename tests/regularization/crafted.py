"""A hand-in with classes, closures, masked arrays, argsort and draws of other kinds."""

from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np


def penalty(value, slope):
    """A penalty from what it is for one weight."""

    def both(w, *strengths):
        at = w.ravel()
        return value(at, *strengths).sum(), np.reshape(slope(at, *strengths), w.shape)

    return both


l1_penalty = penalty(lambda w, lam: lam * np.abs(w), lambda w, lam: lam * np.where(w > 0, 1, -1.0))
l2_penalty = penalty(lambda w, lam: lam * w**2, lambda w, lam: np.einsum(",i->i", 2 * lam, w))


def elastic_net_penalty(w, lam1, lam2):
    parts = l1_penalty(w, lam1), l2_penalty(w, lam2)
    return [sum(part) for part in zip(*parts, strict=True)]


def max_norm(w, limit):
    length = np.sqrt(np.einsum("dm,dm->m", w, w))
    long = length > limit
    out = np.array(w)
    out[:, long] *= limit / length[long]
    return out


def train_val_test_split(x, y, fractions, rng):
    """Lots are drawn; who has the smallest goes into the validation set."""
    ranks = rng.normal(size=len(y)).argsort().argsort()
    ends = np.cumsum([0, *(int(np.rint(len(y) * part)) for part in fractions[1:]), len(y)])
    val, test, train = ((low <= ranks) & (ranks < high) for low, high in pairwise(ends))
    return x[train], y[train], x[val], y[val], x[test], y[test]


def dropout_forward(x, p, rng, train=True):
    """Drawn from the last unit to the first, at test time too, where nobody looks at it."""
    factor = np.array([0, 1 / (1 - p)])
    kept = rng.choice(2, size=x.T.shape, p=[p, 1 - p]).T
    mask = factor[kept] if train else np.ones(x.shape)
    return np.multiply(x, mask), mask


def dropout_backward(dout, mask):
    return np.einsum("...,...->...", dout, mask)


@dataclass
class Record:
    """The best so far, and when it was."""

    loss: float = np.inf
    age: int = 0


@dataclass
class EarlyStopping:
    patience: int
    min_delta: float = 0.0
    record: Record = field(default_factory=Record)

    @property
    def best(self):
        return self.record.loss

    def update(self, loss):
        with np.errstate(invalid="ignore"):
            gain = np.subtract(self.record.loss, loss)
        fresh = bool(np.nan_to_num(gain, nan=-1, posinf=np.inf) > self.min_delta)
        self.record = Record(loss) if fresh else Record(self.best, self.record.age + 1)
        return np.bool_(self.record.age >= self.patience)
