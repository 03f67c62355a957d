"""nbgrader's own commands on the later assignments: the scores of our own commands."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from support.course_world import SECRET, graded_class, run, sandbox_there

from autograder.course.demo.stories import ASSIGNMENT, STORIES
from autograder.course.feedback import page_path
from autograder.course.folders import PROJECT, SOLUTIONS, Course, notebook
from autograder.course.gradebook.scores import scores
from autograder.course.submissions.contents import stub_files
from autograder.exercises import catalogue


@pytest.fixture
def course(tmp_path: Path) -> Course:
    made = Course(tmp_path / "class")
    made.secret.parent.mkdir(parents=True)
    made.secret.write_bytes(SECRET)
    text = (PROJECT / "nbgrader_config.py").read_text()
    (made.root / "nbgrader_config.py").write_text(
        f"{text}\nc.RecordScores.unsafe = {not sandbox_there()}\n"
    )
    return made


def graded_by_nbgrader(course: Course, assignment: str) -> None:
    run(course, "autograde", assignment)
    run(course, "generate_feedback", assignment)


LATER = sorted({story.assignment for story in STORIES} - {ASSIGNMENT})


@pytest.mark.parametrize("assignment", LATER)
def test_stock_autograde_gives_the_scores_of_our_commands(
    course: Course, tmp_path_factory: pytest.TempPathFactory, assignment: str
) -> None:
    ours = graded_class(tmp_path_factory)
    run(course, "generate_assignment", assignment)
    for story in (one for one in STORIES if one.assignment == assignment):
        there = ours.submitted(assignment, story.student)
        shutil.copytree(there, course.submitted(assignment, story.student))
    graded_by_nbgrader(course, assignment)
    mine, theirs = scores(ours, assignment), scores(course, assignment)
    assert theirs.keys() == mine.keys()
    for student, one in theirs.items():
        assert (one.score, one.cells) == (mine[student].score, mine[student].cells)
        assert "Score:" in page_path(course, assignment, student).read_text()


def test_pooling_from_release_to_feedback(course: Course) -> None:
    """The model solutions, handed in without the file of the assignment before."""
    assignment = "03-pooling"
    run(course, "generate_assignment", assignment)
    released, submitted = course.released(assignment), course.submitted(assignment, "ada")
    for file in stub_files(assignment):
        assert "raise NotImplementedError" in (released / file).read_text()
    (submitted / "cs_cnn").mkdir(parents=True)
    shutil.copy(released / notebook(assignment), submitted)
    shutil.copy(SOLUTIONS / "pooling.py", submitted / "cs_cnn")
    graded_by_nbgrader(course, assignment)
    full = sum(exercise.points for exercise in catalogue.of_assignment(assignment))
    assert scores(course, assignment)["ada"].score == full
    assert "as fast as plain loops" in page_path(course, assignment, "ada").read_text()
