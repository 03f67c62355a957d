"""Assignment 01: slopes by differences, and the steps downhill."""

from __future__ import annotations

import functools
import importlib.util
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.core.exercise import Case, Value, exercise
from autograder.exercises.backprop.inputs import labels
from autograder.exercises.inputs import signed, sizes
from autograder.reference import backprop as ref
from autograder.reference.backend import torch

if TYPE_CHECKING:
    from torch import Tensor


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
    yield Case(
        f"{f}, a step that shows", x=np.array([2.0, 1, -3]), a=np.array([1.0, -2, 0.5]), h=0.5
    )
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


def descend_on_softmax_regression(
    student: Callable[..., Any], params: dict[str, Any], x: Any, y: Any, lr: float, steps: int
) -> Any:
    """Let the student descend on the cross-entropy of one affine layer."""
    weights, offsets = params

    def loss(p: dict[str, Any]) -> tuple[float, dict[str, Any]]:
        scores = x @ p[weights] + p[offsets]
        shifted = scores - scores.max(axis=1, keepdims=True)
        log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
        error = (np.exp(log_p) - np.eye(scores.shape[1])[y]) / len(y)
        value = float(-log_p[np.arange(len(y)), y].mean())
        return value, {weights: x.T @ error, offsets: error.sum(axis=0)}

    return student(loss, params, lr, steps)


@exercise(
    "backprop.gradient_descent",
    points=4,
    stub="cs_cnn.backprop:gradient_descent",
    reference=ref.gradient_descent,
    probe=descend_on_softmax_regression,
    outputs=("params", "history"),
    hints=(
        "What does loss(params) give you, and which of it do you need for a step?",
        "The gradient points uphill. Every parameter takes its step from the same gradients.",
        "The caller's arrays must stay as they were: p = p - … makes a new array, p -= … does not.",
    ),
)
def gradient_descent(rng: np.random.Generator) -> Iterator[Case]:
    """gradient_descent walks downhill on any loss, and learns real digits."""
    for names, lr, steps in (
        (("w", "b"), 0.5, 1),
        (("w", "b"), 0.1, 7),
        (("slopes", "c"), 0.3, 25),
    ):
        n, d, k = sizes(rng, 3)
        params = dict(zip(names, (signed(rng, d, k), signed(rng, k)), strict=True))
        data: dict[str, Any] = {"x": signed(rng, n, d), "y": labels(rng, n, k)}
        yield Case(f"{steps} steps, learning rate {lr}", params=params, **data, lr=lr, steps=steps)
    yield _digits(rng)


def _digits(rng: np.random.Generator) -> Case:
    """Learn from 1000 of scikit-learn's handwritten digits; the other 797 decide."""
    x, y = _handwritten()
    order = rng.permutation(len(x))
    seen, unseen = order[:1000], order[1000:]
    params = {"w": np.zeros((64, 10)), "b": np.zeros(10)}
    return Case(
        "real digits: at least 85% of the unseen right",
        accept=lambda answer: _too_few_right(answer, x[unseen] / 16, y[unseen]),
        params=params, x=x[seen] / 16, y=y[seen], lr=0.5, steps=100,
    )  # fmt: skip


@functools.cache
def _handwritten() -> tuple[np.ndarray, np.ndarray]:
    """The digits from scikit-learn's file: importing the package would take ten times as long."""
    package = importlib.util.find_spec("sklearn")
    assert package is not None
    assert package.submodule_search_locations
    file = Path(package.submodule_search_locations[0]) / "datasets" / "data" / "digits.csv.gz"
    table = np.loadtxt(file, delimiter=",")
    return table[:, :-1], table[:, -1].astype(int)


def _too_few_right(answer: Value, x: np.ndarray, y: np.ndarray) -> str | None:
    """None, or what is wrong with the learned parameters."""
    learned = answer[0] if isinstance(answer, (list, tuple)) and len(answer) == 2 else None
    arrays = learned.items() if isinstance(learned, dict) else ()
    shapes = {name: value.shape for name, value in arrays if isinstance(value, np.ndarray)}
    if learned is None or shapes != {"w": (64, 10), "b": (10,)} or len(learned) > len(shapes):
        return "Return the new params, a dict with the keys and shapes of params, and the history."
    share = float(np.mean((x @ learned["w"] + learned["b"]).argmax(axis=1) == y))
    return None if share >= 0.85 else f"Only {share:.0%} of the unseen digits are right."


@gradient_descent.misconception(
    "The steps go uphill: + for −. The gradient points to where the loss rises."
)
def uphill(lr: float, **case: Any) -> Any:
    return ref.gradient_descent(lr=-lr, **case)


@gradient_descent.misconception(
    "The history holds the loss after each step. It should hold the loss before: its first entry "
    "belongs to the parameters that came in."
)
def history_after(steps: int, **case: Any) -> Any:
    params, _ = ref.gradient_descent(steps=steps, **case)
    return params, ref.gradient_descent(steps=steps + 1, **case)[1][1:]


@gradient_descent.misconception(
    "The history has one entry too many: the loss after the last step. It has one per step."
)
def history_too_long(steps: int, **case: Any) -> Any:
    params, _ = ref.gradient_descent(steps=steps, **case)
    return params, ref.gradient_descent(steps=steps + 1, **case)[1]


@gradient_descent.misconception("The parameters come back as they came in: no step is kept.")
def no_step_kept(params: ref.Tensors, **case: Any) -> Any:
    return params, ref.gradient_descent(params=params, **case)[1]


@gradient_descent.misconception(
    "Every step starts from the parameters that came in, so only the last step counts."
)
def always_from_the_start(steps: int, **case: Any) -> Any:
    params, history = ref.gradient_descent(steps=1, **case)
    return params, history * steps


@gradient_descent.misconception(
    "The parameters take their steps one after the other, each with new gradients. All gradients "
    "of a step belong to the same parameters."
)
def one_after_the_other(params: ref.Tensors, lr: float, steps: int, **data: Any) -> Any:
    history = []
    for _ in range(steps):
        for name in params:
            new, (loss, *_) = ref.gradient_descent(params=params, lr=lr, steps=1, **data)
            history += [loss] if name == next(iter(params)) else []
            params = {**params, name: new[name].detach()}
    return params, history


@gradient_descent.misconception("The last step is missing: there are steps − 1 of them.")
def one_step_short(steps: int, **case: Any) -> Any:
    params, _ = ref.gradient_descent(steps=steps - 1, **case)
    return params, ref.gradient_descent(steps=steps, **case)[1]
