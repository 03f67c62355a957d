"""Wrong answers about maps, scores and slopes. Each docstring is a part of what the judge says."""

import numpy as np

from autograder.solutions import convnet as right


def fc_to_conv__fortran(w, c, h, w_in):
    """The rows of w are taken in the order column, row, channel"""
    return np.stack([unit.reshape((c, h, w_in), order="F") for unit in w.T])


def interleave__cut(maps):
    """All maps are cut to the smallest"""
    h, w = maps[1][1].shape[-2:]
    return right.interleave([[each[..., :h, :w] for each in row] for row in maps])


def interleave__twice_the_first(maps):
    """The fine map is twice as high and wide as maps[0][0]"""
    *before, h, w = maps[0][0].shape
    out = np.zeros((*before, 2 * h, 2 * w))
    for dy, dx in np.ndindex(2, 2):
        rows, columns = maps[dy][dx].shape[-2:]
        out[..., dy : 2 * rows : 2, dx : 2 * columns : 2] = maps[dy][dx]
    return out


def convnet_loss__lengths_penalised(params, x, y, lam):
    """The penalty in the loss is a sum of lengths"""
    loss, grads = right.convnet_loss(params, x, y, lam)
    weights = [params[name] for name in ("w1", "w2", "w3")]
    return loss + lam * sum(np.linalg.norm(w) - np.sum(w * w) for w in weights), grads


def topk_error__argmax(scores, y, k):
    """k is not used: only the highest score counts"""
    return float(np.mean(scores.argmax(axis=1) != y))


def topk_error__lowest_by_argsort(scores, y, k):
    """The lowest scores count as the best"""
    first = np.argsort(scores, axis=1, kind="stable")[:, :k]
    return float(np.mean((first != y[:, None]).all(axis=1)))


def _one(scores, y):
    return np.eye(scores.shape[1])[y]


def _softmax(scores):
    e = np.exp(scores - scores.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def _of_probability(scores, y):
    p = _softmax(scores)
    return (p * _one(scores, y)).sum(axis=1, keepdims=True) * (_one(scores, y) - p)


def _steepest(network, x, dscores):
    return np.abs(network.backward(dscores(network.forward(x)))).max(axis=1)


def saliency__probability(network, x, y):
    """The slopes are those of the probability"""
    return _steepest(network, x, lambda scores: _of_probability(scores, y))


def saliency__all_scores(network, x, y):
    """dscores holds the scores of all classes"""
    return _steepest(network, x, lambda scores: scores)


def saliency__rising_alone(network, x, y):
    """Negative slopes count as 0"""
    slopes = network.backward(_one(network.forward(x), y))
    return np.maximum(slopes, 0).max(axis=1)


def saliency__at_the_last_image(network, x, y):
    """All slopes are those at the last image"""
    every = [network.forward(image[None]) for image in x]
    pairs = zip(every, y, strict=True)
    return np.stack([np.abs(network.backward(_one(s, [k])))[0].max(axis=0) for s, k in pairs])


def _covered(scores, x, y, places, square, fill):
    """The scores (HO, WO) of class y where square(i, j) is covered."""
    out = np.zeros(places)
    for i, j in np.ndindex(*places):
        image = x.copy()
        image[(slice(None), *square(i, j))] = fill
        out[i, j] = scores(image[None])[0, y]
    return out


def _places(x, size, stride):
    return tuple((n - size) // stride + 1 for n in x.shape[1:])


def _side(i, size, stride):
    return slice(i * stride, i * stride + size)


def occlusion__how_much_it_changes(scores, x, y, size, stride, fill):
    """You return how much the score changes"""
    return right.occlusion(scores, x, y, size, stride, fill) - scores(x[None])[0, y]


def occlusion__one_place_too_few(scores, x, y, size, stride, fill):
    """The last row and the last column of places are missing"""
    return right.occlusion(scores, x, y, size, stride, fill)[:-1, :-1]


def occlusion__a_pixel_larger(scores, x, y, size, stride, fill):
    """The square is a pixel too large"""

    def square(i, j):
        return _side(i, size + 1, stride), _side(j, size + 1, stride)

    return _covered(scores, x, y, _places(x, size, stride), square, fill)


def occlusion__rows_as_columns(scores, x, y, size, stride, fill):
    """in the rows of j and the columns of i"""

    def square(i, j):
        return _side(j, size, stride), _side(i, size, stride)

    return _covered(scores, x, y, _places(x, size, stride), square, fill)


def occlusion__as_wide_as_high(scores, x, y, size, stride, fill):
    """There are as many columns of places as rows"""

    def square(i, j):
        return _side(i, size, stride), _side(j, size, stride)

    rows, _ = _places(x, size, stride)
    return _covered(scores, x, y, (rows, rows), square, fill)


def _climb(network, x, lr, lam, steps, slope):
    for _ in range(steps):
        x = x + lr * (slope(network, x) - 2 * lam * x)
    return x.copy()


def ascend__probability(network, x, y, lr, lam, steps):
    """You climb the probability, not the score"""

    def slope(network, x):
        return network.backward(_of_probability(network.forward(x), [y]))

    return _climb(network, x, lr, lam, steps, slope)


def ascend__penalty_of_the_next(network, x, y, lr, lam, steps):
    """The penalty's slope is that of the image after the score's step"""
    x = x.copy()
    for _ in range(steps):
        x += lr * network.backward(_one(network.forward(x), [y]))
        x -= lr * 2 * lam * x
    return x


def ascend__scores_for_ones(network, x, y, lr, lam, steps):
    """The score is sent back where 1 belongs"""

    def slope(network, x):
        scores = network.forward(x)
        return network.backward(scores * _one(scores, [y]))

    return _climb(network, x, lr, lam, steps, slope)


def ascend__of_the_highest(network, x, y, lr, lam, steps):
    """The class with the highest score is made to rise"""

    def slope(network, x):
        scores = network.forward(x)
        return network.backward(_one(scores, scores.argmax(axis=1)))

    return _climb(network, x, lr, lam, steps, slope)


def ascend__slope_of_length_one(network, x, y, lr, lam, steps):
    """The slope is divided by its length"""

    def slope(network, x):
        found = network.backward(_one(network.forward(x), [y]))
        return found / np.linalg.norm(found)

    return _climb(network, x, lr, lam, steps, slope)
