"""Assignment 05: a learning rate that falls along a wave."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from autograder.core.exercise import Case
from autograder.exercises.optim.inputs import falling, schedule
from autograder.reference import optim as ref
from autograder.reference.optim import rates


@schedule(
    "optim.cosine",
    points=4,
    reference=ref.cosine,
    hints=(
        "The cosine goes from 1 to −1. Which two numbers turn that into a curve from lr0 to 0?",
        "np.cos takes radians. At t = total its argument should be half a turn.",
    ),
)
def cosine(rng: np.random.Generator) -> Iterator[Case]:
    """cosine lowers the rate along half a wave, from lr0 to 0."""
    yield from falling(rng)


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
    "The angle lacks π: it ends at 1, about a sixth of a turn, in place of half a turn."
)
def without_pi(at: Sequence[int], lr0: float, total: int) -> Any:
    return rates(lambda t: lr0 / 2 * (1 + math.cos(t / total)), at)


@cosine.misconception(
    "The rate is lr0 times a quarter of a wave: it reaches 0, but falls steeply at the end instead "
    "of flattening out."
)
def falling_quarter(at: Sequence[int], lr0: float, total: int) -> Any:
    return rates(lambda t: lr0 * math.cos(math.pi / 2 * t / total), at)


@cosine.misconception("The rate is the cosine itself: it is negative from the middle on.")
def bare(at: Sequence[int], lr0: float, total: int) -> Any:
    return rates(lambda t: lr0 * math.cos(math.pi * t / total), at)


@cosine.misconception("The rate starts at twice lr0: 1 + cos is 2 at the start.")
def twice(at: Sequence[int], lr0: float, total: int) -> Any:
    return rates(lambda t: lr0 * (1 + math.cos(math.pi * t / total)), at)


@cosine.misconception("The rate rises from 0 to lr0: 1 − cos in place of 1 + cos.")
def rising_cosine(at: Sequence[int], lr0: float, total: int) -> Any:
    return rates(lambda t: lr0 / 2 * (1 - math.cos(math.pi * t / total)), at)


@cosine.misconception(
    "The rate reaches 0 one step too late, at t = total + 1. It should reach 0 at t = total."
)
def late_cosine(at: Sequence[int], lr0: float, total: int) -> Any:
    return rates(lambda t: lr0 / 2 * (1 + math.cos(math.pi * t / (total + 1))), at)


@cosine.misconception(
    "You convert the angle to radians again. π·t/total is already in radians: π is half a turn."
)
def radians_twice(at: Sequence[int], lr0: float, total: int) -> Any:
    return rates(lambda t: lr0 / 2 * (1 + math.cos(math.radians(math.pi * t / total))), at)


@cosine.misconception(
    "The rate is one step behind, t − 1 in place of t: at t = total it is not 0 yet. t starts at 0."
)
def behind_cosine(at: Sequence[int], lr0: float, total: int) -> Any:
    return rates(lambda t: lr0 / 2 * (1 + math.cos(math.pi * (t - 1) / total)), at)


@cosine.misconception(
    "The angle is divided by total − 1: the rate is 0 one step too early and rises again. From 0 "
    "to total there are total steps."
)
def early_cosine(at: Sequence[int], lr0: float, total: int) -> Any:
    return rates(lambda t: lr0 / 2 * (1 + math.cos(math.pi * t / (total - 1 or math.nan))), at)


@cosine.misconception("1 + cos is squared: the rate starts at twice lr0 and falls too steeply.")
def squared_cosine(at: Sequence[int], lr0: float, total: int) -> Any:
    return rates(lambda t: lr0 / 2 * (1 + math.cos(math.pi * t / total)) ** 2, at)


@cosine.misconception("The sine is taken in place of the cosine: the rate rises first.")
def sine(at: Sequence[int], lr0: float, total: int) -> Any:
    return rates(lambda t: lr0 / 2 * (1 + math.sin(math.pi * t / total)), at)


@cosine.misconception(
    "t // total is 0 until the end (// in place of / gives no fractions): the rate stays at lr0 "
    "and drops at t = total."
)
def dropping(at: Sequence[int], lr0: float, total: int) -> Any:
    return rates(lambda t: lr0 / 2 * (1 + math.cos(math.pi * (t // total))), at)
