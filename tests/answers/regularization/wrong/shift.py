"""Wrong moves of pictures. Each docstring is a part of what the judge must say."""

import numpy as np

from autograder.solutions import regularization as right


def shift__rolled(x, dy, dx):
    """What leaves on one side comes back on the other"""
    moved = [np.roll(image, (i, j), (1, 2)) for image, i, j in zip(x, dy, dx, strict=True)]
    return np.array(moved)


def shift__rolled_and_blanked_for_positive_moves(x, dy, dx):
    """values differ"""
    out = shift__rolled(x, dy, dx)
    for image, i, j in zip(out, dy, dx, strict=True):
        image[:, : max(i, 0)] = 0
        image[:, :, : max(j, 0)] = 0
    return out


def shift__other_way(x, dy, dx):
    """The picture moves the other way"""
    return right.shift(x, -dy, -dx)


def shift__upwards(x, dy, dx):
    """Up and down are swapped"""
    return right.shift(x, -dy, dx)


def shift__leftwards(x, dy, dx):
    """Left and right are swapped"""
    return right.shift(x, dy, -dx)


def shift__rows_for_columns(x, dy, dx):
    """Rows and columns are swapped"""
    return right.shift(x, dx, dy)


def shift__by_the_first(x, dy, dx):
    """All images move by the first draw"""
    return right.shift(x, np.full_like(dy, dy[0]), np.full_like(dx, dx[0]))


def shift__rows_alone(x, dy, dx):
    """The picture moves only down and up"""
    return right.shift(x, dy, 0 * dx)


def shift__sign_lost(x, dy, dx):
    """The sign of the moves is lost"""
    return right.shift(x, abs(dy), abs(dx))


def shift__positive_slices(x, dy, dx):
    """Your code raised ValueError"""
    out, (h, w) = np.zeros_like(x), x.shape[2:]
    for n, (i, j) in enumerate(zip(dy, dx, strict=True)):
        out[n, :, i:, j:] = x[n, :, : h - i, : w - j]
    return out


def shift__index_from_the_end(x, dy, dx):
    """values differ"""
    out = np.zeros_like(x)
    for n, c, i, j in np.ndindex(x.shape):
        row, column = i - dy[n], j - dx[n]
        if row < x.shape[2] and column < x.shape[3] and row >= -x.shape[2]:
            out[n, c, i, j] = x[n, c, row, column % x.shape[3]]
    return out


def shift__beyond_not_expected(x, dy, dx):
    """Your code raised"""
    out, (h, w) = np.zeros_like(x), x.shape[2:]
    for n, (i, j) in enumerate(zip(dy, dx, strict=True)):
        rows = slice(i, h) if i >= 0 else slice(0, h + i)
        columns = slice(j, w) if j >= 0 else slice(0, w + j)
        height, width = h - abs(i), w - abs(j)
        top, left = max(-i, 0), max(-j, 0)
        out[n, :, rows, columns] = x[n, :, top : top + height, left : left + width]
    return out


def shift__limited(x, dy, dx):
    """values differ"""
    h, w = x.shape[2:]
    return right.shift(x, dy.clip(1 - h, h - 1), dx.clip(1 - w, w - 1))


def shift__edge_repeated(x, dy, dx):
    """The border pixels fill the gap that the picture leaves"""
    (h, w), image = x.shape[2:], np.arange(len(x))[:, None, None]
    rows = (np.arange(h)[:, None] - dy[:, None, None]).clip(0, h - 1)
    columns = (np.arange(w) - dx[:, None, None]).clip(0, w - 1)
    return np.moveaxis(x[image, :, rows, columns], -1, 1)


def shift__where_it_was(x, dy, dx):
    """values differ"""
    gone = right.shift(np.ones_like(x), dy, dx) == 0
    return np.where(gone, x, right.shift(x, dy, dx))


def shift__ones_come_in(x, dy, dx):
    """values differ"""
    gone = right.shift(np.ones_like(x), dy, dx) == 0
    return np.where(gone, 1.0, right.shift(x, dy, dx))


def shift__larger(x, dy, dx):
    """out has shape"""
    most = np.abs([dy, dx]).max() + 1
    return np.pad(right.shift(x, dy, dx), [(0, 0), (0, 0), (most, most), (most, most)])


def shift__first_channel(x, dy, dx):
    """values differ"""
    return np.concatenate([right.shift(x[:, :1], dy, dx), x[:, 1:]], axis=1)


def shift__in_place(x, dy, dx):
    """changes its input x"""
    x[...] = right.shift(x, dy, dx)
    return x


def shift__old_picture_stays(x, dy, dx):
    """The picture has moved"""
    moved = right.shift(x, dy, dx)
    arrived = right.shift(np.ones_like(x), dy, dx) > 0
    return np.where(arrived, moved, x)
