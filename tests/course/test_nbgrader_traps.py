"""nbgrader's traps in single cells: whatever a submission claims, the judge's score counts."""

from __future__ import annotations

import copy
import json
import math
import shutil
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_output
from nbgrader.utils import determine_grade
from support.course_world import copy as copy_class
from support.course_world import graded_cells, hand_in, judge_here

from autograder.core.errors import CourseError
from autograder.core.stubs import blank
from autograder.core.verdict import Report, Status, Verdict
from autograder.course.demo.stories import ASSIGNMENT
from autograder.course.folders import Course
from autograder.course.grade import grade
from autograder.course.gradebook import converters
from autograder.course.gradebook.outputs import write_scores
from autograder.course.gradebook.scores import scores
from autograder.course.release import release

NOTEBOOK = f"{ASSIGNMENT}.ipynb"
ID = "backprop-relu"


@pytest.fixture
def course(graded: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Course:
    judge_here(monkeypatch)
    return copy_class(graded, tmp_path / "class")


def cell(points: float = 8.0) -> nbformat.NotebookNode:
    about = {
        "grade": True,
        "grade_id": ID,
        "locked": True,
        "points": points,
        "schema_version": 3,
        "solution": False,
        "task": False,
    }
    return new_code_cell('check("backprop.relu")', metadata={"nbgrader": about})


def verdict(points: float, status: Status = Status.FAILED) -> Verdict:
    return Verdict("backprop.relu", "relu", status, points, 8.0)


@pytest.mark.parametrize(
    ("points", "score"),
    [(8.0, 8.0), (2.67, 2.67), (0.0, 0.0), (-3.0, 0.0), (8.0000001, 8.0), (1e300, 8.0)],
)
def test_a_score_is_always_within_its_bounds(points: float, score: float) -> None:
    """Traps: a negative number is full marks, a number above the maximum aborts."""
    one = cell()
    assert not write_scores([one], Report(ASSIGNMENT, "ada", [verdict(points)]))
    assert determine_grade(one) == (pytest.approx(score), 8.0)


@pytest.mark.parametrize("points", [math.nan, math.inf])
def test_a_score_that_is_no_number_stays_open(points: float) -> None:
    """Trap: NaN is full marks."""
    one = cell()
    assert write_scores([one], Report(ASSIGNMENT, "ada", [verdict(points)])) == [one]
    assert determine_grade(one) == (0.0, 8.0)


@pytest.mark.parametrize("status", list(Status))
def test_every_status_gives_a_number_and_no_full_marks_by_accident(status: Status) -> None:
    one = cell()
    write_scores([one], Report(ASSIGNMENT, "ada", [verdict(1.5, status)]))
    grade, _ = determine_grade(one)
    assert grade == (0.0 if status is Status.GRADER_ERROR else 1.5)


def test_a_cell_that_no_exercise_belongs_to_stays_open() -> None:
    one = cell()
    assert write_scores([one], Report(ASSIGNMENT, "ada", [])) == [one]


def test_a_cell_worth_other_points_than_its_exercise_gets_its_share() -> None:
    one = cell(points=2.0)
    write_scores([one], Report(ASSIGNMENT, "ada", [verdict(4.0)]))
    assert determine_grade(one) == (1.0, 2.0)


@pytest.mark.parametrize("id", ["backprop-relu_backward", "backprop_relu_backward"])
def test_ids_as_nbgrader_allows_them_find_their_exercise(id: str) -> None:
    one = cell()
    one.metadata.nbgrader.grade_id = id
    right = Verdict("backprop.relu_backward", "", Status.PASSED, 8.0, 8.0)
    other = Verdict("backprop.relu", "", Status.FAILED, 0.0, 8.0)
    assert not write_scores([one], Report(ASSIGNMENT, "ada", [other, right]))
    assert determine_grade(one) == (8.0, 8.0)


def result(value: str) -> nbformat.NotebookNode:
    return new_output("execute_result", data={"text/plain": value})


OUTPUTS = {
    "none": [],
    "NaN": [result("nan")],
    "a word": [result("'all of them'")],
    "a negative number": [result("-1")],
    "more than there is": [result("1000")],
    "stderr": [new_output("stream", name="stderr", text="a warning")],
    "an error": [new_output("error", ename="E", evalue="", traceback=[])],
    "two numbers": [result("0"), result("3")],
}


def with_outputs(outputs: list[nbformat.NotebookNode]) -> Callable[[list[dict]], None]:
    def change(cells: list[dict]) -> None:
        for one in graded_cells(cells):
            one["outputs"] = copy.deepcopy(outputs)

    return change


def metadata(**changed: object) -> Callable[[list[dict]], None]:
    def change(cells: list[dict]) -> None:
        for one in graded_cells(cells):
            one["metadata"]["nbgrader"].update(changed)

    return change


def drop_tests(cells: list[dict]) -> None:
    cells[:] = [c for c in cells if c not in graded_cells(cells)]


def drop_everything(cells: list[dict]) -> None:
    cells.clear()


def double_tests(cells: list[dict]) -> None:
    cells += copy.deepcopy(graded_cells(cells))


def double_a_forgery(cells: list[dict]) -> None:
    forged = copy.deepcopy(graded_cells(cells)[0])
    forged["source"] = "1000"
    cells.insert(0, forged)


def as_markdown(cells: list[dict]) -> None:
    for one in graded_cells(cells):
        one["cell_type"] = "markdown"
        one.pop("outputs")
        one.pop("execution_count")
        one["attachments"] = {"a": {"text/html": "x"}}


def without_metadata(cells: list[dict]) -> None:
    for one in cells:
        one["metadata"].pop("nbgrader", None)


def strange_metadata(cells: list[dict]) -> None:
    for one, odd in zip(cells, ["text", 7, [], {"grade_id": 7}, {"grade_id": ["x"]}], strict=False):
        one["metadata"]["nbgrader"] = odd


def unknown_cells(cells: list[dict]) -> None:
    extra = cell(points=1000.0)
    extra.metadata.nbgrader.grade_id = "my-own-points"
    cells.append(json.loads(json.dumps(extra)))
    task = copy.deepcopy(cells[-1])
    task["metadata"]["nbgrader"] |= {"grade": False, "task": True, "locked": False}
    cells += [task, copy.deepcopy(task)]


TAMPERED: dict[str, Callable[[list[dict]], None]] = {
    **{f"outputs: {name}": with_outputs(outputs) for name, outputs in OUTPUTS.items()},
    "points raised": metadata(points=1000),
    "points lowered": metadata(points=0),
    "points that are none": metadata(points="many"),
    "an old schema, which aborts nbgrader's batch": metadata(schema_version=1),
    "a schema from the future": metadata(schema_version=9),
    "tests made answers": metadata(solution=True, locked=False),
    "tests made text": as_markdown,
    "tests deleted": drop_tests,
    "everything deleted": drop_everything,
    "tests duplicated": double_tests,
    "a forged test before the real one": double_a_forgery,
    "no nbgrader metadata": without_metadata,
    "strange nbgrader metadata": strange_metadata,
    "cells nobody asked for": unknown_cells,
}


def test_whatever_is_done_to_the_notebook_the_score_is_the_judges(course: Course) -> None:
    """Traps: duplicated ids abort, deleted tests keep the old score, odd outputs are full marks.

    All in one class, so that one submission could spoil another's; all modules are the same.
    """
    students = {f"t{number}": name for number, name in enumerate(TAMPERED)}
    for student, name in students.items():
        folder = hand_in(course, student, cells=TAMPERED[name])
        half = {"relu": "backprop.relu", "mlp_loss": "backprop.mlp_loss"}
        module = folder / "cs_cnn" / "backprop.py"
        module.write_text(blank(module.read_text(), half))
    share_the_first_report(course, list(students))
    graded = {one.student: one for one in grade(ASSIGNMENT, course, students, unsafe=True)}
    for student, name in students.items():
        one = graded[student]
        assert not one.problem, name
        assert one.report is not None
        assert one.score is not None
        assert one.score.max_score == 100, name
        assert one.score.score == pytest.approx(one.report.points), name
        assert one.score.cells[ID] == 0, name


def share_the_first_report(course: Course, students: list[str]) -> None:
    """The modules are equal, and so are the reports."""
    grade(ASSIGNMENT, course, students[:1], unsafe=True)
    for student in students[1:]:
        shutil.copy(course.report(ASSIGNMENT, students[0]), course.report(ASSIGNMENT, student))


def test_deleted_tests_do_not_keep_the_score_of_an_earlier_submission(course: Course) -> None:
    """Trap: without its cell in the notebook, a grade in the gradebook is never touched again."""
    before = scores(course, ASSIGNMENT)["Ivo"]
    folder = course.submitted(ASSIGNMENT, "Ivo")
    module = folder / "cs_cnn" / "backprop.py"
    module.write_text(blank(module.read_text(), {"relu": "backprop.relu"}))
    nb = json.loads((folder / NOTEBOOK).read_text())
    drop_everything(nb["cells"])
    (folder / NOTEBOOK).write_text(json.dumps(nb))
    (ivo,) = grade(ASSIGNMENT, course, ["Ivo"], unsafe=True)
    assert ivo.score is not None
    assert ivo.score.cells[ID] == 0
    assert ivo.score.score < before.score


def test_of_a_duplicated_answer_the_one_that_was_written_counts(course: Course) -> None:
    """A student copies the cell, leaves the first as it was and writes into the second."""

    def answer_in_a_copy(cells: list[dict]) -> None:
        index = next(i for i, c in enumerate(cells) if "YOUR ANSWER HERE" in "".join(c["source"]))
        written = copy.deepcopy(cells[index])
        written["source"] = "Because 2 times 3 is 6."
        cells.insert(index + 1, written)

    hand_in(course, "Ron", cells=answer_in_a_copy, judged=True)
    (ron,) = grade(ASSIGNMENT, course, ["Ron"], unsafe=True)
    assert ron.score is not None
    assert ron.score.needs_manual_grade
    autograded = (course.autograded(ASSIGNMENT, "Ron") / NOTEBOOK).read_text()
    assert "Because 2 times 3 is 6." in autograded


def test_deleted_cells_come_back_in_their_place(course: Course) -> None:
    hand_in(course, "Sue", cells=drop_tests, judged=True)
    grade(ASSIGNMENT, course, ["Sue"], unsafe=True)
    released = nbformat.read(course.released(ASSIGNMENT) / NOTEBOOK, as_version=4)
    restored = nbformat.read(course.autograded(ASSIGNMENT, "Sue") / NOTEBOOK, as_version=4)
    assert order(restored) == order(released)


def order(nb: nbformat.NotebookNode) -> list[str]:
    about = [c.metadata.get("nbgrader", {}) for c in nb.cells]
    return [a.grade_id for a in about if a.get("grade")]


def test_a_release_with_cells_removed_after_grading_says_what_to_do(
    course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notebooks = tmp_path / "notebooks"
    (notebooks / ASSIGNMENT).mkdir(parents=True)
    nb = json.loads((course.released(ASSIGNMENT) / NOTEBOOK).read_text())
    drop_tests(nb["cells"])
    (notebooks / ASSIGNMENT / NOTEBOOK).write_text(json.dumps(nb))
    monkeypatch.setattr("autograder.course.config.NOTEBOOKS", notebooks)
    with pytest.raises(CourseError, match="restore the notebook, or start a new course"):
        release(ASSIGNMENT, course)


def test_code_beside_the_source_notebook_is_not_released(
    course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Trap: generate_assignment copies what lies there as it is."""
    notebooks = tmp_path / "notebooks"
    shutil.copytree(course.released(ASSIGNMENT), notebooks / ASSIGNMENT)
    (notebooks / ASSIGNMENT / "my_answers.py").touch()
    monkeypatch.setattr("autograder.course.config.NOTEBOOKS", notebooks)
    with pytest.raises(CourseError, match=r"my_answers\.py would be released as it is"):
        release(ASSIGNMENT, course)
    assert not (course.released(ASSIGNMENT) / "my_answers.py").exists()


def test_settings_of_the_course_are_kept(course: Course) -> None:
    with (course.root / "nbgrader_config.py").open("a") as file:
        file.write('\nc.CourseDirectory.course_id = "ours"\n')
    assert converters.settings(course).CourseDirectory.course_id == "ours"
