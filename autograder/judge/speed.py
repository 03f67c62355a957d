"""How fast is it? The student's function against plain loops, both in the same worker.

The worker's own process takes the CPU time of each run, import included, from the outside:
nothing that student code does to a clock changes it, and a busy machine hardly does. Every
call has other inputs and is judged like any case.
"""

from __future__ import annotations

from statistics import median
from typing import TypeVar

from autograder.core.exercise import Criterion, Exercise, Speed
from autograder.core.verdict import Fact, FactKind, Status
from autograder.judge.prepared import Prepared
from autograder.judge.trial import Ask, Judged, Trial, read_reply
from autograder.worker.exchange import Ending

CLEARLY = 1.5, 1 / 3
"""Shares of what is asked. One run that is above the first, or below the second, decides a race."""

WHERE = "Where does Python still loop over pixels, here or in a function that this one calls?"

T = TypeVar("T")


def judged(asked: Prepared, speed: Criterion, ask: Ask) -> Judged:
    """Run the race: the trial named "speed", and half of the points for who loses it."""
    assert isinstance(speed, Speed)
    trials = asked.trials_of(speed)
    best = 0.0
    for runs in _pieces(_pieces(trials, speed.calls), speed.runs):
        mine, loops = [], []
        for calls in runs:
            loops.append(ask.alone(speed.loops, [trial.case for trial in calls]).cpu)
            mine.append(_seconds(asked.exercise, calls, ask))
            for trial in calls:
                if trial.status is not Status.PASSED:
                    return Judged(trial, share=speed.share_if_missed)
            if _is_clear(median(loops) / median(mine) / speed.times):
                break
        best = max(best, median(loops) / median(mine))
        if not speed.times / 2 <= best < speed.times:
            break
    return _concluded(trials[0], best, speed)


def _is_clear(share: float) -> bool:
    above, below = CLEARLY
    return share >= above or share < below


def _pieces(whole: list[T], length: int) -> list[list[T]]:
    return [whole[start : start + length] for start in range(0, len(whole), length)]


def _seconds(exercise: Exercise, calls: list[Trial], ask: Ask) -> float:
    """The CPU time of one run. An answer that is there counts only if its process ends well."""
    reply = ask.student([trial.case for trial in calls])
    read_reply(exercise, calls, reply)
    last = calls[-1]
    if last.status is Status.PASSED and reply.ending is not Ending.DONE:
        last.fail(Fact(FactKind.CRASHED, "", "Your code ended the Python process."), Status.CRASHED)
    return reply.cpu


def _concluded(trial: Trial, ratio: float, speed: Speed) -> Judged:
    if ratio < speed.times:
        sentence = (
            f"Correct, but only {ratio:.3g}× as fast as plain loops; the exercise requires "
            f"{speed.times:g}×. {WHERE}"
        )
        trial.fail(Fact(FactKind.SPEED, "", sentence))
        return Judged(trial, share=speed.share_if_missed)
    sentence = (
        f"Your function is {ratio:.3g}× as fast as plain loops; the exercise requires "
        f"{speed.times:g}×."
    )
    trial.fact = Fact(FactKind.SPEED, "", sentence)
    return Judged(trial)
