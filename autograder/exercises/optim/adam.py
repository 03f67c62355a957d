"""Assignment 05: Adam."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from autograder.core.exercise import Case
from autograder.exercises.optim.inputs import names, optimizer
from autograder.exercises.optim.moments import Now, counted_steps, variant, walks
from autograder.reference import optim as ref


@optimizer(
    "optim.adam",
    points=10,
    reference=ref.adam,
    probe=counted_steps,
    outputs=names("w", "m", "v"),
    hints=(
        "m is momentum as a mean, v is the cache of RMSProp. Write those two lines first.",
        "After one step from zero, m is only (1 − beta1)·g. By what must you divide to get g back?",
        "From rest the very first step has the length lr in every entry, whatever g is.",
        "The corrected moments serve only this step; the next one starts from m and v themselves.",
    ),
)
def adam(rng: np.random.Generator) -> Iterator[Case]:
    """adam divides a mean of gradients by the root of a mean of squares, both corrected."""
    for name, inputs in walks(rng):
        yield Case(name, **inputs)


@adam.misconception(
    "Neither moment is corrected. Both start from zero and are too small for the first steps."
)
def uncorrected(**case: Any) -> ref.Walk:
    return variant(**case, moved=lambda now: now.w - now.lr * now.m / (now.v**0.5 + now.eps))


@adam.misconception(
    "The correction counts steps from 0: the first step divides by 1 − 1, and all others are "
    "corrected too much. t is 1 in the first step."
)
def counted_from_zero(**case: Any) -> ref.Walk:
    def moved(now: Now) -> Any:
        m, v = (
            moment / (1 - beta ** (now.t - 1))
            for moment, beta in ((now.m, now.beta1), (now.v, now.beta2))
        )
        return now.w - now.lr * m / (v**0.5 + now.eps)

    return variant(**case, moved=moved)


@adam.misconception(
    "The correction is one step ahead: t + 1 in place of t. t is 1 in the first step already."
)
def counted_from_two(t: int, **case: Any) -> ref.Walk:
    return variant(t=t + 1, **case)


@adam.misconception("eps is inside the root. Here it is added to the root.")
def eps_inside(**case: Any) -> ref.Walk:
    return variant(
        **case,
        moved=lambda now: now.w - now.lr * now.corrected_m / (now.corrected_v + now.eps) ** 0.5,
    )


@adam.misconception(
    "eps is added before v is corrected, as in the short form of Adam that puts both corrections "
    "into the learning rate. Here you correct v first and then add eps; tiny gradients show the "
    "difference."
)
def eps_before_correction(**case: Any) -> ref.Walk:
    def moved(now: Now) -> Any:
        rate = now.lr * (1 - now.beta2**now.t) ** 0.5
        return now.w - rate * now.corrected_m / (now.v**0.5 + now.eps)

    return variant(**case, moved=moved)


@adam.misconception("eps is missing: if an entry never had a gradient, 0 is divided by 0.")
def without_eps(**case: Any) -> ref.Walk:
    return variant(
        **case, moved=lambda now: now.w - now.lr * now.corrected_m / now.corrected_v**0.5
    )


@adam.misconception(
    "eps is added to w: without brackets, division comes before addition. eps belongs to the "
    "divisor."
)
def eps_outside(**case: Any) -> ref.Walk:
    return variant(
        **case,
        moved=lambda now: now.w - now.lr * now.corrected_m / now.corrected_v**0.5 + now.eps,
    )


@adam.misconception("Only the first moment is corrected. v starts from zero as well.")
def first_alone(**case: Any) -> ref.Walk:
    return variant(
        **case, moved=lambda now: now.w - now.lr * now.corrected_m / (now.v**0.5 + now.eps)
    )


@adam.misconception("Only the second moment is corrected. m starts from zero as well.")
def second_alone(**case: Any) -> ref.Walk:
    return variant(
        **case, moved=lambda now: now.w - now.lr * now.m / (now.corrected_v**0.5 + now.eps)
    )


@adam.misconception(
    "You return the corrected moments, and the next step corrects them again. Return m and v "
    "uncorrected."
)
def corrected_kept(**case: Any) -> ref.Walk:
    return variant(**case, returned=lambda now, w: (w, now.corrected_m, now.corrected_v))


@adam.misconception("m and v are returned in the wrong order.")
def v_first(**case: Any) -> ref.Walk:
    return variant(**case, returned=lambda now, w: (w, now.v, now.m))


@adam.misconception("m and v are swapped: your m averages the squares and your v the gradients.")
def exchanged(**case: Any) -> ref.Walk:
    def moments(g: Any, m: Any, v: Any, beta1: float, beta2: float) -> Any:
        return beta1 * m + (1 - beta1) * g**2, beta2 * v + (1 - beta2) * g

    return variant(**case, moments=moments)


@adam.misconception("beta1 and beta2 are swapped.")
def betas_exchanged(beta1: float = 0.9, beta2: float = 0.999, **case: Any) -> ref.Walk:
    return variant(**case, beta1=beta2, beta2=beta1)


@adam.misconception(
    "The shares are swapped: the moments keep 1 − beta of the old and take beta of the new."
)
def shares_exchanged(**case: Any) -> ref.Walk:
    def moments(g: Any, m: Any, v: Any, beta1: float, beta2: float) -> Any:
        return (1 - beta1) * m + beta1 * g, (1 - beta2) * v + beta2 * g**2

    return variant(**case, moments=moments)


@adam.misconception(
    "The moments are multiplied by 1 − beta^t, which makes them smaller still. The correction "
    "divides."
)
def multiplied(**case: Any) -> ref.Walk:
    def moved(now: Now) -> Any:
        m, v = now.m * (1 - now.beta1**now.t), now.v * (1 - now.beta2**now.t)
        return now.w - now.lr * m / (v**0.5 + now.eps)

    return variant(**case, moved=moved)


@adam.misconception(
    "g and g² enter the moments whole. In a moving average their shares are 1 − beta1 and "
    "1 − beta2."
)
def entering_whole(**case: Any) -> ref.Walk:
    def moments(g: Any, m: Any, v: Any, beta1: float, beta2: float) -> Any:
        return beta1 * m + g, beta2 * v + g**2

    return variant(**case, moments=moments)


@adam.misconception("v averages the gradients, not their squares.")
def not_squared(**case: Any) -> ref.Walk:
    def moments(g: Any, m: Any, v: Any, beta1: float, beta2: float) -> Any:
        return beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g

    return variant(**case, moments=moments)


@adam.misconception("v averages the squares of m. It should average the squares of the gradients.")
def squares_of_m(**case: Any) -> ref.Walk:
    def moments(g: Any, m: Any, v: Any, beta1: float, beta2: float) -> Any:
        m = beta1 * m + (1 - beta1) * g
        return m, beta2 * v + (1 - beta2) * m**2

    return variant(**case, moments=moments)


@adam.misconception("The root is missing: the first moment is divided by the second itself.")
def rootless(**case: Any) -> ref.Walk:
    return variant(
        **case, moved=lambda now: now.w - now.lr * now.corrected_m / (now.corrected_v + now.eps)
    )


@adam.misconception(
    "The betas are not raised to the power t: every step is corrected as if it were the first."
)
def always_the_first(**case: Any) -> ref.Walk:
    def moved(now: Now) -> Any:
        m, v = now.m / (1 - now.beta1), now.v / (1 - now.beta2)
        return now.w - now.lr * m / (v**0.5 + now.eps)

    return variant(**case, moved=moved)


@adam.misconception(
    "w moves by the gradient itself, and m is left out: that is RMSProp with a corrected cache."
)
def without_first(**case: Any) -> ref.Walk:
    return variant(
        **case, moved=lambda now: now.w - now.lr * now.g / (now.corrected_v**0.5 + now.eps)
    )


@adam.misconception(
    "The steps go uphill: + in place of −. The gradient points to where the loss rises."
)
def uphill(**case: Any) -> ref.Walk:
    return variant(**case, moved=lambda now: now.w + now.lr * now.direction)


def _corrected_by(first: Any, second: Any, **case: Any) -> ref.Walk:
    """The moments are divided by what ``first(now)`` and ``second(now)`` give."""

    def moved(now: Now) -> Any:
        m, v = now.m / first(now), now.v / second(now)
        return now.w - now.lr * m / (v**0.5 + now.eps)

    return variant(**case, moved=moved)


@adam.misconception(
    "Both moments are corrected with beta2. Each has a beta of its own: m is divided by "
    "1 − beta1^t."
)
def second_beta_for_both(**case: Any) -> ref.Walk:
    return _corrected_by(*2 * (lambda now: 1 - now.beta2**now.t,), **case)


@adam.misconception(
    "Both moments are corrected with beta1. Each has a beta of its own: v is divided by "
    "1 − beta2^t."
)
def first_beta_for_both(**case: Any) -> ref.Walk:
    return _corrected_by(*2 * (lambda now: 1 - now.beta1**now.t,), **case)


@adam.misconception(
    "The correction multiplies beta by t. It raises beta to the power t: 1 − beta^t, in Python "
    "beta**t."
)
def times_for_power(**case: Any) -> ref.Walk:
    return _corrected_by(
        lambda now: 1 - now.beta1 * now.t, lambda now: 1 - now.beta2 * now.t, **case
    )


@adam.misconception("v averages the sizes of the gradients, |g|, not their squares.")
def sizes_averaged(**case: Any) -> ref.Walk:
    def moments(g: Any, m: Any, v: Any, beta1: float, beta2: float) -> Any:
        return beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * abs(g)

    return variant(**case, moments=moments)


@adam.misconception("beta1 and beta2 are always 0.9 and 0.999. The caller can choose others.")
def betas_written_out(beta1: float = 0.9, beta2: float = 0.999, **case: Any) -> ref.Walk:
    return ref.adam(**case)


@adam.misconception("eps is always 1e-7. The caller can choose another, and the default is 1e-8.")
def eps_written_out(eps: float = 1e-8, **case: Any) -> ref.Walk:
    return ref.adam(**case, eps=1e-7)
