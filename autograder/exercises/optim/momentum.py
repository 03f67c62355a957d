"""Assignment 05: steps with a velocity."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.core.exercise import Case
from autograder.exercises.inputs import signed
from autograder.exercises.optim.inputs import (
    STEPS,
    Inputs,
    by_hand,
    names,
    optimizer,
    shapes,
    sparse,
    start,
    walk,
)
from autograder.reference import optim as ref

if TYPE_CHECKING:
    from torch import Tensor


def rolling(rng: np.random.Generator) -> Iterator[Case]:
    """Cases for momentum and Nesterov: a velocity of zero and others, with and without rho."""
    yield Case(f"{STEPS} steps, gradient 1, rho 0.5", **by_hand(v="zero"), lr=0.1, rho=0.5)
    settings: tuple[tuple[str, Inputs], ...] = (
        ("zero", {"lr": 0.1}),
        ("signed", {"lr": 0.02}),
        ("zero", {"lr": 0.3, "rho": 0.99}),
        ("signed", {"lr": 0.05, "rho": 0.7}),
    )
    for shape, (kind, chosen) in zip(shapes(rng), settings, strict=True):
        velocity = "from rest" if kind == "zero" else "already moving"
        rho = f"rho {chosen['rho']}" if "rho" in chosen else "rho left out"
        yield Case(f"{velocity}, {rho}", **start(rng, shape, v=kind), **chosen)
    inputs = sparse(rng, start(rng, (3, 8), v="signed"))
    yield Case("most gradients are 0", **inputs, lr=0.1, rho=0.8)
    coasting = start(rng, (6, 4), v="signed")
    coasting["gradients"] = 0 * coasting["gradients"]
    coasting["gradients"][0] = signed(rng, 6, 4)
    yield Case("one push, then no gradient at all", **coasting, lr=0.2)
    forgetting = start(rng, (2, 7), v="signed")
    yield Case("rho 0: nothing is remembered", **forgetting, lr=0.1, rho=0.0)


@optimizer(
    "optim.momentum",
    points=6,
    reference=ref.momentum,
    outputs=names("w", "v"),
    hints=(
        "A ball rolls on when the slope ends. What is left of its velocity, and what comes in?",
        "The order matters: the velocity first, then a step with the old one or the new one?",
        "With a constant gradient g the velocity grows towards g / (1 − rho). Does yours?",
    ),
)
def momentum(rng: np.random.Generator) -> Iterator[Case]:
    """momentum steps along a velocity that remembers earlier gradients."""
    yield from rolling(rng)


@momentum.misconception(
    "The gradient enters the velocity with a factor of 1 − rho: v is a weighted mean. Here it is "
    "a sum, and g enters whole."
)
def mean_velocity(w: Tensor, v: Tensor, gradients: Tensor, lr: float, rho: float = 0.9) -> ref.Walk:
    def step(g: Tensor, w: Tensor, v: Tensor) -> Any:
        v = rho * v + (1 - rho) * g
        return w - lr * v, v

    return walk(step, gradients, w, v)


@momentum.misconception(
    "The learning rate is inside the velocity, and with a minus: v = rho·v − lr·g, w + v. Other "
    "texts write it like that; here v contains only gradients."
)
def rate_inside(w: Tensor, v: Tensor, gradients: Tensor, lr: float, rho: float = 0.9) -> ref.Walk:
    def step(g: Tensor, w: Tensor, v: Tensor) -> Any:
        v = rho * v - lr * g
        return w + v, v

    return walk(step, gradients, w, v)


@momentum.misconception(
    "The learning rate is inside the velocity. Here v contains only gradients, and lr enters when "
    "w moves."
)
def rate_inside_plus(
    w: Tensor, v: Tensor, gradients: Tensor, lr: float, rho: float = 0.9
) -> ref.Walk:
    def step(g: Tensor, w: Tensor, v: Tensor) -> Any:
        v = rho * v + lr * g
        return w - v, v

    return walk(step, gradients, w, v)


@momentum.misconception(
    "The velocity has the wrong sign: it points downhill. Here v points uphill like g, and the "
    "minus enters when w moves."
)
def downhill_velocity(
    w: Tensor, v: Tensor, gradients: Tensor, lr: float, rho: float = 0.9
) -> ref.Walk:
    def step(g: Tensor, w: Tensor, v: Tensor) -> Any:
        v = rho * v - g
        return w + lr * v, v

    return walk(step, gradients, w, v)


@momentum.misconception(
    "The steps go uphill: w + lr·v. The velocity contains gradients, which point uphill."
)
def uphill(w: Tensor, v: Tensor, gradients: Tensor, lr: float, rho: float = 0.9) -> ref.Walk:
    def step(g: Tensor, w: Tensor, v: Tensor) -> Any:
        v = rho * v + g
        return w + lr * v, v

    return walk(step, gradients, w, v)


@momentum.misconception(
    "The velocity is not kept: you return the v that came in, so no step remembers the one before."
)
def forgotten(w: Tensor, v: Tensor, gradients: Tensor, lr: float, rho: float = 0.9) -> ref.Walk:
    return walk(lambda g, w, v: (w - lr * (rho * v + g), v), gradients, w, v)


@momentum.misconception(
    "The step uses the velocity that came in. Update the velocity first, then take the step."
)
def one_behind(w: Tensor, v: Tensor, gradients: Tensor, lr: float, rho: float = 0.9) -> ref.Walk:
    return walk(lambda g, w, v: (w - lr * v, rho * v + g), gradients, w, v)


@momentum.misconception(
    "The velocity is right, but w moves by the gradient alone and never uses the velocity."
)
def unused(w: Tensor, v: Tensor, gradients: Tensor, lr: float, rho: float = 0.9) -> ref.Walk:
    return walk(lambda g, w, v: (w - lr * g, rho * v + g), gradients, w, v)


@momentum.misconception("Nothing slows the velocity down: rho is not used.")
def no_friction(w: Tensor, v: Tensor, gradients: Tensor, lr: float, rho: float = 0.9) -> ref.Walk:
    return ref.momentum(w, v, gradients, lr, 1.0)


@momentum.misconception(
    "rho shrinks the gradient too: rho·(v + g). It should slow down only the old v."
)
def rho_on_both(w: Tensor, v: Tensor, gradients: Tensor, lr: float, rho: float = 0.9) -> ref.Walk:
    def step(g: Tensor, w: Tensor, v: Tensor) -> Any:
        v = rho * (v + g)
        return w - lr * v, v

    return walk(step, gradients, w, v)


@momentum.misconception(
    "The two shares are swapped: the velocity keeps 1 − rho of the old and takes rho of the "
    "gradient. rho is the share to keep, and g enters whole."
)
def shares_exchanged(
    w: Tensor, v: Tensor, gradients: Tensor, lr: float, rho: float = 0.9
) -> ref.Walk:
    def step(g: Tensor, w: Tensor, v: Tensor) -> Any:
        v = (1 - rho) * v + rho * g
        return w - lr * v, v

    return walk(step, gradients, w, v)


@momentum.misconception("This is Nesterov's step, which looks ahead. Momentum moves by v alone.")
def as_nesterov(**case: Any) -> ref.Walk:
    return ref.nesterov(**case)


@momentum.misconception("rho is always 0.9. The caller can choose another one.")
def rho_fixed(rho: float = 0.9, **case: Any) -> ref.Walk:
    return ref.momentum(**case)


@momentum.misconception("v and w are returned in the wrong order: the parameters come first.")
def v_first(**case: Any) -> Any:
    """The walk takes its own output as input, so it mixes the two."""
    w, v, gradients, lr = (case[name] for name in ("w", "v", "gradients", "lr"))

    def step(g: Tensor, w: Tensor, v: Tensor) -> Any:
        v = case.get("rho", 0.9) * v + g
        return v, w - lr * v

    return walk(step, gradients, w, v)


def _other(
    move: Any, w: Tensor, v: Tensor, gradients: Tensor, lr: float, rho: float = 0.9
) -> ref.Walk:
    """Walks with ``move(g, w, v, lr, rho)``, which gives the new w and v."""
    return walk(lambda g, w, v: move(g, w, v, lr, rho), gradients, w, v)


@momentum.misconception(
    "The learning rate enters twice: in the velocity and again when w moves. Here v contains only "
    "gradients, and lr enters when w moves."
)
def rate_twice(**case: Any) -> ref.Walk:
    def move(g: Tensor, w: Tensor, v: Tensor, lr: float, rho: float) -> Any:
        v = rho * v + lr * g
        return w - lr * v, v

    return _other(move, **case)


@momentum.misconception("w moves by the whole velocity: the learning rate is missing.")
def without_rate(**case: Any) -> ref.Walk:
    def move(g: Tensor, w: Tensor, v: Tensor, lr: float, rho: float) -> Any:
        v = rho * v + g
        return w - v, v

    return _other(move, **case)


@momentum.misconception(
    "rho shrinks the gradient, v + rho·g, and nothing slows the old velocity down. It is the other "
    "way round: rho·v + g."
)
def rho_on_gradient(**case: Any) -> ref.Walk:
    def move(g: Tensor, w: Tensor, v: Tensor, lr: float, rho: float) -> Any:
        v = v + rho * g
        return w - lr * v, v

    return _other(move, **case)


@momentum.misconception(
    "The gradient enters the velocity with a minus and w moves by minus v: together, the steps go "
    "uphill. One minus is enough, where w moves."
)
def two_signs(**case: Any) -> ref.Walk:
    def move(g: Tensor, w: Tensor, v: Tensor, lr: float, rho: float) -> Any:
        v = rho * v - g
        return w - lr * v, v

    return _other(move, **case)


@momentum.misconception(
    "w moves by g and by v, and v already holds g: the gradient counts twice in each step."
)
def gradient_twice(**case: Any) -> ref.Walk:
    def move(g: Tensor, w: Tensor, v: Tensor, lr: float, rho: float) -> Any:
        v = rho * v + g
        return w - lr * (g + v), v

    return _other(move, **case)
