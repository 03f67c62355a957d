"""A hand-in with classes, the standard library, matrices of differences, sorting and sums."""

import colorsys
from collections import Counter
from dataclasses import dataclass
from itertools import product
from math import dist

import numpy as np


@dataclass
class Histogram:
    """Weighted counts in equal bins; the range closes to a circle."""

    bins: int

    def of(self, shares, weights):
        where = (np.asarray(shares) * self.bins).astype(int) % self.bins
        return np.bincount(where.ravel(), np.asarray(weights).ravel(), minlength=self.bins)


def color_histogram(x, bins):
    """colorsys knows HSV: saturation times value is chroma."""
    images = []
    for image in x:
        pixels = [colorsys.rgb_to_hsv(*pixel) for pixel in image.reshape(3, -1).T.tolist()]
        hue, saturation, value = np.transpose(pixels)
        images.append(Histogram(bins).of(hue, saturation * value) / len(pixels))
    return np.stack(images)


def _differentiate(side):
    """A matrix with −1 and 1 beside the diagonal; the first and the last row are empty."""
    matrix = np.eye(side, k=1) - np.eye(side, k=-1)
    matrix[[0, -1]] = 0
    return matrix


def hog(x, cell=8, bins=9):
    """A matrix multiplication differentiates; edges of bins are found by searchsorted."""
    n, h, w = x.shape
    dx, dy = x @ _differentiate(w).T, _differentiate(h) @ x
    with np.errstate(divide="ignore", invalid="ignore"):
        angle = np.nan_to_num(np.arctan(dy / dx), nan=0.0)
    angle = np.where(angle < 0, angle + np.pi, angle)
    index = np.searchsorted(np.linspace(0, np.pi, bins + 1), angle, side="right") - 1
    out = np.zeros((n, -(-h // cell), -(-w // cell), bins))
    i, j = np.arange(h)[:, None] // cell, np.arange(w) // cell
    np.add.at(out, (np.arange(n)[:, None, None], i, j, index), (dx**2 + dy**2) ** 0.5)
    return out[:, : h // cell, : w // cell]


def hog_blocks(cells, size=2, eps=1e-5):
    """Shifted copies of the grid of cells, one for each place in a block."""
    _, h, w, _ = cells.shape
    places = product(range(size), repeat=2)
    shifted = [cells[:, u : h - size + 1 + u, v : w - size + 1 + v] for u, v in places]
    block = np.concatenate(shifted, axis=-1)
    return block / np.hypot(np.linalg.norm(block, axis=-1), eps)[..., None]


def nearest_word(patches, words):
    """The squared distance multiplied out, and a stable sort: of equals the first stays first."""
    squares = np.einsum("pd,pd->p", patches, patches)[:, None] - 2 * patches @ words.T
    squares = squares + np.einsum("kd,kd->k", words, words)
    return np.argsort(squares, axis=1, kind="stable")[:, 0].astype(np.int32)


def kmeans_step(patches, words):
    """Sums and counts in one table: a column of ones counts along."""
    words = words.tolist()
    table = {k: np.zeros(len(words[0]) + 1) for k in range(len(words))}
    for patch in patches:
        k = min(range(len(words)), key=lambda k: dist(patch, words[k]))
        table[k] += [*patch, 1]
    return np.array(
        [t[:-1] / t[-1] if t[-1] else words[k] for k, t in sorted(table.items())], dtype=float
    )


def bag_of_words(x, words, size):
    h, w = x.shape[2:]
    corners = list(product(range(h - size + 1), range(w - size + 1)))
    bags = []
    for image in x:
        rows = np.stack([image[:, i : i + size, j : j + size].ravel() for i, j in corners])
        votes = Counter(nearest_word(rows, words).tolist())
        bags.append([votes[k] / votes.total() for k in range(len(words))])
    return np.array(bags)
