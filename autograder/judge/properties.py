"""What all right answers have in common if many are right, as in an exercise that draws at random.

Such an answer is compared by its properties: named values that the exercise computes from it,
on this side of the pipe. The reference and the misconceptions are drawn at random
too, and go the same way.
"""

from __future__ import annotations

from dataclasses import replace

from autograder.core.exercise import Case, Exercise, Value
from autograder.core.verdict import Fact, FactKind
from autograder.judge.compare import Tolerance, as_array, compare
from autograder.judge.structure import Fault

SAME_FORM = (FactKind.NAN, FactKind.VALUES)
"""Faults of answers that differ in their numbers alone."""


def fault_of(exercise: Exercise, case: Case, answer: Value, expected: Value) -> Fault | None:
    """The first thing wrong with an answer: its form, then its properties or its values."""
    tolerance = Tolerance.of(exercise)
    fault = compare(answer, expected, tolerance, exercise.outputs)
    if exercise.properties is None or fault is None or not (_same_form(fault) or _shorter(fault)):
        return fault
    mine, right = (exercise.properties(value, **case.inputs) for value in (answer, expected))
    untrue = compare(tuple(mine.values()), tuple(right.values()), tolerance, tuple(right))
    return untrue and (_of_property(untrue) if _same_form(fault) else fault)


def _same_form(fault: Fault) -> bool:
    return fault.kind in SAME_FORM


def _shorter(fault: Fault) -> bool:
    """float32 for float64, which is no fault where all properties hold to the tolerance."""
    kinds = (as_array(value).dtype.kind for value in (fault.answer, fault.expected))
    return fault.kind is FactKind.DTYPE and set(kinds) == {"f"}


def _of_property(fault: Fault) -> Fault:
    """A property that holds or does not is a sentence, not False and True."""
    if not isinstance(fault.expected, bool):
        return fault
    return replace(
        fault, fact=Fact(FactKind.PROPERTY, fault.where, f"Not satisfied: {fault.where}")
    )


def reduced(exercise: Exercise, case: Case, *answers: Value) -> tuple[Value, ...]:
    """Answers as their properties, where the exercise has some and the answers are of one form."""
    if exercise.properties is None or not _of_one_form(exercise, *answers):
        return answers
    return tuple(exercise.properties(answer, **case.inputs) for answer in answers)


def _of_one_form(exercise: Exercise, *answers: Value) -> bool:
    """Whether all have the form of the last, which the reference or a misconception gave."""
    *others, model = answers
    faults = (compare(other, model, Tolerance.of(exercise)) for other in others)
    return all(fault is None or _same_form(fault) for fault in faults)
