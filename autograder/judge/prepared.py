"""What an exercise asks and expects, drawn once in each process for all hand-ins.

Drawing the cases, finding their outputs in the cache and encoding them for the worker costs
more than judging an answer; none of it depends on the answer.
"""

from __future__ import annotations

import functools
import inspect
import textwrap
from collections.abc import Callable
from pathlib import Path

from autograder.core.exercise import Case, Exercise, Value
from autograder.judge import speed
from autograder.judge.expected import expected_outputs, mistaken_outputs, place
from autograder.judge.trial import Trial
from autograder.worker.worker import Request

MOST_KEPT = 256
"""More than a course has exercises; a process that judges many courses forgets the oldest."""


class Prepared:
    """An exercise's cases for one secret (None: the public ones alone) and their outputs.

    Everything is computed at first use and then kept; nobody may change it.
    """

    def __init__(self, exercise: Exercise, secret: bytes | None) -> None:
        self.exercise = exercise
        self.secret = secret

    @functools.cached_property
    def sets(self) -> list[list[Case]]:
        """The public cases and, with a secret, the hidden ones."""
        hidden = [] if self.secret is None else [self.exercise.hidden_cases(self.secret)]
        return [self.exercise.public_cases(), *hidden]

    @functools.cached_property
    def timed(self) -> list[Case]:
        """The inputs of the race, where the exercise is about speed."""
        if self.exercise.speed is None:
            return []
        return self.exercise.timed_cases(self.secret, speed.RUNS * speed.TRIES)

    @functools.cached_property
    def expected(self) -> list[list[Value]]:
        """What is expected in each case of each set."""
        return [expected_outputs(self.exercise, cases) for cases in self.sets]

    @functools.cached_property
    def expected_when_timed(self) -> list[Value]:
        return expected_outputs(self.exercise, self.timed)

    @functools.cached_property
    def mistaken(self) -> dict[str, list[Value]]:
        """Every misconception's output in every case, public cases first."""
        outputs = [mistaken_outputs(self.exercise, cases) for cases in self.sets if cases]
        return {
            wrong.name: [output for each in outputs for output in each[wrong.name]]
            for wrong in self.exercise.misconceptions
        }

    @functools.cached_property
    def request(self) -> Request:
        """All cases, as they are sent to the worker."""
        cases = [case for group in self.sets for case in group]
        return request(self.exercise, self.exercise.stub, cases, self.exercise.probe)

    def trials(self) -> list[Trial]:
        """One fresh trial for each case, with what is expected."""
        return [
            Trial(case, hidden, right)
            for hidden, cases, outputs in zip((False, True), self.sets, self.expected, strict=False)
            for case, right in zip(cases, outputs, strict=True)
        ]

    def calls(self) -> list[Trial]:
        """One fresh trial for each timed call."""
        pairs = zip(self.timed, self.expected_when_timed, strict=True)
        return [Trial(case, self.secret is not None, right) for case, right in pairs]

    def places(self) -> list[Path]:
        """The files in the cache that judging reads."""
        kept = [
            place(self.exercise, cases, kind)
            for cases in self.sets
            for kind in ("expected", "mistaken")
        ]
        return [*kept, place(self.exercise, self.timed, "expected")]

    def prepare(self) -> None:
        """Compute everything that judging needs of PyTorch, and put it into the cache."""
        self.trials()
        self.calls()
        len(self.mistaken)


@functools.lru_cache(MOST_KEPT)
def prepared(exercise: Exercise, secret: bytes | None) -> Prepared:
    """The one Prepared of this process."""
    return Prepared(exercise, secret)


def request(
    exercise: Exercise, stub: str, cases: list[Case], probe: Callable[..., Value] | None
) -> Request:
    """``cases`` for the worker; without a ``stub`` the probe runs alone."""
    source = probe and {"name": probe.__name__, "source": textwrap.dedent(inspect.getsource(probe))}
    inputs = [list(case.inputs.values()) for case in cases]
    return Request(stub, inputs, source or None, exercise.seconds, exercise.memory_mb)
