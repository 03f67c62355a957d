"""What every right answer has in common where many are right: an exercise that draws at random.

Such an answer is compared by its facts: named values that the exercise's ``facts`` computes
from it, on this side of the pipe. The reference and the misconceptions are drawn at random
too, and go the same way.
"""

from __future__ import annotations

from autograder.judge.compare import Fault, Tolerance, compare
from autograder.judge.exercise import Case, Exercise, Value

SAME_FORM = ("nan", "values")
"""Faults of answers that differ in their numbers alone."""


def fault_of(exercise: Exercise, case: Case, answer: Value, expected: Value) -> Fault | None:
    """The first thing wrong with an answer: its form, then its facts or its values."""
    tolerance = Tolerance.of(exercise)
    fault = compare(answer, expected, tolerance, exercise.outputs)
    if exercise.facts is None or fault is None or fault.kind not in SAME_FORM:
        return fault
    mine, right = (exercise.facts(value, **case.inputs) for value in (answer, expected))
    fault = compare(tuple(mine.values()), tuple(right.values()), tolerance, tuple(right))
    return fault and _said(fault)


def _said(fault: Fault) -> Fault:
    """A fact that holds or does not is said as a sentence, not as False and True."""
    if isinstance(fault.expected, bool):
        fault.text = f"This should hold and does not: {fault.where}"
    return fault


def reduced(exercise: Exercise, case: Case, *answers: Value) -> tuple[Value, ...]:
    """Answers as their facts, where the exercise has some and the answers are of one form."""
    if exercise.facts is None or not _of_one_form(exercise, *answers):
        return answers
    return tuple(exercise.facts(answer, **case.inputs) for answer in answers)


def _of_one_form(exercise: Exercise, *answers: Value) -> bool:
    """Whether all have the form of the last, which the reference or a misconception gave."""
    *others, model = answers
    faults = (compare(other, model, Tolerance.of(exercise)) for other in others)
    return all(fault is None or fault.kind in SAME_FORM for fault in faults)
