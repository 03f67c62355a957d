"""Wrong noise. Each docstring is a part of what the judge must say."""

import numpy as np


def add_noise__variance(x, sigma, rng):
    """You use sigma as the variance"""
    return x + rng.normal(0, np.sqrt(sigma), x.shape)


def add_noise__squared(x, sigma, rng):
    """The standard deviation of the noise is sigma²"""
    return x + rng.normal(0, sigma**2, x.shape)


def add_noise__without_sigma(x, sigma, rng):
    """sigma is not used"""
    return x + rng.standard_normal(x.shape)


def add_noise__sigma_first(x, sigma, rng):
    """sigma is the mean of your noise"""
    return x + rng.normal(sigma, size=x.shape)


def add_noise__multiplied(x, sigma, rng):
    """The noise is multiplied by x"""
    return x * (1 + sigma * rng.standard_normal(x.shape))


def add_noise__alone(x, sigma, rng):
    """The noise comes back alone"""
    return sigma * rng.standard_normal(x.shape)


def add_noise__uniform_above_0(x, sigma, rng):
    """The noise is never negative, so all images become brighter"""
    return x + sigma * rng.random(x.shape)


def add_noise__uniform(x, sigma, rng):
    """The noise is uniform between −sigma and sigma"""
    return x + rng.uniform(-sigma, sigma, x.shape)


def add_noise__uniform_as_strong(x, sigma, rng):
    """68% of the noise must lie within its standard deviation"""
    return x + rng.uniform(-sigma, sigma, x.shape) * np.sqrt(3)


def add_noise__two_sided_exponential(x, sigma, rng):
    """68% of the noise must lie within its standard deviation"""
    return x + rng.laplace(0, sigma / np.sqrt(2), x.shape)


def add_noise__plus_or_minus_sigma(x, sigma, rng):
    """68% of the noise must lie within its standard deviation"""
    return x + sigma * rng.choice([-1.0, 1.0], x.shape)


def add_noise__absolute(x, sigma, rng):
    """The noise is never negative: it has lost its sign"""
    return x + np.abs(rng.normal(0, sigma, x.shape))


def add_noise__same_for_images(x, sigma, rng):
    """All images get the same noise"""
    return x + rng.normal(0, sigma, x.shape[1:])


def add_noise__same_for_channels(x, sigma, rng):
    """it is grey"""
    n, _, h, w = x.shape
    return x + rng.normal(0, sigma, (n, 1, h, w))


def add_noise__same_for_rows(x, sigma, rng):
    """every row gets noise of its own"""
    n, c, _, w = x.shape
    return x + rng.normal(0, sigma, (n, c, 1, w))


def add_noise__same_for_columns(x, sigma, rng):
    """every column gets noise of its own"""
    return x + rng.normal(0, sigma, (*x.shape[:3], 1))


def add_noise__two_images_by_turns(x, sigma, rng):
    """every number must get its own noise"""
    two = rng.normal(0, sigma, (2, *x.shape[1:]))
    return x + two[np.arange(len(x)) % 2]


def add_noise__one_for_an_image(x, sigma, rng):
    """All pixels of an image get the same"""
    return x + rng.normal(0, sigma, (len(x), 1, 1, 1))


def add_noise__one_number(x, sigma, rng):
    """You draw one number and add it everywhere"""
    return x + rng.normal(0, sigma)


def add_noise__global(x, sigma, rng):
    """You do not draw from rng"""
    return x + np.random.normal(0, sigma, x.shape)


def add_noise__new_generator(x, sigma, rng):
    """You do not draw from rng"""
    return x + np.random.default_rng().normal(0, sigma, x.shape)


def add_noise__seed_inside(x, sigma, rng):
    """Every call gives the same noise"""
    return x + np.random.default_rng(0).normal(0, sigma, x.shape)


def add_noise__copy_of_the_generator(x, sigma, rng):
    """the next batch from the same generator must get other noise"""
    own = np.random.Generator(np.random.PCG64())
    own.bit_generator.state = rng.bit_generator.state
    return x + own.normal(0, sigma, x.shape)


def add_noise__clipped(x, sigma, rng):
    """Values outside the range from 0 to 1 are clipped"""
    return (x + rng.normal(0, sigma, x.shape)).clip(0, 1)


def add_noise__a_little_weak(x, sigma, rng):
    """the noise must have standard deviation sigma"""
    return x + rng.normal(0, 0.9 * sigma, x.shape)


def add_noise__a_little_bright(x, sigma, rng):
    """the noise must have mean 0"""
    return x + rng.normal(0.1 * sigma, sigma, x.shape)


def add_noise__never_zero(x, sigma, rng):
    """noise of sigma 0 must change nothing"""
    return x + rng.normal(0, sigma or 1e-3, x.shape)


def add_noise__none(x, sigma, rng):
    """There is no noise"""
    return x + 0 * rng.normal(0, sigma, x.shape)


def add_noise__some_images(x, sigma, rng):
    """the noise"""
    coin = rng.random((len(x), 1, 1, 1)) < 0.5
    return x + coin * rng.normal(0, sigma, x.shape)


def add_noise__in_place(x, sigma, rng):
    """changes its input x"""
    x += rng.normal(0, sigma, x.shape)
    return x


def add_noise__one_shape_more(x, sigma, rng):
    """has shape"""
    return x[None] + rng.normal(0, sigma, (1, *x.shape))
