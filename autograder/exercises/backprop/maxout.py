"""Assignment 01: maxout, forward and backward."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.core.exercise import Case, exercise
from autograder.exercises.backprop.inputs import away_from_zero
from autograder.exercises.inputs import signed, sizes, until
from autograder.reference import backprop as ref
from autograder.reference.backend import torch

if TYPE_CHECKING:
    from torch import Tensor


def _pieces(rng: np.random.Generator, n: int, d: int, m: int) -> dict[str, Any]:
    """x and the two layers of a maxout unit, without ties."""
    return until(
        lambda c: away_from_zero(c["x"] @ (c["w1"] - c["w2"]) + c["b1"] - c["b2"]),
        lambda: {
            "x": signed(rng, n, d),
            "w1": signed(rng, d, m),
            "b1": signed(rng, m),
            "w2": signed(rng, d, m),
            "b2": signed(rng, m),
        },
    )


@exercise(
    "backprop.maxout",
    points=2,
    reference=ref.maxout,
    hints=(
        "Two affine layers see the same x. Which of their two outputs is kept, entry by entry?",
        "np.maximum compares two arrays entry by entry; np.max looks for one largest entry.",
    ),
)
def maxout(rng: np.random.Generator) -> Iterator[Case]:
    """maxout keeps the larger output of two affine layers."""
    for _ in range(4):
        n, d, m = sizes(rng, 3)
        yield Case(f"{n} samples, {d} features, {m} outputs", **_pieces(rng, n, d, m))
    yield Case("one sample", **_pieces(rng, 1, d, m))


@maxout.misconception("The smaller of the two outputs is kept: this is the minimum.")
def maxout_as_minimum(x: Tensor, w1: Tensor, b1: Tensor, w2: Tensor, b2: Tensor) -> Tensor:
    return torch.minimum(ref.affine(x, w1, b1), ref.affine(x, w2, b2))


@maxout.misconception(
    "The two outputs are added up, as in one wider layer. Maxout chooses, entry by entry."
)
def maxout_as_sum(x: Tensor, w1: Tensor, b1: Tensor, w2: Tensor, b2: Tensor) -> Tensor:
    return ref.affine(x, w1, b1) + ref.affine(x, w2, b2)


@maxout.misconception(
    "The biases come after the choice, or not at all. Each bias belongs to its own affine layer "
    "and takes part in the comparison."
)
def maxout_without_biases(x: Tensor, w1: Tensor, b1: Tensor, w2: Tensor, b2: Tensor) -> Tensor:
    return torch.maximum(x @ w1, x @ w2)


@maxout.misconception("Both layers get the bias b1. Each of the two has a bias of its own.")
def maxout_one_bias(x: Tensor, w1: Tensor, b1: Tensor, w2: Tensor, b2: Tensor) -> Tensor:
    return torch.maximum(ref.affine(x, w1, b1), ref.affine(x, w2, b1))


@maxout.misconception(
    "You choose the larger weights and biases and use one layer of them. Maxout chooses between "
    "the outputs of two layers."
)
def maxout_of_weights(x: Tensor, w1: Tensor, b1: Tensor, w2: Tensor, b2: Tensor) -> Tensor:
    return ref.affine(x, torch.maximum(w1, w2), torch.maximum(b1, b2))


@maxout.misconception(
    "Negative values have become 0 as well. Maxout takes the place of ReLU and is not followed "
    "by it."
)
def maxout_then_relu(**case: Tensor) -> Tensor:
    return ref.relu(ref.maxout(**case))


@exercise(
    "backprop.maxout_backward",
    points=5,
    reference=ref.maxout_backward,
    outputs=("dx", "dw1", "db1", "dw2", "db2"),
    hints=(
        "For each entry of the output one of the two layers won. The other one did not matter.",
        "Split dout into two parts with a mask; each part goes back through its own affine layer.",
        "x fed both layers. What does the chain rule do with several paths?",
    ),
)
def maxout_backward(rng: np.random.Generator) -> Iterator[Case]:
    """maxout_backward sends each entry of dout to the layer that won."""
    for _ in range(4):
        n, d, m = sizes(rng, 3)
        dout, pieces = signed(rng, n, m), _pieces(rng, n, d, m)
        yield Case(f"{n} samples, {d} features, {m} outputs", dout=dout, **pieces)
    yield Case("one sample", dout=signed(rng, 1, m), **_pieces(rng, 1, d, m))


def _through(first: Tensor, second: Tensor, case: dict[str, Tensor]) -> tuple[Tensor, ...]:
    """The gradients when ``first`` goes back through layer 1 and ``second`` through layer 2."""
    x, w1, b1, w2, b2 = case.values()
    dx1, dw1, db1 = ref.affine_backward(first, x=x, w=w1, b=b1)
    dx2, dw2, db2 = ref.affine_backward(second, x=x, w=w2, b=b2)
    return dx1 + dx2, dw1, db1, dw2, db2


def _first_wins(case: dict[str, Tensor]) -> Tensor:
    x, w1, b1, w2, b2 = case.values()
    return ref.affine(x, w1, b1) > ref.affine(x, w2, b2)


@maxout_backward.misconception(
    "Both layers get all of dout. Only the layer that won influenced the output; the other one "
    "must get 0 there."
)
def maxout_gradient_to_both(dout: Tensor, **case: Tensor) -> Any:
    return _through(dout, dout, case)


@maxout_backward.misconception(
    "The gradient goes to the layer that lost. It belongs to the one whose value was kept."
)
def maxout_gradient_to_loser(dout: Tensor, **case: Tensor) -> Any:
    first = _first_wins(case)
    return _through(dout * ~first, dout * first, case)


@maxout_backward.misconception(
    "The two layers are compared without their biases. Compare the outputs that forward compares."
)
def maxout_compared_without_biases(dout: Tensor, **case: Tensor) -> Any:
    first = case["x"] @ case["w1"] > case["x"] @ case["w2"]
    return _through(dout * first, dout * ~first, case)


@maxout_backward.misconception(
    "One layer wins a whole row. The choice is made entry by entry, so both may win in one row."
)
def maxout_winner_of_a_row(dout: Tensor, **case: Tensor) -> Any:
    x, w1, b1, w2, b2 = case.values()
    ahead = ref.affine(x, w1, b1) - ref.affine(x, w2, b2)
    first = ahead.sum(1, keepdim=True) > 0
    return _through(dout * first, dout * ~first, case)


@maxout_backward.misconception(
    "The gradient of x comes from the first layer alone. x fed both, so both parts are added up."
)
def maxout_dx_of_first(dout: Tensor, **case: Tensor) -> Any:
    _, *others = ref.maxout_backward(dout, **case)
    return (dout * _first_wins(case)) @ case["w1"].T, *others


@maxout_backward.misconception(
    "The gradient of x comes from the second layer alone. x fed both, so both parts are added up."
)
def maxout_dx_of_second(dout: Tensor, **case: Tensor) -> Any:
    _, *others = ref.maxout_backward(dout, **case)
    return (dout * ~_first_wins(case)) @ case["w2"].T, *others


@maxout_backward.misconception(
    "The biases ignore the mask: db1 and db2 are both the sum of all of dout. A bias takes part "
    "only where its layer won."
)
def maxout_db_of_both(dout: Tensor, **case: Tensor) -> Any:
    dx, dw1, _, dw2, _ = ref.maxout_backward(dout, **case)
    return dx, dw1, dout.sum(0), dw2, dout.sum(0)


@maxout_backward.misconception(
    "The gradients of weights and biases are divided by the number of samples. The mean over the "
    "batch belongs to the loss, so dout already contains it."
)
def maxout_mean(dout: Tensor, x: Tensor, **case: Tensor) -> Any:
    dx, *others = ref.maxout_backward(dout, x=x, **case)
    return dx, *(gradient / len(x) for gradient in others)
