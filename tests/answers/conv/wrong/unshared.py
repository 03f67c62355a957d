"""Wrong layers without sharing, wrong matrices. Each docstring is a part of a verdict."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from autograder.solutions import conv as right


def _local(x, w, b, stride, letters="ijfcuv"):
    windows = sliding_window_view(x, w.shape[4:], axis=(2, 3))[:, :, ::stride, ::stride]
    return np.einsum(f"ncijuv,{letters}->nfij", windows, w) + np.moveaxis(b, 2, 0)


def _square(w):
    return w.shape[0] == w.shape[1]


def locally_connected_forward__shared(x, w, b, stride=1):
    """The filters and biases of the first place are used at all places"""
    return right.conv_forward(x, w[0, 0], b[0, 0], stride)


def locally_connected_forward__filters_shared(x, w, b, stride=1):
    """The filters of the first place are used at all places"""
    return right.conv_forward(x, w[0, 0], 0 * b[0, 0], stride) + np.moveaxis(b, 2, 0)


def locally_connected_forward__biases_shared(x, w, b, stride=1):
    """The biases of the first place are used at all places"""
    return _local(x, w, np.broadcast_to(b[0, 0], b.shape), stride)


def locally_connected_forward__mean_filter(x, w, b, stride=1):
    return right.conv_forward(x, w.mean(axis=(0, 1)), b.mean(axis=(0, 1)), stride)


def locally_connected_forward__a_filter_for_each_row(x, w, b, stride=1):
    return _local(x, np.broadcast_to(w[:, :1], w.shape), b, stride)


def locally_connected_forward__places_swapped(x, w, b, stride=1):
    """The two axes of the places have changed roles in w and b"""
    return _local(x, w.swapaxes(0, 1).reshape(w.shape), b.swapaxes(0, 1).reshape(b.shape), stride)


def locally_connected_forward__square_places_swapped(x, w, b, stride=1):
    """The two axes of the places have changed roles in w and b"""
    if _square(w):
        w, b = w.swapaxes(0, 1), b.swapaxes(0, 1)
    return _local(x, w, b, stride)


def locally_connected_forward__places_of_w_swapped(x, w, b, stride=1):
    """The two axes of the places have changed roles in w, not in b"""
    return _local(x, w.swapaxes(0, 1) if _square(w) else w, b, stride)


def locally_connected_forward__transposed_biases(x, w, b, stride=1):
    """rows and columns have changed roles in the biases"""
    out = _local(x, w, 0 * b, stride)
    return out + (b.T if _square(w) else np.moveaxis(b, 2, 0))


def locally_connected_forward__bias_turned(x, w, b, stride=1):
    """Your code raised ValueError"""
    return _local(x, w, 0 * b, stride) + b.T


def locally_connected_forward__bias_reshaped(x, w, b, stride=1):
    """b is reshaped to (F, HO, WO)"""
    return _local(x, w, 0 * b, stride) + b.reshape(b.shape[2], *b.shape[:2])


def locally_connected_forward__w_reshaped(x, w, b, stride=1):
    ho, wo, f, c, kh, kw = w.shape
    windows = sliding_window_view(x, (kh, kw), axis=(2, 3))[:, :, ::stride, ::stride]
    return np.einsum("ncijuv,fcijuv->nfij", windows, w.reshape(f, c, ho, wo, kh, kw)) + np.moveaxis(
        b, 2, 0
    )


def locally_connected_forward__windows_side_by_side(x, w, b, stride=1):
    """The windows move by one pixel, whatever the stride is"""
    (ho, wo), (kh, kw) = w.shape[:2], w.shape[4:]
    return _local(x[:, :, : ho + kh - 1, : wo + kw - 1], w, b, 1)


def locally_connected_forward__stride_not_used(x, w, b, stride=1):
    """Your code raised ValueError"""
    return _local(x, w, b, 1)


def locally_connected_forward__flipped(x, w, b, stride=1):
    """Each filter is flipped"""
    return _local(x, w[..., ::-1, ::-1], b, stride)


def locally_connected_forward__without_bias(x, w, b, stride=1):
    """The biases are missing"""
    return _local(x, w, 0 * b, stride)


def locally_connected_forward__mean(x, w, b, stride=1):
    return _local(x, w / w[0, 0, 0].size, b, stride)


def locally_connected_forward__first_channel(x, w, b, stride=1):
    return _local(x[:, :1], w[:, :, :, :1], b, stride)


def locally_connected_forward__filters_last(x, w, b, stride=1):
    """you returned axes (0, 2, 3, 1)"""
    return np.moveaxis(_local(x, w, b, stride), 1, 3)


def locally_connected_forward__images_added_up(x, w, b, stride=1):
    return _local(x.sum(axis=0, keepdims=True).repeat(len(x), axis=0), w, b, stride)


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
    """The columns stand in the wrong order"""
    return _counted(w, h, w_in, stride, pad, columns=(1, 2, 0))


def conv_as_matrix__pixels_first(w, h, w_in, stride=1, pad=0):
    """The rows stand in the wrong order"""
    return _counted(w, h, w_in, stride, pad, rows=(1, 2, 0))


def conv_as_matrix__channels_last(w, h, w_in, stride=1, pad=0):
    """Rows and columns are counted pixel by pixel"""
    return _counted(w, h, w_in, stride, pad, (1, 2, 0), (1, 2, 0))


def conv_as_matrix__places_by_columns(w, h, w_in, stride=1, pad=0):
    """the places are counted down the columns of the output"""
    return _counted(w, h, w_in, stride, pad, columns=(0, 2, 1))


def conv_as_matrix__pixels_by_columns(w, h, w_in, stride=1, pad=0):
    """the pixels are counted down the columns of the image"""
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
