"""Nobody is refused for bad luck: right answers hold up, whatever they draw."""

from __future__ import annotations

import importlib
from functools import partial

import pytest
from answers.corpus import CORPORA

from autograder.core.exercise import Exercise
from autograder.judge.kinds import fault_of
from autograder.reference.backend import to_numpy, to_torch

DRAWN = [
    each for corpus in CORPORA for each in corpus.exercises.values() if each.properties is not None
]
COURSES = 30
"""So many secrets, each with other cases and seeds."""


@pytest.mark.parametrize("exercise", DRAWN, ids=lambda exercise: exercise.id)
def test_right_answers_hold_up_whatever_they_draw(exercise: Exercise) -> None:
    module = importlib.import_module(exercise.module.replace("cs_cnn", "autograder.solutions"))
    solution = getattr(module, exercise.function)
    answer_to = partial(exercise.probe, solution) if exercise.probe else solution
    for number in range(COURSES):
        for case in exercise.hidden_cases(f"course {number}".encode()):
            answer = answer_to(*case.inputs.values())
            expected = to_numpy(exercise.reference(**to_torch(case.inputs)))
            assert fault_of(exercise, case, answer, expected) is None, (number, case.name)
