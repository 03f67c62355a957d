"""``cs-cnn grade`` writes what ``nbgrader autograde`` writes: every row, every file.

The two take turns on copies of one class, in which everything that recording looks at is
odd for somebody: late, without a notebook, tampered with, graded by hand, a grader error.
"""

from __future__ import annotations

import functools
import itertools
import json
import shutil
import sqlite3
from copy import deepcopy
from pathlib import Path

import pytest
from nbgrader.converters import Autograde
from support.course_world import (
    MORE_OF_THE_SAME,
    copy,
    graded_cells,
    hand_in,
    judge_here,
    run,
)
from test_nbgrader_traps import OUTPUTS, TAMPERED

from autograder.course.demo.stories import ASSIGNMENT
from autograder.course.folders import Course
from autograder.course.grade import grade
from autograder.course.gradebook import batches, converters
from autograder.course.gradebook.converters import gradebook
from autograder.course.gradebook.scores import scores
from autograder.course.reports import kept

NOTEBOOK = f"{ASSIGNMENT}.ipynb"
NEVER_THE_SAME = ("id", "version_num")


@pytest.fixture
def course(graded: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Course:
    judge_here(monkeypatch)
    return copy(graded, tmp_path / "class")


def answered(cells: list[dict]) -> None:
    for cell in cells:
        if "YOUR ANSWER HERE" in "".join(cell["source"]):
            cell["source"] = "In words."
            cell["attachments"] = {"a.png": {"image/png": "iVBORw0KGgo="}}


def all_outputs(cells: list[dict]) -> None:
    """Every kind of odd output, each in some of the cells."""
    for one, outputs in zip(graded_cells(cells), itertools.cycle(OUTPUTS.values()), strict=False):
        one["outputs"] = deepcopy(outputs)


def odd_class(course: Course) -> None:
    """Submissions of every kind, some of them graded before, some by a person."""
    for student in MORE_OF_THE_SAME:
        shutil.rmtree(course.submitted(ASSIGNMENT, student))
    others = [change for name, change in TAMPERED.items() if not name.startswith("outputs: ")]
    for number, change in enumerate((all_outputs, *others)):
        hand_in(course, f"t{number}", cells=change, judged=True)
    for student, when in (
        ("early", "2026-01-13 23:59:00 UTC"),
        ("late", "2026-01-14 12:00:00 +0900"),
    ):
        (hand_in(course, student, cells=answered, judged=True) / "timestamp.txt").write_text(when)
    (hand_in(course, "damaged", judged=True) / NOTEBOOK).write_text('{"cells": [')
    (course.submitted(ASSIGNMENT, "early") / "picture.txt").write_text("handed in too")
    unknown = json.loads(course.report(ASSIGNMENT, "Ben").read_text())
    unknown["exercises"][3]["status"] = "grader error"
    course.report(ASSIGNMENT, "Ben").write_text(json.dumps(unknown))
    extensions = {"early": {ASSIGNMENT: 1}, "late": {"another": 9}}
    with (course.root / "nbgrader_config.py").open("a") as file:
        file.write(
            "\nfrom autograder.course.gradebook.late import LatePolicy\n"
            "c.AssignLatePenalties.plugin_class = LatePolicy\n"
            "c.LatePolicy.per_day = 0.25\n"
            f"c.LatePolicy.extensions = {extensions}\n"
            "c.RecordScores.errors = True\n"
        )
    with gradebook(course) as book:
        book.update_or_create_assignment(ASSIGNMENT, duedate="2026-01-14 00:00:00 UTC")
        by_hand(book)
        book.db.commit()


def by_hand(book: object) -> None:
    """Points and comments of a person, for an answer in words and for an exercise."""
    for student in ("Ada", "Ivo"):
        found = (ASSIGNMENT, ASSIGNMENT, student)
        grade_of = book.find_grade("question-misprint", *found)
        grade_of.manual_score, grade_of.extra_credit, grade_of.needs_manual_grade = 3.5, 1, False
        book.find_comment("question-misprint", *found).manual_comment = "Hm"
        book.find_grade("backprop-relu", *found).manual_score = 0.5
    book.grant_extension(ASSIGNMENT, "Ada", days=30)
    book.update_or_create_student("Ada", first_name="Ada", last_name="L.", email="a@example.org")


def rows(course: Course) -> dict[str, list[dict[str, object]]]:
    """Every row of every table, ids replaced by what they stand for."""
    with sqlite3.connect(course.root / "gradebook.db") as database:
        database.row_factory = sqlite3.Row
        names = [
            row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type='table'")
        ]
        tables = {
            name: [dict(row) for row in database.execute(f"SELECT * FROM {name}")] for name in names
        }
    known: dict[str, dict] = {}
    for row in (row for table in tables.values() for row in table if "id" in row):
        known.setdefault(row["id"], {}).update(row)
    return {
        name: sorted((readable(row, known) for row in table), key=str)
        for name, table in tables.items()
    }


def readable(row: dict, known: dict) -> dict[str, object]:
    return {
        key: name_of(value, known) if key.endswith("_id") else value
        for key, value in row.items()
        if key not in NEVER_THE_SAME
    }


def name_of(id: str, known: dict) -> object:
    """A readable name for the row that an id points to."""
    row = known.get(id, {})
    parts = [row.get("name"), row.get("student_id"), row.get("assignment_id")]
    return [id if part is None else name_of(part, known) for part in parts if part] or id


def files(course: Course) -> dict[str, tuple[int, object]]:
    """Everything in ``autograded/``: permissions and content, cells without their random ids."""
    found = (path for path in (course.root / "autograded").rglob("*") if path.is_file())
    return {
        path.relative_to(course.root).as_posix(): (path.stat().st_mode & 0o777, content(path))
        for path in found
    }


def content(path: Path) -> object:
    if path.suffix != ".ipynb":
        return path.read_bytes()
    nb = json.loads(path.read_text())
    for cell in nb["cells"]:
        del cell["id"]
    return nb


@pytest.mark.long
def test_our_record_is_nbgraders_row_for_row_and_file_for_file(
    course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ben's report has a grader error, and is recorded as it is."""
    odd_class(course)
    theirs = copy(course, tmp_path / "theirs")
    run(theirs, f"autograde {ASSIGNMENT} --force")
    for path in (course.root / ".cs_cnn" / "recorded").rglob("*"):
        if path.is_file():
            path.unlink()
    monkeypatch.setattr(
        "autograder.course.grade.kept_for", functools.partial(kept.kept_for, errors=True)
    )
    done = grade(ASSIGNMENT, course, unsafe=True)
    assert not [one.problem for one in done if one.problem]
    assert rows(course) == rows(theirs)
    assert files(course) == files(theirs)
    penalties = {one.student: one.late_penalty for one in scores(course, ASSIGNMENT).values()}
    assert (penalties["early"], penalties["late"] > 0) == (0, True)


def test_files_beside_the_source_replace_what_was_handed_in(
    course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not the student's own module, though the instructor has one of that name there."""
    beside = tmp_path / "notebooks" / ASSIGNMENT
    shutil.copytree(course.released(ASSIGNMENT), beside)
    (beside / "data.csv").write_text("the instructor's")
    monkeypatch.setattr("autograder.course.config.NOTEBOOKS", tmp_path / "notebooks")
    (hand_in(course, "Zoe", judged=True) / "data.csv").write_text("the student's")
    theirs = copy(course, tmp_path / "theirs")
    assert not converters.run(Autograde, theirs, ASSIGNMENT, "Zoe", unsafe=True)
    grade(ASSIGNMENT, course, ["Zoe"], unsafe=True)
    assert files(course) == files(theirs)
    assert (course.autograded(ASSIGNMENT, "Zoe") / "data.csv").read_text() == "the instructor's"


def test_a_course_with_preprocessors_of_its_own_is_recorded_by_nbgrader_itself(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert batches.is_as_configured(course)
    with (course.root / "nbgrader_config.py").open("a") as file:
        file.write(
            "\nc.Autograde.autograde_preprocessors = ["
            "*c.Autograde.autograde_preprocessors, 'nbgrader.preprocessors.LimitOutput']\n"
        )
    assert not batches.is_as_configured(course)
    monkeypatch.setattr(batches, "Writer", None)
    hand_in(course, "Zoe", judged=True)
    (zoe,) = grade(ASSIGNMENT, course, ["Zoe"], unsafe=True)
    assert zoe.recorded
    assert zoe.score is not None
    assert zoe.score.cells["backprop-relu"]
