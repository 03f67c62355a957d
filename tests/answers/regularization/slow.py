"""In place of some of the loops: what takes longest and is right all the same."""


def dropout_forward(x, p, rng, train=True):
    out, mask = np.zeros(x.shape), np.zeros(x.shape)
    for at in np.ndindex(x.shape):
        mask[at] = 1 if not train else rng.choice([0, 1], p=[p, 1 - p]) / (1 - p)
        out[at] = x[at] * mask[at]
    return out, mask


def max_norm(w, limit):
    """The length of a column is worked out again for every weight in it."""
    out = np.zeros(w.shape)
    for d, m in np.ndindex(w.shape):
        squares = 0
        for k in range(w.shape[0]):
            squares += w[k, m] ** 2
        out[d, m] = w[d, m] * min(1, limit / math.sqrt(squares)) if squares > 0 else 0
    return out


def cutout(x, top, left, size):
    out = np.zeros(x.shape)
    for n, c, i, j in np.ndindex(x.shape):
        if not (0 <= i - top[n] < size and 0 <= j - left[n] < size):
            out[n, c, i, j] = x[n, c, i, j]
    return out


def jitter(x, brightness, contrast):
    """The mean is worked out again for every pixel."""
    out = np.zeros(x.shape)
    for n, c, i, j in np.ndindex(x.shape):
        middle = x[n].mean()
        out[n, c, i, j] = middle + contrast[n] * (x[n, c, i, j] - middle) + brightness[n]
    return out
