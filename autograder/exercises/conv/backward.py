"""Assignment 02: the backward pass of a convolution layer."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.core.exercise import Case, exercise
from autograder.exercises.conv.inputs import BY_HAND, layers
from autograder.reference import conv as ref
from autograder.reference.backend import torch

if TYPE_CHECKING:
    from torch import Tensor


def backward_cases(rng: np.random.Generator) -> Iterator[Case]:
    """The same layers as for the forward pass, each with a gradient of its output."""
    dout = np.array([[[[1.0, 2], [3, -1]]]])
    yield Case("one 2×3 filter on a 3×4 image, worked by hand", dout=dout, **BY_HAND)
    for layer in layers(rng):
        yield Case(layer.name, dout=layer.dout(rng), **layer.inputs(rng))


@exercise(
    "conv.backward",
    points=12,
    stub="cs_cnn.conv:conv_backward",
    reference=ref.conv2d_backward,
    outputs=("dx", "dw", "db"),
    hints=(
        "Take one output pixel and its gradient g. It was Σ window · filter + bias: which part of "
        "g does each of the three get?",
        "The same loops as in the forward pass visit every window again. Now the numbers flow "
        "back.",
        "A pixel lies in several windows, a filter is used at every place, by every image: what "
        "does the chain rule do with several paths?",
        "Collect dx in an array with a border, as wide as that of the forward pass. Which part of "
        "it belongs to x? Try your slice with pad = 0 too.",
    ),
)
def backward(rng: np.random.Generator) -> Iterator[Case]:
    """conv_backward sends the gradient of the output back to x, w and b."""
    yield from backward_cases(rng)


def _with_border(dout: Tensor, x: Tensor, w: Tensor, b: Tensor, stride: int, pad: int) -> Tensor:
    """dx before the border is cut off: (N, C, H + 2 pad, W + 2 pad)."""
    dx: Tensor = ref.conv2d_backward(dout, x=ref.pad2d(x, pad), w=w, b=b, stride=stride)[0]
    return dx


def _overwritten(dout: Tensor, x: Tensor, w: Tensor, stride: int, pad: int) -> Tensor:
    """dx if each window, row by row, replaces what is there."""
    images, (kh, kw) = ref.pad2d(torch.zeros_like(x), pad), w.shape[2:]
    for i, j in itertools.product(*map(range, dout.shape[2:])):
        rows, columns = slice(i * stride, i * stride + kh), slice(j * stride, j * stride + kw)
        images[:, :, rows, columns] = torch.einsum("nf,fcuv->ncuv", dout[:, :, i, j], w)
    return images[:, :, pad : pad + x.shape[2], pad : pad + x.shape[3]]


@backward.misconception(
    "All gradients are 0: they have the right shapes, but nothing ever arrives in them."
)
def nothing(dout: Tensor, x: Tensor, w: Tensor, b: Tensor, **step: int) -> Any:
    return torch.zeros_like(x), torch.zeros_like(w), torch.zeros_like(b)


@backward.misconception(
    "dout is missing. The chain rule multiplies every local slope by the gradient that arrives "
    "from above."
)
def without_dout(dout: Tensor, **layer: Any) -> Any:
    return ref.conv2d_backward(torch.ones_like(dout), **layer)


@backward.misconception(
    "The two factors are swapped: your gradient of the pixels contains pixels, that of the weights "
    "contains weights. Each factor gets dout times the other one."
)
def factors_exchanged(
    dout: Tensor, x: Tensor, w: Tensor, b: Tensor, stride: int = 1, pad: int = 0
) -> Any:
    kh, kw = w.shape[2:]
    windows = ref.im2col(x, kh, kw, stride, pad) * dout.sum(1).flatten(1)[:, None]
    dx = ref.col2im(windows, x.shape, kh, kw, stride, pad)
    db = dout.sum((0, 2, 3))
    return dx, w * db[:, None, None, None], db


@backward.misconception("All three gradients are there, but in another order: return dx, dw, db.")
def in_another_order(**case: Any) -> Any:
    dx, dw, db = ref.conv2d_backward(**case)
    return dw, dx, db


@backward.misconception(
    "The gradient of b is summed only over the images. A filter's bias was added at every place of "
    "every image, so add up the gradients of all of them."
)
def db_of_each_place(dout: Tensor, **layer: Any) -> Any:
    dx, dw, _ = ref.conv2d_backward(dout, **layer)
    return dx, dw, dout.sum(0)


@backward.misconception(
    "The gradient of b is summed only over the places. All images of the batch used the same bias: "
    "sum over them too."
)
def db_of_each_image(dout: Tensor, **layer: Any) -> Any:
    dx, dw, _ = ref.conv2d_backward(dout, **layer)
    return dx, dw, dout.sum((2, 3))


@backward.misconception(
    "The gradient of b is summed over the filters too. Each filter has its own bias."
)
def db_of_everything(dout: Tensor, **layer: Any) -> Any:
    dx, dw, db = ref.conv2d_backward(dout, **layer)
    return dx, dw, torch.full_like(db, float(dout.sum()))


@backward.misconception(
    "The gradients of w and b are divided by the number of images. The mean over the batch belongs "
    "to the loss, so dout already contains it; here everything adds up."
)
def divided_by_n(dout: Tensor, **layer: Any) -> Any:
    dx, dw, db = ref.conv2d_backward(dout, **layer)
    return dx, dw / len(dout), db / len(dout)


@backward.misconception(
    "dx still has the border of zeros around it. The border was not part of x, so cut its gradient "
    "off: dx has the shape of x."
)
def border_kept(
    dout: Tensor, x: Tensor, w: Tensor, b: Tensor, stride: int = 1, pad: int = 0
) -> Any:
    _, dw, db = ref.conv2d_backward(dout, x=x, w=w, b=b, stride=stride, pad=pad)
    return _with_border(dout, x, w, b, stride, pad), dw, db


@backward.misconception(
    "Without padding dx is empty. [pad:-pad] cuts a border off, but with pad 0 it means [0:0], "
    "from the start to the start: write the end of the slice in another way."
)
def nothing_without_border(
    dout: Tensor, x: Tensor, w: Tensor, b: Tensor, stride: int = 1, pad: int = 0
) -> Any:
    _, dw, db = ref.conv2d_backward(dout, x=x, w=w, b=b, stride=stride, pad=pad)
    return _with_border(dout, x, w, b, stride, pad)[:, :, pad:-pad, pad:-pad], dw, db


@backward.misconception(
    "dx always loses a border of 1, as if pad were 1. The border is as wide as pad says."
)
def border_written_out(
    dout: Tensor, x: Tensor, w: Tensor, b: Tensor, stride: int = 1, pad: int = 0
) -> Any:
    _, dw, db = ref.conv2d_backward(dout, x=x, w=w, b=b, stride=stride, pad=pad)
    return _with_border(dout, x, w, b, stride, pad)[:, :, 1:-1, 1:-1], dw, db


@backward.misconception(
    "The border is cut off at one end only: dx starts with the gradients of zeros, so every pixel "
    "has the gradient of a neighbour pad rows up and pad columns to the left."
)
def border_cut_at_the_end(
    dout: Tensor, x: Tensor, w: Tensor, b: Tensor, stride: int = 1, pad: int = 0
) -> Any:
    _, dw, db = ref.conv2d_backward(dout, x=x, w=w, b=b, stride=stride, pad=pad)
    height, width = x.shape[2:]
    return _with_border(dout, x, w, b, stride, pad)[:, :, :height, :width], dw, db


@backward.misconception(
    "Where windows overlap, each one replaces what the others added to dx (= in place of +=). "
    "Every window that covers a pixel, of every filter, adds its part."
)
def overwritten(
    dout: Tensor, x: Tensor, w: Tensor, b: Tensor, stride: int = 1, pad: int = 0
) -> Any:
    _, dw, db = ref.conv2d_backward(dout, x=x, w=w, b=b, stride=stride, pad=pad)
    return _overwritten(dout, x, w, stride, pad), dw, db


@backward.misconception(
    "In dx each filter and each window replaces the contribution of the others (= in place of +=), "
    "so only the last filter remains. Every filter saw the pixel: add up the contributions of all "
    "of them."
)
def overwritten_by_filters(
    dout: Tensor, x: Tensor, w: Tensor, b: Tensor, stride: int = 1, pad: int = 0
) -> Any:
    _, dw, db = ref.conv2d_backward(dout, x=x, w=w, b=b, stride=stride, pad=pad)
    return _overwritten(dout[:, -1:], x, w[-1:], stride, pad), dw, db


@backward.misconception(
    "dw, db or both hold the contribution of the last window of the last image; each window "
    "replaces the one before (= in place of +=). The same filter was used everywhere, so gradients "
    "add up.",
    in_part=True,
)
def last_window(dout: Tensor, **layer: Any) -> Any:
    last = torch.zeros_like(dout)
    last[-1, :, -1, -1] = dout[-1, :, -1, -1]
    _, dw, db = ref.conv2d_backward(last, **layer)
    return ref.conv2d_backward(dout, **layer)[0], dw, db


@backward.misconception(
    "dw, db or both hold the contribution of the last image; each image replaces the one before (= "
    "in place of +=). The whole batch used the same filters, so the images add up.",
    in_part=True,
)
def last_image(dout: Tensor, **layer: Any) -> Any:
    last = torch.zeros_like(dout)
    last[-1] = dout[-1]
    _, dw, db = ref.conv2d_backward(last, **layer)
    return ref.conv2d_backward(dout, **layer)[0], dw, db


@backward.misconception(
    "The stride is forgotten on the way back: your windows are one pixel apart. In the forward "
    "pass they were stride pixels apart.",
    in_part=True,
)
def stride_forgotten(dout: Tensor, x: Tensor, w: Tensor, stride: int = 1, **rest: Any) -> Any:
    ho, wo = dout.shape[2:]
    close = torch.zeros_like(ref.conv2d(x, w, stride=1, **rest))
    close[:, :, :ho, :wo] = dout
    return ref.conv2d_backward(close, x=x, w=w, stride=1, **rest)


@backward.misconception(
    "The filters are flipped on the way back to x. Loops over windows need no flip: each weight "
    "gives its share to the pixel that it met. (The full convolution of dout with w does flip, "
    "once.)"
)
def dx_flipped(dout: Tensor, w: Tensor, **layer: Any) -> Any:
    _, dw, db = ref.conv2d_backward(dout, w=w, **layer)
    return ref.conv2d_backward(dout, w=w.flip(2, 3), **layer)[0], dw, db


@backward.misconception(
    "dw is flipped, top to bottom and left to right. The first weight met the first pixel of each "
    "window: its gradient comes from there."
)
def dw_flipped(dout: Tensor, **layer: Any) -> Any:
    dx, dw, db = ref.conv2d_backward(dout, **layer)
    return dx, dw.flip(2, 3), db


@backward.misconception(
    "dx lacks the rows and columns left over at the end. No window saw them, so their gradient is "
    "0, but they belong to x."
)
def left_over_missing(
    dout: Tensor, x: Tensor, w: Tensor, b: Tensor, stride: int = 1, pad: int = 0
) -> Any:
    _, dw, db = ref.conv2d_backward(dout, x=x, w=w, b=b, stride=stride, pad=pad)
    seen = [(count - 1) * stride + k for count, k in zip(dout.shape[2:], w.shape[2:], strict=True)]
    rows, columns = (slice(pad, side - pad) for side in seen)
    return _with_border(dout, x, w, b, stride, pad)[:, :, rows, columns], dw, db


@backward.misconception(
    "If the windows fit exactly, their last row and their last column are missing. The last window "
    "starts at row H + 2 pad − KH, and range(start, stop) ends before stop.",
    in_part=True,
)
def last_windows_missing(dout: Tensor, x: Tensor, w: Tensor, **rest: Any) -> Any:
    stride, pad = rest.get("stride", 1), rest.get("pad", 0)
    starts = (n + 2 * pad - k for n, k in zip(x.shape[2:], w.shape[2:], strict=True))
    rows, columns = (-(-start // stride) for start in starts)
    visited = torch.zeros_like(dout)
    visited[:, :, :rows, :columns] = dout[:, :, :rows, :columns]
    return ref.conv2d_backward(visited, x=x, w=w, **rest)
