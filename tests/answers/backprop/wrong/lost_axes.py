"""Wrong answers that lose the axes of length 1 and are right otherwise."""

import numpy as np

from autograder.solutions import backprop as right


def numerical_gradient__axes_of_length_1_lost(f, x, h=1e-5):
    return np.squeeze(right.numerical_gradient(f, x, h))


def affine_forward__axes_of_length_1_lost(x, w, b):
    """has shape"""
    return np.squeeze(right.affine_forward(x, w, b))


def affine_backward__axes_of_length_1_lost(dout, x, w, b):
    return tuple(map(np.squeeze, right.affine_backward(dout, x, w, b)))


def affine_backward__single_feature_lost(dout, x, w, b):
    dx, dw, db = right.affine_backward(dout, x, w, b)
    return dx, dw[0] if len(dw) == 1 else dw, db


def sigmoid__axes_of_length_1_lost(x):
    return np.squeeze(right.sigmoid(x))


def sigmoid_backward__axes_of_length_1_lost(dout, x):
    return np.squeeze(right.sigmoid_backward(dout, x))


def tanh__axes_of_length_1_lost(x):
    return np.squeeze(right.tanh(x))


def tanh_backward__axes_of_length_1_lost(dout, x):
    return np.squeeze(right.tanh_backward(dout, x))


def relu__axes_of_length_1_lost(x):
    return np.squeeze(right.relu(x))


def relu_backward__axes_of_length_1_lost(dout, x):
    return np.squeeze(right.relu_backward(dout, x))


def leaky_relu__axes_of_length_1_lost(x, slope=0.1):
    return np.squeeze(right.leaky_relu(x, slope))


def leaky_relu_backward__axes_of_length_1_lost(dout, x, slope=0.1):
    return np.squeeze(right.leaky_relu_backward(dout, x, slope))


def elu__axes_of_length_1_lost(x, alpha=1.0):
    return np.squeeze(right.elu(x, alpha))


def elu_backward__axes_of_length_1_lost(dout, x, alpha=1.0):
    return np.squeeze(right.elu_backward(dout, x, alpha))


def maxout__axes_of_length_1_lost(x, w1, b1, w2, b2):
    return np.squeeze(right.maxout(x, w1, b1, w2, b2))


def maxout_backward__axes_of_length_1_lost(dout, x, w1, b1, w2, b2):
    return tuple(map(np.squeeze, right.maxout_backward(dout, x, w1, b1, w2, b2)))


def relu_jacobian__axes_of_length_1_lost(x):
    return np.squeeze(right.relu_jacobian(x))


def softmax_loss__axes_of_length_1_lost(scores, y):
    loss, dscores = right.softmax_loss(scores, y)
    return loss, np.squeeze(dscores)


def svm_loss__axes_of_length_1_lost(scores, y, margin=1.0):
    loss, dscores = right.svm_loss(scores, y, margin)
    return loss, np.squeeze(dscores)


def two_layer_loss__axes_of_length_1_lost(x, y, w1, b1, w2, b2, lam):
    loss, grads = right.two_layer_loss(x, y, w1, b1, w2, b2, lam)
    return loss, {n: np.squeeze(g) for n, g in grads.items()}


def mlp_loss__axes_of_length_1_lost(x, y, params, lam):
    loss, grads = right.mlp_loss(x, y, params, lam)
    return loss, {n: np.squeeze(g) for n, g in grads.items()}
