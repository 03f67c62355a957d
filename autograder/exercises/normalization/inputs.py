"""Random inputs for the cases of normalization: features with a mean and a spread of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np

from autograder.core.exercise import Case
from autograder.exercises.inputs import signed

Shape = Callable[[np.random.Generator], tuple[int, ...]]
"""Draws (N, D) or (N, C, H, W), no two sizes the same."""

X = np.array([[1.0, 6], [5, 2], [1, 2], [5, 6]])
"""Two features with means 3 and 4 and variance 4: every x̂ is nearly −1 or 1."""

DOUT = np.array([[4.0, 1], [0, -2], [0, 3], [0, 2]])
"""For the outputs of X."""


def of_unequal_features(rng: np.random.Generator, *shape: int) -> np.ndarray:
    """Numbers whose mean and spread depend on the feature or channel, axis 1, and on the sample."""
    spread, offset = rng.uniform(0.5, 3, shape[1]), rng.normal(0, 3, shape[1])
    behind = (1,) * (len(shape) - 2)
    own = rng.normal(size=(shape[0], 1, *behind))
    return signed(rng, *shape) * spread.reshape(-1, *behind) + offset.reshape(-1, *behind) + own


def learned(rng: np.random.Generator, x: np.ndarray) -> dict[str, Any]:
    """gamma and beta, of both signs."""
    return {"gamma": signed(rng, x.shape[1]), "beta": signed(rng, x.shape[1])}


def averages(rng: np.random.Generator, x: np.ndarray) -> dict[str, Any]:
    """Running averages that are not the statistics of x."""
    features = x.shape[1]
    return {
        "running_mean": signed(rng, features),
        "running_var": rng.uniform(0.5, 2, features),
    }


def special(rng: np.random.Generator, draw: Shape, axis: int) -> Iterator[tuple[str, np.ndarray]]:
    """Inputs that show small differences: ``axis`` 1 is along features, 0 along samples."""
    x = of_unequal_features(rng, *draw(rng))
    at: tuple[Any, ...] = (slice(None), 0) if axis == 1 else (0,)
    x[at] = 2.0
    yield ("a feature" if axis == 1 else "a sample") + " that is 2 everywhere", x
    yield "a spread near 0.002, eps counts", 1e-3 * signed(rng, *draw(rng)) + 0.5
    yield "numbers around 100", of_unequal_features(rng, *draw(rng)) + 100


def narrow(rng: np.random.Generator, draw: Shape) -> tuple[str, np.ndarray]:
    """A batch whose samples have one number each, or whose images one channel."""
    n, _, *sides = draw(rng)
    name = "one channel" if sides else "one feature"
    return name, of_unequal_features(rng, n, 1, *sides)


def fewest(rng: np.random.Generator, draw: Shape) -> tuple[str, np.ndarray]:
    """The smallest batch that has a variance."""
    _, *rest = draw(rng)
    if len(rest) == 1:
        return "training, two samples", of_unequal_features(rng, 2, *rest)
    return "training, one image alone", of_unequal_features(rng, 1, *rest)


def forward_cases(
    rng: np.random.Generator, inputs: Iterable[tuple[str, np.ndarray]], **settings: Any
) -> Iterator[Case]:
    """x, gamma and beta for these x."""
    for name, x in inputs:
        yield Case(name, x=x, **learned(rng, x), **settings)


def backward_cases(
    rng: np.random.Generator, inputs: Iterable[tuple[str, np.ndarray]], **settings: Any
) -> Iterator[Case]:
    """dout, x and gamma for these x."""
    for name, x in inputs:
        yield Case(name, dout=signed(rng, *x.shape), x=x, gamma=signed(rng, x.shape[1]), **settings)


def batchnorm_cases(rng: np.random.Generator, draw: Shape) -> Iterator[Case]:
    """Training and test mode, settings given and left out, ten batches in turn."""
    for name, *settings in (
        ("training; momentum, eps and train left out",),
        ("training, momentum 0.3; eps and train left out", 0.3),
        ("training, momentum 0.8, eps 0.5; train left out", 0.8, 0.5),
        ("training, momentum 1: the new batch alone counts", 1.0, 1e-5, True),
        ("training, momentum 0: the averages stay", 0.0, 1e-5, True),
        ("test mode", 0.1, 1e-5, False),
        ("test mode, eps 0.2", 0.1, 0.2, False),
    ):
        yield _batchnorm(rng, name, of_unequal_features(rng, *draw(rng)), *settings)
    for name, x in special(rng, draw, axis=1):
        yield _batchnorm(rng, f"training, {name}", x, 0.25)
    yield _batchnorm(rng, *fewest(rng, draw), 0.3)
    name, x = narrow(rng, draw)
    yield _batchnorm(rng, f"training, {name}", x, 0.3)
    alone = of_unequal_features(rng, 1, *draw(rng)[1:])
    yield _batchnorm(rng, "test mode, one sample alone", alone, 0.1, 1e-5, False)
    for momentum, eps in ((0.1, 1e-5), (0.4, 0.1)):
        yield _ten_batches(rng, draw, momentum, eps)


def _batchnorm(rng: np.random.Generator, name: str, x: np.ndarray, *settings: Any) -> Case:
    given = dict(zip(("momentum", "eps", "train"), settings, strict=False))
    return Case(name, x=x, **learned(rng, x), **averages(rng, x), **given)


def _ten_batches(rng: np.random.Generator, draw: Shape, momentum: float, eps: float) -> Case:
    """Batches that drift, so that it matters which one came last."""
    shape = draw(rng)
    x = np.stack([of_unequal_features(rng, *shape) * (1 + k / 5) + k / 2 for k in range(10)])
    name = f"ten batches in training, the first again in test mode, momentum {momentum:g}"
    return Case(
        name, x=x, **learned(rng, x[0]), **averages(rng, x[0]), momentum=momentum, eps=eps
    )  # fmt: skip


def feed(student: Callable[..., Any], x: Any, gamma: Any, beta: Any, *rest: Any) -> Any:
    """One batch; or, if x has one more axis in front, one batch after the other, then test mode."""
    if x.ndim % 2 == 0:
        return student(x, gamma, beta, *rest)
    mean, var, momentum, eps = rest
    for batch in x:
        _, mean, var = student(batch, gamma, beta, mean, var, momentum, eps, True)
    return student(x[0], gamma, beta, mean, var, momentum, eps, False)
