"""Bugs of solutions that pass other courses' checks, in whole functions as students write them."""

import numpy as np

from autograder.solutions import conv as right


def conv_backward__cropped_by_minus_pad(dout, x, w, b, stride=1, pad=0):
    """Without padding dx is empty"""
    N, _, H, W = x.shape
    F, _, HH, WW = w.shape
    x_pad = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)), mode="constant")
    dx_pad = np.zeros_like(x_pad)
    dw = np.zeros_like(w)
    db = np.zeros_like(b)
    H_out = 1 + (H + 2 * pad - HH) // stride
    W_out = 1 + (W + 2 * pad - WW) // stride
    for n in range(N):
        for f in range(F):
            db[f] += dout[n, f].sum()
            for i in range(H_out):
                for j in range(W_out):
                    hs, ws = i * stride, j * stride
                    dw[f] += x_pad[n, :, hs : hs + HH, ws : ws + WW] * dout[n, f, i, j]
                    dx_pad[n, :, hs : hs + HH, ws : ws + WW] += w[f] * dout[n, f, i, j]
    return dx_pad[:, :, pad:-pad, pad:-pad], dw, db


def _assigned(dout, x, w, stride, pad):
    """dx with its border, every window over the one before it, and dw."""
    N = len(x)
    F, _, HH, WW = w.shape
    x_pad = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)), mode="constant")
    dx_pad, dw = np.zeros_like(x_pad), np.zeros_like(w)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            rows = slice(i * stride, i * stride + HH)
            columns = slice(j * stride, j * stride + WW)
            for f in range(F):
                g = dout[:, f, i, j][:, None, None, None]
                dw[f] += np.sum(x_pad[:, :, rows, columns] * g, axis=0)
            for n in range(N):
                g = dout[n, :, i, j][:, None, None, None]
                dx_pad[n, :, rows, columns] = np.sum(w * g, axis=0)
    return dx_pad, dw


def conv_backward__assigned(dout, x, w, b, stride=1, pad=0):
    """Where windows overlap"""
    dx_pad, dw = _assigned(dout, x, w, stride, pad)
    H, W = x.shape[2:]
    return dx_pad[:, :, pad : pad + H, pad : pad + W], dw, np.sum(dout, axis=(0, 2, 3))


def conv_backward__assigned_and_cropped_by_minus_pad(dout, x, w, b, stride=1, pad=0):
    """dx is empty. Is nothing ever put into it"""
    dx_pad, dw = _assigned(dout, x, w, stride, pad)
    return dx_pad[:, :, pad:-pad, pad:-pad], dw, np.sum(dout, axis=(0, 2, 3))


def conv_backward__one_side_for_all(dout, x, w, b, stride=1, pad=0):
    """the cases where x is not square"""
    N, _, H, W = x.shape
    F, _, K, _ = w.shape
    size = (H + 2 * pad - K) // stride + 1
    xp = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    dxp, dw, db = np.zeros_like(xp), np.zeros_like(w), np.zeros_like(b)
    for n, f, i, j in np.ndindex(N, F, size, size):
        g = dout[n, f, i, j]
        rows, columns = slice(i * stride, i * stride + K), slice(j * stride, j * stride + K)
        dw[f] += g * xp[n, :, rows, columns]
        dxp[n, :, rows, columns] += g * w[f]
        db[f] += g
    return dxp[:, :, pad : H + pad, pad : W + pad], dw, db


def conv_backward__left_over_not_counted(dout, x, w, b, stride=1, pad=0):
    """exactly in the cases where rows or columns are left over at the end"""
    (N, F, HO, WO), (F, C, KH, KW) = dout.shape, w.shape
    up = np.zeros((N, F, (HO - 1) * stride + 1, (WO - 1) * stride + 1))
    up[:, :, ::stride, ::stride] = dout
    full = np.pad(up, ((0, 0), (0, 0), (KH - 1, KH - 1), (KW - 1, KW - 1)))
    turned = w[:, :, ::-1, ::-1].transpose(1, 0, 2, 3)
    dxp = right.conv_forward(full, turned, np.zeros(C))
    dx = dxp[:, :, pad : dxp.shape[2] - pad, pad : dxp.shape[3] - pad]
    xp = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    dw = right.conv_forward(xp.transpose(1, 0, 2, 3), up.transpose(1, 0, 2, 3), np.zeros(F))
    return dx, dw.transpose(1, 0, 2, 3), dout.sum((0, 2, 3))


def conv_backward__range_ends_too_early(dout, x, w, b, stride=1, pad=0):
    """If the windows fit exactly"""
    (H, W), (HH, WW) = x.shape[2:], w.shape[2:]
    x_pad = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    dx_pad, dw = np.zeros_like(x_pad), np.zeros_like(w)
    for i in range(0, H + 2 * pad - HH, stride):
        for j in range(0, W + 2 * pad - WW, stride):
            g = dout[:, :, i // stride, j // stride]
            dw += np.einsum("nf,ncuv->fcuv", g, x_pad[:, :, i : i + HH, j : j + WW])
            dx_pad[:, :, i : i + HH, j : j + WW] += np.einsum("nf,fcuv->ncuv", g, w)
    return dx_pad[:, :, pad : pad + H, pad : pad + W], dw, dout.sum((0, 2, 3))


def _by_loops(dout, x, w, stride, pad, give):
    """dx and dw by four loops; ``give`` does what happens in the innermost one."""
    xp = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    dxp, dw, (KH, KW), (H, W) = np.zeros_like(xp), np.zeros_like(w), w.shape[2:], x.shape[2:]
    for n, f, i, j in np.ndindex(*dout.shape):
        rows, columns = slice(i * stride, i * stride + KH), slice(j * stride, j * stride + KW)
        give(dxp, dw, xp[n, :, rows, columns], dout[n, f, i, j], (n, f, rows, columns))
    return dxp[:, :, pad : pad + H, pad : pad + W], dw


def conv_backward__n_forgotten(dout, x, w, b, stride=1, pad=0):
    """Every image of dx holds the gradients of the whole batch"""

    def give(dxp, dw, window, g, at):
        _, f, rows, columns = at
        dxp[:, :, rows, columns] += w[f] * g
        dw[f] += window * g

    return *_by_loops(dout, x, w, stride, pad, give), dout.sum((0, 2, 3))


def conv_backward__window_summed(dout, x, w, b, stride=1, pad=0):
    """All weights of a filter have the same gradient"""

    def give(dxp, dw, window, g, at):
        n, f, rows, columns = at
        dxp[n, :, rows, columns] += w[f] * g
        dw[f] += np.sum(window * g)

    return *_by_loops(dout, x, w, stride, pad, give), dout.sum((0, 2, 3))


def conv_backward__mean_for_each_filter(dout, x, w, b, stride=1, pad=0):
    """The gradient of b is a mean"""
    dx, dw, db = right.conv_backward(dout, x, w, b, stride, pad)
    for f in range(len(b)):
        db[f] = dout[:, f].mean()
    return dx, dw, db


def conv_backward__bias_for_each_channel(dout, x, w, b, stride=1, pad=0):
    """The wrong gradients are counted once for each channel"""
    dx, dw, db = right.conv_backward(dout, x, w, b, stride, pad)
    return dx, dw, sum((db for _ in range(x.shape[1])), start=np.zeros_like(b))


def conv_forward__everything_in_a_loop_over_channels(x, w, b, stride=1, pad=0):
    """The channels are counted C times, and so is the bias"""
    out = right.conv_forward(x, w, b, stride, pad)
    total = np.zeros_like(out)
    for _ in range(x.shape[1]):
        total += out
    return total


def conv_forward__strict_about_the_step(x, w, b, stride=1, pad=0):
    """exactly in the cases where rows or columns are left over at the end"""
    ho = right.output_size(x.shape[2], w.shape[2], stride, pad)
    wo = right.output_size(x.shape[3], w.shape[3], stride, pad)
    return right.conv_forward(x, w, b, stride, pad)[:, :, :ho, :wo]


def conv_backward_im2col__cropped_by_minus_pad(dout, x, w, b, stride=1, pad=0):
    """Without padding dx is empty"""
    _, dw, db = right.conv_backward(dout, x, w, b, stride, pad)
    (N, C, H, W), (F, _, KH, KW) = x.shape, w.shape
    dcols = w.reshape(F, -1).T @ dout.reshape(N, F, -1)
    dx = right.col2im(dcols, (N, C, H + 2 * pad, W + 2 * pad), KH, KW, stride)
    return dx[:, :, pad:-pad, pad:-pad], dw, db


def conv_backward_im2col__last_image(dout, x, w, b, stride=1, pad=0):
    """The gradient of w holds the contribution of the last image"""
    (F, _, KH, KW), dx = w.shape, np.zeros_like(x)
    for n in range(len(x)):
        d = dout[n].reshape(F, -1)
        dw = d @ right.im2col(x[n : n + 1], KH, KW, stride, pad)[0].T
        dcols = (w.reshape(F, -1).T @ d)[None]
        dx[n] = right.col2im(dcols, (1, *x.shape[1:]), KH, KW, stride, pad)[0]
    return dx, dw.reshape(w.shape), dout.sum((0, 2, 3))


def conv_backward_im2col__images_not_summed(dout, x, w, b, stride=1, pad=0):
    """There is one dw for each image, and each is flat"""
    dx, _, db = right.conv_backward(dout, x, w, b, stride, pad)
    cols = right.im2col(x, *w.shape[2:], stride, pad)
    return dx, dout.reshape(len(x), len(w), -1) @ cols.transpose(0, 2, 1), db


def conv_as_matrix__one_side_for_all(w, h, w_in, stride=1, pad=0):
    """exactly in the cases where h and w_in differ"""
    F, C, KH, KW = w.shape
    HO, WO = (h + 2 * pad - KH) // stride + 1, (w_in + 2 * pad - KW) // stride + 1
    A = np.zeros((C * h * w_in, F * HO * WO))
    for f, i, j, c, u, v in np.ndindex(F, HO, WO, C, KH, KW):
        row, column = i * stride + u - pad, j * stride + v - pad
        if 0 <= row < h and 0 <= column < w_in:
            A[(c * h + row) * h + column, (f * HO + i) * WO + j] = w[f, c, u, v]
    return A


def receptive_field__window_not_less_one(layers):
    """Every layer adds the full reach of its window"""
    seen, apart = 1, 1
    for kernel, stride, dilation in layers:
        seen += ((kernel - 1) * dilation + 1) * apart
        apart *= stride
    return seen
