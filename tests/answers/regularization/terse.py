"""A hand-in by somebody who thinks in whole arrays and keeps it short."""

import numpy as np


def l1_penalty(w, lam):
    return lam * abs(w).sum(), np.copysign(lam, w)


def l2_penalty(w, lam):
    return lam * np.vdot(w, w), w * lam * 2


def elastic_net_penalty(w, lam1, lam2):
    return (lam1 * abs(w) + lam2 * w * w).sum(), lam1 * np.sign(w) + lam2 * (w + w)


def max_norm(w, limit):
    return w * np.minimum(1, limit / np.maximum(np.linalg.norm(w, axis=0), limit))


def train_val_test_split(x, y, fractions, rng):
    at = rng.permutation(len(x))
    a, b = (round(len(x) * f) for f in fractions[1:])
    return [z[at[i]] for i in (slice(a + b, None), slice(a), slice(a, a + b)) for z in (x, y)]


def dropout_forward(x, p, rng, train=True):
    mask = np.float32(rng.binomial(1, 1 - p, x.shape)) / (1 - p) if train else x * 0 + 1
    return x * mask, mask


def dropout_backward(dout, mask):
    return mask * dout


class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        self.patience, self.min_delta, self.best, self.bad = patience, min_delta, float("inf"), 0

    def update(self, loss):
        better = self.best - loss > self.min_delta
        self.best, self.bad = (loss, 0) if better else (self.best, self.bad + 1)
        return self.bad >= self.patience


def spread(draw):
    return draw[:, None, None, None]


def horizontal_flip(x, flip):
    out = x.copy()
    out[flip] = x[flip, :, :, ::-1]
    return out


def shift(x, dy, dx):
    h, w = x.shape[2:]
    big = np.pad(x, [(0, 0), (0, 0), (h, h), (w, w)])
    tops, lefts = h - dy.clip(-h, h), w - dx.clip(-w, w)
    return np.stack([b[:, i : i + h, j : j + w] for b, i, j in zip(big, tops, lefts, strict=True)])


def random_crop(x, pad, top, left):
    h, w = x.shape[2:]
    xp = np.pad(x, [(0, 0), (0, 0), (pad, pad), (pad, pad)])
    return np.array([xp[k, :, top[k] : top[k] + h, left[k] : left[k] + w] for k in range(len(x))])


def cutout(x, top, left, size):
    out = x.copy()
    for image, i, j in zip(out, top, left, strict=True):
        image[:, max(i, 0) : max(i + size, 0), max(j, 0) : max(j + size, 0)] = 0
    return out


def add_noise(x, sigma, rng):
    return rng.normal(x, sigma)


def jitter(x, brightness, contrast):
    m = x.mean((1, 2, 3), keepdims=True)
    return (x - m) * spread(contrast) + m + spread(brightness)
