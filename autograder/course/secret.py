"""The course's secret: 32 random bytes that seed the hidden cases."""

from __future__ import annotations

import secrets

from autograder.core import storage
from autograder.core.errors import CourseError, disk_errors_as_course_errors
from autograder.course.folders import Course

LENGTH = 32


def secret(course: Course) -> bytes:
    """The course's secret, made at first use. Keep the file: it reproduces every score."""
    with disk_errors_as_course_errors():
        if not course.secret.exists():
            storage.write_private(course.secret, secrets.token_bytes(LENGTH))
        kept = course.secret.read_bytes()
    if len(kept) != LENGTH:
        raise CourseError(
            f"{course.secret} is damaged ({len(kept)} bytes instead of {LENGTH}): restore its "
            "backup, or remove it and grade everybody again with new hidden cases."
        )
    return kept
