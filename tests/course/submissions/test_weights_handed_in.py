"""Weights as a part of a submission: packed, collected, read, part of the key, kept."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest
from support.collect_world import by_student, write, zipped
from support.outcome_world import WEIGHTS

from autograder.core.errors import CourseError
from autograder.core.workspace import reset
from autograder.course.folders import PROJECT, STUDENT_PACKAGE, Course
from autograder.course.gradebook.preprocessors import _refuse_stray_code
from autograder.course.intake.collect import collect
from autograder.course.submissions import submission
from autograder.course.submissions.choosing import Found, choose
from autograder.course.submissions.contents import (
    expected_files,
    weight_files,
)
from autograder.course.submissions.pack import submit
from autograder.course.submissions.submission import read
from autograder.exercises import catalogue
from autograder.exercises.convnet.train import train
from autograder.judge import weights

ASSIGNMENT = "06-convnets"
NOTEBOOK = f"{ASSIGNMENT}.ipynb"
STUB, FILE = "cs_cnn/convnet.py", "cs_cnn/convnet.npz"
KEY = b"k" * 32


@pytest.fixture(autouse=True)
def _registered(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setitem(catalogue.ASSIGNMENTS, ASSIGNMENT, ("convnet",))
    catalogue.exercises.cache_clear()
    yield
    catalogue.exercises.cache_clear()


def test_only_an_assignment_with_such_an_exercise_has_weights() -> None:
    assert weight_files(ASSIGNMENT) == [FILE]
    assert expected_files(ASSIGNMENT) == [NOTEBOOK, STUB, FILE]
    others = [name for name in catalogue.ASSIGNMENTS if name != ASSIGNMENT]
    assert [weight_files(name) for name in others] == [[]] * len(others)


@pytest.mark.parametrize(
    "path",
    [
        FILE, "convnet.npz", "convnet (1).npz", "convnet-2.npz", "my work/cs_cnn/convnet(3).npz",
        "CS/convnet.NPZ",
    ],
)  # fmt: skip
def test_the_file_is_known_by_its_names(path: str) -> None:
    found = [Found(PurePosixPath(path), lambda: b"weights", 7)]
    assert choose(found, ASSIGNMENT).files == {FILE: b"weights"}
    assert choose(found, "02-convolution").files == {}


@pytest.mark.parametrize("path", ["cs_cnn/other.npz", "run.npz", "cs_cnn/given/convnet.npz"])
def test_other_weights_do_not_belong_to_it(path: str) -> None:
    assert choose([Found(PurePosixPath(path), lambda: b"weights", 7)], ASSIGNMENT).files == {}


COLLECTED = {
    "a zip": {"ada.zip": zipped({NOTEBOOK: "{}", STUB: "x = 1", FILE: WEIGHTS})},
    "second copies": {
        "ada.zip": zipped({NOTEBOOK: "{}", STUB: "x = 1", "convnet (1).npz": WEIGHTS})
    },
    "Canvas, each file alone": {
        "ada_123_456_convnet.py": "x = 1",
        "ada_123_457_convnet-1.npz": WEIGHTS,
    },
    "the weights alone": {"ada/convnet.npz": WEIGHTS},
}


@pytest.mark.parametrize("name", COLLECTED)
def test_weights_are_collected(tmp_path: Path, name: str) -> None:
    for path, content in COLLECTED[name].items():
        write(tmp_path / "in" / path, content)
    course = Course(tmp_path / "course")
    (student,) = by_student(collect(sorted((tmp_path / "in").iterdir()), course, ASSIGNMENT))
    assert student.startswith("ada")
    assert (course.submitted(ASSIGNMENT, student) / FILE).read_bytes() == WEIGHTS


def test_weights_of_another_assignment_are_left_behind(tmp_path: Path) -> None:
    files = {"02-convolution.ipynb": "{}", "cs_cnn/conv.py": "x = 1", FILE: WEIGHTS}
    source = write(tmp_path / "ada.zip", zipped(files))
    (found,) = collect([source], Course(tmp_path / "course"), "02-convolution")
    assert sorted(found.files) == ["02-convolution.ipynb", "cs_cnn/conv.py"]


def test_weights_are_staged_and_change_the_key(tmp_path: Path) -> None:
    write(tmp_path / STUB, "x = 1")
    without = read(tmp_path, ASSIGNMENT, "ada")
    write(tmp_path / FILE, WEIGHTS)
    with_them = read(tmp_path, ASSIGNMENT, "ada")
    assert with_them.notes == []
    assert without.key(KEY, True) != with_them.key(KEY, True)
    again = submission.Submission.from_json(with_them.to_json())
    (tmp_path / "staged").mkdir()
    again.stage(tmp_path / "staged")
    assert (tmp_path / "staged" / FILE).read_bytes() == WEIGHTS


def test_the_key_changes_with_how_images_are_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = submission._autograder.__wrapped__()
    text = (STUDENT_PACKAGE / "given" / "data" / "shapes.py").read_bytes()
    write(tmp_path / "given" / "data" / "shapes.py", text + b"# another size\n")
    monkeypatch.setattr(submission, "STUDENT_PACKAGE", tmp_path)
    assert submission._autograder.__wrapped__() != before


@pytest.mark.parametrize("size", [weights.MAX_FILE, weights.MAX_FILE + 1, 2 * weights.MAX_FILE])
def test_a_large_file_is_noted_and_the_judge_says_so(tmp_path: Path, size: int) -> None:
    write(tmp_path / FILE, bytes(size))
    found = read(tmp_path, ASSIGNMENT, "ada")
    (tmp_path / "staged").mkdir()
    found.stage(tmp_path / "staged")
    large = size > weights.MAX_FILE
    assert any("convnet.npz is larger than 5 MiB" in note for note in found.notes) is large
    with pytest.raises(weights.BadWeights, match="is larger than 5 MiB" if large else "damaged"):
        weights.read(tmp_path / "staged" / FILE)


def test_submit_packs_them_or_says_that_they_are_missing(student: Path, tmp_path: Path) -> None:
    write(student / STUB, "x = 1")
    write(student / "cs_cnn" / "other.npz", WEIGHTS)
    assert f"{FILE} is missing." in submit(ASSIGNMENT, student, tmp_path).warnings
    write(student / FILE, WEIGHTS)
    packed = submit(ASSIGNMENT, student, tmp_path)
    assert packed.files == [STUB, FILE]
    assert FILE not in "".join(packed.warnings)


def test_reset_keeps_them(student: Path) -> None:
    text = (PROJECT / STUB).read_text().replace('raise NotImplementedError("convnet.train")', "1")
    write(student / STUB, text)
    write(student / FILE, WEIGHTS)
    assert reset(train, student) is not None
    assert (student / FILE).read_bytes() == WEIGHTS


def test_weights_beside_the_notebook_are_not_released(tmp_path: Path) -> None:
    write(tmp_path / FILE, WEIGHTS)
    with pytest.raises(CourseError, match=r"convnet\.npz would be released as it is"):
        _refuse_stray_code(tmp_path, {STUB})


def test_git_ignores_the_students_weights_and_not_the_models() -> None:
    def ignored(path: str) -> bool:
        return subprocess.run(["git", "check-ignore", "-q", path], cwd=PROJECT).returncode == 0

    assert ignored(FILE)
    assert not ignored("autograder/solutions/convnet.npz")
