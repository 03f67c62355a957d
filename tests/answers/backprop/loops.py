"""A hand-in by somebody who writes loops over indices and converts at the end."""

import math

import numpy as np


def perceptron_step(w, b, x, d, lr):
    total = b
    for i in range(len(w)):
        total += w[i] * x[i]
    y = 1 if total > 0 else 0
    print("w·x + b =", total, "so y =", y)
    new = []
    for i in range(len(w)):
        new.append(w[i] + lr * (d - y) * x[i])
    return np.array(new), float(b + lr * (d - y))


def numerical_gradient(f, x, h=1e-5):
    grad = np.zeros(x.shape)
    flat = x.reshape(-1)
    for i in range(x.size):
        old = flat[i]
        flat[i] = old + h
        up = f(x)
        flat[i] = old - h
        down = f(x)
        flat[i] = old
        grad.reshape(-1)[i] = (up - down) / (2 * h)
    return grad


def affine_forward(x, w, b):
    if x.shape[1] != w.shape[0]:
        raise ValueError("shapes")
    out = np.empty((x.shape[0], w.shape[1]))
    for n in range(x.shape[0]):
        for m in range(w.shape[1]):
            total = b[m]
            for d in range(w.shape[0]):
                total = total + x[n, d] * w[d, m]
            out[n, m] = total
    return out


def affine_backward(dout, x, w, b):
    dx, dw, db = np.zeros_like(x), np.zeros_like(w), np.zeros_like(b)
    for n in range(dout.shape[0]):
        for m in range(dout.shape[1]):
            db[m] += dout[n, m]
            for d in range(x.shape[1]):
                dx[n, d] += dout[n, m] * w[d, m]
                dw[d, m] += dout[n, m] * x[n, d]
    return dx, dw, db


def entries_of(array):
    return array.ravel().tolist()


def each(function, *arrays):
    values = [function(*entries) for entries in zip(*map(entries_of, arrays), strict=True)]
    return np.array(values).reshape(arrays[0].shape)


def sigmoid_of(v):
    if v >= 0:
        return 1 / (1 + math.exp(-v))
    return math.exp(v) / (1 + math.exp(v))


def sigmoid(x):
    return each(sigmoid_of, x)


def sigmoid_backward(dout, x):
    return each(lambda d, v: d * sigmoid_of(v) * (1 - sigmoid_of(v)), dout, x)


def tanh(x):
    return each(lambda v: 2 * sigmoid_of(2 * v) - 1, x)


def tanh_backward(dout, x):
    return each(lambda d, v: d * (1 - math.tanh(v) ** 2), dout, x)


def relu(x):
    return each(lambda v: v if v > 0 else 0, x)


def relu_backward(dout, x):
    dx = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        if x[index] > 0:
            dx[index] = dout[index]
    return dx


def leaky_relu(x, slope=0.1):
    return each(lambda v: v if v > 0 else slope * v, x)


def leaky_relu_backward(dout, x, slope=0.1):
    return each(lambda d, v: d if v > 0 else slope * d, dout, x)


def elu(x, alpha=1.0):
    return each(lambda v: v if v > 0 else alpha * (math.exp(v) - 1), x)


def elu_backward(dout, x, alpha=1.0):
    return each(lambda d, v: d if v > 0 else d * alpha * math.exp(v), dout, x)


def maxout(x, w1, b1, w2, b2):
    first, second = affine_forward(x, w1, b1), affine_forward(x, w2, b2)
    rows = []
    for n in range(len(first)):
        rows.append([max(first[n, m], second[n, m]) for m in range(len(b1))])
    return np.array(rows)


def maxout_backward(dout, x, w1, b1, w2, b2):
    first, second = affine_forward(x, w1, b1), affine_forward(x, w2, b2)
    one, two = np.zeros_like(dout), np.zeros_like(dout)
    for n in range(dout.shape[0]):
        for m in range(dout.shape[1]):
            if first[n, m] > second[n, m]:
                one[n, m] = dout[n, m]
            elif first[n, m] < second[n, m]:
                two[n, m] = dout[n, m]
            else:
                one[n, m] = two[n, m] = dout[n, m] / 2
    dx1, dw1, db1 = affine_backward(one, x, w1, b1)
    dx2, dw2, db2 = affine_backward(two, x, w2, b2)
    return dx1 + dx2, dw1, db1, dw2, db2


def relu_jacobian(x):
    rows = []
    for i in range(len(x)):
        rows.append([1 if i == j and x[i] > 0 else 0 for j in range(len(x))])
    return np.array(rows, dtype=float)


def relu_vjp(dout, x):
    dx = []
    for i in range(len(x)):
        if x[i] > 0:
            dx.append(dout[i])
        else:
            dx.append(0.0)
    return np.array(dx)


def jacobian_bytes(n, d, m, itemsize=4):
    size = 0
    for _ in range(n):
        size += m * n * d * itemsize
    return size


def softmax_loss(scores, y):
    N, K = scores.shape
    loss, dscores = 0.0, np.zeros((N, K))
    for n in range(N):
        highest = max(scores[n])
        total = sum(math.exp(s - highest) for s in scores[n])
        loss -= scores[n, y[n]] - highest - math.log(total)
        for k in range(K):
            dscores[n, k] = math.exp(scores[n, k] - highest) / total / N
        dscores[n, y[n]] -= 1 / N
    return float(loss / N), dscores


def svm_loss(scores, y, margin=1.0):
    N, K = scores.shape
    loss, dscores = 0, np.zeros_like(scores)
    for n in range(N):
        for k in range(K):
            if k == y[n]:
                continue
            gap = scores[n, k] - scores[n, y[n]] + margin
            if gap > 0:
                loss += gap
                dscores[n, k] += 1
                dscores[n, y[n]] -= 1
    return loss / N, dscores / N


def square_sum(w):
    return sum(v * v for v in w.ravel().tolist())


def two_layer_loss(x, y, w1, b1, w2, b2, lam):
    z = affine_forward(x, w1, b1)
    h = relu(z)
    scores = affine_forward(h, w2, b2)
    loss, dscores = softmax_loss(scores, y)
    loss += lam * square_sum(w1)
    loss += lam * square_sum(w2)
    dh, dw2, db2 = affine_backward(dscores, h, w2, b2)
    dz = relu_backward(dh, z)
    _, dw1, db1 = affine_backward(dz, x, w1, b1)
    dw1 += 2 * lam * w1
    dw2 += 2 * lam * w2
    grads = {}
    grads["b2"] = db2
    grads["w2"] = dw2
    grads["b1"] = db1
    grads["w1"] = dw1
    return loss, grads


def mlp_loss(x, y, params, lam):
    L = len(params) // 2
    out = {0: x}
    z = {}
    for layer in range(1, L + 1):
        z[layer] = affine_forward(
            out[layer - 1], params["w" + str(layer)], params["b" + str(layer)]
        )
        out[layer] = relu(z[layer]) if layer != L else z[layer]
    loss, d = softmax_loss(out[L], y)
    for name in params:
        if name[0] == "w":
            loss = loss + lam * square_sum(params[name])
    grads = dict.fromkeys(params)
    layer = L
    while layer >= 1:
        w, b = params["w" + str(layer)], params["b" + str(layer)]
        if layer < L:
            d = relu_backward(d, z[layer])
        d, dw, db = affine_backward(d, out[layer - 1], w, b)
        grads["w" + str(layer)] = dw + 2 * lam * w
        grads["b" + str(layer)] = db
        layer -= 1
    return loss, grads


def backpropagate(tape, doutput):
    gradients = {}
    last = tape[len(tape) - 1]
    gradients[last[0]] = doutput.copy()
    for i in range(len(tape) - 1, -1, -1):
        output, inputs, vjp = tape[i]
        if output not in gradients:
            continue
        results = vjp(gradients[output])
        for j in range(len(inputs)):
            if inputs[j] not in gradients:
                gradients[inputs[j]] = np.zeros(np.shape(results[j]))
            gradients[inputs[j]] += results[j]
    return gradients


def gradient_descent(loss, params, lr, steps):
    current = {}
    for name in params:
        current[name] = params[name].copy()
    history = []
    for step in range(steps):
        value, grads = loss(current)
        history.append(float(value))
        for name in current:
            current[name] -= lr * grads[name]
        if step % 10 == 0:
            print(f"step {step}: loss {value:.3f}")
    return current, history
