"""Wrong steps of Adam and AdamW. Each docstring is a part of what the judge must say."""

import numpy as np

from autograder.solutions import optim as right

_CALLS = []


def _moments(g, m, v, beta1, beta2):
    return beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g**2


def adam__uncorrected(w, g, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    """Neither moment is corrected"""
    m, v = _moments(g, m, v, beta1, beta2)
    return w - lr * m / (np.sqrt(v) + eps), m, v


def adam__counted_from_zero(w, g, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    """The correction counts steps from 0"""
    m, v = _moments(g, m, v, beta1, beta2)
    a, b = np.float64(1 - beta1 ** (t - 1)), np.float64(1 - beta2 ** (t - 1))
    return w - lr * (m / a) / (np.sqrt(v / b) + eps), m, v


def adam__counted_from_two(w, g, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    """The correction is one step ahead"""
    return right.adam(w, g, m, v, t + 1, lr, beta1, beta2, eps)


def adam__eps_inside(w, g, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    """eps is inside the root"""
    m, v = _moments(g, m, v, beta1, beta2)
    return w - lr * m / (1 - beta1**t) / np.sqrt(v / (1 - beta2**t) + eps), m, v


def adam__short_form(w, g, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    """eps is added before v is corrected"""
    m, v = _moments(g, m, v, beta1, beta2)
    rate = lr * np.sqrt(1 - beta2**t) / (1 - beta1**t)
    return w - rate * m / (np.sqrt(v) + eps), m, v


def adam__without_eps(w, g, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    """eps is missing"""
    m, v = _moments(g, m, v, beta1, beta2)
    return w - lr * m / (1 - beta1**t) / np.sqrt(v / (1 - beta2**t)), m, v


def adam__first_alone(w, g, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    """Only the first moment is corrected"""
    m, v = _moments(g, m, v, beta1, beta2)
    return w - lr * m / (1 - beta1**t) / (np.sqrt(v) + eps), m, v


def adam__second_alone(w, g, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    """Only the second moment is corrected"""
    m, v = _moments(g, m, v, beta1, beta2)
    return w - lr * m / (np.sqrt(v / (1 - beta2**t)) + eps), m, v


def adam__corrected_kept(w, g, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    """You return the corrected moments"""
    m, v = _moments(g, m, v, beta1, beta2)
    m, v = m / (1 - beta1**t), v / (1 - beta2**t)
    return w - lr * m / (np.sqrt(v) + eps), m, v


def adam__v_first(w, g, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    """m and v are returned in the wrong order"""
    w, m, v = right.adam(w, g, m, v, t, lr, beta1, beta2, eps)
    return w, v, m


def adam__exchanged(w, g, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    """m and v are swapped"""
    m, v = beta1 * m + (1 - beta1) * g**2, beta2 * v + (1 - beta2) * g
    return w - lr * m / (1 - beta1**t) / (np.sqrt(v / (1 - beta2**t)) + eps), m, v


def adam__betas_exchanged(w, g, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    """beta1 and beta2 are swapped"""
    return right.adam(w, g, m, v, t, lr, beta2, beta1, eps)


def adam__shares_exchanged(w, g, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    """The shares are swapped"""
    m, v = (1 - beta1) * m + beta1 * g, (1 - beta2) * v + beta2 * g**2
    return w - lr * m / (1 - beta1**t) / (np.sqrt(v / (1 - beta2**t)) + eps), m, v


def adam__not_squared(w, g, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    """v averages the gradients, not their squares"""
    m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g
    return w - lr * m / (1 - beta1**t) / (np.sqrt(v / (1 - beta2**t)) + eps), m, v


def adam__squares_of_m(w, g, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    """v averages the squares of m"""
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * m**2
    return w - lr * m / (1 - beta1**t) / (np.sqrt(v / (1 - beta2**t)) + eps), m, v


def adam__rootless(w, g, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    """The root is missing"""
    m, v = _moments(g, m, v, beta1, beta2)
    return w - lr * m / (1 - beta1**t) / (v / (1 - beta2**t) + eps), m, v


def adam__always_the_first(w, g, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    """as if it were the first"""
    m, v = _moments(g, m, v, beta1, beta2)
    return w - lr * m / (1 - beta1) / (np.sqrt(v / (1 - beta2)) + eps), m, v


def adam__times_t(w, g, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    """the first is w after step 2"""
    m, v = _moments(g, m, v, beta1, beta2)
    return w - lr * m / (1 - beta1 * t) / (np.sqrt(np.abs(v / (1 - beta2 * t))) + eps), m, v


def adam__without_first(w, g, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    """m is left out"""
    m, v = _moments(g, m, v, beta1, beta2)
    return w - lr * g / (np.sqrt(v / (1 - beta2**t)) + eps), m, v


def adam__uphill(w, g, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    """The steps go uphill"""
    return right.adam(w, g, m, v, t, -lr, beta1, beta2, eps)


def adam__other_rate(w, g, m, v, t, lr=1e-2, beta1=0.9, beta2=0.999, eps=1e-8):
    """It goes wrong exactly in the cases where lr is left out"""
    return right.adam(w, g, m, v, t, lr, beta1, beta2, eps)


def adam__in_place(w, g, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    """changes its input m, v"""
    m *= beta1
    m += (1 - beta1) * g
    v *= beta2
    v += (1 - beta2) * g**2
    return w - lr * m / (1 - beta1**t) / (np.sqrt(v / (1 - beta2**t)) + eps), m, v


def adam__own_counter(w, g, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    """differ; the worst is"""
    _CALLS.append(t)
    return right.adam(w, g, m, v, len(_CALLS), lr, beta1, beta2, eps)


def adam__returns_t(w, g, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    """yours has 4"""
    return (*right.adam(w, g, m, v, t, lr, beta1, beta2, eps), t + 1)


def adamw__penalty(w, g, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=1e-2):
    """that is Adam with an L2 penalty"""
    return right.adam(w, g + weight_decay * w, m, v, t, lr, beta1, beta2, eps)


def adamw__doubled_penalty(
    w, g, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=1e-2
):
    """The gradient of an L2 penalty"""
    return right.adam(w, g + 2 * weight_decay * w, m, v, t, lr, beta1, beta2, eps)


def adamw__without_rate(
    w, g, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=1e-2
):
    """The decay is not multiplied by lr"""
    moved, m, v = right.adam(w, g, m, v, t, lr, beta1, beta2, eps)
    return moved - weight_decay * w, m, v


def adamw__after_the_step(
    w, g, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=1e-2
):
    """the w that has already moved"""
    w, m, v = right.adam(w, g, m, v, t, lr, beta1, beta2, eps)
    return w * (1 - lr * weight_decay), m, v


def adamw__in_the_fraction(
    w, g, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=1e-2
):
    """the root divides it too"""
    m, v = _moments(g, m, v, beta1, beta2)
    above = m / (1 - beta1**t) + weight_decay * w
    return w - lr * above / (np.sqrt(v / (1 - beta2**t)) + eps), m, v


def adamw__as_adam(w, g, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=1e-2):
    """There is no decay"""
    return right.adam(w, g, m, v, t, lr, beta1, beta2, eps)


def adamw__growing(w, g, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=1e-2):
    """the weights grow"""
    return right.adamw(w, g, m, v, t, lr, beta1, beta2, eps, -weight_decay)


def adamw__doubled(w, g, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=1e-2):
    """The decay is doubled"""
    return right.adamw(w, g, m, v, t, lr, beta1, beta2, eps, 2 * weight_decay)


def adamw__decay_fixed(w, g, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=1e-2):
    """The decay is always 0.01"""
    return right.adamw(w, g, m, v, t, lr, beta1, beta2, eps)


def adamw__another_default(
    w, g, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.0
):
    """weight_decay defaults to 0"""
    return right.adamw(w, g, m, v, t, lr, beta1, beta2, eps, weight_decay)


def adamw__uncorrected(w, g, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=1e-2):
    """differ; the worst is w after step 1"""
    m, v = _moments(g, m, v, beta1, beta2)
    return w - lr * (m / (np.sqrt(v) + eps) + weight_decay * w), m, v


def adamw__in_place(w, g, m, v, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=1e-2):
    """changes its input w"""
    w *= 1 - lr * weight_decay
    return right.adam(w, g, m, v, t, lr, beta1, beta2, eps)
