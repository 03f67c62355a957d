"""Wrong squares. Each docstring is a part of what the judge must say."""

import numpy as np

from autograder.solutions import regularization as right


def cutout__centred(x, top, left, size):
    """The square has its centre at"""
    return right.cutout(x, top - size // 2, left - size // 2, size)


def cutout__by_the_first(x, top, left, size):
    """All squares lie where the first draw puts them"""
    return right.cutout(x, np.full_like(top, top[0]), np.full_like(left, left[0]), size)


def cutout__exchanged(x, top, left, size):
    """top and left are swapped"""
    return right.cutout(x, left, top, size)


def cutout__one_channel(x, top, left, size):
    """Only the first channel is blanked"""
    return np.concatenate([right.cutout(x[:, :1], top, left, size), x[:, 1:]], axis=1)


def cutout__plain_slices(x, top, left, size):
    """Squares that start above or to the left of the image are missing"""
    out = x.copy()
    for n in range(len(x)):
        out[n, :, top[n] : top[n] + size, left[n] : left[n] + size] = 0
    return out


def cutout__plain_indices(x, top, left, size):
    """Your code raised IndexError"""
    out = x.copy()
    for n, i, j in np.ndindex(len(x), size, size):
        out[n, :, top[n] + i, left[n] + j] = 0
    return out


def cutout__begins_at_zero(x, top, left, size):
    """keeps its whole size"""
    return right.cutout(x, np.maximum(top, 0), np.maximum(left, 0), size)


def cutout__end_below_zero(x, top, left, size):
    """values differ"""
    out = x.copy()
    for n in range(len(x)):
        rows = slice(max(top[n], 0), top[n] + size)
        out[n, :, rows, max(left[n], 0) : left[n] + size] = 0
    return out


def cutout__pushed_inside(x, top, left, size):
    """Squares that reach beyond the image are moved back onto it"""
    h, w = (max(side - size, 0) for side in x.shape[2:])
    return right.cutout(x, top.clip(0, h), left.clip(0, w), size)


def cutout__wrapped(x, top, left, size):
    """The part that leaves the image on one side comes back on the other"""
    out, (h, w) = x.copy(), x.shape[2:]
    for n, i, j in np.ndindex(len(x), size, size):
        out[n, :, (top[n] + i) % h, (left[n] + j) % w] = 0
    return out


def cutout__last_row_too(x, top, left, size):
    """The square is one pixel too large"""
    return right.cutout(x, top, left, size + 1)


def cutout__last_row_missing(x, top, left, size):
    """The square is one pixel too small"""
    return right.cutout(x, top, left, size - 1)


def cutout__strips(x, top, left, size):
    """Whole rows and whole columns are blanked"""
    down = np.arange(x.shape[2])[:, None] - top[:, None, None, None]
    across = np.arange(x.shape[3]) - left[:, None, None, None]
    hit = ((down >= 0) & (down < size)) | ((across >= 0) & (across < size))
    return np.where(hit, 0.0, x)


def cutout__the_rest(x, top, left, size):
    """Everything but the square is blanked"""
    return x - right.cutout(x, top, left, size)


def cutout__grey(x, top, left, size):
    """The square is filled with the mean of its image"""
    kept = right.cutout(np.ones_like(x), top, left, size)
    return np.where(kept == 1, x, x.mean((1, 2, 3), keepdims=True))


def cutout__ones(x, top, left, size):
    """values differ"""
    return np.where(right.cutout(np.ones_like(x), top, left, size) == 1, x, 1.0)


def cutout__nothing(x, top, left, size):
    """Nothing is blanked"""
    return x


def cutout__cut_away(x, top, left, size):
    """out has shape"""
    return x[:, :, :size, :size]


def cutout__in_place(x, top, left, size):
    """changes its input x"""
    x[...] = right.cutout(x, top, left, size)
    return x


def cutout__end_from_the_end(x, top, left, size):
    """A square that lies above or to the left of the image blanks much of it"""
    out = x.copy()
    for image, i, j in zip(out, top, left, strict=True):
        image[:, max(i, 0) : i + size, max(j, 0) : j + size] = 0
    return out
