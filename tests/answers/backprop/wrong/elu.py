"""Wrong answers to elu. Each docstring is a part of what the judge must say."""

import numpy as np

from autograder.solutions import backprop as right


def elu__jumps(x, alpha=1.0):
    """The 1 is not subtracted"""
    return np.where(x > 0, x, alpha * np.exp(np.minimum(x, 0)))


def elu__without_alpha(x, alpha=1.0):
    """The value of alpha is not used"""
    return np.where(x > 0, x, np.expm1(np.minimum(x, 0)))


def elu__scaled_twice(x, alpha=1.0):
    """Both sides are multiplied by alpha"""
    return alpha * np.where(x > 0, x, np.expm1(np.minimum(x, 0)))


def elu__masked_by_product(x, alpha=1.0):
    """The exponential of a large number overflows"""
    return x * (x > 0) + alpha * (np.exp(x) - 1) * (x <= 0)


def elu__alpha_inside(x, alpha=1.0):
    return np.where(x > 0, x, np.expm1(alpha * np.minimum(x, 0)))


def elu__minus_alone(x, alpha=1.0):
    return np.where(x > 0, x, alpha * np.exp(np.minimum(x, 0)) - 1)


def elu__negated(x, alpha=1.0):
    return np.where(x > 0, x, alpha * (1 - np.exp(np.minimum(x, 0))))


def elu__larger(x, alpha=1.0):
    return np.maximum(x, alpha * np.expm1(np.minimum(x, 0)) + 0.01)


def elu__forgets_inner_minus(x, alpha=1.0):
    return np.where(x > 0, x, alpha * (np.exp(-np.abs(x)) + 1))


def elu_backward__value(dout, x, alpha=1.0):
    """The negative side has the value of ELU"""
    return dout * np.where(x > 0, 1, alpha * np.expm1(np.minimum(x, 0)))


def elu_backward__without_alpha(dout, x, alpha=1.0):
    """The value of alpha is not used"""
    return dout * np.exp(np.minimum(x, 0))


def elu_backward__overflows(dout, x, alpha=1.0):
    """The exponential of a large number overflows"""
    return dout * ((x > 0) + alpha * np.exp(x) * (x <= 0))


def elu_backward__constant(dout, x, alpha=1.0):
    """The slope is constant for negative x"""
    return dout * np.where(x > 0, 1, alpha)


def elu_backward__without_dout(dout, x, alpha=1.0):
    """The slope is returned without dout"""
    return np.where(x > 0, 1, alpha * np.exp(np.minimum(x, 0)))


def elu_backward__dout_on_one_side(dout, x, alpha=1.0):
    return np.where(x > 0, dout, alpha * np.exp(np.minimum(x, 0)))


def elu_backward__alpha_added(dout, x, alpha=1.0):
    return dout * np.where(x > 0, 1, right.elu(x, alpha) + 1)


def elu_backward__positive_stopped(dout, x, alpha=1.0):
    return dout * np.where(x > 0, 0, alpha * np.exp(np.minimum(x, 0)))


def elu_backward__side_of_dout(dout, x, alpha=1.0):
    return dout * np.where(dout > 0, 1, alpha * np.exp(np.minimum(x, 0)))
