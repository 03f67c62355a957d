"""The judge: asks a worker for answers, compares them with the reference, says why.

It never imports student code. Without a secret it judges the public cases; with one,
the public and the hidden cases.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from autograder.core.exercise import Case, Exercise, Value
from autograder.core.verdict import Status, Verdict
from autograder.judge import criteria
from autograder.judge.conclude import conclude, our_fault
from autograder.judge.expected import pack
from autograder.judge.prepared import prepared, request
from autograder.judge.trial import Ask, Trial, read_reply
from autograder.worker.runtime import Runtime
from autograder.worker.sandbox import Sandbox
from autograder.worker.worker import (
    WALL_PER_CPU_SECOND,
    Ending,
    Reply,
    Request,
    Worker,
    WorkerError,
)

UNANSWERED = (Status.TIMEOUT, Status.CRASHED)
MUTE = (Status.PASSED, Status.NOT_STARTED)
"""Statuses whose texts hold nothing that student code chose."""


def judge(
    exercises: Sequence[Exercise],
    root: Path,
    *,
    secret: bytes | None = None,
    sandbox: Sandbox | None = None,
    on_verdict: Callable[[Verdict], None] | None = None,
) -> list[Verdict]:
    """The verdicts of ``exercises`` on the student's ``cs_cnn/`` in ``root``."""
    with ExitStack() as workers:
        bench = _Bench(root, sandbox, workers, secret)
        verdicts = []
        for exercise in exercises:
            verdicts.append(bench.verdict(exercise))
            if on_verdict is not None:
                on_verdict(verdicts[-1])
    return verdicts


def prepare(exercises: Sequence[Exercise], secret: bytes | None = None) -> None:
    """Put everything that judging needs of PyTorch into the cache."""
    for exercise in exercises:
        prepared(exercise, secret).prepare()


def most_seconds(exercise: Exercise) -> float:
    """The wall time after which answers to all cases have come, or will not come."""
    cases = 2 * len(exercise.public_cases())
    return exercise.seconds * WALL_PER_CPU_SECOND * (1 + cases)


def packed(exercises: Sequence[Exercise], secret: bytes | None) -> bytes:
    """What ``prepare`` has put into the cache, for the cache of another machine."""
    return pack(place for exercise in exercises for place in prepared(exercise, secret).places())


class _Bench:
    """Judges exercises one by one and remembers what concerns them all."""

    def __init__(
        self, root: Path, sandbox: Sandbox | None, workers: ExitStack, secret: bytes | None
    ) -> None:
        self.root = root
        self.sandbox = sandbox
        self.secret = secret
        self._open_workers = workers
        self._workers: dict[Runtime, Worker] = {}
        self.verdicts: dict[str, Verdict] = {}
        self.noticed: dict[str, list[str]] = {}
        self.broken_modules: dict[tuple[str, Runtime], Reply] = {}
        """Modules that do not get imported: what happened once is not tried for every exercise."""

    def verdict(self, exercise: Exercise) -> Verdict:
        if exercise.id not in self.verdicts:
            self.verdicts[exercise.id] = self._judged(exercise)
        return self.verdicts[exercise.id]

    def _judged(self, exercise: Exercise) -> Verdict:
        try:
            asked = prepared(exercise, self.secret)
            trials = asked.trials()
            read_reply(exercise, trials, self._ask(exercise, asked.request))
            trials = self._retold(exercise, trials)
            ask = Ask(partial(self._ask_once, exercise), partial(self._ask_alone, exercise))
            verdict = conclude(asked, trials, list(criteria.judged(asked, trials, ask)))
        except Exception as error:  # our fault must never become a student's zero
            return our_fault(exercise, f"{type(error).__name__}: {error}")
        verdict.noticed = list(dict.fromkeys(self.noticed.get(exercise.id, [])))
        return self._with_needs(exercise, verdict)

    def _retold(self, exercise: Exercise, trials: list[Trial]) -> list[Trial]:
        """Facts of public cases come from a run that has not seen the hidden ones.

        Else code could print their inputs, or raise with them, ahead of time.
        """
        public = [t for t in trials if not t.hidden and t.status not in UNANSWERED]
        if len(public) == len(trials) or not any(t.printed or t.status not in MUTE for t in public):
            return trials
        again = [Trial(trial.case, False, trial.expected) for trial in public]
        read_reply(exercise, again, self._ask_once(exercise, [trial.case for trial in again]))
        return [*again, *trials[len(again) :]]

    def _ask(self, exercise: Exercise, question: Request) -> Reply:
        place = exercise.module, exercise.runtime
        if place in self.broken_modules:
            return self.broken_modules[place]
        reply = self._worker(exercise.runtime).ask(question)
        self.noticed.setdefault(exercise.id, []).extend(reply.noticed)
        if "import" in reply.opening and self.secret is not None:  # see _retold
            question = request(exercise, exercise.stub, [], exercise.probe)
            reply = self._worker(exercise.runtime).ask(question)
        if "imported" not in reply.opening and "missing" not in reply.opening:
            self.broken_modules[place] = reply
        return reply

    def _worker(self, runtime: Runtime) -> Worker:
        """The submission's worker of this runtime, made at the first exercise that needs it."""
        if runtime not in self._workers:
            worker = Worker(self.root, self.sandbox, runtime)
            self._workers[runtime] = self._open_workers.enter_context(worker)
        return self._workers[runtime]

    def _ask_once(self, exercise: Exercise, cases: list[Case]) -> Reply:
        return self._ask(exercise, request(exercise, exercise.stub, cases, exercise.probe))

    def _ask_alone(
        self, exercise: Exercise, function: Callable[..., Value], cases: list[Case]
    ) -> Reply:
        """No student code is loaded: if this fails, it is our fault."""
        reply = self._worker(exercise.runtime).ask(request(exercise, "", cases, function))
        if reply.ending is not Ending.DONE or "value" not in reply.frames[0]:
            raise WorkerError(f"{function.__name__} came to no end ({reply.ending})")
        return reply

    def _with_needs(self, exercise: Exercise, verdict: Verdict) -> Verdict:
        """An exercise that fails while one it builds on does not pass is skipped."""
        if verdict.status is not Status.FAILED or not exercise.needs:
            return verdict
        missing = [need.id for need in exercise.needs if not self.verdict(need).passed]
        if missing:
            verdict.status, verdict.needs = Status.SKIPPED, missing
        return verdict
