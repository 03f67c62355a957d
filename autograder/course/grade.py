"""Grade a class: compute reports in parallel, record them in batches, one after the other.

nbgrader takes seconds to import. Modules that need it are imported once the judging processes
have been started, which take as long to get ready.
"""

from __future__ import annotations

import difflib
import glob
import json
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from autograder.core import storage
from autograder.core.errors import CourseError, Refused, disk_errors_as_course_errors
from autograder.core.results import Graded
from autograder.core.verdict import Report
from autograder.course.folders import Course, known, notebook
from autograder.course.intake.names import safe_id
from autograder.course.lock import locked
from autograder.course.reports.cluster import Cluster
from autograder.course.reports.kept import kept_for
from autograder.course.reports.pool import Pool, ReportOrProblem
from autograder.course.secret import secret
from autograder.course.submissions.submission import Submission, handed_in

if TYPE_CHECKING:
    from autograder.course.gradebook.batches import Batches

Progress = Callable[[str, int, int], None]
"""Called with the current step, the number of submissions done and their total."""


def grade(
    assignment: str,
    course: Course,
    students: Iterable[str] | None = None,
    *,
    jobs: int | None = None,
    unsafe: bool = False,
    scheduler: str = "",
    progress: Progress = lambda what, done, total: None,
) -> list[Graded]:
    """Judge every submission (or those of ``students``) and record the scores in the gradebook.

    Skips submissions that were graded before and have not changed, so that a killed run resumes
    where it stopped. One broken submission never costs another its score. ``scheduler`` is the
    address of a Dask scheduler, whose workers then judge instead of ``jobs`` processes here.
    Raises Refused without a sandbox (unless ``unsafe``), and CourseError.
    """
    graded = [Graded(student) for student in _students(assignment, course, students)]
    key = secret(course)
    judges: AbstractContextManager[Judges] = (
        Cluster(assignment, key, address=scheduler, unsafe=unsafe)
        if scheduler
        else Pool(assignment, key, jobs=jobs or os.cpu_count() or 1, unsafe=unsafe)
    )
    with disk_errors_as_course_errors(), locked(course, f"grading {assignment}"), judges as judge:
        if any(not course.report(assignment, one.student).exists() for one in graded):
            judge.start()
        _record(graded, judge, assignment, course, unsafe, progress)
    return graded


class Judges(Protocol):
    """What computes reports: processes here, or a cluster."""

    def start(self) -> None:
        """Begin to get ready; returns at once."""

    def reports(self, submissions: Iterable[Submission]) -> Iterator[tuple[str, ReportOrProblem]]:
        """Each student with their report, or a sentence that says why there is none."""
        ...


def _record(
    graded: list[Graded],
    judges: Judges,
    assignment: str,
    course: Course,
    unsafe: bool,
    progress: Progress,
) -> None:
    """Judge what must be judged, record everything, and look up the scores."""
    from autograder.course.gradebook import batches, scores

    if not scores.is_known(course, assignment):
        raise _not_released(course, assignment)
    progress("grading", 0, len(graded))
    with batches.opened(course, assignment, unsafe=unsafe) as gradebook:
        _Run(assignment, course, unsafe, gradebook, progress, len(graded)).over(graded, judges)
    found = scores.scores(course, assignment)
    for one in graded:
        one.score = None if one.problem else found.get(one.student)


@dataclass
class _Run:
    """One run of the command, which settles every submission once and passes it on."""

    assignment: str
    course: Course
    unsafe: bool
    gradebook: Batches
    progress: Progress
    total: int
    done: int = 0

    def over(self, graded: list[Graded], judges: Judges) -> None:
        """Settle every submission: by the report that is kept, or by a new one."""
        by_student = {one.student: one for one in graded}
        for student, found in judges.reports(self._to_judge(graded)):
            self._take(by_student[student], found)
            self._settle(by_student[student])

    def _to_judge(self, graded: list[Graded]) -> Iterator[Submission]:
        """What must be judged, read as late as possible; everything else is settled at once."""
        for one in graded:
            submission = self._read(one)
            kept = submission and kept_for(submission, self.course, unsafe=self.unsafe)
            if kept:
                one.take(kept)
            if submission is None or kept:
                self._settle(one)
            else:
                yield submission

    def _settle(self, one: Graded) -> None:
        """Record a submission whose report is there, or whose problem is known."""
        self.done += 1
        self.progress("grading", self.done, self.total)
        self.gradebook.add(one)

    def _read(self, one: Graded) -> Submission | None:
        from autograder.course.submissions.mend import mend

        folder = self.course.submitted(self.assignment, one.student)
        one.problem = _odd_name(one.student)
        if one.problem:
            return None
        try:
            storage.tighten(folder)  # nbgrader's exchange leaves folders that all may write
            mend(folder, self.course.released(self.assignment) / notebook(self.assignment))
            return handed_in(self.course, self.assignment, one.student)
        except OSError as error:
            one.problem = f"The submission cannot be read: {error}."
            return None

    def _take(self, one: Graded, found: ReportOrProblem) -> None:
        if isinstance(found, str):
            one.problem = found
            return
        report = Report.from_json(json.loads(found))
        storage.write(self.course.report(self.assignment, one.student), found, sync=False)
        one.take(report)
        one.computed = True


def _odd_name(student: str) -> str:
    if not glob.has_magic(student):
        return ""
    return (
        f"nbgrader would read the folder name '{student}' as a pattern: rename it, "
        f"for example to {safe_id(student)}."
    )


def _students(assignment: str, course: Course, wanted: Iterable[str] | None) -> list[str]:
    known(assignment)
    if not (course.released(assignment) / notebook(assignment)).is_file():
        raise _not_released(course, assignment)
    there = course.students(assignment)
    if not there:
        raise Refused(
            f"{course.root / 'submitted'} contains no submission of {assignment}: "
            f"run {course.command('collect FILES')} first."
        )
    chosen = there if wanted is None else sorted(set(wanted))
    unknown = sorted(set(chosen) - set(there))
    if unknown:
        raise CourseError(_unknown(unknown[0], there))
    return chosen


def _not_released(course: Course, assignment: str) -> CourseError:
    return CourseError(
        f"{assignment} is not released in {course.root}: "
        f"run {course.command(f'release {assignment}')} first."
    )


def _unknown(student: str, there: list[str]) -> str:
    near = difflib.get_close_matches(student, there, n=3, cutoff=0.4)
    some = f"There are submissions of {', '.join(there[:5])}."
    hint = f"Did you mean {', '.join(near)}?" if near else some
    return f"There is no submission of '{student}'. {hint}"
