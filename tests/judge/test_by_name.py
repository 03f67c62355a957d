"""Settings that may be left out have names that callers use: a function must know them."""

from __future__ import annotations

from pathlib import Path

import pytest
from answers.secret import SECRET

from autograder.core.exercise import Exercise
from autograder.core.verdict import Status
from autograder.exercises import catalogue
from autograder.judge.judge import judge
from autograder.render.diagnosis import diagnosis_text

WITH_SETTINGS = [each for each in catalogue.exercises().values() if each.optional]


@pytest.mark.parametrize("exercise", WITH_SETTINGS, ids=lambda exercise: exercise.id)
def test_every_setting_is_given_by_name_in_a_public_and_a_hidden_case(exercise: Exercise) -> None:
    for cases in (exercise.public_cases(), exercise.hidden_cases(SECRET)):
        assert frozenset(name for case in cases for name in case.by_name) == exercise.optional


def test_whoever_renames_a_setting_is_told(student: Path) -> None:
    text = "def leaky_relu(x, alpha=0.1):\n    return x * (x > 0) + alpha * x * (x <= 0)\n"
    (student / "cs_cnn" / "backprop.py").write_text(text)
    verdict = judge([catalogue.exercises()["backprop.leaky_relu"]], student, secret=SECRET)[0]
    assert verdict.status is Status.FAILED
    assert "unexpected keyword argument 'slope'" in diagnosis_text(verdict)
