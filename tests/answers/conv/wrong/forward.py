"""Wrong convolution layers. Each docstring is a part of what the judge must say."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from autograder.solutions import conv as right


def _padded(x, pad, **mode):
    return np.pad(x, [(0, 0), (0, 0), (pad, pad), (pad, pad)], **mode)


def _places(x, w, stride, pad):
    return tuple((x.shape[a] + 2 * pad - w.shape[a]) // stride + 1 for a in (2, 3))


def _slid(images, w, stride, places, one):
    """out, one window of all images and all filters at a time: one((N, 1, C, …), w) is (N, F)."""
    kh, kw = w.shape[2:]
    out = np.zeros((len(images), len(w), *places))
    for i, j in np.ndindex(*places):
        window = images[:, :, i * stride : i * stride + kh, j * stride : j * stride + kw]
        out[:, :, i, j] = one(window[:, None], w)
    return out


def _sums(window, w):
    return (window * w).sum(axis=(2, 3, 4))


def _layer(x, w, b, stride, pad, one=_sums):
    places = _places(x, w, stride, pad)
    return _slid(_padded(x, pad), w, stride, places, one) + b[:, None, None]


def conv_forward__flipped(x, w, b, stride=1, pad=0):
    """The kernel is flipped"""
    return _layer(x, w[:, :, ::-1, ::-1], b, stride, pad)


def conv_forward__rows_flipped(x, w, b, stride=1, pad=0):
    return _layer(x, w[:, :, ::-1], b, stride, pad)


def conv_forward__turned_along_every_axis(x, w, b, stride=1, pad=0):
    return _layer(x, np.flip(w), b, stride, pad)


def conv_forward__nothing_arrives(x, w, b, stride=1, pad=0):
    """no sum ever arrives in it"""
    out = np.zeros((len(x), len(w), *_places(x, w, stride, pad)))
    for value in out.flat:
        value += 1
    return out


def conv_forward__stride_1(x, w, b, stride=1, pad=0):
    """The stride is not used"""
    return _layer(x, w, b, 1, pad)


def conv_forward__corner(x, w, b, stride=1, pad=0):
    """crowd in the upper left corner of the image"""
    return _slid(_padded(x, pad), w, 1, _places(x, w, stride, pad), _sums) + b[:, None, None]


def conv_forward__stride_downwards(x, w, b, stride=1, pad=0):
    """Only the vertical steps use the stride"""
    return _layer(x, w, b, 1, pad)[:, :, ::stride]


def conv_forward__stride_across(x, w, b, stride=1, pad=0):
    """exactly in the cases where stride is larger than 1"""
    return _layer(x, w, b, 1, pad)[:, :, :, ::stride]


def conv_forward__pixels_left_out(x, w, b, stride=1, pad=0):
    return _layer(_padded(x, pad)[:, :, ::stride, ::stride], w, b, 1, 0)


def conv_forward__without_pad(x, w, b, stride=1, pad=0):
    """The padding is forgotten"""
    return _layer(x, w, b, stride, 0)


def conv_forward__always_pad_1(x, w, b, stride=1, pad=0):
    """out has shape"""
    return _layer(x, w, b, stride, 1)


def conv_forward__same(x, w, b, stride=1, pad=0):
    return _layer(x, w, b, stride, (w.shape[2] - 1) // 2)


def conv_forward__pad_once(x, w, b, stride=1, pad=0):
    """could not be broadcast"""
    images = np.pad(x, [(0, 0), (0, 0), (0, pad), (0, pad)])
    return _slid(images, w, stride, _places(x, w, stride, pad), _sums) + b[:, None, None]


def conv_forward__pad_on_every_axis(x, w, b, stride=1, pad=0):
    """exactly in the cases where pad is larger than 0"""
    return _slid(np.pad(x, pad), w, stride, _places(x, w, stride, pad), _sums) + b[:, None, None]


def conv_forward__edge(x, w, b, stride=1, pad=0):
    """wrong only at the border"""
    images = _padded(x, pad, mode="edge")
    return _slid(images, w, stride, _places(x, w, stride, pad), _sums) + b[:, None, None]


def conv_forward__negative_indices(x, w, b, stride=1, pad=0):
    """wrong only at the border"""
    images = _padded(x, pad, mode="wrap")
    return _slid(images, w, stride, _places(x, w, stride, pad), _sums) + b[:, None, None]


def conv_forward__without_bias(x, w, b, stride=1, pad=0):
    """The bias is left out"""
    return _layer(x, w, 0 * b, stride, pad)


def conv_forward__bias_of_channels(x, w, b, stride=1, pad=0):
    """The bias is added for every channel"""
    out = 0
    for c in range(x.shape[1]):
        out = out + _layer(x[:, c : c + 1], w[:, c : c + 1], b, stride, pad)
    return out


def conv_forward__bias_of_products(x, w, b, stride=1, pad=0):
    """The bias is added to every product of a window"""
    images, (kh, kw) = _padded(x, pad), w.shape[2:]
    out = np.zeros((len(x), len(w), *_places(x, w, stride, pad)))
    for f, i, j in np.ndindex(*out.shape[1:]):
        window = images[:, :, i * stride : i * stride + kh, j * stride : j * stride + kw]
        out[:, f, i, j] = np.sum(window * w[f] + b[f], axis=(1, 2, 3))
    return out


def conv_forward__first_bias(x, w, b, stride=1, pad=0):
    return _layer(x, w, b[:1].repeat(len(b)), stride, pad)


def conv_forward__first_channel(x, w, b, stride=1, pad=0):
    """Only the first channel is used"""
    return _layer(x[:, :1], w[:, :1], b, stride, pad)


def conv_forward__last_channel(x, w, b, stride=1, pad=0):
    """The output contains only the last channel"""
    for c in range(x.shape[1]):
        out = _layer(x[:, c : c + 1], w[:, c : c + 1], b, stride, pad)
    return out


def conv_forward__channels_again(x, w, b, stride=1, pad=0):
    """The channels are counted C times"""
    out = _layer(x, w, b, stride, pad)
    for _ in range(1, x.shape[1]):
        out += _layer(x, w, 0 * b, stride, pad)
    return out


def conv_forward__channels_with_each_other(x, w, b, stride=1, pad=0):
    kh, kw = w.shape[2:]
    windows = sliding_window_view(_padded(x, pad), (kh, kw), (2, 3))[:, :, ::stride, ::stride]
    return np.einsum("ncijuv,fduv->nfij", windows, w) + b[:, None, None]


def conv_forward__mean(x, w, b, stride=1, pad=0):
    """The products are averaged over the window"""
    return _layer(x, w, b, stride, pad, lambda window, w: (window * w).mean(axis=(2, 3, 4)))


def conv_forward__mean_of_channels(x, w, b, stride=1, pad=0):
    return _layer(x, w / x.shape[1], b, stride, pad)


def conv_forward__normalised_windows(x, w, b, stride=1, pad=0):
    def one(window, w):
        return _sums(window - window.mean(axis=(2, 3, 4), keepdims=True), w)

    return _layer(x, w, b, stride, pad, one)


def conv_forward__square_output(x, w, b, stride=1, pad=0):
    ho, _ = _places(x, w, stride, pad)
    return _slid(_padded(x, pad), w, stride, (ho, ho), _sums) + b[:, None, None]


def conv_forward__square_output_beyond_the_image(x, w, b, stride=1, pad=0):
    """The output is square"""
    ho, _ = _places(x, w, stride, pad)
    images = np.pad(_padded(x, pad), [(0, 0)] * 3 + [(0, stride * max(x.shape))])
    return _slid(images, w, stride, (ho, ho), _sums) + b[:, None, None]


def conv_forward__square_filter(x, w, b, stride=1, pad=0):
    """exactly in the cases where w is not square"""
    k = w.shape[2]
    ho, wo = ((side + 2 * pad - k) // stride + 1 for side in x.shape[2:])
    out, images = np.zeros((len(x), len(w), ho, wo)), _padded(x, pad)
    for n, f, i, j in np.ndindex(*out.shape):
        top, left = i * stride, j * stride
        out[n, f, i, j] = np.sum(images[n, :, top : top + k, left : left + k] * w[f]) + b[f]
    return out


def conv_forward__rows_for_columns(x, w, b, stride=1, pad=0):
    (_, _, width, height), (_, _, kh, kw) = x.shape, w.shape
    places = (height + 2 * pad - kh) // stride + 1, (width + 2 * pad - kw) // stride + 1
    return _slid(_padded(x, pad), w, stride, places, _sums) + b[:, None, None]


def conv_forward__first_image(x, w, b, stride=1, pad=0):
    """All images of the batch get the output of the first one"""
    return _layer(x[:1].repeat(len(x), axis=0), w, b, stride, pad)


def conv_forward__sum_of_images(x, w, b, stride=1, pad=0):
    return _layer(x.sum(axis=0, keepdims=True).repeat(len(x), axis=0), w, b, stride, pad)


def conv_forward__relu(x, w, b, stride=1, pad=0):
    """an activation is included"""
    return np.maximum(_layer(x, w, b, stride, pad), 0)


def conv_forward__filters_last(x, w, b, stride=1, pad=0):
    """The filters are the last axis"""
    return np.moveaxis(_layer(x, w, b, stride, pad), 1, 3)


def conv_forward__filters_first(x, w, b, stride=1, pad=0):
    """you returned axes (1, 0, 2, 3)"""
    return np.swapaxes(_layer(x, w, b, stride, pad), 0, 1)


def conv_forward__whole_numbers(x, w, b, stride=1, pad=0):
    """dtype"""
    out = np.full((len(x), len(w), *_places(x, w, stride, pad)), 0)
    out[:] = _layer(x, w, b, stride, pad)
    return out


def conv_forward__single_precision(x, w, b, stride=1, pad=0):
    """keeps fewer digits"""
    single = (array.astype(np.float32) for array in (x, w, b))
    return _layer(*single, stride, pad).astype(np.float32)


def conv_forward__last_places_missing(x, w, b, stride=1, pad=0):
    return _layer(x, w, b, stride, pad)[:, :, :-1, :-1]


def conv_forward__last_places_zero(x, w, b, stride=1, pad=0):
    """range(start, stop) ends before stop"""
    images, (kh, kw) = _padded(x, pad), w.shape[2:]
    out = np.zeros((len(x), len(w), *_places(x, w, stride, pad)))
    for i in range(0, images.shape[2] - kh, stride):
        for j in range(0, images.shape[3] - kw, stride):
            window = images[:, None, :, i : i + kh, j : j + kw]
            out[:, :, i // stride, j // stride] = _sums(window, w) + b
    return out


def conv_forward__rounded_up(x, w, b, stride=1, pad=0):
    room = [(0, -(side + 2 * pad - k) % stride) for side, k in zip(x.shape, w.shape, strict=True)]
    images = np.pad(_padded(x, pad), [(0, 0), (0, 0), *room[2:]])
    return _layer(images, w, b, stride, 0)


def conv_forward__window_in_place(x, w, b, stride=1, pad=0):
    """changes its input x"""
    images = _padded(x, pad) if pad else x
    out = np.zeros((len(x), len(w), *_places(x, w, stride, pad)))
    for n, f, i, j in np.ndindex(*out.shape):
        window = images[n, :, i * stride :, j * stride :][:, : w.shape[2], : w.shape[3]]
        window *= w[f]
        out[n, f, i, j] = window.sum() + b[f]
    return out


def conv_forward__weights_flipped_in_place(x, w, b, stride=1, pad=0):
    """changes its input w"""
    out = _layer(x, w, b, stride, pad)
    w[:] = w[:, :, ::-1, ::-1].copy()
    return out


def conv_forward__strict(x, w, b, stride=1, pad=0):
    """Your code raised ValueError"""
    for axis in (2, 3):
        right.output_size(x.shape[axis], w.shape[axis], stride, pad)
    return _layer(x, w, b, stride, pad)


def conv_forward__divides(x, w, b, stride=1, pad=0):
    """'float' object cannot be interpreted as an integer"""
    places = tuple((x.shape[a] + 2 * pad - w.shape[a]) / stride + 1 for a in (2, 3))
    return _slid(_padded(x, pad), w, stride, places, _sums) + b[:, None, None]
