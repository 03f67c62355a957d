"""Assignment 05: a learning rate that falls along a line."""

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
    "optim.linear",
    points=4,
    reference=ref.linear,
    hints=(
        "Which share of the way lies behind you at t, and which share is still ahead?",
        "Try the two ends by hand: t = 0 and t = total.",
    ),
)
def linear(rng: np.random.Generator) -> Iterator[Case]:
    """linear lowers the rate along a straight line, from lr0 to 0."""
    yield from falling(rng)


@linear.misconception(
    "The rate reaches 0 one step too late, at t = total + 1. It should reach 0 at t = total."
)
def late_line(at: Sequence[int], lr0: float, total: int) -> Any:
    return rates(lambda t: lr0 * (1 - t / (total + 1)), at)


@linear.misconception(
    "The rate is one step ahead: it reaches 0 at t = total − 1 and does not start at lr0."
)
def one_ahead(at: Sequence[int], lr0: float, total: int) -> Any:
    return rates(lambda t: lr0 * (1 - (t + 1) / total), at)


@linear.misconception(
    "The rate is one step behind, t − 1 in place of t: it starts above lr0, and at t = total it is "
    "not 0 yet. t starts at 0."
)
def behind_line(at: Sequence[int], lr0: float, total: int) -> Any:
    return rates(lambda t: lr0 * (1 - (t - 1) / total), at)


@linear.misconception("The rate rises from 0 to lr0. It should fall.")
def rising_line(at: Sequence[int], lr0: float, total: int) -> Any:
    return rates(lambda t: lr0 * t / total, at)


@linear.misconception(
    "The rate stays at lr0 and is 0 only at the end: the division drops the remainder (// in place "
    "of /)."
)
def floored(at: Sequence[int], lr0: float, total: int) -> Any:
    return rates(lambda t: lr0 * (1 - t // total), at)


@linear.misconception(
    "Each step subtracts 1/total, whatever lr0 is: the rate becomes negative if lr0 is below 1."
)
def same_slope(at: Sequence[int], lr0: float, total: int) -> Any:
    return rates(lambda t: lr0 - t / total, at)


@linear.misconception(
    "The rate is multiplied by 1 − 1/total in each step, which is a curve that never reaches 0."
)
def compounded(at: Sequence[int], lr0: float, total: int) -> Any:
    return rates(lambda t: lr0 * (1 - 1 / total) ** t, at)


@linear.misconception(
    "The line is divided by total − 1: the rate is 0 one step too early and negative at t = total. "
    "From 0 to total there are total steps."
)
def early_line(at: Sequence[int], lr0: float, total: int) -> Any:
    return rates(lambda t: lr0 * (1 - t / (total - 1 or math.nan)), at)


@linear.misconception(
    "The share of the way ahead is squared: that is a parabola, which flattens out. Here the rate "
    "falls along a straight line."
)
def squared_line(at: Sequence[int], lr0: float, total: int) -> Any:
    return rates(lambda t: lr0 * (1 - t / total) ** 2, at)
