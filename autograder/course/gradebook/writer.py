"""Record a class: what ``nbgrader autograde`` would write, for many submissions at once.

For each submission nbgrader opens the gradebook a dozen times, queries and commits for each
cell, and reads, checks and writes the notebook twice. Here the gradebook is opened once, what
all submissions share is read once, and a batch is one transaction. The result is the same, row
for row: nbgrader's own functions compute the grades, and ``tests/course/test_writer.py``
compares.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Comment, Grade, SubmittedNotebook
from nbgrader.preprocessors import AssignLatePenalties
from nbgrader.utils import (
    compute_checksum,
    determine_grade,
    find_all_files,
    is_grade,
    is_solution,
    is_task,
    rmtree,
)
from sqlalchemy.orm import Session, scoped_session, sessionmaker

from autograder.core.verdict import Report
from autograder.course.folders import Course, notebook
from autograder.course.gradebook import by_hand, converters
from autograder.course.gradebook.by_hand import ByHand
from autograder.course.gradebook.cells import claimed_id, is_judged
from autograder.course.gradebook.outputs import write_scores
from autograder.course.gradebook.rebuild import kernelspec, rebuilt, released_order, truth_of
from autograder.course.intake import when
from autograder.course.submissions.contents import stub_files

READ_ONLY = 0o444
"""nbgrader's permissions for what was autograded."""


class _OneTransaction(Session):
    """nbgrader's own methods commit after every step; here, all steps are one transaction."""

    def commit(self) -> None:
        self.flush()

    def save(self) -> None:
        super().commit()


@dataclass
class Written:
    """A submission whose notebook is in ``autograded/``: its cells, and those without a score."""

    student: str
    cells: list[NotebookNode]
    without: set[str]
    by_hand: ByHand
    taken_back: list[str] = field(default_factory=list)
    """What a person had graded and must grade again, one sentence each."""


class Writer:
    """nbgrader's gradebook, open for one assignment of a course. Use it in a ``with``."""

    def __init__(self, course: Course, assignment: str) -> None:
        self.course, self.assignment = course, assignment
        self.folders = converters.coursedir(course)
        self.late = AssignLatePenalties(config=converters.settings(course))
        self.late.assignment_id = assignment
        self.late.init_plugin()
        self.book = converters.open_gradebook(course)
        self.book.db.remove()
        self.book.db = scoped_session(sessionmaker(self.book.engine, class_=_OneTransaction))
        self._read_assignment()
        self.masters = self._files_of_the_source()

    def _read_assignment(self) -> None:
        """What all submissions share."""
        found = self.book.find_notebook(self.assignment, self.assignment)
        self.notebook_id, self.kernelspec = found.id, kernelspec(found)
        self.truth = truth_of(found)
        self.order = released_order(
            self.course.released(self.assignment) / notebook(self.assignment), self.truth
        )
        self.names = {cell.id: cell.name for cell in found._base_cells}

    def __enter__(self) -> Writer:
        return self

    def __exit__(self, *_: object) -> None:
        self.book.close()

    def write(self, student: str, report: Report) -> Written:
        """Write the submission with the judge's scores to ``autograded/``."""
        before = by_hand.recorded(self.course, self.assignment, student)
        self.remove(student)
        source = self.course.submitted(self.assignment, student)
        handed_in = nbformat.read(source / notebook(self.assignment), as_version=4)
        nb = nbformat.v4.new_notebook(cells=rebuilt(handed_in.cells, self.truth, self.order))
        if self.kernelspec:
            nb.metadata["kernelspec"] = self.kernelspec
        without = write_scores([cell for cell in nb.cells if is_judged(cell)], report)
        self._copy(source, self.course.autograded(self.assignment, student), nb)
        about = [cell for cell in nb.cells if "nbgrader" in cell.metadata]
        now = by_hand.answers(about, source, self.assignment)
        return Written(student, about, {claimed_id(cell) for cell in without}, ByHand(before, now))

    def remove(self, student: str) -> None:
        """Remove the autograded submission, as nbgrader does before it starts and when it fails."""
        target = self.course.autograded(self.assignment, student)
        if target.exists():
            rmtree(str(target))

    def _copy(self, source: Path, target: Path, nb: NotebookNode) -> None:
        """The notebook with all other files of the submission, read-only."""
        target.mkdir(parents=True)
        for name, path in {**self._others(source), **self.masters}.items():
            copied = target / name
            copied.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copied)
            copied.chmod(READ_ONLY)
        written = target / notebook(self.assignment)
        written.write_text(nbformat.v4.writes(nb) + "\n", encoding="utf-8")
        written.chmod(READ_ONLY)

    def _others(self, folder: Path) -> dict[Path, Path]:
        """All files in a folder that are not notebooks, by their path in it."""
        found = map(Path, find_all_files(str(folder), [*self.folders.ignore, "*.ipynb"]))
        return {path.relative_to(folder): path for path in found}

    def _files_of_the_source(self) -> dict[Path, Path]:
        """The files beside the instructor's notebook, which replace the student's."""
        where = self.folders.format_path(self.folders.source_directory, ".", self.assignment)
        found = self._others(Path(where))
        for file in stub_files(self.assignment):
            found.pop(Path(file), None)
        return found

    def enter(self, batch: Sequence[Written]) -> None:
        """Enter the grades of all of them into the gradebook, or of none if one fails."""
        try:
            for one in batch:
                self._enter(one)
            self.book.db().save()
            for one in batch:
                by_hand.keep(self.course, self.assignment, one.student, one.by_hand.now)
        except BaseException:
            self.book.db.rollback()
            raise

    def _enter(self, one: Written) -> None:
        one.taken_back.clear()
        self.book.update_or_create_student(one.student)
        source = self.course.submitted(self.assignment, one.student)
        submission = self.book.update_or_create_submission(self.assignment, one.student)
        submission.timestamp = self._handed_in(source, submission)
        saved = self._saved(submission)
        grades, comments = self._of(Grade, saved), self._of(Comment, saved)
        for cell in one.cells:
            id = claimed_id(cell)
            if is_solution(cell) or is_task(cell):
                _comment(comments[id], cell)
            if is_grade(cell):
                waited = grades[id].needs_manual_grade
                _grade(grades[id], cell, id in one.without)
                said = one.by_hand.settle(grades[id], comments.get(id), waited=waited)
                one.taken_back += [said] if said else []
        self._penalise(submission, saved)

    def _handed_in(self, source: Path, submission: Any) -> datetime | None:
        """When, if that is known; just after the due date if all that is known is being late."""
        stamp: datetime | None = self.folders.get_existing_timestamp(str(source))
        return stamp or when.just_late(source, submission.duedate)

    def _saved(self, submission: Any) -> Any:
        """The submission's notebook, found with the database's index."""
        return (
            self.book.db.query(SubmittedNotebook)
            .filter_by(notebook_id=self.notebook_id, assignment_id=submission.id)
            .one()
        )

    def _of(self, kind: Any, saved: Any) -> dict[str, Any]:
        """Grades or comments by grade_id, found with the database's index."""
        rows = self.book.db.query(kind).filter(
            kind.cell_id.in_(self.names), kind.notebook_id == saved.id
        )
        return {self.names[row.cell_id]: row for row in rows}

    def _penalise(self, submission: Any, saved: Any) -> None:
        """The penalty for being late, from the course's own plugin."""
        saved.late_submission_penalty = None
        if submission.total_seconds_late > 0:
            self.book.db.flush()
            self.book.db.expire(saved, ["score"])
            penalty = self.late.plugin_inst.late_submission_penalty(
                submission.student_id, saved.score, submission.total_seconds_late
            )
            if penalty is not None:
                saved.late_submission_penalty = self.late._check_late_penalty(saved, penalty)


def _grade(grade: Any, cell: NotebookNode, is_open: bool) -> None:
    """As nbgrader does it: a person's points stay, and a person must look at them again."""
    grade.auto_score = None if is_open else determine_grade(cell)[0]
    grade.needs_manual_grade = grade.manual_score is not None or grade.auto_score is None


def _comment(comment: Any, cell: NotebookNode) -> None:
    untouched = cell.metadata.nbgrader.get("checksum") == compute_checksum(cell)
    comment.auto_comment = "No response." if untouched and not is_task(cell) else None
