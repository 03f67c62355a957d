"""The gradebook on a real PostgreSQL server: the same course, the same scores."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import create_engine, text
from support.course_world import (
    MORE_OF_THE_SAME,
    copy,
    graded_class,
    hand_in,
    judge_here,
)
from support.course_world import run as run_nbgrader
from support.postgresql_server import postgresql

from autograder.cli.app import app
from autograder.course.config import with_driver
from autograder.course.demo.stories import ASSIGNMENT
from autograder.course.folders import Course
from autograder.course.grade import grade
from autograder.course.gradebook.converters import gradebook
from autograder.course.gradebook.scores import scores

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with postgresql() as url:
        yield url


@pytest.fixture
def url(server: str, request: pytest.FixtureRequest) -> str:
    """The URL of an empty database of this test's own."""
    name = f"t{abs(hash(request.node.name))}"
    engine = create_engine(with_driver(server), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name}"))
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return f"{server.rpartition('/')[0]}/{name}"


@pytest.fixture
def course(
    tmp_path_factory: pytest.TempPathFactory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Course:
    """Some of the demo class, whose submissions are judged and recorded in SQLite."""
    made = copy(graded_class(tmp_path_factory), tmp_path / "class")
    monkeypatch.setattr("autograder.course.config.NOTEBOOKS", made.root / "source")
    for student in MORE_OF_THE_SAME:
        shutil.rmtree(made.submitted(ASSIGNMENT, student))
    return made


def test_a_course_from_release_to_csv(course: Course, url: str, tmp_path: Path) -> None:
    """By our commands, each with --db; no file takes the server's place."""
    before = scores(course, ASSIGNMENT)
    for student in MORE_OF_THE_SAME:
        del before[student]
    (course.root / "gradebook.db").unlink()
    runner = CliRunner(env={"COLUMNS": "200"})

    def run(*arguments: str) -> None:
        done = runner.invoke(app, [*arguments, "--course", str(course.root), "--db", url])
        assert done.exit_code == 0, done.output

    run("release", ASSIGNMENT)
    run("grade", ASSIGNMENT, "--unsafe")
    run("feedback", ASSIGNMENT, "--student", "Ada")
    run("export", "--to", str(tmp_path / "grades.csv"))
    assert not (course.root / "gradebook.db").exists()
    with (tmp_path / "grades.csv").open() as file:
        exported = {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)}
    assert exported == {student: one.score for student, one in before.items()}
    there = scores(replace(course, database=url), ASSIGNMENT)
    assert {student: one.cells for student, one in there.items()} == {
        student: one.cells for student, one in before.items()
    }


def test_nbgraders_own_commands_find_it_too(
    course: Course, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Named in CS_CNN_DB, as formgrader needs it; a score given by hand survives."""
    there = replace(course, database=url)
    monkeypatch.setenv("CS_CNN_DB", url)
    commands = ("generate_assignment", "autograde --student Ada")
    run_nbgrader(course, *(f"{one} {ASSIGNMENT} --force" for one in commands))
    with gradebook(there) as book:
        book.find_grade("backprop-relu", ASSIGNMENT, ASSIGNMENT, "Ada").manual_score = 0.5
        book.db.commit()
    grade(ASSIGNMENT, there, ["Ada"], unsafe=True)
    assert scores(there, ASSIGNMENT)["Ada"].cells["backprop-relu"] == 0.5


def test_what_the_server_refuses_costs_one_submission_and_no_other(
    course: Course, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """nbgrader's ids have 128 characters; SQLite takes longer ones, PostgreSQL does not."""
    judge_here(monkeypatch)
    there = replace(course, database=url)
    CliRunner().invoke(app, ["release", ASSIGNMENT, "--course", str(course.root), "--db", url])
    long = "z" * 129
    for student in (long, "Zoe"):
        hand_in(course, student, judged=True)
    refused, zoe = sorted(
        grade(ASSIGNMENT, there, [long, "Zoe"], unsafe=True), key=lambda one: one.student == "Zoe"
    )
    assert "too long" in refused.problem
    assert not zoe.problem
    assert zoe.score is not None
    assert zoe.score.score > 0


def test_a_server_that_is_not_there_is_one_sentence(course: Course) -> None:
    done = CliRunner().invoke(
        app,
        [
            "grade",
            ASSIGNMENT,
            "--course",
            str(course.root),
            "--db",
            "postgresql://a:pw@127.0.0.1:9/b",
        ],
    )
    assert done.exit_code == 2
    assert "cannot be used" in done.stderr
    assert "check that its server is running" in done.stderr
    assert "pw" not in done.stderr
