"""Assignment 01 in NumPy: model solutions, a drop-in file for ``cs_cnn/backprop.py``."""

from collections.abc import Callable

import numpy as np


def perceptron_step(
    w: np.ndarray, b: float, x: np.ndarray, d: int, lr: float
) -> tuple[np.ndarray, float]:
    """The error d − y is 1, 0 or −1: only a wrong answer moves anything."""
    y = 1 if w @ x + b > 0 else 0
    return w + lr * (d - y) * x, b + lr * (d - y)


def numerical_gradient(
    f: Callable[[np.ndarray], float], x: np.ndarray, h: float = 1e-5
) -> np.ndarray:
    """Move one entry of a copy at a time, to both sides."""
    point, gradient = x.copy(), np.zeros_like(x)
    for i in np.ndindex(x.shape):
        point[i] = x[i] + h
        above = f(point)
        point[i] = x[i] - h
        gradient[i] = (above - f(point)) / (2 * h)
        point[i] = x[i]
    return gradient


def affine_forward(x: np.ndarray, w: np.ndarray, b: np.ndarray) -> np.ndarray:
    """One matrix product for the batch; the bias is broadcast over it."""
    return x @ w + b


def affine_backward(
    dout: np.ndarray, x: np.ndarray, w: np.ndarray, b: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Every sample used the same w and b, so their gradients are sums over the batch."""
    return dout @ w.T, x.T @ dout, dout.sum(axis=0)


def sigmoid(x: np.ndarray) -> np.ndarray:
    """The exponent is never positive, so nothing overflows."""
    small = np.exp(-np.abs(x))
    return np.where(x > 0, 1, small) / (1 + small)


def sigmoid_backward(dout: np.ndarray, x: np.ndarray) -> np.ndarray:
    """The slope in terms of the output."""
    s = sigmoid(x)
    return dout * s * (1 - s)


def tanh(x: np.ndarray) -> np.ndarray:
    """NumPy's own is stable."""
    return np.tanh(x)


def tanh_backward(dout: np.ndarray, x: np.ndarray) -> np.ndarray:
    """The slope in terms of the output."""
    return dout * (1 - np.tanh(x) ** 2)


def relu(x: np.ndarray) -> np.ndarray:
    """The larger of 0 and x."""
    return np.maximum(0, x)


def relu_backward(dout: np.ndarray, x: np.ndarray) -> np.ndarray:
    """A gate: open where x was positive."""
    return dout * (x > 0)


def leaky_relu(x: np.ndarray, slope: float = 0.1) -> np.ndarray:
    """Two lines that meet at 0."""
    return np.where(x > 0, x, slope * x)


def leaky_relu_backward(dout: np.ndarray, x: np.ndarray, slope: float = 0.1) -> np.ndarray:
    """A gate that is never quite shut."""
    return dout * np.where(x > 0, 1, slope)


def elu(x: np.ndarray, alpha: float = 1.0) -> np.ndarray:
    """expm1 keeps its digits near 0; the minimum keeps it from overflowing."""
    return np.where(x > 0, x, alpha * np.expm1(np.minimum(x, 0)))


def elu_backward(dout: np.ndarray, x: np.ndarray, alpha: float = 1.0) -> np.ndarray:
    """The slope is 1, or alpha e^x to the left of 0."""
    return dout * np.where(x > 0, 1, alpha * np.exp(np.minimum(x, 0)))


def maxout(
    x: np.ndarray, w1: np.ndarray, b1: np.ndarray, w2: np.ndarray, b2: np.ndarray
) -> np.ndarray:
    """The larger of two affine layers."""
    return np.maximum(affine_forward(x, w1, b1), affine_forward(x, w2, b2))


def maxout_backward(
    dout: np.ndarray,
    x: np.ndarray,
    w1: np.ndarray,
    b1: np.ndarray,
    w2: np.ndarray,
    b2: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """The gate sends each entry of dout to the layer that won; x fed both, so dx adds up."""
    first = affine_forward(x, w1, b1) > affine_forward(x, w2, b2)
    dx1, dw1, db1 = affine_backward(dout * first, x, w1, b1)
    dx2, dw2, db2 = affine_backward(dout * ~first, x, w2, b2)
    return dx1 + dx2, dw1, db1, dw2, db2


def relu_jacobian(x: np.ndarray) -> np.ndarray:
    """Each output depends on one input: a diagonal matrix."""
    return np.diag((x > 0).astype(x.dtype))


def relu_vjp(dout: np.ndarray, x: np.ndarray) -> np.ndarray:
    """A product with a diagonal matrix is a product entry by entry."""
    return dout * (x > 0)


def jacobian_bytes(n: int, d: int, m: int, itemsize: int = 4) -> int:
    """Entries of y, times entries of x, times bytes."""
    return (n * m) * (n * d) * itemsize


def softmax_loss(scores: np.ndarray, y: np.ndarray) -> tuple[float, np.ndarray]:
    """Log-probabilities first: no logarithm is ever taken of a probability that rounds to 0."""
    samples = np.arange(len(y))
    shifted = scores - scores.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    dscores = np.exp(log_p)
    dscores[samples, y] -= 1
    return -log_p[samples, y].mean(), dscores / len(y)


def svm_loss(scores: np.ndarray, y: np.ndarray, margin: float = 1.0) -> tuple[float, np.ndarray]:
    """Every wrong class inside the margin pushes its own score down and the right one up."""
    samples = np.arange(len(y))
    excess = np.maximum(0, scores - scores[samples, y][:, None] + margin)
    excess[samples, y] = 0
    dscores = (excess > 0).astype(scores.dtype)
    dscores[samples, y] = -dscores.sum(axis=1)
    return excess.sum() / len(y), dscores / len(y)


def two_layer_loss(
    x: np.ndarray,
    y: np.ndarray,
    w1: np.ndarray,
    b1: np.ndarray,
    w2: np.ndarray,
    b2: np.ndarray,
    lam: float,
) -> tuple[float, dict[str, np.ndarray]]:
    """Forward from left to right, then the same line from right to left."""
    before = affine_forward(x, w1, b1)
    hidden = relu(before)
    data_loss, dscores = softmax_loss(affine_forward(hidden, w2, b2), y)
    dhidden, dw2, db2 = affine_backward(dscores, hidden, w2, b2)
    _, dw1, db1 = affine_backward(relu_backward(dhidden, before), x, w1, b1)
    loss = data_loss + lam * (np.sum(w1**2) + np.sum(w2**2))
    return loss, {"w1": dw1 + 2 * lam * w1, "b1": db1, "w2": dw2 + 2 * lam * w2, "b2": db2}


def mlp_loss(
    x: np.ndarray, y: np.ndarray, params: dict[str, np.ndarray], lam: float
) -> tuple[float, dict[str, np.ndarray]]:
    """Keep what enters each layer on the way forward; need it on the way back."""
    depth = len(params) // 2
    before, entering = [], [x]
    for i in range(1, depth + 1):
        before.append(affine_forward(entering[-1], params[f"w{i}"], params[f"b{i}"]))
        entering.append(relu(before[-1]))
    loss, dout = softmax_loss(before[-1], y)
    grads = {}
    for i in range(depth, 0, -1):
        w, b = params[f"w{i}"], params[f"b{i}"]
        dout, dw, grads[f"b{i}"] = affine_backward(dout, entering[i - 1], w, b)
        grads[f"w{i}"] = dw + 2 * lam * w
        loss += lam * np.sum(w**2)
        if i > 1:
            dout = relu_backward(dout, before[i - 2])
    return loss, grads


def backpropagate(tape: list[tuple], doutput: np.ndarray) -> dict[str, np.ndarray]:
    """In reverse, all uses of a value come before the node that made it."""
    gradients = {tape[-1][0]: doutput}
    for output, inputs, vjp in reversed(tape):
        if output in gradients:
            for name, gradient in zip(inputs, vjp(gradients[output]), strict=True):
                gradients[name] = gradients.get(name, 0) + gradient
    return gradients


def gradient_descent(
    loss: Callable[[dict[str, np.ndarray]], tuple[float, dict[str, np.ndarray]]],
    params: dict[str, np.ndarray],
    lr: float,
    steps: int,
) -> tuple[dict[str, np.ndarray], list[float]]:
    """A new dict at every step leaves the caller's alone."""
    history = []
    for _ in range(steps):
        value, grads = loss(params)
        history.append(value)
        params = {name: p - lr * grads[name] for name, p in params.items()}
    return params, history
