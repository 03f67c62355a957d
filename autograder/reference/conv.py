"""Assignment 02 in PyTorch. Gradients come from autograd."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import TYPE_CHECKING

from autograder.reference.backend import F, gradients, torch

if TYPE_CHECKING:
    from torch import Tensor


def output_size(n: int, f: int, stride: int = 1, pad: int = 0) -> int:
    """Positions of a window along one side, counted one by one. ValueError: it does not fit."""
    starts = range(-pad, n + pad - f + 1, stride)
    if not starts or starts[-1] + f != n + pad:
        raise ValueError
    return len(starts)


def parameter_count(f: int, c: int, kh: int, kw: int) -> int:
    """The weights and biases of PyTorch's own layer."""
    layer = torch.nn.Conv2d(c, f, (kh, kw), device="meta")
    return sum(parameter.numel() for parameter in layer.parameters())


def pad2d(x: Tensor, pad: int) -> Tensor:
    """Zeros around the last two axes."""
    return F.pad(x, (pad,) * 4)


def cross_correlate2d(image: Tensor, kernel: Tensor) -> Tensor:
    """One image (H, W), one kernel (KH, KW), 'valid'."""
    return F.conv2d(image[None, None], kernel[None, None])[0, 0]


def convolve2d(image: Tensor, kernel: Tensor) -> Tensor:
    """Cross-correlation with the kernel flipped in both directions."""
    return cross_correlate2d(image, kernel.flip(0, 1))


def conv2d(x: Tensor, w: Tensor, b: Tensor, stride: int = 1, pad: int = 0) -> Tensor:
    """x (N, C, H, W), w (F, C, KH, KW), b (F,) to (N, F, HO, WO)."""
    return F.conv2d(x, w, b, stride=stride, padding=pad)


conv2d_backward = gradients(conv2d, of=("x", "w", "b"))


def im2col(x: Tensor, kh: int, kw: int, stride: int = 1, pad: int = 0) -> Tensor:
    """Windows as columns: (N, C·KH·KW, HO·WO)."""
    return F.unfold(x, (kh, kw), stride=stride, padding=pad)


def col2im(
    cols: Tensor, x_shape: Sequence[int], kh: int, kw: int, stride: int = 1, pad: int = 0
) -> Tensor:
    """Columns added back to their pixels: (N, C, H, W)."""
    return F.fold(cols, tuple(x_shape[2:]), (kh, kw), stride=stride, padding=pad)


def conv1x1(x: Tensor, w: Tensor, b: Tensor) -> Tensor:
    """w (F, C) at every pixel."""
    return F.conv2d(x, w[:, :, None, None], b)


def conv2d_dilated(
    x: Tensor, w: Tensor, b: Tensor, stride: int = 1, pad: int = 0, dilation: int = 1
) -> Tensor:
    """As conv2d, with ``dilation`` pixels from one weight to the next."""
    return F.conv2d(x, w, b, stride=stride, padding=pad, dilation=dilation)


def conv2d_grouped(
    x: Tensor, w: Tensor, b: Tensor, groups: int, stride: int = 1, pad: int = 0
) -> Tensor:
    """As conv2d, group by group; w is (F, C / groups, KH, KW)."""
    return F.conv2d(x, w, b, stride=stride, padding=pad, groups=groups)


def conv1d(x: Tensor, w: Tensor, b: Tensor, stride: int = 1, pad: int = 0) -> Tensor:
    """x (N, C, L), w (F, C, K), b (F,) to (N, F, LO)."""
    return F.conv1d(x, w, b, stride=stride, padding=pad)


def locally_connected(x: Tensor, w: Tensor, b: Tensor, stride: int = 1) -> Tensor:
    """w (HO, WO, F, C, KH, KW), b (HO, WO, F): the same windows, other filters everywhere."""
    (n, *_), (ho, wo, f, _, kh, kw) = x.shape, w.shape
    cols = F.unfold(x, (kh, kw), stride=stride)
    each = w.reshape(ho * wo, f, -1) @ cols.permute(2, 1, 0)
    return each.permute(2, 1, 0).reshape(n, f, ho, wo) + b.permute(2, 0, 1)


def conv_as_matrix(w: Tensor, h: int, w_in: int, stride: int = 1, pad: int = 0) -> Tensor:
    """(C·H·W, F·HO·WO): what each input pixel alone gives to every output pixel."""
    inputs = w.shape[1] * h * w_in
    pixels = torch.eye(inputs, dtype=w.dtype, device=w.device)
    alone = pixels.reshape(inputs, w.shape[1], h, w_in)
    return F.conv2d(alone, w, stride=stride, padding=pad).flatten(1)


def receptive_field(layers: Sequence[tuple[int, int, int]]) -> int:
    """How many pixels one output reaches along one side, from the first to the last.

    The places that one output depends on are followed back, layer by layer, as a set.
    """
    places = {0}
    for kernel, stride, dilation in reversed(layers):
        places = {p * stride + k * dilation for p, k in itertools.product(places, range(kernel))}
    return max(places) - min(places) + 1
