"""Reports computed in parallel by processes of this machine: bytes in, bytes out."""

from __future__ import annotations

import atexit
import gc
import os
import signal
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process

from autograder.core.errors import Refused, is_of_the_disk
from autograder.course.reports.compute import choose_sandbox, prepare_references, report_for
from autograder.course.submissions.submission import Submission
from autograder.exercises import catalogue

WAITING = 64
"""Submissions read ahead of the judges: enough to keep them busy, few enough for memory."""
PREPARERS = 2
"""Processes that start PyTorch (and a GPU context) to compute references."""

ReportOrProblem = bytes | str
"""A report as JSON, or a sentence that says why there is none."""


class Pool:
    """Processes that judge, started when they are needed. Use it in a ``with``."""

    def __init__(self, assignment: str, secret: bytes, *, jobs: int, unsafe: bool) -> None:
        self.assignment, self.secret = assignment, secret
        self.jobs, self.unsafe = jobs, unsafe
        self._processes: ProcessPoolExecutor | None = None
        self._prepared: list[Future[str]] = []

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()

    def start(self) -> None:
        """Begin to compute the references, once for all submissions; returns at once.

        Raises Refused without a sandbox.
        """
        if self._processes is None:
            choose_sandbox(unsafe=self.unsafe)
            self._processes = _processes(self.jobs)
            ids = [exercise.id for exercise in catalogue.of_assignment(self.assignment)]
            parts = min(self.jobs, PREPARERS)
            shares = [ids[part::parts] for part in range(parts)]
            self._prepared = [
                self._processes.submit(prepare_references, share, self.secret) for share in shares
            ]

    def reports(self, submissions: Iterable[Submission]) -> Iterator[tuple[str, ReportOrProblem]]:
        """Each student with their report as soon as it is ready.

        A submission that kills its process harms no other: all that were under way are judged
        again, each in a process of its own. Raises OSError for a full disk.
        """
        pending: dict[Future[bytes], Submission] = {}
        broken: list[Submission] = []
        for one in submissions:
            pending[self._submit(one)] = one
            while len(pending) >= WAITING or (pending and broken):
                yield from _finished(pending, broken)
            yield from self._again(broken)
        while pending:
            yield from _finished(pending, broken)
        yield from self._again(broken)
        self._stop()

    def _submit(self, one: Submission) -> Future[bytes]:
        self.start()
        assert self._processes is not None
        wait(self._prepared)
        try:
            return self._processes.submit(report_for, one.to_json(), self.secret, self.unsafe)
        except BrokenProcessPool as error:
            failed: Future[bytes] = Future()
            failed.set_exception(error)
            return failed

    def _again(self, broken: list[Submission]) -> Iterator[tuple[str, ReportOrProblem]]:
        """Judge what was under way when a process died; the next submission gets new processes."""
        if broken:
            self._stop()
        while broken:
            one = broken.pop()
            with _processes(1) as alone:
                pending = alone.submit(report_for, one.to_json(), self.secret, self.unsafe)
                yield one.student, _result(pending)

    def _stop(self) -> None:
        processes, self._processes = self._processes, None
        if processes is not None:
            processes.shutdown(wait=False, cancel_futures=True)


def _processes(jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, get_context("spawn"), _tie_to_parent)


def _tie_to_parent() -> None:
    """Leave interrupts to the parent, and end when it ends, even if it was killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    atexit.register(gc.freeze)  # at exit, do not search PyTorch's modules for garbage
    threading.Thread(target=_end_after_the_parent, daemon=True).start()


def _end_after_the_parent() -> None:
    parent = parent_process()
    assert parent is not None, "this runs in a process of the pool"
    parent.join()
    os._exit(1)


def _finished(
    pending: dict[Future[bytes], Submission], broken: list[Submission]
) -> Iterator[tuple[str, ReportOrProblem]]:
    """Wait for the next results; whatever died with its process goes to ``broken``."""
    done, _ = wait(pending, return_when=FIRST_COMPLETED)
    for future in done:
        one = pending.pop(future)
        if isinstance(future.exception(), BrokenProcessPool):
            broken.append(one)
        else:
            yield one.student, _result(future)


def _result(future: Future[bytes]) -> ReportOrProblem:
    try:
        return future.result()
    except Refused:
        raise
    except Exception as error:  # one submission's trouble must not stop the others
        if is_of_the_disk(error):
            raise
        return f"It could not be judged ({type(error).__name__}: {error}). Grade it again."
