"""Assignment 06, features by hand, in NumPy: a drop-in file for ``cs_cnn/features.py``."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def color_histogram(x: np.ndarray, bins: int) -> np.ndarray:
    """The largest channel says which third of the circle, the other two say where in it.

    Bin −1 is the last one: the circle closes by itself.
    """
    red, green, blue = np.moveaxis(x, 1, 0)
    largest = x.max(axis=1)
    chroma = largest - x.min(axis=1)
    span = np.where(chroma > 0, chroma, 1)
    sixths = np.select(
        [largest == red, largest == green],
        [(green - blue) / span, (blue - red) / span + 2],
        default=(red - green) / span + 4,
    )
    return _votes(sixths / 6, chroma, bins).mean(axis=(1, 2))


def hog(x: np.ndarray, cell: int = 8, bins: int = 9) -> np.ndarray:
    """Every pixel's vote has an axis of bins; a sum over the pixels of a cell does the rest."""
    dx, dy = np.zeros_like(x), np.zeros_like(x)
    dx[:, :, 1:-1] = x[:, :, 2:] - x[:, :, :-2]
    dy[:, 1:-1] = x[:, 2:] - x[:, :-2]
    half_turns = np.arctan2(dy, dx) / np.pi
    votes = _votes(half_turns, np.hypot(dx, dy), bins)
    rows, columns = x.shape[1] // cell, x.shape[2] // cell
    whole = votes[:, : rows * cell, : columns * cell]
    return whole.reshape(len(x), rows, cell, columns, cell, bins).sum(axis=(2, 4))


def hog_blocks(cells: np.ndarray, size: int = 2, eps: float = 1e-5) -> np.ndarray:
    """A view of all blocks; the axes in reading order before they become one."""
    windows = sliding_window_view(cells, (size, size), axis=(1, 2))
    blocks = windows.transpose(0, 1, 2, 4, 5, 3).reshape(*windows.shape[:3], -1)
    return blocks / np.sqrt((blocks**2).sum(axis=-1, keepdims=True) + eps**2)


def nearest_word(patches: np.ndarray, words: np.ndarray) -> np.ndarray:
    """‖p − w‖² = ‖p‖² − 2 p·w + ‖w‖², and ‖p‖² is the same for all words."""
    return ((words**2).sum(axis=1) - 2 * patches @ words.T).argmin(axis=1)


def kmeans_step(patches: np.ndarray, words: np.ndarray) -> np.ndarray:
    """Only words that somebody chose have a mean."""
    chosen = nearest_word(patches, words)
    moved = words.copy()
    for k in np.unique(chosen):
        moved[k] = patches[chosen == k].mean(axis=0)
    return moved


def bag_of_words(x: np.ndarray, words: np.ndarray, size: int) -> np.ndarray:
    """Image by image, so that only one image's patches are in memory at a time."""
    windows = sliding_window_view(x, (size, size), axis=(2, 3)).transpose(0, 2, 3, 1, 4, 5)
    patches = (image.reshape(-1, words.shape[1]) for image in windows)
    counts = [np.bincount(nearest_word(each, words), minlength=len(words)) for each in patches]
    return np.array([count / count.sum() for count in counts])


def _votes(turns: np.ndarray, weight: np.ndarray, bins: int) -> np.ndarray:
    """An axis of bins (…, bins) with the weight in one of them; a whole turn ends at bin 0."""
    chosen = np.floor(turns * bins).astype(int) % bins
    return weight[..., None] * np.eye(bins)[chosen]
