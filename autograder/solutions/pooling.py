"""Assignment 03 in NumPy: model solutions, a drop-in file for ``cs_cnn/pooling.py``."""

from collections.abc import Iterator
from functools import reduce
from itertools import product

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def output_size(n: int, f: int, stride: int) -> int:
    """The window can move by n − f pixels; it fits where that is a whole number of steps."""
    steps, rest = divmod(n - f, stride)
    if rest or steps < 0:
        raise ValueError(f"a window of {f} at stride {stride} does not fit {n} pixels")
    return steps + 1


def max_pool_forward(
    x: np.ndarray, size: int | tuple[int, int], stride: int
) -> tuple[np.ndarray, np.ndarray]:
    """Place by place, from the last in a window to the first: so the first of equals remains."""
    out = max_pool_fast(x, size, stride)
    _, _, ho, wo = out.shape
    width = x.shape[3]
    offsets = np.zeros(out.shape, dtype=np.int64)
    for (u, v), pixels in reversed(list(_each_place(x, out.shape, size, stride))):
        is_it = pixels == out
        is_it |= np.isnan(pixels)
        np.copyto(offsets, u * width + v, where=is_it)
    corners = stride * (width * np.arange(ho)[:, None] + np.arange(wo))
    return out, offsets + corners


def max_pool_backward(
    dout: np.ndarray, switches: np.ndarray, x_shape: tuple[int, int, int, int]
) -> np.ndarray:
    """bincount adds for every window; ``dx[places] += dout`` would add once at each place."""
    n, c, height, width = x_shape
    planes = height * width * np.arange(n * c)[:, None]
    places = switches.reshape(n * c, -1) + planes
    dx = np.bincount(places.ravel(), dout.ravel(), n * c * height * width)
    return dx.astype(dout.dtype, copy=False).reshape(x_shape)


def max_pool_ceil(x: np.ndarray, size: int | tuple[int, int], stride: int) -> np.ndarray:
    """A far border of −∞, stride − 1 wide, turns rounding down into rounding up and never wins."""
    border = (0, stride - 1)
    bordered = np.pad(x, [(0, 0), (0, 0), border, border], constant_values=-np.inf)
    begin_on_rows, begin_on_columns = (len(range(0, side, stride)) for side in x.shape[2:])
    return max_pool_fast(bordered, size, stride)[:, :, :begin_on_rows, :begin_on_columns]


def max_pool_fast(x: np.ndarray, size: int | tuple[int, int], stride: int) -> np.ndarray:
    """The loop runs over the few places in a window; each step serves all windows at once."""
    windows = _windows(x, size, stride)
    places = (windows[..., u, v] for u, v in np.ndindex(windows.shape[4:]))
    return reduce(np.maximum, places, np.full((), -np.inf, x.dtype))


def average_pool_forward(x: np.ndarray, size: int | tuple[int, int], stride: int) -> np.ndarray:
    """The same windows, with another number for each."""
    return _windows(x, size, stride).mean(axis=(4, 5))


def average_pool_backward(
    dout: np.ndarray,
    x_shape: tuple[int, int, int, int],
    size: int | tuple[int, int],
    stride: int,
) -> np.ndarray:
    """The loop runs over the places in a window; each step serves all windows at once."""
    kh, kw = np.broadcast_to(size, 2)
    dx = np.zeros(x_shape, dout.dtype)
    for _, pixels in _each_place(dx, dout.shape, size, stride):
        pixels += dout / (kh * kw)
    return dx


def l2_pool_forward(x: np.ndarray, size: int | tuple[int, int], stride: int) -> np.ndarray:
    """Pythagoras with KH·KW sides."""
    return np.sqrt((_windows(x, size, stride) ** 2).sum(axis=(4, 5)))


def l2_pool_backward(
    dout: np.ndarray, x: np.ndarray, size: int | tuple[int, int], stride: int
) -> np.ndarray:
    """d√s/dx = x/√s: the 2 of the square and the ½ of the root cancel."""
    length = l2_pool_forward(x, size, stride)
    slope = np.divide(dout, length, out=np.zeros_like(dout), where=length > 0)
    total = np.zeros_like(x)
    for _, pixels in _each_place(total, dout.shape, size, stride):
        pixels += slope
    return x * total


def global_average_pool(x: np.ndarray) -> np.ndarray:
    """One window as large as the image."""
    return x.mean(axis=(2, 3))


def global_average_pool_backward(
    dout: np.ndarray, x_shape: tuple[int, int, int, int]
) -> np.ndarray:
    """Every pixel had the same share in the mean."""
    _, _, height, width = x_shape
    share = dout / (height * width)
    return np.broadcast_to(share[:, :, None, None], x_shape).copy()


def average_as_conv(c: int, size: int | tuple[int, int]) -> np.ndarray:
    """The identity between channels, a mean inside each."""
    kh, kw = np.broadcast_to(size, 2)
    return np.eye(c)[:, :, None, None] * np.full((kh, kw), 1 / (kh * kw))


def max_unpool(
    y: np.ndarray, switches: np.ndarray, x_shape: tuple[int, int, int, int]
) -> np.ndarray:
    """Written, not added: a maximum that several windows share occurs once."""
    n, c, height, width = x_shape
    out = np.zeros((n, c, height * width), y.dtype)
    np.put_along_axis(out, switches.reshape(n, c, -1), y.reshape(n, c, -1), axis=2)
    return out.reshape(x_shape)


def _windows(x: np.ndarray, size: int | tuple[int, int], stride: int) -> np.ndarray:
    """A view (N, C, HO, WO, KH, KW) of every window: no pixel is copied."""
    window = tuple(np.broadcast_to(size, 2))
    return sliding_window_view(x, window, axis=(2, 3))[:, :, ::stride, ::stride]


def _each_place(
    x: np.ndarray, out_shape: tuple[int, ...], size: int | tuple[int, int], stride: int
) -> Iterator[tuple[tuple[int, int], np.ndarray]]:
    """Each place in a window with a view (N, C, HO, WO) of the pixels there, one per window."""
    _, _, ho, wo = out_shape
    kh, kw = np.broadcast_to(size, 2)
    for u, v in product(range(kh), range(kw)):
        yield (u, v), x[:, :, u : u + ho * stride : stride, v : v + wo * stride : stride]
