"""Reading a submission: what is judged of it, its key, and what is repaired for nbgrader."""

from __future__ import annotations

import json
import os
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from autograder.core.errors import CourseError
from autograder.course.folders import Course
from autograder.course.secret import secret
from autograder.course.submissions import choosing, mend, submission
from autograder.course.submissions.notes import mended, note
from autograder.course.submissions.submission import Submission, read

ASSIGNMENT = "01-vector-backprop"
NOTEBOOK = f"{ASSIGNMENT}.ipynb"
KEY = b"k" * 32


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "submitted" / "ada" / ASSIGNMENT
    place.mkdir(parents=True)
    return place


@pytest.fixture
def pristine(tmp_path: Path) -> Path:
    path = tmp_path / "release" / ASSIGNMENT / NOTEBOOK
    path.parent.mkdir(parents=True)
    nbformat.write(new_notebook(cells=[new_code_cell("pristine")]), path)
    return path


def write(path: Path, text: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


@pytest.mark.parametrize("place", ["cs_cnn/", "", "my work/cs_cnn/", "a/b/"])
@pytest.mark.parametrize("name", ["backprop.py", "backprop (1).py", "backprop-2.py"])
def test_the_layout_may_be_flat_or_nested(folder: Path, place: str, name: str) -> None:
    write(folder / place / name, "x = 1")
    assert read(folder, ASSIGNMENT, "ada").files["backprop.py"] == b"x = 1"


def test_the_file_in_the_package_counts_before_a_loose_one(folder: Path) -> None:
    write(folder / "backprop.py", "loose")
    write(folder / "old" / "cs_cnn" / "backprop.py", "old")
    write(folder / "cs_cnn" / "backprop (1).py", "second download")
    write(folder / "cs_cnn" / "backprop.py", "right")
    assert read(folder, ASSIGNMENT, "ada").files["backprop.py"] == b"right"


def test_only_the_students_own_modules_are_judged(folder: Path, tmp_path: Path) -> None:
    for name in ("__init__.py", "given/data.py", "helper.py", "not a module.py", "notes.txt"):
        write(folder / "cs_cnn" / name, "mine")
    write(folder / "cs_cnn" / "backprop.py", "x = 1")
    write(folder / "autograder" / "judge.py", "mine")
    secret = write(tmp_path / "secret.py", "the secret")
    (folder / "cs_cnn" / "stolen.py").symlink_to(secret)
    (folder / "elsewhere").symlink_to(tmp_path)
    found = read(folder, ASSIGNMENT, "ada")
    assert sorted(found.files) == ["__init__.py", "backprop.py", "helper.py"]
    found.stage(tmp_path)
    staged = sorted(path.name for path in (tmp_path / "cs_cnn").iterdir())
    assert staged == ["__init__.py", "backprop.py", "helper.py"]
    found.stage(tmp_path)  # a second time, in the place of the first


def test_a_later_assignments_file_does_not_count(folder: Path) -> None:
    for name in ("backprop", "conv", "optim", "mine"):
        write(folder / "cs_cnn" / f"{name}.py", "x = 1")
    assert sorted(read(folder, ASSIGNMENT, "ada").files) == ["backprop.py", "mine.py"]
    assert {"conv.py", "mine.py"} <= set(read(folder, "02-convolution", "ada").files)


def test_a_missing_file_is_judged_as_not_started_and_said(folder: Path) -> None:
    found = read(folder, ASSIGNMENT, "ada")
    assert b"NotImplementedError" in found.files["backprop.py"]
    assert found.notes == ["cs_cnn/backprop.py is missing; the blank stub was judged instead."]


def test_a_huge_file_is_not_read_and_said(folder: Path) -> None:
    write(folder / "cs_cnn" / "backprop.py", b"#" * (choosing.MAX_FILE + 1))
    found = read(folder, ASSIGNMENT, "ada")
    assert "larger than" in found.notes[0]
    assert b"NotImplementedError" in found.files["backprop.py"]


def test_the_key_changes_with_whatever_changes_a_verdict(monkeypatch: pytest.MonkeyPatch) -> None:
    def submitted(files: dict[str, bytes]) -> Submission:
        return Submission(ASSIGNMENT, "ada", files)

    same = submitted({"a.py": b"xy", "b.py": b""})
    keys = {
        same.key(KEY, True),
        same.key(KEY, False),
        same.key(b"o" * 32, True),
        submitted({"a.py": b"x", "b.py": b"y"}).key(KEY, True),
        submitted({"a.py": b"xy"}).key(KEY, True),
    }
    monkeypatch.setattr(submission, "_autograder", lambda: "another torch")
    assert len(keys | {same.key(KEY, True)}) == 6


def test_the_key_is_the_same_for_the_same_files_of_another_student() -> None:
    one, other = (Submission(ASSIGNMENT, who, {"a.py": b"x"}) for who in ("ada", "ben"))
    assert one.key(KEY, True) == other.key(KEY, True)


DAMAGED = {
    "no JSON": b'{"cells": [',
    "not UTF-8": b"\xff\xfe\x00{}",
    "empty": b"",
    "another JSON": b"[1, 2, 3]",
    "cells that are none": b'{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [7]}',
    "a source that is none": json.dumps(
        {
            "nbformat": 4,
            "nbformat_minor": 5,
            "metadata": {},
            "cells": [{"cell_type": "markdown", "id": "a", "metadata": {}, "source": {"x": 1}}],
        }
    ).encode(),
    "metadata that break the exporter": b'{"nbformat": 4, "nbformat_minor": 5, '
    b'"metadata": {"language": 7}, "cells": []}',
    "nested without end": b"[" * 100_000,
    "from the future": b'{"nbformat": 99, "nbformat_minor": 0, "metadata": {}, "cells": []}',
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_notebook_is_replaced_and_kept(folder: Path, pristine: Path, name: str) -> None:
    write(folder / NOTEBOOK, DAMAGED[name])
    mend.mend(folder, pristine)
    assert (folder / NOTEBOOK).read_bytes() == pristine.read_bytes()
    assert (folder / f"{NOTEBOOK}.damaged").read_bytes() == DAMAGED[name]
    (note,) = mended(folder)
    assert "not a readable notebook" in note
    assert f"{NOTEBOOK}.damaged" in note


def test_mending_twice_is_mending_once(folder: Path, pristine: Path) -> None:
    write(folder / NOTEBOOK, "{")
    for _ in range(2):
        mend.mend(folder, pristine)
    assert len(mended(folder)) == 1
    assert len(list(folder.iterdir())) == 3


def test_a_missing_notebook(folder: Path, pristine: Path) -> None:
    mend.mend(folder, pristine)
    assert (folder / NOTEBOOK).read_bytes() == pristine.read_bytes()
    assert "is missing" in mended(folder)[0]


def test_a_huge_notebook(folder: Path, pristine: Path) -> None:
    with (folder / NOTEBOOK).open("wb") as file:
        file.truncate(200 * 2**20)
    mend.mend(folder, pristine)
    assert (folder / NOTEBOOK).read_bytes() == pristine.read_bytes()
    assert (folder / f"{NOTEBOOK}.damaged").stat().st_size == 200 * 2**20


def test_a_sound_notebook_is_left_alone(folder: Path, pristine: Path) -> None:
    nbformat.write(new_notebook(cells=[new_code_cell("mine")]), folder / NOTEBOOK)
    before = (folder / NOTEBOOK).read_bytes()
    mend.mend(folder, pristine)
    assert (folder / NOTEBOOK).read_bytes() == before
    assert not mended(folder)


@pytest.mark.parametrize("name", [f"{ASSIGNMENT} (1).ipynb", f"{ASSIGNMENT}-Copy1.ipynb"])
def test_a_notebook_under_another_name_is_taken(folder: Path, pristine: Path, name: str) -> None:
    nbformat.write(new_notebook(cells=[new_code_cell("mine")]), folder / name)
    mend.mend(folder, pristine)
    assert "mine" in (folder / NOTEBOOK).read_text()
    assert name in mended(folder)[0]


def test_links_go_so_that_nbgrader_copies_nothing_of_ours(
    folder: Path, pristine: Path, tmp_path: Path
) -> None:
    ours = write(tmp_path / "gradebook.db", "ours")
    (folder / "data.txt").symlink_to(ours)
    (folder / "mended.txt").symlink_to(ours)
    (folder / NOTEBOOK).symlink_to(pristine)
    mend.mend(folder, pristine)
    assert not [path for path in folder.rglob("*") if path.is_symlink()]
    assert ours.read_text() == "ours"
    assert sum("was a link" in note for note in mended(folder)) == 3


def test_a_timestamp_that_is_none_does_not_count(folder: Path, pristine: Path) -> None:
    write(folder / "timestamp.txt", "as soon as I can")
    mend.mend(folder, pristine)
    assert not (folder / "timestamp.txt").exists()
    assert (folder / "timestamp.txt.damaged").read_text() == "as soon as I can"


def test_nothing_is_set_aside_without_a_release_to_take_its_place(folder: Path) -> None:
    write(folder / NOTEBOOK, "{")
    with pytest.raises(CourseError, match="cs-cnn release"):
        mend.mend(folder, folder / "gone" / NOTEBOOK)
    assert (folder / NOTEBOOK).read_text() == "{"


def test_the_secret_is_made_once_and_private(tmp_path: Path) -> None:
    course = Course(tmp_path)
    first = secret(course)
    assert secret(course) == first
    assert len(first) == 32
    assert course.secret.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in course.secret.parent.iterdir()] == ["secret"]
    assert secret(Course(tmp_path / "another")) != first


def test_a_damaged_secret_is_not_silently_another(tmp_path: Path) -> None:
    course = Course(tmp_path)
    secret(course)
    course.secret.write_bytes(b"short")
    with pytest.raises(CourseError, match=r"5 bytes instead of 32.*backup"):
        secret(course)


def test_the_secret_of_two_processes_that_start_at_once_is_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    course = Course(tmp_path)
    other = b"x" * 32

    def link_taken(source: str, target: Path) -> None:
        Path(target).write_bytes(other)
        raise FileExistsError

    monkeypatch.setattr(os, "link", link_taken)
    assert secret(course) == other


def test_a_repair_is_one_line_whatever_the_file_is_called(tmp_path: Path) -> None:
    note(tmp_path, "a\nEve copied.ipynb was used as 01-vector-backprop.ipynb.")
    assert mended(tmp_path) == [r"a\nEve copied.ipynb was used as 01-vector-backprop.ipynb."]
