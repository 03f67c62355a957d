"""In place of some of the loops: what takes longest and is right all the same."""


def max_pool_forward(x, size, stride):
    """Every pixel of every window is compared with all others of that window."""
    kh, kw = height_and_width(size)
    ho, wo = how_many(x.shape, size, stride)
    out = np.zeros((x.shape[0], x.shape[1], ho, wo))
    switches = np.zeros(out.shape, dtype=int)
    for n, c, i, j in np.ndindex(out.shape):
        window = x[n, c, i * stride : i * stride + kh, j * stride : j * stride + kw]
        for u, v in reversed(list(np.ndindex(kh, kw))):
            if math.isnan(window[u, v]) or all(
                window[u, v] >= window[k, m] for k in range(kh) for m in range(kw)
            ):
                out[n, c, i, j] = window[u, v]
                switches[n, c, i, j] = (i * stride + u) * x.shape[3] + j * stride + v
    return out, switches


def max_pool_backward(dout, switches, x_shape):
    """For every pixel, a look at every window."""
    dx = np.zeros(x_shape)
    for n, c, row, column in np.ndindex(dx.shape):
        for i in range(dout.shape[2]):
            for j in range(dout.shape[3]):
                if switches[n, c, i, j] == row * x_shape[3] + column:
                    dx[n, c, row, column] += dout[n, c, i, j]
    return dx


def max_pool_fast(x, size, stride):
    return max_pool_forward(x, size, stride)[0]


def average_pool_backward(dout, x_shape, size, stride):
    """For every pixel, a mask says which of the windows it is in."""
    kh, kw = height_and_width(size)
    dx = np.zeros(x_shape)
    for n, c, row, column in np.ndindex(dx.shape):
        for i in range(dout.shape[2]):
            mask = np.zeros(dout.shape[3])
            for j in range(dout.shape[3]):
                if 0 <= row - i * stride < kh and 0 <= column - j * stride < kw:
                    mask[j] = 1
            dx[n, c, row, column] += np.sum(dout[n, c, i] * mask) / (kh * kw)
    return dx


def l2_pool_backward(dout, x, size, stride):
    """The length of a window is worked out again for every pixel in it."""
    kh, kw = height_and_width(size)
    dx = np.zeros(x.shape)
    for n, c, i, j in np.ndindex(dout.shape):
        for u, v in np.ndindex(kh, kw):
            total = 0
            for k, m in np.ndindex(kh, kw):
                total += x[n, c, i * stride + k, j * stride + m] ** 2
            if total > 0:
                pixel = x[n, c, i * stride + u, j * stride + v]
                dx[n, c, i * stride + u, j * stride + v] += dout[n, c, i, j] * pixel / total**0.5
    return dx


def max_unpool(y, switches, x_shape):
    out = np.zeros(x_shape)
    for n, c, row, column in np.ndindex(out.shape):
        for i in range(y.shape[2]):
            for j in range(y.shape[3]):
                if switches[n, c, i, j] == row * x_shape[3] + column:
                    out[n, c, row, column] = y[n, c, i, j]
    return out
