"""Assignment 03 in PyTorch. Gradients come from autograd."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from autograder.reference import conv
from autograder.reference.backend import F, gradients, torch, vjp

if TYPE_CHECKING:
    from torch import Tensor

Size = int | tuple[int, int]


def output_size(n: int, f: int, stride: int) -> int:
    """Positions of a window along one side. ValueError: it does not fit."""
    return conv.output_size(n, f, stride)


def max_pool(x: Tensor, size: Size, stride: int) -> tuple[Tensor, Tensor]:
    """The maxima (N, C, HO, WO) and their flat places in each plane, int64."""
    out, switches = F.max_pool2d(x, size, stride, return_indices=True)
    return out, switches


def max_pool_backward(dout: Tensor, switches: Tensor, x_shape: Sequence[int]) -> Tensor:
    """Autograd through picking pixels by their switches."""
    x = torch.zeros(tuple(x_shape), dtype=dout.dtype, device=dout.device, requires_grad=True)
    picked = x.flatten(2).gather(2, switches.flatten(2))
    (dx,) = vjp(picked, [x], dout.flatten(2))
    return dx


def max_pool_ceil(x: Tensor, size: Size, stride: int) -> Tensor:
    """The maxima with sizes rounded up."""
    return F.max_pool2d(x, size, stride, ceil_mode=True)


def average_pool(x: Tensor, size: Size, stride: int) -> Tensor:
    """The means (N, C, HO, WO)."""
    return F.avg_pool2d(x, size, stride)


def average_pool_backward(dout: Tensor, x_shape: Sequence[int], size: Size, stride: int) -> Tensor:
    """Pooling is linear: its gradient is the same at every x."""
    x = torch.zeros(tuple(x_shape), dtype=dout.dtype, device=dout.device)
    dx: Tensor = gradients(average_pool, of=("x",))(dout, x=x, size=size, stride=stride)
    return dx


def l2_pool(x: Tensor, size: Size, stride: int) -> Tensor:
    """The length of each window. At a window of zeros its gradient is 0."""
    squares = F.avg_pool2d(x**2, size, stride, divisor_override=1)
    zero = squares == 0
    return squares.masked_fill(zero, 1.0).sqrt().masked_fill(zero, 0.0)


l2_pool_backward = gradients(l2_pool, of=("x",))


def global_average_pool(x: Tensor) -> Tensor:
    """(N, C)."""
    return F.adaptive_avg_pool2d(x, 1).flatten(1)


def global_average_pool_backward(dout: Tensor, x_shape: Sequence[int]) -> Tensor:
    """Autograd; the mean is linear, so any x will do."""
    x = torch.zeros(tuple(x_shape), dtype=dout.dtype, device=dout.device)
    dx: Tensor = gradients(global_average_pool, of=("x",))(dout, x=x)
    return dx


def average_as_conv(c: int, size: Size) -> Tensor:
    """(C, C, KH, KW): the gradient of average pooling one window with respect to its pixels."""
    kh, kw = (size, size) if isinstance(size, int) else size
    x = torch.zeros((c, c, kh, kw), dtype=torch.float64)
    one_each = torch.eye(c, dtype=x.dtype)[:, :, None, None]
    w: Tensor = gradients(average_pool, of=("x",))(one_each, x=x, size=(kh, kw), stride=1)
    return w


def max_unpool(y: Tensor, switches: Tensor, x_shape: Sequence[int]) -> Tensor:
    """Values back at their switches, zeros elsewhere."""
    flat = torch.zeros(tuple(x_shape), dtype=y.dtype, device=y.device).flatten(2)
    return flat.scatter(2, switches.flatten(2), y.flatten(2)).reshape(tuple(x_shape))
