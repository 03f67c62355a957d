"""Wrong answers to as_matrix. Each docstring is a part of what the judge must say."""

import numpy as np

from autograder.solutions import conv as right


def _turned(matrix, rows, columns, order_of_rows, order_of_columns):
    """The rows and columns of a matrix, each an image of its own, counted in another order."""
    wide = np.arange(len(matrix)).reshape(rows).transpose(order_of_rows).ravel()
    high = np.arange(matrix.shape[1]).reshape(columns).transpose(order_of_columns).ravel()
    return matrix[wide][:, high]


def _sides(w, h, w_in, stride, pad):
    return (
        len(w),
        (h + 2 * pad - w.shape[2]) // stride + 1,
        (w_in + 2 * pad - w.shape[3]) // stride + 1,
    )


def _counted(w, h, w_in, stride, pad, rows=(0, 1, 2), columns=(0, 1, 2)):
    matrix = right.conv_as_matrix(w, h, w_in, stride, pad)
    images = (w.shape[1], h, w_in)
    return _turned(matrix, images, _sides(w, h, w_in, stride, pad), rows, columns)


def conv_as_matrix__transposed(w, h, w_in, stride=1, pad=0):
    """A is transposed"""
    return right.conv_as_matrix(w, h, w_in, stride, pad).T


def conv_as_matrix__flipped(w, h, w_in, stride=1, pad=0):
    """The filters are flipped"""
    return right.conv_as_matrix(w[:, :, ::-1, ::-1], h, w_in, stride, pad)


def conv_as_matrix__stride_1(w, h, w_in, stride=1, pad=0):
    """The stride is not used"""
    return right.conv_as_matrix(w, h, w_in, 1, pad)


def conv_as_matrix__corner(w, h, w_in, stride=1, pad=0):
    """the windows move by one pixel, whatever the stride is"""
    f, ho, wo = _sides(w, h, w_in, stride, pad)
    whole = right.conv_as_matrix(w, h, w_in, 1, pad)
    maps = whole.reshape(len(whole), *_sides(w, h, w_in, 1, pad))
    return maps[:, :, :ho, :wo].reshape(len(whole), f * ho * wo)


def conv_as_matrix__without_pad(w, h, w_in, stride=1, pad=0):
    """There is no padding"""
    return right.conv_as_matrix(w, h, w_in, stride)


def conv_as_matrix__rows_for_the_border(w, h, w_in, stride=1, pad=0):
    """A has rows for the zeros of the border too"""
    return right.conv_as_matrix(w, h + 2 * pad, w_in + 2 * pad, stride)


def conv_as_matrix__around_the_border(w, h, w_in, stride=1, pad=0):
    """a negative index counts from the end"""
    matrix = np.zeros_like(right.conv_as_matrix(w, h, w_in, stride, pad))
    maps = matrix.reshape(w.shape[1], h, w_in, *_sides(w, h, w_in, stride, pad))
    for i, j, u, v in np.ndindex(*maps.shape[4:], *w.shape[2:]):
        row, column = i * stride + u - pad, j * stride + v - pad
        if row < h and column < w_in:
            maps[:, max(row, -h), max(column, -w_in), :, i, j] = w[:, :, u, v].T
    return matrix


def conv_as_matrix__places_first(w, h, w_in, stride=1, pad=0):
    """The columns are in the wrong order"""
    return _counted(w, h, w_in, stride, pad, columns=(1, 2, 0))


def conv_as_matrix__pixels_first(w, h, w_in, stride=1, pad=0):
    """The rows are in the wrong order"""
    return _counted(w, h, w_in, stride, pad, rows=(1, 2, 0))


def conv_as_matrix__channels_last(w, h, w_in, stride=1, pad=0):
    """Rows and columns of A run pixel by pixel"""
    return _counted(w, h, w_in, stride, pad, (1, 2, 0), (1, 2, 0))


def conv_as_matrix__places_by_columns(w, h, w_in, stride=1, pad=0):
    """The columns of one filter are in the wrong order"""
    return _counted(w, h, w_in, stride, pad, columns=(0, 2, 1))


def conv_as_matrix__pixels_by_columns(w, h, w_in, stride=1, pad=0):
    """The rows of one channel are in the wrong order"""
    return _counted(w, h, w_in, stride, pad, rows=(0, 2, 1))


def conv_as_matrix__square_image(w, h, w_in, stride=1, pad=0):
    return right.conv_as_matrix(w, h, h, stride, pad)


def conv_as_matrix__sides_exchanged(w, h, w_in, stride=1, pad=0):
    return right.conv_as_matrix(w, w_in, h, stride, pad)


def conv_as_matrix__first_channel(w, h, w_in, stride=1, pad=0):
    matrix = right.conv_as_matrix(w, h, w_in, stride, pad)
    matrix[h * w_in :] = 0
    return matrix


def conv_as_matrix__where_only(w, h, w_in, stride=1, pad=0):
    return (right.conv_as_matrix(w, h, w_in, stride, pad) != 0) * 1.0


def conv_as_matrix__four_axes(w, h, w_in, stride=1, pad=0):
    """A has shape"""
    matrix = right.conv_as_matrix(w, h, w_in, stride, pad)
    return matrix.reshape(len(matrix), *_sides(w, h, w_in, stride, pad))


def conv_as_matrix__for_images_of_the_output(w, h, w_in, stride=1, pad=0):
    """A has shape"""
    pixels = np.eye(h * w_in).reshape(h * w_in, 1, h, w_in)
    out = right.conv_forward(pixels, w, np.zeros(len(w)), stride, pad)
    return out.reshape(w.shape[1] * h * w_in, -1)
