"""What the system refuses is said as it is."""

from __future__ import annotations

import errno
import os
import subprocess

import pytest

from autograder.core.errors import CourseError, disk_errors_as_course_errors


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_a_disk_that_is_full_or_closed_names_the_file(number: int) -> None:
    with (
        pytest.raises(
            CourseError, match=r"^Cannot write /x \(.*\)\. Free space or fix permissions"
        ),
        disk_errors_as_course_errors(),
    ):
        raise OSError(number, os.strerror(number), "/x")


def test_a_program_that_is_missing_is_no_matter_of_the_disk() -> None:
    with (
        pytest.raises(CourseError, match=r"^The program no-such-program was not found: `cs-cnn do"),
        disk_errors_as_course_errors(),
    ):
        subprocess.run(["no-such-program"], check=False)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (FileNotFoundError(errno.ENOENT, "No such file or directory", "/a/b"), "at /a/b (No such"),
        (OSError(errno.EMFILE, "Too many open files"), "stopped this (Too many open files)"),
        (OSError("odd"), "stopped this (odd)"),
    ],
)
def test_anything_else_says_what_it_was(error: OSError, said: str) -> None:
    with pytest.raises(CourseError) as raised, disk_errors_as_course_errors():
        raise error
    assert said in str(raised.value)
    assert "write" not in str(raised.value)
