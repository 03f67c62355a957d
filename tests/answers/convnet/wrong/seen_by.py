"""Wrong answers to seen_by. Each docstring is a part of what the judge must say."""

from autograder.solutions import convnet as right


def _windows(layers):
    every = {
        "conv": lambda _, *window: window,
        "pool": lambda *w: (*w, 0),
        "relu": lambda: (1, 1, 0),
    }
    if any(layer[0] == "fc" for layer in layers):
        raise ValueError("fully connected")
    return [every[layer[0]](*layer[1:]) for layer in layers]


def _back(windows, i, j):
    return right.seen_by([("conv", 1, *window) for window in windows], i, j)


def seen_by__no_pad(layers, i, j):
    """The padding is not counted"""
    return _back([(k, s, 0) for k, s, _ in _windows(layers)], i, j)


def seen_by__pad_added(layers, i, j):
    """The padding moves a window the other way"""
    return _back([(k, s, -p) for k, s, p in _windows(layers)], i, j)


def seen_by__pad_not_stretched(layers, i, j):
    """The paddings of all layers are added up as they are"""
    pad = sum(p for *_, p in _windows(layers))
    return tuple(end - pad for end in _back([(k, s, 0) for k, s, _ in _windows(layers)], i, j))


def seen_by__no_strides(layers, i, j):
    """The strides are not used"""
    return _back([(k, 1, p) for k, _, p in _windows(layers)], i, j)


def seen_by__clipped(layers, i, j):
    """no row or column is below 0"""
    return tuple(max(0, end) for end in right.seen_by(layers, i, j))


def seen_by__last_ones(layers, i, j):
    """The last row and the last column are returned"""
    top, bottom, left, right_ = right.seen_by(layers, i, j)
    return top, bottom - 1, left, right_ - 1


def seen_by__a_step_too_many(layers, i, j):
    """with 1 too much"""
    return _back([(k + 1, s, p) for k, s, p in _windows(layers)], i, j)


def seen_by__ends_multiplied(layers, i, j):
    ends = [i, i + 1, j, j + 1]
    for k, s, p in reversed(_windows(layers)):
        top, bottom, left, right_ = (end * s - p for end in ends)
        ends = [top, bottom + k - 1, left, right_ + k - 1]
    return ends


def seen_by__corners(layers, i, j):
    """The order is top, bottom, left, right"""
    top, bottom, left, right_ = right.seen_by(layers, i, j)
    return top, left, bottom, right_


def seen_by__exchanged(layers, i, j):
    """Rows and columns are exchanged"""
    return right.seen_by(layers, j, i)


def seen_by__forwards(layers, i, j):
    """from the first to the last"""
    return right.seen_by(list(reversed(layers)), i, j)


def seen_by__no_pools(layers, i, j):
    """Pools are left out"""
    return right.seen_by([layer for layer in layers if layer[0] != "pool"], i, j)


def seen_by__begins_at_the_output(layers, i, j):
    """Your windows begin at the place of the output"""
    top, bottom, left, right_ = right.seen_by(layers, i, j)
    return i, i + bottom - top, j, j + right_ - left


def seen_by__fc_passed_over(layers, i, j):
    """This case must raise ValueError"""
    return right.seen_by([layer for layer in layers if layer[0] != "fc"], i, j)


def seen_by__key_error(layers, i, j):
    """Your code raised KeyError"""
    if any(layer[0] == "fc" for layer in layers):
        raise KeyError("fc")
    return right.seen_by(layers, i, j)


def seen_by__fc_only_at_the_end(layers, i, j):
    """This case must raise ValueError"""
    if layers and layers[-1][0] == "fc":
        raise ValueError("fully connected")
    return right.seen_by([layer for layer in layers if layer[0] != "fc"], i, j)


def seen_by__only_the_last_layer(layers, i, j):
    right.seen_by(layers, i, j)
    return right.seen_by(layers[-1:], i, j)
