"""Wrong answers to ascend. Each docstring is a part of what the judge must say."""

import numpy as np

from autograder.solutions import convnet as right


def _slope(network, x, y):
    dscores = np.zeros_like(network.forward(x))
    dscores[:, y] = 1
    return network.backward(dscores)


def ascend__downhill(network, x, y, lr, lam, steps):
    """The image goes downhill"""
    return right.ascend(network, x, y, -lr, lam, steps)


def ascend__score_downhill(network, x, y, lr, lam, steps):
    """The score's slope points uphill"""
    image = x.copy()
    for _ in range(steps):
        image -= lr * (_slope(network, image, y) + 2 * lam * image)
    return image


def ascend__penalty_added(network, x, y, lr, lam, steps):
    """The slope of the penalty is added"""
    return right.ascend(network, x, y, lr, -lam, steps)


def ascend__half_the_penalty(network, x, y, lr, lam, steps):
    """you take lam x off"""
    return right.ascend(network, x, y, lr, lam / 2, steps)


def ascend__no_penalty(network, x, y, lr, lam, steps):
    """The penalty is not used"""
    return right.ascend(network, x, y, lr, 0, steps)


def ascend__penalty_without_lr(network, x, y, lr, lam, steps):
    """lr does not multiply the slope of the penalty"""
    image = x.copy()
    for _ in range(steps):
        image = image + lr * _slope(network, image, y) - 2 * lam * image
    return image


def ascend__slope_of_the_first(network, x, y, lr, lam, steps):
    """The slope is asked for once"""
    slope, image = _slope(network, x, y), x.copy()
    for _ in range(steps):
        image += lr * (slope - 2 * lam * image)
    return image


def ascend__penalty_of_the_first(network, x, y, lr, lam, steps):
    """The penalty is that of the image you began with"""
    image = x.copy()
    for _ in range(steps):
        image += lr * (_slope(network, image, y) - 2 * lam * x)
    return image


def ascend__one_step(network, x, y, lr, lam, steps):
    """One step is taken"""
    return right.ascend(network, x, y, lr, lam, 1)


def ascend__one_too_many(network, x, y, lr, lam, steps):
    """a step too many"""
    return right.ascend(network, x, y, lr, lam, steps + 1)


def ascend__one_too_few(network, x, y, lr, lam, steps):
    """a step too few"""
    return right.ascend(network, x, y, lr, lam, steps - 1)


def ascend__all_classes(network, x, y, lr, lam, steps):
    """dscores is 1 everywhere"""
    image = x.copy()
    for _ in range(steps):
        slope = network.backward(np.ones_like(network.forward(image)))
        image += lr * (slope - 2 * lam * image)
    return image


def ascend__of_the_softmax(network, x, y, lr, lam, steps):
    """the probability's logarithm"""
    image = x.copy()
    for _ in range(steps):
        e = np.exp(network.forward(image))
        dscores = -e / e.sum()
        dscores[0, y] += 1
        image += lr * (network.backward(dscores) - 2 * lam * image)
    return image


def ascend__steps_alone(network, x, y, lr, lam, steps):
    """You return the sum of all steps"""
    return right.ascend(network, x, y, lr, lam, steps) - x


def ascend__without_the_axis(network, x, y, lr, lam, steps):
    """The axis of the images is gone"""
    return right.ascend(network, x, y, lr, lam, steps)[0]


def ascend__in_place(network, x, y, lr, lam, steps):
    """changes its input x"""
    for _ in range(steps):
        x += lr * (_slope(network, x, y) - 2 * lam * x)
    return x.copy()


def ascend__signs(network, x, y, lr, lam, steps):
    image = x.copy()
    for _ in range(steps):
        image += lr * np.sign(_slope(network, image, y) - 2 * lam * image)
    return image


def ascend__penalty_afterwards(network, x, y, lr, lam, steps):
    image = x.copy()
    for _ in range(steps):
        image += lr * _slope(network, image, y)
        image -= lr * 2 * lam * image
    return image


def ascend__the_score(network, x, y, lr, lam, steps):
    """image has shape"""
    return network.forward(right.ascend(network, x, y, lr, lam, steps))[0, y]
