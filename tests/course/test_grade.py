"""Grading: what one submission does never costs another, and a killed run goes on."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

import pytest
from answers.secret import SECRET
from nbconvert.writers import FilesWriter
from support.course_world import copy, hand_in, judge_here
from support.dying_job import dies_for_wim

from autograder.core import storage
from autograder.core.errors import CourseError, Refused
from autograder.core.results import Graded
from autograder.core.stubs import rewrite
from autograder.course import grade as grading
from autograder.course.demo.stories import ASSIGNMENT
from autograder.course.exports.table import export
from autograder.course.feedback import feedback
from autograder.course.folders import Course
from autograder.course.grade import grade
from autograder.course.gradebook.converters import gradebook
from autograder.course.gradebook.scores import scores
from autograder.course.gradebook.writer import Writer, Written
from autograder.course.reports import compute, kept, pool
from autograder.course.submissions.submission import Submission
from autograder.judge import judge
from autograder.worker import sandbox

NOTEBOOK = f"{ASSIGNMENT}.ipynb"


@pytest.fixture
def course(graded: Course, tmp_path: Path) -> Course:
    return copy(graded, tmp_path / "class")


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reports are computed in this process: what a test has changed in it shows."""
    judge_here(monkeypatch)


def change(course: Course, student: str, function: str, body: str) -> None:
    path = course.submitted(ASSIGNMENT, student) / "cs_cnn" / "backprop.py"
    path.write_text(rewrite(path.read_text(), function, body))


def one_of(graded: list[Graded], student: str) -> Graded:
    return next(one for one in graded if one.student == student)


def test_only_a_changed_submission_is_graded_again(course: Course, here: None) -> None:
    before = scores(course, ASSIGNMENT)
    change(course, "Ada", "relu", "return x")
    done = grade(ASSIGNMENT, course, unsafe=True)
    assert [one.student for one in done if one.computed] == ["Ada"]
    assert [one.student for one in done if one.recorded] == ["Ada"]
    after = scores(course, ASSIGNMENT)
    assert after["Ada"].score < before["Ada"].score
    assert all(after[name] == before[name] for name in before if name != "Ada")


def test_a_broken_report_and_a_lost_gradebook_are_made_again(course: Course, here: None) -> None:
    before = scores(course, ASSIGNMENT)
    course.report(ASSIGNMENT, "Ben").write_text('{"exercises": [')
    with gradebook(course) as book:
        book.remove_submission(ASSIGNMENT, "Cleo")
    shutil.rmtree(course.autograded(ASSIGNMENT, "Dana"))
    done = grade(ASSIGNMENT, course, unsafe=True)
    assert [one.student for one in done if one.computed] == ["Ben"]
    assert [one.student for one in done if one.recorded] == ["Cleo", "Dana"]
    after = scores(course, ASSIGNMENT)
    assert {name: one.cells for name, one in after.items()} == {
        name: one.cells for name, one in before.items()
    }


def test_a_persons_points_and_comments_survive_grading_again(course: Course, here: None) -> None:
    with gradebook(course) as book:
        grade_of = book.find_grade("question-misprint", ASSIGNMENT, ASSIGNMENT, "Ada")
        grade_of.manual_score, grade_of.needs_manual_grade = 3.5, False
        book.find_comment("question-misprint", ASSIGNMENT, ASSIGNMENT, "Ada").manual_comment = "Hm"
        book.find_grade("backprop-relu", ASSIGNMENT, ASSIGNMENT, "Ada").manual_score = 0.5
        book.db.commit()
    change(course, "Ada", "tanh", "return x")
    grade(ASSIGNMENT, course, ["Ada"], unsafe=True)
    cells = scores(course, ASSIGNMENT)["Ada"].cells
    assert cells["question-misprint"] == 3.5
    assert cells["backprop-relu"] == 0.5
    assert cells["backprop-tanh"] == 0
    with gradebook(course) as book:
        kept = book.find_comment("question-misprint", ASSIGNMENT, ASSIGNMENT, "Ada")
        assert kept.manual_comment == "Hm"


def test_a_late_submission_is_nbgraders_to_punish(course: Course) -> None:
    with (course.root / "nbgrader_config.py").open("a") as file:
        file.write('\nc.LateSubmissionPlugin.penalty_method = "zero"\n')
    with gradebook(course) as book:
        book.update_or_create_assignment(ASSIGNMENT, duedate="2026-01-14 00:00:00 UTC")
    (ivo,) = grade(ASSIGNMENT, course, ["Ivo"], unsafe=True)
    assert ivo.score is not None
    assert ivo.score.score == 0
    assert ivo.score.late_penalty == pytest.approx(ivo.report.points if ivo.report else -1)
    (ivo,) = grade(ASSIGNMENT, course, ["Ivo"], unsafe=True)
    assert not ivo.recorded


def test_one_broken_submission_costs_no_other_its_score(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand_in(course, "Zoe", judged=True)
    hand_in(course, "Yan", judged=True)

    def stumbles(self: Writer, one: Written) -> None:
        if one.student == "Yan":
            raise ValueError("the stone in the way")
        enter(self, one)

    enter = Writer._enter
    with monkeypatch.context() as stony:
        stony.setattr(Writer, "_enter", stumbles)
        done = grade(ASSIGNMENT, course, unsafe=True)
    assert one_of(done, "Yan").problem == "nbgrader could not record it: the stone in the way."
    assert [one.student for one in done if one.problem] == ["Yan"]
    assert not course.autograded(ASSIGNMENT, "Yan").exists()
    assert one_of(done, "Zoe").recorded
    done = grade(ASSIGNMENT, course, unsafe=True)
    assert not one_of(done, "Yan").problem
    assert [one.student for one in done if one.recorded] == ["Yan"]


def test_a_job_that_dies_takes_no_other_submission_along(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The job kills its own process for one student: the pool breaks, the others are judged."""
    monkeypatch.setattr(pool, "report_for", dies_for_wim)
    monkeypatch.setattr(pool, "WAITING", 2)
    students = ["Vic", "Wim", "Xia", "Yan"]
    hand_ins = [Submission(ASSIGNMENT, student, {}) for student in students]
    with pool.Pool(ASSIGNMENT, SECRET, jobs=2, unsafe=True) as judges:
        done = dict(judges.reports(hand_ins))
    assert "Grade it again" in str(done.pop("Wim"))
    assert done == {student: student.encode() for student in students if student != "Wim"}


def test_a_grader_error_leaves_the_points_open_and_is_not_kept(
    course: Course, here: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither a zero nor full marks: a person has to look, and the next run tries again."""
    hand_in(course, "Una")
    with monkeypatch.context() as broken:
        broken.setattr(judge, "read_reply", None)
        (una,) = grade(ASSIGNMENT, course, ["Una"], unsafe=True)
    assert "backprop.relu" in una.grader_errors
    assert una.score is not None
    assert una.score.needs_manual_grade
    assert una.score.cells["backprop-relu"] is None
    assert una.score.score == 0
    (una,) = grade(ASSIGNMENT, course, ["Una"], unsafe=True)
    assert una.computed
    assert una.score is not None
    assert una.score.cells["backprop-relu"]
    assert not una.grader_errors


def test_without_a_sandbox_grading_is_refused_with_the_mend(
    course: Course, here: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sandbox.shutil, "which", lambda name: None)
    assert not any(one.problem for one in grade(ASSIGNMENT, course)), "all reports are kept"
    hand_in(course, "Tim")
    with pytest.raises(Refused, match=r"apt-get install bubblewrap.*--unsafe"):
        grade(ASSIGNMENT, course, ["Tim"])
    assert "Tim" not in scores(course, ASSIGNMENT)
    (tim,) = grade(ASSIGNMENT, course, ["Tim"], unsafe=True)
    assert tim.report is not None
    assert tim.report.notes == [compute.UNSAFE]


def test_what_was_judged_without_a_sandbox_is_judged_again_with_one(
    course: Course, here: None, monkeypatch: pytest.MonkeyPatch, sandbox: object
) -> None:
    hand_in(course, "Tim")
    with monkeypatch.context() as without:
        without.setattr("autograder.worker.sandbox.shutil.which", lambda name: None)
        grade(ASSIGNMENT, course, ["Tim"], unsafe=True)
    assert kept.kept(course, ASSIGNMENT, "Tim") is None
    assert kept.kept(course, ASSIGNMENT, "Tim", unsafe=True) is not None


def test_a_scheduler_judges_instead_of_processes_here(
    course: Course, here: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    class There(grading.Pool):
        def __init__(self, assignment: str, secret: bytes, *, address: str, unsafe: bool) -> None:
            super().__init__(assignment, secret, jobs=1, unsafe=unsafe)
            asked.append(address)

    asked: list[str] = []
    monkeypatch.setattr(grading, "Cluster", There)
    hand_in(course, "Zoe")
    (zoe,) = grade(ASSIGNMENT, course, ["Zoe"], unsafe=True, scheduler="tcp://there:8786")
    assert asked == ["tcp://there:8786"]
    assert zoe.computed
    assert zoe.recorded


def test_a_full_disk_is_one_sentence_and_nothing_is_lost(
    course: Course, here: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand_in(course, "Nia")

    def full(path: Path, data: bytes, *, sync: bool = True) -> None:
        raise OSError(28, "No space left on device", str(path))

    before = scores(course, ASSIGNMENT)
    monkeypatch.setattr(storage, "write", full)
    with pytest.raises(CourseError, match=r"No space left on device.*resumes where"):
        grade(ASSIGNMENT, course, unsafe=True)
    assert scores(course, ASSIGNMENT) == before


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS])
def test_feedback_on_a_full_or_read_only_disk_is_one_sentence(
    course: Course, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def fails(self: FilesWriter, *_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number), "feedback/Ada")

    monkeypatch.setattr(FilesWriter, "write", fails)
    with pytest.raises(CourseError, match=r"^Cannot write feedback/Ada \(.*resumes where"):
        feedback(ASSIGNMENT, course, ["Ada"])


def test_an_unknown_student_is_answered_with_the_nearest(course: Course) -> None:
    with pytest.raises(CourseError, match=r"'Adda'.*Did you mean Ada"):
        grade(ASSIGNMENT, course, ["Adda"])


def test_an_unknown_assignment_is_answered_with_the_nearest(course: Course) -> None:
    with pytest.raises(CourseError, match=f"Did you mean {ASSIGNMENT}"):
        grade("1-vector-backprop", course)


def test_nobody_has_handed_in(course: Course) -> None:
    shutil.rmtree(course.root / "submitted")
    with pytest.raises(CourseError, match="cs-cnn collect"):
        grade(ASSIGNMENT, course)


def test_nothing_is_released(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match=f"cs-cnn release {ASSIGNMENT}"):
        grade(ASSIGNMENT, Course(tmp_path))


def test_a_submission_for_another_assignment_is_worth_nothing_and_says_so(
    course: Course, here: None
) -> None:
    folder = course.submitted(ASSIGNMENT, "Lou")
    (folder / "cs_cnn").mkdir(parents=True)
    (folder / "02-convolution.ipynb").write_text("{}")
    (folder / "cs_cnn" / "conv.py").write_text("x = 1\n")
    (lou,) = grade(ASSIGNMENT, course, ["Lou"], unsafe=True)
    assert lou.score is not None
    assert lou.score.score == 0
    assert lou.report is not None
    assert any("cs_cnn/backprop.py is missing" in note for note in lou.report.notes)


def test_odd_ids_in_nbgraders_own_layout_are_graded_too(course: Course) -> None:
    odd = ["Zoë Müller", "a+b", "o'neil"]
    for student in odd:
        hand_in(course, student, judged=True)
    for one in grade(ASSIGNMENT, course, odd, unsafe=True):
        assert not one.problem
        assert one.score is not None
        assert one.score.score > 0


def test_an_id_that_nbgrader_takes_for_a_pattern_is_said(course: Course) -> None:
    hand_in(course, "x[1]*")
    (one,) = grade(ASSIGNMENT, course, ["x[1]*"], unsafe=True)
    assert "rename it, for example to x_1-" in one.problem


def test_feedback_before_grading_says_what_to_do(course: Course) -> None:
    shutil.rmtree(course.root / "autograded")
    with pytest.raises(CourseError, match="cs-cnn grade"):
        feedback(ASSIGNMENT, course)


def test_feedback_is_written_again_after_grading_by_hand(course: Course) -> None:
    with gradebook(course) as book:
        book.find_comment("question-misprint", ASSIGNMENT, ASSIGNMENT, "Ada").manual_comment = "Hm!"
        book.db.commit()
    ada, nobody = feedback(ASSIGNMENT, course, ["Ada", "Nobody"])
    assert "Hm!" in ada.path.read_text()
    assert "not graded yet" in nobody.problem


def test_an_empty_gradebook_is_not_exported(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match="nothing to export"):
        export(Course(tmp_path), tmp_path / "grades.csv")
    assert not list(tmp_path.iterdir()), "asking makes no gradebook either"


def test_names_are_no_formulas_in_a_spreadsheet(course: Course, tmp_path: Path) -> None:
    with gradebook(course) as book:
        book.update_or_create_student("Ada", last_name='=HYPERLINK("evil")')
    export(course, tmp_path / "grades.csv")
    assert "'=HYPERLINK" in (tmp_path / "grades.csv").read_text()
