"""Assignment 02: layers with narrow windows: of one pixel, and along one axis."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.exercises.conv.inputs import FEW, unequal
from autograder.exercises.inputs import signed, until
from autograder.judge.exercise import Case, exercise
from autograder.reference import conv as ref
from autograder.reference.backend import F, torch

if TYPE_CHECKING:
    from torch import Tensor


@exercise(
    "conv.conv1x1",
    points=3,
    stub="cs_cnn.conv:conv1x1",
    reference=ref.conv1x1,
    hints=(
        "A pixel is a vector of C numbers, its result one of F. What does w do to the vector?",
        "@ multiplies the last two axes and repeats that over the axes in front. Which shape "
        "should x have, so that C is the second to last?",
        "reshape cuts the same row of numbers anew; it never moves an axis. transpose does.",
    ),
)
def conv1x1(rng: np.random.Generator) -> Iterator[Case]:
    """conv1x1 mixes the channels of every pixel."""
    for _ in range(4):
        n, c, h, w, f = unequal(rng, *[range(2, 9)] * 5)
        yield _pixels(rng, f"{c} channels, {f} filters", n, c, h, w, f)
    n, c, h, w, f = unequal(rng, *[range(2, 9)] * 5)
    yield _pixels(rng, "images of one pixel: an affine layer", n, c, 1, 1, f)
    yield _pixels(rng, "one filter", n, c, h, w, 1)
    yield _pixels(rng, "one channel", n, 1, h, w, f)


def _pixels(rng: np.random.Generator, name: str, n: int, c: int, h: int, w: int, f: int) -> Case:
    return Case(name, x=signed(rng, n, c, h, w), w=signed(rng, f, c), b=signed(rng, f))


def _mixed(rows: Tensor, w: Tensor, b: Tensor) -> Tensor:
    """(…, C) to (…, F)."""
    return rows @ w.T + b


@conv1x1.misconception(
    "x is reshaped to rows of C numbers, but such a row is not a pixel. In (N, C, H, W) the "
    "channels of a pixel are H · W numbers apart: the axis must move before anything is reshaped."
)
def rows_by_reshape(x: Tensor, w: Tensor, b: Tensor) -> Tensor:
    n, c, height, width = x.shape
    return _mixed(x.reshape(n, height, width, c), w, b).permute(0, 3, 1, 2)


@conv1x1.misconception(
    "The products are right, but they are reshaped to (N, F, H, W) while the filters are still "
    "the last axis. reshape keeps the order of the numbers: the axis must move first."
)
def maps_by_reshape(x: Tensor, w: Tensor, b: Tensor) -> Tensor:
    n, _, height, width = x.shape
    return _mixed(x.permute(0, 2, 3, 1), w, b).reshape(n, len(w), height, width)


@conv1x1.misconception(
    "x is reshaped to rows of C numbers and the result to (N, F, H, W), and no axis has moved. "
    "Follow one pixel: where in memory are its channels, and are they in one row of yours?"
)
def reshaped_throughout(x: Tensor, w: Tensor, b: Tensor) -> Tensor:
    n, c, height, width = x.shape
    return _mixed(x.reshape(-1, c), w, b).reshape(n, len(w), height, width)


@conv1x1.misconception(
    "x is reshaped to C rows, but the first axis of x is the batch: your rows mix the images. "
    "reshape keeps the order of the numbers, it does not bring an axis to the front."
)
def images_mixed(x: Tensor, w: Tensor, b: Tensor) -> Tensor:
    n, c, height, width = x.shape
    products = w @ x.reshape(c, -1) + b[:, None]
    return products.reshape(-1, n, height, width).transpose(0, 1)


@conv1x1.misconception(
    "The products are right, but they are reshaped to (N, F, H, W) while the filters are still "
    "the first axis and the images the second."
)
def images_and_filters_mixed(x: Tensor, w: Tensor, b: Tensor) -> Tensor:
    maps = ref.conv1x1(x, w, b)
    return maps.transpose(0, 1).reshape(maps.shape)


@conv1x1.misconception(
    "x is reshaped to C rows and the result to (N, F, H, W), and no axis has moved. The first axis "
    "of x is the batch: your rows mix the images."
)
def images_mixed_throughout(x: Tensor, w: Tensor, b: Tensor) -> Tensor:
    n, c, height, width = x.shape
    return (w @ x.reshape(c, -1) + b[:, None]).reshape(n, len(w), height, width)


@conv1x1.misconception("The biases are missing. Each filter adds its own to every pixel.")
def mixed_without_bias(x: Tensor, w: Tensor, b: Tensor) -> Tensor:
    return ref.conv1x1(x, w, torch.zeros_like(b))


@conv1x1.misconception(
    "An activation is included: what is negative has become 0. In a network a ReLU often follows, "
    "but it is a layer of its own."
)
def mixed_then_relu(x: Tensor, w: Tensor, b: Tensor) -> Tensor:
    return ref.conv1x1(x, w, b).relu()


@exercise(
    "conv.conv1d",
    points=3,
    stub="cs_cnn.conv:conv1d_forward",
    reference=ref.conv1d,
    hints=(
        "It is your convolution layer with one axis less. Which of its lines fall away?",
        "pad counts the zeros at each of the two ends, of every signal.",
    ),
)
def conv1d(rng: np.random.Generator) -> Iterator[Case]:
    """conv1d_forward slides every filter along every signal."""
    yield _signals(rng, "stride and pad left out")
    yield _signals(rng, "stride 2, pad left out", stride=2)
    for stride, pad in ((1, 1), (2, 2), (1, 3), (3, 1), (3, 0)):
        yield _signals(rng, f"stride {stride}, pad {pad}", stride=stride, pad=pad)
    yield _signals(rng, "filters of one sample, stride 2", (1,), stride=2)
    n, c, f, k = unequal(rng, FEW, FEW, FEW, FEW)
    x, w = signed(rng, n, c, k), signed(rng, f, c, k)
    yield Case("filters as long as the signal", x=x, w=w, b=signed(rng, f))


def _signals(
    rng: np.random.Generator, name: str, lengths: Sequence[int] = (2, 3, 4, 5), **given: Any
) -> Case:
    """Five sizes; at stride 3 samples are left over at the end."""
    stride, pad = given.get("stride", 1), given.get("pad", 0)
    n, c, f, k, length = until(
        lambda drawn: stride < 3 or (drawn[-1] + 2 * pad - drawn[-2]) % stride > 0,
        lambda: unequal(rng, FEW, FEW, FEW, lengths, range(13, 19)),
    )
    return Case(
        name, x=signed(rng, n, c, length), w=signed(rng, f, c, k), b=signed(rng, f), **given
    )


@conv1d.misconception(
    "All zeros are in front of the signals and none behind. That is a causal convolution, which "
    "never looks ahead; here pad zeros stand at either end."
)
def zeros_in_front(x: Tensor, w: Tensor, b: Tensor, stride: int = 1, pad: int = 0) -> Tensor:
    return ref.conv1d(F.pad(x, (2 * pad, 0)), w, b, stride)


@conv1d.misconception("The zeros are behind the signals alone. pad counts those at either end.")
def zeros_behind(x: Tensor, w: Tensor, b: Tensor, stride: int = 1, pad: int = 0) -> Tensor:
    return ref.conv1d(F.pad(x, (0, 2 * pad)), w, b, stride)


@conv1d.misconception(
    "There are pad zeros in front of the signals but none behind. They belong at both ends."
)
def zeros_at_one_end(x: Tensor, w: Tensor, b: Tensor, stride: int = 1, pad: int = 0) -> Tensor:
    return ref.conv1d(F.pad(x, (pad, 0)), w, b, stride)


@conv1d.misconception(
    "Every stride-th sample is kept and the filters slide over what is left. The stride is the "
    "step from window to window; inside a window no sample is left out."
)
def signal_thinned(x: Tensor, w: Tensor, b: Tensor, stride: int = 1, pad: int = 0) -> Tensor:
    return ref.conv1d(F.pad(x, (pad, pad))[:, :, ::stride], w, b)


@conv1d.misconception(
    "The filters are flipped. That is convolution as in signal processing, and what np.convolve "
    "does; this layer takes its filters as they are."
)
def signals_convolved(w: Tensor, **case: Any) -> Tensor:
    return ref.conv1d(w=w.flip(2), **case)


@conv1d.misconception("The biases are missing. Each filter adds its own to every sample.")
def signals_without_bias(b: Tensor, **case: Any) -> Tensor:
    return ref.conv1d(b=torch.zeros_like(b), **case)


@conv1d.misconception(
    "The bias is added once for every channel. It belongs to the whole sum of a filter."
)
def signals_with_a_bias_for_each_channel(w: Tensor, b: Tensor, **case: Any) -> Tensor:
    return ref.conv1d(w=w, b=b * w.shape[1], **case)


@conv1d.misconception(
    "The stride is not used: the windows move by one sample, whatever the caller asks for."
)
def signals_at_stride_1(stride: int = 1, **case: Any) -> Tensor:
    return ref.conv1d(**case)


@conv1d.misconception("There is no padding, whatever the caller asks for.")
def signals_without_zeros(pad: int = 0, **case: Any) -> Tensor:
    return ref.conv1d(**case)
