"""Wrong losses. Each docstring is a part of what the judge must say."""

import numpy as np

from autograder.solutions import backprop as right


def _softmax(scores, axis=1):
    powers = np.exp(scores - scores.max(axis=axis, keepdims=True))
    return powers / powers.sum(axis=axis, keepdims=True)


def softmax_loss__sums(scores, y):
    """The loss and the gradient are sums over the batch"""
    loss, dscores = right.softmax_loss(scores, y)
    return loss * len(y), dscores * len(y)


def softmax_loss__gradient_not_divided(scores, y):
    """its gradient is not divided by N"""
    loss, dscores = right.softmax_loss(scores, y)
    return loss, dscores * len(y)


def softmax_loss__loss_not_divided(scores, y):
    """loss is the expected value times len(scores)"""
    loss, dscores = right.softmax_loss(scores, y)
    return loss * len(y), dscores


def softmax_loss__no_one_hot(scores, y):
    """The gradient is the probabilities alone"""
    return right.softmax_loss(scores, y)[0], _softmax(scores) / len(y)


def softmax_loss__overflows(scores, y):
    """The exponentials overflow"""
    n = np.arange(len(y))
    p = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    d = p.copy()
    d[n, y] -= 1
    return -np.log(p[n, y]).mean(), d / len(y)


def softmax_loss__log_of_zero(scores, y):
    """The logarithm of a probability that rounds to 0 is −∞"""
    _, dscores = right.softmax_loss(scores, y)
    return -np.log(_softmax(scores)[np.arange(len(y)), y]).mean(), dscores


def softmax_loss__tiny_number_added(scores, y):
    _, dscores = right.softmax_loss(scores, y)
    return -np.log(_softmax(scores)[np.arange(len(y)), y] + 1e-8).mean(), dscores


def softmax_loss__one_maximum_for_all(scores, y):
    n = np.arange(len(y))
    powers = np.exp(scores - scores.max())
    p = powers / powers.sum()
    d = p.copy()
    d[n, y] -= 1
    return -np.log(p[n, y]).mean(), d / len(y)


def softmax_loss__maximum_of_the_batch(scores, y):
    """The whole batch shares one maximum"""
    n = np.arange(len(y))
    powers = np.exp(scores - scores.max())
    p = powers / powers.sum(axis=1, keepdims=True)
    d = p.copy()
    d[n, y] -= 1
    return -np.log(p[n, y]).mean(), d / len(y)


def softmax_loss__maximum_of_the_batch_and_a_sum_of_logarithms(scores, y):
    n = np.arange(len(y))
    shifted = scores - scores.max()
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    d = np.exp(log_p)
    d[n, y] -= 1
    return -log_p[n, y].mean(), d / len(y)


def softmax_loss__over_the_batch(scores, y):
    n = np.arange(len(y))
    p = _softmax(scores, axis=0)
    d = p.copy()
    d[n, y] -= 1
    return -np.log(p[n, y]).mean(), d / len(y)


def softmax_loss__base_two(scores, y):
    """The logarithm has base 2"""
    loss, dscores = right.softmax_loss(scores, y)
    return loss / np.log(2), dscores


def softmax_loss__wrong_sign(scores, y):
    """The gradient has the wrong sign"""
    loss, dscores = right.softmax_loss(scores, y)
    return loss, -dscores


def softmax_loss__every_column(scores, y):
    loss, _ = right.softmax_loss(scores, y)
    p = _softmax(scores)
    p[:, y] -= 1
    return loss, p / len(y)


def softmax_loss__divided_by_classes(scores, y):
    loss, dscores = right.softmax_loss(scores, y)
    return loss / scores.shape[1], dscores / scores.shape[1]


def softmax_loss__per_sample(scores, y):
    """loss must be a single number"""
    return -np.log(_softmax(scores)[np.arange(len(y)), y]), right.softmax_loss(scores, y)[1]


def softmax_loss__loss_alone(scores, y):
    """Return 2 values (loss, dscores)"""
    return right.softmax_loss(scores, y)[0]


def softmax_loss__chance(scores, y):
    k = scores.shape[1]
    return float(np.log(k)), (np.full(scores.shape, 1 / k) - np.eye(k)[y]) / len(y)


def svm_loss__counts_right_class(scores, y, margin=1.0):
    """The right class is compared with itself"""
    loss, dscores = right.svm_loss(scores, y, margin)
    return loss + margin, dscores


def svm_loss__no_margin(scores, y, margin=1.0):
    """The margin is missing"""
    return right.svm_loss(scores, y, 0.0)


def svm_loss__margin_ignored(scores, y, margin=1.0):
    """The margin is always 1 here"""
    return right.svm_loss(scores, y)


def svm_loss__right_class_still(scores, y, margin=1.0):
    """The score of the right class gets no gradient"""
    loss, dscores = right.svm_loss(scores, y, margin)
    return loss, np.maximum(0, dscores)


def svm_loss__right_class_once(scores, y, margin=1.0):
    """The score of the right class gets −1 once"""
    loss, d = right.svm_loss(scores, y, margin)
    return loss, np.maximum(d, -1 / len(y))


def svm_loss__sums(scores, y, margin=1.0):
    """The loss and the gradient are sums over the batch"""
    loss, dscores = right.svm_loss(scores, y, margin)
    return loss * len(y), dscores * len(y)


def svm_loss__gradient_not_divided(scores, y, margin=1.0):
    """its gradient is not divided by N"""
    loss, dscores = right.svm_loss(scores, y, margin)
    return loss, dscores * len(y)


def svm_loss__divided_by_classes(scores, y, margin=1.0):
    """divided by the number of classes as well"""
    loss, dscores = right.svm_loss(scores, y, margin)
    return loss / scores.shape[1], dscores / scores.shape[1]


def svm_loss__worst_alone(scores, y, margin=1.0):
    """Only the worst wrong class counts"""
    n = np.arange(len(y))
    gaps = scores - scores[n, y][:, None] + margin
    gaps[n, y] = -np.inf
    worst = gaps.argmax(axis=1)
    hit = (gaps[n, worst] > 0).astype(float)
    d = np.zeros_like(scores)
    d[n, worst] += hit
    d[n, y] -= hit
    return (gaps[n, worst] * hit).mean(), d / len(y)


def svm_loss__squared(scores, y, margin=1.0):
    n = np.arange(len(y))
    gaps = np.maximum(0, scores - scores[n, y][:, None] + margin)
    gaps[n, y] = 0
    return (gaps**2).sum() / len(y), right.svm_loss(scores, y, margin)[1]


def svm_loss__gradient_of_gaps(scores, y, margin=1.0):
    n = np.arange(len(y))
    gaps = np.maximum(0, scores - scores[n, y][:, None] + margin)
    gaps[n, y] = 0
    gaps[n, y] = -gaps.sum(axis=1)
    return right.svm_loss(scores, y, margin)[0], gaps / len(y)


def svm_loss__margin_taken_away(scores, y, margin=1.0):
    return right.svm_loss(scores, y, -margin)


def svm_loss__not_clipped(scores, y, margin=1.0):
    gaps = scores - scores[np.arange(len(y)), y][:, None] + margin
    return (gaps.sum() - margin * len(y)) / len(y), right.svm_loss(scores, y, margin)[1]
