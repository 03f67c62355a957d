"""Assignment 01: the loss of a network of any depth."""

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
    "backprop.mlp_loss",
    points=6,
    reference=ref.mlp_loss,
    outputs=("loss", "grads"),
    needs=(affine_forward, affine_backward, relu, relu_backward, softmax_loss),
    hints=(
        "How many layers? params has a weight and a bias for each.",
        "One loop forward that remembers the input of every step, one loop backward over the "
        "same steps in reverse.",
        'The names are f"w{layer}" and f"b{layer}"; relu stands after every layer but the last.',
    ),
)
def mlp_loss(rng: np.random.Generator) -> Iterator[Case]:
    """mlp_loss does the same for any number of layers."""
    for depth, lam in ((1, 0.2), (2, 0.05), (3, 0.0), (3, 0.1), (5, 0.02)):
        widths = sizes(rng, depth + 1)
        x, y, params = batch_off_kinks(rng, *widths)
        name = f"{'-'.join(map(str, widths))} network, lam {lam:g}"
        yield Case(name, x=x, y=y, params=params, lam=lam)
    x, y, params = batch_off_kinks(rng, 1, *sizes(rng, 2), samples=1)
    yield Case("one sample, one feature", x=x, y=y, params=params, lam=0.2)
    x, y, params = batch_off_kinks(rng, 3, 3, 3, 3)
    shuffled = {name: params[name] for name in ("b3", "w2", "b1", "w3", "b2", "w1")}
    yield Case("params in another order", x=x, y=y, params=shuffled, lam=0.1)
    x, y, params = batch_off_kinks(rng, *sizes(rng, 3, low=2), *[4] * 7, 3)
    yield Case("ten layers: w10 comes after w9", x=x, y=y, params=params, lam=0.01)
