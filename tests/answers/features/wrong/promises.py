"""Wrong answers that each break one promise of a docstring, and nothing else."""

import numpy as np

from autograder.solutions import features as right


def _edges_belong_to_the_bin_below(turns, weight, bins):
    chosen = np.maximum(np.ceil(turns % 1 * bins).astype(int) - 1, 0)
    return weight[..., None] * np.eye(bins)[chosen]


def color_histogram__edges_belong_to_the_bin_below(x, bins):
    red, green, blue = np.moveaxis(x, 1, 0)
    largest, chroma = x.max(axis=1), np.ptp(x, axis=1)
    span = np.where(chroma > 0, chroma, 1)
    sixths = np.select(
        [largest == red, largest == green],
        [(green - blue) / span, (blue - red) / span + 2],
        default=(red - green) / span + 4,
    )
    return _edges_belong_to_the_bin_below(sixths / 6, chroma, bins).mean(axis=(1, 2))


def hog__edges_belong_to_the_bin_below(x, cell=8, bins=9):
    dx, dy = np.zeros_like(x), np.zeros_like(x)
    dx[:, :, 1:-1] = x[:, :, 2:] - x[:, :, :-2]
    dy[:, 1:-1] = x[:, 2:] - x[:, :-2]
    angle = np.where((dy == 0) & (dx < 0), 0, np.arctan2(dy, dx))
    votes = _edges_belong_to_the_bin_below(angle / np.pi, np.hypot(dx, dy), bins)
    rows, columns = x.shape[1] // cell, x.shape[2] // cell
    votes = votes[:, : rows * cell, : columns * cell]
    return votes.reshape(len(x), rows, cell, columns, cell, bins).sum(axis=(2, 4))


def hog__other_cell(x, cell=4, bins=9):
    return right.hog(x, cell, bins)


def hog__other_bins(x, cell=8, bins=8):
    return right.hog(x, cell, bins)


def hog_blocks__other_size(cells, size=3, eps=1e-5):
    return right.hog_blocks(cells, size, eps)


def hog_blocks__other_eps(cells, size=2, eps=1e-6):
    return right.hog_blocks(cells, size, eps)


def nearest_word__last_of_the_same_words(patches, words):
    last = {tuple(word): k for k, word in enumerate(words)}
    return np.array([last[tuple(words[k])] for k in right.nearest_word(patches, words)])


def kmeans_step__words_move_while_patches_choose(patches, words):
    words, sums, counts = words.copy(), np.zeros_like(words), np.zeros(len(words))
    for patch in patches:
        k = right.nearest_word(patch[None], words)[0]
        sums[k] += patch
        counts[k] += 1
        words[k] = sums[k] / counts[k]
    return words


def kmeans_step__one_word_after_the_other(patches, words):
    words = words.copy()
    for k in range(len(words)):
        mine = right.nearest_word(patches, words) == k
        words[k] = patches[mine].mean(axis=0) if mine.any() else words[k]
    return words


def kmeans_step__words_in_another_order(patches, words):
    moved = right.kmeans_step(patches, words)
    return moved[np.argsort(moved[:, 0])]


def bag_of_words__rows_for_columns(x, words, size):
    return right.bag_of_words(x.swapaxes(2, 3), words, size)
