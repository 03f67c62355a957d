"""The slowest honest answer to every exercise has the time it needs, on a slow machine too."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from answers.corpus import CORPORA, Corpus

from autograder.core.exercise import Exercise

MARGIN = 3
"""The limit on a case, over the time of the slowest answer on the machine that it is made for."""
YARDSTICK = 0.1
"""CPU seconds of ``yardstick`` on that machine. Here it is measured in the same run."""


def seconds(call: Callable[..., Any], *inputs: Any) -> float:
    started = time.thread_time()
    with contextlib.suppress(ValueError):  # some cases have to raise one
        call(*inputs)
    return time.thread_time() - started


def yardstick() -> float:
    """Small arrays and single numbers, as in loops over indices."""
    x, total = np.ones((3, 4)), 0.0
    for i in range(20_000):
        total += x[i % 3, i % 4] * np.sum(x * x)
    return total


def hand_in(corpus: Corpus) -> dict[str, Any]:
    scope: dict[str, Any] = {"print": lambda *said: None}
    exec(corpus.text("slow"), scope)
    return scope


@pytest.mark.parametrize("corpus", CORPORA, ids=lambda corpus: corpus.name)
def test_the_slowest_honest_answer_is_in_time(corpus: Corpus) -> None:
    slow = min(seconds(yardstick) for _ in range(5)) / YARDSTICK
    answers = hand_in(corpus)
    margins = {
        exercise.id: exercise.seconds / (slowest(exercise, answers[stub]) / slow)
        for stub, exercise in corpus.exercises.items()
    }
    assert {id: margin for id, margin in margins.items() if margin < MARGIN} == {}


def slowest(exercise: Exercise, answer: Callable[..., Any]) -> float:
    """CPU seconds of the case that takes longest."""
    probe = exercise.probe
    call = (lambda *inputs: probe(answer, *inputs)) if probe else answer
    return max(seconds(call, *case.inputs.values()) for case in exercise.public_cases())
