"""Collecting submissions: what learning platforms give out, and what is newer than what."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from support.collect_world import (
    ASSIGNMENT,
    NOTEBOOK,
    STUB,
    by_student,
    right,
    stub_of,
    timestamp_of,
    write,
    zipped,
)

from autograder.core import storage
from autograder.core.errors import CourseError
from autograder.course.folders import Course
from autograder.course.intake.collect import collect
from autograder.course.intake.names import safe_id


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return Course(tmp_path / "course")


PLATFORMS = {
    "a zip named after the student": ({"ada.zip": right()}, "ada"),
    "with a folder around it": (
        {"ada.zip": zipped({f"my work/{STUB}": "x = 1", f"my work/{NOTEBOOK}": "{}"})},
        "ada",
    ),
    "with flat files": ({"ada.zip": zipped({"backprop.py": "x = 1", NOTEBOOK: "{}"})}, "ada"),
    "with Windows' backslashes": (
        {"ada.zip": zipped({"cs_cnn\\backprop.py": "x = 1", NOTEBOOK: "{}"})},
        "ada",
    ),
    "Canvas, a zip": ({"lovelaceada_123_456_01-vector-backprop.zip": right()}, "lovelaceada_123"),
    "Canvas, late": ({"lovelaceada_LATE_123_456_work.zip": right()}, "lovelaceada_123"),
    "Canvas, two files, the second time": (
        {
            "lovelaceada_123_456_backprop-1.py": "x = 1",
            "lovelaceada_123_457_01-vector-backprop-1.ipynb": "{}",
        },
        "lovelaceada_123",
    ),
    "Moodle": ({"Ada Lovelace_99_assignsubmission_file_/work.zip": right()}, "Ada_Lovelace_99"),
    "Moodle, all in one zip": (
        {"c.zip": zipped({"Ada Lovelace_99_assignsubmission_file_/work.zip": right()})},
        "Ada_Lovelace_99",
    ),
    "Moodle, without folders": (
        {
            "c.zip": zipped(
                {
                    "Ada Lovelace_99_assignsubmission_file_backprop.py": "x = 1",
                    f"Ada Lovelace_99_assignsubmission_file_{NOTEBOOK}": "{}",
                }
            )
        },
        "Ada_Lovelace_99",
    ),
    "Blackboard": ({"HW 1_ada_attempt_2026-02-01-10-30-00_work.zip": right()}, "ada"),
    "Gradescope": (
        {
            "export.zip": zipped(
                {
                    f"assignment_1/submission_17/{STUB}": "x = 1",
                    f"assignment_1/submission_17/{NOTEBOOK}": "{}",
                    f"assignment_1/submission_18/{STUB}": "x = 2",
                }
            )
        },
        "submission_17",
    ),
    "folders of students": (
        {f"ada/{STUB}": "x = 1", f"ada/{NOTEBOOK}": "{}", f"ben/{ASSIGNMENT}/{STUB}": "x = 2"},
        "ada",
    ),
}


@pytest.mark.parametrize("platform", PLATFORMS)
def test_what_learning_platforms_give_out(platform: str, course: Course, tmp_path: Path) -> None:
    files, student = PLATFORMS[platform]
    for name, content in files.items():
        write(tmp_path / "downloads" / name, content)
    inside = sorted((tmp_path / "downloads").iterdir())
    given = inside if all(path.is_file() for path in inside) else [tmp_path / "downloads"]
    found = by_student(collect(given, course, ASSIGNMENT))
    assert not found[student].problem
    assert stub_of(course, student) == "x = 1"
    assert (course.submitted(ASSIGNMENT, student) / NOTEBOOK).read_text() == "{}"


def test_the_latest_attempt_counts(course: Course, tmp_path: Path) -> None:
    names = [f"HW_ada_attempt_2026-02-0{day}-10-00-00_w.zip" for day in (3, 1, 2)]
    given = [write(tmp_path / name, right(name)) for name in names]
    collect(given, course, ASSIGNMENT)
    assert stub_of(course, "ada") == names[0]


def test_the_time_is_the_platforms_and_not_the_students(course: Course, tmp_path: Path) -> None:
    """A student's own zip says March; it was handed in at the time of the file itself."""
    write(tmp_path / "ada.zip", right(), when=1_780_000_000)
    platform = zipped({"Ben_99_assignsubmission_file_/w.zip": right()})
    write(tmp_path / "class.zip", platform, when=1_790_000_000)
    collect([tmp_path / "ada.zip", tmp_path / "class.zip"], course, ASSIGNMENT)
    assert timestamp_of(course, "ada") == "2026-05-28 20:26:40.000000 UTC"
    assert timestamp_of(course, "Ben_99").startswith("2026-03-01")


def test_a_submission_for_another_assignment(course: Course, tmp_path: Path) -> None:
    other = zipped({"02-convolution.ipynb": "{}", "cs_cnn/conv.py": "x"})
    (one,) = collect([write(tmp_path / "ada.zip", other)], course, ASSIGNMENT)
    assert "neither 01-vector-backprop.ipynb nor cs_cnn/backprop.py" in one.problem
    assert "02-convolution.ipynb" in one.problem


def test_a_zip_that_does_not_say_whose_it_is(course: Course, tmp_path: Path) -> None:
    (one,) = collect([write(tmp_path / f"{ASSIGNMENT}.zip", right())], course, ASSIGNMENT)
    assert "does not say who submitted it" in one.problem


def test_a_single_file_does_not_say_whose_it_is(course: Course, tmp_path: Path) -> None:
    (one,) = collect([write(tmp_path / "backprop.py", "x = 1")], course, ASSIGNMENT)
    assert "does not say who submitted it" in one.problem


def test_nothing_to_collect(course: Course, tmp_path: Path) -> None:
    write(tmp_path / "letters" / "essay.docx", "Dear Sir")
    gone, empty = collect([tmp_path / "gone.zip", tmp_path / "letters"], course, ASSIGNMENT)
    assert "Cannot read" in gone.problem
    assert "neither a notebook nor a Python file" in empty.problem


def test_an_unknown_assignment(course: Course) -> None:
    with pytest.raises(CourseError, match=r"Did you mean 01-vector-backprop"):
        collect([], course, "01-vector-backpropp")


def test_nobody_hands_in_for_somebody_else(course: Course, tmp_path: Path) -> None:
    """What Eve's zip says of Ada is not believed against Ada's own."""
    forged = zipped({f"ada/{STUB}": "forged", f"eve/{STUB}": "mine"})
    given = [write(tmp_path / "ada.zip", right()), write(tmp_path / "eve.zip", forged)]
    found = collect(given, course, ASSIGNMENT)
    assert all("claim to be from ada" in one.problem for one in found if one.student == "ada")
    assert not course.submitted(ASSIGNMENT, "ada").exists()


def test_the_same_again_changes_nothing(course: Course, tmp_path: Path) -> None:
    given = [write(tmp_path / "ada.zip", right())]
    collect(given, course, ASSIGNMENT)
    os.utime(given[0])
    before = timestamp_of(course, "ada")
    (one,) = collect(given, course, ASSIGNMENT)
    assert "nothing changed" in one.notes[0]
    assert timestamp_of(course, "ada") == before
    assert not course.earlier(ASSIGNMENT, "ada").exists()


def test_a_newer_submission_replaces_and_the_older_is_kept(course: Course, tmp_path: Path) -> None:
    for number, text in enumerate(("first", "second")):
        when = 1_770_000_000 + 100 * number
        (one,) = collect([write(tmp_path / "ada.zip", right(text), when)], course, ASSIGNMENT)
    assert stub_of(course, "ada") == "second"
    (kept,) = course.earlier(ASSIGNMENT, "ada").rglob("backprop.py")
    assert kept.read_text() == "first"
    assert str(kept.parents[2]) in one.notes[0]


def test_an_older_submission_does_not_replace_and_is_kept(course: Course, tmp_path: Path) -> None:
    collect([write(tmp_path / "ada.zip", right("newer"))], course, ASSIGNMENT)
    late = write(tmp_path / "ada.zip", right("older"), when=1_700_000_000)
    (one,) = collect([late], course, ASSIGNMENT)
    assert stub_of(course, "ada") == "newer"
    (kept,) = course.earlier(ASSIGNMENT, "ada").rglob("backprop.py")
    assert kept.read_text() == "older"
    assert "newer submission is in place" in one.notes[0]


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("ada", "ada"),
        ("ada@example.org", "ada@example.org"),
        ("Ada  Lovelace", "Ada_Lovelace"),
        ("王伟", "student-"),
        ("a+b", "a_b-"),
        ("*", "student-"),
        ("-rf", "rf-"),
        ("x" * 300, "x" * 40),
    ],
)
def test_ids_are_safe_for_folders_and_nbgrader(name: str, id: str) -> None:
    made = safe_id(name)
    assert made.startswith(id)
    assert made == safe_id(name)
    assert len(made) <= 64
    assert not set(made) & set("/\\+*?[]{}<>|&;'\" \n")
    assert made[0] not in ".-"


def test_different_names_never_become_one_id() -> None:
    names = ["a+b", "a*b", "a/b", "a b", "王伟", "王芳", "Zoë", "Zoe", "..", "..."]
    assert len({safe_id(name) for name in names}) == len(names)


def test_a_full_disk_is_one_sentence_and_leaves_the_earlier_submission(
    course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    collect([write(tmp_path / "ada.zip", right("first"))], course, ASSIGNMENT)

    def full(path: Path, data: bytes, **_: bool) -> None:
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(storage, "write", full)
    newer = write(tmp_path / "ada.zip", right("second"), when=1_790_000_000)
    with pytest.raises(CourseError, match="No space left on device"):
        collect([newer], course, ASSIGNMENT)
    assert stub_of(course, "ada") == "first"
    assert [path.name for path in course.submitted(ASSIGNMENT, "ada").parent.iterdir()] == [
        ASSIGNMENT
    ]
