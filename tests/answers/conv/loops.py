"""A hand-in by somebody who writes loops over indices and converts at the end."""

import numpy as np


def output_size(n, f, stride=1, pad=0):
    result = (n - f + 2 * pad) / stride + 1
    print("output size", result)
    if result != int(result) or result < 1:
        raise ValueError(
            "cannot do it with n=" + str(n) + " f=" + str(f) + " stride=" + str(stride)
            + " pad=" + str(pad)
        )  # fmt: skip
    return int(result)


def parameter_count(f, c, kh, kw):
    weights = 0
    for _ in range(f):
        weights += c * kh * kw
    biases = f
    print(f"{weights} weights and {biases} biases")
    return int(np.array(weights + biases))


def pad2d(x, pad):
    h, w = x.shape[-2], x.shape[-1]
    images = x.reshape(-1, h, w)
    out = np.zeros((images.shape[0], h + 2 * pad, w + 2 * pad))
    for n in range(images.shape[0]):
        for i in range(h):
            for j in range(w):
                out[n, i + pad, j + pad] = images[n, i, j]
    return out.reshape(*x.shape[:-2], h + 2 * pad, w + 2 * pad)


def cross_correlate2d(image, kernel):
    rows = []
    for i in range(image.shape[0] - kernel.shape[0] + 1):
        row = []
        for j in range(image.shape[1] - kernel.shape[1] + 1):
            total = 0
            for a in range(kernel.shape[0]):
                for b in range(kernel.shape[1]):
                    total += image[i + a][j + b] * kernel[a][b]
            row.append(total)
        rows.append(row)
    print("shape of the result:", len(rows), len(rows[0]))
    return np.array(rows)


def convolve2d(image, kernel):
    kh, kw = kernel.shape
    out = np.zeros([image.shape[0] - kh + 1, image.shape[1] - kw + 1])
    for i in range(len(out)):
        for j in range(len(out[0])):
            for a in range(kh):
                for b in range(kw):
                    out[i, j] += image[i + kh - 1 - a, j + kw - 1 - b] * kernel[a, b]
    return out


def shape_of_output(x, w, stride, pad):
    n, c, h, width = x.shape
    f, c2, kh, kw = w.shape
    assert c == c2, "channels"
    ho = int(np.floor((h + 2 * pad - kh) / stride)) + 1
    wo = int(np.floor((width + 2 * pad - kw) / stride)) + 1
    return n, f, ho, wo


def conv_forward(x, w, b, stride=1, pad=0):
    n_images, n_filters, ho, wo = shape_of_output(x, w, stride, pad)
    xp = pad2d(x, pad)
    out = np.zeros((n_images, n_filters, ho, wo))
    for n in range(n_images):
        for f in range(n_filters):
            for i in range(ho):
                for j in range(wo):
                    total = b[f]
                    for c in range(x.shape[1]):
                        total += one_window(xp[n, c], w[f, c], i * stride, j * stride)
                    out[n, f, i, j] = total
    return out


def one_window(image, kernel, top, left):
    part = image[top : top + kernel.shape[0], left : left + kernel.shape[1]]
    return np.sum(np.multiply(part, kernel))


def conv_backward(dout, x, w, b, stride=1, pad=0):
    n_images, n_filters, ho, wo = dout.shape
    kh, kw = w.shape[2], w.shape[3]
    dx, dw, db = np.zeros(x.shape), np.zeros(w.shape), np.zeros(b.shape)
    for f in range(n_filters):
        db[f] = np.sum(dout[:, f, :, :])
    for i in range(ho):
        for j in range(wo):
            for u in range(kh):
                for v in range(kw):
                    row, column = i * stride + u - pad, j * stride + v - pad
                    if row < 0 or column < 0:
                        continue
                    if row >= x.shape[2] or column >= x.shape[3]:
                        continue
                    for n in range(n_images):
                        for f in range(n_filters):
                            dx[n, :, row, column] += dout[n, f, i, j] * w[f, :, u, v]
                            dw[f, :, u, v] += dout[n, f, i, j] * x[n, :, row, column]
    print("dx", dx.shape, "dw", dw.shape, "db", db.shape)
    return dx, dw, db


def im2col(x, kh, kw, stride=1, pad=0):
    n, c, h, w = x.shape
    xp = pad2d(x, pad)
    ho, wo = (h + 2 * pad - kh) // stride + 1, (w + 2 * pad - kw) // stride + 1
    cols = np.zeros((n, c * kh * kw, ho * wo))
    for image in range(n):
        place = 0
        for i in range(0, ho * stride, stride):
            for j in range(0, wo * stride, stride):
                cols[image, :, place] = xp[image, :, i : i + kh, j : j + kw].flatten()
                place += 1
    return cols


def col2im(cols, x_shape, kh, kw, stride=1, pad=0):
    n, c, h, w = x_shape
    wo = (w + 2 * pad - kw) // stride + 1
    xp = np.zeros((n, c, h + 2 * pad, w + 2 * pad))
    for image in range(n):
        for place in range(cols.shape[2]):
            i = (place // wo) * stride
            j = (place % wo) * stride
            window = cols[image, :, place].reshape(c, kh, kw)
            xp[image, :, i : i + kh, j : j + kw] += window
    if pad > 0:
        return xp[:, :, pad:-pad, pad:-pad]
    return xp


def conv_forward_im2col(x, w, b, stride=1, pad=0):
    cols = im2col(x, w.shape[2], w.shape[3], stride, pad)
    out = np.zeros(shape_of_output(x, w, stride, pad))
    for n in range(x.shape[0]):
        for f in range(w.shape[0]):
            values = np.dot(w[f].flatten(), cols[n]) + b[f]
            out[n, f] = values.reshape(out.shape[2], out.shape[3])
    return out


def conv_backward_im2col(dout, x, w, b, stride=1, pad=0):
    dx, dw, db = np.zeros(x.shape), np.zeros(w.shape), np.zeros(b.shape)
    kh, kw = w.shape[2], w.shape[3]
    filters = w.reshape(w.shape[0], -1)
    for n in range(x.shape[0]):
        x_n = x[n : n + 1]
        dout_n = dout[n].reshape(w.shape[0], -1)
        cols = im2col(x_n, kh, kw, stride, pad)[0]
        dw += np.dot(dout_n, cols.T).reshape(w.shape)
        db += dout_n.sum(axis=1)
        dcols = np.dot(filters.T, dout_n)
        dx[n] = col2im(dcols[np.newaxis], x_n.shape, kh, kw, stride, pad)[0]
    return dx, dw, db


def conv1x1(x, w, b):
    n_images, channels, h, width = x.shape
    out = np.zeros((n_images, w.shape[0], h, width))
    for n in range(n_images):
        for f in range(w.shape[0]):
            for c in range(channels):
                out[n, f] = out[n, f] + w[f, c] * x[n, c]
            out[n, f] = out[n, f] + b[f]
    return out


def conv_forward_dilated(x, w, b, stride=1, pad=0, dilation=1):
    kh = (w.shape[2] - 1) * dilation + 1
    kw = (w.shape[3] - 1) * dilation + 1
    xp = pad2d(x, pad)
    ho = (xp.shape[2] - kh) // stride + 1
    wo = (xp.shape[3] - kw) // stride + 1
    out = np.zeros((x.shape[0], w.shape[0], ho, wo))
    for i in range(ho):
        for j in range(wo):
            i0, j0 = i * stride, j * stride
            window = xp[:, :, i0 : i0 + kh : dilation, j0 : j0 + kw : dilation]
            for f in range(w.shape[0]):
                out[:, f, i, j] = (window * w[f]).sum(axis=1).sum(axis=1).sum(axis=1) + b[f]
    return out


def conv_forward_grouped(x, w, b, groups, stride=1, pad=0):
    channels = x.shape[1] // groups
    filters = w.shape[0] // groups
    outputs = []
    for f in range(w.shape[0]):
        g = f // filters
        print("filter", f, "belongs to group", g)
        x_g = x[:, g * channels : (g + 1) * channels]
        outputs.append(conv_forward(x_g, w[f : f + 1], b[f : f + 1], stride, pad)[:, 0])
    return np.stack(outputs, axis=1)


def conv1d_forward(x, w, b, stride=1, pad=0):
    n_images, channels, length = x.shape
    n_filters, _, k = w.shape
    xp = np.zeros((n_images, channels, length + 2 * pad))
    for i in range(length):
        xp[:, :, i + pad] = x[:, :, i]
    out = []
    for n in range(n_images):
        for f in range(n_filters):
            start = 0
            while start + k <= length + 2 * pad:
                total = b[f] + np.sum(xp[n, :, start : start + k] * w[f])
                out.append(float(total))
                start = start + stride
    return np.array(out).reshape(n_images, n_filters, -1)


def locally_connected_forward(x, w, b, stride=1):
    ho, wo, n_filters, _, kh, kw = w.shape
    out = np.zeros((x.shape[0], n_filters, ho, wo))
    for n in range(x.shape[0]):
        for i in range(ho):
            for j in range(wo):
                window = x[n, :, i * stride : i * stride + kh, j * stride : j * stride + kw]
                for f in range(n_filters):
                    out[n, f, i, j] = np.sum(window * w[i, j, f]) + b[i, j, f]
    return out


def conv_as_matrix(w, h, w_in, stride=1, pad=0):
    n_filters, channels, kh, kw = w.shape
    ho, wo = (h + 2 * pad - kh) // stride + 1, (w_in + 2 * pad - kw) // stride + 1
    a = np.zeros((channels * h * w_in, n_filters * ho * wo))
    for f, i, j in np.ndindex(n_filters, ho, wo):
        column = f * ho * wo + i * wo + j
        for c, u, v in np.ndindex(channels, kh, kw):
            row, col = i * stride + u - pad, j * stride + v - pad
            if 0 <= row < h and 0 <= col < w_in:
                a[c * h * w_in + row * w_in + col, column] = w[f, c, u, v]
    return a


def receptive_field(layers):
    first = [0]
    last = [0]
    for number in range(len(layers) - 1, -1, -1):
        kernel, stride, dilation = layers[number]
        first.append(first[-1] * stride)
        last.append(last[-1] * stride + (kernel - 1) * dilation)
        print("layer", number, "sees", last[-1] - first[-1] + 1)
    return last[-1] - first[-1] + 1
