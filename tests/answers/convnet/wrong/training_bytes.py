"""Wrong answers to training_bytes. Each docstring is a part of what the judge must say."""

from math import prod

from autograder.solutions import convnet as right


def _sums(layers, input):
    numbers, weights, biases, _ = map(sum, zip(*right.costs(layers, input), strict=True))
    return numbers, weights + biases, biases


def _bytes(layers, input, batch, itemsize, arrays, parameters):
    n, p, _ = _sums(layers, input)
    return itemsize * (arrays * batch * n + parameters * p)


def training_bytes__numbers_without_gradients(layers, input, batch, itemsize=4, moments=2):
    """The numbers have no gradients"""
    return _bytes(layers, input, batch, itemsize, 1, 2 + moments)


def training_bytes__parameters_without_gradients(layers, input, batch, itemsize=4, moments=2):
    """The parameters have no gradients"""
    return _bytes(layers, input, batch, itemsize, 2, 1 + moments)


def training_bytes__no_gradients(layers, input, batch, itemsize=4, moments=2):
    """Nothing has a gradient"""
    return _bytes(layers, input, batch, itemsize, 1, 1 + moments)


def training_bytes__no_moments(layers, input, batch, itemsize=4, moments=2):
    """The optimizer's moments are not counted"""
    return _bytes(layers, input, batch, itemsize, 2, 2)


def training_bytes__adam(layers, input, batch, itemsize=4, moments=2):
    """always those of Adam"""
    return _bytes(layers, input, batch, itemsize, 2, 4)


def training_bytes__parameters_for_each_image(layers, input, batch, itemsize=4, moments=2):
    """The parameters are counted for each image"""
    return batch * right.training_bytes(layers, input, 1, itemsize, moments)


def training_bytes__one_image(layers, input, batch, itemsize=4, moments=2):
    """The batch is not used"""
    return right.training_bytes(layers, input, 1, itemsize, moments)


def training_bytes__numbers(layers, input, batch, itemsize=4, moments=2):
    """These are numbers, not bytes"""
    return right.training_bytes(layers, input, batch, 1, moments)


def training_bytes__four(layers, input, batch, itemsize=4, moments=2):
    """A number always takes 4 bytes"""
    return right.training_bytes(layers, input, batch, 4, moments)


def training_bytes__no_parameters(layers, input, batch, itemsize=4, moments=2):
    """The parameters are not counted"""
    return _bytes(layers, input, batch, itemsize, 2, 0)


def training_bytes__image_once(layers, input, batch, itemsize=4, moments=2):
    """The image is counted as well"""
    more = batch * itemsize * prod(input)
    return right.training_bytes(layers, input, batch, itemsize, moments) + more


def training_bytes__image_twice(layers, input, batch, itemsize=4, moments=2):
    """The image is counted with its gradient"""
    more = 2 * batch * itemsize * prod(input)
    return right.training_bytes(layers, input, batch, itemsize, moments) + more


def training_bytes__relus(layers, input, batch, itemsize=4, moments=2):
    """ReLUs are counted"""
    numbers = sum(map(prod, right.shapes(layers, input)))
    return itemsize * (2 * batch * numbers + (2 + moments) * _sums(layers, input)[1])


def training_bytes__no_biases(layers, input, batch, itemsize=4, moments=2):
    """The biases are not counted"""
    n, p, b = _sums(layers, input)
    return itemsize * (2 * batch * n + (2 + moments) * (p - b))


def training_bytes__mebibytes(layers, input, batch, itemsize=4, moments=2):
    return right.training_bytes(layers, input, batch, itemsize, moments) / 2**20


def training_bytes__float(layers, input, batch, itemsize=4, moments=2):
    """float"""
    return float(right.training_bytes(layers, input, batch, itemsize, moments))


def training_bytes__three_moments(layers, input, batch, itemsize=4, moments=3):
    return right.training_bytes(layers, input, batch, itemsize, moments)
