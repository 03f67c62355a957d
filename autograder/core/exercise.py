"""What an exercise is: its cases, its reference, its misconceptions, its points.

Declarations live in ``autograder/exercises``. Nothing here computes or compares.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

import numpy as np

from autograder.worker.child import protocol
from autograder.worker.runtime import NUMPY, Runtime

Value = Any
"""A plain value: array, number, string, bool, None, or a list, tuple or dict of them."""

Names = tuple["str | Names", ...]
"""What the outputs are called; a tuple of names inside stands for a tuple in the answer."""

Cases = Callable[[np.random.Generator], "Iterator[Case]"]
Properties = Callable[..., dict[str, Value]]
Wrong = TypeVar("Wrong", bound=Callable[..., Value])
PUBLIC_SEED = b"cs_cnn public cases"
SPEED = "speed"
"""The name of the case that says how fast the answer is."""


class Case:
    """One input to an exercise, with a name a student can read.

    ``Case("stride 2", x=x, w=w, stride=2)`` names the inputs in the order of the
    student's signature. The student's function gets them by position, the reference
    and the misconceptions get them by name.

    ``accept`` replaces the comparison with the reference where an outcome counts: it gets
    the student's output and returns None, or the sentence that says what is wrong.
    """

    def __init__(
        self, name: str, /, *, accept: Callable[[Value], str | None] | None = None, **inputs: Value
    ) -> None:
        self.name = name
        self.accept = accept
        self.inputs = inputs


@dataclass(frozen=True)
class Misconception:
    """A plausible wrong version of the reference, with the sentence that explains it."""

    name: str
    sentence: str
    function: Callable[..., Value]


@dataclass(frozen=True)
class Speed:
    """An exercise that is also about speed: right is not enough.

    The student's function must be ``times`` as fast as ``loops``, a slow version of the
    same. ``loops`` runs in the worker from its source text, which must stand on its own (it
    may use ``np``), and gets the inputs by position. ``inputs`` draws one set by name.
    A run is ``calls`` calls in one process, each with inputs of its own. Many small arrays are
    steadier than one large one: memory is taken from the system once and used again.
    """

    loops: Callable[..., Value]
    times: float
    inputs: Callable[[np.random.Generator], dict[str, Value]]
    calls: int = 1


@dataclass(eq=False)
class Exercise:
    """One thing to write. ``id`` is its only key, everywhere."""

    id: str
    title: str
    points: float
    stub: str
    reference: Callable[..., Value]
    cases: Cases
    outputs: Names
    hints: tuple[str, ...]
    needs: tuple[Exercise, ...]
    probe: Callable[..., Value] | None
    properties: Properties | None
    speed: Speed | None
    seconds: float
    memory_mb: int
    rtol: float
    atol: float
    misconceptions: list[Misconception] = field(default_factory=list)
    runtime: Runtime = NUMPY

    @property
    def module(self) -> str:
        """The student's module, for example ``cs_cnn.backprop``."""
        return self.stub.partition(":")[0]

    @property
    def function(self) -> str:
        """The stub's name inside its module."""
        return self.stub.partition(":")[2]

    @property
    def file(self) -> str:
        """The student's file, relative to the folder that holds ``cs_cnn/``."""
        return self.module.replace(".", "/") + ".py"

    def misconception(self, sentence: str) -> Callable[[Wrong], Wrong]:
        """Declare a plausible wrong version of the reference."""

        def declare(function: Wrong) -> Wrong:
            self.misconceptions.append(Misconception(function.__name__, sentence, function))
            return function

        return declare

    def public_cases(self) -> list[Case]:
        """The cases everybody can see: the generator with the published seed."""
        return list(self.cases(self._rng(PUBLIC_SEED)))

    def hidden_cases(self, secret: bytes) -> list[Case]:
        """The same generator, seeded from the course's secret, without what is public too."""
        public = {protocol.encode(case.inputs) for case in self.public_cases()}
        drawn = self.cases(self._rng(secret))
        return [case for case in drawn if protocol.encode(case.inputs) not in public]

    def timed_cases(self, secret: bytes | None, runs: int) -> list[Case]:
        """The calls of all timed runs: other inputs every time, so that none can be kept."""
        assert self.speed is not None
        rng = self._rng((secret or PUBLIC_SEED) + b" speed")
        return [Case(SPEED, **self.speed.inputs(rng)) for _ in range(runs * self.speed.calls)]

    def _rng(self, key: bytes) -> np.random.Generator:
        digest = hmac.new(key, self.id.encode(), hashlib.sha256).digest()
        return np.random.default_rng(int.from_bytes(digest, "big"))


def exercise(
    id: str,
    *,
    points: float,
    stub: str,
    reference: Callable[..., Value],
    hints: tuple[str, ...],
    outputs: Names = ("out",),
    needs: tuple[Exercise, ...] = (),
    probe: Callable[..., Value] | None = None,
    properties: Properties | None = None,
    speed: Speed | None = None,
    seconds: float = 10.0,
    runtime: Runtime = NUMPY,
    memory_mb: int | None = None,
    rtol: float = 1e-6,
    atol: float = 1e-8,
) -> Callable[[Cases], Exercise]:
    """Declare an exercise; the decorated generator of cases becomes the Exercise.

    The first line of the generator's docstring is the line a student reads.
    ``probe`` runs in the worker, gets the student's function and the inputs by
    position, and returns plain values; its source text must stand on its own
    (it may use ``np``). ``properties`` is for answers that are drawn at random: it gets an answer
    that has the form of the reference's, and the inputs by name, and returns two or more named
    values that are the same for every right answer; they are compared in its place. The name
    of a bool says what should hold. ``speed`` makes half of the points depend on being fast.
    ``needs`` names exercises to mend first when this one fails. ``runtime`` says which libraries
    the answer may import and, unless ``memory_mb`` does, how much memory it may use.
    """

    def declare(cases: Cases) -> Exercise:
        title = (cases.__doc__ or "").strip().partition("\n")[0]
        if not title:
            raise ValueError(f"exercise {id}: the generator of cases needs a docstring")
        return Exercise(
            id, title, points, stub, reference, cases, outputs, hints, needs,
            probe, properties, speed, seconds, memory_mb or runtime.memory_mb, rtol, atol,
            runtime=runtime,
        )  # fmt: skip

    return declare
