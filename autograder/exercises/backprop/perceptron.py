"""Assignment 01: a single neuron that learns, the perceptron."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.core.exercise import Case, exercise
from autograder.exercises.inputs import signed, sizes
from autograder.reference import backprop as ref
from autograder.reference.backend import torch

if TYPE_CHECKING:
    from torch import Tensor

Steps = list[tuple["Tensor", "Tensor"]]


def one_step_for_each_sample(
    student: Callable[..., Any], w: np.ndarray, b: float, x: np.ndarray, d: np.ndarray, lr: float
) -> Any:
    """The result of the student's step from the same w and b for each sample."""
    return [student(w, b, sample, int(answer), lr) for sample, answer in zip(x, d, strict=True)]


@exercise(
    "backprop.perceptron",
    points=3,
    stub="cs_cnn.backprop:perceptron_step",
    reference=ref.perceptron,
    probe=one_step_for_each_sample,
    outputs=("w and b after sample ",),
    hints=(
        "First the answer y of the perceptron, 0 or 1. Then ask how far it is from d.",
        "d − y can only be −1, 0 or 1: when does anything change at all?",
        "The bias is a weight whose input is always 1.",
    ),
)
def perceptron(rng: np.random.Generator) -> Iterator[Case]:
    """perceptron_step corrects the weights and the bias after a wrong answer, and only then."""
    w, x = np.array([2.0, -1, 1]), np.array([[1.0, 2, 3], [-1, -2, 0.25]])
    name = "answers 1, then 0 because of the bias; both wrong"
    yield Case(name, w=w, b=-0.5, x=x, d=np.array([0, 1]), lr=0.1)
    name = "w·x + b is exactly 0, so the answer is 0"
    yield Case(name, **_on_the_line(rng), d=np.array([1, 1]), lr=0.5)
    x = np.array([[1.0, 2, 3], [2, -1, 1]])
    yield Case("w·x is 3, then 6; a bias of −4", w=w, b=-4.0, x=x, d=np.array([1, 1]), lr=0.5)
    x, w = np.array([[4.0], [1]]), rng.uniform(0.3, 0.9, 1)
    yield Case("a single weight", w=w, b=-1.0, x=x, d=np.array([0, 1]), lr=0.25)
    for _ in range(4):
        n, d = sizes(rng, 2, low=4)
        yield Case(
            f"{n} samples, one call each, right and wrong answers",
            **_samples(rng, n, d),
            lr=round(float(rng.uniform(0.1, 0.9)), 2),
        )


def _on_the_line(rng: np.random.Generator) -> dict[str, Any]:
    """Whole numbers, so that w·x + b is 0 to the last bit for both samples."""
    w, x = rng.integers(1, 6, 4) * [1.0, -1, 1, 0], rng.integers(-5, 6, (2, 4)).astype(float)
    w[3], b = 1, float(rng.integers(-5, 6))
    x[:, 3] = -(x[:, :3] @ w[:3] + b)
    return {"w": w, "b": b, "x": x}


def _samples(rng: np.random.Generator, n: int, d: int) -> dict[str, Any]:
    """w, b, x and the wanted answers: the first two will be wrong, the third right.

    For the last sample the bias decides: w·x is −b/2.
    """
    w, b, x = signed(rng, d), round(float(signed(rng, 2)[rng.integers(2)]), 2), signed(rng, n, d)
    x[-1] *= -b / 2 / (w @ x[-1])
    fires = (x @ w + b > 0).astype(int)
    wanted = rng.integers(2, size=n)
    wanted[:3] = np.abs(fires[:3] - (1, 1, 0))
    return {"w": w, "b": b, "x": x, "d": wanted}


def _steps(w: Tensor, b: float, x: Tensor, errors: Tensor, lr: float) -> Steps:
    return [(w + lr * e * sample, b + lr * e) for sample, e in zip(x, errors, strict=True)]


@perceptron.misconception(
    "The error is taken from w·x + b itself. That is the rule of Adaline (Widrow and Hoff); a "
    "perceptron first decides, 0 or 1, and compares the decision with d."
)
def no_threshold(w: Tensor, b: float, x: Tensor, d: Tensor, lr: float) -> Steps:
    return _steps(w, b, x, d - (x @ w + b), lr)


@perceptron.misconception(
    "The perceptron answers 1 where w·x + b is exactly 0. The sum must be greater than 0."
)
def fires_at_zero(w: Tensor, b: float, x: Tensor, d: Tensor, lr: float) -> Steps:
    return _steps(w, b, x, d - (x @ w + b >= 0).to(x.dtype), lr)


@perceptron.misconception(
    "The answer of the perceptron is −1 or 1 here, as in some texts. In this course it is 0 or 1."
)
def answers_with_signs(w: Tensor, b: float, x: Tensor, d: Tensor, lr: float) -> Steps:
    return _steps(w, b, x, d - torch.where(x @ w + b > 0, 1.0, -1.0), lr)


@perceptron.misconception(
    "The bias takes no part in the decision. The perceptron answers 1 where w·x + b is greater "
    "than 0, not w·x alone."
)
def decides_without_bias(w: Tensor, b: float, x: Tensor, d: Tensor, lr: float) -> Steps:
    return _steps(w, b, x, d - (x @ w > 0).to(x.dtype), lr)


@perceptron.misconception(
    "Only a wrong 0 is corrected. If the perceptron answers 1 and 0 was wanted, it must move too, "
    "the other way."
)
def learns_upwards_only(w: Tensor, b: float, x: Tensor, d: Tensor, lr: float) -> Steps:
    return _steps(w, b, x, (d - (x @ w + b > 0).to(x.dtype)).clamp(min=0), lr)


@perceptron.misconception(
    "The bias stays as it was. It learns like a weight whose input is always 1."
)
def bias_kept(b: float, **case: Any) -> Any:
    return [(w, b) for w, _ in ref.perceptron(b=b, **case)]


@perceptron.misconception(
    "The correction has the wrong sign: y − d in place of d − y. The weights move away from the "
    "answer that was wanted."
)
def unlearns(lr: float, **case: Any) -> Steps:
    return ref.perceptron(lr=-lr, **case)


@perceptron.misconception(
    "The weights move after right answers too, by lr · d · x (Hebb's rule). A perceptron learns "
    "from its mistakes only."
)
def learns_always(w: Tensor, b: float, x: Tensor, d: Tensor, lr: float) -> Steps:
    return _steps(w, b, x, d.to(x.dtype), lr)


@perceptron.misconception(
    "The bias moves by d − y: lr is missing. It learns like a weight whose input is always 1."
)
def bias_without_rate(b: float, lr: float, **case: Any) -> Any:
    return [(w, b + (moved - b) / lr) for w, moved in ref.perceptron(b=b, lr=lr, **case)]
