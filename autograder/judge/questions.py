"""Questions to a wrong answer: public cases in which one thing is another.

They depend on the exercise alone, so that what is expected of them is computed once and kept. The
changed cases together are no larger than twice the public ones, nor are those that are cut down.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from autograder.core.exercise import Case, Exercise, Value
from autograder.judge.compare import as_array
from autograder.judge.expected import Raises, kept, outputs_or_misfits
from autograder.judge.structure import of_one_structure
from autograder.worker.runtime import NUMPY

TWICE = 2
"""Together the questions hold at most so many times the numbers of the public cases."""
CASES = 2
"""What is said of an argument or of samples must show in so many cases."""
SIDES = (1, 2, 3)
"""Small inputs have no axis longer than this, where the exercise allows it."""
BY_HAND = 16
"""Of more numbers nobody works out an example."""
KIND = f"asked-{hashlib.blake2b(Path(__file__).read_bytes(), digest_size=4).hexdigest()}"
"""Under what the questions are kept, with what is expected of them."""
SIZES = {"c", "h", "w_in", "kh", "kw", "size", "classes"}
"""Whole numbers that have to fit the shapes of arrays."""


@dataclass(frozen=True)
class Question:
    """A case like the public one at index ``base``, and what is expected in it.

    ``kind`` says what is another: nothing (``again``), the ``argument`` called ``name``, the first
    ``sample``, the ``order`` of all samples, their number (``alone``); ``small`` ones are cut down
    and hold what ``name`` says.
    """

    kind: str
    base: int
    name: str
    case: Case
    expected: Value = None


def questions(exercise: Exercise, cases: Sequence[Case]) -> list[Question]:
    """What to ask about an exercise with these public cases; of arguments alone through a probe."""
    if exercise.runtime is not NUMPY or exercise.properties is not None:
        return []
    plain = [i for i, case in enumerate(cases) if case.accept is None]
    order = sorted(plain, key=lambda i: numbers_in(cases[i].inputs.values()))

    def compute() -> list[list[Value]]:
        asked = [Question("again", i, "", cases[i]) for i in order[:1]]
        asked += [] if exercise.probe else _of_samples(cases, order, ("sample",))
        asked += _of_arguments(cases, order)
        asked += [] if exercise.probe else _of_samples(cases, order, ("order", "alone"))
        chosen = _within(asked, cases)
        own = outputs_or_misfits(exercise, [cases[i] for i in order])
        right = dict(zip(order, own, strict=True))
        outputs = outputs_or_misfits(exercise, [each.case for each in chosen])
        known = [
            [each.kind, each.base, each.name, each.case.inputs, expected]
            for each, expected in zip(chosen, outputs, strict=True)
            if _is_like(expected, right[each.base])
        ]
        return known if exercise.probe else known + list(_small_ones(exercise, cases, order))

    found = kept(exercise, list(cases), KIND, compute)
    return [
        Question(kind, base, name, _with(cases[base], inputs), expected)
        for kind, base, name, inputs, expected in found
    ]


def numbers_in(values: Iterable[Value]) -> int:
    """How many numbers the arrays hold."""
    return sum(np.size(array) for value in values for array in _arrays(value))


def _arrays(value: Value) -> list[np.ndarray]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        return [array for each in value for array in _arrays(each)]
    return [value] if isinstance(value, np.ndarray) else []


def _with(case: Case, inputs: dict[str, Value]) -> Case:
    made = Case(case.name, **inputs)
    made.by_name = case.by_name
    return made


def _within(asked: Sequence[Question], cases: Sequence[Case]) -> list[Question]:
    """Those that come first, as many as fit."""
    most = TWICE * sum(numbers_in(case.inputs.values()) for case in cases)
    sizes = itertools.accumulate(numbers_in(each.case.inputs.values()) for each in asked)
    return [each for each, size in zip(asked, sizes, strict=True) if size <= most]


def _is_like(expected: Value, right: Value) -> bool:
    """Whether it is an answer of the same structure, and finite where that is."""
    if isinstance(expected, Raises) or isinstance(right, Raises):
        return False
    return of_one_structure(expected, right) and (_is_finite(expected) or not _is_finite(right))


def _is_finite(value: Value) -> bool:
    every = [value] if isinstance(value, float) else _arrays(value)
    return all(np.isfinite(as_array(each)).all() for each in every)


def _of_arguments(cases: Sequence[Case], order: Sequence[int]) -> Iterator[Question]:
    """Every argument by itself, in a small case and in one that is larger, or twice in the one."""
    names = dict.fromkeys(name for i in order for name in cases[i].inputs)
    for name in (name for name in names if name not in SIZES):
        those = _two([i for i in order if _other(cases[i].inputs.get(name), 0) is not None])
        for salt in range(CASES if those else 0):
            i = those[salt % len(those)]
            other = _other(cases[i].inputs[name], salt)
            if other is not None:
                inputs = {**cases[i].inputs, name: other}
                yield Question("argument", i, name, _with(cases[i], inputs))


def _two(order: Sequence[int]) -> list[int]:
    """The smallest case may have one sample or channel alone, that in the middle seldom has."""
    return list(dict.fromkeys([*order[:1], *order[len(order) // 2 :][:1]]))


def _other(value: Value, salt: int) -> Value:
    """Another value of the same kind and about the same size; None if there is none."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + (max(2, value) if salt else 1)
    if isinstance(value, float):
        if abs(value) <= 0.01:
            return value + 0.1 + salt / 8
        return value * (0.3, 0.6 if abs(value) < 1 else 4.0)[salt]
    if isinstance(value, np.ndarray) and value.size:
        return _other_array(value, salt)
    return None


def _other_array(value: np.ndarray, salt: int) -> np.ndarray | None:
    """Other numbers in other places; whole ones in other places, or one of them in all."""
    turned = value.ravel()[::-1].reshape(value.shape)
    if value.dtype.kind == "f":
        factors = np.random.default_rng(salt).uniform(0.5, 0.9, value.shape)
        return np.asarray(turned * factors)
    changed = np.full_like(value, value.flat[0]) if salt else np.array(turned)
    return None if np.array_equal(changed, value) else changed


def _of_samples(
    cases: Sequence[Case], order: Sequence[int], kinds: tuple[str, ...]
) -> Iterator[Question]:
    """Another first sample, the samples in reverse, the first one alone."""
    changes: dict[str, Callable[[np.ndarray], np.ndarray]] = {
        "sample": _another_first,
        "order": lambda array: array[::-1].copy(),
        "alone": lambda array: array[:1].copy(),
    }
    batches = {i: names for i in order if (names := _batch(cases[i]))}
    those = [(i, batches[i]) for i in _two(list(batches))]
    for kind, (i, names) in itertools.product(kinds, those):
        if kind == "alone" and any(isinstance(v, tuple) for v in cases[i].inputs.values()):
            continue  # a shape, which would no longer be that of the arrays
        changed = {name: changes[kind](cases[i].inputs[name]) for name in names}
        yield Question(kind, i, names[0], _with(cases[i], {**cases[i].inputs, **changed}))


def _another_first(array: np.ndarray) -> np.ndarray:
    if array.dtype.kind != "f":
        return array
    changed = array.copy()
    changed[:1] = _other_array(array[:1], 0)
    return changed


def _batch(case: Case) -> list[str]:
    """The arrays whose first axis counts samples; none where that cannot be told."""
    arrays = {name: v for name, v in case.inputs.items() if isinstance(v, np.ndarray) and v.ndim}
    first = next((v for v in arrays.values() if v.ndim > 1 and v.dtype.kind == "f"), None)
    if first is None or len(first) < 2 or any(len(first) in v.shape[1:] for v in arrays.values()):
        return []
    names = [name for name, value in arrays.items() if len(value) == len(first)]
    return sorted(names, key=lambda name: arrays[name] is not first)


def _small_ones(
    exercise: Exercise, cases: Sequence[Case], order: Sequence[int]
) -> Iterator[list[Value]]:
    """Every case cut down, as it is but for the digits, and with 0, 1, or a single 1 in it."""
    found: dict[int, list[tuple[int, str, Case]]] = {}
    for i, side in itertools.product(order, SIDES):
        small = _cut(exercise, cases[i], side)
        if small is not None:
            for name, inputs in _simple(small.inputs):
                size = numbers_in(inputs.values())
                found.setdefault(size, []).append((i, name, _with(small, inputs)))
    asked = [Question("small", *each) for size in sorted(found) for each in found[size]]
    chosen = _within(asked, cases)
    for each, expected in zip(
        chosen, outputs_or_misfits(exercise, [each.case for each in chosen]), strict=True
    ):
        if not isinstance(expected, Raises) and _is_finite(expected):
            yield [each.kind, each.base, each.name, each.case.inputs, expected]


def _cut(exercise: Exercise, case: Case, side: int) -> Case | None:
    """The same case with every axis as short as it may be, but not below ``side``."""
    if any(not isinstance(v, np.ndarray | int | float) for v in case.inputs.values()):
        return None
    arrays = [v for v in case.inputs.values() if isinstance(v, np.ndarray)]
    if not _may_be_cut(case.inputs, [array.shape for array in arrays]):
        return None
    for length in sorted({n for v in arrays for n in v.shape if n > side}, reverse=True):
        for shorter in range(side, min(length, side + 2)):
            cut = {name: _cut_axes(v, length, shorter) for name, v in case.inputs.items()}
            tried = _with(case, cut)
            if not isinstance(outputs_or_misfits(exercise, [tried])[0], Raises):
                case = tried
                break
    return case if 0 < numbers_in(case.inputs.values()) <= BY_HAND else None


def _may_be_cut(inputs: dict[str, Value], shapes: list[tuple[int, ...]]) -> bool:
    """Not if a size would have to be another, of an image or of the images that came of it."""
    dout = inputs.get("dout")
    of_windows = isinstance(dout, np.ndarray) and dout.ndim > 2 and shapes.count(dout.shape) < 2
    return not of_windows and not {"h", "w_in", "classes"} & inputs.keys()


def _cut_axes(value: Value, length: int, shorter: int) -> Value:
    """All axes of this length; labels stay among the classes that are left."""
    if not isinstance(value, np.ndarray):
        return value
    kept_part = value[tuple(slice(shorter if n == length else n) for n in value.shape)].copy()
    return kept_part % shorter if value.dtype.kind in "iu" and value.size else kept_part


def _simple(inputs: dict[str, Value]) -> Iterator[tuple[str, dict[str, Value]]]:
    """The inputs with simple numbers: the first array 0, 1, a single 1; all with few digits."""
    short = {name: _short(value) for name, value in inputs.items()}
    floats = [n for n, v in inputs.items() if isinstance(v, np.ndarray) and v.dtype.kind == "f"]
    if floats:
        first = inputs[floats[0]]
        single = np.zeros(first.shape)
        single.flat[-1:] = 1.0
        yield "0", {**short, floats[0]: np.zeros(first.shape)}
        yield "1", {**short, floats[0]: np.ones(first.shape)}
        if first.size > 1:
            at = ", ".join(str(n - 1) for n in first.shape)
            yield f"a single 1 at [{at}]", {**short, floats[0]: single}
    yield "", short


def _short(value: Value) -> Any:
    """One digit after the point, where that leaves something."""
    if not isinstance(value, np.ndarray) or value.dtype.kind != "f":
        return value
    rounded = value.round(1)
    return rounded if rounded.all() and (np.abs(value) < 100).all() else value
