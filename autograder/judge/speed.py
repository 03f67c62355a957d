"""How fast is it? The student's function against plain loops, both in the same worker.

The worker's own process takes the CPU time of each run, import included, from the outside:
nothing that student code does to a clock changes it, and a busy machine hardly does. Every
call has other inputs and is judged like any case.
"""

from __future__ import annotations

from collections.abc import Callable
from statistics import median
from typing import TypeVar

from autograder.core.exercise import Case, Exercise, Speed
from autograder.core.verdict import Status
from autograder.judge.trial import Trial, read_reply
from autograder.worker.worker import Ending, Reply

RUNS = 5
TRIES = 3
"""A race that is lost by little is run again: noise must not cost an answer its points."""

WHERE = "Where does Python still loop over pixels, here or in a function that this one calls?"

T = TypeVar("T")
Ask = Callable[[Exercise, list[Case]], Reply]
"""Runs the student's function on cases."""


def measured(exercise: Exercise, trials: list[Trial], ask: Ask, ask_loops: Ask) -> Trial:
    """The trial named "speed". ``trials``, the calls of RUNS times TRIES runs, get their status."""
    speed = exercise.speed
    assert speed is not None
    best = 0.0
    for runs in _pieces(_pieces(trials, speed.calls), RUNS):
        mine, loops = [], []
        for calls in runs:
            loops.append(ask_loops(exercise, [trial.case for trial in calls]).cpu)
            mine.append(_seconds(exercise, calls, ask))
            for trial in calls:
                if trial.status is not Status.PASSED:
                    return trial
        best = max(best, median(loops) / median(mine))
        if not speed.times / 2 <= best < speed.times:
            break
    return _concluded(trials[0], best, speed)


def _pieces(whole: list[T], length: int) -> list[list[T]]:
    return [whole[start : start + length] for start in range(0, len(whole), length)]


def _seconds(exercise: Exercise, calls: list[Trial], ask: Ask) -> float:
    """The CPU time of one run. An answer that is there counts only if its process ends well."""
    reply = ask(exercise, [trial.case for trial in calls])
    read_reply(exercise, calls, reply)
    last = calls[-1]
    if last.status is Status.PASSED and reply.ending is not Ending.DONE:
        last.status, last.text = Status.CRASHED, "Your code ended the Python process."
    return reply.cpu


def _concluded(trial: Trial, ratio: float, speed: Speed) -> Trial:
    fact = f"{ratio:.3g} times as fast as plain loops; {speed.times:g} times is asked for."
    trial.text = f"Your function is {fact}"
    if ratio < speed.times:
        trial.status = Status.FAILED
        trial.text = f"Right, but only {fact} {WHERE}"
    return trial


def untimed(trial: Trial, first_failing: Trial) -> Trial:
    """What is not right yet is not timed."""
    trial.status = first_failing.status
    trial.text = "Timed as soon as all other cases pass."
    return trial
