"""nbgrader's own commands on the later assignments: the scores of our own commands."""

from __future__ import annotations

import shutil

import pytest
from answers.secret import SECRET
from support.course_world import graded_class, run, sandbox_there

from autograder.course.demo.stories import ASSIGNMENT, STORIES
from autograder.course.feedback import page_path
from autograder.course.folders import NOTEBOOKS, PROJECT, SOLUTIONS, Course, notebook
from autograder.course.gradebook.scores import scores
from autograder.course.submissions.contents import stub_files
from autograder.exercises import catalogue

pytestmark = pytest.mark.long

POOLING = "03-pooling"
LATER = sorted({story.assignment for story in STORIES} - {ASSIGNMENT})


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Course:
    return graded_class(tmp_path_factory)


@pytest.fixture(scope="module")
def course(ours: Course, tmp_path_factory: pytest.TempPathFactory) -> Course:
    """Reports of the demo class are kept; those of the pooling assignment nbgrader computes.

    Of that one the whole notebook is converted, its prose included.
    """
    made = Course(tmp_path_factory.mktemp("later") / "class")
    made.secret.parent.mkdir(parents=True)
    made.secret.write_bytes(SECRET)
    text = (PROJECT / "nbgrader_config.py").read_text()
    (made.root / "nbgrader_config.py").write_text(
        f"{text}\nc.RecordScores.unsafe = {not sandbox_there()}\n"
        "c.CourseDirectory.source_directory = 'source'\n"
    )
    shutil.copytree(ours.root / "source", made.root / "source")
    shutil.copytree(NOTEBOOKS / POOLING, made.root / "source" / POOLING, dirs_exist_ok=True)
    assignments = (*LATER, POOLING)
    run(made, *(f"generate_assignment {one}" for one in assignments))
    for assignment in LATER:
        shutil.copytree(ours.root / "reports" / assignment, made.root / "reports" / assignment)
    for story in (one for one in STORIES if one.assignment in LATER):
        where = story.assignment, story.student
        shutil.copytree(ours.submitted(*where), made.submitted(*where))
    hand_in_without_the_file_before(made)
    commands = ("autograde", "generate_feedback")
    run(made, *(f"{command} {one}" for command in commands for one in assignments))
    return made


def hand_in_without_the_file_before(course: Course) -> None:
    """The model solutions to pooling, but not those to convolution."""
    released, submitted = course.released(POOLING), course.submitted(POOLING, "ada")
    (submitted / "cs_cnn").mkdir(parents=True)
    shutil.copy(released / notebook(POOLING), submitted)
    shutil.copy(SOLUTIONS / "pooling.py", submitted / "cs_cnn")


@pytest.mark.parametrize("assignment", LATER)
def test_stock_autograde_gives_the_scores_of_our_commands(
    course: Course, ours: Course, assignment: str
) -> None:
    mine, theirs = scores(ours, assignment), scores(course, assignment)
    assert theirs.keys() == mine.keys()
    for student, one in theirs.items():
        assert (one.score, one.cells) == (mine[student].score, mine[student].cells)
        assert "Score:" in page_path(course, assignment, student).read_text()


def test_pooling_from_release_to_feedback(course: Course) -> None:
    for file in stub_files(POOLING):
        assert "raise NotImplementedError" in (course.released(POOLING) / file).read_text()
    full = sum(exercise.points for exercise in catalogue.of_assignment(POOLING))
    assert scores(course, POOLING)["ada"].score == full
    assert "as fast as plain loops" in page_path(course, POOLING, "ada").read_text()
