"""Wrong answers to rmsprop. Each docstring is a part of what the judge must say."""

import numpy as np

from autograder.solutions import optim as right


def rmsprop__shares_exchanged(w, g, cache, lr, decay=0.99, eps=1e-8):
    """The two shares are swapped"""
    cache = (1 - decay) * cache + decay * g**2
    return w - lr * g / (np.sqrt(cache) + eps), cache


def rmsprop__as_adagrad(w, g, cache, lr, decay=0.99, eps=1e-8):
    """The cache is AdaGrad's"""
    return right.adagrad(w, g, cache, lr, eps)


def rmsprop__whole_square(w, g, cache, lr, decay=0.99, eps=1e-8):
    """The new square enters the cache whole"""
    cache = decay * cache + g**2
    return w - lr * g / (np.sqrt(cache) + eps), cache


def rmsprop__whole_cache(w, g, cache, lr, decay=0.99, eps=1e-8):
    """nothing is forgotten"""
    cache = cache + (1 - decay) * g**2
    return w - lr * g / (np.sqrt(cache) + eps), cache


def rmsprop__eps_inside(w, g, cache, lr, decay=0.99, eps=1e-8):
    """eps is inside the root"""
    cache = decay * cache + (1 - decay) * g**2
    return w - lr * g / np.sqrt(cache + eps), cache


def rmsprop__without_eps(w, g, cache, lr, decay=0.99, eps=1e-8):
    """eps is missing"""
    cache = decay * cache + (1 - decay) * g**2
    return w - lr * g / np.sqrt(cache), cache


def rmsprop__rootless(w, g, cache, lr, decay=0.99, eps=1e-8):
    """The root is missing"""
    cache = decay * cache + (1 - decay) * g**2
    return w - lr * g / (cache + eps), cache


def rmsprop__not_squared(w, g, cache, lr, decay=0.99, eps=1e-8):
    """You average g, not g²"""
    cache = decay * cache + (1 - decay) * g
    return w - lr * g / (cache**0.5 + eps), cache


def rmsprop__absolute(w, g, cache, lr, decay=0.99, eps=1e-8):
    """You average |g|"""
    cache = decay * cache + (1 - decay) * np.abs(g)
    return w - lr * g / (cache**0.5 + eps), cache


def rmsprop__one_behind(w, g, cache, lr, decay=0.99, eps=1e-8):
    """The step is divided by the cache that came in"""
    return w - lr * g / (np.sqrt(cache) + eps), decay * cache + (1 - decay) * g**2


def rmsprop__forgotten(w, g, cache, lr, decay=0.99, eps=1e-8):
    """The cache is not kept"""
    return right.rmsprop(w, g, cache, lr, decay, eps)[0], cache


def rmsprop__decay_fixed(w, g, cache, lr, decay=0.99, eps=1e-8):
    """The decay is always 0.99"""
    return right.rmsprop(w, g, cache, lr, 0.99, eps)


def rmsprop__another_default(w, g, cache, lr, decay=0.9, eps=1e-8):
    """decay defaults to 0.9"""
    return right.rmsprop(w, g, cache, lr, decay, eps)


def rmsprop__eps_fixed(w, g, cache, lr, decay=0.99, eps=1e-8):
    """eps is always 1e-8"""
    return right.rmsprop(w, g, cache, lr, decay)


def rmsprop__other_eps(w, g, cache, lr, decay=0.99, eps=1e-10):
    """values differ"""
    return right.rmsprop(w, g, cache, lr, decay, eps)


def rmsprop__uphill(w, g, cache, lr, decay=0.99, eps=1e-8):
    """The steps go uphill"""
    cache = decay * cache + (1 - decay) * g**2
    return w + lr * g / (np.sqrt(cache) + eps), cache


def rmsprop__in_place(w, g, cache, lr, decay=0.99, eps=1e-8):
    """changes its input cache"""
    cache *= decay
    cache += (1 - decay) * g**2
    return w - lr * g / (np.sqrt(cache) + eps), cache


def rmsprop__corrected(w, g, cache, lr, decay=0.99, eps=1e-8):
    """values differ"""
    cache = decay * cache + (1 - decay) * g**2
    return w - lr * g / (np.sqrt(cache / (1 - decay)) + eps), cache


def rmsprop__cache_is_root(w, g, cache, lr, decay=0.99, eps=1e-8):
    """differ; the worst is"""
    w, cache = right.rmsprop(w, g, cache, lr, decay, eps)
    return w, np.sqrt(cache)
