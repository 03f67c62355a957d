"""A hand-in by somebody who thinks in whole arrays and keeps it short."""

from functools import reduce

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view as view


def output_size(n, f, stride=1, pad=0):
    if (n + 2 * pad - f) % stride or n + 2 * pad < f:
        raise ValueError(f"({n} - {f} + 2 * {pad}) / {stride} + 1")
    return len(range(0, n + 2 * pad - f + 1, stride))


def parameter_count(f, c, kh, kw):
    return c * kh * kw * f + f


def pad2d(x, pad):
    if pad == 0:
        return x
    out = np.zeros(np.add(x.shape, [0] * (x.ndim - 2) + [2 * pad] * 2))
    out[..., pad:, pad:][..., : x.shape[-2], : x.shape[-1]] = x
    return out


def cross_correlate2d(image, kernel):
    return (view(image, kernel.shape) * kernel).sum((2, 3))


def convolve2d(image, kernel):
    return np.einsum("ijab,ab->ij", view(image, kernel.shape)[..., ::-1, ::-1], kernel)


def windows(x, kh, kw, stride, pad=0):
    return view(pad2d(x, pad), (kh, kw), (2, 3))[:, :, ::stride, ::stride]


def conv_forward(x, w, b, stride=1, pad=0):
    out = np.tensordot(windows(x, *w.shape[2:], stride, pad), w, ((1, 4, 5), (1, 2, 3))) + b
    return out.transpose(0, 3, 1, 2)


def conv_backward(dout, x, w, b, stride=1, pad=0):
    _, _, h, wide = x.shape
    _, _, kh, kw = w.shape
    dw = np.tensordot(dout, windows(x, kh, kw, stride, pad), ((0, 2, 3), (0, 2, 3)))
    gaps = np.zeros((*dout.shape[:2], h + 2 * pad - kh + 1, wide + 2 * pad - kw + 1))
    gaps[:, :, ::stride, ::stride] = dout
    full = np.pad(gaps, [(0, 0), (0, 0), (kh - 1, kh - 1), (kw - 1, kw - 1)])
    dx = np.einsum("nfijab,fcab->ncij", view(full, (kh, kw), (2, 3)), w[:, :, ::-1, ::-1])
    return dx[:, :, pad : pad + h, pad : pad + wide], dw, np.einsum("nfij->f", dout)


def im2col(x, kh, kw, stride=1, pad=0):
    return np.einsum("ncijab->ncabij", windows(x, kh, kw, stride, pad)).reshape(
        len(x), x.shape[1] * kh * kw, -1
    )


def col2im(cols, x_shape, kh, kw, stride=1, pad=0):
    h, w = x_shape[2] + 2 * pad, x_shape[3] + 2 * pad
    places = im2col(np.arange(h * w).reshape(1, 1, h, w), kh, kw, stride).astype(int)
    out = np.zeros((x_shape[0] * x_shape[1], h * w))
    np.add.at(out, (slice(None), places[0]), cols.reshape(-1, kh * kw, cols.shape[2]))
    out = out.reshape(*x_shape[:2], h, w)
    return out[:, :, pad : h - pad, pad : w - pad]


def conv_forward_im2col(x, w, b, stride=1, pad=0):
    cols = im2col(x, *w.shape[2:], stride, pad)
    ho = (x.shape[2] + 2 * pad - w.shape[2]) // stride + 1
    return (w.reshape(len(w), -1) @ cols + b[:, None]).reshape(len(x), len(w), ho, -1)


def conv_backward_im2col(dout, x, w, b, stride=1, pad=0):
    rows, flat = w.reshape(len(w), -1), dout.reshape(*dout.shape[:2], -1)
    cols = im2col(x, *w.shape[2:], stride, pad)
    return (
        col2im(np.einsum("fk,nfp->nkp", rows, flat), x.shape, *w.shape[2:], stride, pad),
        np.tensordot(flat, cols, ((0, 2), (0, 2))).reshape(w.shape),
        flat.sum(2).sum(0),
    )


def conv1x1(x, w, b):
    return np.moveaxis(np.moveaxis(x, 1, -1) @ w.T + b, -1, 1)


def conv_forward_dilated(x, w, b, stride=1, pad=0, dilation=1):
    corner = np.zeros((dilation, dilation))
    corner[0, 0] = 1
    end = 1 - dilation or None
    return conv_forward(x, np.kron(w, corner)[:, :, :end, :end], b, stride, pad)


def conv_forward_grouped(x, w, b, groups, stride=1, pad=0):
    c, whole = w.shape[1], np.zeros((len(w), x.shape[1], *w.shape[2:]))
    for f, g in enumerate(np.arange(len(w)) * groups // len(w)):
        whole[f, g * c : g * c + c] = w[f]
    return conv_forward(x, whole, b, stride, pad)


def conv1d_forward(x, w, b, stride=1, pad=0):
    x = np.pad(x, [(0, 0), (0, 0), (pad, pad)])
    return conv_forward(x[:, :, None], w[:, :, None], b)[:, :, 0, ::stride]


def locally_connected_forward(x, w, b, stride=1):
    return np.einsum("ncijuv,ijfcuv->nfij", windows(x, *w.shape[4:], stride), w) + np.moveaxis(
        b, 2, 0
    )


def conv_as_matrix(w, h, w_in, stride=1, pad=0):
    _, c, kh, kw = w.shape
    pixels = np.eye(c * h * w_in).reshape(-1, c, h, w_in)
    out = np.einsum("pcijuv,fcuv->pfij", windows(pixels, kh, kw, stride, pad), w)
    return out.reshape(len(pixels), -1)


def receptive_field(layers):
    return reduce(lambda seen, k: (seen - 1) * k[1] + (k[0] - 1) * k[2] + 1, layers[::-1], 1)
