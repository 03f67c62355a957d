"""One command at a time writes into a course.

Two graders would make and remove each other's folders, and SQLite lets one of them write.
"""

from __future__ import annotations

import contextlib
import getpass
import json
import os
import socket
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from autograder.core import storage
from autograder.core.errors import CourseError
from autograder.course.folders import Course


@contextlib.contextmanager
def locked(course: Course, doing: str) -> Iterator[None]:
    """The course for this process alone, which is ``doing`` something, such as "grading".

    Raises CourseError that names who holds it. A process that dies gives it back.
    """
    course.make_root()
    folder = course.root / ".cs_cnn"
    folder.mkdir(exist_ok=True)
    lock = FileLock(folder / "lock", timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise CourseError(
            f"{_holder(_note(course))} in {course.root}: wait until that is done."
        ) from None
    try:
        storage.write(_note(course), json.dumps(_who(doing)).encode(), sync=False)
        yield
    finally:
        _note(course).unlink(missing_ok=True)
        lock.release()


def holder(course: Course) -> str:
    """Who else works in the course, as a sentence without an end; '' if nobody does."""
    lock = FileLock(course.root / ".cs_cnn" / "lock", timeout=0)
    try:
        with lock:
            return ""
    except Timeout:
        said = _holder(_note(course))
        return "" if f"(process {os.getpid()} on {socket.gethostname()}," in said else said
    except OSError:
        return ""


def _note(course: Course) -> Path:
    return course.root / ".cs_cnn" / "lock.json"


def _who(doing: str) -> dict[str, str | int]:
    try:
        user = getpass.getuser()
    except (KeyError, OSError):  # a user without a name, as in some containers
        user = str(os.getuid())
    since = datetime.now().astimezone().strftime("%H:%M")
    return {
        "user": user,
        "doing": doing,
        "process": os.getpid(),
        "machine": socket.gethostname(),
        "since": since,
    }


def _holder(note: Path) -> str:
    try:
        who = json.loads(note.read_text(encoding="utf-8"))
        where = f"process {who['process']} on {who['machine']}, since {who['since']}"
        return f"{who['user']} is {who['doing']} ({where})"
    except (OSError, ValueError, KeyError, TypeError):  # it has only just begun or ended
        return "Another command is at work"
