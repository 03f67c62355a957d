"""Wrong mirrors. Each docstring is a part of what the judge must say."""

import numpy as np


def _chosen(x, flip, other):
    return np.where(flip[:, None, None, None], other, x)


def horizontal_flip__all(x, flip):
    """All images are mirrored"""
    return x[..., ::-1]


def horizontal_flip__by_the_first(x, flip):
    """All images follow the first draw"""
    return x[..., ::-1] if flip[0] else x


def horizontal_flip__by_any(x, flip):
    """If one image is to be mirrored, all of them are"""
    return x[..., ::-1] if np.any(flip) else x


def horizontal_flip__by_the_array_itself(x, flip):
    """Your code raised ValueError"""
    return x[..., ::-1] if flip else x


def horizontal_flip__the_others(x, flip):
    """the images at False are mirrored"""
    return _chosen(x, ~flip, x[..., ::-1])


def horizontal_flip__upside_down(x, flip):
    """The images are upside down"""
    return _chosen(x, flip, x[:, :, ::-1])


def horizontal_flip__turned(x, flip):
    """turned by 180 degrees"""
    return _chosen(x, flip, x[:, :, ::-1, ::-1])


def horizontal_flip__channels(x, flip):
    """The channels are reversed"""
    return _chosen(x, flip, x[:, ::-1])


def horizontal_flip__channels_too(x, flip):
    """Channels and columns are both reversed"""
    return _chosen(x, flip, x[:, ::-1, :, ::-1])


def horizontal_flip__np_flip(x, flip):
    """Every axis is reversed"""
    return _chosen(x, flip, np.flip(x))


def horizontal_flip__every_axis_of_the_image(x, flip):
    out = x.copy()
    for n in np.flatnonzero(flip):
        out[n] = np.flip(x[n])
    return out


def horizontal_flip__transposed(x, flip):
    """Your code raised ValueError"""
    out = x.copy()
    out[flip] = x[flip].swapaxes(2, 3)
    return out


def horizontal_flip__chosen_alone(x, flip):
    """Only the mirrored images come back"""
    return x[flip][..., ::-1]


def horizontal_flip__not_at_all(x, flip):
    """No image is mirrored"""
    return x.copy()


def horizontal_flip__halfway(x, flip):
    """values differ"""
    out, width = x.copy(), x.shape[3]
    for j in range(width):
        out[flip, :, :, j] = out[flip, :, :, width - 1 - j]
    return out


def horizontal_flip__one_column_off(x, flip):
    """values differ"""
    return _chosen(x, flip, np.roll(x[..., ::-1], 1, axis=3))


def horizontal_flip__in_place(x, flip):
    """changes its input x"""
    x[flip] = x[flip][..., ::-1]
    return x


def horizontal_flip__others_black(x, flip):
    """The images that are not mirrored come back as zeros"""
    out = np.zeros_like(x)
    out[flip] = x[flip][..., ::-1]
    return out
