"""A class that hands in through every platform: collected, graded, changed, given back."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest
from support import platform_class
from support.collect_world import write, zipped
from support.course_world import copy, graded_class, judge_here, sandbox_there
from support.platform_class import ASSIGNMENT, PlatformClass, answered

from autograder.core.results import Collected, Graded
from autograder.course.exports.table import export
from autograder.course.feedback import feedback
from autograder.course.folders import Course, notebook
from autograder.course.grade import grade
from autograder.course.intake.collect import collect


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    return copy(graded_class(tmp_path_factory), tmp_path_factory.mktemp("platforms") / "class")


@pytest.fixture(scope="module")
def made(course: Course, tmp_path_factory: pytest.TempPathFactory) -> PlatformClass:
    released = (course.released(ASSIGNMENT) / notebook(ASSIGNMENT)).read_text(encoding="utf-8")
    return platform_class.make(tmp_path_factory.mktemp("downloads"), released)


@pytest.fixture(scope="module")
def found(course: Course, made: PlatformClass) -> list[Collected]:
    return collect(sorted(made.downloads.iterdir()), course, ASSIGNMENT)


def graded(course: Course, made: PlatformClass) -> dict[str, Graded]:
    """Graded with the report of the same files, so that nothing is computed."""
    for student in made.students:
        shutil.copy(course.report(ASSIGNMENT, "Ada"), course.report(ASSIGNMENT, student))
    done = grade(ASSIGNMENT, course, sorted(made.students), unsafe=not sandbox_there())
    return {one.student: one for one in done}


def test_everybody_is_collected_as_themselves(
    found: list[Collected], course: Course, made: PlatformClass
) -> None:
    """Nobody is lost, nobody is somebody else, and no two are one."""
    assert 35 < len(made.students) < 50
    taken = {one.student for one in found if not one.problem}
    assert taken == set(made.students)
    assert {student: answered(course, student) for student in taken} == made.students
    assert len(found) == len(made.students) + len(made.refused)


def test_what_is_not_taken_is_named(found: list[Collected], made: PlatformClass) -> None:
    problems = [one.problem for one in found if one.problem]
    for name in made.refused:
        (problem,) = [text for text in problems if name in text.partition(": ")[0]]
        assert problem.endswith((".", "?"))
    assert all(one.notes for one in found if not one.problem and "_LATE" in one.source)


@pytest.mark.long
def test_the_class_is_graded_changed_graded_again_and_given_back(
    found: list[Collected], course: Course, made: PlatformClass, tmp_path: Path
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        judge_here(patch)
        first = graded(course, made)
        assert not [one.problem for one in first.values() if one.problem]
        assert len({one.score.score for one in first.values() if one.score}) == 1

        released = (course.released(ASSIGNMENT) / notebook(ASSIGNMENT)).read_text(encoding="utf-8")
        new = zipped(platform_class.work(released, "I changed my mind."))
        again = {
            "hw1_submissions.zip": zipped({"lovelaceada_2_302_work-1.zip": new}),
            "c.zip": zipped({"Ada Lovelace_71_assignsubmission_file_/work.zip": new}),
            "503-900 - Jean-Luc P - Nov 22, 2026 901 AM/work.zip": new,
            "vic.zip": new,
        }
        for name, content in again.items():
            write(tmp_path / "again" / name, content, when=1_790_000_000)
        changed = ["Ada_Lovelace_71", "Jean-Luc_P_503", "lovelaceada_2", "vic"]
        for student in changed:
            made.students[student] = "I changed my mind."
        second = collect(sorted((tmp_path / "again").iterdir()), course, ASSIGNMENT)
        assert sorted(one.student for one in second if not one.problem) == changed
        assert {student: answered(course, student) for student in made.students} == made.students
        done = graded(course, made)
    assert sorted(one.student for one in done.values() if one.recorded) == changed
    pages = {page.student for page in feedback(ASSIGNMENT, course) if not page.problem}
    assert set(made.students) <= pages
    export(course, tmp_path / "grades.csv")
    with (tmp_path / "grades.csv").open(newline="", encoding="utf-8") as file:
        rows = {row["student_id"] for row in csv.DictReader(file)}
    assert set(made.students) <= rows


def test_the_same_downloads_again_change_nothing(
    found: list[Collected], course: Course, made: PlatformClass
) -> None:
    """Neither what is the same, nor what has a newer one in its place, by whatever platform."""
    again = collect(sorted(made.downloads.iterdir()), course, ASSIGNMENT)
    assert {one.student for one in again if not one.problem} == set(made.students)
    assert {student: answered(course, student) for student in made.students} == made.students
    notes = [" ".join(one.notes) for one in again if not one.problem]
    assert all(
        "nothing changed" in text or "newer submission is in place" in text for text in notes
    )
