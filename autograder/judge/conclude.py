"""From the trials of one exercise to its verdict: status, points, diagnosis."""

from __future__ import annotations

from autograder.judge import diagnose, references
from autograder.judge.compare import Tolerance
from autograder.judge.exercise import Exercise, Value
from autograder.judge.trial import Trial
from autograder.judge.verdict import CaseResult, Status, Verdict


def conclude(exercise: Exercise, trials: list[Trial]) -> Verdict:
    """The verdict; points in proportion to the cases that passed."""
    right = sum(trial.status is Status.PASSED for trial in trials)
    status = _status(trials)
    points = round(exercise.points * right / len(trials), 2)
    verdict = Verdict(exercise.id, exercise.title, status, points, exercise.points)
    if status is Status.NOT_STARTED:
        verdict.diagnosis = f"Write `{exercise.function}` in {exercise.file}."
    elif status is not Status.PASSED:
        verdict.diagnosis = _diagnosis(exercise, trials)
    verdict.cases = [trial.result() for trial in trials]
    return verdict


def _status(trials: list[Trial]) -> Status:
    """The one status of all, else the first that is worse than failed, else failed."""
    statuses = [trial.status for trial in trials]
    if len(set(statuses)) == 1:
        return statuses[0]
    mixed = (Status.PASSED, Status.FAILED, Status.NOT_STARTED)
    return next((status for status in statuses if status not in mixed), Status.FAILED)


def _diagnosis(exercise: Exercise, trials: list[Trial]) -> str:
    """The first case that did not pass, its fact, and the likely cause."""
    failing = [trial for trial in trials if trial.status is not Status.PASSED]
    first = next((trial for trial in failing if trial.status is _status(trials)), failing[0])
    if first.text.startswith(exercise.file):
        return first.text
    name = "a hidden case" if first.hidden else "case"
    lines = [f'{name} "{first.case.name}": {diagnose.describe_inputs(first.case)}', first.text]
    lines += [cause for cause in (_cause(exercise, trials, failing),) if cause]
    return "\n".join(line for line in lines if line)


def _cause(exercise: Exercise, trials: list[Trial], failing: list[Trial]) -> str | None:
    faulty = [trial for trial in failing if trial.fault is not None]
    if not faulty:
        return None
    known = _misconception(exercise, trials, faulty)
    if known is not None:
        return known
    tolerance = Tolerance(exercise.rtol, exercise.atol)
    found = diagnose.generic(faulty[0].fault, faulty[0].case, tolerance)
    if found is None and len(failing) == 1 and len(trials) > 2:
        return "All other cases pass: look at what is special about this one."
    return found


def _misconception(exercise: Exercise, trials: list[Trial], faulty: list[Trial]) -> str | None:
    at = [index for index, trial in enumerate(trials) if trial in faulty]
    outputs = _mistaken(exercise, trials)
    mistaken = {name: [of_all[i] for i in at] for name, of_all in outputs.items()}
    answers = [trial.answer for trial in faulty]
    return diagnose.misconception(exercise, answers, [t.expected for t in faulty], mistaken)


def _mistaken(exercise: Exercise, trials: list[Trial]) -> dict[str, list[Value]]:
    """Every misconception's outputs, one per trial (public cases come first)."""
    groups = [[trial.case for trial in trials if trial.hidden is flag] for flag in (False, True)]
    sets = [references.mistaken(exercise, cases) for cases in groups if cases]
    return {m.name: [out for each in sets for out in each[m.name]] for m in exercise.misconceptions}


def our_fault(exercise: Exercise, reason: str) -> Verdict:
    """The verdict where the autograder itself failed: no points are taken away by it."""
    text = f"The autograder failed here, not you: {reason}"
    case = CaseResult("the autograder itself", Status.GRADER_ERROR, False, text)
    return Verdict(
        exercise.id, exercise.title, Status.GRADER_ERROR, 0.0, exercise.points, text, [case]
    )
