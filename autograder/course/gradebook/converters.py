"""nbgrader's converters in this process, one submission at a time, with the course's config."""

from __future__ import annotations

import contextlib
import glob
import logging
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook
from nbgrader.converters import BaseConverter
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, OperationalError
from traitlets.config import Config, PyFileConfigLoader

from autograder.core.errors import CourseError, is_of_the_disk
from autograder.course.config import configure, place, with_driver
from autograder.course.folders import CONFIG, Course
from autograder.course.lock import holder

KINDS = ("sqlite", "postgresql")
"""The databases that a gradebook can be in."""


def run(
    converter: type[BaseConverter], course: Course, assignment: str, student: str = "", **more: bool
) -> str:
    """Run a converter on one submission (or on the assignment); the problem in one line, or ''.

    ``more`` are settings of RecordScores. Raises OSError for a full or read-only disk.
    """
    config = settings(course)
    config.RecordScores.update(more)
    log = _Log()
    folders = coursedir(course, log=log.logger)
    folders.assignment_id = assignment
    if student:
        folders.student_id = glob.escape(student)
    try:
        with warnings.catch_warnings(action="ignore"):
            converter(coursedir=folders, config=config, force=True, log=log.logger).start()
    except NbGraderException as error:
        if log.disk is not None:
            raise log.disk from None
        return log.cause() or str(error)
    return ""


def settings(course: Course) -> Config:
    """Our configuration, then the course's own nbgrader_config.py."""
    config = Config()
    configure(config, course.root)
    if (course.root / CONFIG).is_file():
        config.merge(PyFileConfigLoader(CONFIG, path=str(course.root)).load_config())
    place(config, course.root)
    if course.database:
        config.CourseDirectory.db_url = with_driver(course.database)
    return config


def coursedir(course: Course, **more: Any) -> CourseDirectory:
    """nbgrader's view of the course's folders and of its gradebook."""
    return CourseDirectory(config=settings(course), **more)


@contextlib.contextmanager
def gradebook(course: Course) -> Iterator[Gradebook]:
    """The course's gradebook. Makes an empty one if there is none.

    Raises CourseError if there is no database at its address, or if it fails meanwhile.
    """
    with database_errors(course), open_gradebook(course) as book:
        yield book


def open_gradebook(course: Course) -> Gradebook:
    """The course's gradebook, to be closed by the caller. Raises CourseError."""
    folders = coursedir(course)
    if (scheme := _scheme(folders.db_url)) not in KINDS:
        raise CourseError(
            "A gradebook is a SQLite file (sqlite:///FILE) or a PostgreSQL database "
            f"(postgresql://USER:PASSWORD@HOST/NAME); an address that begins with '{scheme}' is "
            "neither."
        )
    try:
        with database_errors(course):
            return Gradebook(folders.db_url, folders.course_id)
    except ModuleNotFoundError as error:
        raise CourseError(
            f"{error.name} is missing: to use PostgreSQL, run "
            "`python -m pip install -c constraints.txt -e '.[postgresql]'` in the project's folder."
        ) from None


@contextlib.contextmanager
def database_errors(course: Course) -> Iterator[None]:
    """What the database refuses becomes a CourseError that names it and the way out."""
    try:
        yield
    except (DatabaseError, ArgumentError) as error:
        if type(error) not in (DatabaseError, OperationalError, ArgumentError):
            raise  # a fault of the program, such as a row twice
        reason = str(getattr(error, "orig", None) or error).strip().partition("\n")[0]
        raise CourseError(
            f"The gradebook at {database(course)} cannot be used ({reason}): "
            f"{_way_out(course, reason)}."
        ) from None


def _scheme(address: str) -> str:
    return address.partition(":")[0].partition("+")[0]


def _way_out(course: Course, reason: str) -> str:
    if _scheme(coursedir(course).db_url) != "sqlite":
        return "check that its server is running and that the address is right"
    if "locked" in reason:
        return f"{holder(course) or 'another program, such as formgrader, is writing'}; try again"
    if "readonly" in reason:
        return "give yourself write access to it and to its folder"
    if "not a database" in reason:
        return "put back a copy of the file, or move it away to begin a new one"
    return "check that its folder exists and that you have access to it"


def database(course: Course) -> str:
    """The address of the gradebook's database, without the password."""
    return make_url(coursedir(course).db_url).render_as_string()


def has_gradebook(course: Course) -> bool:
    """Whether there is a gradebook to read; does not make one."""
    scheme, _, path = coursedir(course).db_url.partition(":///")
    return scheme != "sqlite" or Path(path).is_file()


class _Log(logging.Handler):
    """Keeps nbgrader's complaints; it reports the cause nowhere else."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.messages: list[str] = []
        self.disk: OSError | None = None
        self.logger = logging.Logger("cs_cnn.nbgrader")
        self.logger.addHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        error = sys.exception()
        if isinstance(error, OSError) and is_of_the_disk(error):
            self.disk = error
        self.messages.append(record.getMessage())

    def cause(self) -> str:
        """The last line of the first traceback, else the first complaint."""
        tracebacks = [text for text in self.messages if text.startswith("Traceback")]
        if tracebacks:
            return tracebacks[0].strip().splitlines()[-1].partition(": ")[2]
        return self.messages[0] if self.messages else ""
