"""The judge: asks a worker for answers, compares them with the reference, says why.

It never imports student code. Without a secret it judges the public cases; with one,
the public and the hidden cases.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path

from autograder.core.clean import one_line
from autograder.core.exercise import Case, Exercise, Value
from autograder.core.verdict import Status, Verdict
from autograder.judge import asking, criteria, variants
from autograder.judge.conclude import IN_COMMON, conclude, is_explained, our_fault
from autograder.judge.expected import pack
from autograder.judge.prepared import prepared, request
from autograder.judge.trial import Ask, Trial, is_answered, read_reply
from autograder.worker.exchange import MOST_AT_LENGTH, Ending, Reply, Request
from autograder.worker.libraries import libraries_of
from autograder.worker.runtime import Runtime
from autograder.worker.sandbox import Sandbox
from autograder.worker.worker import WALL_PER_CPU_SECOND, Worker, WorkerError

MOST_ASKED_BACK = 5


def judge(
    exercises: Sequence[Exercise],
    root: Path,
    *,
    secret: bytes | None = None,
    sandbox: Sandbox | None = None,
    on_verdict: Callable[[Verdict], None] | None = None,
) -> list[Verdict]:
    """The verdicts of ``exercises`` on the student's ``cs_cnn/`` in ``root``."""
    with Judge(root, secret=secret, sandbox=sandbox) as one:
        return one.verdicts(exercises, on_verdict)


def prepare(exercises: Sequence[Exercise], secret: bytes | None = None) -> None:
    """Put everything that judging needs of PyTorch into the cache."""
    for exercise in exercises:
        libraries_of(exercise.runtime)
        prepared(exercise, secret).prepare()


def most_seconds(exercise: Exercise) -> float:
    """The wall time after which answers to all cases have come, or will not come."""
    return exercise.seconds * MOST_AT_LENGTH * WALL_PER_CPU_SECOND


def packed(exercises: Sequence[Exercise], secret: bytes | None) -> bytes:
    """What ``prepare`` has put into the cache, for the cache of another machine."""
    return pack(place for exercise in exercises for place in prepared(exercise, secret).places())


class Judge:
    """Judges the student's ``cs_cnn/`` in ``root`` as it is when asked.

    Its workers serve one submission after the other, if they lie in the same folder. Code that
    is judged finds nothing in the folder ``hidden``.
    """

    def __init__(
        self,
        root: Path,
        *,
        secret: bytes | None = None,
        sandbox: Sandbox | None = None,
        hidden: Path | None = None,
        most_asked_back: int = MOST_ASKED_BACK,
    ) -> None:
        self.hidden = hidden
        self.most_asked_back = most_asked_back
        self.root = root
        self.sandbox = sandbox
        self.secret = secret
        self._open_workers = ExitStack()
        self._workers: dict[Runtime, Worker] = {}

    def __enter__(self) -> Judge:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Stop the workers."""
        self._open_workers.close()

    def verdicts(
        self,
        exercises: Sequence[Exercise],
        on_verdict: Callable[[Verdict], None] | None = None,
    ) -> list[Verdict]:
        """One for each exercise, in their order; ``on_verdict`` gets each as soon as it comes."""
        submission = _Submission(self)
        said = []
        for exercise in exercises:
            said.append(submission.verdict(exercise))
            if on_verdict is not None:
                on_verdict(said[-1])
        return said

    def worker(self, runtime: Runtime) -> Worker:
        """The one worker of this runtime, made at the first exercise that needs it."""
        if runtime not in self._workers:
            worker = Worker(self.root, self.sandbox, runtime, self.hidden)
            self._workers[runtime] = self._open_workers.enter_context(worker)
        return self._workers[runtime]


class _Submission:
    """Judges the exercises of a submission one by one and remembers what concerns them all."""

    def __init__(self, judge: Judge) -> None:
        self.judge = judge
        self.verdicts: dict[str, Verdict] = {}
        self.noticed: dict[str, list[str]] = {}
        self.asked_back = 0
        self.broken_modules: dict[tuple[str, Runtime], Reply] = {}
        """Modules that do not get imported: what happened once is not tried for every exercise."""

    def verdict(self, exercise: Exercise) -> Verdict:
        if exercise.id not in self.verdicts:
            self.verdicts[exercise.id] = self._judged(exercise)
        return self.verdicts[exercise.id]

    def _judged(self, exercise: Exercise) -> Verdict:
        try:
            self.judge.worker(exercise.runtime).begin()
            asked = prepared(exercise, self.judge.secret)
            reply = self._ask(exercise, asked.request) if asked.cases else Reply()
            trials = asked.trials(answered=is_answered(exercise, reply))
            if trials:
                read_reply(exercise, trials, reply)
            about = (self._ask_once, self._ask_in_turn, self._ask_alone)
            ask = Ask(self.judge.root, *(partial(question, exercise) for question in about))
            verdict = conclude(asked, trials, list(criteria.judged(asked, trials, ask)))
            self._look_for_the_place(exercise, trials, verdict)
        except Exception as error:  # our fault must never become a student's zero
            return our_fault(exercise, f"{type(error).__name__}: {error}")
        verdict.noticed = list(dict.fromkeys(map(one_line, self.noticed.get(exercise.id, []))))
        return self._with_needs(exercise, verdict)

    def _ask(self, exercise: Exercise, question: Request) -> Reply:
        place = exercise.module, exercise.runtime
        if place in self.broken_modules:
            return self.broken_modules[place]
        reply = self.judge.worker(exercise.runtime).ask(question)
        self.noticed.setdefault(exercise.id, []).extend(reply.noticed)
        if "imported" not in reply.opening and "missing" not in reply.opening:
            self.broken_modules[place] = reply
        return reply

    def _ask_once(self, exercise: Exercise, cases: list[Case]) -> Reply:
        return self._ask(exercise, request(exercise, exercise.stub, [cases], exercise.probe))

    def _look_for_the_place(
        self, exercise: Exercise, trials: list[Trial], verdict: Verdict
    ) -> None:
        """Ask back where no cause is known: of a few exercises, since that takes a second each."""
        said = verdict.diagnosis
        if verdict.status is not Status.FAILED or said is None or is_explained(said):
            return
        if self.asked_back >= self.judge.most_asked_back:
            return
        self.asked_back += 1
        found = variants.causes(exercise, trials, partial(self._ask_variants, exercise))
        found = found or asking.causes(exercise, trials, partial(self._ask_more, exercise))
        known = [*found, *([said.cause] if said.cause else []), *said.more]
        if found:
            known.sort(key=lambda cause: cause.kind in IN_COMMON)
            verdict.diagnosis = replace(said, cause=known[0], more=known[1:])

    def _ask_more(self, exercise: Exercise, cases: list[Case]) -> Reply:
        """Public cases that are changed a little, in a process of their own."""
        asked = request(exercise, exercise.stub, [cases], exercise.probe)
        seconds = min(exercise.seconds, asking.SECONDS)
        asked = replace(asked, text=True, seconds=seconds, in_all=variants.IN_ALL)
        return self._ask(exercise, asked)

    def _ask_variants(self, exercise: Exercise, cases: list[Case], numbers: list[int]) -> Reply:
        each = request(exercise, exercise.stub, [cases], exercise.probe)
        asked = replace(each, variants=numbers, seconds=variants.SECONDS, in_all=variants.IN_ALL)
        return self.judge.worker(exercise.runtime).ask(asked)

    def _ask_in_turn(self, exercise: Exercise, cases: list[Case]) -> Reply:
        each = request(exercise, exercise.stub, [[case] for case in cases], exercise.probe)
        return self._ask(exercise, replace(each, in_all=exercise.seconds))

    def _ask_alone(
        self, exercise: Exercise, function: Callable[..., Value], cases: list[Case]
    ) -> Reply:
        """No student code is loaded: if this fails, it is our fault."""
        reply = self.judge.worker(exercise.runtime).ask(request(exercise, "", [cases], function))
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
