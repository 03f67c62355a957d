"""What an exercise asks and expects, drawn once in each process for all submissions.

Drawing the cases, finding their outputs in the cache and encoding them for the worker costs
more than judging an answer; none of it depends on the answer.
"""

from __future__ import annotations

import functools
import inspect
import textwrap
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from autograder.core.exercise import Case, Criterion, Exercise, Value
from autograder.judge.expected import expected_outputs, mistaken_outputs, place, wrong_kind
from autograder.judge.questions import KIND, questions
from autograder.judge.trial import Trial
from autograder.worker.exchange import Request
from autograder.worker.runtime import NUMPY

MOST_KEPT = 256
"""More than a course has exercises; a process that judges many courses forgets the oldest."""


class Prepared:
    """An exercise's cases for one secret (None: the public ones alone) and their outputs.

    Everything is computed at first use and then kept; nobody may change it.
    """

    def __init__(self, exercise: Exercise, secret: bytes | None) -> None:
        self.exercise = exercise
        self.secret = secret
        self.missed: dict[tuple[str, int], set[str]] = {}
        """The outputs that a misconception gets wrong in a case; filled when asked for."""
        self._mistaken: dict[tuple[int, str], dict[str, Value]] = {}

    @functools.cached_property
    def sets(self) -> list[list[Case]]:
        """The public cases and, with a secret, the hidden ones."""
        hidden = [] if self.secret is None else [self.exercise.hidden_cases(self.secret)]
        return [self.exercise.public_cases(), *hidden]

    @functools.cached_property
    def of_criteria(self) -> dict[Criterion, list[Case]]:
        """The inputs of each criterion."""
        exercise = self.exercise
        return {each: exercise.cases_of(each, self.secret) for each in exercise.criteria}

    @functools.cached_property
    def expected(self) -> list[list[Value]]:
        """What is expected in each case of each set."""
        return [expected_outputs(self.exercise, cases) for cases in self.sets]

    @functools.cached_property
    def outputs(self) -> list[Value]:
        """What is expected in each case, public cases first."""
        return [output for outputs in self.expected for output in outputs]

    @functools.cached_property
    def expected_of_criteria(self) -> dict[Criterion, list[Value]]:
        """What is expected for each of them."""
        return {
            each: expected_outputs(self.exercise, cases) for each, cases in self.of_criteria.items()
        }

    @functools.cached_property
    def mistaken(self) -> dict[str, Mistaken]:
        """Every misconception's output in every case, public cases first."""
        return {wrong.name: Mistaken(self, wrong.name) for wrong in self.exercise.misconceptions}

    @functools.cached_property
    def cases(self) -> list[Case]:
        """All of them, public cases first."""
        return [case for cases in self.sets for case in cases]

    def mistaken_in(self, index: int, name: str) -> Value:
        """A misconception's output in one case, computed when it is asked for.

        Those of all misconceptions are computed with it, where that is a matter of milliseconds.
        """
        only = "" if self.exercise.runtime is NUMPY else name
        if (index, only) not in self._mistaken:
            found = mistaken_outputs(self.exercise, self.cases[index], only)
            self._mistaken[index, only] = found
        return self._mistaken[index, only][name]

    @functools.cached_property
    def request(self) -> Request:
        """All cases, as they are sent to the worker."""
        return request(self.exercise, self.exercise.stub, self.sets, self.exercise.probe)

    def trials(self, *, answered: bool = True) -> list[Trial]:
        """One fresh trial for each case; with what is expected, if there is anything to compare."""
        expected = self.expected if answered else [[None] * len(cases) for cases in self.sets]
        return [
            Trial(case, hidden, right)
            for hidden, cases, outputs in zip((False, True), self.sets, expected, strict=False)
            for case, right in zip(cases, outputs, strict=True)
        ]

    def trials_of(self, criterion: Criterion) -> list[Trial]:
        """One fresh trial for each input of a criterion."""
        cases, outputs = self.of_criteria[criterion], self.expected_of_criteria[criterion]
        pairs = zip(cases, outputs, strict=True)
        return [Trial(case, self.secret is not None, right) for case, right in pairs]

    def trial_of(self, criterion: Criterion) -> Trial:
        """One trial that bears the criterion's name and has no inputs."""
        return Trial(Case(criterion.name), self.secret is not None, None)

    def places(self) -> list[Path]:
        """The files in the cache that judging reads."""
        kept = [place(self.exercise, cases, "expected") for cases in self.sets]
        kept += [place(self.exercise, self.sets[0], KIND)]
        kept += [
            place(self.exercise, [case], kind) for case in self.cases for kind in self._kinds()
        ]
        own = [place(self.exercise, cases, "expected") for cases in self.of_criteria.values()]
        return [*kept, *own]

    def _kinds(self) -> list[str]:
        """Under what the outputs of misconceptions are kept."""
        names = [wrong.name for wrong in self.exercise.misconceptions]
        return [wrong_kind()] if self.exercise.runtime is NUMPY else [wrong_kind(n) for n in names]

    def prepare(self) -> None:
        """Compute what judging needs of PyTorch, and put it into the cache.

        What misconceptions give in a whole network takes long, and is left until a case fails.
        """
        self.trials()
        len(self.expected_of_criteria)
        if self.exercise.runtime is NUMPY:
            for case in self.cases:
                mistaken_outputs(self.exercise, case)
            questions(self.exercise, self.sets[0])


class Mistaken(Sequence[Value]):
    """One misconception's outputs in all cases, each computed when it is looked at."""

    def __init__(self, asked: Prepared, name: str) -> None:
        self.asked, self.name = asked, name

    def __len__(self) -> int:
        return len(self.asked.cases)

    def __getitem__(self, index: Any) -> Value:
        return self.asked.mistaken_in(range(len(self))[index], self.name)


@functools.lru_cache(MOST_KEPT)
def prepared(exercise: Exercise, secret: bytes | None) -> Prepared:
    """The one Prepared of this process."""
    return Prepared(exercise, secret)


def request(
    exercise: Exercise, stub: str, groups: list[list[Case]], probe: Callable[..., Value] | None
) -> Request:
    """Groups of cases for the worker; without a ``stub`` the probe runs alone."""
    source = probe and {"name": probe.__name__, "source": textwrap.dedent(inspect.getsource(probe))}
    inputs = [[list(case.inputs.values()) for case in cases] for cases in groups]
    by_name = [case.by_name for cases in groups for case in cases]
    return Request(stub, inputs, source or None, exercise.seconds, exercise.memory_mb, by_name)
