"""Wrong brightness and contrast. Each docstring is a part of what the judge must say."""

import numpy as np

from autograder.solutions import regularization as right


def _fitted(*draws):
    return (draw[:, None, None, None] for draw in draws)


def _around(middle, x, brightness, contrast):
    added, factor = _fitted(brightness, contrast)
    return middle + factor * (x - middle) + added


def jitter__around_zero(x, brightness, contrast):
    """Contrast is measured from 0: bright images become brighter with it"""
    return _around(0, x, brightness, contrast)


def jitter__around_a_half(x, brightness, contrast):
    """Contrast is measured from 0.5"""
    return _around(0.5, x, brightness, contrast)


def jitter__per_channel(x, brightness, contrast):
    """Every channel has its own mean"""
    return _around(x.mean((2, 3), keepdims=True), x, brightness, contrast)


def jitter__per_pixel(x, brightness, contrast):
    """values differ"""
    return _around(x.mean(1, keepdims=True), x, brightness, contrast)


def jitter__whole_batch(x, brightness, contrast):
    """All images share one mean"""
    return _around(x.mean(), x, brightness, contrast)


def jitter__over_images(x, brightness, contrast):
    """The mean is taken over the images"""
    return _around(x.mean(0), x, brightness, contrast)


def jitter__by_the_first(x, brightness, contrast):
    """All images get the first draws"""
    mean = x.mean((1, 2, 3), keepdims=True)
    return mean + contrast[0] * (x - mean) + brightness[0]


def jitter__exchanged(x, brightness, contrast):
    """brightness and contrast are swapped"""
    return right.jitter(x, contrast, brightness)


def jitter__no_brightness(x, brightness, contrast):
    """brightness is not used"""
    return right.jitter(x, 0 * brightness, contrast)


def jitter__no_contrast(x, brightness, contrast):
    """contrast is not used"""
    return right.jitter(x, brightness, np.ones_like(contrast))


def jitter__brightness_as_factor(x, brightness, contrast):
    """The image is multiplied by brightness"""
    (added,) = _fitted(brightness)
    return right.jitter(x, 0 * brightness, contrast) * added


def jitter__brighter_first(x, brightness, contrast):
    """brightness is multiplied by contrast"""
    added, factor = _fitted(brightness, contrast)
    mean = x.mean((1, 2, 3), keepdims=True)
    return mean + factor * (x + added - mean)


def jitter__mean_lost(x, brightness, contrast):
    """The mean is subtracted and not added back"""
    added, factor = _fitted(brightness, contrast)
    return factor * (x - x.mean((1, 2, 3), keepdims=True)) + added


def jitter__change_of_contrast(x, brightness, contrast):
    """You treat contrast as a change"""
    return right.jitter(x, brightness, 1 + contrast)


def jitter__clipped(x, brightness, contrast):
    """clipped"""
    return right.jitter(x, brightness, contrast).clip(0, 1)


def jitter__median(x, brightness, contrast):
    """values differ"""
    return _around(np.median(x, (1, 2, 3), keepdims=True), x, brightness, contrast)


def jitter__columns(x, brightness, contrast):
    """Your code raised ValueError"""
    mean = x.mean((1, 2, 3))
    return mean + contrast * (x - mean) + brightness


def jitter__in_place(x, brightness, contrast):
    """changes its input x"""
    x[...] = right.jitter(x, brightness, contrast)
    return x
