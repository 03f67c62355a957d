"""What is said of a hidden case holds nothing that the student's code could choose."""

from __future__ import annotations

import importlib
import inspect
import re
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from answers.corpus import CORPORA
from answers.secret import SECRET

from autograder.core.exercise import Exercise
from autograder.core.verdict import Verdict
from autograder.course.folders import SOLUTIONS
from autograder.exercises import catalogue
from autograder.exercises.convnet import costs, parse, shapes
from autograder.judge.expected import Raises, expected_outputs
from autograder.judge.judge import judge

AFFINE = catalogue.exercises()["backprop.affine_forward"]
PUBLIC = len(AFFINE.public_cases())

TELLS = """
import os
import numpy as np
from cs_cnn import right

calls = []

def affine_forward(x, w, b):
    calls.append(x)
    out = right.affine_forward(x, w, b)
    return tell(out, {choice}) if len(calls) > {public} else out

def tell(out, choice):
    {how}
"""

CHANNELS = {
    "a factor": "return out * (1.5 + choice / 1000)",
    "places": "out[:, : choice % 2 + 1] += 1; return out",
    "places of NaN": "out[0, : choice % 2 + 1] = np.nan; return out",
    "a number": "return [out, choice]",
    "a length": "return [out] * (choice + 2)",
    "keys": "return {choice: out}",
    "a shape": "return np.zeros((choice + 1, 1))",
    "a dtype": "return out.astype([np.float16, np.int8][choice % 2])",
    "printed": "print(choice); return out + 1",
    "a message": "raise ValueError(choice)",
    "a name": "raise type(f'Error{choice}', (ValueError,), {})",
    "a line that the file does not have": (
        "exec(compile('\\n' * (500 + choice) + 'raise ValueError', __file__, 'exec'))"
    ),
    "an exit code": "os._exit(choice + 1)",
    "an import": "__import__(['torch', 'scipy'][choice % 2])",
    "a text": "return str(choice) * (choice + 1)",
}


@pytest.mark.parametrize("channel", CHANNELS)
def test_no_choice_of_the_code_shows(student: Path, channel: str) -> None:
    first, second = (said(student, channel, choice) for choice in (6, 41))
    assert first["status"] != "passed"
    assert first == second


def said(student: Path, channel: str, choice: int) -> dict[str, Any]:
    text = TELLS.format(choice=choice, public=PUBLIC, how=CHANNELS[channel])
    package = student / "cs_cnn"
    (package / "right.py").write_text((SOLUTIONS / "backprop.py").read_text())
    (package / "backprop.py").write_text(text)
    (verdict,) = judge([AFFINE], student, secret=SECRET)
    assert all(case.status == "passed" for case in verdict.cases if not case.hidden)
    return shown(verdict)


def shown(verdict: Verdict) -> dict[str, Any]:
    """All of it but what the instructor alone reads."""
    return {**asdict(verdict), "noticed": []}


def test_a_hidden_case_tells_its_name_and_the_kind_of_fault(student: Path) -> None:
    told = said(student, "a factor", 6)
    failed = [case for case in told["cases"] if case["status"] == "failed"]
    assert failed
    for case in failed:
        assert case["hidden"]
        assert case["name"]
        assert case["fact"]["public"] == "out has wrong values"
        assert (case["fact"]["detail"], case["printed"]) == ("", "")
    assert told["diagnosis"]["case"]["inputs"] == ""
    cause = told["diagnosis"]["cause"]
    assert cause["sentence"] == "out is the expected value times a constant, throughout this case."


FOR_PROBES = {
    "a": "the surface whose slope is asked for",
    "at": "the steps at which a rate is asked for",
    "gradients": "of all the steps that an optimizer makes",
    "graph": "what the tape records",
    "leaves": "the numbers at which that begins",
    "losses": "what early stopping watches",
    "seed": "of the generator",
    "weights": "of the network that is looked into",
    "x": "what gradient descent learns from",
    "y": "the classes of these",
}
"""What cases hold beside the parameters of the stub. None of it tells what is expected."""


def test_cases_hold_what_the_function_takes_and_what_probes_make_it_from() -> None:
    beside = {
        name
        for corpus in CORPORA
        for exercise in corpus.exercises.values()
        for case in exercise.hidden_cases(SECRET)
        for name in case.inputs.keys() - _parameters(exercise)
    }
    assert beside == FOR_PROBES.keys()


def _parameters(exercise: Exercise) -> set[str]:
    stub = getattr(importlib.import_module(exercise.module), exercise.function)
    return set(inspect.signature(stub).parameters)


@pytest.mark.parametrize("exercise", [parse, shapes, costs], ids=lambda exercise: exercise.id)
def test_what_an_error_must_name_is_not_sent(exercise: Exercise) -> None:
    cases = exercise.hidden_cases(SECRET)
    outputs = zip(cases, expected_outputs(exercise, cases), strict=True)
    errors = [(case, right) for case, right in outputs if isinstance(right, Raises)]
    assert errors
    for case, right in errors:
        assert right.what
        assert str(right.number) not in re.findall(r"\d+", str(case.inputs))
