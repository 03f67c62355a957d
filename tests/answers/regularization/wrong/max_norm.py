"""Wrong limits to the length. Each docstring is a part of what the judge must say."""

import numpy as np

from autograder.solutions import regularization as right


def max_norm__rows(w, limit):
    """You limit the rows"""
    return right.max_norm(w.T, limit).T


def max_norm__always(w, limit):
    """Every column is scaled to the limit"""
    with np.errstate(invalid="ignore"):
        return w * limit / np.linalg.norm(w, axis=0)


def max_norm__clip(w, limit):
    """Single weights are clipped at ±limit"""
    return np.clip(w, -limit, limit)


def max_norm__frobenius(w, limit):
    """You use the length of the whole matrix to scale all columns"""
    return w * min(1, limit / np.linalg.norm(w))


def max_norm__no_root(w, limit):
    """The root is missing"""
    squares = (w**2).sum(axis=0)
    return np.where(squares > limit, w * limit / np.maximum(squares, 1e-9), w)


def max_norm__unit(w, limit):
    """Columns that are too long are scaled to length 1 instead of the limit"""
    length = np.linalg.norm(w, axis=0)
    return w / np.where(length > limit, length, 1)


def max_norm__taxi(w, limit):
    """You use the sum of the absolute values as the length"""
    return w / np.maximum(np.abs(w).sum(axis=0) / limit, 1)


def max_norm__longest(w, limit):
    """All columns are scaled by the factor that the longest one needs"""
    return w / max(1, np.linalg.norm(w, axis=0).max() / limit)


def max_norm__in_place(w, limit):
    """changes its input w"""
    length = np.linalg.norm(w, axis=0)
    w[:, length > limit] *= limit / length[length > limit]
    return w


def max_norm__returns_nothing(w, limit):
    """is the `return` missing?"""
    right.max_norm(w, limit)


def max_norm__zero_by_zero(w, limit):
    """values are NaN or infinite"""
    length = np.linalg.norm(w, axis=0)
    with np.errstate(invalid="ignore"):
        return w / length * np.minimum(length, limit)


def max_norm__dropped(w, limit):
    """values differ"""
    return w * (np.linalg.norm(w, axis=0) <= limit)
