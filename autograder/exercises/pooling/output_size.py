"""Assignment 03: how many windows fit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from autograder.core.exercise import Case, exercise
from autograder.reference import pooling as ref

Answer = int | float | str
"""A size, or what stands for a ValueError: see ``size_or_error``."""


def size_or_error(student: Callable[..., Any], n: int, f: int, stride: int) -> Any:
    """The student's size; if nothing fits, a string for an error that names all three numbers."""
    import re

    try:
        answer = student(n, f, stride)
        return "words" if isinstance(answer, str) else answer
    except AssertionError as error:
        text = f"{error} (if the window does not fit, raise a ValueError)"
        raise AssertionError(text.strip()).with_traceback(error.__traceback__) from None
    except ValueError as error:
        if n >= f and (n - f) % stride == 0:
            raise
        said = re.findall(r"\d+", str(error))
        missing = [str(number) for number in (n, f, stride) if str(number) not in said]
        if missing:
            said_not = f"this message does not say {', '.join(missing)}"
            text = f"{error} (a ValueError is right, but {said_not})"
            raise ValueError(text).with_traceback(error.__traceback__) from None
    return f"a raised ValueError that says {n}, {f}, {stride}"


def _reference(n: int, f: int, stride: int) -> Answer:
    try:
        return ref.output_size(n, f, stride)
    except ValueError:
        return f"a raised ValueError that says {n}, {f}, {stride}"


@exercise(
    "pooling.output_size",
    points=3,
    reference=_reference,
    probe=size_or_error,
    outputs=("the answer",),
    hints=(
        "Draw 6 pixels in a row and a window of 2 that moves by 2. How many pixels can it move?",
        "There is one more place than steps between them.",
        "Two things do not fit: a remainder, and a window that is larger than the side.",
    ),
)
def output_size(rng: np.random.Generator) -> Iterator[Case]:
    """output_size counts the places of a pooling window along one side."""
    yield Case("224 pixels, a window of 2 at stride 2", n=224, f=2, stride=2)
    yield Case("7 pixels, a window of 2 at stride 2: one pixel is left over", n=7, f=2, stride=2)
    for name, (f, stride) in (
        ("windows side by side", (3, 3)),
        ("windows that overlap", (5, 2)),
        ("pixels between the windows", (2, 7)),
        ("stride 1", (4, 1)),
    ):
        yield Case(name, n=f + stride * int(rng.integers(8, 80)), f=f, stride=stride)
    f, stride, steps = (int(number) for number in rng.choice(np.arange(3, 25), 3, replace=False))
    yield Case("as large as the side", n=f, f=f, stride=stride)
    rest = int(rng.integers(1, stride))
    n = f + stride * steps + rest
    yield Case("pixels are left over", n=n, f=f, stride=stride)
    yield Case("larger than the side by one step", n=f, f=f + stride, stride=stride)
    yield Case("larger than the side by whole steps", n=f, f=f + 2 * stride, stride=stride)
    yield Case("larger than the side by a fraction of a step", n=f, f=f + rest, stride=stride)


@output_size.misconception(
    "A window larger than the side still gets a size, zero or less. It has no place at all there: "
    "raise a ValueError, even if nothing is left over."
)
def less_than_no_place(n: int, f: int, stride: int) -> Answer:
    return (n - f) // stride + 1 if (n - f) % stride == 0 else _reference(n, f, stride)


@output_size.misconception(
    "A fraction is rounded down, as in the layers, or cut off by int(). Here it must be reported: "
    "some pixels are left over that no window sees."
)
def rounded_down(n: int, f: int, stride: int) -> Answer:
    return (n - f) // stride + 1


@output_size.misconception(
    "A fraction is rounded up: the last window would hang over the end. If the window does not "
    "fit, raise a ValueError."
)
def rounded_up(n: int, f: int, stride: int) -> Answer:
    return -(-(n - f) // stride) + 1


@output_size.misconception(
    "The result of / is a float, and sometimes a fraction. A count of places is an integer if the "
    "division leaves no remainder; if it does, raise a ValueError."
)
def with_a_fraction(n: int, f: int, stride: int) -> Answer:
    return (n - f) / stride + 1


@output_size.misconception(
    "You count the steps from one place to the next. There is one more place: the one where the "
    "window starts."
)
def steps_not_places(n: int, f: int, stride: int) -> Answer:
    places = _reference(n, f, stride)
    return places - 1 if isinstance(places, int) else places


@output_size.misconception(
    "The side is divided by the stride, whatever the window. The window itself takes f pixels, so "
    "it can move by n − f."
)
def side_over_stride(n: int, f: int, stride: int) -> Answer:
    return n // stride
