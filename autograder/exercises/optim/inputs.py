"""What the cases of optimizers and schedules share: a walk of twelve steps, and rates."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.core.exercise import Case, Names, exercise
from autograder.exercises.inputs import signed, sizes

if TYPE_CHECKING:
    from torch import Tensor

STEPS = 12
Inputs = dict[str, Any]
Kinds = tuple[str, ...]


def names(*outputs: str) -> Names:
    """What an optimizer returns after each of the steps; one output stands alone."""
    after = [tuple(f"{name} after step {t}" for name in outputs) for t in range(1, STEPS + 1)]
    return tuple(each if len(outputs) > 1 else each[0] for each in after)


def step_by_step(student: Callable[..., Any], *given: Any) -> Any:
    """What the student's step returns for each gradient, starting from what it returned before.

    ``given``: the arrays, which are w, the state and all gradients, then settings. If a step
    cannot start from an answer, that answer stands for all remaining steps.
    """
    w, *state, gradients = (each for each in given if isinstance(each, np.ndarray))
    settings = [each for each in given if not isinstance(each, np.ndarray)]
    after: list[Any] = []
    for g in gradients:
        after.append(student(w, g, *state, *settings))
        new = after[-1] if state else [after[-1]]
        if not isinstance(new, (list, tuple)) or len(new) != 1 + len(state):
            break
        if not all(isinstance(part, np.ndarray) for part in new):
            break
        w, *state = new
    return after + after[-1:] * (len(gradients) - len(after))


optimizer = functools.partial(exercise, probe=step_by_step, new_arrays=True, atol=1e-12)
"""An exercise to write an optimizer: caches of tiny gradients are tiny."""


def walk(step: Callable[..., Any], gradients: Tensor, *state: Tensor) -> list[Any]:
    """A misconception's walk: ``step(g, *state)`` gives the state after the step."""
    after = []
    for g in gradients:
        state = step(g, *state)
        after.append(state)
    return after


def shapes(rng: np.random.Generator) -> Iterator[tuple[int, ...]]:
    """One shape for each number of dimensions from 1 to 4; all sides are different."""
    for dimensions in (1, 2, 3):
        yield tuple(sizes(rng, dimensions, low=2))
    yield (*sizes(rng, 3, low=2), 1)


def start(rng: np.random.Generator, shape: tuple[int, ...], **state: str) -> Inputs:
    """w, the state and gradients. Each part of the state is "zero", "signed" or "positive"."""
    kinds: dict[str, Callable[[], np.ndarray]] = {
        "zero": lambda: np.zeros(shape),
        "signed": lambda: signed(rng, *shape),
        "positive": lambda: rng.uniform(0.1, 2, shape),
    }
    kept = {name: kinds[kind]() for name, kind in state.items()}
    return {"w": signed(rng, *shape), **kept, "gradients": signed(rng, STEPS, *shape)}


def by_hand(**state: str) -> Inputs:
    """One parameter, 1 at the start, whose gradient is 1 at every step."""
    found = start(np.random.default_rng(0), (1,), **state)
    return {**found, "w": np.ones(1), "gradients": np.ones((STEPS, 1))}


def sparse(rng: np.random.Generator, inputs: Inputs) -> Inputs:
    """The same with most gradients 0: the first entry never has a gradient, the last always."""
    gradients = inputs["gradients"]
    flat = (gradients * (rng.random(gradients.shape) < 0.3)).reshape(STEPS, -1)
    flat[:, 0], flat[:, -1] = 0, signed(rng, STEPS)
    return {**inputs, "gradients": flat.reshape(gradients.shape)}


def of_all_sizes(rng: np.random.Generator, inputs: Inputs, *powers: int) -> Inputs:
    """The same, with gradients scaled by another power of 10 along the first axis."""
    w = inputs["w"]
    scale = 10.0 ** np.resize(rng.permutation(powers), len(w))
    return {**inputs, "gradients": inputs["gradients"] * scale.reshape(-1, *[1] * (w.ndim - 1))}


def rates_at(student: Callable[..., Any], at: tuple[int, ...], *settings: Any) -> Any:
    """The student's learning rate at each t."""
    return {f"t = {t}": student(t, *settings) for t in at}


schedule = functools.partial(exercise, probe=rates_at, outputs=("rate",), atol=1e-12)
"""An exercise to write a schedule: its last rates are tiny."""


def some_rate(rng: np.random.Generator) -> float:
    """A learning rate from 0.02 to 0.9."""
    return round(float(rng.uniform(0.02, 0.9)), 3)


def falling(rng: np.random.Generator) -> Iterator[Case]:
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
