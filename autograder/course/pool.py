"""Reports computed in parallel: pure, one hand-in a job, kept as soon as they are there."""

from __future__ import annotations

import errno
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path

from autograder.course import reports
from autograder.course.errors import Refused
from autograder.course.folders import Course
from autograder.judge.verdict import Report

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)


def compute(
    course: Course, assignment: str, students: Sequence[str], *, jobs: int, unsafe: bool
) -> Iterator[tuple[str, Report | str]]:
    """Each student with their report, or with the sentence that says why there is none.

    A hand-in that takes its process down takes no other along: those that were under way
    are done again, each in a process of its own. Raises OSError for a full disk.
    """
    broken = []
    with _pool(min(jobs, len(students))) as pool:
        try:
            asked = {pool.submit(_job, course.root, assignment, s, unsafe): s for s in students}
            for future in as_completed(asked):
                if isinstance(future.exception(), BrokenProcessPool):
                    broken.append(asked[future])
                else:
                    yield asked[future], _outcome(future)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    for student in broken:
        with _pool(1) as pool:
            yield student, _outcome(pool.submit(_job, course.root, assignment, student, unsafe))


def _pool(jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, get_context("spawn"), _leave_interrupts_to_the_parent)


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _job(root: Path, assignment: str, student: str, unsafe: bool) -> Report:
    return reports.computed(Course(root), assignment, student, unsafe=unsafe)


def _outcome(future: Future[Report]) -> Report | str:
    try:
        return future.result()
    except Refused:
        raise
    except Exception as error:  # one hand-in's trouble is said, and the others go on
        if isinstance(error, OSError) and error.errno in _NO_ROOM:
            raise
        return f"It could not be judged ({type(error).__name__}: {error}). Grade it again."
