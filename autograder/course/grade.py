"""Grade a class: reports in parallel, the gradebook one hand-in after the other."""

from __future__ import annotations

import contextlib
import difflib
import glob
import hashlib
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from nbgrader.converters import Autograde

from autograder.course import convert, reports, storage
from autograder.course.errors import CourseError, Refused, disk_errors_said
from autograder.course.folders import Course, known, notebook
from autograder.course.mend import mend
from autograder.course.owners import safe_id
from autograder.course.pool import compute
from autograder.course.scores import Score, due, is_known, scores
from autograder.course.secret import secret
from autograder.exercises import catalogue
from autograder.judge.judge import prepare
from autograder.judge.verdict import Report, Status

Progress = Callable[[str, int, int], None]
"""Called with what is going on, how many hand-ins are done and how many there are."""


@dataclass
class Graded:
    """What became of one hand-in. ``problem`` is empty if it is in the gradebook."""

    student: str
    report: Report | None = None
    score: Score | None = None
    problem: str = ""
    computed: bool = False
    recorded: bool = False

    @property
    def grader_errors(self) -> list[str]:
        """Exercises that the autograder failed at: their points are open."""
        verdicts = self.report.exercises if self.report else []
        return [v.id for v in verdicts if v.status is Status.GRADER_ERROR]


def grade(
    assignment: str,
    course: Course,
    students: Iterable[str] | None = None,
    *,
    jobs: int | None = None,
    unsafe: bool = False,
    progress: Progress = lambda what, done, total: None,
) -> list[Graded]:
    """Judge every hand-in (or those of ``students``) and record the scores in the gradebook.

    A hand-in that was graded before and has not changed is not graded again; a run that was
    killed goes on from where it stopped. One broken hand-in never costs another its score.
    Raises Refused without a sandbox (unless ``unsafe``), and CourseError.
    """
    hand_ins = [Graded(student) for student in _students(assignment, course, students)]
    with disk_errors_said():
        _mend_all(hand_ins, course, assignment)
        _report_all(hand_ins, course, assignment, jobs or os.cpu_count() or 1, unsafe, progress)
        _record_all(hand_ins, course, assignment, unsafe, progress)
        found = scores(course, assignment)
    for one in hand_ins:
        one.score = None if one.problem else found.get(one.student)
    return hand_ins


def _students(assignment: str, course: Course, wanted: Iterable[str] | None) -> list[str]:
    known(assignment)
    released = course.released(assignment) / notebook(assignment)
    if not released.is_file() or not is_known(course, assignment):
        raise CourseError(
            f"{assignment} is not released in {course.root}: `cs-cnn release {assignment}` first."
        )
    there = course.students(assignment)
    if not there:
        raise Refused(
            f"Nobody has handed in {assignment} in {course.root / 'submitted'}: "
            "`cs-cnn collect` the hand-ins first."
        )
    chosen = there if wanted is None else sorted(set(wanted))
    for student in chosen:
        if student not in there:
            raise CourseError(_unknown(student, there))
    return chosen


def _unknown(student: str, there: list[str]) -> str:
    near = difflib.get_close_matches(student, there, n=3, cutoff=0.4)
    hint = f"Did you mean {', '.join(near)}?" if near else f"There are {', '.join(there[:5])}."
    return f"There is no hand-in of a student '{student}'. {hint}"


def _mend_all(hand_ins: list[Graded], course: Course, assignment: str) -> None:
    pristine = course.released(assignment) / notebook(assignment)
    for one in hand_ins:
        if glob.has_magic(one.student):
            one.problem = (
                f"nbgrader takes the folder '{one.student}' for a pattern: rename it, "
                f"for example to {safe_id(one.student)}."
            )
            continue
        try:
            mend(course.submitted(assignment, one.student), pristine)
        except OSError as error:
            one.problem = f"The hand-in cannot be read: {error}."


def _report_all(
    hand_ins: list[Graded], course: Course, assignment: str, jobs: int, unsafe: bool, tell: Progress
) -> None:
    """Give every hand-in its report: the kept one, else one that is computed now."""
    by_student = {one.student: one for one in hand_ins if not one.problem}
    for one in by_student.values():
        one.report = reports.kept(course, assignment, one.student, unsafe=unsafe)
    missing = [student for student, one in by_student.items() if one.report is None]
    if not missing:
        return
    reports.choose_sandbox(unsafe=unsafe)
    tell("preparing the reference", 0, len(missing))
    _prepare(assignment, secret(course))
    results = compute(course, assignment, missing, jobs=jobs, unsafe=unsafe)
    for done, (student, outcome) in enumerate(results, 1):
        tell("judging", done, len(missing))
        _take(by_student[student], outcome)


def _prepare(assignment: str, key: bytes) -> None:
    """Compute the references here, once; a broken one is the judge's to say, as grader error."""
    for exercise in catalogue.of_assignment(assignment):
        with contextlib.suppress(Exception):
            prepare([exercise], key)


def _take(one: Graded, outcome: Report | str) -> None:
    if isinstance(outcome, str):
        one.problem = outcome
    else:
        one.report, one.computed = outcome, True


def _record_all(
    hand_ins: list[Graded], course: Course, assignment: str, unsafe: bool, tell: Progress
) -> None:
    """nbgrader records what is new, one after the other; a failure is the hand-in's own."""
    there, rules = scores(course, assignment), _late_rules(course, assignment)
    judged = [one for one in hand_ins if one.report is not None]
    for done, one in enumerate(judged, 1):
        tell("recording", done, len(judged))
        known_due = there[one.student].due if one.student in there else None
        mark = _mark(one, course, assignment, rules(known_due))
        if one.student in there and _is_recorded(one, course, assignment, mark):
            continue
        _record(one, course, assignment, unsafe)
        if one.recorded and not one.grader_errors:
            storage.write(course.recorded(assignment, one.student), mark)


def _record(one: Graded, course: Course, assignment: str, unsafe: bool) -> None:
    reason = convert.run(Autograde, course, assignment, one.student, unsafe=unsafe, errors=True)
    one.recorded = not reason
    one.problem = f"nbgrader could not record it: {reason}." if reason else ""


def _late_rules(course: Course, assignment: str) -> Callable[[str | None], str]:
    """What a penalty depends on besides the hand-in: the due date and the configuration."""
    config, common = convert.settings(course), due(course, assignment)
    plugins = (config.LateSubmissionPlugin, config.AssignLatePenalties)
    return lambda own: f"{common if own is None else own} {plugins}"


def _is_recorded(one: Graded, course: Course, assignment: str, mark: bytes) -> bool:
    seal = course.recorded(assignment, one.student)
    written = course.autograded(assignment, one.student) / notebook(assignment)
    return written.is_file() and seal.is_file() and seal.read_bytes() == mark


def _mark(one: Graded, course: Course, assignment: str, rules: str) -> bytes:
    """Changes whenever nbgrader would record something else."""
    folder = course.submitted(assignment, one.student)
    digest = hashlib.blake2b(rules.encode(), digest_size=16)
    for path in (
        course.report(assignment, one.student),
        folder / notebook(assignment),
        folder / "timestamp.txt",
    ):
        digest.update(path.read_bytes() if path.is_file() else b"")
    return digest.hexdigest().encode()
