"""When a submission was handed in: what platforms tell, and what nobody tells is not invented."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from nbgrader.api import Gradebook
from support.collect_world import ASSIGNMENT, by_student, right, timestamp_of, write, zipped
from support.course_world import copy, graded_class, judge_here

from autograder.core.results import Collected
from autograder.course.folders import Course
from autograder.course.grade import grade
from autograder.course.gradebook import batches
from autograder.course.intake.collect import collect
from autograder.course.intake.platforms import mark

TIME = "2026-02-01-10-30-00"
RECEIPT = """Name: Jane Doe (jane_doe)
Assignment: HW_1
Date Submitted: {date}
Current Grade: Needs Grading

Submission Field:
There is no student submission text data for this assignment.
"""
METADATA = """---
submission_17:
  :submitters:
  - :name: Ada Lovelace
    :sid: '4711'
    :email: ada@example.org
  - :name: Ben B
    :email: ben@example.org
  :created_at: 2026-02-01 09:30:00.123456789 Z
  :score: 1.0
submission_18:
  :submitters:
  - :name: Ada Lovelace
    :sid: '4712'
  :created_at: 2026-02-02 09:30:00.000000000 +01:00
"""


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return Course(tmp_path / "course")


def one_of(course: Course, files: dict[str, bytes | str], zone: str = "") -> Collected:
    given = write(course.root.parent / "class.zip", zipped(files), when=1_790_000_000)
    (one,) = collect([given], course, ASSIGNMENT, ZoneInfo(zone) if zone else None)
    assert not one.problem
    return one


def has_time(course: Course, student: str) -> bool:
    return (course.submitted(ASSIGNMENT, student) / "timestamp.txt").exists()


@pytest.mark.parametrize("late", ["", "_LATE"])
def test_canvas_tells_late_or_not_and_no_time(late: str, course: Course) -> None:
    one = one_of(course, {f"adal{late}_1_2_w.zip": right()})
    assert not has_time(course, one.student)
    assert (course.submitted(ASSIGNMENT, one.student) / "late.txt").exists() == bool(late)
    assert "Canvas" in " ".join(one.notes)
    assert ("late" if late else "in time") in " ".join(one.notes)


@pytest.mark.parametrize(
    ("name", "student"),
    [
        (f"HW_jane_doe_attempt_{TIME}_w.zip", "jane_doe"),
        ("12-34 - Ada - Feb 1, 2026 1030 AM/w.zip", "Ada_12"),
    ],
)
def test_a_time_without_a_zone_is_read_in_the_one_that_is_given(
    name: str, student: str, course: Course
) -> None:
    one = one_of(course, {name: right()}, "America/New_York")
    assert timestamp_of(course, student) == "2026-02-01 15:30:00.000000 UTC"
    assert "read as EST" in one.notes[0]


def test_a_zone_that_is_named_later_corrects_the_time(course: Course) -> None:
    files: dict[str, bytes | str] = {f"HW_ada_attempt_{TIME}_w.zip": right()}
    one_of(course, files, "Europe/Zurich")
    one = one_of(course, files, "America/New_York")
    assert timestamp_of(course, "ada") == "2026-02-01 15:30:00.000000 UTC"
    assert "its time is corrected" in " ".join(one.notes)


def test_a_time_that_was_the_downloads_is_taken_away(course: Course) -> None:
    files: dict[str, bytes | str] = {"adal_1_2_w.zip": right()}
    one_of(course, files)
    (course.submitted(ASSIGNMENT, "adal_1") / "timestamp.txt").write_text("2026-12-01 00:00 UTC")
    one_of(course, files)
    assert not has_time(course, "adal_1")


def test_a_time_without_any_zone_says_so(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    one = one_of(course, {f"HW_ada_attempt_{TIME}_w.zip": right()})
    assert "without a time zone" in one.notes[0]
    assert "--zone" in one.notes[0]


@pytest.mark.parametrize(
    "date",
    [
        "Sunday, February 1, 2026 10:30:00 AM EST",
        "Sunday, 1 February 2026 15:30:00 o'clock GMT",
        "Sunday, February 1, 2026 4:30:00 PM CET",
    ],
)
def test_blackboards_receipt_tells_the_zone_and_the_whole_username(
    date: str, course: Course
) -> None:
    attempt = f"HW_1_jane_doe_attempt_{TIME}"
    files = {f"{attempt}.txt": RECEIPT.format(date=date), f"{attempt}_w.zip": right()}
    assert one_of(course, files).student == "jane_doe"
    assert timestamp_of(course, "jane_doe") == "2026-02-01 15:30:00.000000 UTC"


@pytest.mark.parametrize("text", ["20260201103000123", "2026-02-01T10:30:00.123Z"])
def test_sakai_tells_it_in_a_file(text: str, course: Course) -> None:
    files = {
        "HW/Doe, J(jane)/Submission attachment(s)/w.zip": right(),
        "HW/Doe, J(jane)/timestamp.txt": text,
        "HW/grades.csv": "Display ID,ID",
    }
    assert one_of(course, files).student == "jane"
    assert timestamp_of(course, "jane").startswith("2026-02-01 10:30:00")


def test_gradescopes_metadata_tell_names_times_and_members(course: Course) -> None:
    files: dict[str, bytes | str] = {
        "assignment_1_export/submission_metadata.yml": METADATA,
        "assignment_1_export/submission_17/w.zip": right("x = 17"),
        "assignment_1_export/submission_18/w.zip": right("x = 18"),
    }
    given = write(course.root.parent / "class.zip", zipped(files))
    found = by_student(collect([given], course, ASSIGNMENT))
    assert sorted(found) == ["Ada_Lovelace_4711", "Ada_Lovelace_4712"]
    assert timestamp_of(course, "Ada_Lovelace_4711").startswith("2026-02-01 09:30:00")
    assert timestamp_of(course, "Ada_Lovelace_4712").startswith("2026-02-02 08:30:00")
    assert "Ben B_ben@example.org" in " ".join(found["Ada_Lovelace_4711"].notes)


def test_what_lies_beside_counts_when_files_are_collected_one_by_one(
    course: Course, tmp_path: Path
) -> None:
    attempt = f"HW_1_jane_doe_attempt_{TIME}"
    date = "Sunday, February 1, 2026 10:30:00 AM EST"
    for name, content in {
        "submission_metadata.yml": METADATA,
        "submission_17/backprop.py": "x = 17",
        f"{attempt}.txt": RECEIPT.format(date=date),
        f"{attempt}_w.zip": right(),
    }.items():
        write(tmp_path / "all" / name, content)
    found = by_student(collect(sorted((tmp_path / "all").iterdir()), course, ASSIGNMENT))
    assert sorted(found) == ["Ada_Lovelace_4711", "jane_doe"]
    assert not any(one.problem for one in found.values())
    assert timestamp_of(course, "jane_doe").startswith("2026-02-01 15:30")


BOMB = "a0: &a0 [x]\n" + "".join(
    f"a{n + 1}: &a{n + 1} [{', '.join([f'*a{n}'] * 9)}]\n" for n in range(9)
)


@pytest.mark.parametrize(
    "damaged",
    [
        "- [",
        "submission_17: 3",
        "!!python/object:os.system {}",
        "",
        "submission_17: {':submitters': 3, ':created_at': [1]}",
        "submission_17: {':submitters': [3, {':name': [1], 4: 5}], ':created_at': soon}",
        BOMB + "submission_17: {':submitters': [{':name': *a9}], ':created_at': *a9}",
        "[" * 5000,
    ],
)
def test_damaged_metadata_lose_nothing(damaged: str, course: Course) -> None:
    files = {"e/submission_metadata.yml": damaged, "e/submission_17/w.zip": right()}
    assert one_of(course, files).student == "submission_17"
    assert not has_time(course, "submission_17")


def test_moodles_zip_counts_only_where_it_keeps_real_times(course: Course) -> None:
    names = [f"P_{n}_assignsubmission_file_/w.zip" for n in (1, 2)]
    given = write(course.root.parent / "c.zip", zipped(dict.fromkeys(names, right())))
    for one in collect([given], course, ASSIGNMENT):
        assert not has_time(course, one.student)
        assert "never counts as late" in one.notes[0]


def test_the_hour_of_brightspace_has_two_digits_of_minutes() -> None:
    found = mark("1-2 - A - Feb 1, 2026 110 PM", "folder")
    assert found
    assert str(found.local) == "2026-02-01 13:10:00"


def test_who_is_late_without_a_time_gets_the_penalty_and_others_do_not(
    tmp_path_factory: pytest.TempPathFactory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    course = copy(graded_class(tmp_path_factory), tmp_path / "class")
    judge_here(monkeypatch)
    with (course.root / "nbgrader_config.py").open("a") as file:
        file.write('\nc.LateSubmissionPlugin.penalty_method = "zero"\n')
    solved = course.submitted(ASSIGNMENT, "Ada")
    files = {
        path.relative_to(solved).as_posix(): path.read_bytes()
        for path in solved.rglob("*")
        if path.suffix in (".py", ".ipynb")
    }
    names = ("adal_LATE_1_2_w.zip", "benb_3_4_w.zip")
    given = [write(tmp_path / name, zipped(files), when=1_990_000_000) for name in names]
    collect(given, course, ASSIGNMENT)
    with Gradebook(f"sqlite:///{course.gradebook}", "cs_cnn") as book:
        book.update_or_create_assignment(ASSIGNMENT, duedate="2026-01-14 00:00:00 UTC")
    graded = grade(ASSIGNMENT, course, ["adal_1", "benb_3"], unsafe=True)
    penalties = {one.student: one.score.late_penalty for one in graded if one.score}
    assert penalties["adal_1"] > 0
    assert penalties["benb_3"] == 0
    mine = {name: moment for name in penalties if (moment := handed_in(course, name))}
    monkeypatch.setattr(batches, "is_as_configured", lambda course: False)  # nbgrader's own way
    with Gradebook(f"sqlite:///{course.gradebook}", "cs_cnn") as book:
        for student in penalties:
            book.remove_submission(ASSIGNMENT, student)
    shutil.rmtree(course.root / ".cs_cnn" / "recorded")
    again = grade(ASSIGNMENT, course, list(penalties), unsafe=True)
    assert {one.student: one.score.late_penalty for one in again if one.score} == penalties
    assert {name: handed_in(course, name) for name in mine} == mine


def handed_in(course: Course, student: str) -> datetime | None:
    with Gradebook(f"sqlite:///{course.gradebook}", "cs_cnn") as book:
        return book.find_submission(ASSIGNMENT, student).timestamp
