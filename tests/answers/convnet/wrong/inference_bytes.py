"""Wrong answers to inference_bytes. Each docstring is a part of what the judge must say."""

from itertools import pairwise
from math import prod

from autograder.solutions import convnet as right


def _volumes(layers, input):
    return [prod(input), *(cost[0] for cost in right.costs(layers, input) if cost[0])]


def inference_bytes__all(layers, input, itemsize=4):
    """All volumes are added up"""
    return itemsize * sum(_volumes(layers, input))


def inference_bytes__all_outputs(layers, input, itemsize=4):
    """All volumes but the image are added up"""
    return itemsize * sum(cost[0] for cost in right.costs(layers, input))


def inference_bytes__largest(layers, input, itemsize=4):
    """It is the largest volume alone"""
    return itemsize * max(_volumes(layers, input))


def inference_bytes__twice_the_largest(layers, input, itemsize=4):
    """It is twice the largest volume"""
    return itemsize * 2 * max(_volumes(layers, input))


def inference_bytes__two_largest(layers, input, itemsize=4):
    """wherever they are"""
    return itemsize * sum(sorted(_volumes(layers, input), reverse=True)[:2])


def inference_bytes__no_image(layers, input, itemsize=4):
    """The image is not counted"""
    volumes = [0, *_volumes(layers, input)[1:]]
    return itemsize * max(a + b for a, b in pairwise(volumes))


def inference_bytes__relus(layers, input, itemsize=4):
    """A ReLU has a volume of its own"""
    volumes = [prod(input), *map(prod, right.shapes(layers, input))]
    return itemsize * max(a + b for a, b in pairwise(volumes))


def inference_bytes__relus_as_nothing(layers, input, itemsize=4):
    """A ReLU counts as a volume of size 0"""
    volumes = [prod(input), *(cost[0] for cost in right.costs(layers, input))]
    return itemsize * max(a + b for a, b in pairwise(volumes))


def inference_bytes__numbers(layers, input, itemsize=4):
    """These are numbers, not bytes"""
    return right.inference_bytes(layers, input, 1)


def inference_bytes__four(layers, input, itemsize=4):
    """A number always takes 4 bytes"""
    return right.inference_bytes(layers, input)


def inference_bytes__parameters(layers, input, itemsize=4):
    """Weights and biases are counted, too"""
    learned = sum(w + b for _, w, b, _ in right.costs(layers, input))
    return right.inference_bytes(layers, input, itemsize) + itemsize * learned


def inference_bytes__eight(layers, input, itemsize=8):
    return right.inference_bytes(layers, input, itemsize)


def inference_bytes__first_two(layers, input, itemsize=4):
    return itemsize * sum(_volumes(layers, input)[:2])
