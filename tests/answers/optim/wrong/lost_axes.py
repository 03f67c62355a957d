"""Wrong answers that lose the axes of length 1 and are right otherwise."""

import numpy as np

from autograder.solutions import optim as right


def sgd__axes_of_length_1_lost(w, g, lr):
    return np.squeeze(w - lr * g)


def momentum__axes_of_length_1_lost(w, g, v, lr, rho=0.9):
    return tuple(map(np.squeeze, right.momentum(w, g, v, lr, rho)))


def nesterov__axes_of_length_1_lost(w, g, v, lr, rho=0.9):
    return tuple(map(np.squeeze, right.nesterov(w, g, v, lr, rho)))


def adagrad__axes_of_length_1_lost(w, g, cache, lr, eps=1e-10):
    return tuple(map(np.squeeze, right.adagrad(w, g, cache, lr, eps)))


def rmsprop__axes_of_length_1_lost(w, g, cache, lr, decay=0.99, eps=1e-8):
    return tuple(map(np.squeeze, right.rmsprop(w, g, cache, lr, decay, eps)))


def adadelta__axes_of_length_1_lost(w, g, cache, delta, lr=1.0, rho=0.9, eps=1e-6):
    return tuple(map(np.squeeze, right.adadelta(w, g, cache, delta, lr, rho, eps)))


def adam__axes_of_length_1_lost(w, g, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    return tuple(map(np.squeeze, right.adam(w, g, m, v, t, lr, beta1, beta2, eps)))


def adamw__axes_of_length_1_lost(
    w, g, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=1e-2
):
    return tuple(map(np.squeeze, right.adamw(w, g, m, v, t, lr, beta1, beta2, eps, weight_decay)))
