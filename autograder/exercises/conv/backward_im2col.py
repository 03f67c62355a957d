"""Assignment 02: the backward pass of a convolution layer as matrix products."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.core.exercise import Case, Speed, exercise
from autograder.exercises.conv.backward import backward, backward_cases
from autograder.exercises.conv.col2im import col2im
from autograder.exercises.conv.forward_im2col import cut
from autograder.exercises.conv.im2col import im2col
from autograder.exercises.inputs import signed
from autograder.reference import conv as ref
from autograder.reference.backend import torch

if TYPE_CHECKING:
    from torch import Tensor


def four_loops(dout: Any, x: Any, w: Any, b: Any) -> Any:
    """One window, one filter at a time, on the way back."""
    (images, filters, ho, wo), (_, _, kh, kw) = dout.shape, w.shape
    dx, dw, db = np.zeros(x.shape), np.zeros(w.shape), np.zeros(b.shape)
    for n in range(images):
        for f in range(filters):
            for i in range(ho):
                for j in range(wo):
                    g = dout[n, f, i, j]
                    dx[n, :, i : i + kh, j : j + kw] += g * w[f]
                    dw[f] += g * x[n, :, i : i + kh, j : j + kw]
                    db[f] += g
    return dx, dw, db


def large_gradient(rng: np.random.Generator) -> dict[str, Any]:
    """50,000 windows with little to do in each, as in the forward pass.

    With one channel the windows are so small that NumPy adds up their pixels in little time;
    a loop over windows does not get faster.
    """
    x, dout = signed(rng, 1, 1, 222, 231), signed(rng, 1, 3, 220, 230)
    return {"dout": dout, "x": x, "w": signed(rng, 3, 1, 3, 2), "b": signed(rng, 3)}


@exercise(
    "conv.backward_im2col",
    points=6,
    stub="cs_cnn.conv:conv_backward_im2col",
    reference=ref.conv2d_backward,
    outputs=("dx", "dw", "db"),
    needs=(im2col, col2im),
    criteria=(Speed(four_loops, times=9, inputs=large_gradient),),
    seconds=10.0,
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
    "The windows of dout and those of im2col stand in different orders when you multiply them: in "
    "one of the two the images of a place are side by side, in the other the places of an image."
)
def dw_of_other_windows(dout: Tensor, **layer: Any) -> Any:
    n, f, ho, wo = dout.shape
    dx, _, db = ref.conv2d_backward(dout, **layer)
    exchanged = dout.permute(1, 2, 3, 0).reshape(f, n, ho, wo).transpose(0, 1)
    return dx, ref.conv2d_backward(exchanged, **layer)[1], db


@backward_im2col.misconception(
    "W is reshaped to (C·KH·KW, F) on the way back to x. That cuts the filters into pieces: the "
    "way back is W transposed."
)
def dx_by_cut_filters(dout: Tensor, w: Tensor, **layer: Any) -> Any:
    _, dw, db = ref.conv2d_backward(dout, w=w, **layer)
    return ref.conv2d_backward(dout, w=cut(w), **layer)[0], dw, db


@backward_im2col.misconception(
    "The gradient of w comes out transposed, (C·KH·KW, F), and is reshaped to the shape of w. "
    "reshape never moves an axis: transpose it first."
)
def dw_by_reshape(dout: Tensor, **layer: Any) -> Any:
    dx, dw, db = ref.conv2d_backward(dout, **layer)
    return dx, dw.flatten(1).T.reshape(dw.shape), db


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
    "must still go back to those pixels."
)
def dx_of_columns(
    dout: Tensor, x: Tensor, w: Tensor, b: Tensor, stride: int = 1, pad: int = 0
) -> Any:
    _, dw, db = ref.conv2d_backward(dout, x=x, w=w, b=b, stride=stride, pad=pad)
    return w.flatten(1).T @ dout.flatten(2), dw, db


@backward_im2col.misconception(
    "Where windows overlap, dx holds the mean of what arrives. The gradients of a pixel that was "
    "used several times add up."
)
def overlaps_averaged(
    dout: Tensor, x: Tensor, w: Tensor, b: Tensor, stride: int = 1, pad: int = 0
) -> Any:
    dx, dw, db = ref.conv2d_backward(dout, x=x, w=w, b=b, stride=stride, pad=pad)
    kh, kw = w.shape[2:]
    columns = ref.im2col(torch.ones_like(x), kh, kw, stride, pad)
    uses = ref.col2im(columns, x.shape, kh, kw, stride, pad)
    return dx / uses.clamp(min=1), dw, db


backward_im2col.borrow(backward, ("divided_by_n", "db_of_each_place", "without_dout"))


@backward_im2col.misconception(
    "The gradient of w holds the contribution of the last image; each image replaces the one "
    "before (= in place of +=). The whole batch used the same filters, so the images add up."
)
def dw_of_last_image(dout: Tensor, **layer: Any) -> Any:
    dx, _, db = ref.conv2d_backward(dout, **layer)
    last = torch.zeros_like(dout)
    last[-1] = dout[-1]
    return dx, ref.conv2d_backward(last, **layer)[1], db


@backward_im2col.misconception(
    "Without padding dx is empty: [pad:-pad] means [0:0] then. Give col2im the shape of x and the "
    "padding, and it cuts the border off itself."
)
def empty_without_border(x: Tensor, pad: int = 0, **rest: Any) -> Any:
    dx, dw, db = ref.conv2d_backward(x=x, pad=pad, **rest)
    return (dx if pad else dx[:, :, :0, :0]), dw, db


@backward_im2col.misconception(
    "There is one dw for each image, and each is flat, (F, C·KH·KW). All images used the same "
    "filters, so their gradients add up; then dw gets the shape of w."
)
def dw_flat_for_each_image(**layer: Any) -> Any:
    dx, dw, db = dw_for_each_image(**layer)
    return dx, dw.flatten(2), db
