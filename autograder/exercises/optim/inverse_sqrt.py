"""Assignment 05: a learning rate that falls with the square root of the steps."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from autograder.core.exercise import Case
from autograder.exercises.optim.inputs import schedule, some_rate
from autograder.reference import optim as ref
from autograder.reference.optim import rates


def rates_or_error(student: Callable[..., Any], at: tuple[int, ...], *settings: Any) -> Any:
    """The student's rate at each t; a string for a ValueError if t is less than 1."""
    found = {}
    for t in at:
        try:
            found[f"t = {t}"] = student(t, *settings)
        except ValueError:
            if t >= 1:
                raise
            found[f"t = {t}"] = "a raised ValueError"
        except (ArithmeticError, AssertionError) as error:
            text = f"{error} (if t is less than 1, raise a ValueError)"
            raise type(error)(text.strip()).with_traceback(error.__traceback__) from None
    return found


@schedule(
    "optim.inverse_sqrt",
    points=3,
    reference=ref.inverse_sqrt,
    probe=rates_or_error,
    hints=(
        "At t = 4 the rate is half of lr0, at t = 9 a third.",
        "`raise ValueError(…)`, with a message that says what t may be, before you divide.",
    ),
)
def inverse_sqrt(rng: np.random.Generator) -> Iterator[Case]:
    """inverse_sqrt lowers the rate with the square root of the steps."""
    yield Case("t = 1, 4, 9, 16", at=(1, 4, 9, 16), lr0=1.0)
    yield Case("t is 0: there is no such step", at=(0,), lr0=some_rate(rng))
    yield Case("t is negative", at=(-int(rng.integers(2, 9)),), lr0=some_rate(rng))
    for _ in range(2):
        lr0 = some_rate(rng)
        yield Case(f"the first 30 steps, lr0 {lr0}", at=tuple(range(1, 31)), lr0=lr0)
    at = tuple(int(t) for t in sorted(rng.choice(np.arange(31, 3000), 8, replace=False)))
    yield Case("thousands of steps", at=at, lr0=some_rate(rng))


def _from_one(rule: Callable[[int], float], at: Sequence[int]) -> Any:
    """A rule that raises if t is less than 1, as it should."""
    return {f"t = {t}": rule(t) if t >= 1 else "a raised ValueError" for t in at}


@inverse_sqrt.misconception("The root is missing: the rate falls with t itself.")
def rootless(at: Sequence[int], lr0: float) -> Any:
    return _from_one(lambda t: lr0 / t, at)


@inverse_sqrt.misconception("The rate is divided by the square of t, not by its root.")
def squared(at: Sequence[int], lr0: float) -> Any:
    return _from_one(lambda t: lr0 / t**2, at)


@inverse_sqrt.misconception("lr0 is under the root too. Only t belongs there.")
def all_under_the_root(at: Sequence[int], lr0: float) -> Any:
    return _from_one(lambda t: (lr0 / t) ** 0.5, at)


@inverse_sqrt.misconception(
    "The steps are counted from 0: the root is taken of t + 1. Here t is 1 at the first step."
)
def counted_from_zero(at: Sequence[int], lr0: float) -> Any:
    return _from_one(lambda t: lr0 * (t + 1) ** -0.5, at)


@inverse_sqrt.misconception("The rate rises: it is multiplied by the root.")
def rising(at: Sequence[int], lr0: float) -> Any:
    return _from_one(lambda t: lr0 * t**0.5, at)


@inverse_sqrt.misconception(
    "If t is 0 or less, the rate is lr0, and a caller who counts from 0 never notices. Raise a "
    "ValueError."
)
def forgiving(at: Sequence[int], lr0: float) -> Any:
    return rates(lambda t: lr0 * max(t, 1) ** -0.5, at)
