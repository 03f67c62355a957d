"""What docs/updating.md promises to a class of 0.1.0, and to a clone in which somebody learns.

Neither needs the code of 0.1.0, which a shallow clone does not have: what it left behind is made
from what today's code writes.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import nbformat
import pytest
from answers.secret import SECRET
from support.course_world import copy, hand_in, judge_here

from autograder.course.demo.stories import ASSIGNMENT
from autograder.course.feedback import feedback
from autograder.course.folders import Course
from autograder.course.grade import grade
from autograder.course.gradebook.converters import gradebook
from autograder.course.gradebook.fingerprints import Fingerprints
from autograder.course.gradebook.scores import scores

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "updating.md").read_text()
GRADED = ["Ada", "Cleo", "Dana"]
FAILED, UNGRADED = "Emil", "Zoe"
STUBS = "cs_cnn/backprop.py"
NOTEBOOK = f"notebooks/{ASSIGNMENT}/{ASSIGNMENT}.ipynb"
IMPORT, IMPORT_OF_0_1_0 = "data, networks, pictures", "data, network, plots"


@pytest.fixture
def course(graded: Course, tmp_path: Path) -> Course:
    """A class as 0.1.0 left it: some graded, one partly by hand, one failed, one not graded."""
    course = copy(graded, tmp_path / "class")
    shutil.rmtree(course.root / ".cs_cnn" / "answers")
    for student in set(course.students(ASSIGNMENT)) - {*GRADED, FAILED}:
        shutil.rmtree(course.submitted(ASSIGNMENT, student))
    with gradebook(course) as book:
        by_hand = book.find_grade("question-misprint", ASSIGNMENT, ASSIGNMENT, "Ada")
        by_hand.manual_score, by_hand.needs_manual_grade = 3.5, False
        book.find_grade("backprop-relu", ASSIGNMENT, ASSIGNMENT, "Cleo").manual_score = 0.5
        book.find_comment("question-misprint", ASSIGNMENT, ASSIGNMENT, "Ada").manual_comment = "Hm"
        lost = book.find_grade("backprop-relu", ASSIGNMENT, ASSIGNMENT, FAILED)
        lost.auto_score, lost.needs_manual_grade = None, True
        book.db.commit()
    _report_as_in_0_1_0(course, FAILED, status="grader error")
    course.recorded(ASSIGNMENT, FAILED).unlink()
    for student in GRADED:
        _report_as_in_0_1_0(course, student)
        Fingerprints(course, ASSIGNMENT).keep(student)
    hand_in(course, UNGRADED)
    return course


def _report_as_in_0_1_0(course: Course, student: str, **relu: str) -> None:
    """Diagnoses were sentences, and the key was another, for it stands for the autograder too."""
    path = course.report(ASSIGNMENT, student)
    report = json.loads(path.read_text())
    report["key"] = "0" * 32
    for verdict in report["exercises"]:
        verdict["diagnosis"] = "" if verdict["status"] == "passed" else "The sign is dropped."
        if verdict["id"] == "backprop.relu":
            verdict |= relu
        for case in verdict["cases"]:
            case["diagnosis"] = "" if case["status"] == "passed" else "2 of 4 values differ."
    path.write_text(json.dumps(report))


def points(course: Course) -> dict[str, dict[str, float | None]]:
    return {student: one.cells for student, one in scores(course, ASSIGNMENT).items()}


def contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def rows(course: Course) -> list[tuple[str, str]]:
    """One pair of student and cell for each row of grades."""
    with gradebook(course) as book:
        submissions = book.assignment_submissions(ASSIGNMENT)
        return [
            (one.student.id, grade.name)
            for one in submissions
            for notebook in one.notebooks
            for grade in notebook.grades
        ]


@pytest.mark.long
def test_a_class_of_0_1_0_keeps_its_points(
    course: Course, monkeypatch: pytest.MonkeyPatch, graded: Course
) -> None:
    judge_here(monkeypatch)
    before, submitted = points(course), contents(course.root / "submitted")
    grade(ASSIGNMENT, course, [UNGRADED], unsafe=True)
    assert not marked_for_a_person(course), "who is not graded again is not marked"
    done = grade(ASSIGNMENT, course, unsafe=True)
    assert sorted(one.student for one in done if one.computed) == [*GRADED, FAILED]
    assert not [one.problem for one in done if one.problem]

    after = points(course)
    assert {student: after[student] for student in GRADED} == {s: before[s] for s in GRADED}
    assert after["Ada"]["question-misprint"] == 3.5
    assert after["Cleo"]["backprop-relu"] == 0.5
    assert after[FAILED] == points(graded)[FAILED]
    assert after[UNGRADED]["backprop-relu"] == 1
    with gradebook(course) as book:
        comment = book.find_comment("question-misprint", ASSIGNMENT, ASSIGNMENT, "Ada")
        assert comment.manual_comment == "Hm"

    assert not marked_for_a_person(course), "her answer is the same"

    assert len(rows(course)) == len(set(rows(course)))
    assert course.secret.read_bytes() == SECRET
    assert contents(course.root / "submitted") == submitted
    again = grade(ASSIGNMENT, course, unsafe=True)
    assert not [one for one in again if one.computed or one.recorded], "nothing is left to do"


def marked_for_a_person(course: Course) -> bool:
    """Whether somebody has to look at Ada's answer again, which a person has graded."""
    with gradebook(course) as book:
        grade_of = book.find_grade("question-misprint", ASSIGNMENT, ASSIGNMENT, "Ada")
        return bool(grade_of.needs_manual_grade)


def test_a_graded_class_of_0_1_0_needs_nothing(course: Course) -> None:
    (page,) = feedback(ASSIGNMENT, course, ["Ada"])
    assert not page.problem
    assert "Hm" in page.path.read_text()


class Repository:
    """A Git repository, in which commands are typed as the page shows them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def run(self, command: str) -> str:
        done = subprocess.run(
            ["sh", "-c", command], cwd=self.folder, capture_output=True, text=True, check=False
        )
        return done.stdout + done.stderr

    def put(self, files: dict[str, str]) -> None:
        for name, text in files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    def read(self, name: str) -> str:
        return (self.folder / name).read_text(encoding="utf-8")


@pytest.fixture
def learners(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A clone of the stubs and the notebook as in 0.1.0, when the new version is there to pull."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Learner")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "learner@example.org")
    new = {name: (ROOT / name).read_text(encoding="utf-8") for name in (NOTEBOOK, STUBS)}
    assert new[NOTEBOOK].count(IMPORT) == 1
    project = Repository(tmp_path / "project")
    project.put(new | {NOTEBOOK: new[NOTEBOOK].replace(IMPORT, IMPORT_OF_0_1_0)})
    project.run("git init && git add --all && git commit -m 0.1.0")
    project.run(f"git clone . '{tmp_path / 'my clone'}'")
    project.put(new)
    project.run("git commit -a -m 0.2.0")
    return Repository(tmp_path / "my clone")


def blocks() -> list[str]:
    """The commands of the page's first section, block by block."""
    section = PAGE.split("\n## ")[1]
    return re.findall(r"^```\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)


def solved(repository: Repository) -> str:
    """Write the answers, and run the notebook; its text."""
    repository.put({STUBS: (ROOT / "autograder" / "solutions" / "backprop.py").read_text()})
    nb = nbformat.reads(repository.read(NOTEBOOK), as_version=4)
    for number, cell in enumerate(cell for cell in nb.cells if cell.cell_type == "code"):
        cell.execution_count = number
        cell.outputs = [nbformat.v4.new_output("stream", text=f"I ran {number}.")]
    repository.put({NOTEBOOK: nbformat.writes(nb) + "\n"})
    return repository.read(NOTEBOOK)


def test_a_clone_keeps_its_answers_and_outputs(learners: Repository) -> None:
    before = solved(learners)
    said = learners.run(blocks()[0])
    assert "CONFLICT" not in said
    assert IMPORT in learners.read(NOTEBOOK), said
    assert learners.read(NOTEBOOK) == before.replace(IMPORT_OF_0_1_0, IMPORT)
    assert (ROOT / "autograder" / "solutions" / "backprop.py").read_text() == learners.read(STUBS)
    assert learners.run("git status --porcelain") == ""


def test_where_both_changed_a_line_the_learners_file_stays_whole(learners: Repository) -> None:
    before = solved(learners).replace(IMPORT_OF_0_1_0, f"{IMPORT_OF_0_1_0}, xo")
    learners.put({NOTEBOOK: before})
    assert "CONFLICT" in learners.run(blocks()[0])
    learners.run(blocks()[1])
    assert learners.read(NOTEBOOK) == before
    assert learners.run("git status --porcelain") == ""
    assert "0.2.0" in learners.run("git log --format=%s")
