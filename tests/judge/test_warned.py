"""A right answer that makes NumPy warn: it passes, and the verdict says why that matters."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import pytest

from autograder.core.verdict import FactKind, Status, Verdict
from autograder.exercises import catalogue
from autograder.judge import warned
from autograder.judge.judge import judge
from autograder.render.diagnosis import diagnosis_text
from autograder.render.html import verdict_html

SECRET = bytes(range(32))
NAIVE = "import numpy as np\n\ndef sigmoid(x):\n    return 1 / (1 + np.exp(-x))\n"


def of_sigmoid(student: Path, text: str, secret: bytes | None = None) -> Verdict:
    (student / "cs_cnn" / "backprop.py").write_text(text)
    return judge(catalogue.find("backprop.sigmoid"), student, secret=secret)[0]


def test_the_naive_sigmoid_is_correct_and_warns(student: Path) -> None:
    verdict = of_sigmoid(student, NAIVE)
    assert (verdict.status, verdict.points) == (Status.PASSED, verdict.max_points)
    assert diagnosis_text(verdict) == warned.WHY["overflow"]
    assert verdict_html(verdict).count("Correct, but NumPy warns of an overflow") == 1
    assert "cs_cnn/backprop.py:4: RuntimeWarning: overflow" in verdict_html(verdict)


def test_who_avoids_the_warning_reads_nothing(student: Path) -> None:
    verdict = of_sigmoid(student, NAIVE.replace("np.exp(-x)", "np.exp(-np.clip(x, -700, None))"))
    assert (verdict.status, verdict.diagnosis) == (Status.PASSED, None)


@pytest.mark.parametrize(
    ("printed", "kind"),
    [
        ("mine.py:4: RuntimeWarning: invalid value encountered in log\n", "invalid value"),
        ("RuntimeWarning: divide by zero encountered in scalar divide", "divide by zero"),
    ],
)
def test_the_sentence_is_that_of_the_kind(printed: str, kind: str) -> None:
    said = warned.remark(printed)
    assert said is not None
    assert (said.kind, said.public) == (FactKind.WARNED, warned.WHY[kind])


@pytest.mark.parametrize("printed", ["", "overflow", "RuntimeWarning: Mean of empty slice"])
def test_other_output_is_no_remark(printed: str) -> None:
    assert warned.remark(printed) is None


def test_a_warning_of_hidden_cases_tells_its_kind_alone(student: Path) -> None:
    """Numbers that a student's code prints beside it stay where they are."""
    loud = "print('x is', x); import warnings; warnings.simplefilter('always'); return 1"
    verdict = of_sigmoid(student, NAIVE.replace("return 1", loud), SECRET)
    hidden = [asdict(case) for case in verdict.cases if case.hidden]
    facts = [case["fact"] for case in hidden if case["fact"]]
    assert facts
    assert {(fact["public"], fact["detail"]) for fact in facts} == {(warned.WHY["overflow"], "")}
    assert all(case["printed"] == "" for case in hidden)
