"""Wrong answers to occlusion. Each docstring is a part of what the judge must say."""

import numpy as np

from autograder.solutions import convnet as right


def _each(scores, x, size, stride, cover, last=0):
    """The scores of all images that cover makes, (HO, WO, K)."""
    tops, lefts = (range(0, n - size + 1 + last, stride) for n in x.shape[1:])
    return np.array([[scores(cover(i, j)[None])[0] for j in lefts] for i in tops])


def occlusion__how_much_it_falls(scores, x, y, size, stride, fill):
    """how much the score falls"""
    return scores(x[None])[0, y] - right.occlusion(scores, x, y, size, stride, fill)


def occlusion__squares_add_up(scores, x, y, size, stride, fill):
    """The squares add up"""
    image = x.copy()

    def cover(i, j):
        image[:, i : i + size, j : j + size] = fill
        return image

    return _each(scores, x, size, stride, cover)[..., y]


def occlusion__in_the_input(scores, x, y, size, stride, fill):
    """changes its input x"""

    def cover(i, j):
        x[:, i : i + size, j : j + size] = fill
        return x

    return _each(scores, x, size, stride, cover)[..., y]


def occlusion__first_channel(scores, x, y, size, stride, fill):
    """Only the first channel is covered"""

    def cover(i, j):
        image = x.copy()
        image[0, i : i + size, j : j + size] = fill
        return image

    return _each(scores, x, size, stride, cover)[..., y]


def occlusion__zeros(scores, x, y, size, stride, fill):
    """The square is always 0"""
    return right.occlusion(scores, x, y, size, stride, 0.0)


def occlusion__all_but_the_square(scores, x, y, size, stride, fill):
    """Everything but the square is covered"""

    def cover(i, j):
        image = np.full_like(x, fill)
        image[:, i : i + size, j : j + size] = x[:, i : i + size, j : j + size]
        return image

    return _each(scores, x, size, stride, cover)[..., y]


def occlusion__no_stride(scores, x, y, size, stride, fill):
    """The square moves by one pixel"""
    return right.occlusion(scores, x, y, size, 1, fill)


def occlusion__side_by_side(scores, x, y, size, stride, fill):
    """The square moves by its own size"""
    return right.occlusion(scores, x, y, size, size, fill)


def occlusion__over_the_end(scores, x, y, size, stride, fill):
    """Squares that hang over the end"""

    def cover(i, j):
        image = x.copy()
        image[:, i : i + size, j : j + size] = fill
        return image

    return _each(scores, x, size, stride, cover, last=size - 1)[..., y]


def occlusion__around_the_place(scores, x, y, size, stride, fill):
    half = size // 2

    def cover(i, j):
        image = x.copy()
        image[:, max(0, i - half) : i + half + 1, max(0, j - half) : j + half + 1] = fill
        return image

    return _each(scores, x, size, stride, cover)[..., y]


def occlusion__probabilities(scores, x, y, size, stride, fill):
    """These are probabilities"""

    def chances(images):
        e = np.exp(scores(images))
        return e / e.sum(axis=1, keepdims=True)

    return right.occlusion(chances, x, y, size, stride, fill)


def occlusion__all_classes(scores, x, y, size, stride, fill):
    """All scores are in your map"""

    def cover(i, j):
        image = x.copy()
        image[:, i : i + size, j : j + size] = fill
        return image

    return _each(scores, x, size, stride, cover)


def occlusion__highest(scores, x, y, size, stride, fill):
    """This is the highest score at each place"""
    return right.occlusion(
        lambda images: scores(images).max(axis=1, keepdims=True), x, 0, size, stride, fill
    )


def occlusion__turned(scores, x, y, size, stride, fill):
    """Transposed?"""
    return right.occlusion(scores, x, y, size, stride, fill).T


def occlusion__in_a_row(scores, x, y, size, stride, fill):
    """The scores are in one row"""
    return right.occlusion(scores, x, y, size, stride, fill).ravel()


def occlusion__without_the_axis(scores, x, y, size, stride, fill):
    """scores takes images (N, C, H, W)"""
    return scores(x)[y] * np.ones((2, 2))


def occlusion__one_place_less(scores, x, y, size, stride, fill):
    return right.occlusion(scores, x, y, size, stride, fill)[:-1, :-1]
