"""Wrong answers to costs. Each docstring is a part of what the judge must say."""

from math import prod

from autograder.solutions import convnet as right


def _rows(layers, input):
    """The layer, the shape that comes in, the shape that goes out, the right costs."""
    found = right.shapes(layers, input)
    every = right.costs(layers, input)
    return list(zip(layers, [input, *found[:-1]], found, every, strict=True))


def costs__relu_takes_room(layers, input):
    """A ReLU's numbers are counted"""
    return [(prod(after), *cost[1:]) for _, _, after, cost in _rows(layers, input)]


def costs__one_channel(layers, input):
    """A filter's channels are missing"""
    return [
        (n, w // before[0], b, a // before[0]) if layer[0] == "conv" else (n, w, b, a)
        for layer, before, _, (n, w, b, a) in _rows(layers, input)
    ]


def costs__one_channel_of_weights(layers, input):
    return [
        (n, w // before[0], b, a) if layer[0] == "conv" else (n, w, b, a)
        for layer, before, _, (n, w, b, a) in _rows(layers, input)
    ]


def costs__no_biases(layers, input):
    """The biases are not counted"""
    return [(n, w, 0, a) for n, w, _, a in right.costs(layers, input)]


def costs__biases_in_weights(layers, input):
    """The biases are among the weights"""
    return [(n, w + b, b, a) for n, w, b, a in right.costs(layers, input)]


def costs__bias_at_each_place(layers, input):
    """Each place has a bias of its own"""
    return [(n, w, n if b else 0, a) for n, w, b, a in right.costs(layers, input)]


def costs__weights_at_each_place(layers, input):
    """Each place has weights of its own"""
    return [(n, a, b, a) for n, _, b, a in right.costs(layers, input)]


def costs__biases_added(layers, input):
    """Biases are among the multiply-adds"""
    return [(n, w, b, a + n * (b > 0)) for n, w, b, a in right.costs(layers, input)]


def costs__two_operations(layers, input):
    """A multiplication and an addition count as two"""
    return [(n, w, b, 2 * a) for n, w, b, a in right.costs(layers, input)]


def costs__one_place(layers, input):
    """The multiply-adds are those of one place"""
    return [(n, w, b, w) for n, w, b, _ in right.costs(layers, input)]


def costs__places_of_the_input(layers, input):
    """at the places of its input"""
    return [
        (n, w, b, w * prod(before[1:]) if layer[0] == "conv" else a)
        for layer, before, _, (n, w, b, a) in _rows(layers, input)
    ]


def costs__numbers_of_the_input(layers, input):
    """The numbers are those of a layer's input"""
    return [
        (prod(before) if layer[0] != "relu" else 0, *cost[1:])
        for layer, before, _, cost in _rows(layers, input)
    ]


def costs__input_too(layers, input):
    """The input has a row"""
    return [(prod(input), 0, 0, 0), *right.costs(layers, input)]


def costs__summed(layers, input):
    """These are the sums over all layers"""
    return [sum(column) for column in zip(*right.costs(layers, input), strict=True)]


def costs__parameters(layers, input):
    """Weights and biases are one number"""
    return [(n, w + b, a) for n, w, b, a in right.costs(layers, input)]


def costs__channels_of_the_image(layers, input):
    return [
        (n, layer[1] * input[0] * layer[2] ** 2, b, n * input[0] * layer[2] ** 2)
        if layer[0] == "conv"
        else (n, w, b, a)
        for layer, _, _, (n, w, b, a) in _rows(layers, input)
    ]


def costs__volume_not_flattened(layers, input):
    return [
        (n, before[0] * layer[1], b, before[0] * layer[1]) if layer[0] == "fc" else (n, w, b, a)
        for layer, before, _, (n, w, b, a) in _rows(layers, input)
    ]


def costs__pools_learn(layers, input):
    return [
        (n, n, 0, n) if layer[0] == "pool" else (n, w, b, a)
        for layer, _, _, (n, w, b, a) in _rows(layers, input)
    ]


def costs__no_error(layers, input):
    """A window that is larger than its input costs nothing"""
    try:
        return right.costs(layers, input)
    except ValueError:
        return []


def costs__floats(layers, input):
    """float"""
    return [tuple(map(float, cost)) for cost in right.costs(layers, input)]
