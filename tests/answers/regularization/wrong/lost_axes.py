"""Wrong answers that lose the axes of length 1 and are right otherwise."""

import numpy as np

from autograder.solutions import regularization as right


def l1_penalty__penalty_in_an_array(w, lam):
    penalty, gradient = right.l1_penalty(w, lam)
    return np.array([penalty]), gradient


def max_norm__axes_of_length_1_lost(w, limit):
    return np.squeeze(right.max_norm(w, limit))


def horizontal_flip__axes_of_length_1_lost(x, flip):
    return np.squeeze(right.horizontal_flip(x, flip))


def shift__axes_of_length_1_lost(x, dy, dx):
    return np.squeeze(right.shift(x, dy, dx))


def random_crop__axes_of_length_1_lost(x, pad, top, left):
    return np.squeeze(right.random_crop(x, pad, top, left))


def cutout__axes_of_length_1_lost(x, top, left, size):
    return np.squeeze(right.cutout(x, top, left, size))


def add_noise__axes_of_length_1_lost(x, sigma, rng):
    return np.squeeze(right.add_noise(x, sigma, rng))


def jitter__axes_of_length_1_lost(x, brightness, contrast):
    return np.squeeze(right.jitter(x, brightness, contrast))


def l1_penalty__axes_of_length_1_lost(w, lam):
    penalty, gradient = right.l1_penalty(w, lam)
    return penalty, np.squeeze(gradient)


def l2_penalty__axes_of_length_1_lost(w, lam):
    penalty, gradient = right.l2_penalty(w, lam)
    return penalty, np.squeeze(gradient)


def elastic_net_penalty__axes_of_length_1_lost(w, lam1, lam2):
    penalty, gradient = right.elastic_net_penalty(w, lam1, lam2)
    return penalty, np.squeeze(gradient)


def dropout_forward__axes_of_length_1_lost(x, p, rng, train=True):
    return tuple(map(np.squeeze, right.dropout_forward(x, p, rng, train)))


def dropout_backward__axes_of_length_1_lost(dout, mask):
    return np.squeeze(dout * mask)
