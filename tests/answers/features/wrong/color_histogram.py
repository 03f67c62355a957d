"""Wrong color histograms. Each docstring is a part of what the judge must say."""

import colorsys

import numpy as np

from autograder.solutions import features as right


def _parts(x):
    """Hue in degrees, −60 to 300, chroma and the largest channel."""
    red, green, blue = x[:, 0], x[:, 1], x[:, 2]
    largest = x.max(axis=1)
    chroma = largest - x.min(axis=1)
    span = np.where(chroma == 0, 1, chroma)
    hue = np.where(
        largest == green, 120 + 60 * (blue - red) / span, 240 + 60 * (red - green) / span
    )
    return np.where(largest == red, 60 * (green - blue) / span, hue), chroma, largest


def _histogram(hue, weight, bins):
    pairs = zip(hue, weight, strict=True)
    sums = [np.histogram(h, bins, range=(0, 360), weights=v)[0] for h, v in pairs]
    return np.array(sums) / hue[0].size


def color_histogram__no_weights(x, bins):
    """Every pixel has one whole vote"""
    hue, _, _ = _parts(x)
    return _histogram(hue % 360, np.ones_like(hue), bins)


def color_histogram__counts_colored(x, bins):
    """Every pixel that is not grey has one whole vote"""
    hue, chroma, _ = _parts(x)
    return _histogram(hue % 360, (chroma > 0).astype(float), bins)


def color_histogram__value(x, bins):
    """largest channel, the V of HSV"""
    hue, _, largest = _parts(x)
    return _histogram(hue % 360, largest, bins)


def color_histogram__saturation(x, bins):
    """saturation, the S of HSV"""
    hue, chroma, largest = _parts(x)
    return _histogram(hue % 360, chroma / np.where(largest > 0, largest, 1), bins)


def color_histogram__sums(x, bins):
    """These are sums"""
    return right.color_histogram(x, bins) * x.shape[2] * x.shape[3]


def color_histogram__shares(x, bins):
    """adds up to 1"""
    sums = right.color_histogram(x, bins)
    with np.errstate(invalid="ignore"):
        return sums / sums.sum(axis=1, keepdims=True)


def color_histogram__shares_or_zeros(x, bins):
    """that is not empty adds up to 1"""
    sums = right.color_histogram(x, bins)
    total = sums.sum(axis=1, keepdims=True)
    return sums / np.where(total == 0, 1, total)


def color_histogram__negative_hues_lost(x, bins):
    """Reds with more blue than green are lost"""
    hue, chroma, _ = _parts(x)
    return _histogram(hue, chroma, bins)


def color_histogram__negative_hues_clipped(x, bins):
    """negative hues are set to 0"""
    hue, chroma, _ = _parts(x)
    return _histogram(np.maximum(hue, 0), chroma, bins)


def color_histogram__absolute_hues(x, bins):
    """sign of a negative hue is dropped"""
    hue, chroma, _ = _parts(x)
    return _histogram(np.abs(hue), chroma, bins)


def color_histogram__cut_off(x, bins):
    """rounded towards 0"""
    hue, chroma, _ = _parts(x)
    chosen = (hue / (360 / bins)).astype(int)
    out = np.zeros((len(x), bins))
    for n, i, j in np.ndindex(hue.shape):
        out[n, chosen[n, i, j]] += chroma[n, i, j]
    return out / (x.shape[2] * x.shape[3])


def color_histogram__rounded(x, bins):
    """rounded to the nearest edge"""
    hue, chroma, _ = _parts(x)
    chosen = np.round(hue * bins / 360).astype(int) % bins
    return (np.eye(bins)[chosen] * chroma[..., None]).mean(axis=(1, 2))


def color_histogram__blue_first(x, bins):
    """Red and blue are swapped"""
    return right.color_histogram(x[:, ::-1], bins)


def color_histogram__circle(x, bins):
    """hue of a true circle"""
    _, chroma, _ = _parts(x)
    red, green, blue = np.moveaxis(x, 1, 0)
    hue = np.degrees(np.arctan2(np.sqrt(3) * (green - blue), 2 * red - green - blue))
    return _histogram(hue % 360, chroma, bins)


def color_histogram__sixths_for_degrees(x, bins):
    """All votes are in the first bin"""
    hue, chroma, _ = _parts(x)
    chosen = (hue / 60 % 6 / (360 / bins)).astype(int)
    return (np.eye(bins)[chosen] * chroma[..., None]).mean(axis=(1, 2))


def color_histogram__green_and_blue_swapped(x, bins):
    """Greens get + 240"""
    red, green, blue = np.moveaxis(x, 1, 0)
    _, chroma, largest = _parts(x)
    span = np.where(chroma == 0, 1, chroma)
    hue = np.select(
        [largest == red, largest == green],
        [60 * (green - blue) / span, 60 * (blue - red) / span + 240],
        60 * (red - green) / span + 120,
    )
    return _histogram(hue % 360, chroma, bins)


def color_histogram__range_of_the_image(x, bins):
    """from the smallest to the largest hue"""
    hue, chroma, _ = _parts(x)
    pairs = zip(hue % 360, chroma, strict=True)
    return np.array([np.histogram(h, bins, weights=c)[0] for h, c in pairs]) / hue[0].size


def color_histogram__first_image(x, bins):
    return np.repeat(right.color_histogram(x[:1], bins), len(x), axis=0)


def color_histogram__one_array(x, bins):
    """has shape"""
    return right.color_histogram(x, bins).mean(axis=0)


def color_histogram__not_a_number(x, bins):
    """NaN"""
    with np.errstate(all="ignore"):
        chroma = np.ptp(x, axis=1)
        return right.color_histogram(x, bins) * (chroma / chroma).mean(axis=(1, 2))[:, None]


def color_histogram__added_once(x, bins):
    """(= for +=)"""
    out = np.zeros((len(x), bins))
    for n in range(len(x)):
        hsv = np.array([colorsys.rgb_to_hsv(*p) for p in x[n].reshape(3, -1).T])
        out[n, (hsv[:, 0] * bins).astype(int)] += hsv[:, 1] * hsv[:, 2]
    return out / (x.shape[2] * x.shape[3])


def color_histogram__channels_not_moved(x, bins):
    """Three numbers of the same channel"""
    out = np.zeros((len(x), bins))
    for n in range(len(x)):
        for p in x[n].reshape(-1, 3):
            hue, saturation, value = colorsys.rgb_to_hsv(*p)
            out[n, int(hue * bins)] += saturation * value
    return out / (x.shape[2] * x.shape[3])


def color_histogram__ends_at_180(x, bins):
    """as in OpenCV"""
    out = np.zeros((len(x), bins))
    for n, i, j in np.ndindex(len(x), *x.shape[2:]):
        hue, saturation, value = colorsys.rgb_to_hsv(*x[n, :, i, j])
        out[n, int(hue * 180 / (360 / bins))] += saturation * value
    return out / (x.shape[2] * x.shape[3])


def color_histogram__always_red(x, bins):
    """red's formula"""
    out = np.zeros((len(x), bins))
    for n, i, j in np.ndindex(len(x), *x.shape[2:]):
        red, green, blue = x[n, :, i, j]
        chroma = max(red, green, blue) - min(red, green, blue)
        if chroma > 0:
            hue = 60 * (green - blue) / chroma % 360
            out[n, int(hue / 360 * bins)] += chroma
    return out / (x.shape[2] * x.shape[3])


def color_histogram__grey_votes(x, bins):
    """Grey pixels have a whole vote"""
    hue, chroma, _ = _parts(x)
    return _histogram(hue % 360, np.where(chroma == 0, 1, chroma), bins)


def color_histogram__divided_by_value(x, bins):
    """divided by the largest channel"""
    red, green, blue = np.moveaxis(x, 1, 0)
    _, chroma, largest = _parts(x)
    value = np.where(largest == 0, 1, largest)
    hue = np.select(
        [largest == red, largest == green],
        [60 * (green - blue) / value, 60 * (blue - red) / value + 120],
        60 * (red - green) / value + 240,
    )
    return _histogram(hue % 360, chroma, bins)
