"""In place of some of the loops: what takes longest and is right all the same."""


def relu_vjp(dout, x):
    dx = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        if x[place] > 0:
            dx[place] = dx[place] + dout[place]
    return dx


def each(function, *arrays):
    out = np.zeros(arrays[0].shape)
    for place in np.ndindex(out.shape):
        out[place] = function(*(float(array[place]) for array in arrays))
    return out


def jacobian_bytes(n, d, m, itemsize=4):
    size = 0
    for _ in range(n * m):
        size += n * d * itemsize
    return size
