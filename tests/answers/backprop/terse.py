"""A hand-in by somebody who thinks in whole arrays and keeps it short."""

import numpy as np


def perceptron_step(w, b, x, d, lr):
    step = lr * (d - int(np.dot(w, x) + b > 0))
    return w + step * x, b + step


def numerical_gradient(f, x, h=1e-5):
    moves = h * np.eye(x.size).reshape(-1, *x.shape)
    return np.array([f(x + m) - f(x - m) for m in moves]).reshape(x.shape) / (2 * h)


def affine_forward(x, w, b):
    return np.add(x.dot(w), b[np.newaxis])


def affine_backward(dout, x, w, b):
    return dout.dot(w.T), (dout.T @ x).T, np.ones(len(x)) @ dout


def sigmoid(x):
    return (1 + np.tanh(x / 2)) / 2


def sigmoid_backward(dout, x):
    return dout / 4 * (1 - np.tanh(x / 2) ** 2)


def tanh(x):
    e = np.exp(-2 * abs(x))
    return np.sign(x) * (1 - e) / (1 + e)


def tanh_backward(dout, x):
    return dout * (1 - tanh(x)) * (1 + tanh(x))


def relu(x):
    return x * (x > 0)


def relu_backward(dout, x):
    return dout * (x >= 0)


def leaky_relu(x, slope=0.1):
    return np.maximum(x, slope * x)


def leaky_relu_backward(dout, x, slope=0.1):
    return dout * slope ** (x < 0)


def elu(x, alpha=1.0):
    return np.maximum(x, 0) + alpha * (np.exp(np.clip(x, None, 0)) - 1)


def elu_backward(dout, x, alpha=1.0):
    return dout * np.where(x < 0, elu(x, alpha) + alpha, 1.0)


def maxout(x, w1, b1, w2, b2):
    return np.stack([x @ w1 + b1, x @ w2 + b2]).max(0)


def maxout_backward(dout, x, w1, b1, w2, b2):
    won = x @ (w1 - w2) >= b2 - b1
    d1, d2 = dout * won, dout - dout * won
    return d1 @ w1.T + d2 @ w2.T, x.T @ d1, d1.sum(0), x.T @ d2, d2.sum(0)


def relu_jacobian(x):
    return np.eye(len(x)) * (x > 0)


def relu_vjp(dout, x):
    return np.heaviside(x, 1) * dout


def jacobian_bytes(n, d, m, itemsize=4):
    return n**2 * d * m * itemsize


def softmax_loss(scores, y):
    n, k = scores.shape
    highest = scores.max(1)[:, None]
    log_sums = highest + np.log(np.exp(scores - highest).sum(1, keepdims=True))
    p = np.exp(scores - log_sums)
    return (log_sums[:, 0] - scores[range(n), y]).mean(), (p - np.eye(k)[y]) / n


def svm_loss(scores, y, margin=1.0):
    n, k = scores.shape
    right = np.eye(k)[y]
    gap = (scores - (scores * right).sum(1, keepdims=True) + margin) * (1 - right)
    hits = 1.0 * (gap > 0)
    return (gap * hits).sum() / n, (hits - right * hits.sum(1, keepdims=True)) / n


def two_layer_loss(x, y, w1, b1, w2, b2, lam):
    return mlp_loss(x, y, {"w1": w1, "b1": b1, "w2": w2, "b2": b2}, lam)


def mlp_loss(x, y, params, lam):
    layers = range(1, len(params) // 2 + 1)
    outs, grads, loss = [x], {}, 0
    for i in layers:
        outs.append(outs[-1] @ params[f"w{i}"] + params[f"b{i}"])
        loss = loss + lam * (params[f"w{i}"] ** 2).sum()
        if i < len(layers):
            outs[-1] = relu(outs[-1])
    data, d = softmax_loss(outs[-1], y)
    for i in reversed(layers):
        grads[f"b{i}"] = d.sum(0)
        grads[f"w{i}"] = outs[i - 1].T @ d + 2 * lam * params[f"w{i}"]
        d = d @ params[f"w{i}"].T * (outs[i - 1] > 0)
    return data + loss, grads


def backpropagate(tape, doutput):
    grads = {tape[-1][0]: doutput}
    for out, names, vjp in tape[::-1]:
        if out in grads:
            for name, g in zip(names, vjp(grads[out]), strict=True):
                grads[name] = grads[name] + g if name in grads else g
    return grads


def gradient_descent(loss, params, lr, steps):
    history = []
    for _ in range(steps):
        value, grads = loss(params)
        history += [value]
        params = {k: params[k] - lr * grads[k] for k in params}
    return params, history
