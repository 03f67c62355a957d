"""Errors that a user can fix: one sentence says what is wrong and the way out."""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Iterator

_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)


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
    """A full or read-only disk becomes a CourseError that names the file."""
    try:
        yield
    except OSError as error:
        where = error.filename or "a file"
        raise CourseError(
            f"Cannot write {where} ({error.strerror or error}). Free space or fix permissions, "
            "then rerun; it resumes where it stopped."
        ) from error
