"""Assignment 02: the convolution layer as a matrix product."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.core.exercise import Case, Speed, exercise
from autograder.exercises.conv.forward import forward, forward_cases
from autograder.exercises.conv.im2col import im2col
from autograder.exercises.inputs import signed
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
    """50,000 windows with little to do in each: visiting them costs the time.

    Lists are quicker to visit than arrays, but three filters on twelve numbers are too much for
    them. One product per window, for all filters at once, still visits every window.
    """
    return {"x": signed(rng, 1, 2, 220, 230), "w": signed(rng, 3, 2, 3, 2), "b": signed(rng, 3)}


@exercise(
    "conv.forward_im2col",
    points=6,
    stub="cs_cnn.conv:conv_forward_im2col",
    reference=ref.conv2d,
    needs=(im2col,),
    criteria=(Speed(four_loops, times=10, inputs=large_image),),
    seconds=10.0,
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


def cut(w: Tensor) -> Tensor:
    """The filters that result if w is read as (C·KH·KW, F)."""
    return w.reshape(-1, len(w)).T.reshape(w.shape)


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
    "Filters and pixels are mixed up. With windows as rows the product is (N, HO·WO, F), and "
    "reshape never moves an axis: put F in front of the pixels first."
)
def filters_mixed_with_pixels(**layer: Any) -> Tensor:
    out = ref.conv2d(**layer)
    return out.permute(0, 2, 3, 1).reshape(out.shape)


@forward_im2col.misconception(
    "The output is still flat: every output pixel is there, but HO·WO is one axis instead of two."
)
def pixels_in_a_row(**layer: Any) -> Tensor:
    return ref.conv2d(**layer).flatten(2)


@forward_im2col.misconception(
    "You moved the axes of the weights before flattening, so the channels of a pixel stand "
    "together. In the columns one channel follows the other, each with its whole window."
)
def weights_channels_last(w: Tensor, **layer: Any) -> Tensor:
    return ref.conv2d(w=w.permute(0, 2, 3, 1).reshape(w.shape), **layer)


@forward_im2col.misconception(
    "The weights are flattened column by column. The columns of im2col hold a window row by row."
)
def weights_by_columns(w: Tensor, **layer: Any) -> Tensor:
    return ref.conv2d(w=w.transpose(2, 3).reshape(w.shape), **layer)


@forward_im2col.misconception(
    "The weights are reshaped to (C·KH·KW, F). That cuts the filters into pieces: reshape to F "
    "rows, one for each filter, and transpose if you need columns."
)
def weights_cut(w: Tensor, **layer: Any) -> Tensor:
    return ref.conv2d(w=cut(w), **layer)


forward_im2col.borrow(forward, ("flipped",))


@forward_im2col.misconception("The bias is left out. Each filter adds its own number to its sums.")
def bias_left_out(b: Tensor, **layer: Any) -> Tensor:
    return ref.conv2d(b=torch.zeros_like(b), **layer)


@forward_im2col.misconception(
    "The stride is not used: the window moves by one pixel, so there are too many outputs. Do you "
    "pass it to im2col?"
)
def stride_not_used(stride: int = 1, **layer: Any) -> Tensor:
    return ref.conv2d(**layer)


@forward_im2col.misconception(
    "The padding is forgotten: no window reaches over the border. Do you pass it to im2col?"
)
def pad_not_used(pad: int = 0, **layer: Any) -> Tensor:
    return ref.conv2d(**layer)
