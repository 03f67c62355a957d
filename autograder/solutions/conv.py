"""Assignment 02 in NumPy: model solutions, a drop-in file for ``cs_cnn/conv.py``."""

from collections.abc import Sequence

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def cross_correlate2d(image: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    """A slice of the image as large as the kernel is all that one output sees."""
    kh, kw = kernel.shape
    out = np.empty((image.shape[0] - kh + 1, image.shape[1] - kw + 1))
    for i, j in np.ndindex(out.shape):
        out[i, j] = np.sum(image[i : i + kh, j : j + kw] * kernel)
    return out


def convolve2d(image: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    """Two steps of −1 turn the kernel around; the rest is cross-correlation."""
    return cross_correlate2d(image, kernel[::-1, ::-1])


def output_size(n: int, f: int, stride: int = 1, pad: int = 0) -> int:
    """The last place is where the window's end meets the end of the side, or there is none."""
    steps, rest = divmod(n - f + 2 * pad, stride)
    if rest or steps < 0:
        raise ValueError(f"a window of {f} at stride {stride} does not fit {n} pixels, pad {pad}")
    return steps + 1


def pad2d(x: np.ndarray, pad: int) -> np.ndarray:
    """Only the last two axes grow, whatever comes before them."""
    *front, height, width = x.shape
    out = np.zeros((*front, height + 2 * pad, width + 2 * pad), dtype=x.dtype)
    out[..., pad : pad + height, pad : pad + width] = x
    return out


def parameter_count(f: int, c: int, kh: int, kw: int) -> int:
    """A filter is as deep as its input, and has one bias for all of it."""
    return f * (c * kh * kw + 1)


def conv_forward(
    x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1, pad: int = 0
) -> np.ndarray:
    """The sum over a window takes in all channels; the stride says where windows start."""
    images, (filters, _, kh, kw) = pad2d(x, pad), w.shape
    ho, wo = (images.shape[2] - kh) // stride + 1, (images.shape[3] - kw) // stride + 1
    out = np.empty((len(x), filters, ho, wo))
    for n, f, i, j in np.ndindex(out.shape):
        top, left = i * stride, j * stride
        window = images[n, :, top : top + kh, left : left + kw]
        out[n, f, i, j] = np.sum(window * w[f]) + b[f]
    return out


def locally_connected_forward(
    x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1
) -> np.ndarray:
    """In einsum, weights are shared unless w has the letters i and j too."""
    windows = sliding_window_view(x, w.shape[4:], axis=(2, 3))[:, :, ::stride, ::stride]
    return np.einsum("ncijuv,ijfcuv->nfij", windows, w) + b.transpose(2, 0, 1)


def conv_as_matrix(w: np.ndarray, h: int, w_in: int, stride: int = 1, pad: int = 0) -> np.ndarray:
    """A row is what the layer makes of an image that is 1 at one pixel and 0 elsewhere."""
    inputs = w.shape[1] * h * w_in
    one_pixel_each = np.eye(inputs).reshape(inputs, w.shape[1], h, w_in)
    no_bias = np.zeros(len(w))
    return conv_forward_im2col(one_pixel_each, w, no_bias, stride, pad).reshape(inputs, -1)


def conv_backward(
    dout: np.ndarray, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1, pad: int = 0
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The same windows as forward: each gives and takes at its place, and everything adds up."""
    images, (_, _, kh, kw) = pad2d(x, pad), w.shape
    dimages, dw, db = np.zeros_like(images), np.zeros_like(w), dout.sum(axis=(0, 2, 3))
    for n, f, i, j in np.ndindex(dout.shape):
        rows = slice(i * stride, i * stride + kh)
        columns = slice(j * stride, j * stride + kw)
        dw[f] += dout[n, f, i, j] * images[n, :, rows, columns]
        dimages[n, :, rows, columns] += dout[n, f, i, j] * w[f]
    height, width = x.shape[2:]
    return dimages[:, :, pad : pad + height, pad : pad + width], dw, db


def im2col(x: np.ndarray, kh: int, kw: int, stride: int = 1, pad: int = 0) -> np.ndarray:
    """Windows along W, then along H: a view costs nothing, putting its axes in order copies."""
    across = sliding_window_view(pad2d(x, pad), kw, axis=3)[:, :, :, ::stride]
    strips = across.transpose(0, 1, 4, 2, 3).copy()
    windows = sliding_window_view(strips, kh, axis=3)[:, :, :, ::stride]
    n, c, _, ho, wo, _ = windows.shape
    return windows.transpose(0, 1, 5, 2, 3, 4).reshape(n, c * kh * kw, ho * wo)


def col2im(
    cols: np.ndarray,
    x_shape: tuple[int, int, int, int],
    kh: int,
    kw: int,
    stride: int = 1,
    pad: int = 0,
) -> np.ndarray:
    """First along H, then along W: in each of the KH + KW slices no pixel comes twice."""
    n, c, h, w = x_shape
    height, width = h + 2 * pad, w + 2 * pad
    ho, wo = (height - kh) // stride + 1, (width - kw) // stride + 1
    parts = cols.reshape(n, c, kh, kw, ho, wo)
    strips = np.zeros((n, c, kw, height, wo), dtype=cols.dtype)
    for u in range(kh):
        strips[..., u : u + ho * stride : stride, :] += parts[:, :, u]
    images = np.zeros((n, c, h, width), dtype=cols.dtype)
    for v in range(kw):
        shifted = np.zeros_like(images)  # whole rows add up faster than short pieces of them
        shifted[..., v : v + wo * stride : stride] = strips[:, :, v, pad : pad + h]
        images += shifted
    return images[..., pad : pad + w]


def conv_forward_im2col(
    x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1, pad: int = 0
) -> np.ndarray:
    """Filters as rows times windows as columns, one product for each image."""
    (n, _, height, width), (f, _, kh, kw) = x.shape, w.shape
    ho, wo = (height + 2 * pad - kh) // stride + 1, (width + 2 * pad - kw) // stride + 1
    out = w.reshape(f, -1) @ im2col(x, kh, kw, stride, pad)
    return out.reshape(n, f, ho, wo) + b[:, None, None]


def conv_backward_im2col(
    dout: np.ndarray, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1, pad: int = 0
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """An affine layer's two products, then im2col's own way back."""
    f, _, kh, kw = w.shape
    filters, dflat = w.reshape(f, -1), dout.reshape(len(x), f, -1)
    dx, dfilters = np.empty_like(x), np.zeros(filters.T.shape, dtype=w.dtype)
    for start in range(0, len(x), 4):
        few = slice(start, start + 4)  # the columns of all images at once would leave the cache
        cols = im2col(x[few], kh, kw, stride, pad)
        dfilters += (cols @ dflat[few].transpose(0, 2, 1)).sum(axis=0)
        dx[few] = col2im(filters.T @ dflat[few], x[few].shape, kh, kw, stride, pad)
    return dx, dfilters.T.reshape(w.shape), dout.sum(axis=(0, 2, 3))


def conv1x1(x: np.ndarray, w: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Every pixel is a column of C numbers; one w for them all."""
    n, c, height, width = x.shape
    return (w @ x.reshape(n, c, -1) + b[:, None]).reshape(n, len(w), height, width)


def conv_forward_dilated(
    x: np.ndarray,
    w: np.ndarray,
    b: np.ndarray,
    stride: int = 1,
    pad: int = 0,
    dilation: int = 1,
) -> np.ndarray:
    """A dilated filter is a larger one with zeros between its weights."""
    f, c, kh, kw = w.shape
    spread = np.zeros((f, c, dilation * (kh - 1) + 1, dilation * (kw - 1) + 1), dtype=w.dtype)
    spread[:, :, ::dilation, ::dilation] = w
    return conv_forward_im2col(x, spread, b, stride, pad)


def conv_forward_grouped(
    x: np.ndarray, w: np.ndarray, b: np.ndarray, groups: int, stride: int = 1, pad: int = 0
) -> np.ndarray:
    """Small layers side by side that never meet."""
    parts = zip(np.split(x, groups, axis=1), np.split(w, groups), np.split(b, groups), strict=True)
    return np.concatenate([conv_forward_im2col(*part, stride, pad) for part in parts], axis=1)


def conv1d_forward(
    x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1, pad: int = 0
) -> np.ndarray:
    """The same sum over windows, with one axis less."""
    signals = np.pad(x, [(0, 0), (0, 0), (pad, pad)])
    windows = sliding_window_view(signals, w.shape[2], axis=2)[:, :, ::stride]
    return np.einsum("ncik,fck->nfi", windows, w) + b[:, None]


def receptive_field(layers: Sequence[tuple[int, int, int]]) -> int:
    """Each layer adds its reach, stretched by the strides of all layers before it."""
    seen, apart = 1, 1
    for kernel, stride, dilation in layers:
        seen += (kernel - 1) * dilation * apart
        apart *= stride
    return seen
