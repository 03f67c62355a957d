"""Assignment 05: AdaGrad."""

from __future__ import annotations

from collections.abc import Callable, Iterator
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
    "optim.adagrad",
    points=6,
    reference=ref.adagrad,
    outputs=names("w", "cache"),
    hints=(
        "Every entry of w has its own account: the squares of all its gradients.",
        "Does this step's gradient count in its own step? Look at which cache the formula uses.",
        "If an entry never had a gradient, its root is 0. What should 0 divided by it be?",
    ),
)
def adagrad(rng: np.random.Generator) -> Iterator[Case]:
    """adagrad divides every step by the root of all squared gradients so far."""
    yield Case(f"{STEPS} steps, gradient 1", **by_hand(cache="zero"), lr=0.5)
    settings: tuple[tuple[str, str, Inputs], ...] = (
        ("from an empty cache, eps left out", "zero", {"lr": 0.1}),
        ("from a full cache, eps left out", "positive", {"lr": 0.3}),
        ("an eps that shows", "zero", {"lr": 0.2, "eps": 0.01}),
        ("a full cache and an eps that shows", "positive", {"lr": 1.0, "eps": 0.1}),
    )
    for shape, (name, kind, chosen) in zip(shapes(rng), settings, strict=True):
        yield Case(name, **start(rng, shape, cache=kind), **chosen)
    yield Case(
        "most gradients are 0, some always", **sparse(rng, start(rng, (3, 8), cache="zero")), lr=0.2
    )
    inputs = of_all_sizes(rng, start(rng, (5, 3), cache="zero"), -11, -10, -6, 0, 4)
    yield Case("gradients from 1e-11 to 1e4, eps left out", **inputs, lr=0.1)


def _variant(
    w: Tensor,
    cache: Tensor,
    gradients: Tensor,
    lr: float,
    eps: float = 1e-10,
    *,
    collect: Callable[[Tensor, Tensor], Tensor] = lambda cache, g: cache + g**2,
    divisor: Callable[[Tensor, float], Tensor] = lambda cache, eps: cache**0.5 + eps,
    in_use: Callable[[Tensor, Tensor], Tensor] = lambda old, new: new,
    kept: Callable[[Tensor, Tensor], Tensor] = lambda old, new: new,
) -> ref.Walk:
    """AdaGrad with one part exchanged."""

    def step(g: Tensor, w: Tensor, cache: Tensor) -> Any:
        new = collect(cache, g)
        return w - lr * g / divisor(in_use(cache, new), eps), kept(cache, new)

    return walk(step, gradients, w, cache)


@adagrad.misconception(
    "The cache forgets: it is a moving average, as in RMSProp. AdaGrad's cache is a plain sum."
)
def forgetting(**case: Any) -> ref.Walk:
    return _variant(**case, collect=lambda cache, g: 0.99 * cache + 0.01 * g**2)


@adagrad.misconception(
    "The cache forgets: it is a moving average with 0.9. AdaGrad's cache is a plain sum."
)
def forgetting_fast(**case: Any) -> ref.Walk:
    return _variant(**case, collect=lambda cache, g: 0.9 * cache + 0.1 * g**2)


@adagrad.misconception(
    "The cache forgets: a tenth of it is lost in each step. AdaGrad's cache is a plain sum."
)
def leaking(**case: Any) -> ref.Walk:
    return _variant(**case, collect=lambda cache, g: 0.9 * cache + g**2)


@adagrad.misconception(
    "The root is missing: g is divided by the cache itself, so a larger gradient makes a smaller "
    "step."
)
def rootless(**case: Any) -> ref.Walk:
    return _variant(**case, divisor=lambda cache, eps: cache + eps)


@adagrad.misconception("eps is inside the root. Here it is added to the root.")
def eps_inside(**case: Any) -> ref.Walk:
    return _variant(**case, divisor=lambda cache, eps: (cache + eps) ** 0.5)


@adagrad.misconception(
    "eps is missing. If an entry never had a gradient, 0 is divided by 0, and the parameter is "
    "lost."
)
def without_eps(**case: Any) -> ref.Walk:
    return _variant(**case, divisor=lambda cache, eps: cache**0.5)


@adagrad.misconception(
    "The cache is divided by 2 in place of a root: `cache**1/2` means (cache**1) / 2."
)
def halved(**case: Any) -> ref.Walk:
    return _variant(**case, divisor=lambda cache, eps: cache / 2 + eps)


@adagrad.misconception(
    "eps is added to w: without brackets, division comes before addition. eps belongs to the "
    "divisor."
)
def eps_outside(
    w: Tensor, cache: Tensor, gradients: Tensor, lr: float, eps: float = 1e-10
) -> ref.Walk:
    def step(g: Tensor, w: Tensor, cache: Tensor) -> Any:
        cache = cache + g**2
        return w - lr * g / cache**0.5 + eps, cache

    return walk(step, gradients, w, cache)


@adagrad.misconception("eps is always 1e-10. The caller can choose another one.")
def eps_fixed(**case: Any) -> ref.Walk:
    return _variant(**{**case, "eps": 1e-10})


@adagrad.misconception(
    "eps defaults to 1e-8. That is the default of other optimizers; here it is 1e-10."
)
def another_default(eps: float = 1e-8, **case: Any) -> ref.Walk:
    return _variant(**case, eps=eps)


@adagrad.misconception("The gradients are added up without being squared: they cancel each other.")
def not_squared(**case: Any) -> ref.Walk:
    return _variant(**case, collect=lambda cache, g: cache + g)


@adagrad.misconception("The cache collects |g| instead of g².")
def absolute(**case: Any) -> ref.Walk:
    return _variant(**case, collect=lambda cache, g: cache + g.abs())


@adagrad.misconception(
    "The step is divided by the cache that came in. Add the square of this gradient first."
)
def one_behind(**case: Any) -> ref.Walk:
    return _variant(**case, in_use=lambda old, new: old)


@adagrad.misconception(
    "The cache is not kept: you return the cache that came in, so no step knows the earlier "
    "gradients."
)
def forgotten(**case: Any) -> ref.Walk:
    return _variant(**case, kept=lambda old, new: old)


@adagrad.misconception(
    "The new cache is only the square of this gradient. It should include those of all earlier "
    "steps."
)
def last_alone(**case: Any) -> ref.Walk:
    return _variant(**case, collect=lambda cache, g: g**2)


@adagrad.misconception(
    "All entries share one sum, the squares of the whole gradient. Every entry has its own sum."
)
def one_for_all(**case: Any) -> ref.Walk:
    return _variant(**case, collect=lambda cache, g: cache + (g**2).sum())


@adagrad.misconception(
    "The steps go uphill: + in place of −. The gradient points to where the loss rises."
)
def uphill(lr: float, **case: Any) -> ref.Walk:
    return _variant(lr=-lr, **case)


@adagrad.misconception(
    "The cache and w are returned in the wrong order: the parameters come first."
)
def cache_first(w: Tensor, cache: Tensor, gradients: Tensor, lr: float, eps: float = 1e-10) -> Any:
    def step(g: Tensor, w: Tensor, cache: Tensor) -> Any:
        cache = cache + g**2
        return cache, w - lr * g / (cache**0.5 + eps)

    return walk(step, gradients, w, cache)
