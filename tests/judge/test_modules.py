"""Modules are judged by their numbers: honest styles pass, whatever is changed in them does not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from answers.secret import SECRET

from autograder.exercises.arch import EXERCISES
from autograder.judge.judge import Judge
from autograder.render.diagnosis import diagnosis_text

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
    for verdict in one_judge.verdicts(EXERCISES):
        assert verdict.passed, f"{verdict.id}: {diagnosis_text(verdict)}"
        assert verdict.noticed == []
        assert diagnosis_text(verdict) == ""
