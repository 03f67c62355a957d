"""Wrong answers to shapes. Each docstring is a part of what the judge must say."""

import math
import re

from autograder.solutions import convnet as right


def _walk(layers, input, places):
    found, shape = [], input
    for kind, *settings in layers:
        if kind == "conv":
            shape = (settings[0], *(places(n, *settings[1:]) for n in shape[1:]))
        elif kind == "pool":
            shape = (shape[0], *(places(n, *settings, 0) for n in shape[1:]))
        elif kind == "fc":
            shape = (settings[0],)
        found.append(shape)
    return found


def _checked(layers, input, places):
    right.shapes(layers, input)
    return _walk(layers, input, places)


def shapes__rounded_up(layers, input):
    """A fraction is rounded up"""
    return _checked(layers, input, lambda n, k, s, p: math.ceil((n + 2 * p - k) / s) + 1)


def shapes__fractions(layers, input):
    """A fraction stays one"""
    return _checked(layers, input, lambda n, k, s, p: (n + 2 * p - k) / s + 1)


def shapes__pad_once(layers, input):
    """The padding is counted once"""
    return _checked(layers, input, lambda n, k, s, p: (n + p - k) // s + 1)


def shapes__no_pad(layers, input):
    """The padding is not used"""
    return _checked(layers, input, lambda n, k, s, p: (n - k) // s + 1)


def shapes__no_stride(layers, input):
    """The stride is not used"""
    return _checked(layers, input, lambda n, k, s, p: n + 2 * p - k + 1)


def shapes__steps(layers, input):
    """You count the steps"""
    return _checked(layers, input, lambda n, k, s, p: (n + 2 * p - k) // s)


def shapes__pools_side_by_side(layers, input):
    """A pool moves by its size"""
    right.shapes(layers, input)
    pools = [(*layer[:2], layer[1]) if layer[0] == "pool" else layer for layer in layers]
    return right.shapes(pools, input)


def shapes__pool_halves(layers, input):
    right.shapes(layers, input)
    pools = [("pool", 2, 2) if layer[0] == "pool" else layer for layer in layers]
    return right.shapes(pools, input)


def shapes__channels_kept(layers, input):
    """A convolution keeps the number of channels"""
    found = right.shapes(layers, input)
    return [(input[0], *shape[1:]) if len(shape) > 1 else shape for shape in found]


def shapes__squares(layers, input):
    """The volumes are squares"""
    right.shapes(layers, input)
    return _walk(layers, (*input[:2], input[1]), lambda n, k, s, p: (n + 2 * p - k) // s + 1)


def shapes__turned(layers, input):
    """Height and width are exchanged"""
    return [(s[0], s[2], s[1]) if len(s) > 1 else s for s in right.shapes(layers, input)]


def shapes__channels_last(layers, input):
    """The channels come last"""
    return [(*s[1:], s[0]) for s in right.shapes(layers, input)]


def shapes__input_too(layers, input):
    """The input is in your list"""
    return [input, *right.shapes(layers, input)]


def shapes__without_relus(layers, input):
    """The ReLUs are left out"""
    found = right.shapes(layers, input)
    return [shape for layer, shape in zip(layers, found, strict=True) if layer[0] != "relu"]


def shapes__last(layers, input):
    """Only the shape of the last layer"""
    return right.shapes(layers, input)[-1]


def shapes__units_as_volumes(layers, input):
    """no rows, no columns"""
    return [s if len(s) > 1 else (s[0], 1, 1) for s in right.shapes(layers, input)]


def shapes__each_on_the_image(layers, input):
    """Every layer looks at the image"""
    right.shapes(layers, input)
    return [right.shapes([layer], input)[0] for layer in layers]


def shapes__no_error(layers, input):
    """gets a size all the same"""
    return _walk(layers, input, lambda n, k, s, p: (n + 2 * p - k) // s + 1)


def shapes__error_without_the_layer(layers, input):
    """its message does not name the layer"""
    try:
        return right.shapes(layers, input)
    except ValueError:
        raise ValueError("a window is larger than its input") from None


def shapes__counted_from_one(layers, input):
    """its message does not name the right layer"""
    try:
        return right.shapes(layers, input)
    except ValueError as error:
        number = int(re.search(r"\d+", str(error))[0])
        raise ValueError(f"layer {number + 1}") from None


def shapes__every_layer_named(layers, input):
    """its message does not name the right layer"""
    try:
        return right.shapes(layers, input)
    except ValueError:
        raise ValueError(f"one of {list(range(len(layers)))} {list(range(20, 60))}") from None


def shapes__the_padded_window(layers, input):
    """Your code raised ValueError"""
    shape = input
    for number, (layer, after) in enumerate(zip(layers, right.shapes(layers, input), strict=True)):
        kernel = layer[2] if layer[0] == "conv" else layer[1] if layer[0] == "pool" else 0
        if len(shape) > 1 and kernel > min(shape[1:]):
            raise ValueError(f"layer {number}")
        shape = after
    return right.shapes(layers, input)


def shapes__as_large_is_too_large(layers, input):
    """Your code raised ValueError"""
    found = right.shapes(layers, input)
    if any(len(shape) > 1 and min(shape[1:]) == 1 for shape in found):
        raise ValueError("layer 0")
    return found


def shapes__index_error(layers, input):
    """Your code raised IndexError"""
    try:
        return right.shapes(layers, input)
    except ValueError as error:
        raise IndexError(str(error)) from None
