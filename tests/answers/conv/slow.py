"""In place of some of the loops: what takes longest and is right all the same."""


def conv_forward(x, w, b, stride=1, pad=0):
    n_images, n_filters, ho, wo = shape_of_output(x, w, stride, pad)
    out = np.zeros((n_images, n_filters, ho, wo))
    for n in range(n_images):
        for f in range(n_filters):
            for i in range(ho):
                for j in range(wo):
                    for c in range(x.shape[1]):
                        for u in range(w.shape[2]):
                            for v in range(w.shape[3]):
                                row, column = i * stride + u - pad, j * stride + v - pad
                                if 0 <= row < x.shape[2] and 0 <= column < x.shape[3]:
                                    out[n, f, i, j] += x[n, c, row, column] * w[f, c, u, v]
                    out[n, f, i, j] += b[f]
    return out


def conv_backward(dout, x, w, b, stride=1, pad=0):
    """For every pixel, a mask picks the weight that met it in each of the windows."""
    dx, dw, db = np.zeros(x.shape), np.zeros(w.shape), np.zeros(b.shape)
    for n in range(x.shape[0]):
        for i in range(x.shape[2]):
            for j in range(x.shape[3]):
                for f in range(w.shape[0]):
                    for k in range(dout.shape[2]):
                        for l in range(dout.shape[3]):  # noqa: E741
                            rows, columns = np.zeros_like(w[f]), np.zeros_like(w[f])
                            if 0 <= i + pad - k * stride < w.shape[2]:
                                rows[:, i + pad - k * stride, :] = 1.0
                            if 0 <= j + pad - l * stride < w.shape[3]:
                                columns[:, :, j + pad - l * stride] = 1.0
                            weights = np.sum(w[f] * rows * columns, axis=(1, 2))
                            dx[n, :, i, j] += dout[n, f, k, l] * weights
    xp = pad2d(x, pad)
    for n, f, k, l in np.ndindex(dout.shape):  # noqa: E741
        db[f] += dout[n, f, k, l]
        for c, u, v in np.ndindex(w.shape[1:]):
            dw[f, c, u, v] += dout[n, f, k, l] * xp[n, c, k * stride + u, l * stride + v]
    return dx, dw, db


def im2col(x, kh, kw, stride=1, pad=0):
    xp = pad2d(x, pad)
    ho, wo = (xp.shape[2] - kh) // stride + 1, (xp.shape[3] - kw) // stride + 1
    cols = np.zeros((x.shape[0], x.shape[1] * kh * kw, ho * wo))
    for n, row, place in np.ndindex(cols.shape):
        c, u, v = row // (kh * kw), row // kw % kh, row % kw
        cols[n, row, place] = xp[n, c, place // wo * stride + u, place % wo * stride + v]
    return cols


def col2im(cols, x_shape, kh, kw, stride=1, pad=0):
    """For every pixel, all places of all windows: which of them lie on it?"""
    x = np.zeros(x_shape)
    ho, wo = (x_shape[2] + 2 * pad - kh) // stride + 1, (x_shape[3] + 2 * pad - kw) // stride + 1
    for n, c, row, column in np.ndindex(x.shape):
        for i in range(ho):
            for j in range(wo):
                for u in range(kh):
                    for v in range(kw):
                        if i * stride + u - pad == row and j * stride + v - pad == column:
                            x[n, c, row, column] += cols[n, (c * kh + u) * kw + v, i * wo + j]
    return x


def conv_forward_im2col(x, w, b, stride=1, pad=0):
    return conv_forward(x, w, b, stride, pad)


def conv_backward_im2col(dout, x, w, b, stride=1, pad=0):
    return conv_backward(dout, x, w, b, stride, pad)


def conv_as_matrix(w, h, w_in, stride=1, pad=0):
    """The output for every image with a single 1."""
    rows = []
    for c, i, j in np.ndindex(w.shape[1], h, w_in):
        x = np.zeros((1, w.shape[1], h, w_in))
        x[0, c, i, j] = 1
        rows.append(conv_forward(x, w, np.zeros(len(w)), stride, pad).flatten())
    return np.array(rows)


def conv1x1(x, w, b):
    out = np.zeros((x.shape[0], w.shape[0], x.shape[2], x.shape[3]))
    for n, f, i, j in np.ndindex(out.shape):
        for c in range(x.shape[1]):
            out[n, f, i, j] += w[f, c] * x[n, c, i, j]
        out[n, f, i, j] += b[f]
    return out


def conv_forward_dilated(x, w, b, stride=1, pad=0, dilation=1):
    xp = pad2d(x, pad)
    ho = (xp.shape[2] - dilation * (w.shape[2] - 1) - 1) // stride + 1
    wo = (xp.shape[3] - dilation * (w.shape[3] - 1) - 1) // stride + 1
    out = np.zeros((x.shape[0], w.shape[0], ho, wo))
    for n, f, i, j in np.ndindex(out.shape):
        for c, u, v in np.ndindex(w.shape[1:]):
            pixel = xp[n, c, i * stride + u * dilation, j * stride + v * dilation]
            out[n, f, i, j] += pixel * w[f, c, u, v]
        out[n, f, i, j] += b[f]
    return out


def conv1d_forward(x, w, b, stride=1, pad=0):
    out = np.zeros((x.shape[0], w.shape[0], (x.shape[2] + 2 * pad - w.shape[2]) // stride + 1))
    for n, f, i in np.ndindex(out.shape):
        for c, u in np.ndindex(w.shape[1:]):
            if 0 <= i * stride + u - pad < x.shape[2]:
                out[n, f, i] += x[n, c, i * stride + u - pad] * w[f, c, u]
        out[n, f, i] += b[f]
    return out


def locally_connected_forward(x, w, b, stride=1):
    out = np.zeros((x.shape[0], w.shape[2], w.shape[0], w.shape[1]))
    for n, f, i, j in np.ndindex(out.shape):
        for c, u, v in np.ndindex(w.shape[3:]):
            out[n, f, i, j] += x[n, c, i * stride + u, j * stride + v] * w[i, j, f, c, u, v]
        out[n, f, i, j] += b[i, j, f]
    return out


def receptive_field(layers):
    """Every single pixel that one output sees."""
    seen = {0}
    for kernel, stride, dilation in reversed(layers):
        seen = {place * stride + k * dilation for place in seen for k in range(kernel)}
    return max(seen) - min(seen) + 1
