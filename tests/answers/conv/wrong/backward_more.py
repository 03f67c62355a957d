"""More wrong gradients of convolution layers. Each docstring is a part of what the judge says."""

import numpy as np

from autograder.solutions import conv as right


def _padded(x, pad):
    return np.pad(x, [(0, 0), (0, 0), (pad, pad), (pad, pad)])


def _gathered(dout, x, w, stride, pad, places=None, shares=1.0):
    """dx, dw, db by one loop over filters and places; dout may be worked on before."""
    images, (filters, _, kh, kw) = _padded(x, pad), w.shape
    dimages, dw = np.zeros_like(images), np.zeros_like(w)
    for f, i, j in np.ndindex(filters, *(places or dout.shape[2:])):
        rows, columns = slice(i * stride, i * stride + kh), slice(j * stride, j * stride + kw)
        slopes = dout[:, f, i, j][:, None, None, None]
        dimages[:, :, rows, columns] += slopes * w[f] * shares
        dw[f] += (slopes * images[:, :, rows, columns]).sum(axis=0)
    dx = dimages[:, :, pad : pad + x.shape[2], pad : pad + x.shape[3]]
    return dx, dw, dout.sum(axis=(0, 2, 3))


def conv_backward__square_loops(dout, x, w, b, stride=1, pad=0):
    ho = dout.shape[2]
    return _gathered(dout, x, w, stride, pad, (ho, ho))


def conv_backward__as_far_as_the_shorter_side(dout, x, w, b, stride=1, pad=0):
    size = min(dout.shape[2:])
    return _gathered(dout, x, w, stride, pad, (size, size))


def conv_backward__square_filter(dout, x, w, b, stride=1, pad=0):
    """Your code raised"""
    (_, _, ho, wo), k, images = dout.shape, w.shape[2], _padded(x, pad)
    dw = np.zeros_like(w)
    for i, j in np.ndindex(ho, wo):
        window = images[:, :, i * stride : i * stride + k, j * stride : j * stride + k]
        dw += np.tensordot(dout[:, :, i, j], window, (0, 0))
    dx, _, db = _gathered(dout, x, w, stride, pad)
    return dx, dw, db


def conv_backward__last_places_missing(dout, x, w, b, stride=1, pad=0):
    ho, wo = dout.shape[2:]
    return _gathered(dout, x, w, stride, pad, (ho - 1, wo - 1))


def conv_backward__places_not_visited(dout, x, w, b, stride=1, pad=0):
    dx, dw, db = np.zeros_like(x), np.zeros_like(w), dout.sum(axis=(0, 2, 3))
    (height, width), (kh, kw), images = x.shape[2:], w.shape[2:], _padded(x, pad)
    dimages = _padded(dx, pad)
    for i in range(0, height - kh + 1, stride):
        for j in range(0, width - kw + 1, stride):
            slopes = dout[:, :, i // stride, j // stride]
            dw += np.tensordot(slopes, images[:, :, i : i + kh, j : j + kw], (0, 0))
            dimages[:, :, i : i + kh, j : j + kw] += np.tensordot(slopes, w, (1, 0))
    return dimages[:, :, pad : pad + height, pad : pad + width], dw, db


def conv_backward__left_over_missing(dout, x, w, b, stride=1, pad=0):
    """dx lacks the rows and columns left over at the end"""
    (ho, wo), (kh, kw) = dout.shape[2:], w.shape[2:]
    height, width = (ho - 1) * stride + kh - 2 * pad, (wo - 1) * stride + kw - 2 * pad
    dx, dw, db = _gathered(dout, x, w, stride, pad)
    return dx[:, :, :height, :width], dw, db


def conv_backward__left_over_not_expected(dout, x, w, b, stride=1, pad=0):
    """Your code raised"""
    kh, kw = w.shape[2:]
    ho = right.output_size(x.shape[2], kh, stride, pad)
    wo = right.output_size(x.shape[3], kw, stride, pad)
    return _gathered(dout, x, w, stride, pad, (ho, wo))


def conv_backward__x_without_border(dout, x, w, b, stride=1, pad=0):
    """Your code raised"""
    dx, dw, db = np.zeros_like(x), np.zeros_like(w), dout.sum(axis=(0, 2, 3))
    kh, kw = w.shape[2:]
    for n, f, i, j in np.ndindex(*dout.shape):
        at = slice(i * stride, i * stride + kh), slice(j * stride, j * stride + kw)
        dw[f] += dout[n, f, i, j] * x[n][:, *at]
        dx[n][:, *at] += dout[n, f, i, j] * w[f]
    return dx, dw, db


def conv_backward__pad_not_used(dout, x, w, b, stride=1, pad=0):
    """exactly in the cases where pad is larger than 0"""
    (kh, kw), dw, dx = w.shape[2:], np.zeros_like(w), np.zeros_like(x)
    for i, j in np.ndindex(*dout.shape[2:]):
        rows, columns = slice(i * stride, i * stride + kh), slice(j * stride, j * stride + kw)
        window = x[:, :, rows, columns]
        if window.shape[2:] == (kh, kw):
            dw += np.tensordot(dout[:, :, i, j], window, (0, 0))
            dx[:, :, rows, columns] += np.tensordot(dout[:, :, i, j], w, (1, 0))
    return dx, dw, dout.sum(axis=(0, 2, 3))


def conv_backward__dw_of_bare_windows(dout, x, w, b, stride=1, pad=0):
    """exactly in the cases where pad is larger than 0"""
    dx, _, db = _gathered(dout, x, w, stride, pad)
    inside = np.zeros_like(dout)
    for i, j in np.ndindex(*dout.shape[2:]):
        top, left = i * stride - pad, j * stride - pad
        bottom, end = top + w.shape[2], left + w.shape[3]
        if min(top, left) >= 0 and bottom <= x.shape[2] and end <= x.shape[3]:
            inside[:, :, i, j] = dout[:, :, i, j]
    return dx, _gathered(inside, x, w, stride, pad)[1], db


def conv_backward__padded_on_every_axis(dout, x, w, b, stride=1, pad=0):
    """exactly in the cases where pad is larger than 0"""
    dx, dw, db = np.zeros_like(np.pad(x, pad)), np.zeros_like(w), dout.sum(axis=(0, 2, 3))
    images, (kh, kw) = np.pad(x, pad), w.shape[2:]
    for n, f, i, j in np.ndindex(*dout.shape):
        at = slice(i * stride, i * stride + kh), slice(j * stride, j * stride + kw)
        dw[f] += dout[n, f, i, j] * images[n][: x.shape[1], *at]
        dx[n][: x.shape[1], *at] += dout[n, f, i, j] * w[f]
    return dx[: len(x), : x.shape[1], pad:, pad:][..., : x.shape[2], : x.shape[3]], dw, db


def conv_backward__average_of_windows(dout, x, w, b, stride=1, pad=0):
    """dx is the expected value times"""
    return _gathered(dout, x, w, stride, pad, shares=1 / w[0, 0].size)


def conv_backward__overlaps_averaged(dout, x, w, b, stride=1, pad=0):
    dx, dw, db = _gathered(dout, x, w, stride, pad)
    uses, *_ = _gathered(np.ones_like(dout), x, np.ones_like(w) / len(w), stride, pad)
    return dx / np.maximum(uses, 1), dw, db


def conv_backward__first_channel(dout, x, w, b, stride=1, pad=0):
    dx, dw, db = _gathered(dout, x, w, stride, pad)
    dx[:, 1:], dw[:, 1:] = 0, 0
    return dx, dw, db


def conv_backward__dw_for_each_image(dout, x, w, b, stride=1, pad=0):
    """dw has shape"""
    dx, _, db = _gathered(dout, x, w, stride, pad)
    pairs = zip(dout[:, None], x[:, None], strict=True)
    return dx, np.array([_gathered(d, image, w, stride, pad)[1] for d, image in pairs]), db


def conv_backward__order_of_the_answer(dout, x, w, b, stride=1, pad=0):
    """dx has shape"""
    dx, dw, db = _gathered(dout, x, w, stride, pad)
    return dw, dx, db


def conv_backward__dx_alone(dout, x, w, b, stride=1, pad=0):
    """Return 3 values (dx, dw, db)"""
    return _gathered(dout, x, w, stride, pad)[0]


def conv_backward__without_db(dout, x, w, b, stride=1, pad=0):
    """Return 3 values (dx, dw, db); yours has 2"""
    return _gathered(dout, x, w, stride, pad)[:2]


def conv_backward__fewer_digits(dout, x, w, b, stride=1, pad=0):
    """keeps fewer digits"""
    return _gathered(*(array.astype(np.float32) for array in (dout, x, w)), stride, pad)


def conv_backward__x_is_overwritten(dout, x, w, b, stride=1, pad=0):
    """changes its input x"""
    dx, dw, db = _gathered(dout, x, w, stride, pad)
    x[:] = dx
    return x, dw, db


def conv_backward__w_is_turned(dout, x, w, b, stride=1, pad=0):
    """changes its input w"""
    answer = _gathered(dout, x, w, stride, pad)
    w[:] = w[:, :, ::-1, ::-1].copy()
    return answer


def conv_backward__dout_is_divided(dout, x, w, b, stride=1, pad=0):
    """changes its input dout"""
    answer = _gathered(dout, x, w, stride, pad)
    dout /= len(x)
    return answer
