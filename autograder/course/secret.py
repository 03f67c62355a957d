"""The course's secret: 32 random bytes from which the hidden cases are drawn."""

from __future__ import annotations

import os
import secrets
import tempfile
from pathlib import Path

from autograder.core.errors import CourseError, disk_errors_as_course_errors
from autograder.course.folders import Course

LENGTH = 32


def secret(course: Course) -> bytes:
    """The course's secret, made at first use. Keep the file: scores are reproduced with it."""
    with disk_errors_as_course_errors():
        if not course.secret.exists():
            _make(course.secret)
        kept = course.secret.read_bytes()
    if len(kept) != LENGTH:
        raise CourseError(
            f"{course.secret} is damaged ({len(kept)} bytes instead of {LENGTH}): put its backup "
            "back, or remove it and grade everybody again with new hidden cases."
        )
    return kept


def _make(path: Path) -> None:
    """Written whole, then linked: of two processes that start at once, one secret remains."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_bytes(LENGTH))
        os.link(name, path)
    except FileExistsError:
        return
    finally:
        Path(name).unlink()
