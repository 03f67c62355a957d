"""What all right answers have in common if many are right, as in an exercise that draws at random.

Such an answer is compared by its properties: named values that the exercise computes from it,
on this side of the pipe. The reference and the misconceptions are drawn at random
too, and go the same way.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from weakref import WeakKeyDictionary

from autograder.core.exercise import Case, Exercise, Value
from autograder.core.verdict import Fact, FactKind
from autograder.judge.compare import Tolerance, as_array, compare, of_one_form
from autograder.judge.structure import Fault

SAME_FORM = (FactKind.NAN, FactKind.VALUES)
"""Faults of answers that differ in their numbers alone."""

_Known = dict[int, tuple[Value, Mapping[str, Value]]]

_OF_MODELS: WeakKeyDictionary[Case, _Known] = WeakKeyDictionary()
"""Of what the reference and the misconceptions give in a case, which lasts as long as the case."""
_OF_LAST: WeakKeyDictionary[Case, _Known] = WeakKeyDictionary()
"""Of the last answer to a case, which is compared with every misconception."""


def fault_of(exercise: Exercise, case: Case, answer: Value, expected: Value) -> Fault | None:
    """The first thing wrong with an answer: its form, then its properties or its values."""
    tolerance = Tolerance.of(exercise)
    fault = compare(answer, expected, tolerance, exercise.outputs)
    if exercise.properties is None or fault is None or not (_same_form(fault) or _shorter(fault)):
        return fault
    mine, right = _of_answer(exercise, case, answer), _of_model(exercise, case, expected)
    untrue = compare(tuple(mine.values()), tuple(right.values()), tolerance, tuple(right))
    return untrue and (of_property(untrue) if _same_form(fault) else fault)


def _same_form(fault: Fault) -> bool:
    return fault.kind in SAME_FORM


def _shorter(fault: Fault) -> bool:
    """float32 for float64, which is no fault where all properties hold to the tolerance."""
    kinds = (as_array(value).dtype.kind for value in (fault.answer, fault.expected))
    return fault.kind is FactKind.DTYPE and set(kinds) == {"f"}


def of_property(fault: Fault) -> Fault:
    """A property that holds or does not is a sentence, not False and True."""
    if not isinstance(fault.expected, bool):
        return fault
    return replace(
        fault, fact=Fact(FactKind.PROPERTY, fault.where, f"Not satisfied: {fault.where}")
    )


def reduced(exercise: Exercise, case: Case, answer: Value, *models: Value) -> tuple[Value, ...]:
    """Answers as their properties, where the exercise has some and the answers are of one form."""
    if exercise.properties is None or not _of_one_form(exercise, answer, *models):
        return answer, *models
    others = (_of_model(exercise, case, model) for model in models)
    return _of_answer(exercise, case, answer), *others


def _of_model(exercise: Exercise, case: Case, model: Value) -> Mapping[str, Value]:
    return _properties(exercise, case, model, _OF_MODELS.setdefault(case, {}))


def _of_answer(exercise: Exercise, case: Case, answer: Value) -> Mapping[str, Value]:
    known = _OF_LAST.setdefault(case, {})
    if id(answer) not in known:
        known.clear()
    return _properties(exercise, case, answer, known)


def _properties(exercise: Exercise, case: Case, value: Value, known: _Known) -> Mapping[str, Value]:
    """A value is known by its identity: it is kept with its properties."""
    assert exercise.properties is not None
    if id(value) not in known:
        known[id(value)] = value, exercise.properties(value, **case.inputs)
    return known[id(value)][1]


def _of_one_form(exercise: Exercise, *answers: Value) -> bool:
    """Whether all have the form of the last, which the reference or a misconception gave."""
    *others, model = answers
    return all(of_one_form(other, model, Tolerance.of(exercise)) for other in others)
