"""Assignment 01: slopes by differences, the perceptron, the affine layer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.exercises.backprop.inputs import signed, sizes
from autograder.judge.exercise import Case, exercise
from autograder.reference import backprop as ref
from autograder.reference.backend import torch

if TYPE_CHECKING:
    from torch import Tensor

Steps = list[tuple["Tensor", "Tensor"]]

X = np.array([[2.0, 1, -3], [-3, 4, 2]])
W = np.array([[3.0, 2, 1, -1], [2, 1, 3, 2], [3, 2, 1, -2]])
DOUT = np.array([[2.0, 3, -3, 9], [-8, 1, 4, 6]])
"""The matrices that the notebook works through by hand."""


def slopes_of_surface(student: Callable[..., Any], x: np.ndarray, a: np.ndarray, *h: float) -> Any:
    """The student's gradient of a scalar function in which every entry of x takes part."""
    return student(lambda point: (a * point**3).sum() + (a * point).sum() ** 2, x, *h)


# The difference of two numbers near 100 at a distance of 2e-5 is rounded by about 1e-9.
@exercise(
    "backprop.numerical_gradient",
    points=5,
    stub="cs_cnn.backprop:numerical_gradient",
    reference=ref.numerical_gradient,
    probe=slopes_of_surface,
    atol=1e-7,
    hints=(
        "How steep is the hill under your feet? Compare a point just ahead with one just behind.",
        "One entry of x moves at a time, up and down; all the others stay where they were.",
        "np.ndindex(x.shape) gives the index of every entry, whatever the number of dimensions.",
    ),
)
def numerical_gradient(rng: np.random.Generator) -> Iterator[Case]:
    """numerical_gradient measures the slope in every entry by central differences."""
    f = "f(x) = Σ a x³ + (Σ a x)²"
    yield Case(f"{f}, a step that shows", x=X[0], a=np.array([1.0, -2, 0.5]), h=0.5)
    for dimensions in (1, 2, 3, 4):
        shape = rng.permutation([2, 3, 4, 5])[:dimensions]
        x, a = signed(rng, *shape), signed(rng, *shape)
        yield Case(f"{f}, dimensions: {dimensions}", x=x, a=a / x.size**0.5)
    yield Case(f"{f}, a step of 0.01", x=signed(rng, 3, 5), a=signed(rng, 3, 5), h=0.01)


def _slopes(step: Callable[..., Any], x: Tensor, a: Tensor) -> Tensor:
    """``step(f, x, e)`` for every entry, where e is 1 there and 0 elsewhere."""
    units = torch.diag(torch.ones_like(x).flatten()).reshape(-1, *x.shape)
    found = [step(lambda point: ref.surface(point, a), x, unit) for unit in units]
    return torch.stack(found).reshape(x.shape)


@numerical_gradient.misconception(
    "Only one side is looked at: (f(x + h) − f(x)) / h. The error of that shrinks with h, that "
    "of the central difference with h²."
)
def one_sided(x: Tensor, a: Tensor, h: float = 1e-5) -> Tensor:
    return _slopes(lambda f, x, e: (f(x + h * e) - f(x)) / h, x, a)


@numerical_gradient.misconception(
    "The difference is divided by h. The two points are 2h apart, so every slope comes out "
    "twice as steep."
)
def divided_by_h(x: Tensor, a: Tensor, h: float = 1e-5) -> Tensor:
    return 2 * ref.numerical_gradient(x, a, h)


@numerical_gradient.misconception(
    "The step is always 1e-5. The caller may ask for another one with h."
)
def h_ignored(x: Tensor, a: Tensor, h: float = 1e-5) -> Tensor:
    return ref.numerical_gradient(x, a)


@numerical_gradient.misconception(
    "All entries are moved at the same time. That is the slope along the diagonal, one number "
    "for all entries; a partial derivative moves one entry and holds the others."
)
def all_at_once(x: Tensor, a: Tensor, h: float = 1e-5) -> Tensor:
    slope = (ref.surface(x + h, a) - ref.surface(x - h, a)) / (2 * h)
    return torch.ones_like(x) * slope


@numerical_gradient.misconception(
    "An entry that was moved does not come back before the next one moves, so later slopes are "
    "measured at another point."
)
def not_put_back(x: Tensor, a: Tensor, h: float = 1e-5) -> Tensor:
    point, slopes = x.clone().flatten(), torch.zeros_like(x).flatten()
    for i in range(len(point)):
        point[i] += h
        above = ref.surface(point.reshape(x.shape), a)
        point[i] -= 2 * h
        slopes[i] = (above - ref.surface(point.reshape(x.shape), a)) / (2 * h)
    return slopes.reshape(x.shape)


def one_step_for_each_sample(
    student: Callable[..., Any], w: np.ndarray, b: float, x: np.ndarray, d: np.ndarray, lr: float
) -> Any:
    """What the student's step makes of the same w and b for each sample."""
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
    "Only a wrong 0 is corrected. Where the perceptron answers 1 and 0 was wanted, it moves too, "
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


@exercise(
    "backprop.affine_forward",
    points=2,
    stub="cs_cnn.backprop:affine_forward",
    reference=ref.affine,
    hints=(
        "Write the shapes under the formula: (N, D), (D, M), (M,). Only one product fits.",
        "NumPy adds an array of shape (M,) to every row of one of shape (N, M).",
    ),
)
def affine_forward(rng: np.random.Generator) -> Iterator[Case]:
    """affine_forward multiplies a batch by the weights and adds the bias."""
    yield Case("the matrices worked by hand, with a bias", x=X, w=W, b=np.array([1.0, -2, 3, -4]))
    for _ in range(4):
        n, d, m = sizes(rng, 3)
        yield Case(
            f"{n} samples, {d} features, {m} outputs",
            x=signed(rng, n, d), w=signed(rng, d, m), b=signed(rng, m),
        )  # fmt: skip


@affine_forward.misconception("The bias is left out: this is x w, a linear layer through 0.")
def affine_without_bias(x: Tensor, w: Tensor, b: Tensor) -> Tensor:
    return x @ w


@affine_forward.misconception(
    "The same number, the sum of all biases, is added everywhere. Each output has its own bias."
)
def affine_one_bias(x: Tensor, w: Tensor, b: Tensor) -> Tensor:
    return x @ w + b.sum()


@affine_forward.misconception(
    "An activation is included: what is negative has become 0. The layer alone is affine; ReLU is "
    "a function of its own."
)
def affine_then_relu(x: Tensor, w: Tensor, b: Tensor) -> Tensor:
    return ref.relu(ref.affine(x, w, b))


@exercise(
    "backprop.affine_backward",
    points=5,
    stub="cs_cnn.backprop:affine_backward",
    reference=ref.affine_backward,
    outputs=("dx", "dw", "db"),
    hints=(
        "A gradient has the shape of what it belongs to: dx that of x, dw that of w, db that of b.",
        "Of dout, x and w, which two can be multiplied to give (N, D)? Which two to give (D, M)?",
        "Every row of the batch used the same b. What does the chain rule do with several paths?",
    ),
)
def affine_backward(rng: np.random.Generator) -> Iterator[Case]:
    """affine_backward sends the gradient of the output back to x, w and b."""
    yield Case(
        "the matrices worked by hand, with a bias",
        dout=DOUT,
        x=X,
        w=W,
        b=np.array([1.0, -2, 3, -4]),
    )
    for _ in range(4):
        n, d, m = sizes(rng, 3)
        yield Case(
            f"{n} samples, {d} features, {m} outputs",
            dout=signed(rng, n, m), x=signed(rng, n, d), w=signed(rng, d, m), b=signed(rng, m),
        )  # fmt: skip


@affine_backward.misconception(
    "The gradients of w and b are divided by the number of samples. The mean over the batch "
    "belongs to the loss, so dout already contains it; here the samples add up."
)
def affine_mean(dout: Tensor, x: Tensor, w: Tensor, b: Tensor) -> Any:
    return dout @ w.T, x.T @ dout / len(x), dout.mean(0)


@affine_backward.misconception(
    "The gradient of b is dout itself. One b serves all samples of the batch, so their gradients "
    "are added up and db has the shape of b."
)
def affine_db_not_summed(dout: Tensor, x: Tensor, w: Tensor, b: Tensor) -> Any:
    return dout @ w.T, x.T @ dout, dout


@affine_backward.misconception(
    "The gradient of b is summed over the outputs as well. Each output has its own bias: only the "
    "batch is summed over."
)
def affine_db_of_everything(dout: Tensor, x: Tensor, w: Tensor, b: Tensor) -> Any:
    return dout @ w.T, x.T @ dout, dout.sum() * torch.ones_like(b)


@affine_backward.misconception(
    "The local slopes are returned without dout. The chain rule multiplies them by the gradient "
    "that arrives from above."
)
def affine_without_dout(dout: Tensor, **case: Tensor) -> Any:
    return ref.affine_backward(torch.ones_like(dout), **case)
