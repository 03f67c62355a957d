"""Wrong ways back from columns to images. Each docstring is a part of what the judge must say."""

import numpy as np

from autograder.solutions import conv as right


def _places(x_shape, kh, kw, stride, pad):
    return (x_shape[2] + 2 * pad - kh) // stride + 1, (x_shape[3] + 2 * pad - kw) // stride + 1


def _bordered(cols, x_shape, kh, kw, stride, pad, places=None, add=True):
    """The images with their border, window by window."""
    n, c, h, w = x_shape
    places = places or _places(x_shape, kh, kw, stride, pad)
    out = np.zeros((n, c, h + 2 * pad, w + 2 * pad))
    for place, (i, j) in enumerate(np.ndindex(*places)):
        at = (..., slice(i * stride, i * stride + kh), slice(j * stride, j * stride + kw))
        out[at] = cols[:, :, place].reshape(n, c, kh, kw) + (out[at] if add else 0)
    return out


def _cut(images, x_shape, pad):
    return images[:, :, pad : pad + x_shape[2], pad : pad + x_shape[3]]


def col2im__overwritten(cols, x_shape, kh, kw, stride=1, pad=0):
    """Where windows overlap, the last one replaces the others"""
    return _cut(_bordered(cols, x_shape, kh, kw, stride, pad, add=False), x_shape, pad)


def col2im__overwritten_by_offsets(cols, x_shape, kh, kw, stride=1, pad=0):
    """in the order of u and v"""
    n, c, h, w = x_shape
    ho, wo = _places(x_shape, kh, kw, stride, pad)
    parts, out = cols.reshape(n, c, kh, kw, ho, wo), np.zeros((n, c, h + 2 * pad, w + 2 * pad))
    for u, v in np.ndindex(kh, kw):
        out[:, :, u : u + ho * stride : stride, v : v + wo * stride : stride] = parts[:, :, u, v]
    return _cut(out, x_shape, pad)


def col2im__overwritten_by_index_arrays(cols, x_shape, kh, kw, stride=1, pad=0):
    """in the order of u and v"""
    n, c, h, w = x_shape
    ho, wo = _places(x_shape, kh, kw, stride, pad)
    rows = np.add.outer(np.arange(kh).repeat(kw), stride * np.arange(ho).repeat(wo))
    columns = np.add.outer(np.tile(np.arange(kw), kh), stride * np.tile(np.arange(wo), ho))
    out = np.zeros((n, c, h + 2 * pad, w + 2 * pad))
    out[:, :, rows, columns] += cols.reshape(n, c, kh * kw, ho * wo)
    return _cut(out, x_shape, pad)


def col2im__averaged(cols, x_shape, kh, kw, stride=1, pad=0):
    """Overlaps are averaged, so that col2im undoes im2col"""
    case = (x_shape, kh, kw, stride, pad)
    uses = _bordered(np.ones_like(cols), *case)
    return _cut(_bordered(cols, *case) / np.maximum(uses, 1), x_shape, pad)


def col2im__border_kept(cols, x_shape, kh, kw, stride=1, pad=0):
    """The border of zeros is still there"""
    return _bordered(cols, x_shape, kh, kw, stride, pad)


def col2im__empty_without_pad(cols, x_shape, kh, kw, stride=1, pad=0):
    """Without padding the images are empty"""
    return _bordered(cols, x_shape, kh, kw, stride, pad)[:, :, pad:-pad, pad:-pad]


def col2im__cut_at_the_end(cols, x_shape, kh, kw, stride=1, pad=0):
    """The border is cut off at one end only"""
    whole = _bordered(cols, x_shape, kh, kw, stride, pad)
    return whole[:, :, : x_shape[2], : x_shape[3]]


def col2im__square_cut(cols, x_shape, kh, kw, stride=1, pad=0):
    whole = _bordered(cols, x_shape, kh, kw, stride, pad)
    return whole[:, :, pad : pad + x_shape[2], pad : pad + x_shape[2]]


def col2im__shape_with_border(cols, x_shape, kh, kw, stride=1, pad=0):
    """exactly in the cases where pad is larger than 0"""
    n, c, h, w = x_shape
    places = _places(x_shape, kh, kw, stride, 0)
    whole = _bordered(cols, x_shape, kh, kw, stride, 0, places)
    return whole[:, :, pad : h - pad, pad : w - pad].reshape(n, c, h - 2 * pad, w - 2 * pad)


def col2im__channels_last(cols, x_shape, kh, kw, stride=1, pad=0):
    """You read the columns as if the channels of a pixel stood together"""
    n, c, _, _ = x_shape
    read = cols.reshape(n, kh, kw, c, -1).transpose(0, 3, 1, 2, 4).reshape(cols.shape)
    return right.col2im(read, x_shape, kh, kw, stride, pad)


def col2im__by_columns(cols, x_shape, kh, kw, stride=1, pad=0):
    """You fill each window column by column"""
    n, c, _, _ = x_shape
    read = cols.reshape(n, c, kw, kh, -1).swapaxes(2, 3).reshape(cols.shape)
    return right.col2im(read, x_shape, kh, kw, stride, pad)


def col2im__reshaped_to_windows(cols, x_shape, kh, kw, stride=1, pad=0):
    """You reshape the columns straight into windows"""
    n, c, h, w = x_shape
    ho, wo = _places(x_shape, kh, kw, stride, pad)
    windows, out = cols.reshape(n, c, ho, wo, kh, kw), np.zeros((n, c, h + 2 * pad, w + 2 * pad))
    for i, j in np.ndindex(ho, wo):
        out[:, :, i * stride :, j * stride :][:, :, :kh, :kw] += windows[:, :, i, j]
    return _cut(out, x_shape, pad)


def col2im__rows_read_as_columns(cols, x_shape, kh, kw, stride=1, pad=0):
    read = cols.reshape(len(cols), cols.shape[2], -1).transpose(0, 2, 1)
    return right.col2im(read, x_shape, kh, kw, stride, pad)


def col2im__images_mixed(cols, x_shape, kh, kw, stride=1, pad=0):
    read = cols.reshape(cols.shape[1], len(cols), -1).transpose(1, 0, 2)
    return right.col2im(read, x_shape, kh, kw, stride, pad)


def col2im__left_over_missing(cols, x_shape, kh, kw, stride=1, pad=0):
    """The rows and columns left over at the end are missing"""
    ho, wo = _places(x_shape, kh, kw, stride, pad)
    height, width = (ho - 1) * stride + kh - 2 * pad, (wo - 1) * stride + kw - 2 * pad
    return right.col2im(cols, (*x_shape[:2], height, width), kh, kw, stride, pad)


def col2im__left_over_not_expected(cols, x_shape, kh, kw, stride=1, pad=0):
    """Your code raised"""
    places = [right.output_size(x_shape[2], kh, stride, pad)]
    places.append(right.output_size(x_shape[3], kw, stride, pad))
    return _cut(_bordered(cols, x_shape, kh, kw, stride, pad, places), x_shape, pad)


def col2im__stride_1(cols, x_shape, kh, kw, stride=1, pad=0):
    """exactly in the cases where stride is larger than 1"""
    places = _places(x_shape, kh, kw, stride, pad)
    return _cut(_bordered(cols, x_shape, kh, kw, 1, pad, places), x_shape, pad)


def col2im__places_at_stride_1(cols, x_shape, kh, kw, stride=1, pad=0):
    """Your code raised"""
    return right.col2im(cols, x_shape, kh, kw, 1, pad)


def col2im__places_by_columns(cols, x_shape, kh, kw, stride=1, pad=0):
    """You read the columns as windows ordered down the image"""
    ho, wo = _places(x_shape, kh, kw, stride, pad)
    read = cols.reshape(*cols.shape[:2], wo, ho).swapaxes(2, 3).reshape(cols.shape)
    return right.col2im(read, x_shape, kh, kw, stride, pad)


def col2im__counted_with_ho(cols, x_shape, kh, kw, stride=1, pad=0):
    (n, c, h, w), out = x_shape, 0
    ho, wo = _places(x_shape, kh, kw, stride, pad)
    out = np.zeros((n, c, h + 2 * pad, w + 2 * pad))
    for i, j in np.ndindex(ho, wo):
        place = min(i * ho + j, ho * wo - 1)
        at = (..., slice(i * stride, i * stride + kh), slice(j * stride, j * stride + kw))
        out[at] += cols[:, :, place].reshape(n, c, kh, kw)
    return _cut(out, x_shape, pad)


def col2im__square_places(cols, x_shape, kh, kw, stride=1, pad=0):
    ho, _ = _places(x_shape, kh, kw, stride, pad)
    return _cut(_bordered(cols, x_shape, kh, kw, stride, pad, (ho, ho)), x_shape, pad)


def col2im__sides_exchanged(cols, x_shape, kh, kw, stride=1, pad=0):
    return right.col2im(cols, x_shape, kw, kh, stride, pad)


def col2im__windows_flipped(cols, x_shape, kh, kw, stride=1, pad=0):
    n, c, _, _ = x_shape
    read = cols.reshape(n, c, kh, kw, -1)[:, :, ::-1, ::-1].reshape(cols.shape)
    return right.col2im(read, x_shape, kh, kw, stride, pad)


def col2im__without_pad(cols, x_shape, kh, kw, stride=1, pad=0):
    """Your code raised"""
    return right.col2im(cols, x_shape, kh, kw, stride)


def col2im__windows_beyond_the_border_left_out(cols, x_shape, kh, kw, stride=1, pad=0):
    """exactly in the cases where pad is larger than 0"""
    (n, c, h, w), places = x_shape, _places(x_shape, kh, kw, stride, pad)
    out = np.zeros(x_shape)
    for place, (i, j) in enumerate(np.ndindex(*places)):
        top, left = i * stride - pad, j * stride - pad
        if top >= 0 and left >= 0 and top + kh <= h and left + kw <= w:
            out[:, :, top:, left:][:, :, :kh, :kw] += cols[:, :, place].reshape(n, c, kh, kw)
    return out


def col2im__last_window_missing(cols, x_shape, kh, kw, stride=1, pad=0):
    cols = cols.copy()
    cols[:, :, -1] = 0
    return right.col2im(cols, x_shape, kh, kw, stride, pad)


def col2im__channels_summed(cols, x_shape, kh, kw, stride=1, pad=0):
    out = right.col2im(cols, x_shape, kh, kw, stride, pad)
    return np.broadcast_to(out.sum(axis=1, keepdims=True), out.shape)


def col2im__first_image(cols, x_shape, kh, kw, stride=1, pad=0):
    out = right.col2im(cols, x_shape, kh, kw, stride, pad)
    return out[:1].repeat(len(out), axis=0)


def col2im__whole_numbers(cols, x_shape, kh, kw, stride=1, pad=0):
    """dtype"""
    return right.col2im(cols.astype(int), x_shape, kh, kw, stride, pad)


def col2im__in_place(cols, x_shape, kh, kw, stride=1, pad=0):
    """changes its input cols"""
    out = right.col2im(cols, x_shape, kh, kw, stride, pad)
    cols *= 0
    return out
