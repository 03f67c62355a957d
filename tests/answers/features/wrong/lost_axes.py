"""Wrong answers that lose the axes of length 1 and are right otherwise."""

import numpy as np

from autograder.solutions import features as right


def color_histogram__axes_of_length_1_lost(x, bins):
    return np.squeeze(right.color_histogram(x, bins))


def hog__axes_of_length_1_lost(x, cell=8, bins=9):
    return np.squeeze(right.hog(x, cell, bins))


def hog_blocks__axes_of_length_1_lost(cells, size=2, eps=1e-5):
    return np.squeeze(right.hog_blocks(cells, size, eps))


def nearest_word__axes_of_length_1_lost(patches, words):
    return np.squeeze(right.nearest_word(patches, words))


def kmeans_step__axes_of_length_1_lost(patches, words):
    return np.squeeze(right.kmeans_step(patches, words))


def bag_of_words__axes_of_length_1_lost(x, words, size):
    return np.squeeze(right.bag_of_words(x, words, size))
