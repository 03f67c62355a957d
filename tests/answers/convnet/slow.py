"""In place of some of the loops: what takes longest and is right all the same."""


def conv_forward(x, w, b, stride=1, pad=0):
    n_images, channels, height, width = x.shape
    out = np.zeros((n_images, len(w), height, width))
    for n in range(n_images):
        for f in range(len(w)):
            for i in range(height):
                for j in range(width):
                    for c in range(channels):
                        for u in range(w.shape[2]):
                            for v in range(w.shape[3]):
                                row, column = i + u - pad, j + v - pad
                                if 0 <= row < height and 0 <= column < width:
                                    out[n, f, i, j] += x[n, c, row, column] * w[f, c, u, v]
                    out[n, f, i, j] += b[f]
    return out


def conv_backward(dout, x, w, b, stride=1, pad=0):
    dx, dw, db = np.zeros(x.shape), np.zeros(w.shape), np.zeros(b.shape)
    for n in range(x.shape[0]):
        for f in range(len(w)):
            for i in range(x.shape[2]):
                for j in range(x.shape[3]):
                    for c in range(x.shape[1]):
                        for u in range(w.shape[2]):
                            for v in range(w.shape[3]):
                                row, column = i + u - pad, j + v - pad
                                if 0 <= row < x.shape[2] and 0 <= column < x.shape[3]:
                                    dx[n, c, row, column] += dout[n, f, i, j] * w[f, c, u, v]
                                    dw[f, c, u, v] += dout[n, f, i, j] * x[n, c, row, column]
                    db[f] += dout[n, f, i, j]
    return dx, dw, db
