"""Assignment 02: the convolution layer as a matrix product."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.exercises.conv.columns import col2im, im2col
from autograder.exercises.conv.gradients import backward_cases
from autograder.exercises.conv.layer import forward_cases
from autograder.exercises.inputs import signed
from autograder.judge.exercise import Case, Speed, exercise
from autograder.reference import conv as ref
from autograder.reference.backend import torch

if TYPE_CHECKING:
    from torch import Tensor


def four_loops(x: Any, w: Any, b: Any) -> Any:
    """One window, one filter at a time."""
    (filters, _, kh, kw), (images, _, height, width) = w.shape, x.shape
    out = np.empty((images, filters, height - kh + 1, width - kw + 1))
    for n in range(images):
        for f in range(filters):
            for i in range(out.shape[2]):
                for j in range(out.shape[3]):
                    out[n, f, i, j] = np.sum(x[n, :, i : i + kh, j : j + kw] * w[f]) + b[f]
    return out


def large_image(rng: np.random.Generator) -> dict[str, Any]:
    """80,000 windows and next to nothing to do in each: what costs time is to visit them."""
    return {"x": signed(rng, 1, 1, 280, 290), "w": signed(rng, 1, 1, 3, 2), "b": signed(rng, 1)}


@exercise(
    "conv.forward_im2col",
    points=6,
    stub="cs_cnn.conv:conv_forward_im2col",
    reference=ref.conv2d,
    needs=(im2col,),
    speed=Speed(four_loops, times=8, inputs=large_image),
    hints=(
        "A filter as a row of C·KH·KW weights, a window as a column of as many pixels: which "
        "product gives all sums at the same time?",
        "Matrices with an axis in front, (N, A, B), are multiplied one by one by @.",
        "What shape comes out, and which axes does it hold? Put them into the order N, F, HO, WO "
        "before you reshape: reshape never moves an axis.",
    ),
)
def forward_im2col(rng: np.random.Generator) -> Iterator[Case]:
    """conv_forward_im2col does the work of conv_forward in one matrix product."""
    yield from forward_cases(rng)


@forward_im2col.misconception(
    "Images and filters are mixed up. The product has the filters first, (F, N·HO·WO), and reshape "
    "never moves an axis: first give N an axis of its own, then put it in front."
)
def images_mixed_with_filters(**layer: Any) -> Tensor:
    out = ref.conv2d(**layer)
    return out.transpose(0, 1).reshape(out.shape)


@forward_im2col.misconception(
    "Images and pixels are mixed up. In the product the images of one place stand side by side, "
    "(F, HO·WO·N), and reshape never moves an axis: N comes last when you give it an axis again."
)
def images_mixed_with_pixels(**layer: Any) -> Tensor:
    by_filters = ref.conv2d(**layer).transpose(0, 1)
    return by_filters.permute(0, 2, 3, 1).reshape(by_filters.shape).transpose(0, 1)


@forward_im2col.misconception(
    "Images, filters and pixels are mixed up. The product is (F, HO·WO·N), and reshape never moves "
    "an axis: give HO, WO and N their axes in this order, then put all four in order."
)
def all_mixed(**layer: Any) -> Tensor:
    out = ref.conv2d(**layer)
    return out.permute(1, 2, 3, 0).reshape(out.shape)


@forward_im2col.misconception(
    "Windows are flat still: every output pixel is there, but HO·WO is one axis in place of two."
)
def pixels_in_a_row(**layer: Any) -> Tensor:
    return ref.conv2d(**layer).flatten(2)


@forward_im2col.misconception(
    "The axes of the weights were moved before they were flattened, so that the channels of a "
    "pixel stand together. In the columns one channel follows the other, each with its window."
)
def weights_channels_last(w: Tensor, **layer: Any) -> Tensor:
    return ref.conv2d(w=w.permute(0, 2, 3, 1).reshape(w.shape), **layer)


@forward_im2col.misconception(
    "The weights are flattened column by column. In the columns of im2col a window stands row by "
    "row."
)
def weights_by_columns(w: Tensor, **layer: Any) -> Tensor:
    return ref.conv2d(w=w.transpose(2, 3).reshape(w.shape), **layer)


@forward_im2col.misconception(
    "The kernel is flipped. That is convolution as in signal processing; a conv layer is "
    "cross-correlation."
)
def flipped(w: Tensor, **layer: Any) -> Tensor:
    return ref.conv2d(w=w.flip(2, 3), **layer)


@forward_im2col.misconception("The bias is left out. Each filter adds its own number to its sums.")
def bias_left_out(b: Tensor, **layer: Any) -> Tensor:
    return ref.conv2d(b=torch.zeros_like(b), **layer)


@forward_im2col.misconception(
    "The stride is not used: the window moves by one pixel, so there are too many outputs. Does "
    "im2col get to know it?"
)
def stride_not_used(stride: int = 1, **layer: Any) -> Tensor:
    return ref.conv2d(**layer)


@forward_im2col.misconception(
    "The padding is forgotten: no window reaches over the border. Does im2col get to know it?"
)
def pad_not_used(pad: int = 0, **layer: Any) -> Tensor:
    return ref.conv2d(**layer)


@exercise(
    "conv.backward_im2col",
    points=6,
    stub="cs_cnn.conv:conv_backward_im2col",
    reference=ref.conv2d_backward,
    outputs=("dx", "dw", "db"),
    needs=(im2col, col2im),
    hints=(
        "With filters as rows W and windows as columns X, the layer is W X + b for every image: "
        "assignment 01 had the backward pass of such a layer.",
        "Write the shapes: dout as (N, F, HO·WO), X as (N, C·KH·KW, HO·WO), W as (F, C·KH·KW).",
        "W X goes back to W and to X. What takes the gradient of X back to the pixels of x?",
        "All images used the same W: what becomes of the axis N in its gradient?",
    ),
)
def backward_im2col(rng: np.random.Generator) -> Iterator[Case]:
    """conv_backward_im2col does the work of conv_backward in matrix products."""
    yield from backward_cases(rng)


@backward_im2col.misconception(
    "Images and filters of dout are mixed up: it is reshaped to (F, N·HO·WO) straight away. "
    "reshape never moves an axis, so move F to the front first."
)
def dout_mixed_with_images(dout: Tensor, **layer: Any) -> Any:
    n, f, ho, wo = dout.shape
    *gradients, _ = ref.conv2d_backward(dout.reshape(f, n, ho, wo).transpose(0, 1), **layer)
    return *gradients, dout.sum((0, 2, 3))


@backward_im2col.misconception(
    "Images and pixels of dout are mixed up: it is reshaped to (F, HO·WO·N) straight away. "
    "reshape never moves an axis, so bring F, HO, WO and N into this order first."
)
def dout_mixed_with_pixels(dout: Tensor, **layer: Any) -> Any:
    n, f, ho, wo = dout.shape
    mixed = dout.reshape(f, ho, wo, n).permute(3, 0, 1, 2)
    *gradients, _ = ref.conv2d_backward(mixed, **layer)
    return *gradients, dout.sum((0, 2, 3))


@backward_im2col.misconception(
    "There is one dw for each image. All images used the same filters, so their gradients add up."
)
def dw_for_each_image(dout: Tensor, x: Tensor, **layer: Any) -> Any:
    dx, _, db = ref.conv2d_backward(dout, x=x, **layer)
    each = [ref.conv2d_backward(dout[n : n + 1], x=x[n : n + 1], **layer)[1] for n in range(len(x))]
    return dx, torch.stack(each), db


@backward_im2col.misconception(
    "The gradient of w is flat, (F, C·KH·KW). A gradient has the shape of what it belongs to."
)
def dw_flat(dout: Tensor, **layer: Any) -> Any:
    dx, dw, db = ref.conv2d_backward(dout, **layer)
    return dx, dw.flatten(1), db


@backward_im2col.misconception(
    "dx is the gradient of the columns. The columns were made of the pixels of x: their gradient "
    "has a way to go back still."
)
def dx_of_columns(
    dout: Tensor, x: Tensor, w: Tensor, b: Tensor, stride: int = 1, pad: int = 0
) -> Any:
    _, dw, db = ref.conv2d_backward(dout, x=x, w=w, b=b, stride=stride, pad=pad)
    return w.flatten(1).T @ dout.flatten(2), dw, db


@backward_im2col.misconception(
    "Where windows overlap, dx holds the mean of what arrives. A pixel that was used several times "
    "adds up its gradients."
)
def overlaps_averaged(
    dout: Tensor, x: Tensor, w: Tensor, b: Tensor, stride: int = 1, pad: int = 0
) -> Any:
    dx, dw, db = ref.conv2d_backward(dout, x=x, w=w, b=b, stride=stride, pad=pad)
    kh, kw = w.shape[2:]
    columns = ref.im2col(torch.ones_like(x), kh, kw, stride, pad)
    uses = ref.col2im(columns, x.shape, kh, kw, stride, pad)
    return dx / uses.clamp(min=1), dw, db


@backward_im2col.misconception(
    "The gradients of w and b are divided by the number of images. The mean over the batch belongs "
    "to the loss, so dout already contains it; here everything adds up."
)
def divided_by_n(dout: Tensor, **layer: Any) -> Any:
    dx, dw, db = ref.conv2d_backward(dout, **layer)
    return dx, dw / len(dout), db / len(dout)


@backward_im2col.misconception(
    "The gradient of b is summed over the images alone. A filter's bias was added at every place "
    "of every image, so all their gradients are added up."
)
def db_of_each_place(dout: Tensor, **layer: Any) -> Any:
    dx, dw, _ = ref.conv2d_backward(dout, **layer)
    return dx, dw, dout.sum(0)


@backward_im2col.misconception(
    "dout takes no part. The chain rule multiplies every local slope by the gradient that arrives "
    "from above."
)
def without_dout(dout: Tensor, **layer: Any) -> Any:
    return ref.conv2d_backward(torch.ones_like(dout), **layer)
