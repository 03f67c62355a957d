"""A hand-in with classes, strides by hand, index arrays, recursion, einsum and spectra."""

import operator
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import accumulate, product

import numpy as np
from numpy.lib.stride_tricks import as_strided


class DoesNotFit(ValueError):
    def __init__(self, **numbers):
        super().__init__("; ".join(f"{name} is {number}" for name, number in numbers.items()))


def output_size(n, f, stride=1, pad=0):
    places = Fraction(n - f + 2 * pad, stride) + 1
    if places.denominator > 1 or places <= 0:
        raise DoesNotFit(n=n, f=f, stride=stride, pad=pad)
    return np.int64(places.numerator)


def parameter_count(f, c, kh, kw):
    return np.prod([f, c, kh, kw]) + f


@dataclass(frozen=True)
class Side:
    """Windows along one side of an image."""

    pixels: int
    window: int
    stride: int = 1
    pad: int = 0
    dilation: int = 1

    @property
    def places(self):
        reach = self.dilation * (self.window - 1)
        return len(range(0, self.pixels + 2 * self.pad - reach, self.stride))

    @property
    def touched(self):
        """(places, window): the padded image's pixel under each number of each window."""
        starts = self.stride * np.arange(self.places)
        return np.add.outer(starts, self.dilation * np.arange(self.window))

    @property
    def meets(self):
        """(pixels, places, window): 1 where a number of a window lies on a pixel."""
        return (np.arange(self.pixels)[:, None, None] == self.touched - self.pad) * 1.0


@dataclass(frozen=True)
class Grid:
    rows: Side
    columns: Side

    @classmethod
    def of(cls, height, width, kh, kw, *step):
        return cls(Side(height, kh, *step), Side(width, kw, *step))

    @property
    def places(self):
        return self.rows.places, self.columns.places

    def windows(self, x):
        """(N, C, HO, WO, KH, KW), by index arrays."""
        x = pad2d(x, self.rows.pad)
        return x[:, :, self.rows.touched[:, None, :, None], self.columns.touched[None, :, None]]

    def back(self, windows):
        """The other way: every number to its pixel, the border never made."""
        return np.einsum(
            "ncijuv,hiu,wjv->nchw", windows, self.rows.meets, self.columns.meets, optimize=True
        )


def pad2d(x, pad):
    if pad == 0:
        return np.array(x, order="F")
    out = np.insert(np.insert(x, [0, x.shape[-1]], 0, axis=-1), [0, x.shape[-2]], 0, axis=-2)
    return pad2d(out, pad - 1)


def cross_correlate2d(image, kernel):
    """By strides over the image's own memory; the result is transposed in memory."""
    image, (kh, kw) = np.asfortranarray(image), kernel.shape
    shape = (image.shape[1] - kw + 1, image.shape[0] - kh + 1, kh, kw)
    down, across = image.strides
    windows = as_strided(image, shape, (across, down, down, across), writeable=False)
    return np.tensordot(windows, kernel, axes=2).T


def convolve2d(image, kernel):
    """A product of spectra; what wraps around the border is cut off."""
    (h, w), (kh, kw) = image.shape, kernel.shape
    spectrum = np.fft.rfft2(image) * np.fft.rfft2(kernel, s=image.shape)
    return np.fft.irfft2(spectrum, s=image.shape)[kh - 1 : h, kw - 1 : w]


@dataclass
class Convolution:
    w: np.ndarray
    b: np.ndarray
    stride: int = 1
    pad: int = 0
    dilation: int = 1
    seen: dict = field(default_factory=dict)

    def grid(self, x):
        step = (self.stride, self.pad, self.dilation)
        return Grid.of(*x.shape[2:], *self.w.shape[2:], *step)

    def __call__(self, x):
        self.seen["windows"] = self.grid(x).windows(x)
        out = np.einsum("ncijuv,fcuv->nfij", self.seen["windows"], self.w, optimize=True)
        out += self.b.reshape(1, -1, 1, 1)
        return out

    def backward(self, dout, x):
        dwindows = np.einsum("nfij,fcuv->ncijuv", dout, self.w)
        dw = np.einsum("nfij,ncijuv->fcuv", dout, self.seen["windows"])
        return [self.grid(x).back(dwindows), dw, np.einsum("nfij->f", dout)]


def conv_forward(x, w, b, stride=1, pad=0):
    return Convolution(w, b, stride, pad)(x)


def conv_backward(dout, x, w, b, stride=1, pad=0):
    layer = Convolution(w, b, stride, pad)
    layer(x)
    return layer.backward(dout, x)


def im2col(x, kh, kw, stride=1, pad=0):
    grid = Grid.of(*x.shape[2:], kh, kw, stride, pad)
    windows = np.moveaxis(grid.windows(x), (2, 3), (4, 5))
    return windows.reshape(len(x), -1, grid.rows.places * grid.columns.places)


def col2im(cols, x_shape, kh, kw, stride=1, pad=0):
    grid = Grid.of(*x_shape[2:], kh, kw, stride, pad)
    windows = cols.reshape(*x_shape[:2], kh, kw, *grid.places)
    return grid.back(np.moveaxis(windows, (2, 3), (4, 5)))


def conv_forward_im2col(x, w, b, stride=1, pad=0):
    """One product for the whole batch; the biases are weights of a row of ones."""
    (n, c, h, wide), (f, _, kh, kw) = x.shape, w.shape
    images, grid = np.pad(x, [(0, 0)] * 2 + [(pad, pad)] * 2), Grid.of(h, wide, kh, kw, stride, pad)
    sn, sc, sh, sw = images.strides
    windows = as_strided(
        images,
        (c, kh, kw, n, *grid.places),
        (sc, sh, sw, sn, stride * sh, stride * sw),
    )
    cols = np.ones((c * kh * kw + 1, n * grid.rows.places * grid.columns.places))
    cols[:-1] = windows.reshape(len(cols) - 1, -1)
    out = np.column_stack([w.reshape(f, -1), b]) @ cols
    return np.moveaxis(out.reshape(f, n, *grid.places), 0, 1)


def conv_backward_im2col(dout, x, w, b, stride=1, pad=0):
    """Filters first throughout: one product for the whole batch."""
    (n, _, _, _), (f, _, kh, kw) = x.shape, w.shape
    flat = np.swapaxes(dout, 0, 1).reshape(f, -1)
    cols = np.swapaxes(im2col(x, kh, kw, stride, pad), 0, 1).reshape(w[0].size, -1)
    dcols = (w.reshape(f, -1).T @ flat).reshape(len(cols), n, -1).swapaxes(0, 1)
    dx = col2im(dcols, x.shape, kh, kw, stride, pad)
    return dx, (flat @ cols.T).reshape(w.shape), flat @ np.ones(flat.shape[1])


def conv1x1(x, w, b):
    pixels = x.transpose(1, 0, 2, 3).reshape(x.shape[1], -1)
    mixed = w.dot(pixels)
    mixed += b[:, None]
    return mixed.reshape(len(w), len(x), *x.shape[2:]).swapaxes(0, 1)


def conv_forward_dilated(x, w, b, stride=1, pad=0, dilation=1):
    return Convolution(w, b, stride, pad, dilation)(x)


def conv_forward_grouped(x, w, b, groups, stride=1, pad=0):
    """A group is an axis."""
    grid = Grid.of(*x.shape[2:], *w.shape[2:], stride, pad)
    windows = grid.windows(x)
    windows = windows.reshape(len(x), groups, -1, *windows.shape[2:])
    filters = w.reshape(groups, -1, *w.shape[1:])
    out = np.einsum("ngcijuv,gfcuv->ngfij", windows, filters) + b.reshape(groups, -1, 1, 1)
    return out.reshape(len(x), len(w), *grid.places)


def conv1d_forward(x, w, b, stride=1, pad=0):
    """One sample of all filters at a time, in place."""
    side = Side(x.shape[2], w.shape[2], stride, pad)
    out = np.tile(b[:, None], (len(x), 1, side.places))
    signals = np.concatenate([z := np.zeros((*x.shape[:2], pad)), x, z], axis=2)
    for k, pixels in enumerate(side.touched.T):
        out += np.einsum("nci,fc->nfi", signals[:, :, pixels], w[:, :, k])
    return out


def locally_connected_forward(x, w, b, stride=1):
    """Every place is an affine layer: a batch of matrix products."""
    ho, wo, f, _, kh, kw = w.shape
    windows = Grid.of(*x.shape[2:], kh, kw, stride).windows(x)
    rows = windows.transpose(2, 3, 0, 1, 4, 5).reshape(ho, wo, len(x), -1)
    out = rows @ w.reshape(ho, wo, f, -1).swapaxes(2, 3) + b[:, :, None]
    return out.transpose(2, 3, 0, 1)


def conv_as_matrix(w, h, w_in, stride=1, pad=0):
    rows, columns = Side(h, w.shape[2], stride, pad), Side(w_in, w.shape[3], stride, pad)
    matrix = np.einsum("fcuv,hiu,wjv->chwfij", w, rows.meets, columns.meets)
    return matrix.reshape(w.shape[1] * h * w_in, -1)


def receptive_field(layers):
    """The set of pixels, followed back in a mask that is 1 where something is seen."""
    strides = [stride for _, stride, _ in layers]
    apart = list(accumulate([1, *strides], operator.mul))
    seen = {0}
    for (kernel, _, dilation), step in zip(layers, apart, strict=False):
        ends = (0, (kernel - 1) * dilation * step)
        seen = {a + b for a, b in product((min(seen), max(seen)), ends)}
    return max(seen) - min(seen) + 1
