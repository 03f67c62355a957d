"""From the trials of one exercise to its verdict: status, points, diagnosis."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

import numpy as np

from autograder.core.exercise import Exercise
from autograder.core.verdict import CaseResult, Status, Verdict
from autograder.judge import diagnose
from autograder.judge.compare import Tolerance
from autograder.judge.expected import Raises
from autograder.judge.pattern import pattern
from autograder.judge.prepared import Prepared
from autograder.judge.trial import Trial

MANY = 4
"""One of so many failing cases is enough to name a cause; fewer may agree by chance."""


def conclude(asked: Prepared, trials: list[Trial], speed: Trial | None = None) -> Verdict:
    """The verdict on one exercise. ``speed`` is its trial on the clock, where it has one."""
    exercise = asked.exercise
    every = trials if speed is None else [*trials, speed]
    status = _status(every)
    outcomes = [(trial.hidden, trial.status is Status.PASSED) for trial in trials]
    slow = speed is not None and speed.status is not Status.PASSED
    points = earned(exercise.points, outcomes, slow=slow)
    verdict = Verdict(exercise.id, exercise.title, status, points, exercise.points)
    if status is Status.NOT_STARTED:
        verdict.diagnosis = trials[0].text
    elif status is not Status.PASSED:
        verdict.diagnosis = _diagnosis(asked, trials, every)
    elif speed is not None:
        verdict.diagnosis = speed.text
    verdict.cases = [trial.result() for trial in every]
    return verdict


def earned(points: float, outcomes: Iterable[tuple[bool, bool]], *, slow: bool = False) -> float:
    """The points for cases that are (hidden, right): the smaller of the two shares counts.

    Public cases are known and can be learned by heart; hidden ones alone would forgive a
    named edge case. Where speed is asked for, what is ``slow`` gets half.
    """
    kinds: dict[bool, list[bool]] = {}
    for hidden, right in outcomes:
        kinds.setdefault(hidden, []).append(right)
    share = min(sum(kind) / len(kind) for kind in kinds.values())
    return round(points * share * (0.5 if slow else 1), 2)


def _status(trials: list[Trial]) -> Status:
    """The one status of all, else the first that is worse than failed, else failed."""
    statuses = [trial.status for trial in trials]
    if len(set(statuses)) == 1:
        return statuses[0]
    mixed = (Status.PASSED, Status.FAILED, Status.NOT_STARTED)
    return next((status for status in statuses if status not in mixed), Status.FAILED)


def _diagnosis(asked: Prepared, trials: list[Trial], every: list[Trial]) -> str:
    """The first case that did not pass, its fact, and the likely cause."""
    failing = [trial for trial in every if trial.status is not Status.PASSED]
    first = next((trial for trial in failing if trial.status is _status(every)), failing[0])
    if first.text.startswith(asked.exercise.file):
        return first.text
    name = "a hidden case" if first.hidden else "case"
    lines = [f'{name} "{first.case.name}": {diagnose.describe_inputs(first.case)}']
    lines += [] if first.hidden else diagnose.small_inputs(first.case)
    lines.append(first.text)
    cause = _cause(asked, trials, [trial for trial in failing if trial in trials])
    lines += [cause] if cause else []
    return "\n".join(line for line in lines if line)


def _cause(asked: Prepared, trials: list[Trial], failing: list[Trial]) -> str | None:
    faulty = [trial for trial in failing if trial.fault is not None]
    raised = [trial for trial in failing if isinstance(trial.answer, Raises)]
    known = _misconception(asked, trials, [*faulty, *raised]) if faulty else None
    if known is not None:
        return known
    found = [_of_some(asked, trials, failing, faulty), _pattern(trials, failing)]
    if not any(found) and faulty and len(failing) == 1 and len(trials) > 2:
        return "All other cases pass: look at what is special about this one."
    return "\n".join(line for line in found if line) or None


def _of_some(
    asked: Prepared, trials: list[Trial], failing: list[Trial], faulty: list[Trial]
) -> str | None:
    """What explains the answers that came, the case that is shown, or many of those that fail."""
    if not faulty:
        return None
    shown, tolerance = failing[0], Tolerance.of(asked.exercise)
    an_array = shown.fault is not None and isinstance(shown.fault.answer, np.ndarray)
    fault = shown.fault if asked.exercise.properties is None or an_array else None
    answers = _answers(asked, trials, faulty)
    most = partial(diagnose.most_cases, answers, failing=len(failing))
    on_purpose = any(isinstance(trial.answer, Raises) for trial in failing)
    every_answer = shown is faulty[0] and not on_purpose
    return (
        (most(least=len(faulty)) if every_answer else None)
        or diagnose.generic(fault, shown.case, tolerance)
        or most(least=max(2, -(-len(failing) // MANY)))
        or diagnose.at_border(fault)
    )


def _pattern(trials: list[Trial], failing: list[Trial]) -> str | None:
    """What the failing cases have in common, unless some of them never got an answer."""
    if any(trial.status is not Status.FAILED for trial in failing):
        return None
    passing = [trial.case for trial in trials if trial.status is Status.PASSED]
    return pattern([trial.case for trial in failing], passing)


def _misconception(asked: Prepared, trials: list[Trial], wrong: list[Trial]) -> str | None:
    """What reproduces every answer comes before what reproduces the wrong ones alone.

    Where arrays did not fit in some of the cases, nothing reproduces everything.
    """
    answered = [trial for trial in trials if trial.case.accept is None]
    if len(wrong) < sum(trial.status is not Status.PASSED for trial in answered):
        return None
    for chosen in (answered, wrong):
        found = diagnose.misconception(_answers(asked, trials, chosen))
        if found is not None:
            return found
    return None


def _answers(asked: Prepared, trials: list[Trial], chosen: list[Trial]) -> diagnose.Answers:
    """The chosen trials, with every misconception's outputs in their cases."""
    at = [index for index, trial in enumerate(trials) if trial in chosen]
    return diagnose.Answers(
        asked.exercise,
        [trials[i].case for i in at],
        [trials[i].answer for i in at],
        [trials[i].expected for i in at],
        {name: [of_all[i] for i in at] for name, of_all in asked.mistaken.items()},
    )


def our_fault(exercise: Exercise, reason: str) -> Verdict:
    """The verdict where the autograder itself failed: no points are taken away by it."""
    text = f"The autograder failed here, not you: {reason}"
    case = CaseResult("the autograder itself", Status.GRADER_ERROR, False, text)
    return Verdict(
        exercise.id, exercise.title, Status.GRADER_ERROR, 0.0, exercise.points, text, [case]
    )
