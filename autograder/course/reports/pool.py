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
"""Hand-ins read ahead of the judges: enough to keep them busy, and no more in memory."""
PREPARERS = 2
"""Processes that start PyTorch (and a GPU's context) to compute references."""

ReportOrProblem = bytes | str
"""A report as JSON, or the sentence that says why there is none."""


class Pool:
    """Processes that judge. To be used in a ``with``; none is there before it is needed."""

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
        """Have the references computed, once for all hand-ins. Returns before they are there.

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

    def reports(self, hand_ins: Iterable[Submission]) -> Iterator[tuple[str, ReportOrProblem]]:
        """Each student with their report as soon as it is there.

        A hand-in that takes its process down takes no other along: those that were under way
        are done again, each in a process of its own. Raises OSError for a full disk.
        """
        asked: dict[Future[bytes], Submission] = {}
        broken: list[Submission] = []
        for one in hand_ins:
            asked[self._ask(one)] = one
            while len(asked) >= WAITING or (asked and broken):
                yield from _finished(asked, broken)
            yield from self._again(broken)
        while asked:
            yield from _finished(asked, broken)
        yield from self._again(broken)
        self._stop()

    def _ask(self, one: Submission) -> Future[bytes]:
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
        """What was under way when a process died; the next hand-in gets new processes."""
        if broken:
            self._stop()
        while broken:
            one = broken.pop()
            with _processes(1) as alone:
                asked = alone.submit(report_for, one.to_json(), self.secret, self.unsafe)
                yield one.student, _outcome(asked)

    def _stop(self) -> None:
        processes, self._processes = self._processes, None
        if processes is not None:
            processes.shutdown(wait=False, cancel_futures=True)


def _processes(jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, get_context("spawn"), _tie_to_parent)


def _tie_to_parent() -> None:
    """Interrupts are the parent's to handle; without it, even killed, there is nothing to do."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    atexit.register(gc.freeze)  # PyTorch's modules are no garbage to look through at the end
    threading.Thread(target=_end_after_the_parent, daemon=True).start()


def _end_after_the_parent() -> None:
    parent = parent_process()
    assert parent is not None, "this runs in a process of the pool"
    parent.join()
    os._exit(1)


def _finished(
    asked: dict[Future[bytes], Submission], broken: list[Submission]
) -> Iterator[tuple[str, ReportOrProblem]]:
    """Wait for the next results; what went down with its process goes to ``broken``."""
    done, _ = wait(asked, return_when=FIRST_COMPLETED)
    for future in done:
        one = asked.pop(future)
        if isinstance(future.exception(), BrokenProcessPool):
            broken.append(one)
        else:
            yield one.student, _outcome(future)


def _outcome(future: Future[bytes]) -> ReportOrProblem:
    try:
        return future.result()
    except Refused:
        raise
    except Exception as error:  # one hand-in's trouble is said, and the others go on
        if is_of_the_disk(error):
            raise
        return f"It could not be judged ({type(error).__name__}: {error}). Grade it again."
