"""Wrong answers to two_layer_loss. Each docstring is a part of what the judge must say."""

import numpy as np

from autograder.solutions import backprop as right


def _network(x, y, params, lam, penalty=2.0, mask=True, biases=False):
    """Loss and gradients with one thing or another done wrong."""
    w1, b1, w2, b2 = params
    z = x @ w1 + b1
    h = np.maximum(0, z)
    loss, d = right.softmax_loss(h @ w2 + b2, y)
    loss += lam * ((w1**2).sum() + (w2**2).sum())
    dh = d @ w2.T * (z > 0 if mask else 1)
    grads = {"w1": x.T @ dh + penalty * lam * w1, "b1": dh.sum(0)}
    grads |= {"w2": h.T @ d + penalty * lam * w2, "b2": d.sum(0)}
    if biases:
        loss += lam * ((b1**2).sum() + (b2**2).sum())
        grads["b1"] += 2 * lam * b1
        grads["b2"] += 2 * lam * b2
    return loss, grads


def two_layer_loss__half_penalty_gradient(x, y, w1, b1, w2, b2, lam):
    """Your gradient of the penalty is lam w"""
    return _network(x, y, (w1, b1, w2, b2), lam, penalty=1.0)


def two_layer_loss__half_penalty(x, y, w1, b1, w2, b2, lam):
    """The penalty is halved"""
    return right.two_layer_loss(x, y, w1, b1, w2, b2, lam / 2)


def two_layer_loss__biases_penalised(x, y, w1, b1, w2, b2, lam):
    """The biases are penalised too"""
    return _network(x, y, (w1, b1, w2, b2), lam, biases=True)


def two_layer_loss__penalty_averaged(x, y, w1, b1, w2, b2, lam):
    """The penalty is divided by N"""
    return right.two_layer_loss(x, y, w1, b1, w2, b2, lam / len(x))


def two_layer_loss__no_penalty(x, y, w1, b1, w2, b2, lam):
    """The penalty is missing, in the loss and in the gradients"""
    return right.two_layer_loss(x, y, w1, b1, w2, b2, 0)


def two_layer_loss__penalty_in_loss_alone(x, y, w1, b1, w2, b2, lam):
    """in the loss but not in the gradients"""
    return _network(x, y, (w1, b1, w2, b2), lam, penalty=0)


def two_layer_loss__penalty_in_gradients_alone(x, y, w1, b1, w2, b2, lam):
    """in the gradients but not in the loss"""
    loss, _ = right.two_layer_loss(x, y, w1, b1, w2, b2, 0)
    return loss, right.two_layer_loss(x, y, w1, b1, w2, b2, lam)[1]


def two_layer_loss__no_mask(x, y, w1, b1, w2, b2, lam):
    """the gradient passes ReLU as if it were not there"""
    return _network(x, y, (w1, b1, w2, b2), lam, mask=False)


def two_layer_loss__wrong_names(x, y, w1, b1, w2, b2, lam):
    """must have the keys b1, b2, w1, w2"""
    loss, grads = right.two_layer_loss(x, y, w1, b1, w2, b2, lam)
    return loss, {"d" + name: grad for name, grad in grads.items()}


def two_layer_loss__list_of_gradients(x, y, w1, b1, w2, b2, lam):
    """must be a dict"""
    loss, grads = right.two_layer_loss(x, y, w1, b1, w2, b2, lam)
    return loss, list(grads.values())


def two_layer_loss__penalty_of_the_first(x, y, w1, b1, w2, b2, lam):
    loss, grads = right.two_layer_loss(x, y, w1, b1, w2, b2, lam)
    return loss - lam * (w2**2).sum(), grads


def two_layer_loss__not_squared(x, y, w1, b1, w2, b2, lam):
    loss, grads = right.two_layer_loss(x, y, w1, b1, w2, b2, 0)
    return loss + lam * (np.abs(w1).sum() + np.abs(w2).sum()), grads


def two_layer_loss__penalty_added_in_place(x, y, w1, b1, w2, b2, lam):
    """changes its input"""
    loss, grads = right.two_layer_loss(x, y, w1, b1, w2, b2, lam)
    w1 *= 1 - lam
    return loss, grads
