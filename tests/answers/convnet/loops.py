"""A hand-in by somebody who writes loops over indices and converts at the end."""

import numpy as np

from cs_cnn.backprop import affine_backward, affine_forward, relu, relu_backward, softmax_loss
from cs_cnn.conv import conv_backward, conv_forward
from cs_cnn.pooling import max_pool_backward, max_pool_forward


def skip_white_space(pattern, at):
    while at < len(pattern) and pattern[at] in " \t\n":
        at += 1
    return at


def read_number(pattern, at):
    digits = ""
    while at < len(pattern) and pattern[at] in "0123456789":
        digits += pattern[at]
        at += 1
    return int(digits), at


def read_word(pattern, start, optional):
    end = start
    while end < len(pattern) and pattern[end].isalpha():
        end += 1
    word = pattern[start:end]
    if word not in ["INPUT", "CONV", "RELU", "POOL", "FC"]:
        raise ValueError("unknown word " + word + " at position " + str(start))
    end = skip_white_space(pattern, end)
    if end < len(pattern) and pattern[end] == "?":
        if not optional:
            return [], end + 1
        return [word], end + 1
    return [word], end


def read_bracket(pattern, start, optional):
    names, at = read_row(pattern, start + 1, optional)
    if at == len(pattern):
        raise ValueError("the bracket at position " + str(start) + " is not closed")
    at = skip_white_space(pattern, at + 1)
    times = 1
    if at < len(pattern) and pattern[at] == "*":
        at = skip_white_space(pattern, at + 1)
        times, at = read_number(pattern, at)
    return names * times, at


def read_row(pattern, at, optional):
    names = []
    first = True
    while True:
        at = skip_white_space(pattern, at)
        if at == len(pattern) or pattern[at] == "]":
            return names, at
        if not first:
            if pattern[at : at + 2] != "->":
                raise ValueError("expected -> at position " + str(at))
            at = skip_white_space(pattern, at + 2)
        first = False
        if pattern[at] == "[":
            more, at = read_bracket(pattern, at, optional)
        else:
            more, at = read_word(pattern, at, optional)
        for name in more:
            names.append(name)


def parse(pattern, optional=True):
    names, at = read_row(pattern, 0, optional)
    if at < len(pattern):
        raise ValueError("a ] too many at position " + str(at))
    return names


def shapes(layers, input):
    current = input
    result = []
    for number in range(len(layers)):
        layer = layers[number]
        if layer[0] == "conv":
            kernel, stride, pad = layer[2], layer[3], layer[4]
            c = layer[1]
        elif layer[0] == "pool":
            kernel, stride, pad = layer[1], layer[2], 0
            c = current[0]
        elif layer[0] == "fc":
            current = (layer[1],)
        if layer[0] == "conv" or layer[0] == "pool":
            h, w = current[1] + 2 * pad, current[2] + 2 * pad
            if kernel > h or kernel > w:
                raise ValueError(
                    f"layer number {number} ({layer[0]}) has a window of {kernel}, "
                    f"its input {h} x {w}"
                )
            current = (c, int((h - kernel) / stride) + 1, int((w - kernel) / stride) + 1)
        result.append(current)
    return result


def costs(layers, input):
    result = []
    shape_in = input
    all_shapes = shapes(layers, input)
    for layer, shape_out in zip(layers, all_shapes):  # noqa: B905
        how_many_in = 1
        for n in shape_in:
            how_many_in *= n
        how_many_out = 1
        for n in shape_out:
            how_many_out *= n
        if layer[0] == "conv":
            weights = layer[1] * shape_in[0] * layer[2] * layer[2]
            adds = weights * shape_out[1] * shape_out[2]
            result.append([how_many_out, weights, layer[1], adds])
        if layer[0] == "pool":
            result.append([how_many_out, 0, 0, 0])
        if layer[0] == "relu":
            result.append([0, 0, 0, 0])
        if layer[0] == "fc":
            result.append([how_many_out, how_many_in * layer[1], layer[1], how_many_in * layer[1]])
        shape_in = shape_out
    return result


def training_bytes(layers, input, batch, itemsize=4, moments=2):
    total = 0
    for numbers, weights, biases, _ in costs(layers, input):
        total += 2 * numbers * batch * itemsize
        total += (weights + biases) * (1 + 1 + moments) * itemsize
    return total


def inference_bytes(layers, input, itemsize=4):
    most = 0
    before = input[0] * input[1] * input[2]
    for numbers, *_ in costs(layers, input):
        if numbers == 0:
            continue
        if before + numbers > most:
            most = before + numbers
        before = numbers
    return most * itemsize


def seen_by(layers, i, j):
    top, bottom, left, right = i, i, j, j
    for number in range(len(layers) - 1, -1, -1):
        layer = layers[number]
        if layer[0] == "fc":
            raise ValueError("fully connected: layer " + str(number))
        if layer[0] == "relu":
            continue
        kernel, stride, pad = layer[-3:] if layer[0] == "conv" else (layer[1], layer[2], 0)
        top, bottom = top * stride - pad, bottom * stride - pad + kernel - 1
        left, right = left * stride - pad, right * stride - pad + kernel - 1
    return top, bottom + 1, left, right + 1


def topk_error(scores, y, k):
    errors = 0
    for n in range(len(y)):
        ahead = 0
        for c in range(scores.shape[1]):
            if c != y[n] and scores[n, c] >= scores[n, y[n]]:
                ahead += 1
        if ahead >= k:
            errors += 1
    return errors / len(y)


def confusion(scores, y, classes):
    table = []
    for _ in range(classes):
        table.append([0] * classes)
    for n in range(len(y)):
        best = 0
        for c in range(1, classes):
            if scores[n, c] > scores[n, best]:
                best = c
        table[y[n]][best] += 1
    return np.array(table)


def fc_to_conv(w, c, h, w_in):
    units = w.shape[1]
    filters = np.zeros((units, c, h, w_in))
    for m in range(units):
        row = 0
        for k in range(c):
            for i in range(h):
                for j in range(w_in):
                    filters[m, k, i, j] = w[row, m]
                    row += 1
    return filters


def interleave(maps):
    rows = maps[0][0].shape[-2] + maps[1][0].shape[-2]
    columns = maps[0][0].shape[-1] + maps[0][1].shape[-1]
    out = np.zeros((*maps[0][0].shape[:-2], rows, columns))
    for i in range(rows):
        for j in range(columns):
            out[..., i, j] = maps[i % 2][j % 2][..., i // 2, j // 2]
    return out


def convnet_loss(params, x, y, lam):
    k = params["w1"].shape[2]
    pad = (k - 1) // 2
    h1 = conv_forward(x, params["w1"], params["b1"], 1, pad)
    h2 = relu(h1)
    h3, switches = max_pool_forward(h2, 2, 2)
    h4 = h3.reshape(h3.shape[0], h3.shape[1] * h3.shape[2] * h3.shape[3])
    h5 = affine_forward(h4, params["w2"], params["b2"])
    h6 = relu(h5)
    scores = affine_forward(h6, params["w3"], params["b3"])
    loss, d = softmax_loss(scores, y)
    d, dw3, db3 = affine_backward(d, h6, params["w3"], params["b3"])
    d = relu_backward(d, h5)
    d, dw2, db2 = affine_backward(d, h4, params["w2"], params["b2"])
    d = d.reshape(h3.shape)
    d = max_pool_backward(d, switches, h2.shape)
    d = relu_backward(d, h1)
    d, dw1, db1 = conv_backward(d, x, params["w1"], params["b1"], 1, pad)
    for w in [params["w1"], params["w2"], params["w3"]]:
        for number in w.ravel():
            loss += lam * number * number
    return loss, {
        "w1": dw1 + 2 * lam * params["w1"],
        "b1": db1,
        "w2": dw2 + 2 * lam * params["w2"],
        "b2": db2,
        "w3": dw3 + 2 * lam * params["w3"],
        "b3": db3,
    }


def saliency(network, x, y):
    out = np.zeros((x.shape[0], x.shape[2], x.shape[3]))
    for n in range(x.shape[0]):
        scores = network.forward(x[n : n + 1])
        dscores = np.zeros(scores.shape)
        dscores[0, y[n]] = 1.0
        slopes = network.backward(dscores)
        for i in range(x.shape[2]):
            for j in range(x.shape[3]):
                best = 0
                for c in range(x.shape[1]):
                    if abs(slopes[0, c, i, j]) > best:
                        best = abs(slopes[0, c, i, j])
                out[n, i, j] = best
    return out


def occlusion(scores, x, y, size, stride, fill):
    rows = []
    top = 0
    while top + size <= x.shape[1]:
        row = []
        left = 0
        while left + size <= x.shape[2]:
            image = x.copy()
            for c in range(x.shape[0]):
                for i in range(size):
                    for j in range(size):
                        image[c, top + i, left + j] = fill
            row.append(scores(np.array([image]))[0, y])
            left += stride
        rows.append(row)
        top += stride
    return np.array(rows)


def ascend(network, x, y, lr, lam, steps):
    image = x.copy()
    for step in range(steps):
        scores = network.forward(image)
        print("step", step, "score", scores[0, y])
        dscores = np.zeros(scores.shape)
        dscores[0, y] = 1
        slope = network.backward(dscores)
        new = image.copy()
        for c in range(image.shape[1]):
            for i in range(image.shape[2]):
                for j in range(image.shape[3]):
                    new[0, c, i, j] += lr * (slope[0, c, i, j] - 2 * lam * image[0, c, i, j])
        image = new
    return image
