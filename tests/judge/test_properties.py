"""Answers that are drawn at random: judged by what holds for every right one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.core.exercise import Case, exercise
from autograder.core.verdict import Verdict
from autograder.judge.judge import judge
from autograder.render.diagnosis import diagnosis_text

STUB = "import numpy as np\n\ndef shuffled(x, rng):\n    {body}\n"


def twice(student: Any, x: np.ndarray, seed: int) -> Any:
    once, again = (student(x, np.random.default_rng(seed)) for _ in range(2))
    return once, again


def properties(answer: Any, x: np.ndarray, seed: int) -> dict[str, Any]:
    once, again = answer
    return {
        "the entries, sorted": np.sort(once),
        "the same seed gives the same order": bool((once == again).all()),
        "the order changes": bool((once != x).any()),
    }


@exercise(
    "test.shuffled",
    points=4,
    stub="cs_cnn.test:shuffled",
    reference=lambda x, seed: (x.flip(0), x.flip(0)),
    outputs=("once", "again"),
    hints=("a", "b"),
    probe=twice,
    properties=properties,
)
def shuffled(rng: np.random.Generator) -> Iterator[Case]:
    """shuffled puts the entries in another order."""
    yield Case("thirty entries", x=rng.normal(size=30), seed=int(rng.integers(99)))
    yield Case("forty entries", x=rng.normal(size=40), seed=int(rng.integers(99)))


@shuffled.misconception("Entries are drawn with replacement: some are there twice.")
def with_replacement(x: Any, seed: int) -> Any:
    return x[[0, *range(len(x) - 1)]], x[[0, *range(len(x) - 1)]]


@shuffled.misconception("Nothing is shuffled.")
def not_shuffled(x: Any, seed: int) -> Any:
    return x, x


@shuffled.misconception("The entries change from call to call.")
def changing(x: Any, seed: int) -> Any:
    return 2 * x, 3 * x


@pytest.fixture
def verdict(student: Path) -> Any:
    def ask(body: str) -> Verdict:
        (student / "cs_cnn" / "test.py").write_text(STUB.format(body=body))
        return judge([shuffled], student, secret=b"of this test")[0]

    return ask


@pytest.mark.parametrize(
    "body", ["return rng.permutation(x)", "return x[rng.random(len(x)).argsort()]"]
)
def test_every_right_answer_passes_however_it_draws(verdict: Any, body: str) -> None:
    assert verdict(body).passed


def test_fewer_digits_are_no_fault_where_every_fact_holds(verdict: Any) -> None:
    assert verdict("return np.float32(rng.permutation(x))").passed
    assert "keeps fewer digits" in diagnosis_text(verdict("return np.float16(rng.permutation(x))"))


def test_a_fact_that_does_not_hold_is_said(verdict: Any) -> None:
    said = verdict("return np.random.permutation(x)")
    assert said.points == 0
    assert "Not satisfied: the same seed gives the same order" in diagnosis_text(said)


def test_a_misconception_in_which_more_is_wrong_is_not_named(verdict: Any) -> None:
    assert "The entries change" not in diagnosis_text(verdict("return np.random.permutation(x)"))


def test_a_misconception_is_named_by_its_facts(verdict: Any) -> None:
    assert "Nothing is shuffled." in diagnosis_text(verdict("return x.copy()"))
    assert "with replacement" not in diagnosis_text(verdict("return 2 * x"))


@pytest.mark.parametrize("body", ["return None", "return x[1:]", "return x > 0", "return [x]"])
def test_an_answer_of_another_form_is_no_fault_of_ours(verdict: Any, body: str) -> None:
    said = verdict(body)
    assert (said.status, said.points) == ("failed", 0)


def test_facts_are_computed_by_the_judge_and_never_in_the_worker(student: Path) -> None:
    liar = "import numpy as np\nnp.sort = None\n\ndef shuffled(x, rng):\n    return x\n"
    (student / "cs_cnn" / "test.py").write_text(liar)
    assert judge([replace(shuffled)], student)[0].points == 0
