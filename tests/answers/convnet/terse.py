"""A hand-in by somebody who thinks in whole arrays and short expressions."""

import itertools
import re
from math import prod

import numpy as np

from cs_cnn.backprop import relu_backward, softmax_loss
from cs_cnn.conv import conv_backward_im2col, conv_forward_im2col
from cs_cnn.pooling import max_pool_backward, max_pool_forward


def parse(pattern, optional=True):
    depth, due = [], False
    for m in re.finditer(r"\w+|->|[][]", re.sub(r"\*\s*\d+", lambda m: " " * len(m[0]), pattern)):
        part, at = m[0], m.start()
        bad = (
            (part == "]" and not depth)
            or (due and part not in ("]", "->"))
            or (part[0].isalpha() and part not in ["INPUT", "CONV", "RELU", "POOL", "FC"])
        )
        if bad:
            raise ValueError(at)
        if part == "[":
            depth += [at]
        if part == "]":
            depth.pop()
        due = part not in ("->", "[")
    if depth:
        raise ValueError(depth[-1])
    code = re.sub(r"([A-Z]+)\s*(\?)?", r"{\1\2}", "".join(pattern.split()))
    code = code.translate(str.maketrans("[]", "()")).replace("->", "+")
    code = re.sub(r"{(\w+)}", r"['\1']", code)
    return eval(re.sub(r"{(\w+)\?}", r"['\1']" if optional else "[]", code))


def places(n, k, s, p=0):
    return len(range(0, n + 2 * p - k + 1, s))


def shapes(layers, input):
    out = [tuple(input)]
    for at, layer in enumerate(layers):
        c, *sides = out[-1]
        match layer:
            case "conv", f, *window:
                out += [(f, *(places(n, *window) for n in sides))]
            case "pool", size, stride:
                out += [(c, *(places(n, size, stride) for n in sides))]
            case "fc", m:
                out += [(m,)]
            case _:
                out += out[-1:]
        if 0 in out[-1]:
            raise ValueError(f"{at}: {layer}")
    return out[1:]


def costs(layers, input):
    every = shapes(layers, input)
    out = []
    for layer, before, after in zip(layers, [input, *every], every, strict=False):
        fan_in = before[0] * layer[2] ** 2 if layer[0] == "conv" else prod(before)
        fan_in *= layer[0] in ("conv", "fc")
        n = prod(after) * (layer[0] != "relu")
        out += [(n, fan_in * after[0], after[0] * (fan_in > 0), fan_in * n)]
    return out


def training_bytes(layers, input, batch, itemsize=4, moments=2):
    n, w, b, _ = map(sum, zip(*costs(layers, input), strict=True))
    return itemsize * (n * batch * 2 + (w + b) * (2 + moments))


def inference_bytes(layers, input, itemsize=4):
    v = [prod(input)] + [c[0] for c in costs(layers, input) if c[0]]
    return max(map(sum, itertools.pairwise(v))) * itemsize


def seen_by(layers, i, j):
    if not layers:
        return i, i + 1, j, j + 1
    *before, (kind, *rest) = layers
    if kind == "fc":
        raise ValueError(kind)
    k, s, p = {"conv": [*rest, 0][1:4], "pool": [*rest, 0], "relu": [1, 1, 0]}[kind]
    a, _, c, _ = seen_by(before, i * s - p, j * s - p)
    _, b, _, d = seen_by(before, i * s - p + k - 1, j * s - p + k - 1)
    return a, b, c, d


def topk_error(scores, y, k):
    return np.mean(np.sum(scores >= np.take_along_axis(scores, y[:, None], 1), 1) > k)


def confusion(scores, y, classes):
    pairs = y * classes + scores.argmax(1)
    return np.bincount(pairs, minlength=classes**2).reshape(classes, classes)


def fc_to_conv(w, c, h, w_in):
    return np.moveaxis(w.reshape(c, h, w_in, -1), -1, 0).copy()


def interleave(maps):
    (a, b), (c, d) = maps
    out = np.empty((*a.shape[:-2], a.shape[-2] + c.shape[-2], a.shape[-1] + b.shape[-1]))
    out[..., ::2, ::2], out[..., ::2, 1::2], out[..., 1::2, ::2], out[..., 1::2, 1::2] = a, b, c, d
    return out


def convnet_loss(params, x, y, lam):
    w1, b1, w2, b2, w3, b3 = (params[f"{kind}{i}"] for i in (1, 2, 3) for kind in "wb")
    pad = (len(w1[0, 0]) - 1) // 2
    z1 = conv_forward_im2col(x, w1, b1, pad=pad)
    p, switches = max_pool_forward(np.maximum(z1, 0), 2, 2)
    flat = p.reshape(len(x), -1)
    z2 = flat @ w2 + b2
    loss, d3 = softmax_loss(np.maximum(z2, 0) @ w3 + b3, y)
    d2 = relu_backward(d3 @ w3.T, z2)
    d1 = relu_backward(max_pool_backward((d2 @ w2.T).reshape(p.shape), switches, z1.shape), z1)
    _, dw1, db1 = conv_backward_im2col(d1, x, w1, b1, 1, pad)
    grads = {"w1": dw1, "w2": flat.T @ d2, "w3": np.maximum(z2, 0).T @ d3}
    grads = {name: g + 2 * lam * params[name] for name, g in grads.items()}
    loss += lam * sum((params[name] ** 2).sum() for name in grads)
    return loss, grads | {"b1": db1, "b2": d2.sum(0), "b3": d3.sum(0)}


def one_hot(network, x, y):
    return 1.0 * (np.arange(network.forward(x).shape[1]) == np.reshape(y, (-1, 1)))


def saliency(network, x, y):
    return abs(network.backward(one_hot(network, x, y))).max(1)


def occlusion(scores, x, y, size, stride, fill):
    i, j = (np.arange(0, n - size + 1, stride)[:, None] for n in x.shape[1:])
    rows = (np.arange(x.shape[1]) >= i) & (np.arange(x.shape[1]) < i + size)
    columns = (np.arange(x.shape[2]) >= j) & (np.arange(x.shape[2]) < j + size)
    under = rows[:, None, None, :, None] & columns[None, :, None, None]
    images = np.where(under, fill, x)
    return scores(images.reshape(-1, *x.shape))[:, y].reshape(images.shape[:2])


def ascend(network, x, y, lr, lam, steps):
    for _ in range(steps):
        x = x + lr * (network.backward(one_hot(network, x, y)) - 2 * lam * x)
    return x
