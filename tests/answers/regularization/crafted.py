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


def moves(side, by):
    """(N, side, side): matrices that move a row of pixels, and let what leaves it fall."""
    return np.stack([np.eye(side, k=-int(each)) for each in by])


def horizontal_flip(x, flip):
    """Every image picks its own columns."""
    forward = np.arange(x.shape[3])
    columns = np.where(flip[:, None], forward[::-1], forward)
    return np.take_along_axis(x, columns[:, None, None], axis=3)


def shift(x, dy, dx):
    down, right = moves(x.shape[2], dy), moves(x.shape[3], dx)
    return np.einsum("nip,ncpq,njq->ncij", down, x, right)


def random_crop(x, pad, top, left):
    """By strides: all pieces are views of one padded batch."""
    h, w = x.shape[2:]
    padded = np.zeros((*x.shape[:2], h + 2 * pad, w + 2 * pad))
    padded[..., pad : pad + h, pad : pad + w] = x
    pieces = np.lib.stride_tricks.sliding_window_view(padded, (h, w), axis=(2, 3))
    return pieces[np.arange(len(x)), :, top, left]


def cutout(x, top, left, size):
    """What is kept is 1 minus an outer product."""
    inside = [
        (np.abs(np.arange(side) - start[:, None] - (size - 1) / 2) < size / 2).astype(float)
        for side, start in zip(x.shape[2:], (top, left), strict=True)
    ]
    return x * (1 - np.einsum("ni,nj->nij", *inside))[:, None]


def add_noise(x, sigma, rng):
    """G. Box, M. Muller, 1958: two uniform numbers make two normal ones."""
    half = (x.size + 1) // 2
    radius, angle = np.sqrt(-2 * np.log1p(-rng.random(half))), 2 * np.pi * rng.random(half)
    normal = np.concatenate([radius * np.cos(angle), radius * np.sin(angle)])
    return x - sigma * normal[: x.size].reshape(x.shape)


def jitter(x, brightness, contrast):
    """A factor and an offset for each image, from its sum."""
    flat = x.reshape(len(x), -1)
    offset = flat @ np.ones(flat.shape[1]) / flat.shape[1] * (1 - contrast) + brightness
    return np.einsum("n,nchw->nchw", contrast, x) + offset.reshape(-1, 1, 1, 1)
