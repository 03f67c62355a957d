"""Wrong steps of Adadelta. Each docstring is a part of what the judge must say."""

import numpy as np

from autograder.solutions import optim as right


def _rms(square, eps):
    return np.sqrt(square + eps)


def adadelta__eps_outside(w, g, cache, delta, lr=1.0, rho=0.9, eps=1e-6):
    """eps is outside the roots"""
    cache = rho * cache + (1 - rho) * g**2
    step = g * (np.sqrt(delta) + eps) / (np.sqrt(cache) + eps)
    return w - lr * step, cache, rho * delta + (1 - rho) * step**2


def adadelta__eps_below_alone(w, g, cache, delta, lr=1.0, rho=0.9, eps=1e-6):
    """Only the lower root contains eps"""
    cache = rho * cache + (1 - rho) * g**2
    step = g * np.sqrt(delta) / _rms(cache, eps)
    return w - lr * step, cache, rho * delta + (1 - rho) * step**2


def adadelta__rate_in_delta(w, g, cache, delta, lr=1.0, rho=0.9, eps=1e-6):
    """The learning rate is in delta as well"""
    cache = rho * cache + (1 - rho) * g**2
    step = lr * g * _rms(delta, eps) / _rms(cache, eps)
    return w - step, cache, rho * delta + (1 - rho) * step**2


def adadelta__rate_twice(w, g, cache, delta, lr=1.0, rho=0.9, eps=1e-6):
    """values differ"""
    return right.adadelta(w, g, cache, delta, lr**2, rho, eps)


def adadelta__without_rate(w, g, cache, delta, lr=1.0, rho=0.9, eps=1e-6):
    """The learning rate is not used"""
    return right.adadelta(w, g, cache, delta, 1.0, rho, eps)


def adadelta__other_default(w, g, cache, delta, lr=0.1, rho=0.9, eps=1e-6):
    """It goes wrong exactly in the cases where lr is left out"""
    return right.adadelta(w, g, cache, delta, lr, rho, eps)


def adadelta__delta_too_early(w, g, cache, delta, lr=1.0, rho=0.9, eps=1e-6):
    """The step is scaled by a delta that already holds this step"""
    _, cache, delta = right.adadelta(w, g, cache, delta, lr, rho, eps)
    return w - lr * g * _rms(delta, eps) / _rms(cache, eps), cache, delta


def adadelta__delta_of_gradients(w, g, cache, delta, lr=1.0, rho=0.9, eps=1e-6):
    """delta averages the squared gradients"""
    w, cache, _ = right.adadelta(w, g, cache, delta, lr, rho, eps)
    return w, cache, rho * delta + (1 - rho) * g**2


def adadelta__summed(w, g, cache, delta, lr=1.0, rho=0.9, eps=1e-6):
    """The cache is AdaGrad's"""
    cache = cache + g**2
    step = g * _rms(delta, eps) / _rms(cache, eps)
    return w - lr * step, cache, rho * delta + (1 - rho) * step**2


def adadelta__delta_summed(w, g, cache, delta, lr=1.0, rho=0.9, eps=1e-6):
    """delta is a plain sum"""
    cache = rho * cache + (1 - rho) * g**2
    step = g * _rms(delta, eps) / _rms(cache, eps)
    return w - lr * step, cache, delta + step**2


def adadelta__one_behind(w, g, cache, delta, lr=1.0, rho=0.9, eps=1e-6):
    """The step is divided by the cache that came in"""
    step = g * _rms(delta, eps) / _rms(cache, eps)
    return w - lr * step, rho * cache + (1 - rho) * g**2, rho * delta + (1 - rho) * step**2


def adadelta__as_rmsprop(w, g, cache, delta, lr=1.0, rho=0.9, eps=1e-6):
    """delta is not used in the step"""
    cache = rho * cache + (1 - rho) * g**2
    step = g / _rms(cache, eps)
    return w - lr * step, cache, rho * delta + (1 - rho) * step**2


def adadelta__rootless(w, g, cache, delta, lr=1.0, rho=0.9, eps=1e-6):
    """The roots are missing"""
    cache = rho * cache + (1 - rho) * g**2
    step = g * (delta + eps) / (cache + eps)
    return w - lr * step, cache, rho * delta + (1 - rho) * step**2


def adadelta__upside_down(w, g, cache, delta, lr=1.0, rho=0.9, eps=1e-6):
    """The fraction is upside down"""
    cache = rho * cache + (1 - rho) * g**2
    step = g * _rms(cache, eps) / _rms(delta, eps)
    return w - lr * step, cache, rho * delta + (1 - rho) * step**2


def adadelta__not_squared(w, g, cache, delta, lr=1.0, rho=0.9, eps=1e-6):
    """delta averages the steps themselves"""
    cache = rho * cache + (1 - rho) * g**2
    step = g * _rms(delta, eps) / _rms(cache, eps)
    return w - lr * step, cache, rho * delta + (1 - rho) * step


def adadelta__forgotten(w, g, cache, delta, lr=1.0, rho=0.9, eps=1e-6):
    """delta is not kept"""
    w, cache, _ = right.adadelta(w, g, cache, delta, lr, rho, eps)
    return w, cache, delta


def adadelta__delta_first(w, g, cache, delta, lr=1.0, rho=0.9, eps=1e-6):
    """cache and delta are returned in the wrong order"""
    w, cache, delta = right.adadelta(w, g, cache, delta, lr, rho, eps)
    return w, delta, cache


def adadelta__two_outputs(w, g, cache, delta, lr=1.0, rho=0.9, eps=1e-6):
    """delta after step 1); yours has 2"""
    return right.adadelta(w, g, cache, delta, lr, rho, eps)[:2]


def adadelta__uphill(w, g, cache, delta, lr=1.0, rho=0.9, eps=1e-6):
    """The steps go uphill"""
    return right.adadelta(w, g, cache, delta, -lr, rho, eps)


def adadelta__in_place(w, g, cache, delta, lr=1.0, rho=0.9, eps=1e-6):
    """changes its input cache"""
    cache *= rho
    cache += (1 - rho) * g**2
    step = g * _rms(delta, eps) / _rms(cache, eps)
    return w - lr * step, cache, rho * delta + (1 - rho) * step**2
