"""Small exercises of the golden verdicts; each exists to bring about a few kinds of facts."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import numpy as np
from support.outcome_world import ACCURACY, NAMES

from autograder.core.exercise import Case, Exercise, Speed, exercise
from autograder.core.modules import Net
from autograder.exercises.arch.family import architecture
from autograder.reference.backend import torch


def about(word: str, **more: Any) -> Any:
    """What all of them share; references are plain functions of tensors."""
    common = {"points": 6, "hints": ("one", "two"), "seconds": 1.0, "memory_mb": 256}
    return exercise(f"golden.{word}", stub=f"cs_cnn.mine:{word}", **{**common, **more})


@about("product", reference=lambda x, w: x @ w)
def product(rng: np.random.Generator) -> Iterator[Case]:
    """product multiplies two matrices."""
    yield Case("two by three", x=rng.normal(size=(2, 3)), w=rng.normal(size=(3, 4)))
    yield Case("square", x=rng.normal(size=(4, 4)), w=rng.normal(size=(4, 4)))
    yield Case("five by two", x=rng.normal(size=(5, 2)), w=rng.normal(size=(2, 3)))


@product.misconception("One is added to every value.")
def plus_one(x: Any, w: Any) -> Any:
    return x @ w + 1


@about("square", reference=lambda x, w: (x @ w) ** 2, needs=(product,))
def square(rng: np.random.Generator) -> Iterator[Case]:
    """square builds on product."""
    yield from product.cases(rng)


@about("maps", reference=lambda x: 2 * x, outputs=("maps",))
def maps(rng: np.random.Generator) -> Iterator[Case]:
    """maps doubles every value of a batch of images."""
    for n in (2, 3):
        yield Case(f"{n} images", x=rng.normal(size=(n, 4, 7, 6)))


def both(x: Any) -> Any:
    return x + 1, x.sum()


@about("two_outputs", reference=both, outputs=("out", "total"))
def two_outputs(rng: np.random.Generator) -> Iterator[Case]:
    """two_outputs returns x + 1 and the sum of x."""
    yield Case("three numbers", x=rng.normal(size=3))
    yield Case("five numbers", x=rng.normal(size=5))


@two_outputs.misconception("One is not added.")
def nothing_added(x: Any) -> Any:
    return x, x.sum()


@two_outputs.misconception("The sign is wrong, of out, of total or of both.", in_part=True)
def wrong_signs(x: Any) -> Any:
    return -x - 1, -x.sum()


@two_outputs.misconception("The mean is returned in place of the sum.")
def averaged(x: Any) -> Any:
    return x + 1, x.mean()


def half_of(n: int) -> int:
    if n % 2:
        raise ValueError(f"{n} is odd")
    return n // 2


@about("half", reference=half_of)
def half(rng: np.random.Generator) -> Iterator[Case]:
    """half divides an even number by two."""
    yield Case("an even number", n=4)
    yield Case("an odd number", n=7)


def plain_loops(x):  # type: ignore[no-untyped-def]
    out = np.empty(x.shape)
    for i in range(len(x)):
        out[i] = np.sqrt(x[i])
    return out


RACE = Speed(plain_loops, times=4, inputs=lambda rng: {"x": rng.uniform(1, 2, 100_000)})


@about("roots", reference=lambda x: x.sqrt(), criteria=(RACE,), seconds=10.0)
def roots(rng: np.random.Generator) -> Iterator[Case]:
    """roots takes the square root of every number, and is fast."""
    yield Case("three numbers", x=rng.uniform(1, 2, 3))
    yield Case("five numbers", x=rng.uniform(1, 2, 5))


def twice(student: Any, x: np.ndarray, seed: int) -> Any:
    once, again = (student(x, np.random.default_rng(seed)) for _ in range(2))
    return once, again


def properties(answer: Any, x: np.ndarray, seed: int) -> dict[str, Any]:
    once, again = answer
    return {
        "the entries, sorted": np.sort(once),
        "the same seed must give the same order": bool((once == again).all()),
        "the order must change": bool((once != x).any()),
    }


@about(
    "shuffled",
    reference=lambda x, seed: (x.flip(0), x.flip(0)),
    outputs=("once", "again"),
    probe=twice,
    properties=properties,
)
def shuffled(rng: np.random.Generator) -> Iterator[Case]:
    """shuffled puts the entries in another order."""
    yield Case("thirty entries", x=rng.normal(size=30), seed=int(rng.integers(99)))
    yield Case("forty entries", x=rng.normal(size=40), seed=int(rng.integers(99)))


@shuffled.misconception("Nothing is shuffled.")
def untouched(x: Any, seed: int) -> Any:
    return x, x


@about("same", reference=lambda x: x)
def same(rng: np.random.Generator) -> Iterator[Case]:
    """same returns what it is given."""
    yield Case("three numbers", x=rng.normal(size=3))


@about("copied", reference=lambda x: x, new_arrays=True)
def copied(rng: np.random.Generator) -> Iterator[Case]:
    """copied returns a new array with what it is given."""
    yield Case("three numbers", x=rng.normal(size=3))


def is_large(answer: Any) -> str | None:
    return None if answer > 10 else "The number must be larger than 10."


@about("large", reference=lambda least: torch.tensor(11.0))
def large(rng: np.random.Generator) -> Iterator[Case]:
    """large returns a large number."""
    yield Case("any number above ten", least=10, accept=is_large)


def broken_reference(x: Any) -> Any:
    raise ZeroDivisionError("the reference is broken")


@about("broken", reference=broken_reference)
def broken(rng: np.random.Generator) -> Iterator[Case]:
    """broken has a reference that raises."""
    yield Case("three numbers", x=rng.normal(size=3))


@about(
    "named",
    reference=lambda x: torch.zeros(len(x), len(NAMES), dtype=torch.float32),
    outputs=("scores",),
    criteria=(ACCURACY,),
    rtol=0.0,
    atol=math.inf,
)
def named(rng: np.random.Generator) -> Iterator[Case]:
    """named names what images show, with weights that are handed in."""
    yield from ()


def two_layers(c: int, f: int) -> Any:
    nn = torch.nn
    first = (nn.Conv2d(c, f, 3, padding=1, bias=False), nn.BatchNorm2d(f), nn.ReLU())
    return nn.Sequential(*first, nn.Conv2d(f, f, 3, padding=1, bias=False), nn.BatchNorm2d(f))


layers = architecture(
    "golden.layers",
    title="layers builds two convolutions.",
    points=6,
    stub="cs_cnn.mine:layers",
    reference=two_layers,
    full=(Net("64 maps", x=((1, 3, 32, 32),), args=(3, 64)),),
    narrow=(Net("4 maps", x=((2, 3, 5, 6),), args=(3, 4)),),
    hints=("one", "two"),
)


EXERCISES: dict[str, Exercise] = {
    each.function: each
    for each in (
        product, square, maps, two_outputs, half, roots, shuffled, same, copied, large, broken,
        named, layers,
    )
}  # fmt: skip
