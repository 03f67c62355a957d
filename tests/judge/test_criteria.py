"""What counts beside right answers: a kind of criterion is added in one place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar

import numpy as np
import pytest

from autograder.core.exercise import Case, Criterion, exercise
from autograder.core.verdict import Fact, FactKind, Status, Verdict
from autograder.judge import criteria
from autograder.judge.judge import judge
from autograder.judge.prepared import Prepared
from autograder.judge.trial import Ask, Judged
from autograder.render.diagnosis import diagnosis_text

SECRET = bytes(range(32))


@dataclass(frozen=True)
class Near(Criterion):
    """An outcome on inputs of its own: the nearer the sum is to 100, the more points."""

    name: ClassVar[str] = "near"
    share_if_missed: ClassVar[float] = 0.25
    goal: float = 100.0

    def cases(self, rng: np.random.Generator) -> list[Case]:
        return [Case(self.name, n=int(rng.integers(3, 9)))]


def judged(asked: Prepared, near: Criterion, ask: Ask) -> Judged:
    assert isinstance(near, Near)
    (trial,) = asked.trials_of(near)
    value = round(float(ask.student([trial.case]).frames[0]["value"].sum()), 6)
    share = max(near.share_if_missed, 1 - abs(value - near.goal) / near.goal)
    fact = Fact(FactKind.OUTCOME, "", f"The sum is {value:g}, {near.goal:g} is the goal.")
    trial.fact = fact
    if share < 1:
        trial.fail(fact)
    return Judged(trial, share)


@exercise(
    "test.filled",
    points=8,
    stub="cs_cnn.mine:filled",
    reference=lambda n: np.ones(n),
    hints=("one", "two"),
    criteria=(Near(),),
)
def filled(rng: np.random.Generator) -> Iterator[Case]:
    """filled returns n ones, and larger numbers when n is large."""
    yield Case("one", n=1)
    yield Case("two", n=2)


@pytest.fixture(autouse=True)
def _known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(criteria.KINDS, Near, judged)


def verdict_of(student: Path, rest: str, secret: bytes | None = None) -> Verdict:
    text = f"import numpy as np\ndef filled(n):\n    return np.ones(n) if n < 3 else {rest}\n"
    (student / "cs_cnn" / "mine.py").write_text(text)
    return judge([filled], student, secret=secret)[0]


@pytest.mark.parametrize("secret", [None, SECRET], ids=["public", "hidden"])
def test_points_rise_with_the_outcome(student: Path, secret: bytes | None) -> None:
    whole = verdict_of(student, "np.full(n, 100 / n)", secret)
    part = verdict_of(student, "np.full(n, 50 / n)", secret)
    none = verdict_of(student, "np.zeros(n)", secret)
    assert [each.points for each in (whole, part, none)] == [8, 4, 2]
    assert [each.status for each in (whole, part, none)] == ["passed", "failed", "failed"]
    assert [case.name for case in part.cases].count("near") == 1


def test_what_is_measured_is_said_whether_it_passes_or_not(student: Path) -> None:
    assert "100 is the goal" in diagnosis_text(verdict_of(student, "np.full(n, 100 / n)"))
    assert 'case "near"' in diagnosis_text(verdict_of(student, "np.zeros(n)"))


def test_what_is_not_right_yet_is_not_tried(student: Path) -> None:
    (student / "cs_cnn" / "mine.py").write_text("def filled(n):\n    return n * [2.0]\n")
    verdict = judge([filled], student)[0]
    assert verdict.cases[-1].fact == criteria.UNTRIED
    assert verdict.cases[-1].status is Status.FAILED
    assert verdict.points == 0


def test_an_exercise_may_have_two(student: Path) -> None:
    twice = replace(filled, criteria=(Near(), Near(goal=50.0)))
    (student / "cs_cnn" / "mine.py").write_text(
        "import numpy as np\ndef filled(n):\n    return np.full(n, 1.0 if n < 3 else 50 / n)\n"
    )
    assert judge([twice], student)[0].points == 4
