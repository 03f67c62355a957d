"""A hand-in by somebody who writes loops over indices and converts at the end."""

import math

import numpy as np


def l1_penalty(w, lam):
    total = 0.0
    gradient = np.zeros(w.shape)
    for at in np.ndindex(w.shape):
        total = total + abs(float(w[at]))
        if w[at] > 0:
            gradient[at] = lam
        else:
            gradient[at] = -lam
    return lam * total, gradient


def l2_penalty(w, lam):
    total = 0.0
    gradient = np.zeros(w.shape)
    for at in np.ndindex(w.shape):
        total += lam * w[at] ** 2
        gradient[at] = 2 * lam * w[at]
    return float(total), gradient


def elastic_net_penalty(w, lam1, lam2):
    total = 0.0
    gradient = np.zeros(w.shape)
    for at in np.ndindex(w.shape):
        size = abs(w[at])
        total += lam1 * size
        total += lam2 * size * size
        gradient[at] = lam1 * (w[at] / (size or 1)) + 2 * lam2 * w[at]
    return total, gradient


def max_norm(w, limit):
    out = []
    for _ in range(w.shape[0]):
        out.append([0.0] * w.shape[1])
    for m in range(w.shape[1]):
        squares = 0
        for d in range(w.shape[0]):
            squares += w[d, m] ** 2
        length = math.sqrt(squares)
        print("column", m, "has length", length)
        for d in range(w.shape[0]):
            if length > limit:
                out[d][m] = w[d, m] / length * limit
            else:
                out[d][m] = w[d, m]
    return np.array(out)


def train_val_test_split(x, y, fractions, rng):
    n = len(x)
    order = list(range(n))
    for i in range(n - 1, 0, -1):
        j = int(rng.integers(0, i + 1))
        order[i], order[j] = order[j], order[i]
    n_val = int(n * fractions[1] + 0.5)
    n_test = int(n * fractions[2] + 0.5)
    n_train = n - n_val - n_test
    sets = [[], [], [], [], [], []]
    for count, row in enumerate(order):
        if count < n_train:
            where = 0
        elif count < n_train + n_val:
            where = 2
        else:
            where = 4
        sets[where].append(x[row])
        sets[where + 1].append(y[row])
    return tuple(np.array(each) for each in sets)


def dropout_forward(x, p, rng, train=True):
    out = np.zeros(x.shape)
    mask = np.zeros(x.shape)
    for at in np.ndindex(x.shape):
        if not train:
            mask[at] = 1
        elif rng.uniform() > p:
            mask[at] = 1 / (1 - p)
        out[at] = x[at] * mask[at]
    return out, mask


def dropout_backward(dout, mask):
    dx = []
    for gradient, factor in zip(dout.ravel(), mask.ravel(), strict=True):
        dx.append(gradient * factor)
    return np.array(dx).reshape(dout.shape)


class EarlyStopping:
    def __init__(self, patience, min_delta=0.0):
        self.patience = patience
        self.min_delta = min_delta
        self.best = math.inf
        self.improved = []

    def update(self, loss):
        print("loss", loss, "best", self.best)
        if math.isnan(loss):
            self.improved.append(False)
        elif loss < self.best - self.min_delta:
            self.best = loss
            self.improved.append(True)
        else:
            self.improved.append(False)
        if len(self.improved) < self.patience:
            return False
        recent = self.improved[-self.patience :]
        return recent.count(True) == 0


def horizontal_flip(x, flip):
    out = np.zeros(x.shape)
    width = x.shape[3]
    for n in range(x.shape[0]):
        print("image", n, "is mirrored:", flip[n])
        for j in range(width):
            if flip[n]:
                out[n, :, :, j] = x[n, :, :, width - 1 - j]
            else:
                out[n, :, :, j] = x[n, :, :, j]
    return out


def shift(x, dy, dx):
    out = np.zeros(x.shape)
    for n in range(x.shape[0]):
        for i in range(x.shape[2]):
            for j in range(x.shape[3]):
                row = i - dy[n]
                column = j - dx[n]
                if row >= 0 and row < x.shape[2] and column >= 0 and column < x.shape[3]:
                    for c in range(x.shape[1]):
                        out[n, c, i, j] = x[n, c, row, column]
    return out


def random_crop(x, pad, top, left):
    result = []
    height, width = x.shape[2], x.shape[3]
    for n in range(x.shape[0]):
        channels = []
        for c in range(x.shape[1]):
            large = np.zeros((height + 2 * pad, width + 2 * pad))
            for i in range(height):
                for j in range(width):
                    large[i + pad, j + pad] = x[n, c, i, j]
            channels.append(large[top[n] : top[n] + height, left[n] : left[n] + width])
        result.append(channels)
    return np.array(result)


def cutout(x, top, left, size):
    out = np.array(x)
    for n in range(x.shape[0]):
        for i in range(top[n], top[n] + size):
            for j in range(left[n], left[n] + size):
                if 0 <= i < x.shape[2] and 0 <= j < x.shape[3]:
                    out[n, :, i, j] = 0
    return out


def add_noise(x, sigma, rng):
    out = np.zeros(x.shape)
    for at in np.ndindex(x.shape):
        out[at] = x[at] + rng.normal(0, sigma)
    return out


def jitter(x, brightness, contrast):
    out = np.zeros(x.shape)
    for n in range(x.shape[0]):
        total = 0.0
        for number in x[n].flatten():
            total = total + number
        middle = total / x[n].size
        for at in np.ndindex(x[n].shape):
            out[n][at] = middle + contrast[n] * (x[n][at] - middle) + brightness[n]
    return out
