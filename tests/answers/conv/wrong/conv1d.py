"""Wrong answers to conv1d. Each docstring is a part of what the judge must say."""

import numpy as np

from autograder.solutions import conv as right


def _signals(x, pad):
    return np.pad(x, [(0, 0), (0, 0), (pad, pad)])


def conv1d_forward__zeros_in_front(x, w, b, stride=1, pad=0):
    """All zeros come before the signals and none after"""
    return right.conv1d_forward(np.pad(x, [(0, 0), (0, 0), (2 * pad, 0)]), w, b, stride)


def conv1d_forward__zeros_behind(x, w, b, stride=1, pad=0):
    """All zeros come after the signals"""
    return right.conv1d_forward(np.pad(x, [(0, 0), (0, 0), (0, 2 * pad)]), w, b, stride)


def conv1d_forward__zeros_at_one_end(x, w, b, stride=1, pad=0):
    """There are pad zeros before the signals but none after"""
    return right.conv1d_forward(np.pad(x, [(0, 0), (0, 0), (pad, 0)]), w, b, stride)


def conv1d_forward__pad_in_all(x, w, b, stride=1, pad=0):
    """exactly in the cases where pad is larger than 0"""
    before = pad // 2
    signals = np.pad(x, [(0, 0), (0, 0), (before, pad - before)])
    return right.conv1d_forward(signals, w, b, stride)


def conv1d_forward__pad_on_every_axis(x, w, b, stride=1, pad=0):
    """exactly in the cases where pad is larger than 0"""
    return np.stack([_whole(image, w, b, stride) for image in np.pad(x, pad)])


def _whole(image, w, b, stride):
    return right.conv1d_forward(image[None, : w.shape[1]], w, b, stride)[0]


def conv1d_forward__thinned(x, w, b, stride=1, pad=0):
    """Every stride-th sample is kept"""
    return right.conv1d_forward(_signals(x, pad)[:, :, ::stride], w, b)


def conv1d_forward__convolved(x, w, b, stride=1, pad=0):
    """what np.convolve does"""
    x, k = _signals(x, pad), w.shape[2]
    out = np.zeros((len(x), len(w), x.shape[2] - k + 1))
    for n, f, c in np.ndindex(len(x), len(w), x.shape[1]):
        out[n, f] += np.convolve(x[n, c], w[f, c], mode="valid")
    return out[:, :, ::stride] + b[:, None]


def conv1d_forward__same(x, w, b, stride=1, pad=0):
    out = np.zeros((len(x), len(w), max(x.shape[2], w.shape[2])))
    for n, f, c in np.ndindex(len(x), len(w), x.shape[1]):
        out[n, f] += np.correlate(x[n, c], w[f, c], mode="same")
    return out[:, :, ::stride] + b[:, None]


def conv1d_forward__without_bias(x, w, b, stride=1, pad=0):
    """The biases are missing"""
    return right.conv1d_forward(x, w, 0 * b, stride, pad)


def conv1d_forward__bias_for_each_channel(x, w, b, stride=1, pad=0):
    """The bias is added once for every channel"""
    return right.conv1d_forward(x, w, b * x.shape[1], stride, pad)


def conv1d_forward__stride_1(x, w, b, stride=1, pad=0):
    """The stride is not used"""
    return right.conv1d_forward(x, w, b, 1, pad)


def conv1d_forward__beginning(x, w, b, stride=1, pad=0):
    """exactly in the cases where stride is larger than 1"""
    places = (x.shape[2] + 2 * pad - w.shape[2]) // stride + 1
    return right.conv1d_forward(x, w, b, 1, pad)[:, :, :places]


def conv1d_forward__without_pad(x, w, b, stride=1, pad=0):
    """There is no padding"""
    return right.conv1d_forward(x, w, b, stride)


def conv1d_forward__first_channel(x, w, b, stride=1, pad=0):
    return right.conv1d_forward(x[:, :1], w[:, :1], b, stride, pad)


def conv1d_forward__last_channel(x, w, b, stride=1, pad=0):
    return right.conv1d_forward(x[:, -1:], w[:, -1:], b, stride, pad)


def conv1d_forward__mean(x, w, b, stride=1, pad=0):
    return right.conv1d_forward(x, w / w.shape[2], b, stride, pad)


def conv1d_forward__last_place_missing(x, w, b, stride=1, pad=0):
    return right.conv1d_forward(x, w, b, stride, pad)[:, :, :-1]


def conv1d_forward__rounded_up(x, w, b, stride=1, pad=0):
    room = -(x.shape[2] + 2 * pad - w.shape[2]) % stride
    signals = np.pad(_signals(x, pad), [(0, 0), (0, 0), (0, room)])
    return right.conv1d_forward(signals, w, b, stride)


def conv1d_forward__as_high_images(x, w, b, stride=1, pad=0):
    """exactly in the cases where pad is larger than 0"""
    return right.conv_forward(x[..., None], w[..., None], b, stride, pad)[..., 0]


def conv1d_forward__filters_last(x, w, b, stride=1, pad=0):
    """you returned axes (0, 2, 1)"""
    return right.conv1d_forward(x, w, b, stride, pad).swapaxes(1, 2)
