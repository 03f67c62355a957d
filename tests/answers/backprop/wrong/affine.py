"""Wrong answers to affine. Each docstring is a part of what the judge must say."""

import numpy as np

from autograder.solutions import backprop as right


def affine_forward__no_bias(x, w, b):
    """The bias is left out"""
    return x @ w


def affine_forward__one_bias(x, w, b):
    """the sum of all biases, is added everywhere"""
    return x @ w + b.sum()


def affine_forward__then_relu(x, w, b):
    """An activation is included"""
    return np.maximum(0, x @ w + b)


def affine_forward__bias_taken_away(x, w, b):
    return x @ w - b


def affine_forward__turned(x, w, b):
    """Transposed?"""
    return (x @ w + b).T


def affine_forward__weights_turned(x, w, b):
    """Your code raised ValueError"""
    return x @ w.T + b


def affine_forward__misprint_of_the_slides(x, w, b):
    return np.array([[13.0, 9, -2, -6], [5, 2, 17, 1]])


def affine_forward__worked_numbers(x, w, b):
    """out has shape (2, 4), expected"""
    return np.array([[-1.0, -1, 2, 6], [5, 2, 11, 7]]) + np.array([1.0, -2, 3, -4])


def affine_forward__bias_multiplied(x, w, b):
    return x @ w * b


def affine_forward__mean_bias(x, w, b):
    return x @ w + b.mean()


def affine_backward__means(dout, x, w, b):
    """are divided by the number of samples"""
    return dout @ w.T, x.T @ dout / len(x), dout.mean(axis=0)


def affine_backward__db_mean_alone(dout, x, w, b):
    """db is the expected value times 1/len(dout)"""
    return dout @ w.T, x.T @ dout, dout.mean(axis=0)


def affine_backward__db_not_summed(dout, x, w, b):
    """The gradient of b is dout itself"""
    return dout @ w.T, x.T @ dout, dout


def affine_backward__db_over_the_outputs(dout, x, w, b):
    """db has shape"""
    return dout @ w.T, x.T @ dout, dout.sum(axis=1)


def affine_backward__db_of_everything(dout, x, w, b):
    """The gradient of b is summed over the outputs as well"""
    return dout @ w.T, x.T @ dout, np.full(b.shape, dout.sum())


def affine_backward__db_one_number(dout, x, w, b):
    """db has shape"""
    return dout @ w.T, x.T @ dout, dout.sum()


def affine_backward__without_dout(dout, x, w, b):
    """The local slopes are returned without dout"""
    return right.affine_backward(np.ones_like(dout), x, w, b)


def affine_backward__dw_turned(dout, x, w, b):
    """Transposed?"""
    return dout @ w.T, dout.T @ x, dout.sum(axis=0)


def affine_backward__other_order(dout, x, w, b):
    """dx has shape"""
    dx, dw, db = right.affine_backward(dout, x, w, b)
    return dw, dx, db


def affine_backward__db_missing(dout, x, w, b):
    """Return 3 values (dx, dw, db)"""
    return dout @ w.T, x.T @ dout


def affine_backward__db_of_first_sample(dout, x, w, b):
    return dout @ w.T, x.T @ dout, dout[0]


def affine_backward__db_kept_two_dimensional(dout, x, w, b):
    """db has shape"""
    return dout @ w.T, x.T @ dout, dout.sum(axis=0, keepdims=True)


def affine_backward__one_sample_at_a_time(dout, x, w, b):
    return dout @ w.T, np.outer(x[-1], dout[-1]), dout.sum(axis=0)
