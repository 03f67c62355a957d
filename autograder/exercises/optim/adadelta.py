"""Assignment 05: Adadelta."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.core.exercise import Case
from autograder.exercises.optim.inputs import (
    STEPS,
    Inputs,
    by_hand,
    names,
    of_all_sizes,
    optimizer,
    shapes,
    sparse,
    start,
    walk,
)
from autograder.reference import optim as ref

if TYPE_CHECKING:
    from torch import Tensor


@optimizer(
    "optim.adadelta",
    points=8,
    reference=ref.adadelta,
    outputs=names("w", "cache", "delta"),
    hints=(
        "Two moving averages, updated in the same way: one of squared gradients, one of squared "
        "steps.",
        "Each step divides by the root of one average and multiplies by the root of the other.",
        "When the step is computed, this step cannot be in delta yet. Is it?",
    ),
)
def adadelta(rng: np.random.Generator) -> Iterator[Case]:
    """adadelta scales every step by the size of the steps before."""
    inputs = by_hand(cache="zero", delta="zero")
    yield Case(f"{STEPS} steps, gradient 1, rho 0.5, eps 0.01", **inputs, lr=1.0, rho=0.5, eps=0.01)
    settings: tuple[tuple[str, str, Inputs], ...] = (
        ("from rest, everything left out", "zero", {}),
        ("already moving, everything left out", "positive", {}),
        ("learning rate 0.3", "positive", {"lr": 0.3}),
        ("learning rate 2, rho 0.7, eps 0.1", "positive", {"lr": 2.0, "rho": 0.7, "eps": 0.1}),
    )
    for shape, (name, kind, chosen) in zip(shapes(rng), settings, strict=True):
        yield Case(name, **start(rng, shape, cache=kind, delta=kind), **chosen)
    inputs = sparse(rng, start(rng, (3, 8), cache="zero", delta="zero"))
    yield Case("most gradients are 0, some always", **inputs, lr=0.5, rho=0.95)
    inputs = start(rng, (4, 5), cache="positive", delta="positive")
    yield Case("rho 0: nothing is remembered", **inputs, lr=0.5, rho=0.0)
    inputs = of_all_sizes(rng, start(rng, (5, 3), cache="zero", delta="zero"), -6, -4, -3, 0, 4)
    yield Case("gradients from 1e-6 to 1e4, everything left out", **inputs)


@dataclass
class _Now:
    """What one step can use."""

    g: Tensor
    cache: Tensor
    delta: Tensor
    lr: float
    rho: float
    eps: float

    def averaged(self, old: Tensor, value: Tensor) -> Tensor:
        return self.rho * old + (1 - self.rho) * value**2


Part = Callable[..., "Tensor"]


def _variant(
    w: Tensor,
    cache: Tensor,
    delta: Tensor,
    gradients: Tensor,
    lr: float = 1.0,
    rho: float = 0.9,
    eps: float = 1e-6,
    *,
    collect: Part = lambda now: now.averaged(now.cache, now.g),
    length: Part = lambda now, new: (now.delta + now.eps).sqrt() / (new + now.eps).sqrt(),
    remember: Part = lambda now, step: now.averaged(now.delta, step),
    order: Callable[..., Any] = lambda *state: state,
) -> ref.Walk:
    """Adadelta with one part exchanged."""

    def step(g: Tensor, w: Tensor, cache: Tensor, delta: Tensor) -> Any:
        now = _Now(g, cache, delta, lr, rho, eps)
        new = collect(now)
        moved = g * length(now, new)
        return order(w - lr * moved, new, remember(now, moved))

    return walk(step, gradients, w, cache, delta)


@adadelta.misconception("eps is outside the roots. Here it is added under both roots.")
def eps_outside(**case: Any) -> ref.Walk:
    return _variant(
        **case, length=lambda now, c: (now.delta.sqrt() + now.eps) / (c.sqrt() + now.eps)
    )


@adadelta.misconception(
    "Only the lower root contains eps. From rest, delta is 0 and stays 0: no step is ever taken."
)
def eps_below_alone(**case: Any) -> ref.Walk:
    return _variant(**case, length=lambda now, c: now.delta.sqrt() / (c + now.eps).sqrt())


@adadelta.misconception(
    "The learning rate is in delta as well. delta averages the steps before lr scales them."
)
def rate_in_delta(**case: Any) -> ref.Walk:
    return _variant(**case, remember=lambda now, step: now.averaged(now.delta, now.lr * step))


@adadelta.misconception("The learning rate is not used: it is always 1.")
def without_rate(**case: Any) -> ref.Walk:
    return _variant(**{**case, "lr": 1.0})


@adadelta.misconception(
    "The step is scaled by a delta that already holds this step. It can hold only earlier steps."
)
def delta_too_early(**case: Any) -> ref.Walk:
    def length(now: _Now, cache: Tensor) -> Tensor:
        ratio = (now.delta + now.eps).sqrt() / (cache + now.eps).sqrt()
        delta = now.averaged(now.delta, ratio * now.g)
        return (delta + now.eps).sqrt() / (cache + now.eps).sqrt()

    def remember(now: _Now, _: Tensor) -> Tensor:
        cache = now.averaged(now.cache, now.g)
        ratio = (now.delta + now.eps).sqrt() / (cache + now.eps).sqrt()
        return now.averaged(now.delta, ratio * now.g)

    return _variant(**case, length=length, remember=remember)


@adadelta.misconception(
    "delta averages the squared gradients, which is what cache does. It should average the "
    "squares of the steps."
)
def delta_of_gradients(**case: Any) -> ref.Walk:
    return _variant(**case, remember=lambda now, step: now.averaged(now.delta, now.g))


@adadelta.misconception(
    "The cache is AdaGrad's: a plain sum that only grows. Here it is an average."
)
def summed(**case: Any) -> ref.Walk:
    return _variant(**case, collect=lambda now: now.cache + now.g**2)


@adadelta.misconception(
    "The shares are swapped: the averages keep 1 − rho of the old and take rho of the new."
)
def shares_exchanged(rho: float = 0.9, **case: Any) -> ref.Walk:
    return _variant(rho=1 - rho, **case)


@adadelta.misconception("delta is a plain sum of squared steps that only grows. It is an average.")
def delta_summed(**case: Any) -> ref.Walk:
    return _variant(**case, remember=lambda now, step: now.delta + step**2)


@adadelta.misconception(
    "The step is divided by the cache that came in. Add the square of this gradient first."
)
def one_behind(**case: Any) -> ref.Walk:
    return _variant(
        **case, length=lambda now, _: (now.delta + now.eps).sqrt() / (now.cache + now.eps).sqrt()
    )


@adadelta.misconception("delta is not used in the step: that is RMSProp, with eps inside its root.")
def as_rmsprop(**case: Any) -> ref.Walk:
    return _variant(**case, length=lambda now, c: 1 / (c + now.eps).sqrt())


@adadelta.misconception("The roots are missing: you divide the averages themselves.")
def rootless(**case: Any) -> ref.Walk:
    return _variant(**case, length=lambda now, c: (now.delta + now.eps) / (c + now.eps))


@adadelta.misconception("The fraction is upside down: it divides by delta and multiplies by cache.")
def upside_down(**case: Any) -> ref.Walk:
    return _variant(
        **case, length=lambda now, c: (c + now.eps).sqrt() / (now.delta + now.eps).sqrt()
    )


@adadelta.misconception("delta averages the steps themselves, not their squares.")
def not_squared(**case: Any) -> ref.Walk:
    return _variant(**case, remember=lambda now, step: now.rho * now.delta + (1 - now.rho) * step)


@adadelta.misconception(
    "delta is not kept: you return the delta that came in, so no step knows the earlier ones."
)
def forgotten(**case: Any) -> ref.Walk:
    return _variant(**case, remember=lambda now, step: now.delta)


@adadelta.misconception("cache and delta are returned in the wrong order.")
def delta_first(**case: Any) -> ref.Walk:
    return _variant(**case, order=lambda w, cache, delta: (w, delta, cache))


@adadelta.misconception(
    "The steps go uphill: + in place of −. The gradient points to where the loss rises."
)
def uphill(lr: float = 1.0, **case: Any) -> ref.Walk:
    return _variant(lr=-lr, **case)
