"""The demo class: every submission gets the score that its story says, and the class is intact."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from support.course_world import copy, graded_class

from autograder.core.verdict import Report
from autograder.course import grade as grading
from autograder.course.demo.run import demo
from autograder.course.demo.stories import ASSIGNMENT, STORIES, Story
from autograder.course.exports.table import export
from autograder.course.feedback import page_path
from autograder.course.folders import Course
from autograder.course.grade import grade
from autograder.course.gradebook.cells import grade_id
from autograder.course.gradebook.scores import scores
from autograder.course.secret import secret
from autograder.exercises import catalogue
from autograder.render.diagnosis import diagnosis_text

FULL = sum(exercise.points for exercise in catalogue.of_assignment(ASSIGNMENT))


@pytest.fixture(scope="session")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    return graded_class(tmp_path_factory)


def story(student: str) -> Story:
    return next(one for one in STORIES if one.student == student)


def report(course: Course, student: str) -> Report:
    path = course.report(story(student).assignment, student)
    return Report.from_json(json.loads(path.read_text()))


def statuses(course: Course, student: str) -> dict[str, str]:
    return {v.id.partition(".")[2]: str(v.status) for v in report(course, student).exercises}


@pytest.mark.parametrize("one", STORIES, ids=lambda one: one.student)
def test_every_submission_gets_the_score_of_its_story(course: Course, one: Story) -> None:
    expected = one.points(secret(course))
    assert report(course, one.student).points == pytest.approx(expected)
    cells = scores(course, one.assignment)[one.student].cells
    exercises = catalogue.of_assignment(one.assignment)
    judged = [cells[grade_id(exercise.id)] or 0 for exercise in exercises]
    assert sum(judged) == pytest.approx(expected)


def test_the_stories_differ() -> None:
    """At least ten, and scores from nothing to everything."""
    assert len(STORIES) >= 10
    points = {one.student: one.points(b"any secret") for one in STORIES}
    assert points["Ada"] == points["Ivo"] == points["Jun"] == FULL
    assert points["Ben"] == points["Gus"] == 0
    assert len({round(value, 2) for value in points.values()}) >= 7


@pytest.mark.parametrize(
    ("student", "exercise", "status"),
    [
        ("Ada", "relu", "passed"),
        ("Ben", "relu", "not started"),
        ("Dana", "relu_backward", "failed"),
        ("Fay", "relu_vjp", "out of memory"),
        ("Gus", "relu", "failed"),
        ("Hana", "jacobian_bytes", "timeout"),
        ("Ivo", "relu", "passed"),
        ("Kim", "gradient_descent", "not started"),
        ("Lee", "tanh", "forbidden"),
        ("Mia", "backward", "failed"),
        ("Noa", "forward_im2col", "failed"),
        ("Noa", "backward_im2col", "passed"),
        ("Olga", "batchnorm_forward", "failed"),
        ("Olga", "spatial_batchnorm", "skipped"),
        ("Pia", "adam", "failed"),
        ("Pia", "adamw", "skipped"),
        ("Quentin", "confusion", "failed"),
        ("Quentin", "train", "not started"),
    ],
)
def test_the_verdict_says_what_happened(
    course: Course, student: str, exercise: str, status: str
) -> None:
    assert statuses(course, student)[exercise] == status


@pytest.mark.parametrize(
    ("student", "id"),
    [
        ("Dana", "backprop.relu_backward"),
        ("Mia", "conv.backward"),
        ("Olga", "normalization.batchnorm_forward"),
        ("Pia", "optim.adam"),
        ("Quentin", "convnet.confusion"),
    ],
)
def test_a_typical_mistake_is_recognised(course: Course, student: str, id: str) -> None:
    (verdict,) = [v for v in report(course, student).exercises if v.id == id]
    sentences = [m.sentence for m in catalogue.exercises()[id].misconceptions]
    assert any(sentence in diagnosis_text(verdict) for sentence in sentences)


def test_loops_where_speed_is_asked_for_are_told_their_ratio(course: Course) -> None:
    (verdict,) = [v for v in report(course, "Noa").exercises if v.id == "conv.forward_im2col"]
    assert "Correct, but only" in diagnosis_text(verdict)
    assert "× as fast as plain loops" in diagnosis_text(verdict)


def test_what_a_student_prints_is_capped_and_never_shown_for_hidden_cases(course: Course) -> None:
    (verdict,) = [v for v in report(course, "Ivo").exercises if v.id == "backprop.relu"]
    printed = [case.printed for case in verdict.cases if not case.hidden]
    assert all("debugging" in text and len(text) <= 10_000 for text in printed)
    assert not any(case.printed for case in verdict.cases if case.hidden)


def test_the_damaged_notebook_is_said(course: Course) -> None:
    (note,) = report(course, "Jun").notes
    assert "not a readable notebook" in note
    assert (course.submitted(ASSIGNMENT, "Jun") / f"{ASSIGNMENT}.ipynb.damaged").is_file()


def test_whoever_wrote_answers_waits_for_a_person(course: Course) -> None:
    waiting = {one.student for one in scores(course, ASSIGNMENT).values() if one.needs_manual_grade}
    assert waiting == {"Ada"}


def test_everybody_has_a_page_and_a_row(course: Course, tmp_path: Path) -> None:
    students = [one.student for one in STORIES]
    for one in STORIES:
        assert "Score:" in page_path(course, one.assignment, one.student).read_text()
    export(course, tmp_path / "grades.csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "grades.csv").read_text())))
    assert [row["student_id"] for row in rows] == students
    assert {row["assignment"] for row in rows} == {one.assignment for one in STORIES}
    by_student = {row["student_id"]: row for row in rows}
    relu = str(float(catalogue.exercises()["backprop.relu"].points))
    assert by_student["Ada"]["backprop-relu"] == relu
    assert by_student["Ada"]["needs_manual_grade"] == "1"
    assert float(by_student["Ivo"]["score"]) == FULL
    assert by_student["Ben"]["backprop-relu"] == "0.0"


def test_the_release_holds_no_answer_no_secret_and_no_autograder(course: Course) -> None:
    released = [path for path in course.released(ASSIGNMENT).rglob("*") if path.is_file()]
    names = {path.relative_to(course.released(ASSIGNMENT)).as_posix() for path in released}
    assert {f"{ASSIGNMENT}.ipynb", "cs_cnn/__init__.py", "cs_cnn/backprop.py"} <= names
    assert all(n.startswith(("cs_cnn/", ASSIGNMENT)) for n in names)
    everything = b"".join(path.read_bytes() for path in released)
    for leak in (secret(course), secret(course).hex().encode(), b"model answer", b"np.expm1"):
        assert leak not in everything
    stubs = (course.released(ASSIGNMENT) / "cs_cnn" / "backprop.py").read_text()
    assert stubs.count("raise NotImplementedError") == len(catalogue.of_assignment(ASSIGNMENT))


def test_a_second_run_computes_nothing(
    course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    again = copy(course, tmp_path / "class", without="nothing")
    monkeypatch.setattr("autograder.course.config.NOTEBOOKS", again.root / "source")
    monkeypatch.setattr(grading.Pool, "start", None)
    done = demo(again)
    assert not any(one.graded.computed or one.graded.recorded for one in done.outcomes)
    assert all(one.as_expected and not one.graded.problem for one in done.outcomes)
    assert not done.pages


def test_the_same_secret_gives_the_same_scores_again(course: Course, tmp_path: Path) -> None:
    """Two partial scores, judged anew from the submissions and the secret alone."""
    again = copy(course, tmp_path / "class")
    for student in ("Dana", "Fay"):
        again.report(ASSIGNMENT, student).unlink()
    graded = grade(ASSIGNMENT, again, ["Dana", "Fay"], jobs=2, unsafe=True)
    assert all(one.computed for one in graded)
    for student in ("Dana", "Fay"):
        assert report(again, student).exercises == report(course, student).exercises
