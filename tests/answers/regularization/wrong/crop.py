"""Wrong crops. Each docstring is a part of what the judge must say."""

import numpy as np

from autograder.solutions import regularization as right


def _cut(padded, x, top, left):
    h, w = x.shape[2:]
    corners = zip(padded, top, left, strict=True)
    return np.array([image[:, i : i + h, j : j + w] for image, i, j in corners])


def _sides(pad):
    return [(0, 0), (0, 0), (pad, pad), (pad, pad)]


def random_crop__without_border(x, pad, top, left):
    """out has shape"""
    return _cut(x, x, top, left)


def random_crop__counted_from_the_image(x, pad, top, left):
    """if the image had no border above"""
    return _cut(np.pad(x, _sides(2 * pad)), x, 2 * pad + top, 2 * pad + left)


def random_crop__other_way(x, pad, top, left):
    """The image moves the other way"""
    return right.shift(x, top - pad, left - pad)


def random_crop__not_cut(x, pad, top, left):
    """The whole padded image comes back"""
    return np.pad(x, _sides(pad))


def random_crop__same_for_all(x, pad, top, left):
    """All pieces start where the first draw puts them"""
    h, w = x.shape[2:]
    return np.pad(x, _sides(pad))[:, :, top[0] : top[0] + h, left[0] : left[0] + w]


def random_crop__exchanged(x, pad, top, left):
    """top and left are swapped"""
    return right.random_crop(x, pad, left, top)


def random_crop__edge(x, pad, top, left):
    """The border repeats the outermost pixels"""
    return _cut(np.pad(x, _sides(pad), mode="edge"), x, top, left)


def random_crop__reflected(x, pad, top, left):
    """The border mirrors the image"""
    return _cut(np.pad(x, _sides(pad), mode="reflect"), x, top, left)


def random_crop__wrapped(x, pad, top, left):
    """The border shows the other side of the image"""
    return _cut(np.pad(x, _sides(pad), mode="wrap"), x, top, left)


def random_crop__padded_at_the_end(x, pad, top, left):
    """if the image had no border above"""
    return _cut(np.pad(x, [(0, 0), (0, 0), (0, 2 * pad), (0, 2 * pad)]), x, top, left)


def random_crop__every_axis(x, pad, top, left):
    """Your code raised ValueError"""
    return _cut(np.pad(x, pad), x, top, left)


def random_crop__batch_kept(x, pad, top, left):
    """All axes are padded"""
    out = right.random_crop(x, pad, top, left)
    return np.pad(out, [(0, 0), (pad, pad), (0, 0), (0, 0)])


def random_crop__square(x, pad, top, left):
    """values differ"""
    side = min(x.shape[2:])
    out = right.random_crop(x, pad, top, left)
    out[:, :, side:], out[..., side:] = 0, 0
    return out


def random_crop__columns_with_h(x, pad, top, left):
    """out has shape"""
    h = x.shape[2]
    corners = zip(np.pad(x, _sides(pad)), top, left, strict=True)
    return np.array(
        [np.resize(image[:, i : i + h, j : j + h], (1, h, h)) for image, i, j in corners]
    )


def random_crop__draws_not_used(x, pad, top, left):
    """The images come back as they were"""
    return _cut(np.pad(x, _sides(pad)), x, top * 0 + pad, left * 0 + pad)


def random_crop__own_draws(x, pad, top, left):
    """values differ"""
    rng = np.random.default_rng()
    top, left = rng.integers(0, 2 * pad + 1, (2, len(x)))
    return right.random_crop(x, pad, top, left)


def random_crop__top_twice(x, pad, top, left):
    """left is not used"""
    return right.random_crop(x, pad, top, top)


def random_crop__x_changes(x, pad, top, left):
    """changes its input x"""
    out = right.random_crop(x, pad, top, left)
    x[...] = out
    return out


def random_crop__border_around_all(x, pad, top, left):
    """You pad all four axes"""
    return _cut(np.pad(x, pad)[: len(x)], x, top, left)
