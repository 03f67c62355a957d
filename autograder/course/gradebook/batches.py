"""Record a batch of hand-ins: by our Writer, or by nbgrader where a course asks for more."""

from __future__ import annotations

import contextlib
import warnings
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Protocol

from nbgrader.converters import Autograde
from sqlalchemy.exc import DBAPIError
from traitlets.config import Config

from autograder.core.errors import is_of_the_disk
from autograder.core.verdict import Report
from autograder.course import config as ours
from autograder.course.folders import Course
from autograder.course.gradebook import converters
from autograder.course.gradebook.fingerprints import Fingerprints
from autograder.course.gradebook.writer import Writer, Written
from autograder.course.reports.kept import on_disk

OWN_SETTINGS = frozenset({"root", "source_directory", "course_id", "db_url"})
"""What a course may say of its folders without asking for another way of recording."""
STAGES = ("BaseConverter", "Exporter", "NotebookExporter", "FilesWriter", "NbGraderPreprocessor")


class HandIn(Protocol):
    """A hand-in with its report; what became of it is written here."""

    student: str
    problem: str
    recorded: bool

    @property
    def report(self) -> Report | None: ...
    @property
    def grader_errors(self) -> list[str]: ...


Record = Callable[[Sequence[HandIn]], None]


@contextlib.contextmanager
def opened(course: Course, assignment: str, *, unsafe: bool) -> Iterator[Record]:
    """A function that records a batch; what has been recorded already stays as it is."""
    fingerprints = Fingerprints(course, assignment)

    def todo(batch: Sequence[HandIn]) -> list[HandIn]:
        found = [one for one in batch if one.report and not one.problem]
        found = [one for one in found if one.grader_errors or not fingerprints.holds(one.student)]
        for one in found:
            fingerprints.remove(one.student)
        return found

    def done(batch: Sequence[HandIn]) -> None:
        for one in batch:
            one.recorded = not one.problem
            if one.recorded and not one.grader_errors:
                fingerprints.keep(one.student)

    with _way(course, assignment, unsafe) as write:

        def record(batch: Sequence[HandIn]) -> None:
            chosen = todo(batch)
            if chosen:
                write(chosen)
                done(chosen)

        yield record


@contextlib.contextmanager
def _way(course: Course, assignment: str, unsafe: bool) -> Iterator[Record]:
    if not (is_as_configured(course) and _has_one_notebook(course, assignment)):
        yield lambda batch: _by_nbgrader(batch, course, assignment, unsafe)
        return
    with warnings.catch_warnings(action="ignore"), Writer(course, assignment) as writer:
        yield lambda batch: _by_writer(batch, course, writer)


def is_as_configured(course: Course) -> bool:
    """Whether ``nbgrader autograde`` would do here what our configuration says, and no more."""
    mine, pristine = converters.settings(course), Config()
    ours.configure(pristine, course.root)
    steps = [name.rpartition(".")[2] for name in (*ours.SANITIZE, *ours.AUTOGRADE)]
    sections = {*steps, *STAGES, "Autograde"} - {"RecordScores", "AssignLatePenalties"}
    return _folders(mine) == _folders(pristine) and all(mine[s] == pristine[s] for s in sections)


def _folders(config: Config) -> dict[str, Any]:
    return {k: v for k, v in config.CourseDirectory.items() if k not in OWN_SETTINGS}


def _has_one_notebook(course: Course, assignment: str) -> bool:
    with converters.gradebook(course) as book:
        return len(book.find_assignment(assignment).notebooks) == 1


def _by_writer(batch: Sequence[HandIn], course: Course, writer: Writer) -> None:
    written = {one.student: _written(one, course, writer) for one in batch}
    there = [one for one in written.values() if one is not None]
    try:
        writer.enter(there)
    except Exception:  # one of them; which one shows when each is entered by itself
        for one in batch:
            if found := written[one.student]:
                _enter_alone(one, found, writer)


def _written(one: HandIn, course: Course, writer: Writer) -> Written | None:
    try:
        report = on_disk(course, writer.assignment, one.student)
        assert report is not None, "it was read a moment ago"
        return writer.write(one.student, report)
    except Exception as error:  # whatever it is, it must not cost the others their scores
        _refuse(one, error, writer)
        return None


def _enter_alone(one: HandIn, written: Written, writer: Writer) -> None:
    try:
        writer.enter([written])
    except Exception as error:  # likewise
        _refuse(one, error, writer)


def _refuse(one: HandIn, error: Exception, writer: Writer) -> None:
    """Say why, and leave nothing half recorded; a full disk is everybody's trouble."""
    writer.remove(one.student)
    if is_of_the_disk(error):
        raise error
    reason = str(error.orig if isinstance(error, DBAPIError) else error).strip()
    one.problem = f"nbgrader could not record it: {reason.partition(chr(10))[0]}."


def _by_nbgrader(batch: Sequence[HandIn], course: Course, assignment: str, unsafe: bool) -> None:
    for one in batch:
        reason = converters.run(
            Autograde, course, assignment, one.student, unsafe=unsafe, errors=True
        )
        one.problem = f"nbgrader could not record it: {reason}." if reason else ""
