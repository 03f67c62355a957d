"""Wrong answers to maxout. Each docstring is a part of what the judge must say."""

import numpy as np

from autograder.solutions import backprop as right


def maxout__minimum(x, w1, b1, w2, b2):
    """The smaller of the two outputs is kept"""
    return np.minimum(x @ w1 + b1, x @ w2 + b2)


def maxout__sum(x, w1, b1, w2, b2):
    """The two outputs are added up"""
    return x @ w1 + b1 + x @ w2 + b2


def maxout__no_biases(x, w1, b1, w2, b2):
    """The biases"""
    return np.maximum(x @ w1, x @ w2)


def maxout__biases_afterwards(x, w1, b1, w2, b2):
    return np.maximum(x @ w1, x @ w2) + np.maximum(b1, b2)


def maxout__then_relu(x, w1, b1, w2, b2):
    """Negative values have become 0 as well"""
    return np.maximum(0, np.maximum(x @ w1 + b1, x @ w2 + b2))


def maxout__row_by_row(x, w1, b1, w2, b2):
    first, second = x @ w1 + b1, x @ w2 + b2
    return np.where((first.sum(1) > second.sum(1))[:, None], first, second)


def maxout__first_layer_alone(x, w1, b1, w2, b2):
    return x @ w1 + b1


def maxout__larger_size(x, w1, b1, w2, b2):
    first, second = x @ w1 + b1, x @ w2 + b2
    return np.where(np.abs(first) > np.abs(second), first, second)


def maxout__larger_weights(x, w1, b1, w2, b2):
    return x @ np.maximum(w1, w2) + np.maximum(b1, b2)


def maxout__one_number_per_sample(x, w1, b1, w2, b2):
    """has shape"""
    return np.maximum(x @ w1 + b1, x @ w2 + b2).max(axis=1)


def _back(first, second, x, w1, w2):
    dw, db = x.T @ first, first.sum(0)
    return first @ w1.T + second @ w2.T, dw, db, x.T @ second, second.sum(0)


def _won(x, w1, b1, w2, b2):
    return x @ w1 + b1 > x @ w2 + b2


def maxout_backward__to_both(dout, x, w1, b1, w2, b2):
    """Both layers get all of dout"""
    return _back(dout, dout, x, w1, w2)


def maxout_backward__to_the_loser(dout, x, w1, b1, w2, b2):
    """The gradient goes to the layer that lost"""
    won = _won(x, w1, b1, w2, b2)
    return _back(dout * ~won, dout * won, x, w1, w2)


def maxout_backward__dx_of_the_first(dout, x, w1, b1, w2, b2):
    """The gradient of x comes from the first layer alone"""
    _, *others = right.maxout_backward(dout, x, w1, b1, w2, b2)
    return (dout * _won(x, w1, b1, w2, b2)) @ w1.T, *others


def maxout_backward__dx_of_the_second(dout, x, w1, b1, w2, b2):
    """The gradient of x comes from the second layer alone"""
    _, *others = right.maxout_backward(dout, x, w1, b1, w2, b2)
    return (dout * ~_won(x, w1, b1, w2, b2)) @ w2.T, *others


def maxout_backward__db_of_both(dout, x, w1, b1, w2, b2):
    """The biases ignore the mask"""
    dx, dw1, _, dw2, _ = right.maxout_backward(dout, x, w1, b1, w2, b2)
    return dx, dw1, dout.sum(0), dw2, dout.sum(0)


def maxout_backward__means(dout, x, w1, b1, w2, b2):
    """are divided by the number of samples"""
    dx, *others = right.maxout_backward(dout, x, w1, b1, w2, b2)
    return dx, *(each / len(x) for each in others)


def maxout_backward__relu_of_each(dout, x, w1, b1, w2, b2):
    first, second = x @ w1 + b1 > 0, x @ w2 + b2 > 0
    return _back(dout * first, dout * second, x, w1, w2)


def maxout_backward__mask_without_biases(dout, x, w1, b1, w2, b2):
    won = x @ w1 > x @ w2
    return _back(dout * won, dout * ~won, x, w1, w2)


def maxout_backward__in_another_order(dout, x, w1, b1, w2, b2):
    """has shape"""
    dx, dw1, db1, dw2, db2 = right.maxout_backward(dout, x, w1, b1, w2, b2)
    return dx, dw1, dw2, db1, db2


def maxout_backward__biases_missing(dout, x, w1, b1, w2, b2):
    """Return 5 values (dx, dw1, db1, dw2, db2)"""
    dx, dw1, _, dw2, _ = right.maxout_backward(dout, x, w1, b1, w2, b2)
    return dx, dw1, dw2


def maxout_backward__halved(dout, x, w1, b1, w2, b2):
    return _back(dout / 2, dout / 2, x, w1, w2)
