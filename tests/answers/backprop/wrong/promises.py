"""Wrong answers that each break one promise of a docstring, and nothing else."""

import numpy as np

from autograder.solutions import backprop as right


def affine_forward__without_a_look(x, w, b):
    """must raise ValueError"""
    out = np.zeros((len(x), len(b))) + b
    for d in range(min(x.shape[1], len(w))):
        out += x[:, d : d + 1] * w[d]
    return out


def affine_forward__axes_of_length_1_lost(x, w, b):
    """has shape"""
    return np.squeeze(right.affine_forward(x, w, b))


def affine_backward__axes_of_length_1_lost(dout, x, w, b):
    return tuple(map(np.squeeze, right.affine_backward(dout, x, w, b)))


def sigmoid__axes_of_length_1_lost(x):
    return np.squeeze(right.sigmoid(x))


def tanh__by_its_size(x):
    """NaN"""
    return x / abs(x) * np.tanh(abs(x))


def relu__by_its_size(x):
    """NaN"""
    return x * (x / abs(x) + 1) / 2


def relu_backward__axes_of_length_1_lost(dout, x):
    return np.squeeze(right.relu_backward(dout, x))


def leaky_relu__default_for_0(x, slope=0.1):
    return right.leaky_relu(x, slope or 0.1)


def leaky_relu_backward__default_for_0(dout, x, slope=0.1):
    return right.leaky_relu_backward(dout, x, slope or 0.1)


def elu__alpha_at_least_1(x, alpha=1.0):
    return right.elu(x, max(alpha, 1.0))


def elu_backward__alpha_at_least_1(dout, x, alpha=1.0):
    return right.elu_backward(dout, x, max(alpha, 1.0))


def maxout__axes_of_length_1_lost(x, w1, b1, w2, b2):
    return np.squeeze(right.maxout(x, w1, b1, w2, b2))


def maxout_backward__axes_of_length_1_lost(dout, x, w1, b1, w2, b2):
    return tuple(map(np.squeeze, right.maxout_backward(dout, x, w1, b1, w2, b2)))


def relu_jacobian__bools(x):
    """out has dtype bool, expected float (float64); its values are right"""
    return np.diag(x > 0)


def relu_jacobian__integers(x):
    """dtype int64, expected float (float64); its values are right"""
    return np.diag(np.where(x > 0, 1, 0))


def softmax_loss__axes_of_length_1_lost(scores, y):
    loss, dscores = right.softmax_loss(scores, y)
    return loss, np.squeeze(dscores)


def svm_loss__shared_by_those_that_count(scores, y, margin=1.0):
    """NaN"""
    loss, dscores = right.svm_loss(scores, y, margin)
    count = np.sum(dscores > 0)
    return loss / count * count, dscores


def svm_loss__axes_of_length_1_lost(scores, y, margin=1.0):
    loss, dscores = right.svm_loss(scores, y, margin)
    return loss, np.squeeze(dscores)


def two_layer_loss__normalized_over_the_batch(x, y, w1, b1, w2, b2, lam):
    loss, grads = right.two_layer_loss(x, y, w1, b1, w2, b2, lam)
    return loss, {name: g * max(len(x) - 1, 0) / (len(x) - 1) for name, g in grads.items()}


def mlp_loss__in_the_order_of_sorted_names(x, y, params, lam):
    weights = [params[name] for name in sorted(params) if name[0] == "w"]
    biases = [params[name] for name in sorted(params) if name[0] == "b"]
    ordered = {}
    for i, (w, b) in enumerate(zip(weights, biases, strict=True), start=1):
        ordered |= {f"w{i}": w, f"b{i}": b}
    loss, grads = right.mlp_loss(x, y, ordered, lam)
    names = [name for pair in zip(*(sorted(n for n in params if n[0] == k) for k in "wb"),
                                  strict=True) for name in pair]  # fmt: skip
    return loss, {name: grads[f"{name[0]}{i // 2 + 1}"] for i, name in enumerate(names)}


def mlp_loss__one_digit(x, y, params, lam):
    depth = max(int(name[1:2]) for name in params)
    return right.mlp_loss(x, y, {n: params[n] for i in range(1, depth + 1) for n in
                                 (f"w{i}", f"b{i}")}, lam)  # fmt: skip


def numerical_gradient__larger_default(f, x, h=1e-4):
    return right.numerical_gradient(f, x, h)


def numerical_gradient__smaller_default(f, x, h=1e-6):
    return right.numerical_gradient(f, x, h)


def perceptron_step__single_weight_as_a_number(w, b, x, d, lr):
    new, offset = right.perceptron_step(w, b, x, d, lr)
    return np.squeeze(new), offset


def gradient_descent__two_parameters(loss, params, lr, steps):
    history, (first, second, *_) = [], params
    for _ in range(steps):
        value, grads = loss(params)
        history.append(value)
        params = {
            **params,
            first: params[first] - lr * grads[first],
            second: params[second] - lr * grads[second],
        }
    return params, history


def gradient_descent__rows_and_matrices_alone(loss, params, lr, steps):
    history = []
    for _ in range(steps):
        value, grads = loss(params)
        history.append(value)
        params = {n: p - lr * grads[n] if p.ndim < 3 else p for n, p in params.items()}
    return params, history
