"""Reports of hand-ins: kept on disk by key, computed where there is none yet."""

from __future__ import annotations

import dataclasses
import json
import tempfile
from pathlib import Path

from autograder.course import storage
from autograder.course.errors import Refused
from autograder.course.folders import Course
from autograder.course.secret import secret
from autograder.course.submission import Submission, read
from autograder.exercises import catalogue
from autograder.judge.exercise import Exercise
from autograder.judge.judge import judge
from autograder.judge.verdict import Report, Status, Verdict
from autograder.worker.sandbox import Sandbox, SandboxUnavailable, probe

HELPED = "More of it is right with the model answers of earlier assignments. With your own:"
UNSAFE = "Graded without a sandbox."


def kept(
    course: Course, assignment: str, student: str, *, unsafe: bool = False, errors: bool = False
) -> Report | None:
    """The report on disk, if it is about these very files.

    One with a grader error counts only if ``errors`` says so: it is worth another try.
    """
    submission = read(course.submitted(assignment, student), assignment, student)
    try:
        report = Report.from_json(json.loads(course.report(assignment, student).read_bytes()))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    sandboxed = report.key == submission.key(secret(course), True)
    in_the_open = unsafe and report.key == submission.key(secret(course), False)
    if not (sandboxed or in_the_open) or (_has_grader_error(report) and not errors):
        return None
    notes = _notes(submission, sandboxed=sandboxed)
    return dataclasses.replace(report, student=student, notes=notes)


def _has_grader_error(report: Report) -> bool:
    return any(verdict.status is Status.GRADER_ERROR for verdict in report.exercises)


def _notes(submission: Submission, *, sandboxed: bool) -> list[str]:
    return submission.notes + ([] if sandboxed else [UNSAFE])


def computed(course: Course, assignment: str, student: str, *, unsafe: bool = False) -> Report:
    """Judge the hand-in and keep the report. Raises Refused where there is no sandbox."""
    sandbox = choose_sandbox(unsafe=unsafe)
    submission = read(course.submitted(assignment, student), assignment, student)
    report = _judged(submission, secret(course), sandbox)
    path = course.report(assignment, student)
    storage.write(path, json.dumps(dataclasses.asdict(report), indent=1).encode())
    return report


def obtain(
    course: Course, assignment: str, student: str, *, unsafe: bool = False, errors: bool = False
) -> Report:
    """The report of a hand-in, kept or computed."""
    found = kept(course, assignment, student, unsafe=unsafe, errors=errors)
    return found or computed(course, assignment, student, unsafe=unsafe)


def choose_sandbox(*, unsafe: bool) -> Sandbox | None:
    """A sandbox; with ``unsafe``, None where there is none. Raises Refused otherwise."""
    try:
        return probe()
    except SandboxUnavailable as reason:
        if unsafe:
            return None
        raise Refused(
            f"{reason} Students' code is not run without one; where it is your own, "
            "`cs-cnn grade --unsafe` does."
        ) from None


def _judged(submission: Submission, key: bytes, sandbox: Sandbox | None) -> Report:
    exercises = catalogue.of_assignment(submission.assignment)
    verdicts = _verdicts(submission, exercises, key, sandbox)
    helped = submission.with_earlier_solutions()
    if helped.files != submission.files:
        verdicts = _better(verdicts, helped, key, sandbox)
    return Report(
        submission.assignment,
        submission.student,
        verdicts,
        submission.key(key, sandbox is not None),
        _notes(submission, sandboxed=sandbox is not None),
    )


def _better(
    verdicts: list[Verdict], helped: Submission, key: bytes, sandbox: Sandbox | None
) -> list[Verdict]:
    """An earlier assignment that a student did not solve costs no points in a later one.

    What does not pass is judged again with the model answers of what came before. They lie
    beside the student's code then, so nothing that it prints or raises is kept.
    """
    wrong = {verdict.id for verdict in verdicts if not verdict.passed}
    exercises = [e for e in catalogue.of_assignment(helped.assignment) if e.id in wrong]
    again = {verdict.id: verdict for verdict in _verdicts(helped, exercises, key, sandbox)}
    return [_without_words(again[v.id], v) if v.id in again else v for v in verdicts]


def _without_words(helped: Verdict, alone: Verdict) -> Verdict:
    """The better of two verdicts, with nothing in it that was said beside the model answers."""
    if helped.points <= alone.points:
        return alone
    for case in helped.cases:
        case.printed = case.diagnosis = ""
    if not helped.passed:
        helped.diagnosis = f"{HELPED}\n{alone.diagnosis}"
    return helped


def _verdicts(
    submission: Submission, exercises: list[Exercise], key: bytes, sandbox: Sandbox | None
) -> list[Verdict]:
    with tempfile.TemporaryDirectory(prefix="cs_cnn-") as folder:
        submission.stage(Path(folder))
        return judge(exercises, Path(folder), secret=key, sandbox=sandbox)
