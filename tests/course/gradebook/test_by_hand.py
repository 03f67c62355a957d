"""What a person graded stays graded while the answer is the same, and waits when it has changed.

Our own record and nbgrader's commands do the same.
"""

from __future__ import annotations

import csv
import html
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from support.course_world import SOLUTION, copy, hand_in, judge_here, run

from autograder.core import stubs
from autograder.core.results import Graded
from autograder.course.demo.stories import ASSIGNMENT
from autograder.course.exports.table import export
from autograder.course.feedback import feedback
from autograder.course.folders import Course, notebook
from autograder.course.grade import grade
from autograder.course.gradebook.converters import gradebook
from autograder.course.gradebook.scores import scores

QUESTION = "question-misprint"
WORDS = "The weights are shared, so their gradients add up."
OTHER_WORDS = "I read the question again and think that they do not."
FOUND = (ASSIGNMENT, ASSIGNMENT, "Zoe")

Record = Callable[[Course], list[Graded]]


def by_ours(course: Course) -> list[Graded]:
    return grade(ASSIGNMENT, course, ["Zoe"], unsafe=True)


def by_nbgrader(course: Course) -> list[Graded]:
    run(course, f"autograde {ASSIGNMENT} --student Zoe --force --RecordScores.unsafe=True")
    return []


@pytest.fixture
def course(graded: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Course:
    """With Zoe's hand-in, recorded, and her answer in words graded by a person."""
    judge_here(monkeypatch)
    found = copy(graded, tmp_path / "class")
    hand_in(found, "Zoe", cells=answer(WORDS), judged=True)
    by_ours(found)
    with gradebook(found) as book:
        grade_of_a_person(book)
    assert not waits(found)
    return found


def grade_of_a_person(book: Gradebook, points: float = 3.5, comment: str = "Well said") -> None:
    of = book.find_grade(QUESTION, *FOUND)
    of.manual_score, of.needs_manual_grade = points, False
    book.find_comment(QUESTION, *FOUND).manual_comment = comment
    for one in book.find_submission_notebook(*FOUND).grades:
        one.needs_manual_grade = False
    book.db.commit()


def answer(words: str) -> Callable[[list[dict]], None]:
    def change(cells: list[dict]) -> None:
        for cell in cells:
            if cell["metadata"].get("nbgrader", {}).get("grade_id") == QUESTION:
                cell["source"] = words

    return change


def rewrite(course: Course, words: str) -> None:
    path = course.submitted(ASSIGNMENT, "Zoe") / notebook(ASSIGNMENT)
    nb = json.loads(path.read_text())
    answer(words)(nb["cells"])
    path.write_text(json.dumps(nb))


def waits(course: Course) -> bool:
    return scores(course, ASSIGNMENT)["Zoe"].needs_manual_grade


def due(course: Course, date: str) -> None:
    with gradebook(course) as book:
        book.update_or_create_assignment(ASSIGNMENT, duedate=date)
        book.db.commit()


def exported(course: Course, column: str) -> str:
    table = course.root / "scores.csv"
    export(course, table)
    rows = csv.DictReader(table.read_text().splitlines())
    return next(row[column] for row in rows if row["student_id"] == "Zoe")


def page(course: Course) -> str:
    (made,) = feedback(ASSIGNMENT, course, ["Zoe"])
    return made.path.read_text()


@pytest.mark.parametrize("record", [by_ours, by_nbgrader])
def test_an_unchanged_answer_stays_graded(course: Course, record: Record) -> None:
    due(course, "2026-01-14 00:00:00 UTC")
    record(course)
    assert not waits(course)
    assert exported(course, QUESTION) == "3.5"
    assert "Well said" in page(course)


def test_an_answer_that_an_earlier_version_recorded_stays_graded(course: Course) -> None:
    course.answers(ASSIGNMENT, "Zoe").unlink()
    due(course, "2026-01-14 00:00:00 UTC")
    by_ours(course)
    assert not waits(course)


@pytest.mark.parametrize("record", [by_ours, by_nbgrader])
def test_a_changed_answer_waits_on_the_page_and_in_the_table(
    course: Course, record: Record
) -> None:
    rewrite(course, OTHER_WORDS)
    record(course)
    assert waits(course)
    assert exported(course, QUESTION) == ""
    assert exported(course, "needs_manual_grade") == "1"
    shown = page(course)
    assert OTHER_WORDS in shown
    assert "Well said" not in shown
    assert "Not graded yet" in shown


@pytest.mark.parametrize("record", [by_ours, by_nbgrader])
def test_it_goes_on_waiting_until_a_person_has_graded_it(course: Course, record: Record) -> None:
    rewrite(course, OTHER_WORDS)
    record(course)
    due(course, "2026-01-14 00:00:00 UTC")
    record(course)
    assert waits(course)
    with gradebook(course) as book:
        grade_of_a_person(book, 1.0, "Think of a matrix product")
    due(course, "2026-01-15 00:00:00 UTC")
    record(course)
    assert not waits(course)
    assert exported(course, QUESTION) == "1.0"


def test_what_was_taken_back_is_said(course: Course) -> None:
    rewrite(course, OTHER_WORDS)
    (zoe,) = by_ours(course)
    assert zoe.taken_back == [
        f"{QUESTION} was graded by hand (3.5 points) and has changed since: grade it again. "
        "The comment was: Well said"
    ]
    (zoe,) = by_ours(course)
    assert zoe.taken_back == []


def test_points_of_a_person_for_code_stay_while_the_code_does(course: Course) -> None:
    with gradebook(course) as book:
        one = book.find_grade("backprop-relu", *FOUND)
        one.manual_score, one.needs_manual_grade = 0.5, False
        book.db.commit()
    stub = course.submitted(ASSIGNMENT, "Zoe") / "cs_cnn" / SOLUTION.name
    stub.write_text(stubs.rewrite(stub.read_text(), "tanh", "return np.tanh(+x)"))
    by_ours(course)
    assert exported(course, "backprop-relu") == "0.5"
    assert not waits(course)
    stub.write_text(stubs.rewrite(stub.read_text(), "relu", "return np.where(x > 0, x, 0)"))
    (zoe,) = by_ours(course)
    assert exported(course, "backprop-relu") != "0.5"
    assert waits(course)
    assert any("backprop-relu was graded by hand (0.5 points)" in said for said in zoe.taken_back)


def test_the_students_page_says_what_was_taken_and_what_was_left(course: Course) -> None:
    folder = course.submitted(ASSIGNMENT, "Zoe")
    assert "Your hand-in" not in page(course)
    (folder / notebook(ASSIGNMENT)).rename(folder / f"Copy of {notebook(ASSIGNMENT)}")
    (folder / "cs_cnn" / "backprop.py").rename(folder / "cs_cnn" / "back_prop <b>backprop.py")
    by_ours(course)
    told = html.unescape(re.sub(r"<[^>]*>", "", page(course)))
    assert "Your hand-in" in told
    assert f"Copy of {notebook(ASSIGNMENT)} was taken as {notebook(ASSIGNMENT)}" in told
    assert "back_prop <b>backprop.py was taken as cs_cnn/backprop.py" in told
