"""The slowest honest answer to every exercise has the time it needs, on a slow machine too.

It is run here, on the public cases; `make soak` hands it in.
"""

from __future__ import annotations

import contextlib
import copy
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import pytest
from answers.corpus import CORPORA, Corpus, in_this_process

from autograder.core.exercise import Exercise
from autograder.judge.prepared import prepared
from autograder.judge.trial import read_reply
from autograder.worker.child import protocol
from autograder.worker.exchange import MOST_AT_LENGTH, Reply

MARGIN = 3
"""The limit on a case, over the time of the slowest answer on the machine that it is made for."""
YARDSTICK = 0.05
"""CPU seconds of ``yardstick`` on that machine. Here it is measured in the same run."""


def seconds(call: Callable[..., Any], *inputs: Any) -> float:
    started = time.thread_time()
    with contextlib.suppress(ValueError):  # some cases have to raise one
        call(*inputs)
    return time.thread_time() - started


def yardstick() -> float:
    """Small arrays and single numbers, as in loops over indices."""
    x, total = np.ones((3, 4)), 0.0
    for i in range(10_000):
        total += x[i % 3, i % 4] * np.sum(x * x)
    return total


def hand_in(corpus: Corpus) -> dict[str, Any]:
    scope: dict[str, Any] = {"print": lambda *said: None}
    exec(in_this_process(corpus.text("slow")), scope)
    return scope


@pytest.mark.long
@pytest.mark.parametrize("corpus", CORPORA, ids=lambda corpus: corpus.name)
def test_the_slowest_honest_answer_is_in_time(corpus: Corpus) -> None:
    slow = min(seconds(yardstick) for _ in range(5)) / YARDSTICK
    answers = hand_in(corpus)
    margins = {
        exercise.id: margin(exercise, times(exercise, answers[stub])) * slow
        for stub, exercise in corpus.exercises.items()
    }
    assert {id: margin for id, margin in margins.items() if margin < MARGIN} == {}


def times(exercise: Exercise, answer: Callable[..., Any]) -> list[float]:
    """CPU seconds of every case. Every answer must be right."""
    call = partial(exercise.probe, answer) if exercise.probe else answer
    trials, frames, spent = prepared(exercise, None).trials(), [], []
    for trial in trials:
        inputs = copy.deepcopy(list(trial.case.inputs.values()))
        started = time.thread_time()
        frames.append(frame(call, inputs))
        spent.append(time.thread_time() - started)
    read_reply(exercise, trials, Reply({"imported": True}, frames))
    assert [(trial.case.name, trial.fact) for trial in trials if not trial.is_right] == []
    return spent


def frame(call: Callable[..., Any], inputs: list[Any]) -> dict[str, Any]:
    """What a worker would send."""
    try:
        return {"value": protocol.decode(protocol.encode(call(*inputs)))}
    except ValueError as error:
        kinds = ["ValueError", "Exception"]
        return {"raised": {"type": kinds[0], "kinds": kinds, "message": str(error), "frames": []}}


def margin(exercise: Exercise, spent: list[float]) -> float:
    """The limit over the time: of one case, and of all of them, public and hidden."""
    all_cases = exercise.seconds * min(1 + 2 * len(spent), MOST_AT_LENGTH)
    return min(exercise.seconds / max(spent), all_cases / (2 * sum(spent)))
