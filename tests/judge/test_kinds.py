"""What has to hold of a model afterwards is a sentence, and other truths are values."""

from __future__ import annotations

from typing import Any

import pytest

from autograder.core.verdict import FactKind
from autograder.exercises import catalogue
from autograder.judge import kinds

RIGHT = (12, True, True, True)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ((12, True, True, False), "Not satisfied: no hook stays behind"),
        ((12, True, False, True), "Not satisfied: every module keeps its mode"),
        ((12, False, True, True), "Not satisfied: the model's numbers stay the same"),
    ],
)
def test_what_must_hold_afterwards_is_a_sentence(answer: tuple[Any, ...], said: str) -> None:
    exercise = catalogue.exercises()["arch.multiply_adds"]
    fault = kinds.fault_of(exercise, exercise.public_cases()[0], answer, RIGHT)
    assert fault
    assert (fault.fact.kind, fault.fact.public) == (FactKind.PROPERTY, said)


def test_a_wrong_number_stays_a_number() -> None:
    exercise = catalogue.exercises()["arch.multiply_adds"]
    fault = kinds.fault_of(exercise, exercise.public_cases()[0], (13, *RIGHT[1:]), RIGHT)
    assert fault
    assert fault.fact.kind is FactKind.VALUES
