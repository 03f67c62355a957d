"""Wrong answers to confusion. Each docstring is a part of what the judge must say."""

import numpy as np

from autograder.solutions import convnet as right


def confusion__exchanged(scores, y, classes):
    """rows are the truth"""
    return right.confusion(scores, y, classes).T


def confusion__once(scores, y, classes):
    """Each entry is 1 at most"""
    out = np.zeros((classes, classes), dtype=int)
    out[y, scores.argmax(axis=1)] += 1
    return out


def confusion__errors_alone(scores, y, classes):
    """It stands on the diagonal"""
    out = right.confusion(scores, y, classes)
    np.fill_diagonal(out, 0)
    return out


def confusion__shares(scores, y, classes):
    """These are shares of the images of a class"""
    out = right.confusion(scores, y, classes)
    return out / np.maximum(1, out.sum(axis=1, keepdims=True))


def confusion__shares_of_all(scores, y, classes):
    """These are shares of all images"""
    return right.confusion(scores, y, classes) / len(y)


def confusion__last_of_equals(scores, y, classes):
    """Of equal scores the last one wins"""
    taken = classes - 1 - scores[:, ::-1].argmax(axis=1)
    return right.confusion(np.eye(classes)[taken], y, classes)


def confusion__lowest(scores, y, classes):
    """the class with its lowest score"""
    return right.confusion(np.eye(classes)[scores.argmin(axis=1)], y, classes)


def confusion__only_what_occurs(scores, y, classes):
    """ends with the largest label that occurs"""
    end = max(y.max(), scores.argmax(axis=1).max()) + 1
    return right.confusion(scores, y, classes)[:end, :end]


def confusion__floats(scores, y, classes):
    """float"""
    out = np.zeros((classes, classes))
    np.add.at(out, (y, scores.argmax(axis=1)), 1)
    return out


def confusion__diagonal(scores, y, classes):
    return np.diag(np.diag(right.confusion(scores, y, classes)))


def confusion__symmetric(scores, y, classes):
    out = right.confusion(scores, y, classes)
    return out + out.T


def confusion__flat(scores, y, classes):
    """shape"""
    return right.confusion(scores, y, classes).ravel()
