"""Assignment 05: a learning rate that falls by steps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from autograder.core.exercise import Case
from autograder.exercises.optim.inputs import schedule, some_rate
from autograder.reference import optim as ref
from autograder.reference.optim import rates


@schedule(
    "optim.step_decay",
    points=4,
    reference=ref.step_decay,
    hints=(
        "With milestones 30, 60 and 90, how many have you passed at t = 45?",
        "Each one multiplies by factor once more: what do two of them make?",
        "At t = 30 you have reached milestone 30: the new rate counts.",
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
    "The factor is multiplied by the number of milestones. One factor for each of them makes a "
    "power."
)
def times_count(at: Sequence[int], lr0: float, milestones: Milestones, factor: float = 0.1) -> Any:
    return rates(lambda t: lr0 * factor * sum(m <= t for m in milestones), at)


@step_decay.misconception(
    "After the first milestone, the factor is multiplied by the number of milestones. One factor "
    "for each of them makes a power."
)
def times_count_later(
    at: Sequence[int], lr0: float, milestones: Milestones, factor: float = 0.1
) -> Any:
    counts = {t: sum(m <= t for m in milestones) for t in at}
    return rates(lambda t: lr0 * factor * counts[t] if counts[t] else lr0, at)


@step_decay.misconception(
    "The factor is raised to the number of all milestones at every t. Count those that t has "
    "reached."
)
def all_at_once(at: Sequence[int], lr0: float, milestones: Milestones, factor: float = 0.1) -> Any:
    return rates(lambda t: lr0 * factor ** len(milestones), at)


@step_decay.misconception(
    "The rate is lower only at the milestones and then goes back up. It should stay low."
)
def for_a_moment(at: Sequence[int], lr0: float, milestones: Milestones, factor: float = 0.1) -> Any:
    return rates(lambda t: lr0 * factor if t in milestones else lr0, at)


@step_decay.misconception(
    "You use the first milestone as a period: the rate falls every milestones[0] steps. Milestones "
    "need not be evenly spaced."
)
def periodic(at: Sequence[int], lr0: float, milestones: Milestones, factor: float = 0.1) -> Any:
    return rates(lambda t: lr0 * factor ** (t // milestones[0] if milestones else 0), at)


@step_decay.misconception("The factor is always 0.1. The caller can choose another one.")
def factor_fixed(factor: float = 0.1, **case: Any) -> Any:
    return ref.step_decay(**case)


@step_decay.misconception(
    "The rate is multiplied by 1 − factor. factor is the share that remains, not the share to "
    "remove."
)
def taken_away(factor: float = 0.1, **case: Any) -> Any:
    return ref.step_decay(**case, factor=1 - factor)


@step_decay.misconception("The rate is divided by the factor: it grows at every milestone.")
def divided(factor: float = 0.1, **case: Any) -> Any:
    return ref.step_decay(**case, factor=1 / factor)
