"""One command at a time writes into a course, and a database that refuses is explained."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner
from support.course_world import BIN, copy, hand_in, judge_here

from autograder.cli.app import app
from autograder.core.errors import CourseError
from autograder.course.demo.stories import ASSIGNMENT
from autograder.course.feedback import feedback
from autograder.course.folders import Course
from autograder.course.grade import grade
from autograder.course.gradebook.converters import gradebook
from autograder.course.intake.collect import collect
from autograder.course.lock import locked
from autograder.course.release import release

HELD = """
from pathlib import Path
from autograder.course.folders import Course
from autograder.course.lock import locked
with locked(Course(Path({root!r})), "grading"):
    print("held", flush=True)
    input()
"""
WHO = r"\S+ is grading \(process \d+ on \S+, since \d\d:\d\d\) in .*: wait until that is done\."


@pytest.fixture
def course(graded: Course, tmp_path: Path) -> Course:
    return copy(graded, tmp_path / "class")


@contextmanager
def held(course: Course) -> Iterator[subprocess.Popen[str]]:
    """The course, in the hands of another process."""
    program = textwrap.dedent(HELD.format(root=str(course.root)))
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        yield other
        other.kill()


def test_every_command_that_writes_says_who_is_at_work(course: Course, tmp_path: Path) -> None:
    (tmp_path / "zoe.py").write_text("x = 1\n")
    with held(course):
        for command in (
            lambda: grade(ASSIGNMENT, course, unsafe=True),
            lambda: release(ASSIGNMENT, course),
            lambda: feedback(ASSIGNMENT, course),
            lambda: collect([tmp_path / "zoe.py"], course, ASSIGNMENT),
        ):
            with pytest.raises(CourseError, match=WHO):
                command()


def test_a_killed_command_holds_nothing(course: Course) -> None:
    with held(course) as other:
        other.kill()
        other.wait()
        with locked(course, "grading"):
            pass
    with locked(course, "grading"):
        pass


def test_two_graders_at_once(course: Course) -> None:
    """Started at the same moment: one grades, the other says so and has changed nothing."""
    for number in range(3):
        hand_in(course, f"more{number}", judged=True)
    command = [BIN / "cs-cnn", "grade", ASSIGNMENT, "--unsafe", "--course", course.root]
    both = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    said = [one.communicate() for one in both]
    codes = sorted(one.returncode for one in both)
    assert codes in ([0, 2], [0, 0]), said
    assert not any("Errno" in err or "our fault" in err for _, err in said)
    if codes == [0, 2]:
        assert any(re.search(r"is grading 01-vector-backprop \(process", err) for _, err in said)


def test_a_locked_database_says_that_another_program_writes(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    judge_here(monkeypatch)
    monkeypatch.setattr("sqlite3.dbapi2.connect", quickly(sqlite3.dbapi2.connect))
    hand_in(course, "Zoe", judged=True)
    with sqlite3.connect(course.gradebook) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(
            CourseError, match=r"database is locked.*such as formgrader, is writing"
        ):
            grade(ASSIGNMENT, course, unsafe=True)
    (zoe,) = grade(ASSIGNMENT, course, ["Zoe"], unsafe=True)
    assert zoe.score is not None


def quickly(connect: object) -> object:
    """A connection that waits a tenth of a second for a lock, where SQLite's waits five."""
    return lambda *args, **options: connect(*args, **{**options, "timeout": 0.1})


@pytest.mark.parametrize(
    "address", ["mysql://user:secret@host/book", "mysql+pymysql://host/x", "gradebook", "foo://x"]
)
def test_other_databases_are_refused_with_those_there_are(course: Course, address: str) -> None:
    options = ["--course", str(course.root), "--db", address]
    done = CliRunner().invoke(app, ["grade", ASSIGNMENT, "--unsafe", *options])
    assert done.exit_code == 2
    assert "A gradebook is a SQLite file (sqlite:///FILE) or a PostgreSQL database" in done.stderr
    assert "secret" not in done.output


def test_postgres_is_postgresql(course: Course) -> None:
    wrong = Course(course.root, "postgres://nobody@127.0.0.1:1/book")
    with pytest.raises(CourseError, match="check that its server is running"), gradebook(wrong):
        pass


def test_a_file_that_is_no_database(course: Course) -> None:
    course.gradebook.write_text("this is no database " * 100)
    with pytest.raises(CourseError, match=r"is not a database.*put back a copy"), gradebook(course):
        pass
