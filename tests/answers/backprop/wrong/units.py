"""Wrong leaky ReLU, ELU and maxout. Each docstring is a part of what the judge must say."""

import numpy as np

from autograder.solutions import backprop as right


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
    """a branch that is masked by multiplication"""
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
    """a branch that is masked by multiplication"""
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
    """The mask is left out of the biases"""
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
