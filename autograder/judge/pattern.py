"""What the failing cases have in common and the passing ones have not.

A mistake that is about squares, strides or borders shows in some cases and not in others,
whether it gives wrong numbers or raises. Read from the inputs alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import numpy as np

from autograder.core.exercise import Case, Value
from autograder.core.verdict import Cause, CauseKind

SETTINGS = 4
NEARLY = 8
"""If this many cases fail for each one that passes, it is nearly all of them."""

SIDES = ("h", "w_in"), ("kh", "kw")
"""Rows and columns of an image and of a window, where they are given as numbers."""

Feature = tuple[str, Callable[[Case], bool]]


def pattern(failing: list[Case], passing: list[Case]) -> Cause | None:
    """What exactly the failing cases have; None if nothing does.

    A single failing case has too much of its own for that.
    """
    if len(failing) < 2 or not passing:
        return None
    for features in _kinds([*failing, *passing]):
        found = [text for text, has in features if _splits(has, failing, passing)]
        if found:
            name = " and ".join(found)
            sentence = f"It goes wrong exactly in the cases where {name}."
            return Cause(CauseKind.PATTERN, name, sentence)
    return _nearly(failing, passing)


def _nearly(failing: list[Case], passing: list[Case]) -> Cause | None:
    """Only what is not square goes wrong, and nearly all of it: a case may be too small to."""
    for text, has in _not_squares([*failing, *passing]):
        spared = sum(map(has, passing))
        if all(map(has, failing)) and spared < len(passing) and NEARLY * spared <= len(failing):
            sentence = f"It goes wrong in most of the cases where {text}, and in no others."
            return Cause(CauseKind.PATTERN, text, sentence)
    return None


def _splits(has: Callable[[Case], bool], failing: list[Case], passing: list[Case]) -> bool:
    return all(map(has, failing)) and not any(map(has, passing))


def _kinds(cases: list[Case]) -> Iterator[list[Feature]]:
    """Features to look for, kind by kind, the more telling kinds first."""
    names = _names(cases)
    yield _not_squares(cases)
    yield [_several_axes(name) for name in names]
    yield [_axes(name, count) for name in names for count in _counts_of_axes(name, cases)]
    yield [("rows or columns are left over at the end", _left_over)]
    yield [_is_tuple(name) for name in names]
    yield [_left_out(name) for name in names]
    names = [name for name in names if not any(name in pair for pair in SIDES)]
    numbers = {name: _settings(name, cases) for name in names}
    yield [_above(name, value) for name in names for value in numbers[name][:-1]]
    yield [_equal(name, value) for name in names for value in numbers[name]]


def _names(cases: Iterable[Case]) -> list[str]:
    return list(dict.fromkeys(name for case in cases for name in case.settings))


def _not_squares(cases: list[Case]) -> list[Feature]:
    flat = {name for case in cases for name, value in case.settings.items() if _is_row(value)}
    names = [name for name in _names(cases) if name not in flat]
    return [*map(_not_square, names), *(_differ(*pair) for pair in SIDES)]


def _is_row(value: Value) -> bool:
    """An array that has no sides, so that square or not is not what it is about."""
    return isinstance(value, np.ndarray) and value.ndim == 1


def _several_axes(name: str) -> Feature:
    def has(case: Case) -> bool:
        value = case.settings.get(name)
        return isinstance(value, np.ndarray) and value.ndim > 1

    return f"{name} has more than one axis", has


def _counts_of_axes(name: str, cases: Iterable[Case]) -> list[int]:
    given = (case.settings.get(name) for case in cases)
    return sorted({value.ndim for value in given if isinstance(value, np.ndarray)})


def _axes(name: str, count: int) -> Feature:
    def has(case: Case) -> bool:
        value = case.settings.get(name)
        return isinstance(value, np.ndarray) and value.ndim != count

    return f"{name} does not have {count} axes", has


def _settings(name: str, cases: Iterable[Case]) -> list[int]:
    """The values of a whole number, if they are as few as those of a setting."""
    given = (case.settings.get(name) for case in cases)
    found = sorted({value for value in given if type(value) is int})
    return found if len(found) <= SETTINGS else []


def _not_square(name: str) -> Feature:
    def has(case: Case) -> bool:
        sides = _sides(case.settings.get(name))
        return len(sides) == 2 and sides[0] != sides[1]

    return f"{name} is not square", has


def _sides(value: Value) -> tuple[int, ...]:
    """The last two axes of images and filters; a pair of numbers is two sides."""
    sides = value.shape[-2:] if isinstance(value, np.ndarray) else value
    whole = isinstance(sides, tuple) and all(isinstance(side, int) for side in sides)
    return tuple(sides) if whole else ()


def _differ(rows: str, columns: str) -> Feature:
    def has(case: Case) -> bool:
        return case.settings.get(rows) != case.settings.get(columns)

    return f"{rows} and {columns} differ", has


def _left_over(case: Case) -> bool:
    """Whether the stride does not take the last window to the end of the padded image."""
    x, stride, pad = (case.settings.get(name) for name in ("x", "stride", "pad"))
    window = _window(case)
    if not isinstance(x, np.ndarray) or not isinstance(stride, int) or len(window) != 2:
        return False
    border = 2 * pad if isinstance(pad, int) else 0
    return any((n + border - k) % stride for n, k in zip(x.shape[-2:], window, strict=True))


def _window(case: Case) -> tuple[int, ...]:
    """Its sides: of a filter, of a pooling window, or as two numbers."""
    size = case.settings.get("size", case.settings.get("w"))
    if isinstance(size, int):
        return size, size
    sides = tuple(case.settings[name] for name in SIDES[1] if name in case.settings)
    return sides or _sides(size)


def _is_tuple(name: str) -> Feature:
    return f"{name} is a tuple", lambda case: isinstance(case.settings.get(name), tuple)


def _left_out(name: str) -> Feature:
    return f"{name} is left out", lambda case: name not in case.settings


def _above(name: str, least: int) -> Feature:
    def has(case: Case) -> bool:
        value = case.settings.get(name)
        return type(value) is int and value > least

    return f"{name} is larger than {least}", has


def _equal(name: str, wanted: int) -> Feature:
    def has(case: Case) -> bool:
        value = case.settings.get(name)
        return type(value) is int and value == wanted

    return f"{name} is {wanted}", has
