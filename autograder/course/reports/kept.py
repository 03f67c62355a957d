"""Reports of submissions: kept on disk by key, or computed."""

from __future__ import annotations

import dataclasses
import json

from autograder.core import storage
from autograder.core.verdict import Report, Status
from autograder.course.folders import Course
from autograder.course.reports.compute import as_json, choose_sandbox, judged, notes_of
from autograder.course.secret import secret
from autograder.course.submissions.submission import Submission, handed_in


def kept(
    course: Course, assignment: str, student: str, *, unsafe: bool = False, errors: bool = False
) -> Report | None:
    """The report on disk, if it is about exactly these files.

    One with a grader error counts only with ``errors``: otherwise it deserves another try.
    """
    submission = handed_in(course, assignment, student)
    return kept_for(submission, course, unsafe=unsafe, errors=errors)


def kept_for(
    submission: Submission, course: Course, *, unsafe: bool = False, errors: bool = False
) -> Report | None:
    """Like ``kept``, for a submission that has been read."""
    report = on_disk(course, submission.assignment, submission.student)
    if report is None:
        return None
    sandboxed = report.key == submission.key(secret(course), True)
    in_the_open = unsafe and report.key == submission.key(secret(course), False)
    if not (sandboxed or in_the_open) or (_has_grader_error(report) and not errors):
        return None
    notes = notes_of(submission, sandboxed=sandboxed)
    return dataclasses.replace(report, student=submission.student, notes=notes)


def on_disk(course: Course, assignment: str, student: str) -> Report | None:
    """The report on disk, whatever files it is about; None if it is missing or damaged."""
    try:
        return Report.from_json(json.loads(course.report(assignment, student).read_bytes()))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _has_grader_error(report: Report) -> bool:
    return any(verdict.status is Status.GRADER_ERROR for verdict in report.exercises)


def computed(course: Course, assignment: str, student: str, *, unsafe: bool = False) -> Report:
    """Judge the submission here and keep the report. Raises Refused if there is no sandbox."""
    sandbox = choose_sandbox(unsafe=unsafe)
    submission = handed_in(course, assignment, student)
    report = judged(submission, secret(course), sandbox)
    keep(report, course)
    return report


def keep(report: Report, course: Course) -> None:
    """Write the report to its place, whole or not at all."""
    storage.write(course.report(report.assignment, report.student), as_json(report), sync=False)


def obtain(
    course: Course, assignment: str, student: str, *, unsafe: bool = False, errors: bool = False
) -> Report:
    """The report of a submission, kept or computed."""
    found = kept(course, assignment, student, unsafe=unsafe, errors=errors)
    return found or computed(course, assignment, student, unsafe=unsafe)
