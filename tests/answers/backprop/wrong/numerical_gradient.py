"""Wrong answers to numerical_gradient. Each docstring is a part of what the judge must say."""

import numpy as np

from autograder.solutions import backprop as right


def numerical_gradient__one_sided(f, x, h=1e-5):
    """Only one side is used"""
    moves = h * np.eye(x.size).reshape(-1, *x.shape)
    return np.array([f(x + m) - f(x) for m in moves]).reshape(x.shape) / h


def numerical_gradient__backwards(f, x, h=1e-5):
    moves = h * np.eye(x.size).reshape(-1, *x.shape)
    return np.array([f(x) - f(x - m) for m in moves]).reshape(x.shape) / h


def numerical_gradient__divided_by_h(f, x, h=1e-5):
    """The difference is divided by h"""
    return 2 * right.numerical_gradient(f, x, h)


def numerical_gradient__h_ignored(f, x, h=1e-5):
    """The step is always 1e-5"""
    return right.numerical_gradient(f, x)


def numerical_gradient__all_at_once(f, x, h=1e-5):
    """All entries are moved at the same time"""
    return np.full(x.shape, (f(x + h) - f(x - h)) / (2 * h))


def numerical_gradient__not_put_back(f, x, h=1e-5):
    """A moved entry is not put back before the next one moves"""
    point, slopes = x.copy(), np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        point[i] += h
        above = f(point)
        point[i] -= 2 * h
        slopes[i] = (above - f(point)) / (2 * h)
    return slopes


def numerical_gradient__x_left_moved(f, x, h=1e-5):
    """back, but for the last digits"""
    slopes = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        x[i] += h
        above = f(x)
        x[i] -= 2 * h
        slopes[i] = (above - f(x)) / (2 * h)
        x[i] += h
    return slopes


def numerical_gradient__rows_alone(f, x, h=1e-5):
    slopes = np.zeros(x.shape)
    for i in range(len(x)):
        move = np.zeros(x.shape)
        move[i] = h
        slopes[i] = (f(x + move) - f(x - move)) / (2 * h)
    return slopes


def numerical_gradient__falls(f, x, h=1e-5):
    """−1 (a sign)"""
    return -right.numerical_gradient(f, x, h)


def numerical_gradient__larger_default(f, x, h=1e-1):
    return right.numerical_gradient(f, x, h)


def numerical_gradient__flat(f, x, h=1e-5):
    """has shape"""
    return right.numerical_gradient(f, x, h).ravel()
