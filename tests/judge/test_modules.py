"""Modules are judged by their numbers: honest styles pass, whatever is changed in them does not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from answers.arch.mutations import ANSWERS
from answers.secret import SECRET

from autograder.core.verdict import Status, Verdict
from autograder.exercises.arch import EXERCISES
from autograder.judge.judge import Judge
from autograder.render.diagnosis import diagnosis_text

LEAST = 20
"""Changes of each answer."""
EXERCISE = {each.id: each for each in EXERCISES}
STYLES = sorted((Path(__file__).parents[1] / "answers" / "arch" / "styles").glob("*.py"))


@pytest.fixture(scope="module")
def one_judge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Judge]:
    """One worker for all answers: it takes seconds to start."""
    root = tmp_path_factory.mktemp("student")
    (root / "cs_cnn").mkdir()
    (root / "cs_cnn" / "__init__.py").touch()
    with Judge(root, secret=SECRET) as judge:
        yield judge


@pytest.mark.parametrize("style", STYLES, ids=lambda path: path.stem)
def test_every_style_gets_all_points(one_judge: Judge, style: Path) -> None:
    (one_judge.root / "cs_cnn" / "arch.py").write_text(style.read_text())
    for verdict in one_judge.verdicts([EXERCISE[id] for id in ANSWERS]):
        assert verdict.passed, f"{verdict.id}: {diagnosis_text(verdict)}"
        assert verdict.noticed == []
        assert diagnosis_text(verdict) == ""


def answered(judge: Judge, id: str, text: str) -> Verdict:
    """The verdict on one exercise when the file is ``text``."""
    (judge.root / "cs_cnn" / "arch.py").write_text(text)
    (verdict,) = judge.verdicts([EXERCISE[id]])
    return verdict


@pytest.mark.parametrize("id", ANSWERS)
def test_a_right_answer_passes_and_no_change_of_it(one_judge: Judge, id: str) -> None:
    right, changes = ANSWERS[id]
    assert len(changes) >= LEAST
    assert answered(one_judge, id, right).passed
    found = []
    for old, new, says in changes:
        assert old in right, old
        verdict = answered(one_judge, id, right.replace(old, new))
        told = diagnosis_text(verdict)
        if not refused(verdict) or says not in told:
            found.append(f"{old!r} -> {new!r}: {verdict.status}, {told}")
    assert found == []


def refused(verdict: Verdict) -> bool:
    """In public and in hidden cases, and not for a fault of ours; counts are public alone."""
    failing = [case for case in verdict.cases if case.status is not Status.PASSED]
    both = {case.hidden for case in failing} == {False, True}
    counts = all(case.name.endswith("its parameters") for case in failing)
    return bool(failing) and (both or counts) and verdict.status is not Status.GRADER_ERROR
