"""Assignment 05: learning rates that fall, or rise, along a curve."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from autograder.core.exercise import Case, exercise
from autograder.exercises.optim.inputs import CLOSE, rates_at, some_rate
from autograder.reference import optim as ref
from autograder.reference.optim import rates


def _falling(rng: np.random.Generator) -> Iterator[Case]:
    """Every t from 0 to total, for totals of all sizes."""
    yield Case("a total of 4", at=tuple(range(5)), lr0=1.0, total=4)
    yield Case("a total of 1: the start and the end", at=(0, 1), lr0=some_rate(rng), total=1)
    for least in (3, 10, 50):
        total = least + int(rng.integers(least))
        lr0 = some_rate(rng)
        yield Case(
            f"a total of {total}, lr0 {lr0}", at=tuple(range(total + 1)), lr0=lr0, total=total
        )
    total = int(rng.integers(500, 1500))
    between = sorted(rng.choice(np.arange(1, total), 8, replace=False))
    at = (0, *(int(t) for t in between), total)
    yield Case(f"a total of {total}, ten of its steps", at=at, lr0=some_rate(rng), total=total)


@exercise(
    "optim.cosine",
    points=4,
    stub="cs_cnn.optim:cosine",
    reference=ref.cosine,
    probe=rates_at,
    outputs=("rate",),
    atol=CLOSE,
    hints=(
        "The cosine goes from 1 to −1. Which two numbers turn that into a way from lr0 to 0?",
        "np.cos takes radians. At t = total its argument should be half a turn.",
    ),
)
def cosine(rng: np.random.Generator) -> Iterator[Case]:
    """cosine lowers the rate along half a wave, from lr0 to 0."""
    yield from _falling(rng)


@cosine.misconception("The angle is in degrees: 180 at the end. np.cos takes radians.")
def degrees(at: Sequence[int], lr0: float, total: int) -> Any:
    return rates(lambda t: lr0 / 2 * (1 + math.cos(180 * t / total)), at)


@cosine.misconception(
    "The rate goes down and up again: the angle runs through a whole turn, 2π. Half a turn leads "
    "from the top to the bottom."
)
def whole_turn(at: Sequence[int], lr0: float, total: int) -> Any:
    return rates(lambda t: lr0 / 2 * (1 + math.cos(2 * math.pi * t / total)), at)


@cosine.misconception(
    "The angle reaches a quarter of a turn only, so that the rate ends at half of lr0."
)
def quarter_turn(at: Sequence[int], lr0: float, total: int) -> Any:
    return rates(lambda t: lr0 / 2 * (1 + math.cos(math.pi / 2 * t / total)), at)


@cosine.misconception(
    "The rate is lr0 times a quarter of a wave: it reaches 0, but falls steeply at the end instead "
    "of flattening out."
)
def falling_quarter(at: Sequence[int], lr0: float, total: int) -> Any:
    return rates(lambda t: lr0 * math.cos(math.pi / 2 * t / total), at)


@cosine.misconception("The rate is the cosine itself: from the middle on it is negative.")
def bare(at: Sequence[int], lr0: float, total: int) -> Any:
    return rates(lambda t: lr0 * math.cos(math.pi * t / total), at)


@cosine.misconception("The rate starts at twice lr0: 1 + cos is 2 at the start.")
def twice(at: Sequence[int], lr0: float, total: int) -> Any:
    return rates(lambda t: lr0 * (1 + math.cos(math.pi * t / total)), at)


@cosine.misconception("The rate rises from 0 to lr0: 1 − cos in place of 1 + cos.")
def rising_cosine(at: Sequence[int], lr0: float, total: int) -> Any:
    return rates(lambda t: lr0 / 2 * (1 - math.cos(math.pi * t / total)), at)


@cosine.misconception(
    "The rate reaches 0 one step too late, at t = total + 1. It should at t = total."
)
def late_cosine(at: Sequence[int], lr0: float, total: int) -> Any:
    return rates(lambda t: lr0 / 2 * (1 + math.cos(math.pi * t / (total + 1))), at)


@cosine.misconception(
    "The angle is turned into radians once more. π·t/total is in radians already: π is half a turn."
)
def radians_twice(at: Sequence[int], lr0: float, total: int) -> Any:
    return rates(lambda t: lr0 / 2 * (1 + math.cos(math.radians(math.pi * t / total))), at)


@cosine.misconception(
    "The rate is one step behind, t − 1 in place of t: at t = total it is not 0 yet. t is 0 at "
    "first."
)
def behind_cosine(at: Sequence[int], lr0: float, total: int) -> Any:
    return rates(lambda t: lr0 / 2 * (1 + math.cos(math.pi * (t - 1) / total)), at)


@exercise(
    "optim.linear",
    points=4,
    stub="cs_cnn.optim:linear",
    reference=ref.linear,
    probe=rates_at,
    outputs=("rate",),
    atol=CLOSE,
    hints=(
        "What share of the way is behind you at t, and what share is still ahead?",
        "Try the two ends by hand: t = 0 and t = total.",
    ),
)
def linear(rng: np.random.Generator) -> Iterator[Case]:
    """linear lowers the rate along a straight line, from lr0 to 0."""
    yield from _falling(rng)


@linear.misconception("The rate reaches 0 one step too late, at t = total + 1: it should at total.")
def late_line(at: Sequence[int], lr0: float, total: int) -> Any:
    return rates(lambda t: lr0 * (1 - t / (total + 1)), at)


@linear.misconception(
    "The rate is one step ahead: it reaches 0 at t = total − 1 and does not start at lr0."
)
def one_ahead(at: Sequence[int], lr0: float, total: int) -> Any:
    return rates(lambda t: lr0 * (1 - (t + 1) / total), at)


@linear.misconception(
    "The rate is one step behind, t − 1 in place of t: it starts above lr0, and at t = total it is "
    "not 0 yet. t is 0 at first."
)
def behind_line(at: Sequence[int], lr0: float, total: int) -> Any:
    return rates(lambda t: lr0 * (1 - (t - 1) / total), at)


@linear.misconception("The rate rises from 0 to lr0. It should fall.")
def rising_line(at: Sequence[int], lr0: float, total: int) -> Any:
    return rates(lambda t: lr0 * t / total, at)


@linear.misconception(
    "The rate stays at lr0 and is 0 at the end alone: t is divided without a remainder (// for /)."
)
def floored(at: Sequence[int], lr0: float, total: int) -> Any:
    return rates(lambda t: lr0 * (1 - t // total), at)


@linear.misconception(
    "1/total is taken from lr0 in each step, whatever lr0 is: the rate gets negative."
)
def same_slope(at: Sequence[int], lr0: float, total: int) -> Any:
    return rates(lambda t: lr0 - t / total, at)


@linear.misconception(
    "The rate is multiplied by 1 − 1/total in each step, which is a curve that never reaches 0."
)
def compounded(at: Sequence[int], lr0: float, total: int) -> Any:
    return rates(lambda t: lr0 * (1 - 1 / total) ** t, at)


@exercise(
    "optim.warmup",
    points=4,
    stub="cs_cnn.optim:warmup",
    reference=ref.warmup,
    probe=rates_at,
    outputs=("rate",),
    atol=CLOSE,
    hints=(
        "Draw it: a line that rises from 0, then a flat one. Where do they meet?",
        "Try t = 0, the last t of the rise, t = steps and a t far beyond by hand.",
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


@warmup.misconception(
    "The rate goes on rising behind the last of the steps. It should stay at lr0."
)
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


@warmup.misconception("The rate falls from lr0 to 0 and stays there: warm-up the wrong way round.")
def falling_warmup(at: Sequence[int], lr0: float, steps: int) -> Any:
    return rates(lambda t: lr0 * max(0, 1 - t / steps), at)


@warmup.misconception(
    "The rate rises and then drops to 0. From t = steps on it should stay at lr0."
)
def dropped(at: Sequence[int], lr0: float, steps: int) -> Any:
    return rates(lambda t: lr0 * t / steps if t < steps else 0.0, at)


@warmup.misconception(
    "The rate jumps: it is 0 until the steps are over and lr0 then (// for / gives no fractions)."
)
def jumping(at: Sequence[int], lr0: float, steps: int) -> Any:
    return rates(lambda t: lr0 * min(1, t // steps), at)
