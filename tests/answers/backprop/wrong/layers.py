"""Wrong perceptrons, slopes and layers. Each docstring is a part of what the judge must say."""

import numpy as np

from autograder.solutions import backprop as right


def perceptron_step__no_threshold(w, b, x, d, lr):
    """The error is taken from w·x + b itself"""
    e = d - (w @ x + b)
    return w + lr * e * x, b + lr * e


def perceptron_step__fires_at_zero(w, b, x, d, lr):
    """answers 1 where w·x + b is exactly 0"""
    e = d - int(w @ x + b >= 0)
    return w + lr * e * x, b + lr * e


def perceptron_step__bias_kept(w, b, x, d, lr):
    """The bias stays as it was"""
    return right.perceptron_step(w, b, x, d, lr)[0], b


def perceptron_step__unlearns(w, b, x, d, lr):
    """The correction has the wrong sign"""
    return right.perceptron_step(w, b, x, d, -lr)


def perceptron_step__hebb(w, b, x, d, lr):
    """The weights move after right answers too"""
    return w + lr * d * x, b + lr * d


def perceptron_step__without_lr(w, b, x, d, lr):
    return right.perceptron_step(w, b, x, d, 1.0)


def perceptron_step__signs(w, b, x, d, lr):
    """The answer of the perceptron is −1 or 1 here"""
    y = 1 if w @ x + b > 0 else -1
    return w + lr * (d - y) * x, b + lr * (d - y)


def perceptron_step__without_bias_in_the_sum(w, b, x, d, lr):
    """The bias takes no part in the decision"""
    e = d - int(w @ x > 0)
    return w + lr * e * x, b + lr * e


def perceptron_step__without_x(w, b, x, d, lr):
    e = d - int(w @ x + b > 0)
    return w + lr * e, b + lr * e


def perceptron_step__only_towards_one(w, b, x, d, lr):
    """Only a wrong 0 is corrected"""
    return (w + lr * x, b + lr) if d == 1 and w @ x + b <= 0 else (w, b)


def perceptron_step__in_place(w, b, x, d, lr):
    e = d - int(w @ x + b > 0)
    w += lr * e * x
    return w, b + lr * e


def perceptron_step__update_alone(w, b, x, d, lr):
    e = lr * (d - int(w @ x + b > 0))
    return e * x, e


def numerical_gradient__one_sided(f, x, h=1e-5):
    """Only one side is looked at"""
    moves = h * np.eye(x.size).reshape(-1, *x.shape)
    return np.array([f(x + m) - f(x) for m in moves]).reshape(x.shape) / h


def numerical_gradient__backwards(f, x, h=1e-5):
    moves = h * np.eye(x.size).reshape(-1, *x.shape)
    return np.array([f(x) - f(x - m) for m in moves]).reshape(x.shape) / h


def numerical_gradient__divided_by_h(f, x, h=1e-5):
    """The difference is divided by h"""
    return 2 * right.numerical_gradient(f, x, h)


def numerical_gradient__h_ignored(f, x, h=1e-5):
    """The step is always 1e-5"""
    return right.numerical_gradient(f, x)


def numerical_gradient__all_at_once(f, x, h=1e-5):
    """All entries are moved at the same time"""
    return np.full(x.shape, (f(x + h) - f(x - h)) / (2 * h))


def numerical_gradient__not_put_back(f, x, h=1e-5):
    """does not come back before the next one moves"""
    point, slopes = x.copy(), np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        point[i] += h
        above = f(point)
        point[i] -= 2 * h
        slopes[i] = (above - f(point)) / (2 * h)
    return slopes


def numerical_gradient__x_left_moved(f, x, h=1e-5):
    """changes its input x"""
    slopes = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        x[i] += h
        above = f(x)
        x[i] -= 2 * h
        slopes[i] = (above - f(x)) / (2 * h)
        x[i] += h
    return slopes


def numerical_gradient__rows_alone(f, x, h=1e-5):
    slopes = np.zeros(x.shape)
    for i in range(len(x)):
        move = np.zeros(x.shape)
        move[i] = h
        slopes[i] = (f(x + move) - f(x - move)) / (2 * h)
    return slopes


def numerical_gradient__falls(f, x, h=1e-5):
    """−1 (a sign)"""
    return -right.numerical_gradient(f, x, h)


def numerical_gradient__larger_default(f, x, h=1e-1):
    return right.numerical_gradient(f, x, h)


def numerical_gradient__flat(f, x, h=1e-5):
    """has shape"""
    return right.numerical_gradient(f, x, h).ravel()


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
    """are divided by the number of samples"""
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
