"""Errors that a user can fix: one sentence says what is wrong and the way out."""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Iterator
from pathlib import Path

_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)
_DENIED = (errno.EACCES, errno.EPERM)


class UserError(Exception):
    """The message says what is wrong and what to do. Nothing was lost."""


class NoWorkspace(UserError):
    """There is no folder with a ``cs_cnn/``, or a file in it cannot be read."""


class NoSuchStub(UserError):
    """The file has no function or class of that name."""


class UnknownName(UserError):
    """Neither an exercise id nor an assignment; the message names the nearest ones."""


class CourseError(UserError):
    """An instructor's command cannot do its work."""


class Refused(CourseError):
    """Grading refuses to start: no sandbox, or nothing to grade."""


def is_of_the_disk(error: Exception) -> bool:
    """Whether the disk is full or read-only, which concerns all submissions and not one."""
    return isinstance(error, OSError) and error.errno in _DISK


@contextlib.contextmanager
def disk_errors_as_course_errors() -> Iterator[None]:
    """What the system refuses becomes a CourseError that names the file, or the program."""
    try:
        yield
    except OSError as error:
        raise CourseError(_sentence(error)) from error


def _sentence(error: OSError) -> str:
    where, reason = error.filename, error.strerror or str(error)
    if error.errno in (*_DISK, *_DENIED):
        way_out = "Free space or fix permissions, then rerun; it resumes where it stopped."
        return f"Cannot write {where or 'a file'} ({reason}). {way_out}"
    if error.errno == errno.ENOENT and where and Path(str(where)).name == str(where):
        return f"The program {where} was not found: `cs-cnn doctor` says what is missing here."
    at = f" at {where}" if where else ""
    return f"The system stopped this{at} ({reason}). Rerun; it resumes where it stopped."
