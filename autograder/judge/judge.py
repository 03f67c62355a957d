"""The judge: asks a worker for answers, compares them with the reference, says why.

It never imports student code. Without a secret it judges the public cases; with one,
the public and the hidden cases.
"""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Callable, Sequence
from pathlib import Path

from autograder.judge import references, speed
from autograder.judge.conclude import conclude, our_fault
from autograder.judge.exercise import SPEED, Case, Exercise, Value
from autograder.judge.trial import Trial, read_reply
from autograder.judge.verdict import Status, Verdict
from autograder.worker.sandbox import Sandbox
from autograder.worker.worker import Ending, Reply, Request, Worker, WorkerError


def judge(
    exercises: Sequence[Exercise],
    root: Path,
    *,
    secret: bytes | None = None,
    sandbox: Sandbox | None = None,
    on_verdict: Callable[[Verdict], None] | None = None,
) -> list[Verdict]:
    """The verdicts of ``exercises`` on the student's ``cs_cnn/`` in ``root``."""
    with Worker(root, sandbox) as worker:
        bench = _Bench(worker, secret)
        verdicts = []
        for exercise in exercises:
            verdicts.append(bench.verdict(exercise))
            if on_verdict is not None:
                on_verdict(verdicts[-1])
    return verdicts


def prepare(exercises: Sequence[Exercise], secret: bytes | None = None) -> None:
    """Put everything that judging needs of PyTorch into the cache."""
    for exercise in exercises:
        for cases in _case_sets(exercise, secret):
            references.expected(exercise, cases)
            references.mistaken(exercise, cases)
        references.expected(exercise, _timed_cases(exercise, secret))


def _case_sets(exercise: Exercise, secret: bytes | None) -> list[list[Case]]:
    hidden = [] if secret is None else [exercise.hidden_cases(secret)]
    return [exercise.public_cases(), *hidden]


def _timed_cases(exercise: Exercise, secret: bytes | None) -> list[Case]:
    return exercise.timed_cases(secret, speed.RUNS * speed.TRIES) if exercise.speed else []


class _Bench:
    """Judges exercises one by one and remembers what concerns them all."""

    def __init__(self, worker: Worker, secret: bytes | None) -> None:
        self.worker = worker
        self.secret = secret
        self.verdicts: dict[str, Verdict] = {}
        self.broken_modules: dict[str, Reply] = {}
        """Modules that do not get imported: what happened once is not tried for every exercise."""

    def verdict(self, exercise: Exercise) -> Verdict:
        if exercise.id not in self.verdicts:
            self.verdicts[exercise.id] = self._judged(exercise)
        return self.verdicts[exercise.id]

    def _judged(self, exercise: Exercise) -> Verdict:
        try:
            trials = self._trials(exercise)
            read_reply(exercise, trials, self._ask(exercise, [trial.case for trial in trials]))
            verdict = conclude(exercise, trials, self._speed(exercise, trials))
        except Exception as error:  # our fault must never become a student's zero
            return our_fault(exercise, f"{type(error).__name__}: {error}")
        return self._with_needs(exercise, verdict)

    def _trials(self, exercise: Exercise) -> list[Trial]:
        return [
            trial
            for hidden, cases in zip((False, True), _case_sets(exercise, self.secret), strict=False)
            for trial in _paired(exercise, cases, hidden)
        ]

    def _speed(self, exercise: Exercise, trials: list[Trial]) -> Trial | None:
        """How fast the function is, once it is right; None where nobody asks."""
        if exercise.speed is None:
            return None
        hidden = self.secret is not None
        wrong = next((trial for trial in trials if trial.status is not Status.PASSED), None)
        if wrong is not None:
            return speed.untimed(Trial(Case(SPEED), hidden, None), wrong)
        calls = _paired(exercise, _timed_cases(exercise, self.secret), hidden)
        return speed.measured(exercise, calls, self._ask, self._ask_loops)

    def _ask(self, exercise: Exercise, cases: list[Case]) -> Reply:
        if exercise.module in self.broken_modules:
            return self.broken_modules[exercise.module]
        reply = self.worker.ask(_request(exercise, exercise.stub, cases, exercise.probe))
        if "imported" not in reply.opening and "missing" not in reply.opening:
            self.broken_modules[exercise.module] = reply
        return reply

    def _ask_loops(self, exercise: Exercise, cases: list[Case]) -> Reply:
        """No student code is loaded for these: if they fail, it is our fault."""
        assert exercise.speed is not None
        reply = self.worker.ask(_request(exercise, "", cases, exercise.speed.loops))
        if reply.ending is not Ending.DONE or "value" not in reply.frames[0]:
            raise WorkerError(f"the loops to compare with came to no end ({reply.ending})")
        return reply

    def _with_needs(self, exercise: Exercise, verdict: Verdict) -> Verdict:
        """An exercise that fails while one it builds on does not pass is skipped."""
        if verdict.status is not Status.FAILED or not exercise.needs:
            return verdict
        missing = [need.id for need in exercise.needs if not self.verdict(need).passed]
        if missing:
            verdict.status = Status.SKIPPED
            verdict.diagnosis = f"First make {', '.join(missing)} pass.\n{verdict.diagnosis}"
        return verdict


def _paired(exercise: Exercise, cases: list[Case], hidden: bool) -> list[Trial]:
    """One trial for each case, with what is expected."""
    expected = references.expected(exercise, cases)
    return [Trial(case, hidden, right) for case, right in zip(cases, expected, strict=True)]


def _request(
    exercise: Exercise, stub: str, cases: list[Case], probe: Callable[..., Value] | None
) -> Request:
    source = probe and {"name": probe.__name__, "source": textwrap.dedent(inspect.getsource(probe))}
    inputs = [list(case.inputs.values()) for case in cases]
    return Request(stub, inputs, source or None, exercise.seconds, exercise.memory_mb)
