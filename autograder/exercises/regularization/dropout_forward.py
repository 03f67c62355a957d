"""Assignment 04: dropout. Forward is judged by properties of every right answer.

Fewer than one right answer in a million is refused by bad luck. The limits below say how each
property contributes to that.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

from autograder.core.exercise import Case, Value, exercise
from autograder.exercises.inputs import signed, sizes
from autograder.reference import regularization as ref

SURPRISE = math.log(2e9)
"""Of n units, each dropped with probability p, a share q or a more extreme one is dropped with a
probability of at most 2 exp(−n KL(q‖p)) (H. Chernoff, A measure of asymptotic efficiency for
tests of a hypothesis based on the sum of observations, 1952). With n KL up to this, a right share
is refused once in 10⁹ cases."""

LINES = 300
"""The number of rows or columns whose spread shows whether units are drawn on their own."""

SPREAD = (0.5, 2.0)
"""The variance of the number of units dropped in a line, over that of independent draws. Times
LINES it follows a χ² distribution nearly, and by Chernoff's bound for that one it is below ½ with
a probability of at most exp(−LINES (ln 2 − ½) / 2) = 3·10⁻¹³, and above 2 even less often."""


def six_calls(student: Any, x: Any, p: float, seed: int, *train: bool) -> Any:
    """Two calls in a row from one seed, the first of them again, three from other seeds.

    At the end, whether numpy.random is as it was.
    """
    before = np.random.get_state()
    one, *others = (np.random.default_rng(seed + each) for each in (0, 0, 1, 2, 3))
    calls = [student(x, p, rng, *train) for rng in (one, one, *others)]
    return [*calls, all(map(np.array_equal, before, np.random.get_state()))]


def properties(
    answer: Value, x: np.ndarray, p: float, seed: int, train: bool = True
) -> dict[str, Value]:
    """What holds for every right mask, whatever its draws."""
    *calls, untouched = answer
    outs, masks = (np.stack([call[i] for call in calls]).astype(float) for i in (0, 1))
    rate = p if train else 0.0
    first, following, again, other = masks[:4] == 0
    repeats = np.array_equal(first, again)
    dropped = masks[[0, 1, 3, 4, 5]] == 0
    across, within = _spread(dropped, (1,)), _spread(dropped, range(2, masks.ndim))
    together = max(across + within)
    alone = 1 / max(1.0, *_spread(dropped.reshape(len(dropped), len(x), -1), (1, 2), lines=1))
    lucky = (rate**2 + (1 - rate) ** 2) ** (x.size * alone) > 1e-9
    factors = masks[masks != 0]
    finite = factors[np.isfinite(factors)]
    factor = float(np.median(finite)) if finite.size else 1 / (1 - rate)
    one_factor = _close(factors, factor)
    return {
        "out and mask must not contain NaN": not np.isnan([outs, masks]).any(),
        "the share of units that are dropped": _share(dropped, (rate, p, 1 - p), alone),
        "out must come first, then mask": not _close(masks, x * outs),
        "every entry of mask must be 0 or one common factor": one_factor,
        "the factor of the other units": factor if one_factor else 1 / (1 - rate),
        "out must be x · mask": _close(outs, x * masks),
        "out must not simply be x": not rate or not _close(outs, np.broadcast_to(x, outs.shape)),
        "every sample must lose its own units": _apart(across, together),
        "within a sample, each unit must be drawn on its own": _apart(within, together),
        "chance must decide how many units are dropped": together > SPREAD[1]
        or (min(across + within) >= SPREAD[0] and not _counted_out(dropped)),
        "the same seed must drop the same units": repeats,
        "the next call with the same rng must drop other units": lucky
        or not np.array_equal(first, following),
        "another seed must drop other units": lucky or not np.array_equal(first, other),
        "numpy.random must stay untouched": untouched or not repeats,
    }


def _close(found: np.ndarray, wanted: Any) -> bool:
    return bool(np.allclose(found, wanted, rtol=1e-6, atol=1e-8, equal_nan=True))


def _share(dropped: np.ndarray, rates: tuple[float, ...], alone: float) -> float:
    """The share of True, or the rate from which it differs only by chance.

    Units that are dropped together count as one; ``alone`` is the share of independent ones.
    """
    share, count = float(dropped.mean()), dropped.size * alone
    likely = (rate for rate in rates if count * _divergence(share, rate) <= SURPRISE)
    return next(likely, share)


def _divergence(q: float, p: float) -> float:
    """Kullback and Leibler's, from a coin with share p to one with share q."""
    pairs = [(a, b) for a, b in ((q, p), (1 - q, 1 - p)) if a > 0]
    return sum(a * math.log(a / b) if b > 0 else math.inf for a, b in pairs)


def _counted_out(dropped: np.ndarray) -> bool:
    """Whether every draw drops the same number, although chance does that only once in 10⁸ cases.

    The likeliest number of a binomial distribution has a probability of about 1 / √(2π npq).
    """
    counts, share = dropped.reshape(len(dropped), -1).sum(axis=1), dropped.mean()
    variance = dropped[0].size * share * (1 - share)
    chance = (2 * math.pi * variance) ** (-(len(counts) - 1) / 2) if variance else 1.0
    return bool(chance < 1e-8 and np.ptp(counts) == 0)


def _apart(spreads: list[float], together: float) -> bool:
    """Whether units along these axes are drawn on their own, or are less correlated than others."""
    return together <= SPREAD[1] or max(spreads) < together


def _spread(dropped: np.ndarray, axes: Iterable[int], lines: int = LINES) -> list[float]:
    """For each axis, how much the counts along it vary; 1 if there are too few to tell."""
    share, found = dropped.mean(), [1.0]
    for axis in axes:
        counts, variance = dropped.sum(axis=axis), dropped.shape[axis] * share * (1 - share)
        if counts.size >= lines and variance >= 1:
            found.append(float(counts.var() / variance))
    return found


@exercise(
    "regularization.dropout_forward",
    points=7,
    reference=ref.six_calls(ref.dropout),
    probe=six_calls,
    properties=properties,
    outputs=(*[("out", "mask")] * 6, "numpy.random is untouched"),
    seconds=10.0,
    hints=(
        "rng.random(shape) gives uniform numbers from 0 to 1. What share of them is below p?",
        "A comparison gives an array of True and False, which count as 1 and 0 in a product.",
        "p = 0.75 keeps a quarter of the units. By what must you multiply them to keep the mean?",
        "At test time you draw nothing. What is mask if out is x?",
    ),
)
def dropout_forward(rng: np.random.Generator) -> Iterator[Case]:
    """dropout_forward silences units at random and keeps the mean."""

    def case(name: str, x: np.ndarray, p: float, **train: Any) -> Case:
        return Case(name, x=x, p=p, seed=int(rng.integers(10**6)), **train)

    yield case("a small batch", signed(rng, *sizes(rng, 2, low=4)), 0.5)
    yield case("many units, p = 0.3", signed(rng, 130, 110), 0.3)
    yield case("many units, p close to 1", signed(rng, 110, 130), 0.95)
    yield case("p = 0: nothing is dropped", signed(rng, *sizes(rng, 1)), 0.0)
    yield case("images", signed(rng, 9, 5, 8, 7), float(rng.uniform(0.35, 0.45)))
    x = signed(rng, *sizes(rng, 2, low=7))
    yield case("units that are 0 already", np.maximum(x, 0), float(rng.uniform(0.2, 0.4)))
    x = signed(rng, *sizes(rng, 2, low=7))
    yield case("training, train given as True", x, float(rng.uniform(0.6, 0.8)), train=True)
    yield case(
        "test time: everything stays as it is", signed(rng, *sizes(rng, 2)), 0.4, train=False
    )
    n, h, w = sizes(rng, 3, low=2)
    yield case("test time, images", signed(rng, n, 1, h, w), 0.7, train=False)
