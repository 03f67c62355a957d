"""Wrong answers that each break one promise of a docstring, and nothing else."""

import numpy as np

from autograder.solutions import backprop as right


def perceptron_step__single_weight_as_a_number(w, b, x, d, lr):
    new, offset = right.perceptron_step(w, b, x, d, lr)
    return np.squeeze(new), offset


def perceptron_step__bias_as_an_array(w, b, x, d, lr):
    new, offset = right.perceptron_step(w, b, x, d, lr)
    return new, np.array([offset])


def numerical_gradient__larger_default(f, x, h=1e-4):
    return right.numerical_gradient(f, x, h)


def numerical_gradient__smaller_default(f, x, h=1e-6):
    return right.numerical_gradient(f, x, h)


def numerical_gradient__flat_points(f, x, h=1e-5):
    flat = x.ravel()
    slopes = np.zeros(flat.shape)
    for i in range(flat.size):
        e = np.zeros(flat.shape)
        e[i] = h
        slopes[i] = (f(flat + e) - f(flat - e)) / (2 * h)
    return slopes.reshape(x.shape)


def affine_forward__without_a_look(x, w, b):
    """must raise ValueError"""
    out = np.zeros((len(x), len(b))) + b
    for d in range(min(x.shape[1], len(w))):
        out += x[:, d : d + 1] * w[d]
    return out


def affine_forward__asserts(x, w, b):
    assert x.shape[1] == w.shape[0]
    return x @ w + b


def tanh__by_its_size(x):
    """NaN"""
    return x / abs(x) * np.tanh(abs(x))


def relu__by_its_size(x):
    """NaN"""
    return x * (x / abs(x) + 1) / 2


def leaky_relu__default_for_0(x, slope=0.1):
    return right.leaky_relu(x, slope or 0.1)


def leaky_relu_backward__default_for_0(dout, x, slope=0.1):
    return right.leaky_relu_backward(dout, x, slope or 0.1)


def leaky_relu_backward__default_of_pytorch(dout, x, slope=0.01):
    return right.leaky_relu_backward(dout, x, slope)


def elu__alpha_at_least_1(x, alpha=1.0):
    return right.elu(x, max(alpha, 1.0))


def elu__alpha_at_most_1(x, alpha=1.0):
    return right.elu(x, min(alpha, 1.0))


def elu__other_default(x, alpha=0.1):
    return right.elu(x, alpha)


def elu_backward__alpha_at_least_1(dout, x, alpha=1.0):
    return right.elu_backward(dout, x, max(alpha, 1.0))


def elu_backward__alpha_at_most_1(dout, x, alpha=1.0):
    return right.elu_backward(dout, x, min(alpha, 1.0))


def elu_backward__other_default(dout, x, alpha=0.1):
    return right.elu_backward(dout, x, alpha)


def relu_jacobian__bools(x):
    """out has dtype bool, expected float (float64); its values are right"""
    return np.diag(x > 0)


def relu_jacobian__integers(x):
    """dtype int64, expected float (float64); its values are right"""
    return np.diag(np.where(x > 0, 1, 0))


def jacobian_bytes__default_of_float64(n, d, m, itemsize=8):
    return right.jacobian_bytes(n, d, m, itemsize)


def softmax_loss__labels_from_one(scores, y):
    return right.softmax_loss(scores, y - 1)


def softmax_loss__only_large_scores_shifted(scores, y):
    shifted = scores - np.maximum(0, scores.max(axis=1, keepdims=True))
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    d = np.exp(log_p)
    d[np.arange(len(y)), y] -= 1
    return -log_p[np.arange(len(y)), y].mean(), d / len(y)


def softmax_loss__classes_counted_in_y(scores, y):
    loss, _ = right.softmax_loss(scores, y)
    p = np.exp(scores - scores.max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)
    return loss, (p - np.eye(y.max() + 1)[y]) / len(y)


def svm_loss__shared_by_those_that_count(scores, y, margin=1.0):
    """NaN"""
    loss, dscores = right.svm_loss(scores, y, margin)
    count = np.sum(dscores > 0)
    return loss / count * count, dscores


def svm_loss__other_default(scores, y, margin=0.5):
    return right.svm_loss(scores, y, margin)


def svm_loss__margin_at_most_1(scores, y, margin=1.0):
    return right.svm_loss(scores, y, min(margin, 1.0))


def svm_loss__margin_at_least_1(scores, y, margin=1.0):
    return right.svm_loss(scores, y, max(margin, 1.0))


def svm_loss__labels_from_one(scores, y, margin=1.0):
    return right.svm_loss(scores, y - 1, margin)


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
    return right.mlp_loss(
        x, y, {n: params[n] for i in range(1, depth + 1) for n in (f"w{i}", f"b{i}")}, lam
    )


def mlp_loss__in_the_order_of_the_dict(x, y, params, lam):
    given = list(params.values())
    ordered = {}
    for i in range(len(given) // 2):
        ordered |= {f"w{i + 1}": given[2 * i], f"b{i + 1}": given[2 * i + 1]}
    loss, grads = right.mlp_loss(x, y, ordered, lam)
    return loss, grads


def mlp_loss__weights_in_the_order_of_the_dict(x, y, params, lam):
    ws = [v for n, v in params.items() if n[0] == "w"]
    bs = [v for n, v in params.items() if n[0] == "b"]
    ordered = {}
    for i, (w, b) in enumerate(zip(ws, bs, strict=True), 1):
        ordered |= {f"w{i}": w, f"b{i}": b}
    return right.mlp_loss(x, y, ordered, lam)


def backpropagate__dead_chains_raise(tape, doutput):
    used = {name for _, inputs, _ in tape for name in inputs}
    g = {tape[-1][0]: doutput}
    for output, inputs, vjp in reversed(tape):
        if output in used or output == tape[-1][0]:
            for name, each in zip(inputs, vjp(g[output]), strict=True):
                g[name] = g.get(name, 0) + each
    return g


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


def gradient_descent__gradients_in_the_order_of_params(loss, params, lr, steps):
    history = []
    for _ in range(steps):
        value, grads = loss(params)
        history.append(value)
        params = {n: p - lr * g for (n, p), g in zip(params.items(), grads.values(), strict=True)}
    return params, history


def gradient_descent__dict_changed(loss, params, lr, steps):
    history = []
    for _ in range(steps):
        value, grads = loss(params)
        history.append(value)
        for n in params:
            params[n] = params[n] - lr * grads[n]
    return dict(params), history
