"""A hand-in by somebody who writes loops over indices and converts at the end."""

import math

import numpy as np


def output_size(n, f, stride):
    if f > n:
        raise ValueError("window " + str(f) + " larger than " + str(n) + ", stride " + str(stride))
    count = 0
    position = 0
    while position + f < n:
        position += stride
        count = count + 1
    if position + f != n:
        raise ValueError("does not fit: " + str([n, f, stride]))
    print("there are", count + 1, "windows")
    return int(count + 1)


def height_and_width(size):
    if isinstance(size, int):
        return size, size
    return size[0], size[1]


def how_many(x_shape, size, stride):
    kh, kw = height_and_width(size)
    ho = math.floor((x_shape[2] - kh) / stride + 1)
    wo = math.floor((x_shape[3] - kw) / stride + 1)
    return ho, wo


def max_pool_forward(x, size, stride):
    print("x has shape", x.shape, "size is", size, "stride is", stride)
    kh, kw = height_and_width(size)
    ho, wo = how_many(x.shape, size, stride)
    out = np.zeros((x.shape[0], x.shape[1], ho, wo))
    switches = np.zeros((x.shape[0], x.shape[1], ho, wo), dtype=int)
    for n in range(x.shape[0]):
        for c in range(x.shape[1]):
            for i in range(ho):
                for j in range(wo):
                    best = -math.inf
                    best_row, best_column = i * stride, j * stride
                    for u in range(kh):
                        for v in range(kw):
                            value = float(x[n, c, i * stride + u, j * stride + v])
                            if value > best or math.isnan(value):
                                best = value
                                best_row = i * stride + u
                                best_column = j * stride + v
                    out[n, c, i, j] = best
                    switches[n, c, i, j] = best_row * x.shape[3] + best_column
    return out, switches


def max_pool_backward(dout, switches, x_shape):
    dx = np.zeros(x_shape)
    for n in range(dout.shape[0]):
        for c in range(dout.shape[1]):
            for i in range(dout.shape[2]):
                for j in range(dout.shape[3]):
                    row = switches[n, c, i, j] // x_shape[3]
                    column = switches[n, c, i, j] % x_shape[3]
                    dx[n, c, row, column] = dx[n, c, row, column] + dout[n, c, i, j]
    return dx


def largest(values):
    best = values[0]
    for value in values:
        if value > best or value != value:
            best = value
    return best


def max_pool_ceil(x, size, stride):
    kh, kw = height_and_width(size)
    n_images, channels, h, w = x.shape
    ho = math.ceil((h - kh) / stride) + 1
    wo = math.ceil((w - kw) / stride) + 1
    if (ho - 1) * stride >= h:
        ho = ho - 1
    if (wo - 1) * stride >= w:
        wo = wo - 1
    result = []
    for n in range(n_images):
        for c in range(channels):
            for i in range(ho):
                for j in range(wo):
                    values = []
                    for row in range(i * stride, min(i * stride + kh, h)):
                        for column in range(j * stride, min(j * stride + kw, w)):
                            values.append(x[n, c, row, column])
                    result.append(largest(values))
    return np.array(result).reshape((n_images, channels, ho, wo))


def max_pool_fast(x, size, stride):
    return max_pool_forward(x, size, stride)[0]


def average_pool_forward(x, size, stride):
    kh, kw = height_and_width(size)
    ho, wo = how_many(x.shape, size, stride)
    out = []
    for n in range(x.shape[0]):
        channels = []
        for c in range(x.shape[1]):
            rows = []
            for i in range(ho):
                row = []
                for j in range(wo):
                    total = 0
                    for u in range(kh):
                        for v in range(kw):
                            total += x[n, c, i * stride + u, j * stride + v]
                    row.append(total / (kh * kw))
                rows.append(row)
            channels.append(rows)
        out.append(channels)
    return np.array(out)


def average_pool_backward(dout, x_shape, size, stride):
    kh, kw = height_and_width(size)
    dx = np.zeros(x_shape)
    for n in range(dout.shape[0]):
        for c in range(dout.shape[1]):
            for i in range(dout.shape[2]):
                for j in range(dout.shape[3]):
                    share = dout[n, c, i, j] / (kh * kw)
                    for u in range(kh):
                        for v in range(kw):
                            dx[n, c, i * stride + u, j * stride + v] += share
    return dx


def l2_pool_forward(x, size, stride):
    kh, kw = height_and_width(size)
    ho, wo = how_many(x.shape, size, stride)
    out = np.zeros((x.shape[0], x.shape[1], ho, wo))
    for n in range(x.shape[0]):
        for c in range(x.shape[1]):
            for i in range(ho):
                for j in range(wo):
                    total = 0
                    for u in range(kh):
                        for v in range(kw):
                            total = total + x[n, c, i * stride + u, j * stride + v] ** 2
                    out[n, c, i, j] = math.sqrt(total)
    return out


def l2_pool_backward(dout, x, size, stride):
    kh, kw = height_and_width(size)
    out = l2_pool_forward(x, size, stride)
    dx = np.zeros(x.shape)
    for n in range(dout.shape[0]):
        for c in range(dout.shape[1]):
            for i in range(dout.shape[2]):
                for j in range(dout.shape[3]):
                    if out[n, c, i, j] == 0:
                        print("a window of zeros at", n, c, i, j)
                        continue
                    for u in range(kh):
                        for v in range(kw):
                            pixel = x[n, c, i * stride + u, j * stride + v]
                            slope = pixel / out[n, c, i, j]
                            dx[n, c, i * stride + u, j * stride + v] += dout[n, c, i, j] * slope
    return dx


def global_average_pool(x):
    means = np.zeros((x.shape[0], x.shape[1]))
    for n in range(x.shape[0]):
        for c in range(x.shape[1]):
            total = 0.0
            for i in range(x.shape[2]):
                for j in range(x.shape[3]):
                    total += x[n, c, i, j]
            means[n, c] = total / x.shape[2] / x.shape[3]
    return means


def global_average_pool_backward(dout, x_shape):
    dx = np.empty(x_shape)
    for n in range(x_shape[0]):
        for c in range(x_shape[1]):
            for i in range(x_shape[2]):
                for j in range(x_shape[3]):
                    dx[n][c][i][j] = float(dout[n][c]) / (x_shape[2] * x_shape[3])
    return dx


def average_as_conv(c, size):
    kh, kw = height_and_width(size)
    w = np.zeros((c, c, kh, kw))
    for f in range(c):
        for i in range(kh):
            for j in range(kw):
                w[f, f, i, j] = 1 / (kh * kw)
    return w


def max_unpool(y, switches, x_shape):
    n_images, channels, h, w = x_shape
    picture = []
    for n in range(n_images):
        for c in range(channels):
            plane = [0.0] * (h * w)
            for i in range(y.shape[2]):
                for j in range(y.shape[3]):
                    plane[switches[n, c, i, j]] = float(y[n, c, i, j])
            picture.append(plane)
    return np.array(picture).reshape(n_images, channels, h, w)
