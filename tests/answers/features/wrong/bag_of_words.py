"""Wrong bags of words. Each docstring is a part of what the judge must say."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from autograder.solutions import features as right


def _windows(x, size):
    """(N, C, HO, WO, rows, columns)."""
    return sliding_window_view(x, (size, size), axis=(2, 3))


def _patches(x, size, order=(1, 4, 5)):
    """(N, P, C·size·size)."""
    windows = _windows(x, size).transpose(0, 2, 3, *order)
    return windows.reshape(len(x), windows.shape[1] * windows.shape[2], -1)


def _shares(patches, words):
    chosen = [right.nearest_word(each, words) for each in patches]
    return np.array([np.bincount(each, minlength=len(words)) / len(each) for each in chosen])


def bag_of_words__counts(x, words, size):
    """These are counts"""
    return _shares(_patches(x, size), words) * _patches(x, size).shape[1]


def bag_of_words__by_pixels(x, words, size):
    """divided by H·W"""
    return bag_of_words__counts(x, words, size) / (x.shape[2] * x.shape[3])


def bag_of_words__by_batch(x, words, size):
    """votes of the whole batch"""
    counts = bag_of_words__counts(x, words, size)
    return counts / counts.sum()


def bag_of_words__by_word(x, words, size):
    """votes that it has in all images"""
    counts = bag_of_words__counts(x, words, size)
    return counts / np.maximum(counts.sum(axis=0), 1)


def bag_of_words__length_one(x, words, size):
    """shares have length 1"""
    counts = bag_of_words__counts(x, words, size)
    return counts / np.linalg.norm(counts, axis=1, keepdims=True)


def bag_of_words__occurs(x, words, size):
    """whether a word occurs"""
    return (right.bag_of_words(x, words, size) > 0).astype(float)


def bag_of_words__whole_batch(x, words, size):
    """All images have the same shares"""
    chosen = right.nearest_word(np.concatenate(_patches(x, size)), words)
    share = np.bincount(chosen, minlength=len(words)) / len(chosen)
    return np.tile(share, (len(x), 1))


def bag_of_words__side_by_side(x, words, size):
    """Patches lie side by side"""
    windows = _windows(x, size)[:, :, ::size, ::size].transpose(0, 2, 3, 1, 4, 5)
    return _shares(windows.reshape(len(x), -1, words.shape[1]), words)


def bag_of_words__one_place_short(x, words, size):
    """last row and the last column of patches are missing"""
    out = np.zeros((len(x), len(words)))
    for n, image in enumerate(x):
        rows = [
            image[:, i : i + size, j : j + size].ravel()
            for i in range(x.shape[2] - size)
            for j in range(x.shape[3] - size)
        ]
        if rows:
            out[n] = _shares([np.array(rows)], words)[0]
    return out


def bag_of_words__padded(x, words, size):
    """reach beyond the image"""
    before, after = (size - 1) // 2, size // 2
    larger = np.pad(x, [(0, 0), (0, 0), (before, after), (before, after)])
    return right.bag_of_words(larger, words, size)


def bag_of_words__pixel_by_pixel(x, words, size):
    """pixel by pixel"""
    return _shares(_patches(x, size, (4, 5, 1)), words)


def bag_of_words__column_by_column(x, words, size):
    """column by column"""
    return _shares(_patches(x, size, (1, 5, 4)), words)


def bag_of_words__reshape_alone(x, words, size):
    """before they are in order"""
    return _shares(_windows(x, size).reshape(len(x), -1, words.shape[1]), words)


def bag_of_words__columns_as_rows(x, words, size):
    """as if they were rows"""
    columns = _patches(x, size).swapaxes(1, 2).copy()
    return _shares(columns.reshape(len(x), -1, words.shape[1]), words)


def bag_of_words__centered(x, words, size):
    """mean of each patch is subtracted"""
    patches = _patches(x, size)
    return _shares(patches - patches.mean(axis=2, keepdims=True), words)


def bag_of_words__last_of_equals(x, words, size):
    """the last one is chosen"""
    return right.bag_of_words(x, words[::-1], size)[:, ::-1]


def bag_of_words__dot_product(x, words, size):
    """largest dot product"""
    chosen = (_patches(x, size) @ words.T).argmax(axis=2)
    return np.eye(len(words))[chosen].mean(axis=1)


def bag_of_words__farthest(x, words, size):
    """least like it"""
    distances = ((_patches(x, size)[:, :, None] - words) ** 2).sum(axis=3)
    return np.eye(len(words))[distances.argmax(axis=2)].mean(axis=1)


def bag_of_words__no_minlength(x, words, size):
    """has shape"""
    chosen = [right.nearest_word(each, words) for each in _patches(x, size)]
    longest = max(each.max() for each in chosen) + 1
    return np.array([np.bincount(each, minlength=longest) / len(each) for each in chosen])


def bag_of_words__first_channel(x, words, size):
    return right.bag_of_words(x[:, :1], words[:, : size * size].copy(), size)


def bag_of_words__soft_votes(x, words, size):
    """('triangle')"""
    distances = ((_patches(x, size)[:, :, None] - words) ** 2).sum(axis=3) ** 0.5
    votes = np.maximum(0, distances.mean(axis=2, keepdims=True) - distances)
    return votes.mean(axis=1)


def bag_of_words__by_words(x, words, size):
    """divided by K"""
    return bag_of_words__counts(x, words, size) / len(words)


def bag_of_words__counts_go_on(x, words, size):
    """go on from one image"""
    out = right.bag_of_words(x, words, size)
    return np.cumsum(out, axis=0)


def bag_of_words__whole_numbers(x, words, size):
    """whole numbers"""
    return np.round(bag_of_words__counts(x, words, size)) // _patches(x, size).shape[1]
