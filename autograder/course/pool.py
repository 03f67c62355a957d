"""Reports computed in parallel by processes of this machine: bytes in, bytes out."""

from __future__ import annotations

import errno
import itertools
import os
import signal
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process

from autograder.course.errors import Refused
from autograder.course.judging import choose_sandbox, prepare_references, report_for
from autograder.course.submission import Submission
from autograder.exercises import catalogue

WAITING = 64
"""Hand-ins read ahead of the judges: enough to keep them busy, and no more in memory."""
PREPARERS = 2
"""Processes that start PyTorch (and a GPU's context) to compute references."""
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)

Outcome = bytes | str
"""A report as JSON, or the sentence that says why there is none."""


def compute(
    hand_ins: Iterable[Submission], assignment: str, secret: bytes, *, jobs: int, unsafe: bool
) -> Iterator[tuple[str, Outcome]]:
    """Each student with their report as soon as it is there. No hand-ins, no processes.

    A hand-in that takes its process down takes no other along: those that were under way
    are done again, each in a process of its own. Raises OSError for a full disk, Refused
    without a sandbox.
    """
    coming = iter(hand_ins)
    while (first := next(coming, None)) is not None:
        choose_sandbox(unsafe=unsafe)
        broken: list[Submission] = []
        with _pool(jobs) as pool:
            try:
                _prepare(pool, assignment, secret, min(jobs, PREPARERS))
                yield from _until_it_breaks(
                    pool, itertools.chain([first], coming), broken, secret, unsafe
                )
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise
        for one in broken:
            with _pool(1) as pool:
                yield one.student, _outcome(_ask(pool, one, secret, unsafe))


def _until_it_breaks(
    pool: ProcessPoolExecutor,
    coming: Iterator[Submission],
    broken: list[Submission],
    secret: bytes,
    unsafe: bool,
) -> Iterator[tuple[str, Outcome]]:
    """Judge what comes; a pool that breaks leaves what was under way in ``broken``."""
    asked: dict[Future[bytes], Submission] = {}
    while not broken and (one := next(coming, None)) is not None:
        asked[_ask(pool, one, secret, unsafe)] = one
        while len(asked) >= WAITING:
            yield from _finished(asked, broken)
    while asked:
        yield from _finished(asked, broken)


def _finished(
    asked: dict[Future[bytes], Submission], broken: list[Submission]
) -> Iterator[tuple[str, Outcome]]:
    done, _ = wait(asked, return_when=FIRST_COMPLETED)
    for future in done:
        one = asked.pop(future)
        if isinstance(future.exception(), BrokenProcessPool):
            broken.append(one)
        else:
            yield one.student, _outcome(future)


def _prepare(pool: ProcessPoolExecutor, assignment: str, secret: bytes, parts: int) -> None:
    """Have the references computed once for all: no process computes what another one has."""
    ids = [exercise.id for exercise in catalogue.of_assignment(assignment)]
    shares = [ids[part::parts] for part in range(parts)]
    wait([pool.submit(prepare_references, share, secret) for share in shares])


def _pool(jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, get_context("spawn"), _live_and_die_with_the_parent)


def _live_and_die_with_the_parent() -> None:
    """Interrupts are the parent's to handle; without it, even killed, there is nothing to do."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_after_the_parent, daemon=True).start()


def _end_after_the_parent() -> None:
    parent = parent_process()
    assert parent is not None, "this runs in a process of the pool"
    parent.join()
    os._exit(1)


def _ask(pool: ProcessPoolExecutor, one: Submission, secret: bytes, unsafe: bool) -> Future[bytes]:
    try:
        return pool.submit(report_for, one.to_json(), secret, unsafe)
    except BrokenProcessPool as error:
        failed: Future[bytes] = Future()
        failed.set_exception(error)
        return failed


def _outcome(future: Future[bytes]) -> Outcome:
    try:
        return future.result()
    except Refused:
        raise
    except Exception as error:  # one hand-in's trouble is said, and the others go on
        if isinstance(error, OSError) and error.errno in _NO_ROOM:
            raise
        return f"It could not be judged ({type(error).__name__}: {error}). Grade it again."
