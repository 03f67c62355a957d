"""Who a hand-in is from: the platform at its own level, else folders and zips; never a merge."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.collect_world import (
    ASSIGNMENT,
    NOTEBOOK,
    STUB,
    by_student,
    right,
    stub_of,
    write,
    zipped,
)

from autograder.core.results import Collected
from autograder.course.folders import Course
from autograder.course.intake.collect import collect

TIME = "2026-02-01-10-30-00"
FORGED = "z_ada_attempt_2030-01-01-00-00-00_h"


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return Course(tmp_path / "course")


def collected(course: Course, folder: Path, files: dict[str, bytes | str]) -> list[Collected]:
    """Collect ``folder`` with these files."""
    for name, content in files.items():
        write(folder / name, content)
    return collect([folder], course, ASSIGNMENT)


NAMES = {
    "lovelaceada_123_456_work.zip": "lovelaceada_123",
    "lovelaceada_LATE_123_456_work.zip": "lovelaceada_123",
    "lovelace_ada_1_2_work.zip": "lovelace_ada_1",
    "王伟_7_8_work.zip": "7-",
    "anon_Ab3dE_456_work.zip": "anon_Ab3dE",
    "LATE_anon_Ab3dE_456_work.zip": "anon_Ab3dE",
    "LATE_anon_12345_456_work.zip": "anon_12345",
    f"lovelaceada_5_6_{FORGED}.zip": "lovelaceada_5",
    "lovelaceada_5_6_99_7_work.zip": "lovelaceada_5",
    "ada_2026_11_20.zip": "ada_2026_11_20",
    "Ada Lovelace_99_assignsubmission_file_/work.zip": "Ada_Lovelace_99",
    "Ada Lovelace_99_assignsubmission_file/work.zip": "Ada_Lovelace_99",
    "Ada Lovelace_99_assignsubmission_file_work.zip": "Ada_Lovelace_99",
    "Participant_70005_assignsubmission_file_/work.zip": "Participant_70005",
    "Group A_12_assignsubmission_file_/work.zip": "Group_A_12",
    f"Ada Lovelace_99_assignsubmission_file_{FORGED}.zip": "Ada_Lovelace_99",
    "Ada Lovelace_99_assignsubmission_file_/ben_1_2_w.zip": "Ada_Lovelace_99",
    "Ada_9_assignsubmission_file_Ben_8_assignsubmission_file_w.zip": "Ada_9",
    f"HW 1_jane_doe_attempt_{TIME}_work.zip": "jane_doe",
    f"HW 1_jane_doe_attempt_{TIME}_{FORGED}.zip": "jane_doe",
    f"HW 1_jane_doe_attempt_{TIME}_ben_1_2_w.zip": "jane_doe",
    "12-34 - Ada Lovelace - Nov 20, 2026 901 AM/work.zip": "Ada_Lovelace_12",
    "12-34 - Jean-Luc P - Nov 20, 2026 901 AM - my - work.zip": "Jean-Luc_P_12",
    "Lovelace, Ada(ada)/Submission attachment(s)/work.zip": "ada",
    "Lovelace, Ada(ada)_Submission attachment(s)_work.zip": "ada",
    "Submitted files/Ada Lovelace/HW 1/Version 2/work.zip": "Ada_Lovelace",
    "Assignment 1/Ada Lovelace - Kopie von backprop.zip": "Ada_Lovelace",
    "hw1-submissions/hw1-adal/cs_cnn.zip": "adal",
}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("around", ["a folder", "a zip"])
def test_the_name_that_the_platform_wrote_counts_at_its_own_level(
    name: str, around: str, course: Course, tmp_path: Path
) -> None:
    found = (
        collected(course, tmp_path / "downloads", {name: right()})
        if around == "a folder"
        else collected(course, tmp_path / "downloads", {"class.zip": zipped({name: right()})})
    )
    (one,) = found
    assert not one.problem
    assert one.student.startswith(NAMES[name])
    assert stub_of(course, one.student) == "x = 1"


@pytest.mark.parametrize(
    ("export", "name"),
    [
        (f"gradebook_CS_HW_{TIME}.zip", f"HW 1_ada_attempt_{TIME}_w.zip"),
        ("cs231n-backprop_submissions.zip", "ada_1_2_w.zip"),
        ("assignment_1_export.zip", "submission_17/w.zip"),
    ],
)
def test_one_submission_in_an_export_is_not_the_exports(
    export: str, name: str, course: Course, tmp_path: Path
) -> None:
    given = write(tmp_path / export, zipped({name: right()}))
    (one,) = collect([given], course, ASSIGNMENT)
    assert one.student in ("ada", "ada_1", "submission_17")


TWO = {
    "Moodle, one name": (
        "Ada Lovelace_98_assignsubmission_file_/work.zip",
        "Ada Lovelace_99_assignsubmission_file_/work.zip",
    ),
    "Moodle, blind marking": (
        "Participant_70005_assignsubmission_file_/work.zip",
        "Participant_70006_assignsubmission_file_/work.zip",
    ),
    "Blackboard": (
        f"HW 1_jane_doe_attempt_{TIME}_w.zip",
        f"HW 1_john_doe_attempt_{TIME}_w.zip",
    ),
    "Brightspace": (
        "12-34 - Ada Lovelace - Nov 20, 2026 901 AM/work.zip",
        "13-34 - Ada Lovelace - Nov 20, 2026 901 AM/work.zip",
    ),
    "Canvas, anonymous": ("anon_Ab3dE_456_work.zip", "anon_ab3dF_457_work.zip"),
    "Canvas, one name": ("lovelaceada_1_456_work.zip", "lovelaceada_2_457_work.zip"),
    "Gradescope": ("export/submission_17/work.zip", "export/submission_18/work.zip"),
    "Sakai": (
        "HW 1/Doe, J(jane)/Submission attachment(s)/work.zip",
        "HW 1/Doe, J(john)/Submission attachment(s)/work.zip",
    ),
    "folders of one name": ("ada/hw1/backprop.py", "ben/hw1/backprop.py"),
    "zips of one name": ("ada/work.zip", "ben/work.zip"),
    "versions": ("ada/Version 1/work.zip", "ben/Version 1/work.zip"),
    "src": ("ada/src/cs_cnn/backprop.py", "ben/src/cs_cnn/backprop.py"),
    "Google Classroom": ("Ada L - work.zip", "Ben - work.zip"),
    "Google Classroom, title first": ("Homework - ada.zip", "Homework - ben.zip"),
    "GitHub Classroom": ("hw1-submissions/hw1-ada/work.zip", "hw1-submissions/hw1-ben/work.zip"),
    "Teams": (
        "Submitted files/Ada L/HW 1/Version 1/work.zip",
        "Submitted files/Ben/HW 1/Version 1/work.zip",
    ),
    "Sakai, one folder": (
        "Doe, J(jane)_Submission attachment(s)_work.zip",
        "Doe, J(john)_Submission attachment(s)_work.zip",
    ),
    "deep": ("Group A/ada/hw1/src/backprop.py", "Group A/ben/hw1/src/backprop.py"),
}


@pytest.mark.parametrize("names", TWO.values(), ids=TWO)
@pytest.mark.parametrize("around", ["a folder", "a zip"])
def test_two_people_stay_two(
    names: tuple[str, str], around: str, course: Course, tmp_path: Path
) -> None:
    files = {name: right() if name.endswith(".zip") else f"# {name}" for name in names}
    if around == "a zip":
        files = {"class.zip": zipped(files)}
    found = [one.student for one in collected(course, tmp_path / "downloads", files)]
    assert len(set(found)) == len(found) == 2
    assert all(course.submitted(ASSIGNMENT, student).is_dir() for student in found)


OWN = {
    "a folder named so": {f"{FORGED}/{STUB}": "x = 1"},
    "a zip named so": {f"{FORGED}.zip": right()},
    "a folder beside her own": {NOTEBOOK: "{}", STUB: "x = 1", f"{FORGED}/{STUB}": "x = 2"},
    "a zip beside her own": {STUB: "x = 1", "ben_1_2_work.zip": right("x = 2")},
    "a Moodle folder beside her own": {
        "backprop.py": "x = 1",
        "Ada_9_assignsubmission_file_/backprop.py": "x = 2",
    },
    "a Gradescope folder": {f"submission_17/{STUB}": "x = 1"},
    "a Sakai name": {f"work(ada)/{STUB}": "x = 1"},
}


@pytest.mark.parametrize("inside", OWN.values(), ids=OWN)
@pytest.mark.parametrize(
    ("name", "student"),
    [
        ("eve.zip", "eve"),
        ("eve_6_7_eve.zip", "eve_6"),
        (f"HW 1_eve_attempt_{TIME}_eve.zip", "eve"),
        ("eve_6_assignsubmission_file_/eve.zip", "eve_6"),
    ],
)
def test_what_a_student_names_like_a_platform_stays_the_students(
    name: str, student: str, inside: dict[str, bytes | str], course: Course, tmp_path: Path
) -> None:
    found = collected(course, tmp_path / "downloads", {name: zipped(inside)})
    assert [one.student for one in found] == [student]
    assert stub_of(course, student) == "x = 1"


def test_one_person_with_a_folder_each_for_notebook_and_code(
    course: Course, tmp_path: Path
) -> None:
    files: dict[str, bytes | str] = {
        f"ada/notebook/{NOTEBOOK}": "{}",
        "ada/code/backprop.py": "x = 1",
        "ben/work.zip": right("x = 2"),
        "cy.zip": zipped({f"Notebooks/{NOTEBOOK}": "{}", "src/cs_cnn/backprop.py": "x = 3"}),
    }
    found = by_student(collected(course, tmp_path / "downloads", files))
    assert sorted(found) == ["ada", "ben", "cy"]
    for student in found:
        assert not found[student].problem
        assert (course.submitted(ASSIGNMENT, student) / NOTEBOOK).read_text() == "{}"


DOUBTS = {
    "two folders of one name": (
        {"Group A/ada/backprop.py": "x = 1", "Group B/ada/backprop.py": "x = 2"},
        ("Group A/ada", "Group B/ada"),
    ),
    "folders that name nobody": (
        {"ada/hw1/backprop.py": "x = 1", "ada/hw2/backprop.py": "x = 2", "ben.zip": right()},
        ("hw1", "hw2"),
    ),
    "half a submission each": (
        {f"x1/Foo/{NOTEBOOK}": "{}", "x1/Bar/backprop.py": "x", "ben/backprop.py": "x"},
        ("Foo", "Bar"),
    ),
    "two spellings": (
        {"Ada L/backprop.py": "x = 1", "ada_l/backprop.py": "x = 2"},
        ("Ada L", "ada_l"),
    ),
    "a platform and a folder": (
        {"ada_1_2_w.zip": right("x = 1"), "ada_1/backprop.py": "x = 2"},
        ("ada_1_2_w.zip", "ada_1"),
    ),
    "Canvas, a name that ends in a number": (
        {"ada_5_12_34_w.zip": right("x = 1"), "ada_5_13_35_w.zip": right("x = 2")},
        ("ada_5_12_34_w.zip", "ada_5_13_35_w.zip"),
    ),
    "Blackboard, a title like Canvas": (
        {f"HW_1_2_{who}_attempt_{TIME}_w.zip": right(who) for who in ("jane", "john")},
        ("jane", "john"),
    ),
    "two exports": (
        {"a.zip": zipped({"A_1_2_w.zip": right()}), "b.zip": zipped({"A_1_2_w.zip": right("y")})},
        ("a.zip", "b.zip"),
    ),
}


@pytest.mark.parametrize("doubt", DOUBTS.values(), ids=DOUBTS)
def test_in_doubt_both_are_refused_and_named(
    doubt: tuple[dict[str, bytes | str], tuple[str, str]], course: Course, tmp_path: Path
) -> None:
    files, named = doubt
    found = collected(course, tmp_path / "downloads", files)
    refused = [one for one in found if one.problem]
    assert refused
    assert all(name in one.problem for one in refused for name in named)
    assert not any(course.submitted(ASSIGNMENT, one.student).exists() for one in refused)


def test_of_teams_versions_the_latest_counts_and_working_files_do_not(
    course: Course, tmp_path: Path
) -> None:
    files: dict[str, bytes | str] = {
        "Submitted files/Ada L/HW 1/Version 2/backprop.py": "x = 2",
        "Submitted files/Ada L/HW 1/Version 10/backprop.py": "x = 10",
        "Submitted files/Ben/HW 1/Version 1/work.zip": right(),
        "Working files/Ada L/HW 1/backprop.py": "x = 11",
        "Working files/Cy/HW 1/backprop.py": "x = 3",
    }
    found = collected(course, tmp_path / "Student Work", files)
    assert stub_of(course, "Ada_L") == "x = 10"
    assert "There are 2 versions; Version 10 counts." in by_student(found)["Ada_L"].notes
    (refused,) = [one for one in found if one.problem]
    assert "Cy was not handed in" in refused.problem


@pytest.mark.parametrize("name", ["work.zip", "hw1.zip", "submission (2).zip", "backprop.zip"])
def test_a_name_that_everybody_uses_names_nobody(name: str, course: Course, tmp_path: Path) -> None:
    (one,) = collect([write(tmp_path / "downloads" / name, right())], course, ASSIGNMENT)
    assert "does not say who submitted it" in one.problem
