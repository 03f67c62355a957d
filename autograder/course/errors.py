"""What can go wrong for an instructor, each said in one sentence with the way out."""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Iterator

_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)


class CourseError(Exception):
    """The message is one clear sentence with the way out. Nothing was lost."""


class Refused(CourseError):
    """Grading is refused as things are: no sandbox, or nothing to grade."""


def is_of_the_disk(error: Exception) -> bool:
    """Whether the disk is full or read-only: everybody's trouble, not that of one hand-in."""
    return isinstance(error, OSError) and error.errno in _DISK


@contextlib.contextmanager
def disk_errors_said() -> Iterator[None]:
    """A full or read-only disk becomes a CourseError that names the file."""
    try:
        yield
    except OSError as error:
        where = f" {error.filename}" if error.filename else ""
        raise CourseError(
            f"The computer refused{where} ({error.strerror or error}): make room or give access, "
            "then run the same command again; it goes on from where it stopped."
        ) from error
