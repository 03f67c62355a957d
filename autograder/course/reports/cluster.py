"""Reports computed on a Dask cluster: the same function, on the workers of a scheduler.

Hand-ins and reports travel as bytes with JSON inside. The reference outputs are computed once,
here, and sent along, so that every machine expects the same to the last digit. A worker that
dies is replaced by Dask; one that hangs is given up, and its hand-in is asked for elsewhere.
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
"""How often a hand-in is asked for before it gets a sentence in place of a score."""
CONNECT_SECONDS = 15
RESULT_SECONDS = 60
"""A report is there, but on a worker that hung before it was fetched: no longer than this."""
AHEAD = 2
"""Hand-ins sent for each thread of the cluster: one to work on, one to go on with."""
_MISSING = "Dask is not installed here: `pip install 'cs-cnn[cluster]'`."


class Cluster:
    """The workers of a Dask scheduler. To be used in a ``with``.

    ``patience`` is how many seconds a hand-in may take before it is asked for elsewhere; by
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
        """Find the scheduler. Raises CourseError where there is none."""
        if self._client is None:
            self._client = self._open.enter_context(_client(self.address))
            self._open.enter_context(self._client.as_current())

    def reports(self, hand_ins: Iterable[Submission]) -> Iterator[tuple[str, ReportOrProblem]]:
        """Each student with their report as soon as it is there. Raises CourseError."""
        coming = iter(hand_ins)
        first = next(coming, None)
        if first is None:
            return
        self.start()
        prepare_references([exercise.id for exercise in self.exercises], self.secret)
        _send(self._client, judge.packed(self.exercises, self.secret))
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
    except (OSError, TimeoutError, ValueError) as error:
        raise CourseError(
            f"There is no Dask scheduler with workers at {address} ({error}): start "
            "`dask scheduler` and `dask worker ADDRESS` first, see docs/scaling.md."
        ) from None
    return client


def _send(client: Any, outputs: bytes) -> None:
    """Reference outputs for the caches of all workers, those that join later too."""
    from autograder.course.reports.cluster_worker import ReferenceOutputs

    client.register_plugin(ReferenceOutputs(outputs))


@dataclass(eq=False)
class _Asked:
    """A hand-in that the cluster works on; all its copies, the latest last."""

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
    asked: list[_Asked] = field(default_factory=list)
    shunned: set[str] = field(default_factory=set)
    """Workers that hung: nothing more is asked of them."""

    def results(self, coming: Iterator[Submission]) -> Iterator[tuple[str, ReportOrProblem]]:
        more = True
        while more or self.asked:
            while more and len(self.asked) < AHEAD * len(self._threads()):
                one = next(coming, None)
                more = one is not None
                if one is not None:
                    self._ask(_Asked(one))
            yield from self._finished()

    def _threads(self) -> list[str]:
        """The workers that may be asked, one entry for each thread; all of them if none is left."""
        there = self.client.nthreads()
        good = {worker: n for worker, n in there.items() if worker not in self.shunned}
        return [worker for worker, n in (good or there).items() for _ in range(n)] or [""]

    def _ask(self, one: _Asked) -> None:
        one.tries, one.since = one.tries + 1, time.monotonic()
        future = self.client.submit(
            answer_for,
            one.submission.to_json(),
            self.secret,
            self.unsafe,
            key=uuid4().hex,
            workers=sorted(set(self._threads())) if self.shunned else None,
        )
        one.futures.append(future)
        if one not in self.asked:
            self.asked.append(one)

    def _finished(self) -> Iterator[tuple[str, ReportOrProblem]]:
        """Wait for the next result, or for the next hand-in that takes too long."""
        self._wait()
        for one in list(self.asked):
            done = next((future for future in one.futures if future.done()), None)
            outcome = done and self._outcome(one, done)
            if outcome:
                yield self._give_up(one, outcome)
            elif time.monotonic() - one.since > self.patience:
                yield from self._ask_elsewhere(one)

    def _wait(self) -> None:
        from distributed import wait

        overdue = min(one.since for one in self.asked) + self.patience
        futures = [future for one in self.asked for future in one.futures]
        try:
            wait(
                futures,
                timeout=max(overdue - time.monotonic(), 0.1),
                return_when="FIRST_COMPLETED",
            )
        except TimeoutError:
            return

    def _ask_elsewhere(self, one: _Asked) -> Iterator[tuple[str, ReportOrProblem]]:
        keys = {future.key for future in one.futures}
        holders = self.client.processing()
        self.shunned |= {worker for worker, works in holders.items() if keys & set(works)}
        if one.tries == TRIES:
            sentence = f"No worker of the cluster judged it within {self.patience:g} seconds"
            yield self._give_up(one, f"{sentence}, {TRIES} times. Grade it again.")
        else:
            self._ask(one)

    def _give_up(self, one: _Asked, outcome: ReportOrProblem) -> tuple[str, ReportOrProblem]:
        """Nothing more is expected for this hand-in."""
        self.asked.remove(one)
        self.client.cancel(one.futures)
        return one.submission.student, outcome

    def _outcome(self, asked: _Asked, future: Any) -> ReportOrProblem | None:
        """None where the worker that has the report does not give it out any more."""
        if future.status != "finished":
            return f"The cluster could not judge it ({future.status}: {future.exception()})."
        try:
            answer: bytes = future.result(timeout=RESULT_SECONDS)
        except TimeoutError:
            for workers in self.client.who_has([future]).values():
                self.shunned.update(workers)
            asked.futures.remove(future)
            asked.since = -self.patience
            return None
        one = asked.submission
        said = json.loads(answer)
        if said.get("refused"):
            raise Refused(f"A worker of the cluster refuses: {said['failed']}")
        if "failed" in said:
            return f"It could not be judged ({said['failed']}). Grade it again."
        if said["key"] not in (one.key(self.secret, True), one.key(self.secret, False)):
            return "A worker of the cluster has another version of the autograder or of Python."
        return answer
