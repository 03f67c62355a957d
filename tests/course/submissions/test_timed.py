"""What was timed at home is not timed again while nothing changes; nothing else is kept."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from autograder.core.verdict import Diagnosis, Fact, FactKind, Status, Verdict
from autograder.course.folders import SOLUTIONS
from autograder.course.submissions import timed
from autograder.course.submissions.home import Home
from autograder.exercises import catalogue
from autograder.judge.judge import Judge

TIMED = catalogue.exercises()["conv.forward_im2col"]


def raced(id: str, kind: FactKind = FactKind.SPEED) -> Verdict:
    fact = Fact(kind, "", "Your function is 20× as fast.")
    return Verdict(id, "title", Status.PASSED, 6, 6, Diagnosis(fact))


@pytest.fixture
def asked(student: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the exercises that are really judged, in place of judging them."""
    shutil.copy(SOLUTIONS / "conv.py", student / "cs_cnn")
    found: list[str] = []

    def verdicts(self: Judge, exercises: list, told: object = None) -> list[Verdict]:
        found.extend(each.id for each in exercises)
        return [raced(each.id) for each in exercises]

    monkeypatch.setattr(Judge, "verdicts", verdicts)
    return found


def test_the_same_file_is_timed_once(student: Path, asked: list[str]) -> None:
    for number in range(3):
        with Home(student) as home:
            said = home.verdicts([TIMED, catalogue.exercises()["conv.pad"]])
        assert [each.id for each in said] == [TIMED.id, "conv.pad"]
        assert said[0].diagnosis is not None
        assert said[0].diagnosis.fact.text.endswith(timed.AGAIN) == bool(number)
    assert asked == [TIMED.id, "conv.pad", "conv.pad", "conv.pad"]


def test_any_file_that_changes_has_it_timed_again(student: Path, asked: list[str]) -> None:
    for text in ("x = 1\n", "x = 2\n"):
        (student / "cs_cnn" / "mine.py").write_text(text)
        with Home(student) as home:
            home.verdicts([TIMED])
    assert asked == [TIMED.id] * 2


@pytest.mark.parametrize("text", ["{", "[]", '{"key": 1}', '{"key": "x", "verdict": {}}'])
def test_a_damaged_file_counts_as_none(student: Path, asked: list[str], text: str) -> None:
    with Home(student) as home:
        home.verdicts([TIMED])
        path = student / timed.FOLDER / f"{TIMED.id}.json"
        path.write_text(text.replace('"x"', json.dumps(json.loads(path.read_text())["key"])))
        home.verdicts([TIMED])
    assert asked == [TIMED.id] * 2


def test_what_is_wrong_is_not_kept(student: Path) -> None:
    timed.keep(student, raced(TIMED.id, FactKind.VALUES), "key")
    assert not (student / timed.FOLDER).exists()
