"""``kill -9`` at any moment: the same command goes on, nothing is lost or counted twice."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import time
from pathlib import Path

import pytest
from support.course_world import BIN, SOLUTION, copy, graded_class, hand_in, judge_here

from autograder.core.stubs import blank
from autograder.course.demo.stories import ASSIGNMENT
from autograder.course.folders import Course
from autograder.course.grade import grade
from autograder.course.gradebook.scores import scores
from autograder.exercises import catalogue

STUDENTS = [f"student{number}" for number in range(10)]
STEPS = (0, 3, 12)
"""How far a run gets before it is killed."""
STARTED = 3
"""Exercises that a submission has written: quick to judge, and still a score."""


@pytest.fixture
def course(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Course:
    """A class of which nothing is graded yet."""
    course = copy(graded_class(tmp_path_factory), tmp_path / "class")
    for folder in ("submitted", "reports", "autograded", ".cs_cnn/recorded"):
        shutil.rmtree(course.root / folder)
    rest = catalogue.of_assignment(ASSIGNMENT)[STARTED:]
    text = blank(SOLUTION.read_text(), {each.function: each.id for each in rest})
    for student in STUDENTS:
        folder = hand_in(course, student)
        (folder / "cs_cnn" / "backprop.py").write_text(f"{text}\n# {student}\n")
    return course


@pytest.mark.parametrize("seed", [0, *(pytest.param(s, marks=pytest.mark.soak) for s in (1, 2))])
@pytest.mark.long
def test_killed_at_random_moments_it_ends_like_a_run_that_was_not(
    course: Course, tmp_path: Path, seed: int
) -> None:
    """Killed alone, as by ``kill -9 PID``; its processes end with it."""
    undisturbed = copy(course, tmp_path / "undisturbed")
    with pytest.MonkeyPatch.context() as patch:
        judge_here(patch)
        whole = grade(ASSIGNMENT, undisturbed, unsafe=True)
    assert not [one.problem for one in whole if one.problem]
    chance = random.Random(seed)
    for more in chance.sample(STEPS, len(STEPS)):
        kill_one_run(course, more, chance)
    done = grade(ASSIGNMENT, course, jobs=2, unsafe=True)
    assert not [one.problem for one in done if one.problem]
    assert contents(course) == contents(undisturbed)
    assert files(course) == files(undisturbed)
    again = grade(ASSIGNMENT, course, jobs=2, unsafe=True)
    assert not [one for one in again if one.computed or one.recorded]


def kill_one_run(course: Course, more: int, chance: random.Random) -> None:
    """Start the command and kill it some time after it has got somewhere, or got started."""
    command = [BIN / "cs-cnn", "grade", ASSIGNMENT, "--jobs", "2", "--unsafe"]
    before = steps(course)
    run = subprocess.Popen(
        [*command, "--course", course.root],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    while run.poll() is None and steps(course) < before + more:
        time.sleep(0.01)
    time.sleep(chance.random() / 2)
    run.kill()
    run.wait()
    wait_until_nobody_is_left(run.pid)


def steps(course: Course) -> int:
    """How far a class is: files that grading has written."""
    places = (course.root / name for name in ("reports", "autograded", ".cs_cnn/recorded"))
    return sum(len(files) for place in places for _, _, files in os.walk(place))


def wait_until_nobody_is_left(session: int) -> None:
    for _ in range(600):
        if not members(session):
            return
        time.sleep(0.1)
    raise AssertionError(f"processes outlive the command: {members(session)}")


def members(session: int) -> list[str]:
    """The command lines of the processes in a session, those that have ended aside."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, _, its_session = stat.read_text().rpartition(")")[2].split()[:4]
            line = stat.with_name("cmdline").read_text()
        except OSError:  # it ended just now
            continue
        if int(its_session) == session and state != "Z":
            found.append(line)
    return found


def contents(course: Course) -> tuple[object, dict[str, int]]:
    """All scores, and how many rows each table has: nobody is there twice."""
    with sqlite3.connect(course.root / "gradebook.db") as database:
        tables = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        rows = {
            name: database.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
            for (name,) in tables
        }
    return scores(course, ASSIGNMENT), rows


def files(course: Course) -> set[str]:
    """Every file of the graded class that somebody looks at."""
    places = (course.root / name for name in ("reports", "autograded"))
    found = (path for place in places for path in place.rglob("*") if path.is_file())
    return {path.relative_to(course.root).as_posix() for path in found if path.name[0] != "."}
