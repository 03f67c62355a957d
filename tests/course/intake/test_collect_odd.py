"""Collecting what is no zip of a student: each file is taken or refused, and the rest goes on."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.collect_world import ASSIGNMENT, NOTEBOOK, STUB, by_student, right, write, zipped

from autograder.course.folders import Course
from autograder.course.intake.collect import collect

ODD: dict[str, tuple[bytes | str, str]] = {
    "backprop.py": ("x = 1", "does not say who"),
    NOTEBOOK: ("{}", "does not say who"),
    "grades.csv": ("a,b", "neither a notebook nor a Python file"),
    "essay.pdf": ("%PDF", "neither a notebook nor a Python file"),
    "work.tar.gz": (b"\x1f\x8b", "only zips are opened"),
    "dan.rar": (b"Rar!", "only zips are opened"),
    "notes": ("no ending", "neither a notebook nor a Python file"),
    ".hidden": ("", "neither a notebook nor a Python file"),
    "empty.zip": (zipped({}), "it is empty"),
    "only_pdf.zip": (zipped({"essay.pdf": "%PDF"}), "neither"),
    "dand_1_2_essay.pdf": ("%PDF", "it contains essay.pdf"),
    "dand_1_2_work.tar.gz": (b"\x1f\x8b", "only zips are opened"),
    "dand_1_text.html": ("<p>", "it contains"),
    "Dan_1_assignsubmission_onlinetext_/onlinetext.html": ("<p>", "it contains onlinetext.html"),
    "Dan_1_assignsubmission_file_/work.7z": (b"7z", "only zips are opened"),
    "dan/work.7z": (b"7z", "only zips are opened"),
    "dan/essay.pdf": ("%PDF", "neither"),
}


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return Course(tmp_path / "course")


@pytest.mark.parametrize("name", ODD)
def test_beside_zips_on_the_command_line(name: str, course: Course, tmp_path: Path) -> None:
    content, sentence = ODD[name]
    write(tmp_path / "downloads" / name, content)
    write(tmp_path / "downloads" / "ada.zip", right())
    found = collect(sorted((tmp_path / "downloads").iterdir()), course, ASSIGNMENT)
    (refused,) = [one for one in found if one.problem]
    assert sentence in refused.problem
    assert not by_student(found)["ada"].problem


@pytest.mark.parametrize("name", [name for name in ODD if name not in ("grades.csv", ".hidden")])
@pytest.mark.parametrize("around", ["a folder", "a zip"])
def test_in_a_class(name: str, around: str, course: Course, tmp_path: Path) -> None:
    """Only what platforms and systems write themselves is passed over."""
    content, sentence = ODD[name]
    marked = name.startswith(("Dan_1_", "dand_1_"))
    beside = "Ada_9_assignsubmission_file_/w.zip" if marked else "ada.zip"
    files = {name: content, beside: right(), "index.html": "<p>"}
    if around == "a zip":
        files = {"class.zip": zipped(files)}
    for path, data in files.items():
        write(tmp_path / "downloads" / path, data)
    found = collect([tmp_path / "downloads"], course, ASSIGNMENT)
    taken = [one for one in found if not one.problem]
    (refused,) = [one for one in found if one.problem]
    assert sentence in refused.problem or "does not say who" in refused.problem
    assert [one.student for one in taken] == ["Ada_9" if marked else "ada"]


def test_a_single_notebook_that_names_its_student_is_the_students(
    course: Course, tmp_path: Path
) -> None:
    given = write(tmp_path / f"Ada Lovelace - {NOTEBOOK}", "{}")
    (one,) = collect([given], course, ASSIGNMENT)
    assert one.student == "Ada_Lovelace"


def test_two_files_of_one_submission_are_judged_together(course: Course, tmp_path: Path) -> None:
    """Canvas gives out each file on its own; one that is of no use costs nothing."""
    files: dict[str, bytes | str] = {
        "adal_1_2_backprop.py": "x = 1",
        f"adal_1_3_{NOTEBOOK}": "{}",
        "adal_1_4_readme.txt": "Hello",
    }
    given = [write(tmp_path / name, content) for name, content in files.items()]
    (one,) = collect(given, course, ASSIGNMENT)
    assert not one.problem
    assert set(one.files) == {NOTEBOOK, STUB}


def test_a_dot_in_front_of_a_name_hides_nothing_that_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / ".ada.zip"
    path.write_bytes(zipped({"cs_cnn/backprop.py": "x = 1"}))
    (one,) = collect([path], Course(tmp_path / "class"), ASSIGNMENT)
    assert (one.student, one.problem) == ("ada", "")
