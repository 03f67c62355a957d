"""Wrong answers to saliency. Each docstring is a part of what the judge must say."""

import numpy as np

from autograder.solutions import convnet as right


def _slopes(network, x, y):
    dscores = np.zeros_like(network.forward(x))
    dscores[np.arange(len(x)), y] = 1
    return network.backward(dscores)


def _softmax(scores):
    e = np.exp(scores - scores.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def saliency__with_signs(network, x, y):
    """The largest slope counts, with its sign"""
    return _slopes(network, x, y).max(axis=1)


def saliency__absolute_too_late(network, x, y):
    """Take the absolute values first: a slope"""
    return np.abs(_slopes(network, x, y).max(axis=1))


def saliency__summed(network, x, y):
    """The channels are added up"""
    return np.abs(_slopes(network, x, y)).sum(axis=1)


def saliency__averaged(network, x, y):
    """This is the mean of a pixel's channels"""
    return np.abs(_slopes(network, x, y)).mean(axis=1)


def saliency__cancelled(network, x, y):
    """Slopes of different channels cancel"""
    return np.abs(_slopes(network, x, y).sum(axis=1))


def saliency__each_channel(network, x, y):
    """The channels are still there"""
    return np.abs(_slopes(network, x, y))


def saliency__all_classes(network, x, y):
    """dscores is 1 everywhere"""
    return np.abs(network.backward(np.ones_like(network.forward(x)))).max(axis=1)


def saliency__of_the_loss(network, x, y):
    """The slopes are those of the softmax loss"""
    dscores = _softmax(network.forward(x))
    dscores[np.arange(len(x)), y] -= 1
    return np.abs(network.backward(dscores / len(x))).max(axis=1)


def saliency__of_each_loss(network, x, y):
    """each image's softmax loss"""
    dscores = _softmax(network.forward(x))
    dscores[np.arange(len(x)), y] -= 1
    return np.abs(network.backward(dscores)).max(axis=1)


def saliency__mean_over_the_batch(network, x, y):
    """divided by the number of images"""
    return right.saliency(network, x, y) / len(x)


def saliency__of_the_highest(network, x, y):
    """The slopes are those of the highest score"""
    return right.saliency(network, x, network.forward(x).argmax(axis=1))


def saliency__all_of_y(network, x, y):
    """Every image is asked about all classes in y"""
    dscores = np.zeros_like(network.forward(x))
    dscores[:, y] = 1
    return np.abs(network.backward(dscores)).max(axis=1)


def saliency__scores_for_ones(network, x, y):
    """dscores holds the scores"""
    scores = network.forward(x)
    return np.abs(network.backward(scores * np.eye(scores.shape[1])[y])).max(axis=1)


def saliency__times_the_image(network, x, y):
    """The slopes are multiplied by the image"""
    return np.abs(_slopes(network, x, y) * x).max(axis=1)


def saliency__squared(network, x, y):
    """no squares here"""
    return (_slopes(network, x, y) ** 2).max(axis=1)


def saliency__lengths(network, x, y):
    """the root of the sum of the squares"""
    return np.linalg.norm(_slopes(network, x, y), axis=1)


def saliency__scaled(network, x, y):
    """divided by its largest value"""
    found = right.saliency(network, x, y)
    return found / found.max(axis=(1, 2), keepdims=True)


def saliency__smallest(network, x, y):
    return np.abs(_slopes(network, x, y)).min(axis=1)


def saliency__first_channel(network, x, y):
    return np.abs(_slopes(network, x, y))[:, 0]


def saliency__over_the_batch(network, x, y):
    return np.abs(_slopes(network, x, y)).max(axis=0)


def saliency__forward_forgotten(network, x, y):
    """call it first"""
    dscores = np.zeros((len(x), y.max() + 1))
    dscores[np.arange(len(x)), y] = 1
    return np.abs(network.backward(dscores)).max(axis=1)


def saliency__last_image_again(network, x, y):
    """dscores must be (N, K)"""
    found = []
    for n in range(len(x)):
        scores = network.forward(x)
        dscores = np.zeros(scores.shape[1])
        dscores[y[n]] = 1
        found.append(network.backward(dscores))
    return np.array(found)


def saliency__the_pixels(network, x, y):
    return np.abs(x).max(axis=1)
