"""Wrong layers by matrix products. Each docstring is a part of what the judge must say."""

import numpy as np

from autograder.solutions import conv as right


def _places(x, w, stride, pad):
    return tuple((x.shape[a] + 2 * pad - w.shape[a]) // stride + 1 for a in (2, 3))


def _one_matrix(x, w, stride, pad):
    """Columns of all images, (C·KH·KW, N·HO·WO)."""
    cols = right.im2col(x, *w.shape[2:], stride, pad)
    return np.concatenate(list(cols), axis=1)


def _by_places(x, w, stride, pad):
    """Columns of all images, (C·KH·KW, HO·WO·N): the images of a window side by side."""
    cols = right.im2col(x, *w.shape[2:], stride, pad)
    return cols.transpose(1, 2, 0).reshape(cols.shape[1], -1)


def _rows(w):
    return w.reshape(len(w), -1)


def conv_forward_im2col__images_mixed_with_filters(x, w, b, stride=1, pad=0):
    """Images and filters are mixed up"""
    out = _rows(w) @ _one_matrix(x, w, stride, pad) + b[:, None]
    return out.reshape(len(x), len(w), *_places(x, w, stride, pad))


def conv_forward_im2col__images_mixed_with_pixels(x, w, b, stride=1, pad=0):
    """Images and pixels are mixed up"""
    out = _rows(w) @ _by_places(x, w, stride, pad) + b[:, None]
    return out.reshape(len(w), len(x), *_places(x, w, stride, pad)).swapaxes(0, 1)


def conv_forward_im2col__all_mixed(x, w, b, stride=1, pad=0):
    """Images, filters and pixels are mixed up"""
    out = _rows(w) @ _by_places(x, w, stride, pad) + b[:, None]
    return out.reshape(len(x), len(w), *_places(x, w, stride, pad))


def conv_forward_im2col__filters_last(x, w, b, stride=1, pad=0):
    """Filters and pixels are mixed up"""
    out = right.im2col(x, *w.shape[2:], stride, pad).swapaxes(1, 2) @ _rows(w).T + b
    return out.reshape(len(x), len(w), *_places(x, w, stride, pad))


def conv_forward_im2col__flat(x, w, b, stride=1, pad=0):
    """The output is still flat"""
    return _rows(w) @ right.im2col(x, *w.shape[2:], stride, pad) + b[:, None]


def conv_forward_im2col__weights_channels_last(x, w, b, stride=1, pad=0):
    """You moved the axes of the weights before flattening"""
    turned = w.transpose(0, 2, 3, 1).reshape(w.shape)
    return right.conv_forward_im2col(x, turned, b, stride, pad)


def conv_forward_im2col__weights_by_columns(x, w, b, stride=1, pad=0):
    """The weights are flattened column by column"""
    return right.conv_forward_im2col(x, w.swapaxes(2, 3).reshape(w.shape), b, stride, pad)


def conv_forward_im2col__weights_reshaped_to_columns(x, w, b, stride=1, pad=0):
    """The weights are reshaped to"""
    out = w.reshape(-1, len(w)).T @ right.im2col(x, *w.shape[2:], stride, pad) + b[:, None]
    return out.reshape(len(x), len(w), *_places(x, w, stride, pad))


def conv_forward_im2col__flipped(x, w, b, stride=1, pad=0):
    """The kernel is flipped"""
    return right.conv_forward_im2col(x, np.flip(w, (2, 3)), b, stride, pad)


def conv_forward_im2col__without_bias(x, w, b, stride=1, pad=0):
    """The bias is left out"""
    return right.conv_forward_im2col(x, w, np.zeros(len(w)), stride, pad)


def conv_forward_im2col__bias_along_rows(x, w, b, stride=1, pad=0):
    """Your code raised"""
    out = _rows(w) @ right.im2col(x, *w.shape[2:], stride, pad) + b
    return out.reshape(len(x), len(w), *_places(x, w, stride, pad))


def conv_forward_im2col__stride_not_handed_on(x, w, b, stride=1, pad=0):
    """Your code raised"""
    out = _rows(w) @ right.im2col(x, *w.shape[2:], pad=pad) + b[:, None]
    return out.reshape(len(x), len(w), *_places(x, w, stride, pad))


def conv_forward_im2col__stride_1(x, w, b, stride=1, pad=0):
    """The stride is not used"""
    return right.conv_forward_im2col(x, w, b, 1, pad)


def conv_forward_im2col__without_pad(x, w, b, stride=1, pad=0):
    """The padding is forgotten"""
    return right.conv_forward_im2col(x, w, b, stride)


def conv_forward_im2col__square_output(x, w, b, stride=1, pad=0):
    """Your code raised"""
    ho, _ = _places(x, w, stride, pad)
    out = _rows(w) @ right.im2col(x, *w.shape[2:], stride, pad) + b[:, None]
    return out.reshape(len(x), len(w), ho, ho)


def conv_forward_im2col__rows_and_columns_exchanged(x, w, b, stride=1, pad=0):
    ho, wo = _places(x, w, stride, pad)
    out = _rows(w) @ right.im2col(x, *w.shape[2:], stride, pad) + b[:, None]
    return out.reshape(len(x), len(w), wo, ho)


def conv_forward_im2col__mean(x, w, b, stride=1, pad=0):
    return right.conv_forward_im2col(x, w / w[0].size, b, stride, pad)


def conv_forward_im2col__fits_or_fails(x, w, b, stride=1, pad=0):
    """Your code raised AssertionError"""
    assert (x.shape[2] + 2 * pad - w.shape[2]) % stride == 0, "width does not work"
    assert (x.shape[3] + 2 * pad - w.shape[3]) % stride == 0, "height does not work"
    return right.conv_forward_im2col(x, w, b, stride, pad)


def _gradients(dout, x, w, stride, pad):
    return right.conv_backward_im2col(dout, x, w, np.zeros(len(w)), stride, pad)


def conv_backward_im2col__mixed_with_images(dout, x, w, b, stride=1, pad=0):
    """Images and filters of dout are mixed up"""
    cols, flat = _one_matrix(x, w, stride, pad), dout.reshape(len(w), -1)
    dcols = np.stack(np.split(_rows(w).T @ flat, len(x), axis=1))
    dx = right.col2im(dcols, x.shape, *w.shape[2:], stride, pad)
    return dx, (flat @ cols.T).reshape(w.shape), dout.sum(axis=(0, 2, 3))


def conv_backward_im2col__mixed_with_pixels(dout, x, w, b, stride=1, pad=0):
    """Images and pixels of dout are mixed up"""
    cols, flat = _by_places(x, w, stride, pad), dout.reshape(len(w), -1)
    dcols = np.moveaxis((_rows(w).T @ flat).reshape(len(cols), -1, len(x)), 2, 0)
    dx = right.col2im(dcols, x.shape, *w.shape[2:], stride, pad)
    return dx, (flat @ cols.T).reshape(w.shape), dout.sum(axis=(0, 2, 3))


def conv_backward_im2col__order_of_images_and_places(dout, x, w, b, stride=1, pad=0):
    """stand in different orders when you multiply them"""
    dx, _, db = _gradients(dout, x, w, stride, pad)
    flat = dout.transpose(1, 2, 3, 0).reshape(len(w), -1)
    return dx, (flat @ _one_matrix(x, w, stride, pad).T).reshape(w.shape), db


def conv_backward_im2col__columns_cut_into_images(dout, x, w, b, stride=1, pad=0):
    _, dw, db = _gradients(dout, x, w, stride, pad)
    dcols = _rows(w).T @ np.concatenate(list(dout.reshape(*dout.shape[:2], -1)), axis=1)
    dx = right.col2im(dcols.reshape(len(x), len(dcols), -1), x.shape, *w.shape[2:], stride, pad)
    return dx, dw, db


def conv_backward_im2col__dw_for_each_image(dout, x, w, b, stride=1, pad=0):
    """There is one dw for each image"""
    dx, _, db = _gradients(dout, x, w, stride, pad)
    cols = right.im2col(x, *w.shape[2:], stride, pad)
    dw = dout.reshape(*dout.shape[:2], -1) @ cols.swapaxes(1, 2)
    return dx, dw.reshape(len(x), *w.shape), db


def conv_backward_im2col__dw_flat(dout, x, w, b, stride=1, pad=0):
    """The gradient of w is flat"""
    dx, dw, db = _gradients(dout, x, w, stride, pad)
    return dx, _rows(dw), db


def conv_backward_im2col__dw_reshaped_not_transposed(dout, x, w, b, stride=1, pad=0):
    """The gradient of w comes out transposed"""
    dx, dw, db = _gradients(dout, x, w, stride, pad)
    return dx, _rows(dw).T.reshape(w.shape), db


def conv_backward_im2col__w_reshaped_not_transposed(dout, x, w, b, stride=1, pad=0):
    """W is reshaped to (C·KH·KW, F) on the way back to x"""
    _, dw, db = _gradients(dout, x, w, stride, pad)
    dcols = w.reshape(-1, len(w)) @ dout.reshape(*dout.shape[:2], -1)
    return right.col2im(dcols, x.shape, *w.shape[2:], stride, pad), dw, db


def conv_backward_im2col__w_not_transposed(dout, x, w, b, stride=1, pad=0):
    """Your code raised ValueError"""
    _, dw, db = _gradients(dout, x, w, stride, pad)
    dcols = _rows(w) @ dout.reshape(*dout.shape[:2], -1)
    return right.col2im(dcols, x.shape, *w.shape[2:], stride, pad), dw, db


def conv_backward_im2col__dx_of_columns(dout, x, w, b, stride=1, pad=0):
    """dx is the gradient of the columns"""
    _, dw, db = _gradients(dout, x, w, stride, pad)
    return _rows(w).T @ dout.reshape(*dout.shape[:2], -1), dw, db


def conv_backward_im2col__overlaps_averaged(dout, x, w, b, stride=1, pad=0):
    """dx holds the mean of what arrives"""
    dx, dw, db = _gradients(dout, x, w, stride, pad)
    window = (*w.shape[2:], stride, pad)
    uses = right.col2im(right.im2col(np.ones_like(x), *window), x.shape, *window)
    return dx / np.maximum(uses, 1), dw, db


def conv_backward_im2col__overwritten(dout, x, w, b, stride=1, pad=0):
    _, dw, db = _gradients(dout, x, w, stride, pad)
    (_, _, h, wide), (_, _, kh, kw) = x.shape, w.shape
    images = right.pad2d(np.zeros_like(x), pad)
    for i, j in np.ndindex(*dout.shape[2:]):
        at = (..., slice(i * stride, i * stride + kh), slice(j * stride, j * stride + kw))
        images[at] = np.tensordot(dout[:, :, i, j], w, (1, 0))
    return images[:, :, pad : pad + h, pad : pad + wide], dw, db


def conv_backward_im2col__divided_by_n(dout, x, w, b, stride=1, pad=0):
    """divided by the number of images"""
    dx, dw, db = _gradients(dout, x, w, stride, pad)
    return dx, dw / len(x), db / len(x)


def conv_backward_im2col__dw_divided_by_n(dout, x, w, b, stride=1, pad=0):
    """dw is the expected value times 1/len(dout)"""
    dx, dw, db = _gradients(dout, x, w, stride, pad)
    return dx, dw / len(x), db


def conv_backward_im2col__everything_divided_by_n(dout, x, w, b, stride=1, pad=0):
    """times 1/len(dout)"""
    return _gradients(dout / len(x), x, w, stride, pad)


def conv_backward_im2col__db_over_images(dout, x, w, b, stride=1, pad=0):
    """The gradient of b is summed only over the images"""
    return *_gradients(dout, x, w, stride, pad)[:2], dout.sum(axis=0)


def conv_backward_im2col__db_over_places(dout, x, w, b, stride=1, pad=0):
    """db has shape"""
    return *_gradients(dout, x, w, stride, pad)[:2], dout.sum(axis=(2, 3))


def conv_backward_im2col__db_as_a_column(dout, x, w, b, stride=1, pad=0):
    """db has shape"""
    flat = dout.swapaxes(0, 1).reshape(len(w), -1)
    return *_gradients(dout, x, w, stride, pad)[:2], flat.sum(axis=1, keepdims=True)


def conv_backward_im2col__without_dout(dout, x, w, b, stride=1, pad=0):
    """dout is missing"""
    return _gradients(np.ones_like(dout), x, w, stride, pad)


def conv_backward_im2col__stride_not_handed_to_im2col(dout, x, w, b, stride=1, pad=0):
    """Your code raised ValueError"""
    dx, _, db = _gradients(dout, x, w, stride, pad)
    cols = right.im2col(x, *w.shape[2:], pad=pad)
    dw = dout.reshape(*dout.shape[:2], -1) @ cols.swapaxes(1, 2)
    return dx, dw.sum(axis=0).reshape(w.shape), db


def conv_backward_im2col__stride_not_handed_to_col2im(dout, x, w, b, stride=1, pad=0):
    """Your code raised ValueError"""
    _, dw, db = _gradients(dout, x, w, stride, pad)
    dcols = _rows(w).T @ dout.reshape(*dout.shape[:2], -1)
    return right.col2im(dcols, x.shape, *w.shape[2:], pad=pad), dw, db


def conv_backward_im2col__shape_with_border(dout, x, w, b, stride=1, pad=0):
    """dx has shape"""
    _, dw, db = _gradients(dout, x, w, stride, pad)
    images = np.pad(x, [(0, 0), (0, 0), (pad, pad), (pad, pad)])
    return _gradients(dout, images, w, stride, 0)[0], dw, db


def conv_backward_im2col__empty_without_pad(dout, x, w, b, stride=1, pad=0):
    """dx has shape"""
    images = np.pad(x, [(0, 0), (0, 0), (pad, pad), (pad, pad)])
    dx, dw, db = _gradients(dout, images, w, stride, 0)
    return dx[:, :, pad:-pad, pad:-pad], dw, db


def conv_backward_im2col__flipped(dout, x, w, b, stride=1, pad=0):
    _, dw, db = _gradients(dout, x, w, stride, pad)
    return _gradients(dout, x, np.flip(w, (2, 3)), stride, pad)[0], dw, db


def conv_backward_im2col__order_of_the_answer(dout, x, w, b, stride=1, pad=0):
    """dx has shape"""
    dx, dw, db = _gradients(dout, x, w, stride, pad)
    return dw, db, dx


def conv_backward_im2col__dout_reshaped_in_place(dout, x, w, b, stride=1, pad=0):
    """changes its input dout"""
    answer = _gradients(dout, x, w, stride, pad)
    dout.shape = (*dout.shape[:2], -1)
    return answer
