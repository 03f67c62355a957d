"""Wrong blocks of cells. Each docstring is a part of what the judge must say."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from autograder.solutions import features as right


def _blocks(cells, size):
    """(N, HB, WB, rows, columns, bins)."""
    return np.moveaxis(sliding_window_view(cells, (size, size), axis=(1, 2)), 3, 5)


def _flat(blocks):
    return blocks.reshape(*blocks.shape[:3], -1)


def _unit(v, eps):
    return v / np.sqrt((v**2).sum(axis=-1, keepdims=True) + eps**2)


def hog_blocks__bins_first(cells, size=2, eps=1e-5):
    """in order of bins"""
    return _unit(_flat(sliding_window_view(cells, (size, size), axis=(1, 2))), eps)


def hog_blocks__columns_first(cells, size=2, eps=1e-5):
    """column by column"""
    return _unit(_flat(_blocks(cells, size).swapaxes(3, 4)), eps)


def hog_blocks__side_by_side(cells, size=2, eps=1e-5):
    """Blocks lie side by side"""
    return _unit(_flat(_blocks(cells, size)[:, ::size, ::size]), eps)


def hog_blocks__each_cell(cells, size=2, eps=1e-5):
    """Each cell is divided by its own length"""
    return _flat(_unit(_blocks(cells, size), eps))


def hog_blocks__whole_image(cells, size=2, eps=1e-5):
    """All blocks of an image are divided by one length"""
    v = _flat(_blocks(cells, size))
    return v / np.sqrt((v**2).sum(axis=(1, 2, 3), keepdims=True) + eps**2)


def hog_blocks__norm_of_all(cells, size=2, eps=1e-5):
    """All blocks of the batch"""
    v = _flat(_blocks(cells, size))
    return v / np.sqrt(np.linalg.norm(v) ** 2 + eps**2)


def hog_blocks__l1(cells, size=2, eps=1e-5):
    """sum of their numbers"""
    v = _flat(_blocks(cells, size))
    return v / (np.abs(v).sum(axis=3, keepdims=True) + eps)


def hog_blocks__no_root(cells, size=2, eps=1e-5):
    """a root is missing"""
    v = _flat(_blocks(cells, size))
    return v / ((v**2).sum(axis=3, keepdims=True) + eps**2)


def hog_blocks__as_they_were(cells, size=2, eps=1e-5):
    """not normalized"""
    return _flat(_blocks(cells, size)).copy()


def hog_blocks__eps_outside(cells, size=2, eps=1e-5):
    """outside the root"""
    v = _flat(_blocks(cells, size))
    return v / (np.linalg.norm(v, axis=3, keepdims=True) + eps)


def hog_blocks__eps_not_squared(cells, size=2, eps=1e-5):
    """as it is"""
    v = _flat(_blocks(cells, size))
    return v / np.sqrt((v**2).sum(axis=3, keepdims=True) + eps)


def hog_blocks__eps_each(cells, size=2, eps=1e-5):
    """added once"""
    v = _flat(_blocks(cells, size))
    return v / np.sqrt((v**2 + eps**2).sum(axis=3, keepdims=True))


def hog_blocks__no_eps(cells, size=2, eps=1e-5):
    """eps is not used"""
    v = _flat(_blocks(cells, size))
    with np.errstate(invalid="ignore"):
        return v / np.linalg.norm(v, axis=3, keepdims=True)


def hog_blocks__only_where_empty(cells, size=2, eps=1e-5):
    """where a block has any votes"""
    v = _flat(_blocks(cells, size))
    length = np.linalg.norm(v, axis=3, keepdims=True)
    return v / np.where(length == 0, eps, length)


def hog_blocks__hysteresis(cells, size=2, eps=1e-5):
    """L2-Hys"""
    return _unit(np.minimum(right.hog_blocks(cells, size, eps), 0.2), eps)


def hog_blocks__clipped(cells, size=2, eps=1e-5):
    return np.minimum(right.hog_blocks(cells, size, eps), 0.2)


def hog_blocks__steps_for_places(cells, size=2, eps=1e-5):
    """last row and the last column of blocks are missing"""
    n, h, w, bins = cells.shape
    out = np.zeros((n, h - size, w - size, size * size * bins))
    for i, j in np.ndindex(out.shape[1:3]):
        v = cells[:, i : i + size, j : j + size].reshape(n, -1)
        out[:, i, j] = _unit(v, eps)
    return out


def hog_blocks__always_two(cells, size=2, eps=1e-5):
    """size is always 2"""
    return right.hog_blocks(cells, 2, eps)


def hog_blocks__not_flat(cells, size=2, eps=1e-5):
    """has shape"""
    v = right.hog_blocks(cells, size, eps)
    return v.reshape(*v.shape[:3], size, size, -1)


def hog_blocks__rows_and_columns_swapped(cells, size=2, eps=1e-5):
    """has shape"""
    return right.hog_blocks(cells, size, eps).swapaxes(1, 2)


def hog_blocks__eps_as_a_floor(cells, size=2, eps=1e-5):
    """shorter than eps"""
    v = _flat(_blocks(cells, size))
    return v / np.maximum(np.linalg.norm(v, axis=-1, keepdims=True), eps)


def hog_blocks__stride_half(cells, size=2, eps=1e-5):
    """has shape"""
    step = max(1, size // 2)
    return right.hog_blocks(cells, size, eps)[:, ::step, ::step]


def hog_blocks__mean_square(cells, size=2, eps=1e-5):
    """mean of squares"""
    v = _flat(_blocks(cells, size))
    return v / np.sqrt((v**2).mean(axis=-1, keepdims=True) + eps**2)


def hog_blocks__bin_by_bin(cells, size=2, eps=1e-5):
    """Each bin is divided"""
    v = _blocks(cells, size)
    return _flat(v / np.sqrt((v**2).sum(axis=(3, 4), keepdims=True) + eps**2))


def hog_blocks__sqrt_l1(cells, size=2, eps=1e-5):
    """L1-sqrt"""
    v = _flat(_blocks(cells, size))
    return np.sqrt(v / (v.sum(-1, keepdims=True) + eps))


def hog_blocks__square_grid(cells, size=2, eps=1e-5):
    """has shape"""
    n = cells.shape[1] - size + 1
    out = np.zeros((len(cells), n, n, size * size * cells.shape[3]))
    for i, j in np.ndindex(n, n):
        v = cells[:, i : i + size, j : j + size].reshape(len(cells), -1)
        out[:, i, j] = _unit(v, eps) if v.size else 0
    return out
