"""Assignment 06: what goes wrong in color_histogram with the hue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from autograder.exercises.features.color_histogram import color_histogram, weighted
from autograder.reference import features as ref
from autograder.reference.backend import torch

if TYPE_CHECKING:
    from torch import Tensor


def _hues(x: Tensor, hue: Tensor, bins: int) -> Tensor:
    """The histogram with these hues in degrees, wrapped to 0 to 360."""
    return ref.votes(hue % 360 / 360, ref.chroma(x), bins).mean((1, 2))


def _thirds(x: Tensor) -> tuple[Tensor, Tensor]:
    """Where green is largest, and where blue is; of equal channels the first."""
    red = (x[:, 0] == x.amax(1)) | (ref.chroma(x) == 0)
    green = ~red & (x[:, 1] == x.amax(1))
    return green, ~red & ~green


def _signed(x: Tensor) -> Tensor:
    """Hues before 360 is added: −60 to 300."""
    hue = ref.hue(x)
    return torch.where(hue > 300, hue - 360, hue)


@color_histogram.misconception(
    "Reds with more blue than green are lost: their formula gives a negative hue, and no bin holds "
    "that. The hue is an angle."
)
def negative_lost(x: Tensor, bins: int) -> Tensor:
    return weighted(x, ref.chroma(x) * (_signed(x) >= 0), bins)


@color_histogram.misconception(
    "Reds with more blue than green are in the first bin: negative hues are set to 0. The hue is "
    "an angle, so what is below 0 lies just below 360."
)
def negative_is_zero(x: Tensor, bins: int) -> Tensor:
    return _hues(x, _signed(x).clamp(min=0), bins)


@color_histogram.misconception(
    "The sign of a negative hue is dropped, so magenta counts as yellow. The hue is an angle, so "
    "what is below 0 lies just below 360."
)
def negative_mirrored(x: Tensor, bins: int) -> Tensor:
    return _hues(x, _signed(x).abs(), bins)


@color_histogram.misconception(
    "A negative hue is rounded towards 0, as astype(int) and int() do, one bin too far. Add 360 "
    "before you turn the hue into a bin, or use floor."
)
def negative_truncated(x: Tensor, bins: int) -> Tensor:
    chosen = (_signed(x) / 360 * bins).trunc() % bins
    return ref.votes((chosen + 0.5) / bins, ref.chroma(x), bins).mean((1, 2))


@color_histogram.misconception(
    "Red and blue are swapped. Channel 0 is red; some libraries read blue first."
)
def blue_first(x: Tensor, bins: int) -> Tensor:
    return ref.color_histogram(x.flip(1), bins)


@color_histogram.misconception(
    "Hues are rounded to the nearest edge of a bin. A bin reaches from one edge to the next, so "
    "the whole part of hue divided by width is its number."
)
def rounded(x: Tensor, bins: int) -> Tensor:
    return _hues(x, ref.hue(x) + 180 / bins, bins)


@color_histogram.misconception(
    "This is the hue of a true circle, from an arctangent or arccosine. That of HSV runs around a "
    "hexagon; the two differ by up to 1.2 degrees."
)
def on_a_circle(x: Tensor, bins: int) -> Tensor:
    r, g, b = x.unbind(1)
    return _hues(x, torch.atan2(3**0.5 * (g - b), 2 * r - g - b).rad2deg(), bins)


@color_histogram.misconception(
    "Greens get + 240 and blues + 120: the two are swapped. Green comes first on the way round."
)
def thirds_swapped(x: Tensor, bins: int) -> Tensor:
    green, blue = _thirds(x)
    return _hues(x, ref.hue(x) + 120 * green - 120 * blue, bins)


@color_histogram.misconception(
    "Greens and blues are counted as reds: nothing is added where green or blue is largest."
)
def without_thirds(x: Tensor, bins: int) -> Tensor:
    green, blue = _thirds(x)
    return _hues(x, ref.hue(x) - 120 * green - 240 * blue, bins)


@color_histogram.misconception(
    "All votes are in the first bin: the hue has another unit than the width of a bin. Is one in "
    "degrees, the other in sixths or in whole turns?"
)
def all_in_the_first(x: Tensor, bins: int) -> Tensor:
    return _hues(x, 0 * ref.hue(x), bins)


@color_histogram.misconception(
    "The hue of every pixel is computed with red's formula. Which formula is right depends on "
    "which channel is largest."
)
def always_red(x: Tensor, bins: int) -> Tensor:
    _, g, b = x.unbind(1)
    span = ref.chroma(x)
    return _hues(x, 60 * (g - b) / span.masked_fill(span == 0, 1.0), bins)


@color_histogram.misconception(
    "All votes are in the first half of the bins: the hue ends at 180, as in OpenCV, and the bins "
    "at 360."
)
def ends_at_180(x: Tensor, bins: int) -> Tensor:
    return _hues(x, ref.hue(x) / 2, bins)


@color_histogram.misconception(
    "The differences of two channels are divided by the largest channel. Here it is the chroma."
)
def divided_by_value(x: Tensor, bins: int) -> Tensor:
    green, blue = _thirds(x)
    third = 120 * green + 240 * blue
    share = ref.chroma(x) / x.amax(1).clamp(min=1e-12)
    away = (ref.hue(x) - third + 180) % 360 - 180
    return _hues(x, third + away * share, bins)
