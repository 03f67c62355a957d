"""Assignment 01: slopes by differences."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.core.exercise import Case, exercise
from autograder.exercises.inputs import signed
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
        shape = rng.permutation([2, 3, 4, 5] if dimensions < 4 else [1, 2, 3, 4])[:dimensions]
        x, a = signed(rng, *shape), signed(rng, *shape)
        yield Case(f"{f}, dimensions: {dimensions}", x=x, a=a / x.size**0.5)
    yield Case(f"{f}, a step of 0.01", x=signed(rng, 3, 5), a=signed(rng, 3, 5), h=0.01)
    # Where x is as small as h, the gradient shows which h it was; Σ a x is 0, and stays out of it.
    i, j = (int(n) for n in rng.integers(1, 5, 2))
    x = 1e-5 * rng.permutation([i, j, -i - j])
    yield Case(f"{f}, numbers as small as h, which is left out", x=x, a=np.full(3, 1e5))


def _slopes(step: Callable[..., Any], x: Tensor, a: Tensor) -> Tensor:
    """``step(f, x, e)`` for every entry, where e is 1 there and 0 elsewhere."""
    units = torch.diag(torch.ones_like(x).flatten()).reshape(-1, *x.shape)
    found = [step(lambda point: ref.surface(point, a), x, unit) for unit in units]
    return torch.stack(found).reshape(x.shape)


@numerical_gradient.misconception(
    "Only one side is used: (f(x + h) − f(x)) / h. The error of this quotient shrinks like h, that "
    "of the central difference like h²."
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
    "The step is always 1e-5. The caller can choose another one with h."
)
def h_ignored(x: Tensor, a: Tensor, h: float = 1e-5) -> Tensor:
    return ref.numerical_gradient(x, a)


@numerical_gradient.misconception(
    "All entries are moved at the same time. That is the slope along the diagonal, one number for "
    "all entries; a partial derivative moves one entry and holds the others still."
)
def all_at_once(x: Tensor, a: Tensor, h: float = 1e-5) -> Tensor:
    slope = (ref.surface(x + h, a) - ref.surface(x - h, a)) / (2 * h)
    return torch.ones_like(x) * slope


@numerical_gradient.misconception(
    "A moved entry is not put back before the next one moves, so later slopes are measured at "
    "another point."
)
def not_put_back(x: Tensor, a: Tensor, h: float = 1e-5) -> Tensor:
    point, slopes = x.clone().flatten(), torch.zeros_like(x).flatten()
    for i in range(len(point)):
        point[i] += h
        above = ref.surface(point.reshape(x.shape), a)
        point[i] -= 2 * h
        slopes[i] = (above - ref.surface(point.reshape(x.shape), a)) / (2 * h)
    return slopes.reshape(x.shape)
