"""Assignment 01: the steps downhill."""

from __future__ import annotations

import functools
import importlib.util
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from autograder.core.exercise import Case, Value, exercise
from autograder.exercises.backprop.inputs import labels
from autograder.exercises.inputs import signed, sizes
from autograder.reference import backprop as ref


def descend_on_softmax_regression(
    student: Callable[..., Any], params: dict[str, Any], x: Any, y: Any, lr: float, steps: int
) -> Any:
    """Let the student descend on the cross-entropy of one affine layer; without x, on a bowl."""

    def bowl(p: dict[str, Any]) -> tuple[float, dict[str, Any]]:
        value = sum(len(name) * float((each**4).sum()) for name, each in p.items()) / 4
        return value, {name: len(name) * p[name] ** 3 for name in reversed(p)}

    def loss(p: dict[str, Any]) -> tuple[float, dict[str, Any]]:
        weights, offsets = params
        scores = x @ p[weights] + p[offsets]
        shifted = scores - scores.max(axis=1, keepdims=True)
        log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
        error = (np.exp(log_p) - np.eye(scores.shape[1])[y]) / len(y)
        value = float(-log_p[np.arange(len(y)), y].mean())
        return value, {weights: x.T @ error, offsets: error.sum(axis=0)}

    return student(bowl if x is None else loss, params, lr, steps)


@exercise(
    "backprop.gradient_descent",
    points=4,
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
        name = f"{steps} step{'s' * (steps > 1)}, learning rate {lr}"
        yield Case(name, params=params, **data, lr=lr, steps=steps)
    first, second, third = sizes(rng, 3, low=2)
    of_all_shapes = {
        "b": signed(rng, first),
        "filters": signed(rng, 2, second, 1, 3),
        "mean": signed(rng, 1, third, 2),
    }
    name = "three parameters, of one, three and four dimensions"
    yield Case(name, params=of_all_shapes, x=None, y=None, lr=0.005, steps=7)
    yield _digits(rng)


def _digits(rng: np.random.Generator) -> Case:
    """Learn from 1000 of scikit-learn's handwritten digits; the other 797 decide."""
    x, y = _handwritten()
    order = rng.permutation(len(x))
    seen, unseen = order[:1000], order[1000:]
    params = {"w": np.zeros((64, 10)), "b": np.zeros(10)}
    return Case(
        "real digits: at least 85% of the unseen ones right",
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
    "The steps go uphill: + in place of −. The gradient points to where the loss rises."
)
def uphill(lr: float, **case: Any) -> Any:
    return ref.gradient_descent(lr=-lr, **case)


@gradient_descent.misconception(
    "The history holds the loss after each step. It should hold the loss before each step: its "
    "first entry belongs to the parameters that came in."
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
