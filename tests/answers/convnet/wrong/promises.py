"""Wrong answers to assignment 06 that break one promise of a docstring each.

Where a wrong answer has a docstring, it is a part of what the judge must say.
"""

import re

import numpy as np

from autograder.solutions import convnet as right

WORDS = ("INPUT", "CONV", "RELU", "POOL", "FC")


def _at(pattern, optional, kind, place):
    """Names another place for one kind of mistake."""
    try:
        return right.parse(pattern, optional)
    except ValueError as error:
        if kind not in str(error):
            raise
        at = int(re.search(r"\d+", str(error))[0])
        raise ValueError(f"position {place(at)}") from None


def parse__dropped_by_default(pattern, optional=False):
    return right.parse(pattern, optional)


def parse__once_more(pattern, optional=True):
    """n + 1 times"""
    right.parse(pattern)
    more = re.sub(r"\*\s*(\d+)", lambda m: f"*{int(m[1]) + 1}", pattern)
    return right.parse(more, optional)


def parse__two_brackets_at_most(pattern, optional=True):
    if re.search(r"\[[^]]*\[[^]]*\[", pattern):
        raise ValueError("too deep at 0")
    return right.parse(pattern, optional)


def parse__number_behind_the_bracket(pattern, optional=True):
    if re.search(r"\]\s+\*", pattern):
        raise ValueError("white space at 0")
    return right.parse(pattern, optional)


def parse__number_behind_the_star(pattern, optional=True):
    if re.search(r"\*\s+\d", pattern):
        raise ValueError("white space at 0")
    return right.parse(pattern, optional)


def parse__mark_behind_the_word(pattern, optional=True):
    if re.search(r"\s\?", pattern):
        raise ValueError("white space at 0")
    return right.parse(pattern, optional)


def parse__first_bracket(pattern, optional=True):
    """does not name the right position"""
    return _at(pattern, optional, "never closed", lambda at: pattern.index("["))


def parse__last_bracket(pattern, optional=True):
    """does not name the right position"""
    return _at(pattern, optional, "never closed", lambda at: pattern.rindex("["))


def parse__first_closing_bracket(pattern, optional=True):
    """does not name the right position"""
    return _at(pattern, optional, "never opened", lambda at: pattern.index("]"))


def parse__last_closing_bracket(pattern, optional=True):
    """does not name the right position"""
    return _at(pattern, optional, "never opened", lambda at: pattern.rindex("]"))


def parse__end_of_the_part_in_front(pattern, optional=True):
    """does not name the right position"""
    return _at(pattern, optional, "arrow", lambda at: len(pattern[:at].rstrip()) - 1)


def parse__end_of_the_word(pattern, optional=True):
    """does not name the right position"""
    return _at(
        pattern,
        optional,
        "is no layer",
        lambda at: at + len(re.match("[A-Za-z]+", pattern[at:])[0]),
    )


def _with_arrow(pattern, optional, behind):
    """Takes a missing arrow for one that is there behind some parts."""
    try:
        return right.parse(pattern, optional)
    except ValueError as error:
        at = int(re.search(r"\d+", str(error))[0])
        if "arrow" not in str(error) or not re.search(behind + r"\s*$", pattern[:at]):
            raise
        return right.parse(f"{pattern[:at]} -> {pattern[at:]}", optional)


def parse__no_arrow_behind_a_number(pattern, optional=True):
    return _with_arrow(pattern, optional, r"\*\s*\d+")


def parse__no_arrow_behind_a_mark(pattern, optional=True):
    return _with_arrow(pattern, optional, r"\?")


def parse__no_arrow_in_brackets(pattern, optional=True):
    return _with_arrow(pattern, optional, r"\[[^]]*")


def _without(pattern, optional, gone):
    """Never looks at what it leaves out."""
    try:
        return right.parse(pattern, optional)
    except ValueError as error:
        if "is no layer" not in str(error):
            raise
        return right.parse(re.sub(gone, "FC", pattern), optional)


def parse__repeated_0_times_not_looked_at(pattern, optional=True):
    return _without(pattern, optional, r"\[[^]]*\]\s*\*\s*0")


def parse__marked_not_looked_at(pattern, optional=True):
    return _without(pattern, optional, r"[A-Za-z]+\s*\?")


def parse__small_letters_too(pattern, optional=True):
    return right.parse(pattern.upper(), optional)


def parse__longer_words_too(pattern, optional=True):
    return right.parse(re.sub(rf"({'|'.join(WORDS)})[A-Z]+", r"\1", pattern), optional)


def shapes__pools_padded(layers, input):
    right.shapes(layers, input)
    padded = [("conv", 0, *each[1:], 1) if each[0] == "pool" else each for each in layers]
    found, shape = [], input
    for layer, kind in zip(padded, layers, strict=True):
        before = shape
        [shape] = right.shapes([layer], shape)
        shape = (before[0], *shape[1:]) if kind[0] == "pool" else shape
        found.append(shape)
    return found


def shapes__other_error(layers, input):
    """Your code raised AssertionError"""
    try:
        return right.shapes(layers, input)
    except ValueError as error:
        raise AssertionError(str(error)) from None


def _forgiving(layers, input, misfit):
    """Gives windows that are too large no place, where ``misfit`` says so."""
    found, shape = [], input
    for number, layer in enumerate(layers):
        try:
            [after] = right.shapes([layer], shape)
        except ValueError:
            kernel, stride, pad = right._window(layer)
            sides = [(n + 2 * pad - kernel) // stride + 1 for n in shape[1:]]
            if not misfit(layer, sides):
                raise ValueError(f"layer {number}") from None
            after = (layer[1] if layer[0] == "conv" else shape[0], *sides)
        shape = after
        found.append(shape)
    return found


def shapes__only_rows_looked_at(layers, input):
    return _forgiving(layers, input, lambda layer, sides: sides[0] > 0)


def shapes__only_columns_looked_at(layers, input):
    return _forgiving(layers, input, lambda layer, sides: sides[1] > 0)


def shapes__pools_not_looked_at(layers, input):
    return _forgiving(layers, input, lambda layer, sides: layer[0] == "pool")


def shapes__convolutions_not_looked_at(layers, input):
    return _forgiving(layers, input, lambda layer, sides: layer[0] == "conv")


def shapes__cut_towards_zero(layers, input):
    found, shape = [], input
    for kind, *settings in layers:
        if kind in ("conv", "pool"):
            kernel, stride, pad = right._window((kind, *settings))
            sides = [int((n + 2 * pad - kernel) / stride) + 1 for n in shape[1:]]
            if min(sides) < 1:
                raise ValueError(f"layer {len(found)}")
            shape = (settings[0] if kind == "conv" else shape[0], *sides)
        elif kind == "fc":
            shape = (settings[0],)
        found.append(shape)
    return found


def costs__order(layers, input):
    return [(n, weights, adds, b) for n, weights, b, adds in right.costs(layers, input)]


def _costs(layers, input, change):
    shapes = right.shapes(layers, input)
    rows = zip(layers, [input, *shapes], shapes, right.costs(layers, input), strict=False)
    return [change(*row) for row in rows]


def costs__maxima_counted(layers, input):
    def change(layer, before, after, cost):
        adds = np.prod(after) * layer[1] ** 2 if layer[0] == "pool" else cost[3]
        return (*cost[:3], int(adds))

    return _costs(layers, input, change)


def costs__relus_counted(layers, input):
    def change(layer, before, after, cost):
        return (*cost[:3], int(np.prod(after)) if layer[0] == "relu" else cost[3])

    return _costs(layers, input, change)


def costs__padding_not_multiplied(layers, input):
    def change(layer, before, after, cost):
        if layer[0] != "conv":
            return cost
        filters, kernel, stride, pad = layer[1:]
        inside = [
            sum(0 <= i * stride - pad + u < n for i in range(places) for u in range(kernel))
            for n, places in zip(before[1:], after[1:], strict=True)
        ]
        return (*cost[:3], filters * before[0] * inside[0] * inside[1])

    return _costs(layers, input, change)


def costs__units_without_biases(layers, input):
    def change(layer, before, after, cost):
        return (*cost[:2], 0, cost[3]) if layer[0] == "fc" else cost

    return _costs(layers, input, change)


def costs__filters_without_biases(layers, input):
    def change(layer, before, after, cost):
        return (*cost[:2], 0, cost[3]) if layer[0] == "conv" else cost

    return _costs(layers, input, change)


def costs__error_without_the_layer(layers, input):
    """its message does not name the layer"""
    try:
        return right.costs(layers, input)
    except ValueError:
        raise ValueError("a window is too large") from None


def costs__counted_from_one(layers, input):
    """its message does not name the right layer"""
    try:
        return right.costs(layers, input)
    except ValueError as error:
        number = int(re.search(r"\d+", str(error))[0])
        raise ValueError(f"layer {number + 1}") from None


def training_bytes__eight_by_default(layers, input, batch, itemsize=8, moments=2):
    return right.training_bytes(layers, input, batch, itemsize, moments)


def training_bytes__plain_descent_by_default(layers, input, batch, itemsize=4, moments=0):
    return right.training_bytes(layers, input, batch, itemsize, moments)


def training_bytes__moments_of_weights_alone(layers, input, batch, itemsize=4, moments=2):
    biases = sum(cost[2] for cost in right.costs(layers, input))
    every = right.training_bytes(layers, input, batch, itemsize, moments)
    return every - itemsize * moments * biases


def training_bytes__moments_for_each_image(layers, input, batch, itemsize=4, moments=2):
    learned = sum(cost[1] + cost[2] for cost in right.costs(layers, input))
    every = right.training_bytes(layers, input, batch, itemsize, moments)
    return every + itemsize * moments * (batch - 1) * learned


def inference_bytes__float(layers, input, itemsize=4):
    """float"""
    return float(right.inference_bytes(layers, input, itemsize))


def inference_bytes__mebibytes(layers, input, itemsize=4):
    return right.inference_bytes(layers, input, itemsize) / 2**20


def inference_bytes__relus_behind_a_volume_alone(layers, input, itemsize=4):
    every = right.inference_bytes(layers, input, itemsize)
    first = 2 * itemsize * int(np.prod(input)) if layers[0][0] == "relu" else 0
    return max(every, first)


def seen_by__floats(layers, i, j):
    """float"""
    return tuple(float(end) for end in right.seen_by(layers, i, j))


def seen_by__relus_see_neighbours(layers, i, j):
    seen = [("conv", 1, 3, 1, 1) if layer[0] == "relu" else layer for layer in layers]
    return right.seen_by(seen, i, j)


def seen_by__square(layers, i, j):
    top, bottom, _, _ = right.seen_by(layers, i, j)
    return top, bottom, top, bottom


def seen_by__pools_padded(layers, i, j):
    seen = [("conv", 1, *layer[1:], 1) if layer[0] == "pool" else layer for layer in layers]
    return right.seen_by(seen, i, j)


def fc_to_conv__axes_of_length_1_lost(w, c, h, w_in):
    return right.fc_to_conv(w, c, h, w_in).squeeze()


def fc_to_conv__square(w, c, h, w_in):
    return right.fc_to_conv(w, c, h, h)


def interleave__axes_of_length_1_lost(maps):
    return right.interleave(maps).squeeze()


def interleave__four_axes_at_most(maps):
    if maps[0][0].ndim > 4:
        raise ValueError("images, channels, rows and columns")
    return right.interleave(maps)


def interleave__lists_alone(maps):
    if not isinstance(maps, list):
        raise TypeError("maps must be lists")
    return right.interleave(maps)


def interleave__rows_of_the_first(maps):
    h = 2 * maps[0][0].shape[-2]
    out = right.interleave(maps)
    lacking = h - out.shape[-2]
    return np.pad(out, [(0, 0)] * (out.ndim - 2) + [(0, lacking), (0, 0)])


def interleave__columns_of_the_first(maps):
    w = 2 * maps[0][0].shape[-1]
    out = right.interleave(maps)
    lacking = w - out.shape[-1]
    return np.pad(out, [(0, 0)] * (out.ndim - 1) + [(0, lacking)])
