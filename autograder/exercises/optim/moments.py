"""Adam with one part exchanged: the building blocks of wrong versions of adam and adamw."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.exercises.optim.inputs import (
    STEPS,
    Inputs,
    by_hand,
    of_all_sizes,
    shapes,
    sparse,
    start,
)
from autograder.reference import optim as ref

if TYPE_CHECKING:
    from torch import Tensor

REST = {"m": "zero", "v": "zero"}
MOVING = {"m": "signed", "v": "positive"}


@dataclass
class Now:
    """What step t can use: the gradient, the new moments and the settings."""

    g: Tensor
    w: Tensor
    m: Tensor
    v: Tensor
    t: int
    lr: float
    beta1: float
    beta2: float
    eps: float
    decay: float

    @property
    def corrected_m(self) -> Tensor:
        return self.m / (1 - self.beta1**self.t)

    @property
    def corrected_v(self) -> Tensor:
        return self.v / (1 - self.beta2**self.t)

    @property
    def direction(self) -> Tensor:
        """What Adam multiplies by lr."""
        return self.corrected_m / (self.corrected_v**0.5 + self.eps)


def _moments(g: Tensor, m: Tensor, v: Tensor, beta1: float, beta2: float) -> tuple[Tensor, Tensor]:
    return beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g**2


def variant(
    w: Tensor,
    m: Tensor,
    v: Tensor,
    gradients: Tensor,
    t: int,
    lr: float = 1e-3,
    beta1: float = 0.9,
    beta2: float = 0.999,
    eps: float = 1e-8,
    weight_decay: float = 1e-2,
    *,
    before: Callable[[Tensor, Tensor, float], Tensor] = lambda g, w, decay: g,
    moments: Callable[..., tuple[Tensor, Tensor]] = _moments,
    moved: Callable[[Now], Tensor] = lambda now: now.w - now.lr * now.direction,
    returned: Callable[[Now, Tensor], tuple[Tensor, ...]] = lambda now, w: (w, now.m, now.v),
) -> ref.Walk:
    """A walk of Adam's: ``before`` changes the gradient, ``moved`` gives the new w."""
    after: ref.Walk = []
    state: tuple[Tensor, ...] = (w, m, v)
    for number, gradient in enumerate(gradients, start=t):
        w, m, v = state
        g = before(gradient, w, weight_decay)
        m, v = moments(g, m, v, beta1, beta2)
        now = Now(g, w, m, v, number, lr, beta1, beta2, eps, weight_decay)
        state = returned(now, moved(now))
        after.append(state)
    return after


def counted_steps(student: Callable[..., Any], *given: Any) -> Any:
    """What the student's step returns for each gradient, starting from what it returned before.

    ``given``: w, m, v, all gradients, the number t of the first step, then settings. If a step
    cannot start from an answer, that answer stands for all remaining steps.
    """
    w, m, v, gradients, t, *settings = given
    after: list[Any] = []
    for number, g in enumerate(gradients, start=t):
        after.append(student(w, g, m, v, number, *settings))
        state = after[-1]
        if not isinstance(state, (list, tuple)) or len(state) != 3:
            break
        if not all(isinstance(part, np.ndarray) for part in state):
            break
        w, m, v = state
    return after + after[-1:] * (len(gradients) - len(after))


def walks(rng: np.random.Generator) -> Iterator[tuple[str, Inputs]]:
    """Cases for adam: from rest and later, with and without settings."""
    yield (
        f"{STEPS} steps, gradient 1, both betas 0.5",
        {**by_hand(**REST), "t": 1, "lr": 0.3, "beta1": 0.5, "beta2": 0.5},
    )
    settings: tuple[tuple[str, dict[str, str], Inputs], ...] = (
        ("from rest, all settings left out", REST, {"t": 1}),
        ("from step 5 on, lr 0.01", MOVING, {"t": 5, "lr": 0.01}),
        ("from rest, betas 0.8 and 0.95", REST, {"t": 1, "lr": 0.1, "beta1": 0.8, "beta2": 0.95}),
        (
            "from step 700 on, an eps that shows",
            MOVING,
            {"t": 700, "lr": 0.2, "beta1": 0.95, "beta2": 0.99, "eps": 0.1},
        ),
    )
    for shape, (name, memory, chosen) in zip(shapes(rng), settings, strict=True):
        yield name, {**start(rng, shape, **memory), **chosen}
    yield "most gradients are 0, some always", {**sparse(rng, start(rng, (3, 8), **REST)), "t": 1}
    inputs = {**start(rng, (4, 5), **MOVING), "t": 5, "lr": 0.1, "beta1": 0.0, "beta2": 0.0}
    yield "both betas 0: nothing is remembered", inputs
    inputs = of_all_sizes(rng, start(rng, (5, 3), **REST), -9, -8, -5, 0, 4)
    yield "gradients from 1e-9 to 1e4, eps left out", {**inputs, "t": 1, "lr": 0.1}
