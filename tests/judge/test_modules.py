"""Modules judged in a worker: honest styles pass, changes of them fail hidden cases too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from answers.arch.changes import CHANGES
from answers.secret import SECRET
from support.modules_world import solution

from autograder.core.verdict import Status, Verdict
from autograder.exercises.arch import EXERCISES
from autograder.judge.judge import Judge
from autograder.render.diagnosis import diagnosis_text

IDS = ("arch.lenet", "arch.basic_block", "arch.resnet", "arch.multiply_adds", "arch.fine_tune")
"""A network, a block, a network of blocks, two functions on models."""
EVERY = 6
"""One change in this many; the others are judged without a worker (``test_module_changes.py``)."""
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
    for verdict in one_judge.verdicts([EXERCISE[id] for id in IDS]):
        assert verdict.passed, f"{verdict.id}: {diagnosis_text(verdict)}"
        assert verdict.noticed == []
        assert diagnosis_text(verdict) == ""


def answered(judge: Judge, id: str, text: str) -> Verdict:
    """The verdict on one exercise when the file is ``text``."""
    (judge.root / "cs_cnn" / "arch.py").write_text(text)
    (verdict,) = judge.verdicts([EXERCISE[id]])
    return verdict


@pytest.mark.parametrize("id", IDS)
def test_a_solution_passes_and_no_change_of_it(one_judge: Judge, id: str) -> None:
    stub = EXERCISE[id].function
    right = solution(stub)
    assert answered(one_judge, id, right).passed
    found = []
    for label, (old, new, says) in list(CHANGES[stub].items())[::EVERY]:
        verdict = answered(one_judge, id, right.replace(old, new))
        told = diagnosis_text(verdict)
        if not refused(verdict) or says not in told:
            found.append(f"{label}: {verdict.status}, {told}")
    assert found == []


def refused(verdict: Verdict) -> bool:
    """In public and in hidden cases, and not for a fault of ours; counts are public alone."""
    failing = [case for case in verdict.cases if case.status is not Status.PASSED]
    both = {case.hidden for case in failing} == {False, True}
    counts = all(case.name.endswith("its parameters") for case in failing)
    return bool(failing) and (both or counts) and verdict.status is not Status.GRADER_ERROR
