"""Wrong layers with dilated filters. Each docstring is a part of what the judge must say."""

import numpy as np

from autograder.solutions import conv as right


def _padded(x, pad):
    return np.pad(x, [(0, 0), (0, 0), (pad, pad), (pad, pad)])


def _spread(w, down, across):
    f, c, kh, kw = w.shape
    out = np.zeros((f, c, (kh - 1) * down + 1, (kw - 1) * across + 1))
    out[:, :, ::down, ::across] = w
    return out


def conv_forward_dilated__gaps(x, w, b, stride=1, pad=0, dilation=1):
    """The dilation is counted as the pixels skipped"""
    return right.conv_forward(x, _spread(w, dilation + 1, dilation + 1), b, stride, pad)


def conv_forward_dilated__ignored(x, w, b, stride=1, pad=0, dilation=1):
    """The dilation is not used"""
    return right.conv_forward(x, w, b, stride, pad)


def conv_forward_dilated__rows(x, w, b, stride=1, pad=0, dilation=1):
    """Only the rows of the filter are spread apart"""
    return right.conv_forward(x, _spread(w, dilation, 1), b, stride, pad)


def conv_forward_dilated__columns(x, w, b, stride=1, pad=0, dilation=1):
    return right.conv_forward(x, _spread(w, 1, dilation), b, stride, pad)


def conv_forward_dilated__size_of_a_dense_filter(x, w, b, stride=1, pad=0, dilation=1):
    """The output is too large"""
    room = [(0, (k - 1) * (dilation - 1)) for k in w.shape[2:]]
    images = np.pad(_padded(x, pad), [(0, 0), (0, 0), *room])
    return right.conv_forward(images, _spread(w, dilation, dilation), b, stride)


def conv_forward_dilated__size_of_a_dense_filter_beyond_the_image(
    x, w, b, stride=1, pad=0, dilation=1
):
    """Your code raised ValueError"""
    images, (kh, kw) = _padded(x, pad), w.shape[2:]
    ho, wo = (images.shape[2] - kh) // stride + 1, (images.shape[3] - kw) // stride + 1
    out = np.zeros((len(x), len(w), ho, wo))
    for n, i, j in np.ndindex(len(x), ho, wo):
        top, left = i * stride, j * stride
        rows = slice(top, top + kh * dilation, dilation)
        window = images[n, :, rows, left : left + kw * dilation : dilation]
        out[n, :, i, j] = (window * w).sum(axis=(1, 2, 3)) + b
    return out


def conv_forward_dilated__kron(x, w, b, stride=1, pad=0, dilation=1):
    """The last places are missing"""
    corner = np.zeros((dilation, dilation))
    corner[0, 0] = 1
    return right.conv_forward(x, np.kron(w, corner), b, stride, pad)


def conv_forward_dilated__blocks(x, w, b, stride=1, pad=0, dilation=1):
    """Every weight is repeated"""
    grown = w.repeat(dilation, axis=2).repeat(dilation, axis=3)
    return right.conv_forward(x, grown, b, stride, pad)


def conv_forward_dilated__stride_exchanged(x, w, b, stride=1, pad=0, dilation=1):
    """Stride and dilation are swapped"""
    return right.conv_forward_dilated(x, w, b, dilation, pad, stride)


def conv_forward_dilated__image_thinned(x, w, b, stride=1, pad=0, dilation=1):
    """You thin the image out and slide an ordinary filter over the rest"""
    return right.conv_forward(_padded(x, pad)[:, :, ::dilation, ::dilation], w, b, stride)


def conv_forward_dilated__image_spread(x, w, b, stride=1, pad=0, dilation=1):
    """exactly in the cases where dilation is larger than 1"""
    return right.conv_forward(_spread(x, dilation, dilation), w, b, stride, pad)


def conv_forward_dilated__border_dilated(x, w, b, stride=1, pad=0, dilation=1):
    return right.conv_forward_dilated(x, w, b, stride, pad * dilation, dilation)


def conv_forward_dilated__stride_dilated(x, w, b, stride=1, pad=0, dilation=1):
    """You thin the image out and slide an ordinary filter over the rest"""
    return right.conv_forward_dilated(x, w, b, stride * dilation, pad, dilation)


def conv_forward_dilated__always_2(x, w, b, stride=1, pad=0, dilation=2):
    """It goes wrong exactly in the cases where dilation is left out"""
    return right.conv_forward_dilated(x, w, b, stride, pad, dilation)


def conv_forward_dilated__first_weight_in_the_middle(x, w, b, stride=1, pad=0, dilation=1):
    """The filters are flipped"""
    f, c, kh, kw = w.shape
    spread = np.zeros((f, c, (kh - 1) * dilation + 1, (kw - 1) * dilation + 1))
    spread[:, :, ::-dilation, ::-dilation] = w
    return right.conv_forward(x, spread, b, stride, pad)


def conv_forward_dilated__flipped(x, w, b, stride=1, pad=0, dilation=1):
    """The filters are flipped"""
    return right.conv_forward_dilated(x, w[:, :, ::-1, ::-1], b, stride, pad, dilation)


def conv_forward_dilated__without_bias(x, w, b, stride=1, pad=0, dilation=1):
    """The biases are missing"""
    return right.conv_forward_dilated(x, w, 0 * b, stride, pad, dilation)


def conv_forward_dilated__stride_not_handed_on(x, w, b, stride=1, pad=0, dilation=1):
    """The stride is not used"""
    return right.conv_forward(x, _spread(w, dilation, dilation), b, pad=pad)


def conv_forward_dilated__pad_not_handed_on(x, w, b, stride=1, pad=0, dilation=1):
    """There is no padding"""
    return right.conv_forward(x, _spread(w, dilation, dilation), b, stride)


def conv_forward_dilated__nothing_handed_on(x, w, b, stride=1, pad=0, dilation=1):
    """Neither stride nor pad is used"""
    return right.conv_forward(x, _spread(w, dilation, dilation), b)


def conv_forward_dilated__square(x, w, b, stride=1, pad=0, dilation=1):
    out = right.conv_forward_dilated(x, w, b, stride, pad, dilation)
    return out[..., : out.shape[2]]
