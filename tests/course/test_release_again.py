"""A release whose points change while a class is being graded: nobody loses any by it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support.course_world import copy, hand_in, judge_here

from autograder.core.errors import CourseError
from autograder.course.demo.stories import ASSIGNMENT
from autograder.course.folders import Course, notebook
from autograder.course.grade import grade
from autograder.course.gradebook.scores import scores
from autograder.course.release import release
from autograder.course.submissions.submission import handed_in

CHANGED = "backprop-relu"


@pytest.fixture
def course(graded: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Course:
    judge_here(monkeypatch)
    return copy(graded, tmp_path / "class")


def more_points(course: Course, monkeypatch: pytest.MonkeyPatch, more: float) -> None:
    """Release again, from a source in which one exercise is worth more."""
    source = course.root / "source of more" / ASSIGNMENT / notebook(ASSIGNMENT)
    source.parent.mkdir(parents=True, exist_ok=True)
    nb = json.loads((course.root / "source" / ASSIGNMENT / notebook(ASSIGNMENT)).read_text())
    for cell in nb["cells"]:
        about = cell["metadata"].get("nbgrader", {})
        if about.get("grade_id") == CHANGED:
            about["points"] += more
    source.write_text(json.dumps(nb))
    monkeypatch.setattr("autograder.course.config.NOTEBOOKS", source.parents[1])
    release(ASSIGNMENT, course)


def notes(course: Course, student: str) -> list[str]:
    return handed_in(course, ASSIGNMENT, student).notes


def test_everybody_is_recorded_again_with_the_new_points(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand_in(course, "Zoe", judged=True)
    grade(ASSIGNMENT, course, unsafe=True)
    before = scores(course, ASSIGNMENT)["Zoe"]
    more_points(course, monkeypatch, 2)
    done = grade(ASSIGNMENT, course, unsafe=True)
    assert not [one.student for one in done if one.computed], "no answer has changed"
    assert all(one.recorded for one in done)
    after = scores(course, ASSIGNMENT)["Zoe"]
    assert after.max_score == before.max_score + 2
    assert after.score == before.score + 2
    assert not [one for one in grade(ASSIGNMENT, course, unsafe=True) if one.recorded]


def test_nobody_is_accused_whose_notebook_is_of_one_of_the_releases(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand_in(course, "Old", judged=True)
    more_points(course, monkeypatch, 2)
    hand_in(course, "New", judged=True)
    more_points(course, monkeypatch, 1)
    hand_in(course, "Bad", cells=lambda cells: raise_points(cells, 50), judged=True)
    assert notes(course, "Old") == notes(course, "New") == []
    assert notes(course, "Bad") == [
        f"The notebook was edited by hand: different points in {CHANGED}."
    ]


def raise_points(cells: list[dict], points: float) -> None:
    for cell in cells:
        if cell["metadata"]["nbgrader"]["grade_id"] == CHANGED:
            cell["metadata"]["nbgrader"]["points"] = points


def test_a_release_of_a_version_that_kept_no_record_counts_too(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    course.releases(ASSIGNMENT).unlink()
    hand_in(course, "Old", judged=True)
    more_points(course, monkeypatch, 2)
    assert notes(course, "Old") == []


def test_a_course_whose_own_steps_leave_the_model_answers_in_is_refused(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (course.root / "nbgrader_config.py").open("a") as file:
        file.write(
            "\nc.GenerateAssignment.preprocessors = c.GenerateAssignment.preprocessors[1:]\n"
        )
    with pytest.raises(CourseError, match="The model answers would be released"):
        more_points(course, monkeypatch, 2)
    assert not (course.released(ASSIGNMENT) / notebook(ASSIGNMENT)).exists()
