"""Assignment 04: brightness and contrast changed in every image."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.core.exercise import Case, exercise
from autograder.exercises.inputs import signed
from autograder.exercises.regularization.images import grey, images
from autograder.reference import regularization as ref
from autograder.reference.backend import torch

if TYPE_CHECKING:
    from torch import Tensor


@exercise(
    "regularization.jitter",
    points=2,
    reference=ref.jitter,
    hints=(
        "One mean for each image: over which three of the axes (N, C, H, W)?",
        "One number for each image, (N,), must broadcast to (N, C, H, W): which shape does that?",
        "How far is a pixel from its image's mean before, and how far after?",
    ),
)
def jitter(rng: np.random.Generator) -> Iterator[Case]:
    """jitter shifts the mean of every image by brightness and scales contrast around it."""
    by_hand = np.array([[[[1.0, 3, 2], [6, 2, 4]]]])
    name = "one image by hand: mean 3, twice the contrast, 10 brighter"
    yield Case(name, x=by_hand, brightness=np.array([10.0]), contrast=np.array([2.0]))
    for high in (True, False):
        x = images(rng, high=high) + 2
        name = f"images {'higher than wide' if high else 'wider than high'}, both signs"
        yield Case(name, x=x, **_drawn(rng, len(x)))
    x = rng.random((5, 3, 4, 6))
    yield Case("numbers from 0 to 1 that may leave that range", x=x, **_drawn(rng, 5))
    x = images(rng, high=True) - 1
    given = _drawn(rng, len(x))
    yield Case("contrast 1", x=x, brightness=given["brightness"], contrast=np.ones(len(x)))
    yield Case("brightness 0", x=x, brightness=np.zeros(len(x)), contrast=given["contrast"])
    yield Case(
        "contrast 0: every pixel becomes the mean",
        x=x,
        brightness=np.zeros(len(x)),
        contrast=np.zeros(len(x)),
    )
    yield Case("one grey image", x=grey(rng), **_drawn(rng, 1))


def _drawn(rng: np.random.Generator, n: int) -> dict[str, Any]:
    """Brightness of both signs, contrast on both sides of 1."""
    contrast = rng.uniform(0.3, 0.8, n)
    contrast[1::2] += 1
    return {"brightness": signed(rng, n), "contrast": contrast}


def _fitted(brightness: Tensor, contrast: Tensor) -> tuple[Tensor, Tensor]:
    """Both as (N, 1, 1, 1)."""
    return brightness[:, None, None, None], contrast[:, None, None, None]


def _around(middle: Tensor, x: Tensor, brightness: Tensor, contrast: Tensor) -> Tensor:
    added, factor = _fitted(brightness, contrast)
    return middle + factor * (x - middle) + added


@jitter.misconception(
    "Contrast is measured from 0: bright images become brighter with it. It should scale the "
    "distance from the image's own mean."
)
def around_zero(x: Tensor, brightness: Tensor, contrast: Tensor) -> Tensor:
    return _around(torch.zeros_like(x), x, brightness, contrast)


@jitter.misconception(
    "Contrast is measured from 0.5, the middle of the range. Here it is measured from the image's "
    "own mean."
)
def around_a_half(x: Tensor, brightness: Tensor, contrast: Tensor) -> Tensor:
    return _around(torch.full_like(x, 0.5), x, brightness, contrast)


@jitter.misconception(
    "Every channel has its own mean, so the colours shift. Use one mean for the whole image, with "
    "all its channels."
)
def mean_of_channels(x: Tensor, brightness: Tensor, contrast: Tensor) -> Tensor:
    return _around(x.mean((2, 3), keepdim=True), x, brightness, contrast)


@jitter.misconception(
    "All images share one mean: does mean() lack its axes? Each image has its own."
)
def mean_of_the_batch(x: Tensor, brightness: Tensor, contrast: Tensor) -> Tensor:
    return _around(x.mean(), x, brightness, contrast)


@jitter.misconception(
    "The mean is taken over the images, pixel by pixel. Each image has one mean, over its own "
    "numbers."
)
def mean_over_images(x: Tensor, brightness: Tensor, contrast: Tensor) -> Tensor:
    return _around(x.mean(0, keepdim=True), x, brightness, contrast)


@jitter.misconception("All images get the first draws. Every image has its own draws.")
def by_the_first(x: Tensor, brightness: Tensor, contrast: Tensor) -> Tensor:
    return ref.jitter(x, brightness[:1].expand(len(x)), contrast[:1].expand(len(x)))


@jitter.misconception("brightness and contrast are swapped.")
def exchanged(x: Tensor, brightness: Tensor, contrast: Tensor) -> Tensor:
    return ref.jitter(x, contrast, brightness)


@jitter.misconception("brightness is not used.")
def brightness_left_out(x: Tensor, brightness: Tensor, contrast: Tensor) -> Tensor:
    return ref.jitter(x, torch.zeros_like(brightness), contrast)


@jitter.misconception("contrast is not used.")
def contrast_left_out(x: Tensor, brightness: Tensor, contrast: Tensor) -> Tensor:
    return ref.jitter(x, brightness, torch.ones_like(contrast))


@jitter.misconception(
    "The image is multiplied by brightness, as in some libraries. Here brightness is added: 0 "
    "changes nothing."
)
def brightness_multiplied(x: Tensor, brightness: Tensor, contrast: Tensor) -> Tensor:
    added, factor = _fitted(brightness, contrast)
    mean = x.mean((1, 2, 3), keepdim=True)
    return (mean + factor * (x - mean)) * added


@jitter.misconception(
    "brightness is multiplied by contrast: the mean is that of the image before it became brighter."
)
def brightness_in_contrast(x: Tensor, brightness: Tensor, contrast: Tensor) -> Tensor:
    return ref.jitter(x, brightness * contrast, contrast)


@jitter.misconception(
    "The mean is subtracted and not added back: every image ends up with brightness as its mean."
)
def mean_lost(x: Tensor, brightness: Tensor, contrast: Tensor) -> Tensor:
    added, factor = _fitted(brightness, contrast)
    return factor * (x - x.mean((1, 2, 3), keepdim=True)) + added


@jitter.misconception(
    "You treat contrast as a change, with 0 for none. It is a factor: 1 changes nothing."
)
def contrast_as_change(x: Tensor, brightness: Tensor, contrast: Tensor) -> Tensor:
    return ref.jitter(x, brightness, 1 + contrast)


@jitter.misconception("Values outside the range from 0 to 1 are clipped. Here they must stay.")
def clipped(x: Tensor, brightness: Tensor, contrast: Tensor) -> Tensor:
    return ref.jitter(x, brightness, contrast).clamp(0, 1)
