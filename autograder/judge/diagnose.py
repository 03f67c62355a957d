"""Why is it wrong? From a fault to its likely cause, as data.

A cause never blames and never gives the answer away.
"""

from __future__ import annotations

import builtins
import itertools
from collections.abc import Mapping
from typing import Any

import numpy as np

from autograder.core.exercise import Case, Misconception, Value
from autograder.core.verdict import CaseInputs, Cause, CauseKind, Fact, FactKind, Match
from autograder.judge.answers import Answers, whole, wrong
from autograder.judge.compare import Tolerance, as_array, is_reversed
from autograder.judge.structure import Fault

MAX_SHOWN = 60
MAX_LINE = 320
"""Longer than ``MAX_SHOWN``, an input gets a line of its own, up to so many characters."""
BY_HAND = 24
"""Cases with at most this many numbers are shown as a whole."""
MAX_AXES = 5
CHANCE = 0.05
"""Wrong values that would all lie at the border more often, wherever they fell, say nothing."""
NOTHING = (
    "Is nothing ever put into it? Or is a slice empty: `x[a:-a]` is when a is 0, because -0 is 0, "
    "and so is one that ends before it starts."
)
COPIES = (
    "Did you write into a copy? `flatten()`, `astype()` and fancy indexing return copies; the "
    "original does not change."
)


def inputs_of(case: Case, *, hidden: bool) -> CaseInputs:
    """The case as a message shows it: shapes, numbers, small arrays; of a hidden one the name."""
    if hidden:
        return CaseInputs(case.name, hidden, "")
    return CaseInputs(case.name, hidden, _shapes(case), [*_long(case), *_small_arrays(case)])


def _shapes(case: Case) -> str:
    """``x (2, 3, 9, 13), stride=2``: the shapes and numbers of a case."""
    if case.text:
        return case.text
    shown = (_input(*item) for item in case.inputs.items() if not _is_long(item[1]))
    return ", ".join(text if len(text) <= MAX_SHOWN else f"{text[:MAX_SHOWN]}…" for text in shown)


def _long(case: Case) -> list[str]:
    """``layers = [('conv', 8, 3, 1, 1), …]``: what is long, and yet no array."""
    if case.text:
        return []
    return [f"{name} = {value!r}" for name, value in case.inputs.items() if _is_long(value)]


def _is_long(value: Value) -> bool:
    plain = isinstance(value, str | list | tuple) and not _arrays(value)
    return plain and MAX_SHOWN < len(repr(value)) <= MAX_LINE


def _small_arrays(case: Case) -> list[str]:
    """``x = [[1, 2], [3, 4]]``: all arrays, if they are small enough to work the case by hand."""
    arrays = {name: found for name, v in case.inputs.items() if (found := _arrays(v))}
    if sum(array.size for array in itertools.chain(*arrays.values())) > BY_HAND:
        return []
    named = ((name, case.inputs[name]) for name in arrays)
    return [f"{name} = {_numbers(value)}" for name, value in named if getattr(value, "ndim", 1)]


def _arrays(value: Value) -> list[np.ndarray]:
    """The array, or those in a list of them."""
    if isinstance(value, list | tuple):
        return [array for each in value for array in _arrays(each)]
    return [value] if isinstance(value, np.ndarray) else []


def _numbers(value: Value) -> str:
    """All of them, without the axes of length 1."""
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_numbers, value))}]"
    text = np.array2string(
        np.squeeze(value), separator=", ", formatter={"float_kind": "{:.4g}".format}
    )
    return " ".join(text.split())


def in_digits(value: Value) -> str:
    """Numbers and arrays with all axes, to be typed in."""
    if not isinstance(value, np.ndarray):
        return f"{value:.4g}" if isinstance(value, float) else repr(value)
    text = np.array2string(value + 0, separator=", ", formatter={"float_kind": "{:.4g}".format})
    return " ".join(text.split())


def _input(name: str, value: Value) -> str:
    if isinstance(value, Mapping):
        return f"{name} {{{', '.join(map(str, value))}}}"
    return f"{name} {_shape(value)}" if _arrays(value) else f"{name}={value!r}"


def _shape(value: Value) -> str:
    """``(2, 3)``, of a list of arrays ``[(2, 3), (2, 4)]``."""
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_shape, value))}]"
    return str(value.shape) if isinstance(value, np.ndarray) else repr(value)


def raised(error: Mapping[str, Any]) -> Fact:
    """The exception, with the student's own line."""
    public = f"Your code raised {_builtin(error)}"
    words = f"{error['type']}: {error['message']}".rstrip(": ")
    words += _way_out(error["type"], error["message"])
    if not error["frames"]:
        return Fact(FactKind.RAISED, "", public, f"Your function raised {words}")
    file, line, _, source = error["frames"][-1]
    detail = f"Your code raised {words}\n  {file}, line {line}: {source}"
    return Fact(FactKind.RAISED, file, public, detail, f"{file}:{line}")


def _way_out(kind: str, message: str) -> str:
    """What to do about a module or a file that is not there when the code is judged."""
    if kind in ("ImportError", "ModuleNotFoundError") and "'cs_cnn" in message:
        return (
            ". Only modules in cs_cnn/ itself, of this assignment and earlier ones, are handed in: "
            "move what you need into one of them"
        )
    if kind == "ModuleNotFoundError":
        return ". A module of your own in cs_cnn/ is imported with `from cs_cnn import …`"
    if kind == "FileNotFoundError":
        return ". Data files are not handed in: write what you need into a module in cs_cnn/"
    return ""


def raised_unseen(error: Mapping[str, Any]) -> Fact:
    """The exception of a hidden case: its kind and the line, none of its own words."""
    lines = [line for _, line, *_ in error["frames"][-1:]]
    where = "".join(f"\n  line {line}" for line in lines)
    return Fact(FactKind.RAISED, "", f"Your code raised {_builtin(error)}{where}")


def _builtin(error: Mapping[str, Any]) -> str:
    """The exception's type, unless the student's code chose its name."""
    return str(error["type"]) if hasattr(builtins, error["type"]) else "an exception"


def misconception(answers: Answers) -> Cause | None:
    """The misconception that reproduces every wrong answer.

    One that reproduces whole answers comes before one that reproduces what is wrong in them.
    """
    drawn = answers.exercise.properties is not None
    for how, match in ((whole, Match.OUTPUT), (wrong, Match.ERRORS)):
        for candidate in answers.exercise.misconceptions:
            if answers.all_reproduced(candidate, how) and not answers.contradict(candidate):
                return _named(candidate, Match.PROPERTIES if drawn else match)
    return None


def most_cases(answers: Answers, failing: int, least: int) -> Cause | None:
    """The misconception that reproduces most of the wrong answers.

    Two mistakes in one function may each show in other cases, and some cases may raise: there
    are ``failing`` in all. The first answer must be among those reproduced, and ``least`` in all.
    """

    def count(candidate: Misconception) -> int:
        fits = answers.reproduced(candidate, wrong)
        return 1 + sum(fits) if next(fits) and not answers.contradict(candidate) else 0

    best = max(answers.exercise.misconceptions, key=count, default=None)
    if best is None or (cases := count(best)) < least:
        return None
    match = Match.ANSWERED if cases == len(answers.chosen) else Match.SOME
    return _named(best, match, cases, failing)


def _named(candidate: Misconception, match: Match, cases: int = 0, of: int = 0) -> Cause:
    kind = CauseKind.MISCONCEPTION
    return Cause(kind, candidate.name, candidate.sentence, match, cases, of)


def generic(fault: Fault | None, case: Case, tolerance: Tolerance, *, hidden: bool) -> Cause | None:
    """A cause that needs no declaration: nothing there, swapped axes, a factor.

    Of a hidden case only a factor with a name is told: student code could choose the digits.
    """
    if fault is None or fault.answer is None:
        return None
    where, answer, expected = fault.where, as_array(fault.answer), as_array(fault.expected)
    if answer.size == 0 < expected.size:
        return Cause(CauseKind.EMPTY, "", f"{where} is empty. {NOTHING}")
    axes = _axes(answer, expected, tolerance)
    reversed_ = fault.kind is FactKind.SHAPE and is_reversed(answer.shape, expected.shape)
    if axes is not None and not reversed_:
        sentence = f"{where} is correct except for the order of its axes: you returned axes {axes}."
        return Cause(CauseKind.AXES, str(axes), sentence)
    if fault.kind is not FactKind.VALUES or expected.dtype == bool:
        return None
    if expected.size > 1 and not answer.any():
        return Cause(CauseKind.ZEROS, "", f"{where} is 0 everywhere. {COPIES}")
    number = _factor(answer, expected, tolerance)
    factor = _name_of(number, case) or _digits_of(number, expected, hidden)
    if factor:
        sentence = f"{where} is the expected value times {factor}, throughout this case."
        return Cause(CauseKind.FACTOR, factor, sentence)
    return None


def at_border(fault: Fault | None) -> Cause | None:
    """Where it is wrong, if that is the rim of the last two axes alone."""
    if fault is None or fault.wrong is None or not _only_at_border(fault.wrong):
        return None
    sentence = f"{fault.where} is wrong only at the border; every value inside is right."
    return Cause(CauseKind.BORDER, "", sentence)


def _factor(answer: np.ndarray, expected: np.ndarray, tolerance: Tolerance) -> float | None:
    """c with answer = c·expected in every element (at least two that are not 0)."""
    large = np.abs(expected) > 1e-3 * np.abs(expected).max(initial=0)
    if np.count_nonzero(large) < min(2, expected.size) or not large.any():
        return None
    factor = float(np.median(np.real(answer[large] / expected[large])))
    if factor == 0 or not np.isfinite(factor):
        return None
    return factor if tolerance.close(answer, factor * expected).all() else None


def _name_of(factor: float | None, case: Case) -> str:
    """2, ½, −1, N, 1/N by name; '' for others."""
    if factor is None:
        return ""
    names = {2.0: "2", 0.5: "½", -1.0: "−1 (a sign)"}
    count = next(
        (len(v) for v in case.inputs.values() if isinstance(v, np.ndarray) and v.ndim > 1), 0
    )
    if count > 2:
        names |= {float(count): f"N = {count} (the batch size)", 1 / count: f"1/N = 1/{count}"}
    return next((n for value, n in names.items() if np.isclose(factor, value, rtol=1e-5)), "")


def _digits_of(factor: float | None, expected: np.ndarray, hidden: bool) -> str:
    """A factor without a name, as a number; one number, also everywhere, says nothing of it."""
    if factor is None or np.ptp(expected) <= 1e-9 * np.abs(expected).max():
        return ""
    return "a constant" if hidden else _number(factor)


def _number(factor: float) -> str:
    """Six digits; what they cannot tell from 1 as its distance from 1."""
    if f"{factor:.6g}" != "1":
        return f"{factor:.6g}"
    return f"1 {'+' if factor > 1 else '−'} {abs(factor - 1):.1g}"


def _axes(answer: np.ndarray, expected: np.ndarray, tolerance: Tolerance) -> tuple[int, ...] | None:
    """The order of axes that turns ``expected`` into ``answer``, if there is one."""
    if not 2 <= expected.ndim == answer.ndim <= MAX_AXES or expected.size < 4:
        return None
    if answer.shape == expected.shape and tolerance.close(answer, expected).all():
        return None
    for order in itertools.permutations(range(expected.ndim)):
        turned = expected.transpose(order)
        long = [axis for axis in order if expected.shape[axis] > 1]
        if long == sorted(long) or turned.shape != answer.shape:
            continue
        if tolerance.close(answer, turned).all():
            return order
    return None


def _only_at_border(wrong: np.ndarray) -> bool:
    """Whether the wrong values lie on the rim of the last two axes, and hardly by chance."""
    if wrong.ndim < 3 or min(wrong.shape[-2:]) < 3 or wrong[..., 1:-1, 1:-1].any():
        return False
    inside = wrong[..., 1:-1, 1:-1].size / wrong.size
    return bool(wrong.any() and (1 - inside) ** wrong.sum() < CHANCE)
