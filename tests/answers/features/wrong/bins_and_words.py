"""Wrong bins, cells and votes. Each docstring is a part of what the judge must say."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from autograder.solutions import features as right


def _hue_and_chroma(x):
    red, green, blue = np.moveaxis(x, 1, 0)
    largest, chroma = x.max(axis=1), np.ptp(x, axis=1)
    span = np.where(chroma > 0, chroma, 1)
    sixths = np.select(
        [largest == red, largest == green],
        [(green - blue) / span, (blue - red) / span + 2],
        default=(red - green) / span + 4,
    )
    return sixths * 60 % 360, chroma


def color_histogram__value_of_colored(x, bins):
    """A pixel that is not grey votes with its largest channel"""
    hue, chroma = _hue_and_chroma(x)
    votes = np.eye(bins)[(hue / 360 * bins).astype(int)] * (x.max(axis=1) * (chroma > 0))[..., None]
    return votes.mean(axis=(1, 2))


def color_histogram__whole_width(x, bins):
    """The width of a bin is rounded down, 360 // bins"""
    hue, chroma = _hue_and_chroma(x)
    index = np.minimum(hue // (360 // bins), bins - 1).astype(int)
    return (np.eye(bins)[index] * chroma[..., None]).mean(axis=(1, 2))


def _gradient(x):
    dx, dy = np.zeros_like(x), np.zeros_like(x)
    dx[:, :, 1:-1] = x[:, :, 2:] - x[:, :, :-2]
    dy[:, 1:-1] = x[:, 2:] - x[:, :-2]
    return np.degrees(np.arctan2(dy, dx)) % 180, np.hypot(dx, dy)


def _cells(votes, cell):
    n, h, w, bins = votes.shape
    rows, columns = h // cell, w // cell
    return votes[:, : rows * cell, : columns * cell], (n, rows, columns, bins)


def hog__whole_width(x, cell=8, bins=9):
    """The width of a bin is rounded down, 180 // bins"""
    angle, magnitude = _gradient(x)
    index = np.minimum(angle // (180 // bins), bins - 1).astype(int)
    votes, (n, rows, columns, _) = _cells(np.eye(bins)[index] * magnitude[..., None], cell)
    return votes.reshape(n, rows, cell, columns, cell, bins).sum(axis=(2, 4))


def hog__cut_without_order(x, cell=8, bins=9):
    """Cells are cut by a reshape alone"""
    angle, magnitude = _gradient(x)
    index = np.minimum(angle * bins / 180, bins - 1).astype(int)
    votes, (n, rows, columns, _) = _cells(np.eye(bins)[index] * magnitude[..., None], cell)
    return votes.reshape(n, rows, columns, cell * cell, bins).sum(axis=3)


def hog_blocks__length_over_the_batch(cells, size=2, eps=1e-5):
    """The sum of squares runs over the batch as well"""
    v = np.moveaxis(sliding_window_view(cells, (size, size), axis=(1, 2)), 3, 5)
    v = v.reshape(*v.shape[:3], -1)
    return v / np.sqrt((v**2).sum(axis=(0, 3), keepdims=True) + eps**2)


def hog_blocks__as_wide_as_high(cells, size=2, eps=1e-5):
    """There are as many columns of blocks as rows"""
    out = right.hog_blocks(cells, size, eps)
    return out[:, :, : out.shape[1]]


def kmeans_step__moved_up(patches, words):
    """The means are written one after the other"""
    chosen, out = right.nearest_word(patches, words), words.copy()
    for row, k in enumerate(np.unique(chosen)):
        out[row] = patches[chosen == k].mean(axis=0)
    return out


def bag_of_words__added_once(x, words, size):
    """Each word that occurs has one vote"""
    windows = sliding_window_view(x, (size, size), axis=(2, 3)).transpose(0, 2, 3, 1, 4, 5)
    patches = windows.reshape(len(x), -1, words.shape[1])
    out = np.zeros((len(x), len(words)))
    for n, each in enumerate(patches):
        out[n, right.nearest_word(each, words)] += 1
    return out / patches.shape[1]
