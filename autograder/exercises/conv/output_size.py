"""Assignment 02: how large the output is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from autograder.core.exercise import Case, exercise
from autograder.reference import conv as ref

Answer = int | float | str
"""A size, or what stands for a ValueError: see ``size_or_error``."""


def size_or_error(student: Callable[..., Any], n: int, f: int, *step: int) -> Any:
    """The student's size; if nothing fits, a string for an error that names all four numbers."""
    import re

    stride, pad = (*step, *(1, 0)[len(step) :])
    numbers = [str(number) for number in (n, f, stride, pad)]
    try:
        answer = student(n, f, *step)
        return "words" if isinstance(answer, str) else answer
    except AssertionError as error:
        text = f"{error} (if the window does not fit, raise a ValueError)"
        raise AssertionError(text.strip()).with_traceback(error.__traceback__) from None
    except ValueError as error:
        if n + 2 * pad >= f and (n - f + 2 * pad) % stride == 0:
            raise
        missing = [number for number in numbers if number not in re.findall(r"\d+", str(error))]
        if missing:
            said_not = f"this message does not say {', '.join(missing)}"
            text = f"{error} (a ValueError is right, but {said_not})"
            raise ValueError(text).with_traceback(error.__traceback__) from None
    return f"a raised ValueError that says {', '.join(numbers)}"


def _strict(way: int, n: int, f: int, stride: int, pad: int) -> Answer:
    """The places of a window that can move by ``way`` pixels, or the string for the error."""
    if way < 0 or way % stride:
        return f"a raised ValueError that says {n}, {f}, {stride}, {pad}"
    return way // stride + 1


def _reference(n: int, f: int, stride: int = 1, pad: int = 0) -> Answer:
    try:
        return ref.output_size(n, f, stride, pad)
    except ValueError:
        return _strict(-1, n, f, stride, pad)


@exercise(
    "conv.output_size",
    points=3,
    reference=_reference,
    probe=size_or_error,
    outputs=("the answer",),
    hints=(
        "Draw 7 pixels in a row and slide a window of 3 along them. How far can its left end go?",
        "A window of f pixels has n − f pixels to go. What do zeros at both ends add to that?",
        "% gives the remainder of a division. And what if the window is larger than the side?",
    ),
)
def output_size(rng: np.random.Generator) -> Iterator[Case]:
    """output_size counts the places of a window along one side."""
    yield Case("7 pixels, a window of 3, stride and pad left out", n=7, f=3)
    yield Case("7 pixels, a window of 3, stride 2, pad left out", n=7, f=3, stride=2)
    yield Case("7 pixels, a window of 3, stride 3: no whole number of steps", n=7, f=3, stride=3)
    yield Case("AlexNet's first layer", n=227, f=11, stride=4, pad=0)
    f, stride, places, pad = _numbers(rng)
    yield Case("stride and pad left out", n=f + places, f=f)
    yield Case("it fits", n=_side(f, stride, places, pad), f=f, stride=stride, pad=pad)
    f, stride, places, _ = _numbers(rng)
    n = _side(f, stride, places, stride)
    yield Case("it fits, pad as large as the stride", n=n, f=f, stride=stride, pad=stride)
    f, stride, places, pad = _numbers(rng)
    rest = int(rng.integers(1, stride))
    n = _side(f, stride, places, pad) + rest
    yield Case("pixels are left over", n=n, f=f, stride=stride, pad=pad)
    n = f + stride * places + rest
    yield Case("pixels are left over, pad left out", n=n, f=f, stride=stride)
    pad, stride, _, n = sorted(_numbers(rng))
    yield Case("as large as the padded side", n=n, f=n + 2 * pad, stride=stride, pad=pad)
    f = n + 2 * pad + stride * int(rng.integers(1, 3))
    yield Case("larger than the padded side", n=n, f=f, stride=stride, pad=pad)
    f = n + 2 * pad + stride
    yield Case("larger than the padded side by one step", n=n, f=f, stride=stride, pad=pad)


def _numbers(rng: np.random.Generator) -> tuple[int, int, int, int]:
    """A window, a stride, steps and a pad, all different."""
    f, stride, pad = (int(number) for number in rng.choice([3, 4, 5, 6, 7], 3, replace=False))
    return f, stride, int(rng.integers(8, 15)), pad


def _side(f: int, stride: int, steps: int, pad: int) -> int:
    """The pixels of a side on which a window makes ``steps`` steps, with nothing left over."""
    return f + stride * steps - 2 * pad


@output_size.misconception(
    "A fraction is rounded down, as in PyTorch. Here it must be reported: the windows do not end "
    "exactly at the border, and the caller must learn about it."
)
def rounded_down(n: int, f: int, stride: int = 1, pad: int = 0) -> Answer:
    return (n - f + 2 * pad) // stride + 1


@output_size.misconception(
    "A fraction is rounded up: the last window would hang over the end of the image. If the window "
    "does not fit, raise a ValueError."
)
def rounded_up(n: int, f: int, stride: int = 1, pad: int = 0) -> Answer:
    return -(-(n - f + 2 * pad) // stride) + 1


@output_size.misconception(
    "The result of / is a float, and sometimes a fraction. A count of places is an integer if the "
    "division leaves no remainder; if it does, raise a ValueError."
)
def with_a_fraction(n: int, f: int, stride: int = 1, pad: int = 0) -> Answer:
    return (n - f + 2 * pad) / stride + 1


@output_size.misconception(
    "The padding is counted once. There are pad zeros at each of the two ends."
)
def pad_at_one_end(n: int, f: int, stride: int = 1, pad: int = 0) -> Answer:
    return _strict(n - f + pad, n, f, stride, pad)


@output_size.misconception(
    "The padding is not used: zeros at both ends give the window more places."
)
def pad_not_used(n: int, f: int, stride: int = 1, pad: int = 0) -> Answer:
    return _strict(n - f, n, f, stride, pad)


@output_size.misconception(
    "You count the steps from one place to the next. There is one more place than steps: the one "
    "where the window starts."
)
def steps_not_places(n: int, f: int, stride: int = 1, pad: int = 0) -> Answer:
    places = _reference(n, f, stride, pad)
    return places - 1 if isinstance(places, int) else places


@output_size.misconception(
    "The stride is not used: the window is moved by one pixel at a time, so it stops too often."
)
def stride_not_used(n: int, f: int, stride: int = 1, pad: int = 0) -> Answer:
    return _strict((n - f + 2 * pad) * stride, n, f, stride, pad)


@output_size.misconception(
    "A window larger than the padded side still gets a size, zero or less. It has no place at all "
    "there: raise a ValueError, even if nothing is left over."
)
def less_than_no_place(n: int, f: int, stride: int = 1, pad: int = 0) -> Answer:
    way = n - f + 2 * pad
    return way // stride + 1 if way < 0 and way % stride == 0 else _strict(way, n, f, stride, pad)
