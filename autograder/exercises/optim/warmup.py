"""Assignment 05: a learning rate that rises at the start."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from autograder.core.exercise import Case
from autograder.exercises.optim.inputs import schedule, some_rate
from autograder.reference import optim as ref
from autograder.reference.optim import rates


@schedule(
    "optim.warmup",
    points=4,
    reference=ref.warmup,
    hints=(
        "Draw it: a line that rises from 0, then a flat one. Where do they meet?",
        "Try four values by hand: t = 0, the last t of the rise, t = steps and a t far beyond.",
    ),
)
def warmup(rng: np.random.Generator) -> Iterator[Case]:
    """warmup raises the rate from 0 to lr0 along a straight line, then holds it."""
    yield Case("5 steps, ten of them watched", at=tuple(range(11)), lr0=1.0, steps=5)
    yield Case("a single step", at=(0, 1, 2, 7), lr0=some_rate(rng), steps=1)
    for least in (3, 8, 30):
        steps = least + int(rng.integers(least))
        at = tuple(range(2 * steps + 3))
        yield Case(f"{steps} steps, then as many again", at=at, lr0=some_rate(rng), steps=steps)
    near = (0, 1, 1000, 2500, 4999, 5000, 5001, 5500)
    yield Case("5,000 steps", at=near, lr0=some_rate(rng), steps=5000)


@warmup.misconception("The rate is lr0 from the start: nothing warms up.")
def full_from_the_start(at: Sequence[int], lr0: float, steps: int) -> Any:
    return rates(lambda t: lr0, at)


@warmup.misconception("The rate keeps rising after t = steps. It should stay at lr0.")
def endless(at: Sequence[int], lr0: float, steps: int) -> Any:
    return rates(lambda t: lr0 * t / steps, at)


@warmup.misconception(
    "The rate is one step ahead, t + 1 in place of t: it does not start at 0. (Some libraries do "
    "that, so that the first step is not lost.)"
)
def one_step_ahead(at: Sequence[int], lr0: float, steps: int) -> Any:
    return rates(lambda t: lr0 * min(1, (t + 1) / steps), at)


@warmup.misconception("The rate never reaches lr0: the rise is spread over one step too many.")
def never_there(at: Sequence[int], lr0: float, steps: int) -> Any:
    return rates(lambda t: lr0 * min(t, steps) / (steps + 1), at)


@warmup.misconception("The rise takes one step too many: lr0 is reached at t = steps + 1.")
def late_warmup(at: Sequence[int], lr0: float, steps: int) -> Any:
    return rates(lambda t: lr0 * min(1, t / (steps + 1)), at)


@warmup.misconception("The rate falls from lr0 to 0 and stays there: that is a warm-up in reverse.")
def falling_warmup(at: Sequence[int], lr0: float, steps: int) -> Any:
    return rates(lambda t: lr0 * max(0, 1 - t / steps), at)


@warmup.misconception(
    "The rate rises and then drops to 0. From t = steps on it should stay at lr0."
)
def dropped(at: Sequence[int], lr0: float, steps: int) -> Any:
    return rates(lambda t: lr0 * t / steps if t < steps else 0.0, at)


@warmup.misconception(
    "The rate jumps: it is 0 before t = steps and lr0 from then on (// in place of / gives no "
    "fractions)."
)
def jumping(at: Sequence[int], lr0: float, steps: int) -> Any:
    return rates(lambda t: lr0 * min(1, t // steps), at)


@warmup.misconception(
    "The rise is divided by steps − 1: lr0 is reached one step too early. From 0 to steps there "
    "are steps of them."
)
def early_warmup(at: Sequence[int], lr0: float, steps: int) -> Any:
    return rates(lambda t: lr0 * min(1, t / (steps - 1 or math.nan)), at)


@warmup.misconception(
    "The larger of 1 and t/steps is taken, max in place of min: the rate starts at lr0 and rises "
    "after t = steps."
)
def larger(at: Sequence[int], lr0: float, steps: int) -> Any:
    return rates(lambda t: lr0 * max(1, t / steps), at)


@warmup.misconception(
    "The rate stops at 1, whatever lr0 is: min is taken of the rate. Take it of the share t/steps."
)
def held_at_one(at: Sequence[int], lr0: float, steps: int) -> Any:
    return rates(lambda t: min(1, lr0 * t / steps), at)


@warmup.misconception(
    "The rise is t/steps, whatever lr0 is, and lr0 only cuts it off. At t the rate is lr0·t/steps."
)
def cut_off(at: Sequence[int], lr0: float, steps: int) -> Any:
    return rates(lambda t: min(lr0, t / steps), at)


@warmup.misconception("The share t/steps is squared: the rise is a parabola, not a straight line.")
def squared_warmup(at: Sequence[int], lr0: float, steps: int) -> Any:
    return rates(lambda t: lr0 * min(1, t / steps) ** 2, at)
