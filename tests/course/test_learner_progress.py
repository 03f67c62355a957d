"""A learner's progress: kept beside the work, whatever happens to the folder or the file."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from support.student_world import refuse

from autograder.core import storage
from autograder.core.verdict import Status, Verdict
from autograder.course import learning, progress
from autograder.exercises import catalogue

FIRST, SECOND, THIRD = list(catalogue.exercises())[:3]


def said(id: str, status: Status = Status.PASSED, points: float = 1.0) -> Verdict:
    return Verdict(id, "title", status, points, 2.0)


@pytest.fixture
def root(student: Path) -> Path:
    (student / "cs_cnn" / "backprop.py").write_text("x = 1\n")
    return student


def save(root: Path, text: str) -> None:
    (root / "cs_cnn" / "backprop.py").write_text(text)


def test_each_version_of_the_file_is_one_attempt(root: Path) -> None:
    for text in ("x = 1\n", "x = 1\n", "x = 2\n"):
        save(root, text)
        progress.record(root, [said(FIRST, Status.FAILED)])
    done = progress.read(root).done[FIRST]
    assert (done.attempts, done.status, done.passed_on) == (2, "failed", "")


@pytest.mark.parametrize("status", [Status.NOT_STARTED, Status.GRADER_ERROR])
def test_an_untouched_stub_and_our_own_fault_are_none(root: Path, status: Status) -> None:
    progress.record(root, [said(FIRST, status)])
    assert progress.read(root).done[FIRST].attempts == 0


def test_a_pass_is_remembered_and_what_fails_now_is_open_again(root: Path) -> None:
    progress.record(root, [said(FIRST)])
    save(root, "x = 3\n")
    progress.record(root, [said(FIRST, Status.FAILED, 0.5)])
    done = progress.read(root).done[FIRST]
    assert done.passed_on
    assert not done.passes
    assert done.points == 0.5


def test_the_next_one_is_the_next_that_is_open(root: Path) -> None:
    progress.record(root, [said(SECOND)])
    found = progress.read(root)
    after = [found.following(id) for id in ("", FIRST, list(catalogue.exercises())[-1])]
    assert [each and each.id for each in after] == [FIRST, THIRD, FIRST]
    progress.record(root, [said(id) for id in catalogue.exercises()])
    assert progress.read(root).following(FIRST) is None


def test_a_moved_folder_keeps_it(root: Path, tmp_path: Path) -> None:
    progress.record(root, [said(FIRST)])
    moved = Path(shutil.move(root, tmp_path / "a new place"))
    assert progress.read(moved).done[FIRST].passes


@pytest.mark.parametrize(
    "text",
    ["{", "[]", "null", '{"exercises": {"backprop.relu": {"attempts": "many"}}}', "\xff\xfe",
     '{"exercises": {"backprop.relu": {"surprise": 1}}}', '{"exercises": 3}'],
)  # fmt: skip
def test_a_damaged_file_is_put_aside_and_said(root: Path, text: str) -> None:
    path = root / progress.FILE
    path.parent.mkdir()
    path.write_text(text, encoding="latin-1")
    line, *_ = learning.status(root)
    assert line.startswith(
        "What you did before could not be read. It is in .cs_cnn/progress.json.1"
    )
    assert (root / ".cs_cnn" / "progress.json.1.bak").read_text(encoding="latin-1") == text
    progress.record(root, [said(FIRST)])
    assert list(json.loads(path.read_text())["exercises"]) == [FIRST]


def test_where_nothing_can_be_written_a_check_goes_on(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(storage, "write", refuse(30))
    progress.record(root, [said(FIRST)])
    assert "cannot keep your progress" in capsys.readouterr().err


def test_what_is_begun_is_shown_in_sections(root: Path) -> None:
    progress.record(root, [said("conv.pad", Status.FAILED, 0.5), said("conv.output_size")])
    lines = list(learning.status(root))
    assert "02-convolution: 1 of 18 exercises passed, 1.5 of 84 points" in lines
    (there,) = [line for line in lines if "pad" in line]
    assert "✗\u00a0pad\u00a0(1\u00a0attempt)" in there or "✗\u00a0pad" in there
    assert "✓\u00a0output_size" in "".join(lines)
    assert not any("relu" in line for line in lines)
    assert any("relu" in line for line in learning.status(root, ["01-vector-backprop"]))
