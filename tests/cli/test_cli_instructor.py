"""The instructors' commands: a course from release to CSV, and what they say on the way."""

from __future__ import annotations

import csv
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support.course_world import copy, graded_class

import autograder.course.demo.run
import autograder.course.grade
from autograder.cli.app import app
from autograder.core.results import Demo, Graded, Score, StoryOutcome
from autograder.core.verdict import Report, Status, Verdict
from autograder.worker import sandbox

ASSIGNMENT = "01-vector-backprop"
Run = Callable[..., Result]


@pytest.fixture
def course(tmp_path: Path) -> Path:
    folder = tmp_path / "a course"
    folder.mkdir()
    return folder


def runs_in(course: Path) -> Run:
    runner = CliRunner(env={"COLUMNS": "200"})
    return lambda name, *args: runner.invoke(app, [name, "--course", str(course), *args])


@pytest.fixture
def run(course: Path) -> Run:
    return runs_in(course)


def test_release_and_collect(run: Run, course: Path, tmp_path: Path) -> None:
    released = run("release", ASSIGNMENT)
    assert released.exit_code == 0, released.output
    assert f"{ASSIGNMENT} is released" in released.stdout
    assert "cs_cnn/backprop.py" in released.stdout

    with zipfile.ZipFile(tmp_path / "ada.zip", "w") as archive:
        archive.writestr("cs_cnn/backprop.py", "import numpy as np\n")
    (tmp_path / "eve.zip").write_bytes(b"no zip")
    collected = run("collect", str(tmp_path / "ada.zip"), str(tmp_path / "eve.zip"))
    assert collected.exit_code == 1
    assert "✓ ada" in collected.stdout
    assert "1 collected, 1 refused." in collected.stdout


@pytest.mark.parametrize(
    ("root", "notes", "options", "times"),
    [
        (True, [], [], 1),
        (False, [], [], 0),
        (True, ["Graded without a sandbox."], ["--unsafe"], 0),
        (True, [], ["--scheduler", "tcp://127.0.0.1:9"], 0),
    ],
)
def test_root_reads_once_as_whom_code_ran(
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    root: bool,
    notes: list[str],
    options: list[str],
    times: int,
) -> None:
    report = Report(ASSIGNMENT, "Ada", [], notes=notes)
    graded = [Graded(name, replace(report, student=name), computed=True) for name in ("Ada", "Ben")]
    monkeypatch.setattr(autograder.course.grade, "grade", lambda *_, **__: graded)
    monkeypatch.setattr(sandbox, "is_root", lambda: root)
    said = run("grade", ASSIGNMENT, *options)
    assert said.exit_code == 0, said.output
    assert said.stderr.count("You graded as root: students' code ran as user 65534.") == times


def test_grade_feedback_and_export(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    course = copy(graded_class(tmp_path_factory), tmp_path / "class")
    run = runs_in(course.root)
    course.report(ASSIGNMENT, "Ada").unlink()
    with monkeypatch.context() as bare:
        bare.setattr(shutil, "which", lambda *_: None)
        refused = run("grade", ASSIGNMENT, "--student", "Ada")
    assert refused.exit_code == 2
    assert "bubblewrap" in refused.stderr
    assert "--unsafe" in refused.stderr

    graded = run(
        "grade", ASSIGNMENT, "--unsafe", "--jobs", "1", "--student", "Ada", "--student", "Ben"
    )
    assert graded.exit_code == 0, graded.output
    assert "2 of 2 submissions graded, 1 of them judged now, 0 recorded." in graded.stdout
    pages = run("feedback", ASSIGNMENT, "--student", "Ada")
    assert pages.exit_code == 0
    assert course.feedback(ASSIGNMENT, "Ada").is_dir()
    assert "Ada" in pages.stdout
    assert "Ben" not in pages.stdout
    assert run("export", "--to", str(tmp_path / "scores.csv")).exit_code == 0
    with (tmp_path / "scores.csv").open() as file:
        scores = {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)}
    assert scores["Ada"] > scores["Ben"] == 0


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["grade"], "Name the assignment: 01-vector-backprop, 02-convolution"),
        (["grade", ASSIGNMENT], "run `cs-cnn release 01-vector-backprop --course '/"),
        (["grade", "02-convolutions"], "There is no exercise or assignment '02-convolutions'"),
        (["grade", "--jobs", "0"], "--jobs"),
        (["feedback", ASSIGNMENT], "Nobody is graded yet"),
        (["feedback", ASSIGNMENT, "--zip", "canvas"], "--download together"),
        (["formgrader"], "run `cs-cnn release ASSIGNMENT --course '/"),
        (["export"], "nothing to export"),
        (["export", "--course", "missing"], "does not exist"),
        (["collect"], "FILES"),
        (["collect", "missing.zip", "--assignment", "02"], "There is no exercise or assignment"),
    ],
)
def test_bad_input_gets_a_sentence(run: Run, args: list[str], said: str) -> None:
    result = run(*args)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "Traceback" not in result.output


def test_a_file_that_is_not_there_is_refused_by_name(run: Run) -> None:
    result = run("collect", "missing.zip", "--assignment", ASSIGNMENT)
    assert result.exit_code == 1
    assert "✗ Cannot read missing.zip" in result.stdout


def graded(student: str, status: Status = Status.PASSED, problem: str = "") -> Graded:
    verdict = Verdict("backprop.relu", "t", status, 1, 1)
    report = Report(ASSIGNMENT, student, [verdict], notes=["The notebook was mended."])
    score = Score(ASSIGNMENT, student, 81.5, 100, late_penalty=2, needs_manual_grade=True)
    return Graded(student, report, None if problem else score, problem, computed=True)


def test_what_an_instructor_must_know_is_said(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    class_ = [graded("ada"), graded("bob[/]", Status.GRADER_ERROR), graded("eve", problem="Gone.")]
    monkeypatch.setattr(autograder.course.grade, "grade", lambda *_, **__: class_)
    result = run("grade", ASSIGNMENT)
    assert result.exit_code == 3
    text = " ".join(result.stdout.split())
    assert "ada 01-vector-backprop 81.5 100 -2 grade by hand" in text
    assert "GRADER ERROR, points open, bob[/]: backprop.relu" in text
    assert "✗ eve: Gone." in text
    assert "ada: The notebook was mended." in text
    assert "2 of 3 submissions graded" in text
    assert "✓ passed 2 2" in text
    assert "! grader error 1 1" in text


def test_a_submission_that_could_not_be_graded_is_exit_code_1(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    class_ = [graded("ada"), graded("eve", problem="Gone.")]
    monkeypatch.setattr(autograder.course.grade, "grade", lambda *_, **__: class_)
    assert run("grade", ASSIGNMENT).exit_code == 1


@pytest.mark.parametrize(("expected", "code"), [(1.0, 0), (0.5, 3)])
def test_the_demo_says_who_got_what_and_where_to_look(
    run: Run, course: Path, monkeypatch: pytest.MonkeyPatch, expected: float, code: int
) -> None:
    done = Demo(course, course / "gradebook.db", Path("grades.csv"), "Install bubblewrap.")
    done.outcomes.append(StoryOutcome("All right.", expected, graded("ada")))
    monkeypatch.setattr(autograder.course.demo.run, "demo", lambda *_, **__: done)
    result = run("demo")
    assert result.exit_code == code
    assert "Install bubblewrap." in result.stdout
    assert ("NOT AS EXPECTED" in result.stdout) == (code == 3)
    assert f"`cs-cnn formgrader --course '{course}'`" in result.stdout
