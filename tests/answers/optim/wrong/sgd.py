"""Wrong answers to sgd. Each docstring is a part of what the judge must say."""

import numpy as np


def sgd__uphill(w, g, lr):
    """The step goes uphill"""
    return w + lr * g


def sgd__without_rate(w, g, lr):
    """The learning rate is not used"""
    return w - g


def sgd__step_alone(w, g, lr):
    """You return the step alone"""
    return -lr * g


def sgd__minus_forgotten_alone(w, g, lr):
    """values differ"""
    return lr * g


def sgd__divided(w, g, lr):
    """divided by the learning rate"""
    return w - g / lr


def sgd__not_moved(w, g, lr):
    """The parameters come back as they were"""
    return w.copy()


def sgd__in_place(w, g, lr):
    """changes its input w"""
    w -= lr * g
    return w


def sgd__gradient_scaled_in_place(w, g, lr):
    """changes its input gradients"""
    g *= lr
    return w - g


def sgd__no_return(w, g, lr):
    """is the `return` missing?"""
    w = w - lr * g


def sgd__normalised(w, g, lr):
    """values differ"""
    return w - lr * g / np.linalg.norm(g) if g.any() else w


def sgd__signs(w, g, lr):
    """Every step has the same length"""
    return w - lr * np.sign(g)


def sgd__multiplied(w, g, lr):
    """values differ"""
    return w * (1 - lr * g)


def sgd__mean_gradient(w, g, lr):
    """values differ"""
    return w - lr * g.mean()


def sgd__two_outputs(w, g, lr):
    """yours is a tuple"""
    return w - lr * g, lr
