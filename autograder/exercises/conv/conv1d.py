"""Assignment 02: convolution of signals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.core.exercise import Case, exercise
from autograder.exercises.conv.inputs import FEW, unequal
from autograder.exercises.inputs import signed, until
from autograder.reference import conv as ref
from autograder.reference.backend import F, torch

if TYPE_CHECKING:
    from torch import Tensor


@exercise(
    "conv.conv1d",
    points=3,
    stub="cs_cnn.conv:conv1d_forward",
    reference=ref.conv1d,
    hints=(
        "It is your convolution layer with one axis less. Which of its lines do you no longer "
        "need?",
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
    x, w = signed(rng, 1, 1, 8), signed(rng, 1, 1, 3)
    yield Case("one signal, one channel, one filter", x=x, w=w, b=signed(rng, 1))
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
    "All zeros come before the signals and none after. That is a causal convolution, which never "
    "looks ahead; here pad zeros belong at each end."
)
def zeros_in_front(x: Tensor, w: Tensor, b: Tensor, stride: int = 1, pad: int = 0) -> Tensor:
    return ref.conv1d(F.pad(x, (2 * pad, 0)), w, b, stride)


@conv1d.misconception("All zeros come after the signals. pad zeros belong at each end.")
def zeros_behind(x: Tensor, w: Tensor, b: Tensor, stride: int = 1, pad: int = 0) -> Tensor:
    return ref.conv1d(F.pad(x, (0, 2 * pad)), w, b, stride)


@conv1d.misconception(
    "There are pad zeros before the signals but none after. They belong at both ends."
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
    "The stride is not used: the windows move by one sample, whatever the caller chooses."
)
def signals_at_stride_1(stride: int = 1, **case: Any) -> Tensor:
    return ref.conv1d(**case)


@conv1d.misconception("There is no padding, whatever the caller chooses.")
def signals_without_zeros(pad: int = 0, **case: Any) -> Tensor:
    return ref.conv1d(**case)
