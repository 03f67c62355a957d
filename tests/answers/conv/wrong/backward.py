"""Wrong gradients of convolution layers. Each docstring is a part of what the judge must say."""

import numpy as np

from autograder.solutions import conv as right


def _padded(x, pad):
    return np.pad(x, [(0, 0), (0, 0), (pad, pad), (pad, pad)])


def _window(i, j, w, stride):
    kh, kw = w.shape[2:]
    return (..., slice(i * stride, i * stride + kh), slice(j * stride, j * stride + kw))


def _back(dout, x, w, stride, pad, places=None):
    """dx with its border, dw: windows visited once more, all images at a time."""
    images = _padded(x, pad)
    dimages, dw = np.zeros_like(images), np.zeros_like(w)
    for i, j in np.ndindex(*(places or dout.shape[2:])):
        at, slopes = _window(i, j, w, stride), dout[:, :, i, j]
        dw += np.tensordot(slopes, images[at], (0, 0))
        dimages[at] += np.tensordot(slopes, w, (1, 0))
    return dimages, dw


def _cut(dimages, x, pad):
    return dimages[:, :, pad : pad + x.shape[2], pad : pad + x.shape[3]]


def _sum(dout):
    return dout.sum(axis=(0, 2, 3))


def conv_backward__empty_without_pad(dout, x, w, b, stride=1, pad=0):
    """Without padding dx is empty"""
    dxp, dw = _back(dout, x, w, stride, pad)
    dx = dxp[:, :, pad:-pad, pad:-pad]
    return dx, dw, _sum(dout)


def conv_backward__border_kept(dout, x, w, b, stride=1, pad=0):
    """dx still has the border of zeros around it"""
    return *_back(dout, x, w, stride, pad), _sum(dout)


def conv_backward__cut_at_the_end(dout, x, w, b, stride=1, pad=0):
    """The border is cut off at one end only"""
    dxp, dw = _back(dout, x, w, stride, pad)
    return dxp[:, :, : x.shape[2], : x.shape[3]], dw, _sum(dout)


def conv_backward__cut_at_the_beginning(dout, x, w, b, stride=1, pad=0):
    """exactly in the cases where pad is larger than 0"""
    dxp, dw = _back(dout, x, w, stride, pad)
    return dxp[:, :, pad:, pad:][:, :, -x.shape[2] :, -x.shape[3] :], dw, _sum(dout)


def conv_backward__cut_twice(dout, x, w, b, stride=1, pad=0):
    """dx has shape"""
    dxp, dw = _back(dout, x, w, stride, pad)
    return dxp[:, :, pad : x.shape[2] - pad, pad : x.shape[3] - pad], dw, _sum(dout)


def conv_backward__overwritten(dout, x, w, b, stride=1, pad=0):
    """Where windows overlap"""
    dxp, dw = _back(dout, x, w, stride, pad)
    for i, j in np.ndindex(*dout.shape[2:]):
        dxp[_window(i, j, w, stride)] = np.tensordot(dout[:, :, i, j], w, (1, 0))
    return _cut(dxp, x, pad), dw, _sum(dout)


def conv_backward__overwritten_by_filters(dout, x, w, b, stride=1, pad=0):
    """In dx each filter and each window replaces the contribution of the others"""
    dxp, dw = _back(dout, x, w, stride, pad)
    dxp[:] = 0
    for n, f, i, j in np.ndindex(*dout.shape):
        dxp[n][_window(i, j, w, stride)] = dout[n, f, i, j] * w[f]
    return _cut(dxp, x, pad), dw, _sum(dout)


def conv_backward__dw_of_the_last_window(dout, x, w, b, stride=1, pad=0):
    """dw, db or both hold the contribution of the last window of the last image"""
    dxp, dw = _back(dout, x, w, stride, pad)
    images = _padded(x, pad)
    for n, f, i, j in np.ndindex(*dout.shape):
        dw[f] = dout[n, f, i, j] * images[n][_window(i, j, w, stride)]
    return _cut(dxp, x, pad), dw, _sum(dout)


def conv_backward__dw_of_the_last_image(dout, x, w, b, stride=1, pad=0):
    """dw, db or both hold the contribution of the last image"""
    dxp, _ = _back(dout, x, w, stride, pad)
    for n in range(len(x)):
        _, dw = _back(dout[n : n + 1], x[n : n + 1], w, stride, pad)
    return _cut(dxp, x, pad), dw, _sum(dout)


def conv_backward__dx_of_the_last_filter(dout, x, w, b, stride=1, pad=0):
    _, dw = _back(dout, x, w, stride, pad)
    for f in range(len(w)):
        dxp, _ = _back(dout[:, f : f + 1], x, w[f : f + 1], stride, pad)
    return _cut(dxp, x, pad), dw, _sum(dout)


def conv_backward__stride_forgotten(dout, x, w, b, stride=1, pad=0):
    """The stride is forgotten on the way back"""
    dxp, dw = _back(dout, x, w, 1, pad)
    return _cut(dxp, x, pad), dw, _sum(dout)


def conv_backward__stride_forgotten_for_dx(dout, x, w, b, stride=1, pad=0):
    """The stride is forgotten on the way back"""
    dx = _cut(_back(dout, x, w, 1, pad)[0], x, pad)
    return dx, _back(dout, x, w, stride, pad)[1], _sum(dout)


def conv_backward__stride_forgotten_for_dw(dout, x, w, b, stride=1, pad=0):
    """The stride is forgotten on the way back"""
    dx = _cut(_back(dout, x, w, stride, pad)[0], x, pad)
    return dx, _back(dout, x, w, 1, pad)[1], _sum(dout)


def conv_backward__full_convolution_at_stride_1(dout, x, w, b, stride=1, pad=0):
    """dx has shape"""
    _, dw = _back(dout, x, w, stride, pad)
    kh, kw = w.shape[2:]
    full = np.pad(dout, [(0, 0), (0, 0), (kh - 1, kh - 1), (kw - 1, kw - 1)])
    turned = w.swapaxes(0, 1)[:, :, ::-1, ::-1]
    dxp = right.conv_forward(full, turned, np.zeros(x.shape[1]))
    return _cut(dxp, x, pad), dw, _sum(dout)


def _spread(dout, x, w, stride, pad):
    """dout with zeros for the places that the stride left out."""
    kh, kw = w.shape[2:]
    ho, wo = x.shape[2] + 2 * pad - kh + 1, x.shape[3] + 2 * pad - kw + 1
    out = np.zeros((*dout.shape[:2], ho, wo))
    out[:, :, ::stride, ::stride] = dout
    return out


def conv_backward__border_narrower_than_filters(dout, x, w, b, stride=1, pad=0):
    """index can't contain negative values"""
    _, dw = _back(dout, x, w, stride, pad)
    room = [(k - 1 - pad, k - 1 - pad) for k in w.shape[2:]]
    full = np.pad(_spread(dout, x, w, stride, pad), [(0, 0), (0, 0), *room])
    turned = w.swapaxes(0, 1)[:, :, ::-1, ::-1]
    return right.conv_forward(full, turned, np.zeros(x.shape[1])), dw, _sum(dout)


def conv_backward__turned_along_the_first_axes(dout, x, w, b, stride=1, pad=0):
    _, dw = _back(dout, x, w, stride, pad)
    room = [(k - 1, k - 1) for k in w.shape[2:]]
    full = np.pad(_spread(dout, x, w, stride, pad), [(0, 0), (0, 0), *room])
    turned = np.rot90(w, 2).swapaxes(0, 1)
    return _cut(right.conv_forward(full, turned, np.zeros(x.shape[1])), x, pad), dw, _sum(dout)


def conv_backward__full_convolution_not_flipped(dout, x, w, b, stride=1, pad=0):
    """The filters are flipped on the way back to x"""
    _, dw = _back(dout, x, w, stride, pad)
    dxp, _ = _back(dout, x, w[:, :, ::-1, ::-1], stride, pad)
    return _cut(dxp, x, pad), dw, _sum(dout)


def conv_backward__dw_flipped(dout, x, w, b, stride=1, pad=0):
    """dw is flipped, top to bottom and left to right"""
    dxp, dw = _back(dout, x, w, stride, pad)
    return _cut(dxp, x, pad), np.flip(dw, (2, 3)), _sum(dout)


def conv_backward__without_dout(dout, x, w, b, stride=1, pad=0):
    """dout is missing"""
    ones = np.ones_like(dout)
    dxp, dw = _back(ones, x, w, stride, pad)
    return _cut(dxp, x, pad), dw, _sum(ones)


def conv_backward__through_a_relu(dout, x, w, b, stride=1, pad=0):
    gate = dout * (right.conv_forward(x, w, b, stride, pad) > 0)
    dxp, dw = _back(gate, x, w, stride, pad)
    return _cut(dxp, x, pad), dw, _sum(gate)


def conv_backward__nothing_arrives(dout, x, w, b, stride=1, pad=0):
    """nothing ever arrives in them"""
    return np.zeros_like(x), np.zeros_like(w), np.zeros_like(b)


def conv_backward__db_over_images(dout, x, w, b, stride=1, pad=0):
    """The gradient of b is summed only over the images"""
    dxp, dw = _back(dout, x, w, stride, pad)
    return _cut(dxp, x, pad), dw, dout.sum(axis=0)


def conv_backward__db_over_places(dout, x, w, b, stride=1, pad=0):
    """The gradient of b is summed only over the places"""
    dxp, dw = _back(dout, x, w, stride, pad)
    return _cut(dxp, x, pad), dw, dout.sum(axis=(2, 3))


def conv_backward__db_over_everything(dout, x, w, b, stride=1, pad=0):
    """The gradient of b is summed over the filters too"""
    dxp, dw = _back(dout, x, w, stride, pad)
    return _cut(dxp, x, pad), dw, np.full(b.shape, np.sum(dout))


def conv_backward__db_with_four_axes(dout, x, w, b, stride=1, pad=0):
    """db has shape"""
    dxp, dw = _back(dout, x, w, stride, pad)
    return _cut(dxp, x, pad), dw, dout.sum(axis=(0, 2, 3), keepdims=True)


def conv_backward__db_mean(dout, x, w, b, stride=1, pad=0):
    dxp, dw = _back(dout, x, w, stride, pad)
    return _cut(dxp, x, pad), dw, dout.mean(axis=(0, 2, 3))


def conv_backward__db_divided_by_n(dout, x, w, b, stride=1, pad=0):
    """db is the expected value times 1/len(dout)"""
    dxp, dw = _back(dout, x, w, stride, pad)
    return _cut(dxp, x, pad), dw, _sum(dout) / len(x)


def conv_backward__divided_by_n(dout, x, w, b, stride=1, pad=0):
    """divided by the number of images"""
    dxp, dw = _back(dout, x, w, stride, pad)
    return _cut(dxp, x, pad), dw / len(x), _sum(dout) / len(x)
