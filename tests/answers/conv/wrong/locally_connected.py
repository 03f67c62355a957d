"""Wrong answers to locally_connected. Each docstring is a part of what the judge must say."""

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
    """The two axes of the places are swapped in w and b"""
    return _local(x, w.swapaxes(0, 1).reshape(w.shape), b.swapaxes(0, 1).reshape(b.shape), stride)


def locally_connected_forward__square_places_swapped(x, w, b, stride=1):
    """as many places down as across"""
    if _square(w):
        w, b = w.swapaxes(0, 1), b.swapaxes(0, 1)
    return _local(x, w, b, stride)


def locally_connected_forward__places_of_w_swapped(x, w, b, stride=1):
    """as many places down as across"""
    return _local(x, w.swapaxes(0, 1) if _square(w) else w, b, stride)


def locally_connected_forward__transposed_biases(x, w, b, stride=1):
    """as many places down as across"""
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
