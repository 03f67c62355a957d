"""Assignment 04: penalties on the weights."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.core.exercise import Case, exercise
from autograder.exercises.inputs import signed, sizes
from autograder.reference import regularization as ref
from autograder.reference.backend import torch

if TYPE_CHECKING:
    from torch import Tensor

    Penalty = tuple[Tensor, Tensor]

SMALL = np.array([[1.0, -2.0], [0.5, -0.25], [3.0, -1.0]])
"""Six weights to work by hand: Σ |w| = 7.75, Σ w² = 15.3125."""


def weights(rng: np.random.Generator) -> Iterator[tuple[str, np.ndarray]]:
    """Weights of several shapes and both signs, none of them near 0, each with a name."""
    yield "weights of a fully connected layer", signed(rng, *sizes(rng, 2))
    filters, *window = sizes(rng, 3, low=2)
    yield "weights of a convolution layer", signed(rng, filters, 1, *window)
    yield "weights in one row", signed(rng, *sizes(rng, 1))
    yield "weights near 0.01", 0.01 * signed(rng, *sizes(rng, 2))


def strength(rng: np.random.Generator) -> float:
    """λ: neither 0 nor 1 nor 2, which hide a factor."""
    return float(rng.uniform(0.1, 0.9))


def some_at_zero(rng: np.random.Generator) -> np.ndarray:
    """Weights as after training with an L1 penalty: two of them are 0, two nearly."""
    w = signed(rng, *sizes(rng, 2))
    w.flat[[2, -1]] = 0
    w.flat[[3, -2]] = 1e-9, -1e-9
    return w


def at_a_kink(answer: tuple[float, np.ndarray], w: np.ndarray, lam: float) -> dict[str, Any]:
    """At 0, |w| has no slope: every number from the left slope to the right one is right."""
    penalty, gradient = answer[0], np.asarray(answer[1])
    at_zero = np.where(w == 0, gradient, 0)
    return {
        "penalty": penalty,
        "gradient": np.where(w == 0, 0, gradient),
        "where w is 0, the gradient is a number": not np.isnan(at_zero).any(),
        "where w is 0, the gradient is between −λ and λ": _within(at_zero, lam),
    }


def _within(slopes: np.ndarray, lam: float) -> bool:
    """Whether both are equal up to rounding."""
    return bool((abs(slopes) <= lam * (1 + 1e-6)).all())


def at_a_kink_of_both(
    answer: tuple[float, np.ndarray], w: np.ndarray, lam1: float, lam2: float
) -> dict[str, Any]:
    """The same for the sum of both penalties: the second has a slope everywhere."""
    return at_a_kink(answer, w, lam1)


@exercise(
    "regularization.l1",
    points=2,
    stub="cs_cnn.regularization:l1_penalty",
    reference=ref.l1_penalty,
    properties=at_a_kink,
    outputs=("penalty", "gradient"),
    hints=(
        "Draw |w| for one weight. What is its slope to the right of 0, and what to the left?",
        "np.abs and np.sign do everything you need, for all weights at once.",
    ),
)
def l1(rng: np.random.Generator) -> Iterator[Case]:
    """l1_penalty adds up the sizes of the weights; its gradient has the same size everywhere."""
    yield Case("six weights, by hand", w=SMALL, lam=0.1)
    for name, w in weights(rng):
        yield Case(name, w=w, lam=strength(rng))
    yield Case("a strength above 1", w=signed(rng, *sizes(rng, 3)), lam=3.5)
    yield Case("two weights are 0", w=some_at_zero(rng), lam=strength(rng))
    yield Case("a strength of 0", w=signed(rng, *sizes(rng, 2)), lam=0.0)


@l1.misconception("The gradient has lost its sign: a negative weight is pushed away from 0.")
def l1_without_sign(w: Tensor, lam: float) -> Penalty:
    return ref.l1(w, lam), torch.full_like(w, lam)


@l1.misconception("Negative weights have no slope: the gradient is that of max(0, w).")
def l1_of_positive(w: Tensor, lam: float) -> Penalty:
    return ref.l1(w, lam), lam * (w > 0).to(w)


@l1.misconception("lam is not used: every strength gives the same penalty.")
def l1_without_strength(w: Tensor, lam: float) -> Penalty:
    return ref.l1(w, 1.0), w.sign()


@l1.misconception("The two are swapped: the penalty comes first, then its gradient.")
def l1_gradient_first(w: Tensor, lam: float) -> Penalty:
    return lam * w.sign(), ref.l1(w, lam)


@l1.misconception("The penalty is averaged over the weights. Here it is their sum.")
def l1_averaged(w: Tensor, lam: float) -> Penalty:
    return ref.l1(w, lam) / w.numel(), lam * w.sign() / w.numel()


@l1.misconception("The penalty is averaged over the weights, and the gradient is that of the sum.")
def l1_value_averaged(w: Tensor, lam: float) -> Penalty:
    return ref.l1(w, lam) / w.numel(), lam * w.sign()


@l1.misconception("The gradient is that of the L2 penalty: it grows with the weight.")
def l1_with_gradient_of_l2(w: Tensor, lam: float) -> Penalty:
    return ref.l1(w, lam), 2 * lam * w


@l1.misconception("The gradient is the penalty of each weight, λ|w|, and not its slope.")
def l1_gradient_as_penalty(w: Tensor, lam: float) -> Penalty:
    return ref.l1(w, lam), lam * w.abs()


@l1.misconception("The gradient is λw. The slope of λ|w| is λ or −λ, however large w is.")
def l1_gradient_with_size(w: Tensor, lam: float) -> Penalty:
    return ref.l1(w, lam), lam * w


@l1.misconception("The gradient ignores the strength of the penalty: lam is missing in it.")
def l1_gradient_without_strength(w: Tensor, lam: float) -> Penalty:
    return ref.l1(w, lam), w.sign()


@l1.misconception(
    "You divide w by |w|, which is 0/0 if a weight is 0. Many are, once this penalty has done its "
    "work."
)
def l1_divided(w: Tensor, lam: float) -> Penalty:
    return ref.l1(w, lam), lam * w / w.abs()


@l1.misconception("Weights of opposite sign cancel out in the penalty.")
def l1_signed_sum(w: Tensor, lam: float) -> Penalty:
    return lam * w.sum(), lam * w.sign()


@exercise(
    "regularization.l2",
    points=2,
    stub="cs_cnn.regularization:l2_penalty",
    reference=ref.l2_penalty,
    outputs=("penalty", "gradient"),
    hints=(
        "The gradient has one entry for every weight. Differentiate λ w² for a single one.",
        "In the sum Σ w² only one term contains a given weight; all others have slope 0.",
    ),
)
def l2(rng: np.random.Generator) -> Iterator[Case]:
    """l2_penalty adds up the squares of the weights; its gradient grows with the weight."""
    yield Case("six weights, by hand", w=SMALL, lam=0.1)
    for name, w in weights(rng):
        yield Case(name, w=w, lam=strength(rng))
    yield Case("a strength above 1", w=signed(rng, *sizes(rng, 3)), lam=3.5)
    some = signed(rng, *sizes(rng, 2))
    some[1] = 0
    yield Case("some weights are 0", w=some, lam=strength(rng))
    yield Case("a strength of 0", w=signed(rng, *sizes(rng, 2)), lam=0.0)


@l2.misconception("The 2 of the square is missing in the gradient.")
def l2_gradient_without_2(w: Tensor, lam: float) -> Penalty:
    return ref.l2(w, lam), lam * w


@l2.misconception("This is ½ λ Σ w² and its gradient. Here the penalty is defined without the ½.")
def l2_with_half(w: Tensor, lam: float) -> Penalty:
    return ref.l2(w, lam) / 2, lam * w


@l2.misconception("The penalty has a ½ that the gradient lacks.")
def l2_value_with_half(w: Tensor, lam: float) -> Penalty:
    return ref.l2(w, lam) / 2, 2 * lam * w


@l2.misconception("The penalty is averaged over the weights. Here it is their sum.")
def l2_averaged(w: Tensor, lam: float) -> Penalty:
    return ref.l2(w, lam) / w.numel(), 2 * lam * w / w.numel()


@l2.misconception("The penalty is averaged over the weights, and the gradient is that of the sum.")
def l2_value_averaged(w: Tensor, lam: float) -> Penalty:
    return ref.l2(w, lam) / w.numel(), 2 * lam * w


@l2.misconception("You take a root: this is the length of the weights, not its square.")
def l2_length(w: Tensor, lam: float) -> Penalty:
    return lam * w.norm(), 2 * lam * w


@l2.misconception("This is the L2 norm of the weights and its gradient. The penalty has no root.")
def l2_norm(w: Tensor, lam: float) -> Penalty:
    return lam * w.norm(), lam * w / w.norm()


@l2.misconception("lam is not used: every strength gives the same penalty.")
def l2_without_strength(w: Tensor, lam: float) -> Penalty:
    return ref.l2(w, 1.0), 2 * w


@l2.misconception("The two are swapped: the penalty comes first, then its gradient.")
def l2_gradient_first(w: Tensor, lam: float) -> Penalty:
    return 2 * lam * w, ref.l2(w, lam)


@l2.misconception("The gradient is that of the L1 penalty: the same size for every weight.")
def l2_with_gradient_of_l1(w: Tensor, lam: float) -> Penalty:
    return ref.l2(w, lam), lam * w.sign()


@l2.misconception("The gradient ignores the strength of the penalty: lam is missing in it.")
def l2_gradient_without_strength(w: Tensor, lam: float) -> Penalty:
    return ref.l2(w, lam), 2 * w


@exercise(
    "regularization.elastic_net",
    points=2,
    stub="cs_cnn.regularization:elastic_net_penalty",
    reference=ref.elastic_net_penalty,
    properties=at_a_kink_of_both,
    outputs=("penalty", "gradient"),
    hints=(
        "It is the sum of two penalties, each with a strength of its own.",
        "What is the gradient of a sum? You have already written both halves.",
    ),
)
def elastic_net(rng: np.random.Generator) -> Iterator[Case]:
    """elastic_net_penalty is the L1 and the L2 penalty at once."""
    yield Case("six weights, by hand", w=SMALL, lam1=0.1, lam2=0.02)
    for name, w in weights(rng):
        yield Case(name, w=w, lam1=strength(rng), lam2=strength(rng))
    yield Case("L1 alone", w=signed(rng, *sizes(rng, 2)), lam1=strength(rng), lam2=0.0)
    yield Case("L2 alone", w=signed(rng, *sizes(rng, 3)), lam1=0.0, lam2=strength(rng))
    yield Case("two weights are 0", w=some_at_zero(rng), lam1=strength(rng), lam2=strength(rng))


@elastic_net.misconception("The two strengths are swapped: lam1 belongs to the absolute values.")
def strengths_exchanged(w: Tensor, lam1: float, lam2: float) -> Penalty:
    return ref.elastic_net(w, lam2, lam1), lam2 * w.sign() + 2 * lam1 * w


@elastic_net.misconception("The 2 of the square is missing in the gradient.")
def elastic_gradient_without_2(w: Tensor, lam1: float, lam2: float) -> Penalty:
    return ref.elastic_net(w, lam1, lam2), lam1 * w.sign() + lam2 * w


@elastic_net.misconception("This has ½ λ₂ Σ w² and its gradient. Here there is no ½.")
def elastic_with_half(w: Tensor, lam1: float, lam2: float) -> Penalty:
    return ref.elastic_net(w, lam1, lam2 / 2), lam1 * w.sign() + lam2 * w


@elastic_net.misconception("The gradient contains only the L2 half.")
def elastic_gradient_of_l2(w: Tensor, lam1: float, lam2: float) -> Penalty:
    return ref.elastic_net(w, lam1, lam2), 2 * lam2 * w


@elastic_net.misconception("The gradient contains only the L1 half.")
def elastic_gradient_of_l1(w: Tensor, lam1: float, lam2: float) -> Penalty:
    return ref.elastic_net(w, lam1, lam2), lam1 * w.sign()


@elastic_net.misconception("The penalty is averaged over the weights. Here it is their sum.")
def elastic_averaged(w: Tensor, lam1: float, lam2: float) -> Penalty:
    value, gradient = ref.elastic_net_penalty(w=w, lam1=lam1, lam2=lam2)
    return value / w.numel(), gradient / w.numel()


@elastic_net.misconception(
    "The gradient has lost the sign of its L1 half: negative weights are pushed away from 0 there."
)
def elastic_without_sign(w: Tensor, lam1: float, lam2: float) -> Penalty:
    return ref.elastic_net(w, lam1, lam2), lam1 + 2 * lam2 * w
