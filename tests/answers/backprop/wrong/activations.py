"""Wrong sigmoid, tanh and ReLU. Each docstring is a part of what the judge must say."""

import numpy as np

from autograder.solutions import backprop as right


def sigmoid__naive_of_positive(x):
    """The exponential of a large number overflows"""
    return np.exp(x) / (1 + np.exp(x))


def sigmoid__rising_the_wrong_way(x):
    """The sign of the exponent is wrong"""
    return 1 / (1 + np.exp(x))


def sigmoid__as_tanh(x):
    """This is tanh"""
    return np.tanh(x)


def sigmoid__as_softmax(x):
    """The entries are divided by their sum"""
    powers = np.exp(x - x.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


def sigmoid__clipped(x):
    return 1 / (1 + np.exp(-np.clip(x, -10, 10)))


def sigmoid__step(x):
    return (x > 0).astype(float)


def sigmoid__of_the_first_entry(x):
    """has shape"""
    return right.sigmoid(x[:1])


def sigmoid__slope(x):
    return right.sigmoid(x) * (1 - right.sigmoid(x))


def sigmoid__in_place(x):
    """changes its input x"""
    x[...] = right.sigmoid(x)
    return x


def sigmoid_backward__of_the_output(dout, x):
    """is applied to x. There s is the output"""
    return dout * x * (1 - x)


def sigmoid_backward__without_dout(dout, x):
    """The slope is returned without dout"""
    s = right.sigmoid(x)
    return s * (1 - s)


def sigmoid_backward__overflows(dout, x):
    """The exponential overflows for large |x|"""
    return dout * np.exp(-x) / (1 + np.exp(-x)) ** 2


def sigmoid_backward__half(dout, x):
    """The factor 1 − σ(x) is missing"""
    return dout * right.sigmoid(x)


def sigmoid_backward__plus(dout, x):
    return dout * right.sigmoid(x) * (1 + right.sigmoid(x))


def sigmoid_backward__of_sigmoid_twice(dout, x):
    s = right.sigmoid(right.sigmoid(x))
    return dout * s * (1 - s)


def sigmoid_backward__swapped(x, dout):
    s = right.sigmoid(x)
    return dout * s * (1 - s)


def sigmoid_backward__matrix(dout, x):
    """has shape"""
    return np.outer(dout, right.sigmoid(x) * (1 - right.sigmoid(x)))


def sigmoid_backward__in_place(dout, x):
    """changes its input dout"""
    s = right.sigmoid(x)
    dout *= s * (1 - s)
    return dout


def tanh__as_written(x):
    """The exponential of a large number overflows"""
    return (np.exp(x) - np.exp(-x)) / (np.exp(x) + np.exp(-x))


def tanh__of_half(x):
    """The 2 inside is missing"""
    return 2 * right.sigmoid(x) - 1


def tanh__as_sigmoid(x):
    """This is the logistic function"""
    return right.sigmoid(x)


def tanh__hyperbolic_sine(x):
    return np.sinh(x)


def tanh__tangent(x):
    return np.tan(x)


def tanh__without_minus_one(x):
    return 2 * right.sigmoid(2 * x)


def tanh__hard(x):
    return np.clip(x, -1, 1)


def tanh__of_last_axis_reversed(x):
    return np.tanh(x[..., ::-1])


def tanh_backward__of_the_output(dout, x):
    """is applied to x. There t is the output"""
    return dout * (1 - x**2)


def tanh_backward__without_dout(dout, x):
    """The slope is returned without dout"""
    return 1 - np.tanh(x) ** 2


def tanh_backward__not_squared(dout, x):
    """The square is missing"""
    return dout * (1 - np.tanh(x))


def tanh_backward__like_sigmoid(dout, x):
    """The slope has the form t (1 − t)"""
    return dout * np.tanh(x) * (1 - np.tanh(x))


def tanh_backward__plus(dout, x):
    return dout * (1 + np.tanh(x) ** 2)


def tanh_backward__cosh_overflows(dout, x):
    return dout - dout * np.sinh(x) ** 2 / np.cosh(x) ** 2


def tanh_backward__summed(dout, x):
    """has shape"""
    return np.sum(dout * (1 - np.tanh(x) ** 2))


def relu__absolute(x):
    """The sign is dropped"""
    return np.abs(x)


def relu__step(x):
    """Every positive entry has become 1"""
    return (x > 0) * 1.0


def relu__minimum(x):
    """The smaller of x and 0 is kept"""
    return np.minimum(x, 0)


def relu__leaks(x):
    """this is leaky ReLU"""
    return np.where(x > 0, x, 0.01 * x)


def relu__six(x):
    return np.clip(x, 0, 6)


def relu__one_maximum(x):
    """out has shape ()"""
    return max(0, x.max())


def relu__compressed(x):
    """has shape"""
    return x[x > 0]


def relu__in_place(x):
    """changes its input x"""
    x[x < 0] = 0
    return x


def relu__threshold_of_one(x):
    return np.where(x > 1, x, 0)


def relu__smooth(x):
    return np.logaddexp(0, x)


def relu__ambiguous(x):
    """ValueError: The truth value of an array"""
    return x if x > 0 else 0


def relu_backward__mask_of_dout(dout, x):
    """The mask is taken from dout"""
    return np.where(dout > 0, dout, 0)


def relu_backward__guided(dout, x):
    """Negative gradients are removed too"""
    return dout * (x > 0) * (dout > 0)


def relu_backward__mask_alone(dout, x):
    """The mask is returned without dout"""
    return (x > 0).astype(float)


def relu_backward__times_output(dout, x):
    """The output of ReLU takes the place of its slope"""
    return dout * np.maximum(0, x)


def relu_backward__output(dout, x):
    return np.maximum(0, x)


def relu_backward__upside_down(dout, x):
    return dout * (x < 0)


def relu_backward__everything(dout, x):
    return dout


def relu_backward__in_place(dout, x):
    """changes its input dout"""
    dout[x <= 0] = 0
    return dout


def relu_backward__jacobian(dout, x):
    """has shape"""
    return np.diag((x > 0) * 1.0) if x.ndim == 1 else dout * (x > 0)
