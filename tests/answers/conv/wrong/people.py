"""Wrong answers as people write them, to exercises of 02."""

import numpy as np

from autograder.solutions import conv as right


def cross_correlate2d__never_reset(image, kernel):
    """The sum is never set back to 0"""
    kh, kw = kernel.shape
    out = np.zeros((image.shape[0] - kh + 1, image.shape[1] - kw + 1))
    total = 0
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            for u in range(kh):
                for v in range(kw):
                    total += image[i + u, j + v] * kernel[u, v]
            out[i, j] = total
    return out


def conv_forward__pad_written(x, w, b, stride=1, pad=0):
    """The images always get a border of 1"""
    x = np.pad(x, ((0, 0), (0, 0), (1, 1), (1, 1)))
    return right.conv_forward(x, w, b, stride, 0)


def conv_forward__b0(x, w, b, stride=1, pad=0):
    """All filters add the bias of the first one"""
    return right.conv_forward(x, w, np.zeros_like(b), stride, pad) + b[0]


def conv_backward__pad_written(dout, x, w, b, stride=1, pad=0):
    """dx always loses a border of 1"""
    xp = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    dxp, dw = np.zeros_like(xp), np.zeros_like(w)
    f, _, kh, kw = w.shape
    for n in range(len(x)):
        for k in range(f):
            for i in range(dout.shape[2]):
                for j in range(dout.shape[3]):
                    r, c = i * stride, j * stride
                    dw[k] += dout[n, k, i, j] * xp[n, :, r : r + kh, c : c + kw]
                    dxp[n, :, r : r + kh, c : c + kw] += dout[n, k, i, j] * w[k]
    return dxp[:, :, 1:-1, 1:-1], dw, dout.sum(axis=(0, 2, 3))


def conv_forward_grouped__strided(x, w, b, groups, stride=1, pad=0):
    """w[k::groups] deals"""
    parts = [
        right.conv_forward_im2col(xs, w[k::groups], b[k::groups], stride, pad)
        for k, xs in enumerate(np.split(x, groups, axis=1))
    ]
    return np.concatenate(parts, axis=1)


def receptive_field__times_k(layers):
    """The kernels are multiplied, without"""
    r = 1
    for kernel, _, _ in layers:
        r *= kernel
    return r
