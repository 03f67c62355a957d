"""What platforms write that is easily taken for something else."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.collect_world import ASSIGNMENT, NOTEBOOK, STUB, right, stub_of, write, zipped

from autograder.core.results import Collected
from autograder.course.folders import Course
from autograder.course.intake.collect import collect


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return Course(tmp_path / "course")


def collected(course: Course, files: dict[str, bytes | str]) -> list[Collected]:
    """What becomes of one zip with these files."""
    return collect([write(course.root.parent / "class.zip", zipped(files))], course, ASSIGNMENT)


def test_gradescopes_folder_is_named_if_it_was_collected_before_the_name_was_known(
    course: Course,
) -> None:
    about = "submission_17:\n  :submitters:\n  - :name: Ada L\n    :sid: '4711'\n"
    write(course.submitted(ASSIGNMENT, "submission_17") / STUB, "x = 0")
    files = {"e/submission_metadata.yml": about, "e/submission_17/w.zip": right()}
    (one,) = collected(course, files)
    assert one.student == "Ada_L_4711"
    assert "submission_17" in " ".join(one.notes)


def test_a_folder_with_two_exports_is_two_exports(course: Course, tmp_path: Path) -> None:
    for name, student in (("hw-1-submissions.zip", "ada_1"), ("submissions (1).zip", "ben_2")):
        write(tmp_path / "downloads" / name, zipped({f"{student}_3_w.zip": right()}))
    found = collect([tmp_path / "downloads"], course, ASSIGNMENT)
    assert sorted(one.student for one in found) == ["ada_1", "ben_2"]
    assert not any(one.problem for one in found)


@pytest.mark.parametrize(
    "date", ["20 nov. 2026 09h{}1", "2026年11月20日 09{}1", "20 Kas 2026 09{}1"]
)
def test_two_attempts_whose_times_cannot_be_read_are_refused(date: str, course: Course) -> None:
    """Which of them counts? They are never put together."""
    files = {f"12-34 - Ada - {date.format(hour)}/w.zip": right(f"x = {hour}") for hour in (0, 1)}
    for one in collected(course, files):
        assert "is the latest" in one.problem
        assert all(date.format(hour) in one.problem for hour in (0, 1))


def test_canvas_names_that_read_as_two_people_are_refused(course: Course) -> None:
    """Is it ``smith_2`` with the id 123 or 124, or ``smith`` with the id 2 and odd file names?"""
    found = collected(
        course, {"smith_2_123_456_w.zip": right("x = 1"), "smith_2_124_457_w.zip": right("x = 2")}
    )
    assert found
    assert all(one.problem for one in found)
    assert all("smith_2_124_457_w.zip" in one.problem for one in found)


def test_canvas_file_names_that_begin_with_a_number(course: Course) -> None:
    files: dict[str, bytes | str] = {
        "smith_2_123_1_backprop.py": "x = 1",
        f"smith_2_124_1_{NOTEBOOK}": "{}",
        "jones_3_125_2_backprop.py": "x = 2",
    }
    found = collected(course, files)
    assert len(found) == 2


@pytest.mark.parametrize("name", ["anon_Ab3dE_text.html", "LATE_anon_Ab3dE_link.html"])
def test_a_text_from_nobody_known_is_refused_and_not_passed_over(name: str, course: Course) -> None:
    found = collected(course, {name: "<p>", "anon_X9zq2_4_w.zip": right()})
    assert {one.student: bool(one.problem) for one in found} == {
        "anon_Ab3dE": True,
        "anon_X9zq2": False,
    }


def test_sakai_without_folders(course: Course) -> None:
    names = ("Doe, Jane(jane)", "Doe, Jane(jane2)")
    files = {f"HW 1/{n}_Submission attachment(s)_w.zip": right(f"# {n}") for n in names}
    found = collected(course, files)
    assert sorted(one.student for one in found) == ["jane", "jane2"]
    assert stub_of(course, "jane2") == "# Doe, Jane(jane2)"


@pytest.mark.parametrize("around", ["Submitted files/", "Student Work/Submitted files/", ""])
def test_the_last_version_that_was_turned_in_on_teams(around: str, course: Course) -> None:
    files = {
        f"{around}{who}/HW 1/Version {n}/w.zip": right(f"# {who} {n}")
        for who in ("Ada", "Ben")
        for n in (2, 10, 9)
    }
    found = collected(course, files)
    assert {one.student: one.problem for one in found} == {"Ada": "", "Ben": ""}
    assert stub_of(course, "Ada") == "# Ada 10"
    assert "Version 10" in " ".join(found[0].notes)


def test_what_was_turned_in_on_teams_counts_and_not_what_is_being_worked_on(
    course: Course,
) -> None:
    files = {
        f"Student Work/{kind}/{who}/HW 1/{version}w.zip": right(f"# {who} {kind}")
        for who in ("Ada", "Ben")
        for kind, version in (("Submitted files", "Version 1/"), ("Working files", ""))
    }
    found = collected(course, files)
    assert {one.student: one.problem for one in found} == {"Ada": "", "Ben": ""}
    assert stub_of(course, "Ben") == "# Ben Submitted files"


def test_repositories_of_github_classroom_bear_the_assignment_and_no_time(course: Course) -> None:
    files = {f"hw-1-submissions/hw-1-{who}/{STUB}": f"# {who}" for who in ("ada-l", "ben")}
    found = collected(course, files)
    assert sorted(one.student for one in found) == ["ada-l", "ben"]
    assert all("GitHub Classroom does not say when" in " ".join(one.notes) for one in found)


def test_a_folder_of_submissions_is_not_githubs_unless_each_name_says_so(course: Course) -> None:
    files = {f"hw-1-submissions/{who}/{STUB}": f"# {who}" for who in ("hw-1-ada", "ben")}
    assert sorted(one.student for one in collected(course, files)) == ["ben", "hw-1-ada"]


@pytest.mark.parametrize(
    ("name", "former"),
    [
        ("Ada L_9_assignsubmission_file_/w.zip", "Ada_L"),
        ("HW 1_jane_doe_attempt_2026-02-01-10-30-00_w.zip", "doe"),
    ],
)
def test_who_was_collected_under_the_id_of_an_earlier_version_is_named(
    name: str, former: str, course: Course
) -> None:
    """Else both are graded, and nobody knows why the student has two rows."""
    write(course.submitted(ASSIGNMENT, former) / STUB, "x = 0")
    (one,) = collected(course, {name: right()})
    assert str(course.submitted(ASSIGNMENT, former)) in " ".join(one.notes)
    write(course.submitted("02-convolution", "Zoe") / STUB, "x = 0")
    (other,) = collected(course, {"Zoe_8_assignsubmission_file_/w.zip": right()})
    assert "earlier version" not in " ".join(other.notes)
