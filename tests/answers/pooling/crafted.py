"""A hand-in with classes, strides by hand, index arrays, einsum and columns of windows."""

from dataclasses import dataclass
from functools import reduce
from itertools import product

import numpy as np
from numpy.lib.stride_tricks import as_strided


def output_size(n, f, stride):
    steps = np.floor_divide(n - f, stride)
    if steps < 0 or f + steps * stride != n:
        raise ValueError(" ".join(["does not fit:", *map(str, (n, f, stride))]))
    return np.int64(1 + steps)


@dataclass
class Side:
    """Windows along one side of an image."""

    pixels: int
    window: int
    stride: int

    @property
    def places(self):
        """Every window's pixels, one row a window."""
        first = np.arange(0, self.pixels - self.window + 1, self.stride)
        return np.add.outer(first, np.arange(self.window))

    def indicator(self):
        """(windows, pixels): 1 where a window has a pixel."""
        return (self.places[:, :, None] == np.arange(self.pixels)).any(axis=1).astype(float)


class Grid:
    def __init__(self, shape, size, stride):
        kh, kw = (size, size) if np.isscalar(size) else size
        self.shape, self.kh, self.kw = tuple(shape), int(kh), int(kw)
        self.rows, self.columns = Side(shape[2], self.kh, stride), Side(shape[3], self.kw, stride)

    def index(self):
        """(HO, WO, KH·KW): places in the plane, by index arrays."""
        rows, columns = self.rows.places, self.columns.places
        flat = rows[:, None, :, None] * self.shape[3] + columns[None, :, None, :]
        return flat.reshape(len(rows), len(columns), -1)

    def columns_of(self, x):
        """(N·C, HO·WO, KH·KW): one row for every window."""
        index = self.index()
        return x.reshape(-1, self.shape[2] * self.shape[3])[:, index.reshape(-1, index.shape[2])]

    def folded(self, values):
        """The other way: every window's value to all of its pixels, overlaps added up."""
        up, across = self.rows.indicator(), self.columns.indicator()
        return np.einsum("ncij,ih,jw->nchw", values, up, across, optimize=True)

    def image(self, columns):
        return columns.reshape(*self.shape[:2], len(self.rows.places), len(self.columns.places))


def max_pool_forward(x, size, stride):
    """32 bits are enough for a place in a plane."""
    grid = Grid(x.shape, size, stride)
    columns = grid.columns_of(x)
    best = np.isnan(columns) | (columns == columns.max(axis=2, keepdims=True))
    chosen = best.argmax(axis=2)
    windows = grid.index().reshape(-1, grid.kh * grid.kw)
    switches = windows[np.arange(len(windows)), chosen].astype(np.int32)
    out = np.take_along_axis(columns, chosen[..., None], axis=2)
    return [grid.image(out), grid.image(switches)]


def max_pool_backward(dout, switches, x_shape):
    n, c, h, w = x_shape
    one_hot = switches.reshape(n, c, -1, 1) == np.arange(h * w)
    return np.einsum("nck,nckp->ncp", dout.reshape(n, c, -1), one_hot).reshape(x_shape)


def max_pool_ceil(x, size, stride):
    """Copies of the last row and column lie in every partial window already."""
    kh, kw = np.broadcast_to(size, 2)
    needed = [(0, -(side - k) % stride) for side, k in zip(x.shape[2:], (kh, kw), strict=True)]
    out = max_pool_fast(np.pad(x, [(0, 0), (0, 0), *needed], mode="edge"), size, stride)
    tops, lefts = (stride * np.arange(count) for count in out.shape[2:])
    return out[:, :, tops < x.shape[2]][:, :, :, lefts < x.shape[3]]


def max_pool_fast(x, size, stride):
    kh, kw = (size, size) if np.ndim(size) == 0 else size
    rows, columns = x.shape[2] - kh + 1, x.shape[3] - kw + 1
    places = (x[:, :, u : u + rows, v : v + columns] for u, v in product(range(kh), range(kw)))
    return reduce(np.maximum, (place[:, :, ::stride, ::stride] for place in places))


def strided(x, size, stride):
    (n, c, h, w), (kh, kw) = x.shape, np.broadcast_to(size, 2).tolist()
    a, b, row, column = x.strides
    shape = (n, c, (h - kh) // stride + 1, (w - kw) // stride + 1, kh, kw)
    steps = (a, b, row * stride, column * stride, row, column)
    return as_strided(x, shape, steps, writeable=False)


def average_pool_forward(x, size, stride):
    """A summed-area table: four corners make the sum of any window."""
    kh, kw = np.broadcast_to(size, 2)
    table = np.pad(x, [(0, 0), (0, 0), (1, 0), (1, 0)]).cumsum(axis=2).cumsum(axis=3)
    tall = table[:, :, kh:] - table[:, :, :-kh]
    sums = tall[..., kw:] - tall[..., :-kw]
    return sums[:, :, ::stride, ::stride] / kh / kw


def average_pool_backward(dout, x_shape, size, stride):
    grid = Grid(x_shape, size, stride)
    return grid.folded(np.divide(dout, grid.kh * grid.kw))


def l2_pool_forward(x, size, stride):
    windows = strided(x, size, stride)
    return np.sqrt(np.einsum("ncijuv,ncijuv->ncij", windows, windows))


def l2_pool_backward(dout, x, size, stride):
    with np.errstate(invalid="ignore", divide="ignore"):
        slope = dout / np.linalg.norm(strided(x, size, stride), axis=(-2, -1))
    slope[~np.isfinite(slope)] = 0
    return Grid(x.shape, size, stride).folded(slope) * x


def global_average_pool(x):
    return np.einsum("nchw->nc", x) / np.prod(x.shape[-2:])


def global_average_pool_backward(dout, x_shape):
    """A view with steps of 0: all pixels of a channel are the same number in memory."""
    return np.broadcast_to((dout / np.prod(x_shape[2:]))[..., None, None], x_shape)


def average_as_conv(c, size):
    kh, kw = np.broadcast_to(size, 2)
    w = np.zeros((kh, kw, c, c))
    w[:, :, range(c), range(c)] = np.reciprocal(float(kh * kw))
    return w.transpose(3, 2, 0, 1)


def max_unpool(y, switches, x_shape):
    out = np.zeros((x_shape[0] * x_shape[1], x_shape[2] * x_shape[3]))
    values, places = (each.reshape(len(out), -1) for each in (y, switches))
    for plane, written, at in zip(out, values, places, strict=True):
        plane.put(at, written)
    return out.reshape(x_shape)
