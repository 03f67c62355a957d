"""Record submissions in batches: with our Writer, or with nbgrader if a course configures more."""

from __future__ import annotations

import contextlib
import functools
import warnings
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from nbgrader.converters import Autograde
from sqlalchemy.exc import DBAPIError, OperationalError
from traitlets.config import Config

from autograder.core.errors import is_of_the_disk
from autograder.core.results import Graded
from autograder.course import config as ours
from autograder.course.folders import Course
from autograder.course.gradebook import converters
from autograder.course.gradebook.fingerprints import Fingerprints
from autograder.course.gradebook.writer import Writer, Written
from autograder.course.reports.kept import on_disk

OWN_SETTINGS = frozenset({"root", "source_directory", "course_id", "db_url"})
"""Settings of its folders that a course may change and still be recorded by our Writer."""
SIZE = 32
"""Submissions that are recorded in one transaction."""
STAGES = ("BaseConverter", "Exporter", "NotebookExporter", "FilesWriter", "NbGraderPreprocessor")


Record = Callable[[Sequence[Graded]], None]
"""Puts a batch into the gradebook; a submission that cannot be recorded gets a problem."""


class Batches:
    """Submissions on their way into the gradebook, a batch at a time."""

    def __init__(self, fingerprints: Fingerprints, record: Record) -> None:
        self._fingerprints, self._record = fingerprints, record
        self._waiting: list[Graded] = []

    def add(self, one: Graded) -> None:
        """Record a submission, now or with those that follow."""
        self._waiting.append(one)
        if len(self._waiting) == SIZE:
            self.record()

    def record(self) -> None:
        """Record all that wait and have changed since they were last recorded."""
        changed = [one for one in self._waiting if self._is_changed(one)]
        self._waiting = []
        for one in changed:
            self._fingerprints.remove(one.student)
        if changed:
            self._record(changed)
        for one in changed:
            one.recorded = not one.problem
            if one.recorded and not one.grader_errors:
                self._fingerprints.keep(one.student)

    def _is_changed(self, one: Graded) -> bool:
        if one.report is None or one.problem:
            return False
        return bool(one.grader_errors) or not self._fingerprints.holds(one.student)


@contextlib.contextmanager
def opened(course: Course, assignment: str, *, unsafe: bool) -> Iterator[Batches]:
    """The gradebook, open for submissions; what still waits at the end is recorded."""
    fingerprints = Fingerprints(course, assignment)
    with converters.database_errors(course), _way(course, assignment, unsafe) as record:
        batches = Batches(fingerprints, record)
        yield batches
        batches.record()


@contextlib.contextmanager
def _way(course: Course, assignment: str, unsafe: bool) -> Iterator[Record]:
    if not (is_as_configured(course) and _has_one_notebook(course, assignment)):
        yield functools.partial(_by_nbgrader, course, assignment, unsafe)
        return
    with warnings.catch_warnings(action="ignore"), Writer(course, assignment) as writer:
        yield functools.partial(_by_writer, course, writer)


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


def _by_writer(course: Course, writer: Writer, batch: Sequence[Graded]) -> None:
    written = {one.student: _written(one, course, writer) for one in batch}
    there = [one for one in written.values() if one is not None]
    try:
        writer.enter(there)
    except Exception:  # entering each by itself shows which one it was
        for one in batch:
            if found := written[one.student]:
                _enter_alone(one, found, writer)
    for one in batch:
        if (found := written[one.student]) and not one.problem:
            one.taken_back = found.taken_back


def _written(one: Graded, course: Course, writer: Writer) -> Written | None:
    try:
        report = on_disk(course, writer.assignment, one.student)
        assert report is not None, "it was read a moment ago"
        return writer.write(one.student, report)
    except Exception as error:  # whatever it is, the others keep their scores
        _refuse(one, error, writer)
        return None


def _enter_alone(one: Graded, written: Written, writer: Writer) -> None:
    try:
        writer.enter([written])
    except Exception as error:  # whatever it is, the others keep their scores
        _refuse(one, error, writer)


def _refuse(one: Graded, error: Exception, writer: Writer) -> None:
    """Say why, and leave nothing half recorded. What concerns everybody, a full disk, is raised."""
    writer.remove(one.student)
    if is_of_the_disk(error) or isinstance(error, OperationalError):
        raise error
    reason = str(error.orig if isinstance(error, DBAPIError) else error).strip()
    one.problem = f"nbgrader could not record it: {reason.partition(chr(10))[0]}."


def _by_nbgrader(course: Course, assignment: str, unsafe: bool, batch: Sequence[Graded]) -> None:
    for one in batch:
        reason = converters.run(
            Autograde, course, assignment, one.student, unsafe=unsafe, errors=True
        )
        one.problem = f"nbgrader could not record it: {reason}." if reason else ""
