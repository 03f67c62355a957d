"""From the trials of one exercise to its verdict: status, points, diagnosis."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import partial

import numpy as np

from autograder.core.exercise import Exercise
from autograder.core.verdict import (
    CaseResult,
    Cause,
    CauseKind,
    Diagnosis,
    Fact,
    FactKind,
    Status,
    Verdict,
)
from autograder.judge import diagnose, relations
from autograder.judge.answers import Answers
from autograder.judge.compare import Tolerance, as_array
from autograder.judge.expected import Raises
from autograder.judge.kinds import Answered, kind_of
from autograder.judge.pattern import pattern
from autograder.judge.prepared import Prepared
from autograder.judge.slice import slice_of
from autograder.judge.trial import Judged, Trial

MANY = 2
"""A cause must explain one failing case in this many; fewer may agree by chance."""
OF_THE_FILE = (FactKind.IMPORT, FactKind.MISSING, FactKind.WEIGHTS)
"""Facts that are about the whole file, so that no case is shown."""
IN_COMMON = (CauseKind.PATTERN, CauseKind.LONE_CASE, CauseKind.OFFSET, CauseKind.EXAMPLE)
"""Kinds of causes that say where or how it is wrong, and not yet why."""
LONE = "All other cases pass: look at what is special about this one."


def conclude(asked: Prepared, trials: list[Trial], criteria: Sequence[Judged] = ()) -> Verdict:
    """The verdict on one exercise. ``criteria`` is what came of each of its criteria."""
    exercise = asked.exercise
    every = [*trials, *(judged.trial for judged in criteria)]
    status = _status(every)
    outcomes = [(trial.hidden, trial.status is Status.PASSED) for trial in trials]
    share = math.prod(judged.share for judged in criteria)
    points = earned(exercise.points, outcomes, share=share)
    verdict = Verdict(exercise.id, exercise.title, status, points, exercise.points)
    if status is not Status.PASSED:
        known = {judged.trial: judged.causes for judged in criteria}
        verdict.diagnosis = _diagnosis(asked, trials, every, status, known)
    else:
        verdict.diagnosis = _remark([*trials, *(judged.trial for judged in criteria)])
    verdict.cases = [trial.result() for trial in every]
    return verdict


def earned(points: float, outcomes: Iterable[tuple[bool, bool]], *, share: float = 1.0) -> float:
    """The points for cases that are (hidden, right): the smaller of the two shares counts.

    Public cases are known and can be learned by heart; hidden ones alone would forgive a
    named edge case. ``share`` is what the exercise's criteria leave of that.
    """
    kinds: dict[bool, list[bool]] = {}
    for hidden, right in outcomes:
        kinds.setdefault(hidden, []).append(right)
    right_share = min((sum(kind) / len(kind) for kind in kinds.values()), default=1.0)
    return round(points * right_share * share, 2)


def _status(trials: list[Trial]) -> Status:
    """The one status of all, else the first that is worse than failed, else failed."""
    statuses = [trial.status for trial in trials]
    if len(set(statuses)) == 1:
        return statuses[0]
    mixed = (Status.PASSED, Status.FAILED, Status.NOT_STARTED)
    return next((status for status in statuses if status not in mixed), Status.FAILED)


def _diagnosis(
    asked: Prepared,
    trials: list[Trial],
    every: list[Trial],
    status: Status,
    known: dict[Trial, tuple[Cause, ...]],
) -> Diagnosis:
    """The first case that did not pass, its fact, and the likely cause.

    ``known`` are the trials of criteria, with the causes that were found there.
    """
    failing = [trial for trial in every if trial.status is not Status.PASSED]
    failing.sort(key=lambda trial: trial.is_right)
    first = next((trial for trial in failing if trial.status is status), failing[0])
    assert first.fact is not None, "every trial that fails has a fact"
    if status is Status.NOT_STARTED or first.fact.kind in OF_THE_FILE:
        return Diagnosis(first.fact)
    wrong = [trial for trial in failing if trial in trials and not trial.is_right]
    causes = list(known.get(first, ())) or _causes(asked, trials, wrong)
    case = diagnose.inputs_of(first.case, hidden=first.hidden)
    seen = None if first.hidden else slice_of(first.fault)
    return Diagnosis(first.fact, case, causes[0] if causes else None, causes[1:], seen)


def is_explained(diagnosis: Diagnosis) -> bool:
    """Whether there is a cause, and more than what the failing cases have in common."""
    return diagnosis.cause is not None and diagnosis.cause.kind not in IN_COMMON


def _remark(trials: list[Trial]) -> Diagnosis | None:
    """What there is to say of an exercise that passes: a warning, shared memory, else its speed."""
    fact = next((trial.fact for trial in trials if trial.fact), None)
    return Diagnosis(fact) if fact else None


def _causes(asked: Prepared, trials: list[Trial], failing: list[Trial]) -> list[Cause]:
    """The best cause first; docs/architecture.md has the order in which they are looked for."""
    if not failing:
        return []
    faulty = [trial for trial in failing if trial.fault is not None]
    raised = [trial for trial in failing if isinstance(trial.answer, Raises)]
    some: list[Cause] = []
    kind = kind_of(failing[0].case)
    if faulty:
        answers = _answers(asked, trials)
        public, tolerance = _public(trials), Tolerance.of(asked.exercise)
        known = (
            kind.before(public, tolerance)
            or _misconception(answers, trials, [*faulty, *raised])
            or kind.behind(public, tolerance, failing[0].case.name)
        )
        if known is not None:
            return [known]
        some = _of_some(answers, trials, failing, faulty)
    found: list[Cause | None] = [*some]
    found += [] if some else [kind.raised(_public(trials))]
    found.append(_pattern(trials, failing))
    lone = kind.lone_case and len(failing) == 1 and len(trials) > 2
    if not any(found) and faulty and lone:
        found = [Cause(CauseKind.LONE_CASE, "", LONE)]
    return [cause for cause in found if cause]


def _public(trials: list[Trial]) -> list[Answered]:
    shown = [trial for trial in trials if not trial.hidden]
    return [Answered(each.case, each.answer, each.expected, each.error) for each in shown]


def _of_some(
    answers: Answers, trials: list[Trial], failing: list[Trial], faulty: list[Trial]
) -> list[Cause]:
    """What explains the answers that came, each wrong output, the case that is shown, or many."""
    shown = failing[0]
    an_array = shown.fault is not None and isinstance(shown.fault.answer, np.ndarray)
    fault = shown.fault if answers.exercise.properties is None or an_array else None
    those = answers.of(_at(trials, faulty))
    most = partial(diagnose.most_cases, those, failing=len(failing))
    on_purpose = any(isinstance(trial.answer, Raises) for trial in failing)
    every_answer = shown is faulty[0] and not on_purpose
    if every_answer and (known := most(least=len(faulty))):
        return [known]
    if related := relations.causes(answers.exercise, faulty, relations.TELLING):
        return related
    found = (
        (_generic(answers.exercise, shown, faulty) if fault else None)
        or most(least=max(2, -(-len(failing) // MANY)))
        or diagnose.at_border(fault)
    )
    differences = relations.causes(answers.exercise, faulty, relations.DIFFERENCES)
    return [found] if found else differences


def _generic(exercise: Exercise, shown: Trial, faulty: list[Trial]) -> Cause | None:
    """A cause that needs no declaration.

    A number is a multiple of one other by chance alone, and 0 in one case says nothing of all.
    """

    def cause(trial: Trial) -> Cause | None:
        tolerance = Tolerance.of(exercise)
        return diagnose.generic(trial.fault, trial.case, tolerance, hidden=trial.hidden)

    found, fault = cause(shown), shown.fault
    if found is not None and found.kind is CauseKind.ZEROS:
        elsewhere = (trial.fault for trial in faulty if trial.fault is not None)
        return None if any(np.any(as_array(each.answer)) for each in elsewhere) else found
    if found is None or fault is None or found.kind is not CauseKind.FACTOR:
        return found
    if np.size(fault.expected) > 1:
        return found
    others = [cause(trial) for trial in faulty if trial is not shown]
    agree = [each for each in others if each is not None and each.kind is CauseKind.FACTOR]
    return found if len(agree) >= len(others) / 2 else None


def _pattern(trials: list[Trial], failing: list[Trial]) -> Cause | None:
    """What the failing cases have in common, unless some of them never got an answer."""
    if any(trial.status is not Status.FAILED for trial in failing):
        return None
    wrong = [trial.case for trial in failing]
    passing = [trial.case for trial in trials if trial.is_right]
    return pattern(wrong, kind_of(wrong[0]).beside(wrong, passing))


def _misconception(answers: Answers, trials: list[Trial], wrong: list[Trial]) -> Cause | None:
    """What reproduces every answer comes before what reproduces the wrong ones alone.

    Where arrays did not fit in some of the cases, nothing reproduces everything.
    """
    answered = [trial for trial in trials if trial.case.accept is None]
    if len(wrong) < sum(not trial.is_right for trial in answered):
        return None
    for chosen in (answered, wrong):
        found = diagnose.misconception(answers.of(_at(trials, chosen)))
        if found is not None:
            return found
    return None


def _answers(asked: Prepared, trials: list[Trial]) -> Answers:
    """All answers, with every misconception's outputs."""
    return Answers(
        asked.exercise,
        [trial.case for trial in trials],
        [trial.answer for trial in trials],
        [trial.expected for trial in trials],
        asked.mistaken,
        asked.missed,
        list(range(len(trials))),
        [index for index, trial in enumerate(trials) if trial.is_right],
    )


def _at(trials: list[Trial], chosen: list[Trial]) -> list[int]:
    return [index for index, trial in enumerate(trials) if trial in chosen]


def our_fault(exercise: Exercise, reason: str) -> Verdict:
    """The verdict if the autograder itself failed: it takes no points away."""
    fact = Fact(FactKind.GRADER_ERROR, "", f"The autograder failed here, not you: {reason}")
    case = CaseResult("the autograder itself", Status.GRADER_ERROR, fact=fact)
    return Verdict(
        exercise.id, exercise.title, Status.GRADER_ERROR, 0.0, exercise.points,
        Diagnosis(fact), [case],
    )  # fmt: skip
