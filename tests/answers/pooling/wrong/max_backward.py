"""Wrong ways back from the maxima. Each docstring is a part of what the judge must say."""

import numpy as np

from autograder.solutions import pooling as right


def _shape(x, kh, kw, stride):
    return (*x.shape[:2], (x.shape[2] - kh) // stride + 1, (x.shape[3] - kw) // stride + 1)


def _loop(x, kh, kw, stride, pick, shape=None):
    """out and switches by a rule for one window, as loops fill them."""
    shape = shape or _shape(x, kh, kw, stride)
    out, switches = np.zeros(shape), np.zeros(shape, dtype=np.int64)
    for n, c, i, j in np.ndindex(*shape):
        window = x[n, c, i * stride : i * stride + kh, j * stride : j * stride + kw]
        out[n, c, i, j], (u, v) = pick(window)
        switches[n, c, i, j] = (i * stride + u) * x.shape[3] + j * stride + v
    return out, switches


def _scatter(dout, switches, x_shape):
    n, c, h, w = x_shape
    return np.zeros((n * c, h * w)), switches.reshape(n * c, -1), dout.reshape(n * c, -1)


def _places(x, size, stride):
    out, switches = right.max_pool_forward(x, size, stride)
    return out, switches // x.shape[3], switches % x.shape[3]


def max_pool_backward__assigned(dout, switches, x_shape):
    """only one gradient arrives: the last one has replaced"""
    dx = np.zeros(x_shape)
    for n, c, i, j in np.ndindex(*dout.shape):
        row, column = divmod(switches[n, c, i, j], x_shape[3])
        dx[n, c, row, column] = dout[n, c, i, j]
    return dx


def max_pool_backward__fancy_add(dout, switches, x_shape):
    """Where several windows have the same maximum, only one gradient arrives"""
    dx, places, values = _scatter(dout, switches, x_shape)
    dx[np.arange(len(dx))[:, None], places] += values
    return dx.reshape(x_shape)


def max_pool_backward__put_along(dout, switches, x_shape):
    """Several paths add up"""
    dx, places, values = _scatter(dout, switches, x_shape)
    np.put_along_axis(dx, places, values, axis=1)
    return dx.reshape(x_shape)


def max_pool_backward__first(dout, switches, x_shape):
    """only the first gradient arrives"""
    dx = np.zeros(x_shape)
    for n, c, i, j in np.ndindex(*dout.shape):
        row, column = divmod(switches[n, c, i, j], x_shape[3])
        if dx[n, c, row, column] == 0:
            dx[n, c, row, column] = dout[n, c, i, j]
    return dx


def max_pool_backward__divided(dout, switches, x_shape):
    """the mean of their gradients arrives"""
    count = right.max_pool_backward(np.ones_like(dout), switches, x_shape)
    return right.max_pool_backward(dout, switches, x_shape) / np.maximum(count, 1)


def max_pool_backward__share_in_window(dout, switches, x_shape):
    """Every gradient is spread evenly over a window"""
    kh, kw = x_shape[2] // dout.shape[2], x_shape[3] // dout.shape[3]
    dx = np.zeros(x_shape)
    for i, j in np.ndindex(*dout.shape[2:]):
        share = dout[:, :, i, j, None, None] / (kh * kw)
        dx[:, :, i * kh : (i + 1) * kh, j * kw : (j + 1) * kw] = share
    return dx


def max_pool_backward__whole_window(dout, switches, x_shape):
    """Every pixel of a window gets its gradient"""
    kh, kw = x_shape[2] // dout.shape[2], x_shape[3] // dout.shape[3]
    dx = np.zeros(x_shape)
    big = np.kron(dout, np.ones((kh, kw)))
    dx[:, :, : big.shape[2], : big.shape[3]] = big
    return dx


def max_pool_backward__columns(dout, switches, x_shape):
    """read down the columns"""
    h = x_shape[2]
    dx = np.zeros(x_shape)
    for n, c, i, j in np.ndindex(*dout.shape):
        s = switches[n, c, i, j]
        dx[n, c, s % h, s // h] += dout[n, c, i, j]
    return dx


def max_pool_backward__divmod_height(dout, switches, x_shape):
    """The switches are divided by H"""
    h = x_shape[2]
    dx = np.zeros(x_shape)
    for n, c, i, j in np.ndindex(*dout.shape):
        s = switches[n, c, i, j]
        dx[n, c, s // h, s % h] += dout[n, c, i, j]
    return dx


def max_pool_backward__flat_assigned(dout, switches, x_shape):
    """and only the last one for each place stays"""
    dx = np.zeros(x_shape)
    dx.flat[switches.ravel()] = dout.ravel()
    return dx


def max_pool_backward__flat_added(dout, switches, x_shape):
    """All gradients arrive in the first channel of the first image. A switch"""
    dx = np.zeros(x_shape)
    np.add.at(dx.reshape(-1), switches, dout)
    return dx


def max_pool_backward__first_image(dout, switches, x_shape):
    """The switches of the first image"""
    dx = np.zeros(x_shape)
    for n, c, i, j in np.ndindex(*dout.shape):
        row, column = divmod(switches[0, c, i, j], x_shape[3])
        dx[n, c, row, column] += dout[n, c, i, j]
    return dx


def max_pool_backward__first_channel(dout, switches, x_shape):
    """The switches of the first channel"""
    dx = np.zeros(x_shape)
    for n, c, i, j in np.ndindex(*dout.shape):
        row, column = divmod(switches[n, 0, i, j], x_shape[3])
        dx[n, c, row, column] += dout[n, c, i, j]
    return dx


def max_pool_backward__output_places(dout, switches, x_shape):
    """in the upper left corner of dx"""
    dx = np.zeros(x_shape)
    for n, c, i, j in np.ndindex(*dout.shape):
        dx[n, c, i, j] += dout[n, c, i, j]
    return dx


def max_pool_backward__ones(dout, switches, x_shape):
    """dout is missing: every maximum gets 1"""
    return right.max_pool_backward(np.ones_like(dout), switches, x_shape)


def max_pool_backward__mask(dout, switches, x_shape):
    """A mask says where the maxima were"""
    return (right.max_pool_backward(np.ones_like(dout), switches, x_shape) > 0).astype(float)


def max_pool_backward__sign(dout, switches, x_shape):
    """times −1"""
    return -right.max_pool_backward(dout, switches, x_shape)


def max_pool_backward__batch_mean(dout, switches, x_shape):
    """times 1/len(dout)"""
    return right.max_pool_backward(dout, switches, x_shape) / x_shape[0]


def max_pool_backward__shape_of_dout(dout, switches, x_shape):
    """has shape"""
    return dout * 1.0


def max_pool_backward__largest_gradient(dout, switches, x_shape):
    dx, places, values = _scatter(dout, switches, x_shape)
    np.maximum.at(dx, (np.arange(len(dx))[:, None], places), values)
    return dx.reshape(x_shape)


def max_pool_backward__times_the_count(dout, switches, x_shape):
    count = right.max_pool_backward(np.ones_like(dout), switches, x_shape)
    return right.max_pool_backward(dout, switches, x_shape) * count


def max_pool_backward__only_positive(dout, switches, x_shape):
    return right.max_pool_backward(np.maximum(dout, 0), switches, x_shape)


def max_pool_backward__first_pixel_of_block(dout, switches, x_shape):
    """Every gradient arrives at the first pixel of a window"""
    kh, kw = x_shape[2] // dout.shape[2], x_shape[3] // dout.shape[3]
    dx = np.zeros(x_shape)
    for n, c, i, j in np.ndindex(*dout.shape):
        dx[n, c, i * kh, j * kw] = dout[n, c, i, j]
    return dx


def max_pool_backward__windows_side_by_side(dout, switches, x_shape):
    """raised IndexError"""
    kh, kw = x_shape[2] // dout.shape[2], x_shape[3] // dout.shape[3]
    dx = np.zeros(x_shape)
    for n, c, i, j in np.ndindex(*dout.shape):
        u, v = np.divmod(switches[n, c, i, j], kw)
        dx[n, c, i * kh + u, j * kw + v] += dout[n, c, i, j]
    return dx


def max_pool_backward__width_of_dout(dout, switches, x_shape):
    dx = np.zeros(x_shape)
    for n, c, i, j in np.ndindex(*dout.shape):
        row, column = divmod(switches[n, c, i, j], dout.shape[3])
        dx[n, c, row, column] += dout[n, c, i, j]
    return dx


def max_pool_backward__counted_from_one(dout, switches, x_shape):
    return right.max_pool_backward(dout, np.maximum(switches - 1, 0), x_shape)


def max_pool_backward__switch_0_is_none(dout, switches, x_shape):
    return right.max_pool_backward(np.where(switches, dout, 0), switches, x_shape)


def max_pool_backward__first_image_alone(dout, switches, x_shape):
    dx = np.zeros(x_shape)
    dx[:1] = right.max_pool_backward(dout[:1], switches[:1], (1, *x_shape[1:]))
    return dx


def max_pool_backward__summed_over_channels(dout, switches, x_shape):
    dx = right.max_pool_backward(dout, switches, x_shape)
    return np.broadcast_to(dx.sum(axis=1, keepdims=True), x_shape)


def max_pool_backward__square_loop(dout, switches, x_shape):
    dx = np.zeros(x_shape)
    side = min(dout.shape[2:])
    for n, c, i, j in np.ndindex(*dout.shape[:2], side, side):
        row, column = divmod(switches[n, c, i, j], x_shape[3])
        dx[n, c, row, column] += dout[n, c, i, j]
    return dx


def max_pool_backward__integers(dout, switches, x_shape):
    """dtype int64"""
    dx = np.zeros(x_shape, dtype=switches.dtype)
    for n, c, i, j in np.ndindex(*dout.shape):
        row, column = divmod(switches[n, c, i, j], x_shape[3])
        dx[n, c, row, column] += int(dout[n, c, i, j])
    return dx


def max_pool_backward__planes_left_flat(dout, switches, x_shape):
    """dx has shape"""
    n, c, h, w = x_shape
    return right.max_pool_backward(dout, switches, x_shape).reshape(n, c, h * w)


def max_pool_backward__transposed(dout, switches, x_shape):
    """order of its axes"""
    return right.max_pool_backward(dout, switches, x_shape).swapaxes(2, 3)


def max_pool_backward__moves_the_switches(dout, switches, x_shape):
    """changes its input switches"""
    planes = np.arange(x_shape[0] * x_shape[1]).reshape(*x_shape[:2], 1, 1)
    switches += planes * x_shape[2] * x_shape[3]
    dx = np.bincount(switches.ravel(), dout.ravel(), minlength=np.prod(x_shape))
    return dx.reshape(x_shape)


def max_pool_backward__empties_dout(dout, switches, x_shape):
    """changes its input dout"""
    dx = right.max_pool_backward(dout, switches, x_shape)
    dout[...] = 0
    return dx


def max_pool_backward__remainder_of_height(dout, switches, x_shape):
    """column = switch % H is not"""
    dx, (_, _, h, w) = np.zeros(x_shape), x_shape
    for n, c, i, j in np.ndindex(*dout.shape):
        k = switches[n, c, i, j]
        dx[n, c, k // w, k % h] += dout[n, c, i, j]
    return dx
