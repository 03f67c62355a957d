"""Assignment 05: RMSProp."""

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
    "optim.rmsprop",
    points=6,
    reference=ref.rmsprop,
    outputs=names("w", "cache"),
    hints=(
        "Only one line of AdaGrad changes: the one that makes the new cache.",
        "A moving average keeps most of the old and takes a little of the new. The two shares add "
        "up to 1.",
        "If the gradient stayed at 2, the cache would approach 4. Does yours?",
    ),
)
def rmsprop(rng: np.random.Generator) -> Iterator[Case]:
    """rmsprop divides every step by the root of a moving average of squared gradients."""
    yield Case(f"{STEPS} steps, gradient 1, decay 0.5", **by_hand(cache="zero"), lr=0.1, decay=0.5)
    settings: tuple[tuple[str, str, Inputs], ...] = (
        ("from an empty cache, decay and eps left out", "zero", {"lr": 0.01}),
        ("from a full cache, decay and eps left out", "positive", {"lr": 0.1}),
        ("decay 0.8", "positive", {"lr": 0.2, "decay": 0.8}),
        ("decay 0.95, an eps that shows", "zero", {"lr": 0.1, "decay": 0.95, "eps": 0.1}),
    )
    for shape, (name, kind, chosen) in zip(shapes(rng), settings, strict=True):
        yield Case(name, **start(rng, shape, cache=kind), **chosen)
    inputs = sparse(rng, start(rng, (3, 8), cache="zero"))
    yield Case("most gradients are 0, some always", **inputs, lr=0.05, decay=0.9)
    inputs = start(rng, (4, 5), cache="positive")
    yield Case("decay 0: nothing is remembered", **inputs, lr=0.1, decay=0.0)
    inputs = of_all_sizes(rng, start(rng, (5, 3), cache="zero"), -9, -8, -5, 0, 4)
    yield Case("gradients from 1e-9 to 1e4, eps left out", **inputs, lr=0.01)


def _variant(
    w: Tensor,
    cache: Tensor,
    gradients: Tensor,
    lr: float,
    decay: float = 0.99,
    eps: float = 1e-8,
    *,
    collect: Callable[[Tensor, Tensor, float], Tensor] = lambda c, g, d: d * c + (1 - d) * g**2,
    divisor: Callable[[Tensor, float], Tensor] = lambda cache, eps: cache**0.5 + eps,
    in_use: Callable[[Tensor, Tensor], Tensor] = lambda old, new: new,
    kept: Callable[[Tensor, Tensor], Tensor] = lambda old, new: new,
) -> ref.Walk:
    """RMSProp with one part exchanged."""

    def step(g: Tensor, w: Tensor, cache: Tensor) -> Any:
        new = collect(cache, g, decay)
        return w - lr * g / divisor(in_use(cache, new), eps), kept(cache, new)

    return walk(step, gradients, w, cache)


@rmsprop.misconception(
    "The two shares are swapped: the cache keeps 1 − decay of the old and takes decay of the new."
)
def shares_exchanged(**case: Any) -> ref.Walk:
    return _variant(**case, collect=lambda c, g, d: (1 - d) * c + d * g**2)


@rmsprop.misconception(
    "The cache is AdaGrad's: a plain sum that only grows. RMSProp forgets old gradients."
)
def as_adagrad(**case: Any) -> ref.Walk:
    return _variant(**case, collect=lambda c, g, d: c + g**2)


@rmsprop.misconception(
    "The new square enters the cache whole. In a moving average its share is 1 − decay."
)
def whole_square(**case: Any) -> ref.Walk:
    return _variant(**case, collect=lambda c, g, d: d * c + g**2)


@rmsprop.misconception(
    "The old cache stays whole, so nothing is forgotten. A moving average keeps only the share "
    "decay of it."
)
def whole_cache(**case: Any) -> ref.Walk:
    return _variant(**case, collect=lambda c, g, d: c + (1 - d) * g**2)


@rmsprop.misconception(
    "eps is inside the root, as in some libraries. Here it is added to the root."
)
def eps_inside(**case: Any) -> ref.Walk:
    return _variant(**case, divisor=lambda cache, eps: (cache + eps) ** 0.5)


@rmsprop.misconception(
    "eps is missing. If an entry never had a gradient, 0 is divided by 0, and the parameter is "
    "lost."
)
def without_eps(**case: Any) -> ref.Walk:
    return _variant(**case, divisor=lambda cache, eps: cache**0.5)


@rmsprop.misconception(
    "The root is missing: g is divided by the cache itself, so a larger gradient makes a smaller "
    "step."
)
def rootless(**case: Any) -> ref.Walk:
    return _variant(**case, divisor=lambda cache, eps: cache + eps)


@rmsprop.misconception("decay is always 0.9. The caller can choose another one.")
def decay_written_out(decay: float = 0.99, **case: Any) -> ref.Walk:
    return ref.rmsprop(**case, decay=0.9)


@rmsprop.misconception("You average g, not g²: gradients of both signs cancel.")
def not_squared(**case: Any) -> ref.Walk:
    return _variant(**case, collect=lambda c, g, d: d * c + (1 - d) * g)


@rmsprop.misconception("You average |g|, not g².")
def absolute(**case: Any) -> ref.Walk:
    return _variant(**case, collect=lambda c, g, d: d * c + (1 - d) * g.abs())


@rmsprop.misconception(
    "The step is divided by the cache that came in. Add the square of this gradient first."
)
def one_behind(**case: Any) -> ref.Walk:
    return _variant(**case, in_use=lambda old, new: old)


@rmsprop.misconception(
    "The cache is not kept: you return the cache that came in, so no step knows the earlier "
    "gradients."
)
def forgotten(**case: Any) -> ref.Walk:
    return _variant(**case, kept=lambda old, new: old)


@rmsprop.misconception("The decay is always 0.99. The caller can choose another one.")
def decay_fixed(**case: Any) -> ref.Walk:
    return _variant(**{**case, "decay": 0.99})


@rmsprop.misconception(
    "decay defaults to 0.9. That is the default in other texts; here it is 0.99."
)
def another_default(decay: float = 0.9, **case: Any) -> ref.Walk:
    return _variant(**case, decay=decay)


@rmsprop.misconception(
    "The cache is divided by 2 in place of a root: `cache**1/2` means (cache**1) / 2."
)
def halved(**case: Any) -> ref.Walk:
    return _variant(**case, divisor=lambda cache, eps: cache / 2 + eps)


@rmsprop.misconception(
    "eps is added to w: without brackets, division comes before addition. eps belongs to the "
    "divisor."
)
def eps_outside(
    w: Tensor, cache: Tensor, gradients: Tensor, lr: float, decay: float = 0.99, eps: float = 1e-8
) -> ref.Walk:
    def step(g: Tensor, w: Tensor, cache: Tensor) -> Any:
        cache = decay * cache + (1 - decay) * g**2
        return w - lr * g / cache**0.5 + eps, cache

    return walk(step, gradients, w, cache)


@rmsprop.misconception("eps is always 1e-8. The caller can choose another one.")
def eps_fixed(**case: Any) -> ref.Walk:
    return _variant(**{**case, "eps": 1e-8})


@rmsprop.misconception(
    "The steps go uphill: + in place of −. The gradient points to where the loss rises."
)
def uphill(lr: float, **case: Any) -> ref.Walk:
    return _variant(lr=-lr, **case)


@rmsprop.misconception(
    "eps is always 1e-7. The caller can choose another, and the default is 1e-8."
)
def other_eps_written_out(eps: float = 1e-8, **case: Any) -> ref.Walk:
    return ref.rmsprop(**case, eps=1e-7)
