"""Wrong answers to topk_error. Each docstring is a part of what the judge must say."""

import numpy as np

from autograder.solutions import convnet as right


def _right_scores(scores, y):
    return scores[np.arange(len(y)), y][:, None]


def topk_error__ties_in_favour(scores, y, k):
    """Ties are in your favour"""
    return ((scores > _right_scores(scores, y)).sum(axis=1) >= k).mean()


def topk_error__argsort(scores, y, k):
    """the class with the smaller index comes first"""
    order = np.argsort(-scores, axis=1, kind="stable")[:, :k]
    return (order != y[:, None]).all(axis=1).mean()


def topk_error__argsort_from_the_end(scores, y, k):
    """the class with the larger index comes first"""
    order = np.argsort(scores, axis=1, kind="stable")[:, -k:]
    return (order != y[:, None]).all(axis=1).mean()


def topk_error__accuracy(scores, y, k):
    """This is the accuracy"""
    return 1 - right.topk_error(scores, y, k)


def topk_error__top_one(scores, y, k):
    """k is not used"""
    return right.topk_error(scores, y, 1)


def topk_error__one_too_many(scores, y, k):
    """one class too many"""
    return ((scores >= _right_scores(scores, y)).sum(axis=1) - 1 > k).mean()


def topk_error__one_too_few(scores, y, k):
    """The right class counts as ahead of itself"""
    return ((scores >= _right_scores(scores, y)).sum(axis=1) >= k).mean()


def topk_error__lowest(scores, y, k):
    """The lowest scores count as the best"""
    return ((scores <= _right_scores(scores, y)).sum(axis=1) > k).mean()


def topk_error__count(scores, y, k):
    """Divide by how many there are"""
    return float(right.topk_error(scores, y, k) * len(y))


def topk_error__percent(scores, y, k):
    """This is in percent"""
    return 100 * right.topk_error(scores, y, k)


def topk_error__each(scores, y, k):
    """must be a single number"""
    return ((scores >= _right_scores(scores, y)).sum(axis=1) > k) * 1.0


def topk_error__five(scores, y, k):
    return right.topk_error(scores, y, 5)


def topk_error__share_of_classes(scores, y, k):
    return right.topk_error(scores, y, k) * len(y) / scores.shape[1]
