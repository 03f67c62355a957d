"""Reports computed on a Dask cluster: the same function, on the workers of a scheduler.

Submissions and reports travel as bytes with JSON inside. The reference outputs are computed once,
here, and sent along, so that all machines expect the same to the last digit. Dask replaces a
worker that dies; one that hangs is given up, and its submissions go to others.
"""

from __future__ import annotations

import contextlib
import itertools
import json
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from autograder.core.errors import CourseError, Refused
from autograder.course.reports.compute import answer_for, prepare_references
from autograder.course.reports.pool import ReportOrProblem
from autograder.course.submissions.submission import Submission
from autograder.exercises import catalogue
from autograder.judge import judge

TRIES = 3
"""How often a submission is sent before it gets a sentence in place of a score."""
CONNECT_SECONDS = 15
RESULT_SECONDS = 60
"""How long to wait for a finished report, whose worker may hang before it is fetched."""
AHEAD = 2
"""Submissions sent for each thread of the cluster: one to work on, one to continue with."""
_MISSING = (
    "Dask is not installed here: run `python -m pip install -c constraints.txt -e '.[cluster]'` "
    "in the project's folder."
)


class Cluster:
    """The workers of a Dask scheduler. Use it in a ``with``.

    ``patience`` is how many seconds a submission may take before it goes to another worker; by
    default more than the time limits of all exercises together.
    """

    def __init__(
        self, assignment: str, secret: bytes, *, address: str, unsafe: bool, patience: float = 0.0
    ) -> None:
        self.exercises = catalogue.of_assignment(assignment)
        limits = sum(map(judge.most_seconds, self.exercises))
        self.secret, self.address, self.unsafe = secret, address, unsafe
        self.patience = patience or 2 * AHEAD * limits
        self._open = contextlib.ExitStack()
        self._client: Any = None

    def __enter__(self) -> Cluster:
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def start(self) -> None:
        """Find the scheduler. Raises CourseError if there is none."""
        if self._client is None:
            self._client = self._open.enter_context(_client(self.address))
            self._open.enter_context(self._client.as_current())

    def reports(self, submissions: Iterable[Submission]) -> Iterator[tuple[str, ReportOrProblem]]:
        """Each student with their report as soon as it arrives. Raises CourseError."""
        coming = iter(submissions)
        first = next(coming, None)
        if first is None:
            return
        self.start()
        prepare_references([exercise.id for exercise in self.exercises], self.secret)
        _share(self._client, judge.packed(self.exercises, self.secret))
        run = _Run(self._client, self.secret, self.unsafe, self.patience)
        yield from run.results(itertools.chain([first], coming))


def _client(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError:
        raise CourseError(_MISSING) from None
    try:
        client = Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
        client.wait_for_workers(1, timeout=CONNECT_SECONDS)
    except (OSError, RuntimeError, ValueError) as error:
        raise CourseError(
            f"There is no Dask scheduler with workers at {address} ({error}): start "
            "`dask scheduler` and `dask worker ADDRESS` first, see docs/scaling.md."
        ) from None
    return client


def _share(client: Any, outputs: bytes) -> None:
    """Put reference outputs into the caches of all workers, also those that join later."""
    from autograder.course.reports.cluster_worker import ReferenceOutputs

    client.register_plugin(ReferenceOutputs(outputs))


@dataclass(eq=False)
class _Job:
    """A submission that the cluster works on, with all its copies, the latest last."""

    submission: Submission
    tries: int = 0
    since: float = 0.0
    futures: list[Any] = field(default_factory=list)


@dataclass
class _Run:
    """One class on one cluster."""

    client: Any
    secret: bytes
    unsafe: bool
    patience: float
    jobs: list[_Job] = field(default_factory=list)
    hung: set[str] = field(default_factory=set)
    """Workers that hung: they get nothing more."""

    def results(self, coming: Iterator[Submission]) -> Iterator[tuple[str, ReportOrProblem]]:
        more = True
        while more or self.jobs:
            while more and len(self.jobs) < AHEAD * len(self._threads()):
                one = next(coming, None)
                more = one is not None
                if one is not None:
                    self._submit(_Job(one))
            if self.jobs:
                yield from self._finished()

    def _threads(self) -> list[str]:
        """Usable workers, one entry for each thread; all workers if no usable one is left."""
        there = self.client.nthreads()
        good = {worker: n for worker, n in there.items() if worker not in self.hung}
        return [worker for worker, n in (good or there).items() for _ in range(n)] or [""]

    def _submit(self, one: _Job) -> None:
        one.tries, one.since = one.tries + 1, time.monotonic()
        future = self.client.submit(
            answer_for,
            one.submission.to_json(),
            self.secret,
            self.unsafe,
            key=uuid4().hex,
            workers=sorted(set(self._threads())) if self.hung else None,
        )
        one.futures.append(future)
        if one not in self.jobs:
            self.jobs.append(one)

    def _finished(self) -> Iterator[tuple[str, ReportOrProblem]]:
        """Wait for the next result, or for the next submission that takes too long."""
        self._wait()
        for one in list(self.jobs):
            done = next((future for future in one.futures if future.done()), None)
            found = done and self._result(one, done)
            if found:
                yield self._finish(one, found)
            elif time.monotonic() - one.since > self.patience:
                yield from self._send_elsewhere(one)

    def _wait(self) -> None:
        from distributed import wait

        overdue = min(one.since for one in self.jobs) + self.patience
        futures = [future for one in self.jobs for future in one.futures]
        try:
            wait(
                futures,
                timeout=max(overdue - time.monotonic(), 0.1),
                return_when="FIRST_COMPLETED",
            )
        except TimeoutError:
            return

    def _send_elsewhere(self, one: _Job) -> Iterator[tuple[str, ReportOrProblem]]:
        keys = {future.key for future in one.futures}
        holders = self.client.processing()
        self.hung |= {worker for worker, works in holders.items() if keys & set(works)}
        if one.tries == TRIES:
            sentence = f"No worker of the cluster judged it within {self.patience:g} seconds"
            yield self._finish(one, f"{sentence}, {TRIES} times. Grade it again.")
        else:
            self._submit(one)

    def _finish(self, one: _Job, found: ReportOrProblem) -> tuple[str, ReportOrProblem]:
        """Expect nothing more for this submission."""
        self.jobs.remove(one)
        self.client.cancel(one.futures)
        return one.submission.student, found

    def _result(self, job: _Job, future: Any) -> ReportOrProblem | None:
        """None if the worker that has the report no longer answers."""
        if future.status != "finished":
            return f"The cluster could not judge it ({future.status}: {future.exception()})."
        try:
            answer: bytes = future.result(timeout=RESULT_SECONDS)
        except TimeoutError:
            for workers in self.client.who_has([future]).values():
                self.hung.update(workers)
            job.futures.remove(future)
            job.since = -self.patience
            return None
        submission = job.submission
        reply = json.loads(answer)
        if reply.get("refused"):
            raise Refused(f"A worker of the cluster refuses: {reply['failed']}")
        if "failed" in reply:
            return f"It could not be judged ({reply['failed']}). Grade it again."
        if reply["key"] not in (submission.key(self.secret, there) for there in (True, False)):
            return "A worker of the cluster has another version of the autograder or of Python."
        return answer
