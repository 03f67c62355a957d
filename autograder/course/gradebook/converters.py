"""nbgrader's converters in this process, one submission at a time, with the course's config."""

from __future__ import annotations

import glob
import logging
import warnings
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook
from nbgrader.converters import BaseConverter
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from sqlalchemy import make_url
from sqlalchemy.exc import SQLAlchemyError
from traitlets.config import Config, PyFileConfigLoader

from autograder.core.errors import CourseError
from autograder.course.config import configure, place, with_driver
from autograder.course.folders import CONFIG, Course


def run(
    converter: type[BaseConverter], course: Course, assignment: str, student: str = "", **more: bool
) -> str:
    """Run a converter on one submission (or on the assignment); the problem in one line, or ''.

    ``more`` are settings of RecordScores.
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


def gradebook(course: Course) -> Gradebook:
    """The course's gradebook, for use in a ``with``. Makes an empty one if there is none.

    Raises CourseError if there is no database at its address.
    """
    folders = coursedir(course)
    try:
        return Gradebook(folders.db_url, folders.course_id)
    except ModuleNotFoundError as error:
        raise CourseError(
            f"{error.name} is missing: run `pip install 'cs-cnn[postgresql]'` to use PostgreSQL."
        ) from None
    except SQLAlchemyError as error:
        reason = str(getattr(error, "orig", None) or error).strip().partition("\n")[0]
        raise CourseError(
            f"Cannot open the gradebook at {database(course)} ({reason}): check that its server "
            "is running and that the address is right."
        ) from None


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
        self.logger = logging.Logger("cs_cnn.nbgrader")
        self.logger.addHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())

    def cause(self) -> str:
        """The last line of the first traceback, else the first complaint."""
        tracebacks = [text for text in self.messages if text.startswith("Traceback")]
        if tracebacks:
            return tracebacks[0].strip().splitlines()[-1].partition(": ")[2]
        return self.messages[0] if self.messages else ""
