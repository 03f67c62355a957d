"""What the answers to a few more questions say of a wrong function.

Nothing here guesses: that an argument has no influence, that samples influence each other, that a
small input fails, was seen in public cases that were changed a little (``judge/questions.py``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from autograder.core.exercise import Case, Exercise, Value
from autograder.core.verdict import Cause, CauseKind, FactKind
from autograder.judge import influence, reading
from autograder.judge.compare import Tolerance, as_array, leaves, names_of
from autograder.judge.diagnose import in_digits
from autograder.judge.expected import Raises
from autograder.judge.questions import CASES, Question, numbers_in, questions
from autograder.judge.structure import is_number, of_one_structure
from autograder.judge.trial import Trial, read_reply
from autograder.judge.variants import EXPLICABLE
from autograder.worker.exchange import Reply
from autograder.worker.runtime import NUMPY

SECONDS = 2.0
"""CPU time of one answer: no question is larger than a case."""
SHOWN = 12
"""A larger output is not shown beside a small input."""
WORKABLE = (FactKind.VALUES, FactKind.NAN, FactKind.SHAPE)

Run = Callable[[list[Case]], Reply]
"""What the student's function answers to these cases."""


def causes(exercise: Exercise, trials: Sequence[Trial], run: Run) -> list[Cause]:
    """What is seen of the outputs that are wrong; an example small enough to do by hand is last."""
    shown = [trial for trial in trials if not trial.hidden]
    asked = questions(exercise, [trial.case for trial in shown])
    facts = {trial.fact.kind for trial in shown if not trial.is_right and trial.fact}
    if exercise.runtime is not NUMPY or not facts or not facts <= EXPLICABLE:
        return []
    reply = run([each.case for each in asked])
    answered = list(_answered(exercise, asked, reply))
    heard = [
        one for each, trial in answered if (one := _heard(exercise, each, shown[each.base], trial))
    ]
    wrong = list(dict.fromkeys(name for trial in shown for name in _wrong(exercise, trial)))
    found = influence.causes(heard, wrong, Tolerance.of(exercise))
    if any(cause.kind is CauseKind.DRAWN_ANEW for cause in found):
        return found
    findings = reply.opening.get("text", [])
    found = [reading.with_line(cause, findings) for cause in found]
    found = found or reading.causes(exercise, trials, findings)
    return [*found, *_alone(answered, shown), *_example(answered, shown)]


def _answered(
    exercise: Exercise, asked: Sequence[Question], reply: Reply
) -> Iterator[tuple[Question, Trial]]:
    """The questions that were answered, each judged as a case."""
    for question, frame in zip(asked, reply.frames, strict=False):
        trial = Trial(question.case, False, question.expected)
        read_reply(exercise, [trial], Reply(opening={"imported": True}, frames=[frame]))
        yield question, trial


def _heard(
    exercise: Exercise, question: Question, base: Trial, trial: Trial
) -> influence.Heard | None:
    """None if nothing can be compared: an exception, another structure."""
    if isinstance(base.expected, Raises):
        return None
    pairs = ((base.answer, base.expected), (trial.answer, trial.expected))
    if question.kind == "small" or not all(of_one_structure(*pair) for pair in pairs):
        return None
    if not of_one_structure(base.expected, trial.expected):
        return None
    values = (base.answer, trial.answer, base.expected, trial.expected)
    return influence.Heard(question, *(_outputs(exercise, value) for value in values))


def _outputs(exercise: Exercise, value: Value) -> influence.Outputs:
    found = leaves(value, value, names_of(exercise.outputs, value))
    return {where: as_array(each) for where, each, _ in found if is_number(each)}


def _wrong(exercise: Exercise, trial: Trial) -> Iterator[str]:
    """The outputs of a case that are wrong."""
    if trial.is_right or isinstance(trial.expected, Raises):
        return
    if not of_one_structure(trial.answer, trial.expected):
        return
    right, tolerance = _outputs(exercise, trial.expected), Tolerance.of(exercise)
    for where, mine in _outputs(exercise, trial.answer).items():
        if mine.shape != right[where].shape or not tolerance.close(mine, right[where]).all():
            yield where


def _alone(answered: Sequence[tuple[Question, Trial]], shown: Sequence[Trial]) -> Iterator[Cause]:
    """Cases that fail, and do not with their first sample alone."""
    alone = [(each, trial) for each, trial in answered if each.kind == "alone"]
    if len(alone) < CASES or any(shown[each.base].is_right for each, _ in alone):
        return
    if numbers_in(trial.expected for _, trial in alone) < influence.VARIED:
        return
    if all(trial.is_right for _, trial in alone):
        name = alone[0][0].name
        sentence = f"With {name}[:1] in place of {name}, one sample alone, your answer is right."
        yield Cause(CauseKind.PATTERN, "one sample", sentence)


def _example(answered: Sequence[tuple[Question, Trial]], shown: Sequence[Trial]) -> Iterator[Cause]:
    """The smallest input that fails, where it is much smaller than the cases that do."""
    failing = [trial for trial in shown if not trial.is_right]
    least = min(numbers_in(trial.case.inputs.values()) for trial in failing)
    for question, trial in answered:
        if question.kind != "small" or 2 * numbers_in(question.case.inputs.values()) > least:
            continue
        fault = trial.fault
        if trial.is_right or fault is None or fault.kind not in WORKABLE:
            continue
        if max(np.size(fault.answer), np.size(fault.expected)) <= SHOWN:
            yield _by_hand(question, fault.where, fault.answer, fault.expected)
            return


def _by_hand(question: Question, where: str, mine: Value, right: Value) -> Cause:
    inputs = ", ".join(f"{name} = {in_digits(v)}" for name, v in question.case.inputs.items())
    yours, expected = in_digits(mine), in_digits(right)
    single = f", with {question.name}" if question.name.startswith("a single") else ""
    sentence = (
        f"An input small enough to do by hand{single}: for {inputs} your {where} is {yours}, "
        f"expected {expected}."
    )
    return Cause(CauseKind.EXAMPLE, question.name, sentence)
