"""Wrong answers to leaky_relu. Each docstring is a part of what the judge must say."""

import numpy as np


def leaky_relu__wrong_side(x, slope=0.1):
    """The slope is applied on the wrong side"""
    return np.where(x > 0, slope * x, x)


def leaky_relu__as_relu(x, slope=0.1):
    """this is ReLU, which does not leak"""
    return np.maximum(0, x)


def leaky_relu__constant(x, slope=0.1):
    """Negative entries are replaced by the slope itself"""
    return np.where(x > 0, x, slope)


def leaky_relu__default_alone(x, slope=0.1):
    """The slope is always 0.1"""
    return np.maximum(x, 0.1 * x)


def leaky_relu__default_of_pytorch(x, slope=0.01):
    return np.maximum(x, slope * x)


def leaky_relu__negated(x, slope=0.1):
    return np.where(x > 0, x, -slope * x)


def leaky_relu__smaller(x, slope=0.1):
    return np.minimum(x, slope * x)


def leaky_relu__divided(x, slope=0.1):
    return np.where(x > 0, x, x / slope)


def leaky_relu__in_place(x, slope=0.1):
    """changes its input x"""
    x[x < 0] *= slope
    return x


def leaky_relu_backward__side_of_dout(dout, x, slope=0.1):
    """The side is chosen by the sign of dout"""
    return np.where(dout > 0, dout, slope * dout)


def leaky_relu_backward__as_relu(dout, x, slope=0.1):
    """Nothing passes where x is negative"""
    return dout * (x > 0)


def leaky_relu_backward__wrong_side(dout, x, slope=0.1):
    """The slope is applied on the wrong side"""
    return np.where(x > 0, slope, 1) * dout


def leaky_relu_backward__without_dout(dout, x, slope=0.1):
    """The slope is returned without dout"""
    return np.where(x > 0, 1.0, slope)


def leaky_relu_backward__times_output(dout, x, slope=0.1):
    """The output of leaky ReLU takes the place of its slope"""
    return dout * np.where(x > 0, x, slope * x)


def leaky_relu_backward__slope_without_dout(dout, x, slope=0.1):
    return np.where(x > 0, dout, slope)


def leaky_relu_backward__default_alone(dout, x, slope=0.1):
    return np.where(x > 0, dout, 0.1 * dout)


def leaky_relu_backward__slope_times_x(dout, x, slope=0.1):
    return np.where(x > 0, dout, slope * x)
