"""Assignment 01: the loss of a network with two layers."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from autograder.core.exercise import Case, exercise
from autograder.exercises.backprop.activations import relu, relu_backward
from autograder.exercises.backprop.affine import affine_backward, affine_forward
from autograder.exercises.backprop.inputs import batch_off_kinks
from autograder.exercises.backprop.losses import softmax_loss
from autograder.exercises.inputs import sizes
from autograder.reference import backprop as ref


@exercise(
    "backprop.two_layer_loss",
    points=6,
    reference=ref.two_layer_loss,
    outputs=("loss", "grads"),
    needs=(affine_forward, affine_backward, relu, relu_backward, softmax_loss),
    hints=(
        "Forward: affine, relu, affine, softmax loss. Keep what each step was given.",
        "Backward: the same steps in reverse; each backward function takes the dx of the step "
        "that came after it.",
        "The penalty adds to the loss, and 2 lam w to the gradient of each w. Biases: nothing.",
    ),
)
def two_layer_loss(rng: np.random.Generator) -> Iterator[Case]:
    """two_layer_loss differentiates W2 max(0, W1 x), the penalty included."""
    for lam in (0.0, 0.1, 0.03, 0.5):
        d, m, k = sizes(rng, 3)
        x, y, params = batch_off_kinks(rng, d, m, k)
        yield Case(f"{d}-{m}-{k} network, lam {lam:g}", x=x, y=y, **params, lam=lam)
    x, y, params = batch_off_kinks(rng, 1, *sizes(rng, 2), samples=1)
    yield Case("one sample, one feature", x=x, y=y, **params, lam=0.2)
