"""How a wrong output is related to the right one, to the inputs and to the other outputs.

Nobody has to declare these causes. Each relation looks at one output in one case and says what it
sees there; what it sees in every case in which that output is wrong is the cause. Only public cases
are looked at, and numbers that may agree by chance are not.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.core.exercise import Case, Exercise
from autograder.core.verdict import Cause, CauseKind, FactKind
from autograder.judge.compare import Tolerance, as_array, leaves, names_of
from autograder.judge.diagnose import COPIES
from autograder.judge.trial import Trial
from autograder.worker.runtime import NUMPY

COMPARABLE = (FactKind.SHAPE, FactKind.VALUES)
CONSTANTS = {
    "−1 (a sign)": -1.0, "2": 2.0, "½": 0.5, "ln 10": math.log(10), "1/ln 10": 1 / math.log(10),
    "ln 2": math.log(2), "1/ln 2": 1 / math.log(2),
}  # fmt: skip
MOST = 3
"""Outputs whose relation is told."""
ENOUGH = 3
"""So many values that differ among themselves do not agree by chance."""
FUNCTIONS: dict[str, Callable[[Any], Any]] = {
    "absolute value": np.abs, "square": np.square, "square root": np.sqrt,
    "exponential": np.exp, "logarithm": np.log,
}  # fmt: skip


@dataclass(frozen=True)
class Seen:
    """One output of one public case, beside all that it may be related to."""

    where: str
    answer: np.ndarray
    expected: np.ndarray
    inputs: dict[str, np.ndarray]
    """The arrays among the inputs, by the names that a student knows."""
    others: dict[str, np.ndarray]
    """What is expected of the other outputs."""
    settings: dict[str, float]
    """The numbers among the inputs."""
    tolerance: Tolerance

    def like(self, other: np.ndarray) -> bool:
        """Whether the output is this."""
        if other.shape != self.answer.shape:
            return False
        return bool(self.tolerance.close(self.answer, other).all())


Claim = tuple[CauseKind, str, str]
"""Kind, name and sentence."""
Relation = Callable[[Seen], Iterator[Claim]]


def causes(
    exercise: Exercise, trials: Sequence[Trial], relations: Sequence[Relation]
) -> list[Cause]:
    """For each wrong output the first of the relations that holds wherever it is wrong."""
    seen: dict[str, list[Seen]] = {}
    for trial in trials:
        for one in _seen(exercise, trial):
            seen.setdefault(one.where, []).append(one)
    with np.errstate(all="ignore"):
        found = [next(_common(those, relations), None) for those in seen.values()]
    told = {claim[:2]: Cause(*claim) for claim in reversed(found) if claim}
    return list(told.values())[::-1][:MOST]


def _common(those: list[Seen], relations: Sequence[Relation]) -> Iterator[Claim]:
    """What a relation claims of every one of them."""
    values = np.concatenate([one.expected.ravel() for one in those])
    few = len(np.unique(values.round(9))) < ENOUGH
    for relation in relations:
        if (few and relation is not _shape) or (relation is _factor and not _varies(those)):
            continue
        claimed = list(relation(those[0]))
        for one in those[1:]:
            claimed = [claim for claim in relation(one) if claim in claimed] if claimed else []
        yield from claimed


def _varies(those: list[Seen]) -> bool:
    """Whether the ratio differs from case to case: a single one is any of several sizes."""
    ratios = [_ratio(one.answer, one.expected, one.tolerance) for one in those]
    return None not in ratios and len({round(ratio, 9) for ratio in ratios if ratio}) > 1


def _seen(exercise: Exercise, trial: Trial) -> Iterator[Seen]:
    fault = trial.fault
    if trial.hidden or fault is None or fault.kind not in COMPARABLE:
        return
    if exercise.properties is not None or exercise.runtime is not NUMPY:
        return  # a module is measured in parts, which have relations of their own
    names, tolerance = names_of(exercise.outputs, trial.expected), Tolerance.of(exercise)
    probed = exercise.probe is not None  # it asks several times: nobody returned them together
    found = list(leaves(trial.answer, trial.expected, names))
    arrays = {where: as_array(right) for where, _, right in found if _is_float(right)}
    for where, mine, right in found:
        answer, expected = as_array(mine), as_array(right)
        if not _is_float(right) or answer.dtype.kind not in "fiu":
            continue
        if answer.shape == expected.shape and tolerance.close(answer, expected).all():
            continue
        others = {name: each for name, each in arrays.items() if name != where and not probed}
        yield Seen(
            where, answer, expected, dict(_arrays(trial.case)), others,
            _settings(trial.case), tolerance,
        )  # fmt: skip


def _is_float(value: Any) -> bool:
    return as_array(value).dtype.kind == "f"


def _arrays(case: Case) -> Iterator[tuple[str, np.ndarray]]:
    for name, value in case.inputs.items():
        inner = value.items() if isinstance(value, dict) else [(None, value)]
        for key, each in inner:
            if isinstance(each, np.ndarray) and each.dtype.kind == "f":
                yield (name if key is None else f"{name}[{key!r}]"), each


def _settings(case: Case) -> dict[str, float]:
    plain = {name: value for name, value in case.inputs.items() if type(value) in (int, float)}
    return {name: float(value) for name, value in plain.items() if value}


def _zeros(one: Seen) -> Iterator[Claim]:
    if one.answer.shape == one.expected.shape != () and not one.answer.any():
        yield CauseKind.ZEROS, one.where, f"{one.where} is 0 everywhere. {COPIES}"


def _same_number(one: Seen) -> Iterator[Claim]:
    """One number in all places."""
    numbers = np.unique(one.answer)
    if one.expected.ndim and numbers.size == 1 and numbers[0] and np.isfinite(numbers[0]):
        number = f"{numbers[0]:.6g}"
        yield CauseKind.EQUAL, number, f"{one.where} is {number} everywhere."


def _equals(one: Seen) -> Iterator[Claim]:
    """An input as it came, or another output."""
    for name, array in one.inputs.items():
        if one.like(array):
            yield CauseKind.EQUAL, name, f"{one.where} is {name}, unchanged."
    for name, array in one.others.items():
        if one.like(array):
            sentence = f"What you return as {one.where} is the right {name}: mind their order."
            yield CauseKind.EQUAL, name, sentence


def _shape(one: Seen) -> Iterator[Claim]:
    """An axis of length 1 too many or too few."""
    answer, bare = one.answer.squeeze(), one.expected.squeeze()
    unlike = one.answer.ndim != one.expected.ndim and answer.shape == bare.shape
    if unlike and one.tolerance.close(answer, bare).all():
        more = "too many" if one.answer.ndim > one.expected.ndim else "too few"
        sentence = f"{one.where} has the right values and axes of length 1 {more}."
        yield CauseKind.AXES, more, sentence


def _axes(one: Seen) -> Iterator[Claim]:
    """One axis reversed, summed over one too many or few."""
    where, answer, expected = one.where, one.answer, one.expected
    for axis in range(expected.ndim):
        if expected.shape[axis] > 1 and one.like(np.flip(expected, axis)):
            yield CauseKind.AXES, f"-{axis}", f"{where} is right, but reversed along axis {axis}."
        for word, reduce in (("summed", np.sum), ("averaged", np.mean)):
            if one.like(reduce(expected, axis=axis)):
                sentence = f"{where} is {word} over one axis too many, axis {axis}."
                yield CauseKind.AXES, f"{word} {axis}", sentence
    surplus = max(answer.ndim - expected.ndim, 0)
    for axes in itertools.combinations(range(answer.ndim), surplus) if surplus else ():
        rest = [size for axis, size in enumerate(answer.shape) if axis not in axes]
        if (*rest,) == expected.shape and one.tolerance.close(answer.sum(axes), expected).all():
            names = " and ".join(map(str, axes))
            sentence = f"{where} is not yet summed over axis {names} of what you return."
            yield CauseKind.AXES, f"not {names}", sentence


def _constant(one: Seen) -> Iterator[Claim]:
    """The right one times a number that is the same in every case."""
    ratio = _ratio(one.answer, one.expected, one.tolerance)
    for name, value in CONSTANTS.items():
        if ratio is not None and math.isclose(ratio, value, rel_tol=1e-6):
            yield _times(one, name)


def _factor(one: Seen) -> Iterator[Claim]:
    """The right one times a size or a setting, or divided by it."""
    ratio = _ratio(one.answer, one.expected, one.tolerance)
    for name, value in _numbers(one):
        for word, number in ((name, value), (f"1/{name}", 1 / value)):
            if ratio is not None and math.isclose(ratio, number, rel_tol=1e-6):
                yield _times(one, word)


def _times(one: Seen, word: str) -> Claim:
    sentence = f"{one.where} is the expected value times {word}, throughout."
    return CauseKind.FACTOR, word, sentence


def _ratio(answer: np.ndarray, expected: np.ndarray, tolerance: Tolerance) -> float | None:
    """c with answer = c · expected; a single number agrees with one by chance."""
    if answer.shape != expected.shape or np.count_nonzero(expected) < min(2, expected.size):
        return None
    at = np.unravel_index(np.abs(expected).argmax(), expected.shape)
    if expected[at] == 0 or answer[at] == 0:
        return None
    ratio = float(answer[at] / expected[at])
    return ratio if tolerance.close(answer, ratio * expected).all() else None


def _numbers(one: Seen) -> Iterator[tuple[str, float]]:
    """Sizes of the first input that has several axes, and the settings, by names to look up."""
    name, first = next(((n, x) for n, x in one.inputs.items() if x.ndim > 1), ("", np.empty(0)))
    if first.size:
        yield f"len({name})", float(len(first))
        yield f"{name}[0].size", float(first[0].size)
        yield f"{name}.size", float(first.size)
    if first.ndim == 4:
        yield f"(H·W of {name})", float(math.prod(first.shape[2:]))
        yield f"(N·H·W of {name})", float(len(first) * math.prod(first.shape[2:]))
    for word, value in one.settings.items():
        yield word, value
        if 0 < value < 1:
            yield f"(1 − {word})", 1 - value


def _function(one: Seen) -> Iterator[Claim]:
    for name, function in FUNCTIONS.items():
        if one.like(function(one.expected)):
            yield CauseKind.EQUAL, name, f"{one.where} is the {name} of what is expected."


def _difference(one: Seen) -> Iterator[Claim]:
    """A constant, or a multiple of an input, too much or too little."""
    if one.answer.shape != one.expected.shape or one.expected.size < 2:
        return
    gap = one.answer - one.expected
    if np.isfinite(gap).all() and np.allclose(gap, gap.flat[0], rtol=1e-6, atol=1e-9):
        sign = "more" if gap.flat[0] > 0 else "less"
        sentence = f"Every value of {one.where} is the same amount too {_WORD[sign]}."
        yield CauseKind.OFFSET, sign, sentence
    for name, array in one.inputs.items():
        if array.shape == gap.shape and array.size > 2 and np.ptp(array) > 0:
            near = Tolerance(1e-6, 1e-9)
            if _ratio(gap, array, near) is not None:
                sentence = (
                    f"{one.where} is off by a multiple of {name}: a term with {name} is wrong."
                )
                yield CauseKind.OFFSET, name, sentence


_WORD = {"more": "large", "less": "small"}

TELLING = (_equals, _shape, _axes, _constant, _factor, _function, _zeros, _same_number)
"""These say why."""
DIFFERENCES = (_difference,)
"""These say how much is missing."""
