"""Assignment 05: AdamW."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from autograder.core.exercise import Case
from autograder.exercises.optim.adam import adam
from autograder.exercises.optim.inputs import Inputs, names, optimizer, start
from autograder.exercises.optim.moments import MOVING, REST, Now, counted_steps, variant, walks
from autograder.reference import optim as ref


@optimizer(
    "optim.adamw",
    points=7,
    reference=ref.adamw,
    probe=counted_steps,
    outputs=names("w", "m", "v"),
    needs=(adam,),
    hints=(
        "The moments must not see the decay. Where can you apply it so that they do not?",
        "Your adam does most of the work. The decay takes a share of which w?",
        "If all gradients and moments are 0, only the decay is left: w shrinks by the factor 1 − "
        "lr·weight_decay in each step.",
    ),
)
def adamw(rng: np.random.Generator) -> Iterator[Case]:
    """adamw is adam with a decay of the weights that the moments never see."""
    for name, inputs in walks(rng):
        yield Case(name, **inputs)
    settings: Inputs = {"lr": 0.1, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8}
    still = start(rng, (4, 7), **REST)
    still["gradients"] = 0 * still["gradients"]
    yield Case("no gradient at all", **still, t=1, **settings, weight_decay=0.3)
    inputs = start(rng, (5, 2), **MOVING)
    yield Case("a strong decay", **inputs, t=3, **settings, weight_decay=0.8)
    inputs = start(rng, (2, 6), **REST)
    yield Case("a decay of 0: just adam", **inputs, t=1, **settings, weight_decay=0.0)


@adamw.misconception(
    "The decay is added to the gradient and goes through the moments: that is Adam with an L2 "
    "penalty, in which weights with large gradients hardly decay."
)
def penalty(**case: Any) -> ref.Walk:
    return variant(**case, before=lambda g, w, decay: g + decay * w)


@adamw.misconception(
    "The gradient of an L2 penalty, 2·weight_decay·w, goes through the moments. The moments must "
    "not see the decay."
)
def doubled_penalty(**case: Any) -> ref.Walk:
    return variant(**case, before=lambda g, w, decay: g + 2 * decay * w)


@adamw.misconception(
    "The decay is not multiplied by lr, as in the paper, where it has its own factor. Here, as in "
    "PyTorch, a smaller learning rate means less decay."
)
def without_rate(**case: Any) -> ref.Walk:
    return variant(**case, moved=lambda now: now.w - now.lr * now.direction - now.decay * now.w)


@adamw.misconception(
    "The decay takes its share of the w that has already moved. It must use the w that came in."
)
def after_the_step(**case: Any) -> ref.Walk:
    def moved(now: Now) -> Any:
        w = now.w - now.lr * now.direction
        return w - now.lr * now.decay * w

    return variant(**case, moved=moved)


@adamw.misconception(
    "The decay is added to the first moment in the fraction, so the root divides it too."
)
def in_the_fraction(**case: Any) -> ref.Walk:
    def moved(now: Now) -> Any:
        above = now.corrected_m + now.decay * now.w
        return now.w - now.lr * above / (now.corrected_v**0.5 + now.eps)

    return variant(**case, moved=moved)


@adamw.misconception("There is no decay: this is adam.")
def as_adam(**case: Any) -> ref.Walk:
    return variant(**case)


@adamw.misconception("The decay has the wrong sign: the weights grow.")
def growing(**case: Any) -> ref.Walk:
    return variant(**case, moved=lambda now: now.w - now.lr * (now.direction - now.decay * now.w))


@adamw.misconception(
    "The decay is doubled. The 2 belongs to the gradient of a penalty; there is no penalty here."
)
def doubled(weight_decay: float = 1e-2, **case: Any) -> ref.Walk:
    return ref.adamw(**case, weight_decay=2 * weight_decay)


@adamw.misconception("The decay is always 0.01. The caller can choose another one.")
def decay_fixed(weight_decay: float = 1e-2, **case: Any) -> ref.Walk:
    return ref.adamw(**case)


@adamw.misconception("weight_decay defaults to 0. Its default should be 0.01.")
def another_default(weight_decay: float = 0.0, **case: Any) -> ref.Walk:
    return ref.adamw(**case, weight_decay=weight_decay)


@adamw.misconception(
    "The decay counts twice: it is added to the gradient, and w shrinks by it as well. The moments "
    "must not see the decay."
)
def twice(**case: Any) -> ref.Walk:
    return variant(
        **case,
        before=lambda g, w, decay: g + decay * w,
        moved=lambda now: now.w - now.lr * (now.direction + now.decay * now.w),
    )


@adamw.misconception(
    "The decay is added outside the brackets: it makes the weights grow, and lr does not scale it."
)
def outside(**case: Any) -> ref.Walk:
    return variant(**case, moved=lambda now: now.w - now.lr * now.direction + now.decay * now.w)


@adamw.misconception("The moments are not corrected. M and V are those of adam.")
def uncorrected(**case: Any) -> ref.Walk:
    return _decayed(lambda now: now.m / (now.v**0.5 + now.eps), **case)


@adamw.misconception("eps is inside the root. Here it is added to the root, as in adam.")
def eps_inside(**case: Any) -> ref.Walk:
    return _decayed(lambda now: now.corrected_m / (now.corrected_v + now.eps) ** 0.5, **case)


@adamw.misconception(
    "You return the corrected moments, and the next step corrects them again. Return m and v "
    "uncorrected."
)
def corrected_kept(**case: Any) -> ref.Walk:
    return _decayed(
        lambda now: now.direction,
        **case,
        returned=lambda now, w: (w, now.corrected_m, now.corrected_v),
    )


def _decayed(direction: Callable[[Now], Any], **case: Any) -> ref.Walk:
    """AdamW that moves along another direction."""
    return variant(**case, moved=lambda now: now.w - now.lr * (direction(now) + now.decay * now.w))
