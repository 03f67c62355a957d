"""Wrong answers as people write them, to exercises of 01."""

import numpy as np

from autograder.solutions import backprop as right


def relu_backward__two_axes(dout, x):
    """x does not have 2 axes"""
    dx = np.zeros_like(dout)
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            dx[i, j] = dout[i, j] if x[i, j] > 0 else 0
    return dx


def affine_backward__ones(dout, x, w, b):
    """db is 1 everywhere"""
    return dout @ w.T, x.T @ dout, np.ones_like(b)


def maxout__one_bias(x, w1, b1, w2, b2):
    """Both layers get the bias b1"""
    return np.maximum(x @ w1, x @ w2) + b1


def maxout__max_of_weights(x, w1, b1, w2, b2):
    """You choose the larger weights"""
    return x @ np.maximum(w1, w2) + np.maximum(b1, b2)


def maxout_backward__no_biases(dout, x, w1, b1, w2, b2):
    """The two layers are compared without their biases"""
    first = x @ w1 > x @ w2
    dx1, dw1, db1 = right.affine_backward(dout * first, x, w1, b1)
    dx2, dw2, db2 = right.affine_backward(dout * ~first, x, w2, b2)
    return dx1 + dx2, dw1, db1, dw2, db2


def maxout_backward__winner_per_row(dout, x, w1, b1, w2, b2):
    """One layer wins a whole row"""
    a, b = right.affine_forward(x, w1, b1), right.affine_forward(x, w2, b2)
    first = (a.sum(axis=1) > b.sum(axis=1))[:, None]
    dx1, dw1, db1 = right.affine_backward(dout * first, x, w1, b1)
    dx2, dw2, db2 = right.affine_backward(dout * ~first, x, w2, b2)
    return dx1 + dx2, dw1, db1, dw2, db2


def softmax_loss__all_rows(scores, y):
    """subtracts 1 in every row"""
    n = len(y)
    s = scores - scores.max(axis=1, keepdims=True)
    p = np.exp(s) / np.exp(s).sum(axis=1, keepdims=True)
    loss = -np.log(p[np.arange(n), y]).mean()
    d = p.copy()
    d[:, y] -= 1
    return loss, d / n


def softmax_loss__small(scores, y):
    """A small number is added to p"""
    n = len(y)
    s = scores - scores.max(axis=1, keepdims=True)
    p = np.exp(s) / np.exp(s).sum(axis=1, keepdims=True)
    loss = -np.log(p[np.arange(n), y] + 1e-8).mean()
    d = p.copy()
    d[np.arange(n), y] -= 1
    return loss, d / n


def softmax_loss__no_max(scores, y):
    """log Σ e^score overflows"""
    n = len(y)
    log_p = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
    d = np.exp(log_p)
    d[np.arange(n), y] -= 1
    return -log_p[np.arange(n), y].mean(), d / n


def relu_jacobian__keepdims(x):
    """axes of length 1 too many"""
    return np.diag((x > 0).astype(x.dtype))[None]


def _two_layers(x, y, w1, b1, w2, b2, lam, after, penalty):
    before = right.affine_forward(x, w1, b1)
    hidden = right.relu(before)
    loss, ds = right.softmax_loss(after(right.affine_forward(hidden, w2, b2)), y)
    dh, dw2, db2 = right.affine_backward(ds, hidden, w2, b2)
    _, dw1, db1 = right.affine_backward(right.relu_backward(dh, before), x, w1, b1)
    loss += lam * (penalty(w1) + penalty(w2))
    return loss, {"w1": dw1 + 2 * lam * w1, "b1": db1, "w2": dw2 + 2 * lam * w2, "b2": db2}


def two_layer_loss__relu_on_scores(x, y, w1, b1, w2, b2, lam):
    """the way back does not know of it"""
    return _two_layers(x, y, w1, b1, w2, b2, lam, right.relu, lambda w: np.sum(w**2))


def two_layer_loss__norm(x, y, w1, b1, w2, b2, lam):
    """lam times the norm"""
    return _two_layers(x, y, w1, b1, w2, b2, lam, lambda s: s, np.linalg.norm)


def leaky_relu__slope_written(x, slope=0.1):
    """The slope is always 0.01"""
    return np.where(x > 0, x, 0.01 * x)


def leaky_relu__negated(x, slope=0.1):
    """multiplied by −slope"""
    return np.where(x > 0, x, -slope * x)


def leaky_relu_backward__of_x(dout, x, slope=0.1):
    """you return slope · x"""
    return np.where(x > 0, dout, slope * x)


def elu__no_brackets(x, alpha=1.0):
    """The brackets are missing"""
    return np.where(x > 0, x, alpha * np.exp(x) - 1)


def affine_forward__minus(x, w, b):
    """The bias is subtracted"""
    if x.shape[1] != w.shape[0]:
        raise ValueError(f"{x.shape} {w.shape}")
    return x @ w - b


def perceptron_step__bias_without_rate(w, b, x, d, lr):
    """lr is missing"""
    error = d - (w @ x + b > 0)
    return w + lr * error * x, b + error


def svm_loss__minus_one(scores, y, margin=1.0):
    """The score of the right class always gets −1"""
    loss, dscores = right.svm_loss(scores, y, margin)
    dscores[np.arange(len(y)), y] = -1 / len(y)
    return loss, dscores


def svm_loss__right_counted(scores, y, margin=1.0):
    """counts one class too many"""
    loss, dscores = right.svm_loss(scores, y, margin)
    dscores[np.arange(len(y)), y] -= 1 / len(y)
    return loss, dscores
