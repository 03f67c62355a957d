"""Wrong answers to adagrad. Each docstring is a part of what the judge must say."""

import numpy as np

from autograder.solutions import optim as right


def adagrad__forgetting(w, g, cache, lr, eps=1e-10):
    """The cache forgets"""
    cache = 0.99 * cache + 0.01 * g**2
    return w - lr * g / (np.sqrt(cache) + eps), cache


def adagrad__forgetting_fast(w, g, cache, lr, eps=1e-10):
    """a moving average with 0.9"""
    cache = 0.9 * cache + 0.1 * g**2
    return w - lr * g / (np.sqrt(cache) + eps), cache


def adagrad__rootless(w, g, cache, lr, eps=1e-10):
    """The root is missing"""
    cache = cache + g**2
    return w - lr * g / (cache + eps), cache


def adagrad__eps_inside(w, g, cache, lr, eps=1e-10):
    """eps is inside the root"""
    cache = cache + g**2
    return w - lr * g / np.sqrt(cache + eps), cache


def adagrad__without_eps(w, g, cache, lr, eps=1e-10):
    """eps is missing"""
    cache = cache + g**2
    return w - lr * g / np.sqrt(cache), cache


def adagrad__eps_in_cache(w, g, cache, lr, eps=1e-10):
    """values differ"""
    cache = cache + g**2 + eps
    return w - lr * g / np.sqrt(cache), cache


def adagrad__eps_fixed(w, g, cache, lr, eps=1e-10):
    """eps is always 1e-10"""
    return right.adagrad(w, g, cache, lr)


def adagrad__another_default(w, g, cache, lr, eps=1e-8):
    """eps defaults to 1e-8"""
    return right.adagrad(w, g, cache, lr, eps)


def adagrad__not_squared(w, g, cache, lr, eps=1e-10):
    """added up without being squared"""
    cache = cache + g
    return w - lr * g / (cache**0.5 + eps), cache


def adagrad__absolute(w, g, cache, lr, eps=1e-10):
    """The cache collects |g|"""
    cache = cache + np.abs(g)
    return w - lr * g / (cache**0.5 + eps), cache


def adagrad__one_behind(w, g, cache, lr, eps=1e-10):
    """The step is divided by the cache that came in"""
    return w - lr * g / (np.sqrt(cache) + eps), cache + g**2


def adagrad__forgotten(w, g, cache, lr, eps=1e-10):
    """The cache is not kept"""
    return w - lr * g / (np.sqrt(cache + g**2) + eps), cache


def adagrad__last_alone(w, g, cache, lr, eps=1e-10):
    """The new cache is only the square of this gradient"""
    return w - lr * g / (np.sqrt(g**2) + eps), g**2


def adagrad__one_for_all(w, g, cache, lr, eps=1e-10):
    """All entries share one sum"""
    cache = cache + np.sum(g**2)
    return w - lr * g / (np.sqrt(cache) + eps), cache


def adagrad__norm(w, g, cache, lr, eps=1e-10):
    """has shape"""
    total = np.sum(cache) + np.sum(g**2)
    return w - lr * g / (np.sqrt(total) + eps), total


def adagrad__uphill(w, g, cache, lr, eps=1e-10):
    """The steps go uphill"""
    cache = cache + g**2
    return w + lr * g / (np.sqrt(cache) + eps), cache


def adagrad__cache_first(w, g, cache, lr, eps=1e-10):
    """returned in the wrong order"""
    cache = cache + g**2
    return cache, w - lr * g / (np.sqrt(cache) + eps)


def adagrad__in_place(w, g, cache, lr, eps=1e-10):
    """changes its input cache"""
    cache += g**2
    return w - lr * g / (np.sqrt(cache) + eps), cache


def adagrad__w_alone(w, g, cache, lr, eps=1e-10):
    """Return 2 values (w after step 1, cache after step 1)"""
    return w - lr * g / (np.sqrt(cache + g**2) + eps)


def adagrad__rounds_up_tiny(w, g, cache, lr, eps=1e-10):
    """values differ"""
    cache = cache + g**2
    return w - lr * g / np.maximum(np.sqrt(cache) + eps, 1e-8), cache
