"""Assignment 05: learning rates that fall by steps and with the square root."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from autograder.core.exercise import Case, exercise
from autograder.exercises.optim.inputs import CLOSE, rates_at, some_rate
from autograder.reference import optim as ref
from autograder.reference.optim import rates


@exercise(
    "optim.step_decay",
    points=4,
    stub="cs_cnn.optim:step_decay",
    reference=ref.step_decay,
    probe=rates_at,
    outputs=("rate",),
    atol=CLOSE,
    hints=(
        "How many milestones lie behind you at t = 45, if they are 30, 60 and 90?",
        "Every one of them multiplies by factor once more: what is that for two of them?",
        "At t = 30 the milestone 30 is reached: the new rate counts.",
    ),
)
def step_decay(rng: np.random.Generator) -> Iterator[Case]:
    """step_decay multiplies the rate by a factor at every milestone."""
    yield Case("milestones 30, 60, 90", at=tuple(range(101)), lr0=0.1, milestones=(30, 60, 90))
    settings: tuple[tuple[str, int, dict[str, Any]], ...] = (
        ("one milestone", 1, {}),
        ("three milestones, factor left out", 3, {}),
        ("four milestones, factor 0.5", 4, {"factor": 0.5}),
        ("two milestones, factor 0.3", 2, {"factor": 0.3}),
    )
    for name, count, factor in settings:
        drawn = sorted(rng.choice(np.arange(2, 39), count, replace=False))
        milestones = [int(each) for each in drawn]
        given: dict[str, Any] = {"at": tuple(range(41)), "lr0": some_rate(rng)}
        yield Case(f"{name}: {milestones}", **given, milestones=milestones, **factor)
    at = tuple(range(12))
    yield Case("no milestones", at=at, lr0=some_rate(rng), milestones=(), factor=0.2)
    milestones = [1, 2, int(rng.integers(4, 9))]
    yield Case(f"milestones {milestones}", at=at, lr0=some_rate(rng), milestones=milestones)


Milestones = Sequence[int]


@step_decay.misconception(
    "The rate changes one step too late, after the milestone. At the milestone the new one counts."
)
def too_late(at: Sequence[int], lr0: float, milestones: Milestones, factor: float = 0.1) -> Any:
    return rates(lambda t: lr0 * factor ** sum(each < t for each in milestones), at)


@step_decay.misconception(
    "The rate changes once and for all at the first milestone. Every milestone multiplies again."
)
def only_once(at: Sequence[int], lr0: float, milestones: Milestones, factor: float = 0.1) -> Any:
    return rates(lambda t: lr0 * factor if any(m <= t for m in milestones) else lr0, at)


@step_decay.misconception(
    "The factor is multiplied by the number of milestones. One factor for each of them: a power."
)
def times_count(at: Sequence[int], lr0: float, milestones: Milestones, factor: float = 0.1) -> Any:
    return rates(lambda t: lr0 * factor * sum(m <= t for m in milestones), at)


@step_decay.misconception(
    "The factor is multiplied by the number of milestones, where there are some behind. One "
    "factor for each of them: a power."
)
def times_count_later(
    at: Sequence[int], lr0: float, milestones: Milestones, factor: float = 0.1
) -> Any:
    counts = {t: sum(m <= t for m in milestones) for t in at}
    return rates(lambda t: lr0 * factor * counts[t] if counts[t] else lr0, at)


@step_decay.misconception(
    "The rate is lower at the milestones alone and then goes back. It stays low from there on."
)
def for_a_moment(at: Sequence[int], lr0: float, milestones: Milestones, factor: float = 0.1) -> Any:
    return rates(lambda t: lr0 * factor if t in milestones else lr0, at)


@step_decay.misconception(
    "The milestones are taken for a period: the rate falls every so many steps as the first one "
    "says. They need not be evenly spaced."
)
def periodic(at: Sequence[int], lr0: float, milestones: Milestones, factor: float = 0.1) -> Any:
    return rates(lambda t: lr0 * factor ** (t // milestones[0] if milestones else 0), at)


@step_decay.misconception("The factor is always 0.1. The caller may ask for another one.")
def factor_fixed(factor: float = 0.1, **case: Any) -> Any:
    return ref.step_decay(**case)


@step_decay.misconception(
    "The factor is what is taken away: the rate is multiplied by 1 − factor. It is what is left."
)
def taken_away(factor: float = 0.1, **case: Any) -> Any:
    return ref.step_decay(**case, factor=1 - factor)


@step_decay.misconception("The rate is divided by the factor: it grows at every milestone.")
def divided(factor: float = 0.1, **case: Any) -> Any:
    return ref.step_decay(**case, factor=1 / factor)


def rates_or_error(student: Callable[..., Any], at: tuple[int, ...], *settings: Any) -> Any:
    """The student's rate at each t; words for a ValueError where t is less than 1."""
    found = {}
    for t in at:
        try:
            found[f"t = {t}"] = student(t, *settings)
        except ValueError:
            if t >= 1:
                raise
            found[f"t = {t}"] = "a raised ValueError"
        except (ArithmeticError, AssertionError) as error:
            text = f"{error} (where t is less than 1, a ValueError is asked for)"
            raise type(error)(text.strip()).with_traceback(error.__traceback__) from None
    return found


@exercise(
    "optim.inverse_sqrt",
    points=3,
    stub="cs_cnn.optim:inverse_sqrt",
    reference=ref.inverse_sqrt,
    probe=rates_or_error,
    outputs=("rate",),
    atol=CLOSE,
    hints=(
        "At t = 4 the rate is half of lr0, at t = 9 a third.",
        "`raise ValueError(…)` with a message that says what t may be, before anything is divided.",
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
    """A rule that raises where t is less than 1, as it should."""
    return {f"t = {t}": rule(t) if t >= 1 else "a raised ValueError" for t in at}


@inverse_sqrt.misconception("The root is missing: the rate falls with t itself.")
def rootless(at: Sequence[int], lr0: float) -> Any:
    return _from_one(lambda t: lr0 / t, at)


@inverse_sqrt.misconception("lr0 is under the root as well. Only t is.")
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
    "Where t is 0 or less, the rate is lr0, and a caller who counts from 0 will never notice. An "
    "error is asked for."
)
def forgiving(at: Sequence[int], lr0: float) -> Any:
    return rates(lambda t: lr0 * max(t, 1) ** -0.5, at)
