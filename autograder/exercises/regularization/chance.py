"""How far chance can take the sums of normal numbers: bounds that hold for every right answer.

Each test here is wrong about numbers that really are independent and normal with a probability
below 8e-9.
"""

from __future__ import annotations

import math

import numpy as np

UNLIKELY = 20.0
"""−ln of the probability of a false alarm on one side of one bound: 2e-9."""

WITHIN = math.erf(1 / math.sqrt(2))
"""The share of a normal distribution that lies within one standard deviation: 68%."""


def has_spread(z: np.ndarray, sigma: float) -> bool:
    """Whether the standard deviation can be sigma."""
    lowest, highest = (math.sqrt(1 + by) for by in _deviations(z.size - 1))
    return bool(lowest < z.std(ddof=1) / sigma < highest)


def has_mean_0(z: np.ndarray) -> bool:
    """Whether the mean is below 6.5 standard errors, or 6 if the measured spread is too low."""
    return bool(abs(z.mean()) * math.sqrt(z.size) < 6.5 * _root_mean_square(z))


def is_bell(z: np.ndarray) -> bool:
    """Whether the right share lies within one measured standard deviation.

    Hoeffding's inequality for the share, and 0.51, the density of |z| near 1, for each unit by
    which the standard deviation is measured wrongly.
    """
    share = np.mean(np.abs(z) < _root_mean_square(z))
    measured = math.sqrt(1 + _deviations(z.size)[1]) - 1
    off = math.sqrt((UNLIKELY + math.log(2)) / (2 * z.size)) + 0.51 * measured
    return bool(abs(share - WITHIN) < off)


def is_constant_along(z: np.ndarray, axis: int) -> bool:
    """Whether all numbers along the axis are the same, up to rounding. Chance plays no part."""
    steps = np.abs(z - z.mean(axis=axis, keepdims=True))
    return bool(steps.max() <= 1e-9 * np.abs(z).max())


def is_independent_along(z: np.ndarray, axis: int) -> bool:
    """Whether sums along the axis are no larger than chance makes them.

    Of n independent numbers with variance 1 the sum has mean square n; of one number n times, n².
    """
    sums = (z - z.mean()).sum(axis=axis) / math.sqrt(z.shape[axis])
    return bool(np.mean(sums**2) < _highest_ratio(sums.size, z.size) * np.mean(z**2))


def have_one_spread(a: np.ndarray, b: np.ndarray) -> bool:
    """Whether the variances can be the same."""
    ratio = np.mean(a**2) / np.mean(b**2)
    return bool(1 / _highest_ratio(b.size, a.size) < ratio < _highest_ratio(a.size, b.size))


def _root_mean_square(z: np.ndarray) -> float:
    return float(np.sqrt(np.mean(z**2)))


def _deviations(n: int) -> tuple[float, float]:
    """How far below and above 1 the mean square of n standard normal numbers can lie.

    B. Laurent, P. Massart, Adaptive estimation of a quadratic functional by model selection,
    2000, lemma 1: beyond each of the two with a probability of at most exp(−UNLIKELY).
    """
    near = 2 * math.sqrt(UNLIKELY / n)
    return max(-1.0, -near), near + 2 * UNLIKELY / n


def _highest_ratio(above: int, below: int) -> float:
    """The highest ratio of two such mean squares, of ``above`` and ``below`` numbers."""
    return (1 + _deviations(above)[1]) / (1 + _deviations(below)[0])
