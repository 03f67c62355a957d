"""What an exercise is: its cases, its reference, its misconceptions, its points.

Declarations live in ``autograder/exercises``. Nothing here computes or compares.
"""

from __future__ import annotations

import functools
import hashlib
import hmac
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, TypeVar

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
Adapter = Callable[[Any], Callable[..., Value]]
"""Turns a wrong function, often a single step, into a wrong version of an exercise."""

PUBLIC_SEED = b"cs_cnn public cases"


class Case:
    """One input to an exercise, with a name a student can read.

    ``Case("stride 2", x=x, w=w, stride=2)`` names the inputs in the order of the
    student's signature. The student's function, or the probe, gets them by position, except for
    those in ``by_name``; the reference and the misconceptions get them by name.

    ``accept`` replaces the comparison with the reference where an outcome counts: it gets
    the student's output and returns None, or the sentence that says what is wrong.
    """

    def __init__(
        self, name: str, /, *, accept: Callable[[Value], str | None] | None = None, **inputs: Value
    ) -> None:
        self.name = name
        self.accept = accept
        self.inputs = inputs
        self.by_name: list[str] = []

    @property
    def settings(self) -> dict[str, Value]:
        """By what cases are told apart when some of them fail and others do not."""
        return self.inputs

    @property
    def text(self) -> str:
        """How a message shows the inputs, if not by their names, shapes and numbers."""
        return ""


@dataclass(frozen=True)
class Misconception:
    """A plausible wrong version of the reference, with the sentence that explains it."""

    name: str
    sentence: str
    function: Callable[..., Value]
    in_part: bool = False
    """Whether the sentence is true of some of the outputs that it gets wrong, the others right."""


class Criterion(ABC):
    """What counts beside right answers, tried on inputs of its own once all cases pass.

    ``name`` is the name of its case in a verdict. How a kind is judged stands in
    ``judge/criteria.py``.
    """

    name: ClassVar[str]
    share_if_missed: ClassVar[float] = 0.5
    """What an answer keeps of its points that misses it."""

    @abstractmethod
    def cases(self, rng: np.random.Generator) -> list[Case]:
        """All inputs it needs, drawn anew for every course."""


@dataclass(frozen=True)
class Speed(Criterion):
    """Right is not enough: the student's function must be ``times`` as fast as ``loops``.

    ``loops`` is a slow version of the same. It runs in the worker from its source text, which
    must stand on its own (it may use ``np``), and gets the inputs by position. ``inputs``
    draws one set by name. A run is ``calls`` calls in one process, each with inputs of its
    own. Many small arrays are steadier than one large one: memory is taken from the system
    once and used again.
    """

    name: ClassVar[str] = "speed"
    tries: ClassVar[int] = 3
    """A race that is lost by little is run again: noise must not cost an answer its points."""

    loops: Callable[..., Value]
    times: float
    inputs: Callable[[np.random.Generator], dict[str, Value]]
    calls: int = 1
    runs: int = 5

    def cases(self, rng: np.random.Generator) -> list[Case]:
        """Other inputs for every call, so that no result can be kept."""
        count = self.runs * self.tries * self.calls
        return [Case(self.name, **self.inputs(rng)) for _ in range(count)]


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
    criteria: tuple[Criterion, ...]
    seconds: float
    memory_mb: int
    rtol: float
    atol: float
    new_arrays: bool
    may_share: tuple[str, ...]
    misconceptions: list[Misconception] = field(default_factory=list)
    runtime: Runtime = NUMPY
    adapt: Adapter | None = None
    of_largest: float = 0.0

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

    @functools.cached_property
    def optional(self) -> frozenset[str]:
        """The inputs that a case leaves out."""
        given = [frozenset(case.inputs) for case in self.cases(self._rng(PUBLIC_SEED))]
        return frozenset.union(*given) - frozenset.intersection(*given) if given else frozenset()

    def _with_names(self, cases: list[Case]) -> list[Case]:
        """The last case with all optional inputs gives them by name, as callers do."""
        whole = [case for case in cases if self.optional and self.optional <= case.inputs.keys()]
        for case in whole[-1:]:
            case.by_name = [name for name in case.inputs if name in self.optional]
        return cases

    def misconception(self, sentence: str, *, in_part: bool = False) -> Callable[[Wrong], Wrong]:
        """Declare a plausible wrong version of the reference."""

        def declare(function: Wrong) -> Wrong:
            mistake = Misconception(function.__name__, sentence, function, in_part)
            self.adopt(mistake, self.adapt)
            return function

        return declare

    def borrow(self, other: Exercise, names: Iterable[str], adapt: Adapter | None = None) -> None:
        """Declare misconceptions of another exercise here too, under their names."""
        known = {each.name: each for each in other.misconceptions}
        for name in names:
            self.adopt(known[name], adapt)

    def adopt(self, mistake: Misconception, adapt: Adapter | None = None) -> None:
        """Add a misconception, adapted to what this exercise takes and returns."""
        function = adapt(mistake.function) if adapt else mistake.function
        self.misconceptions.append(replace(mistake, function=function))

    def public_cases(self) -> list[Case]:
        """The cases everybody can see: the generator with the published seed."""
        return self._with_names(list(self.cases(self._rng(PUBLIC_SEED))))

    def hidden_cases(self, secret: bytes) -> list[Case]:
        """The same generator, seeded from the course's secret, without what is public too."""
        public = {protocol.encode(case.inputs) for case in self.public_cases()}
        drawn = self.cases(self._rng(secret))
        new = [case for case in drawn if protocol.encode(case.inputs) not in public]
        return self._with_names(new)

    def cases_of(self, criterion: Criterion, secret: bytes | None) -> list[Case]:
        """The inputs of one of the criteria: from the secret, else from the published seed."""
        key = (secret or PUBLIC_SEED) + f" {criterion.name}".encode()
        return criterion.cases(self._rng(key))

    def _rng(self, key: bytes) -> np.random.Generator:
        digest = hmac.new(key, self.id.encode(), hashlib.sha256).digest()
        return np.random.default_rng(int.from_bytes(digest, "big"))


class Family:
    """Misconceptions declared once, each with one sentence, for one or several exercises.

    ``@family.misconception(sentence)`` declares one. ``family.join(exercise, adapt)`` takes an
    exercise in. The order of the two does not matter: every member gets every misconception,
    as its ``adapt`` makes it of the declared function.
    """

    def __init__(self) -> None:
        self._mistakes: list[Misconception] = []
        self._members: list[tuple[Exercise, Adapter | None]] = []

    def join(self, exercise: Exercise, adapt: Adapter | None = None) -> None:
        """Declare all misconceptions of the family, also those still to come, for an exercise."""
        self._members.append((exercise, adapt))
        for mistake in self._mistakes:
            exercise.adopt(mistake, adapt)

    def misconception(self, sentence: str, *, in_part: bool = False) -> Callable[[Wrong], Wrong]:
        """Declare a wrong function for all members of the family."""

        def declare(function: Wrong) -> Wrong:
            mistake = Misconception(function.__name__, sentence, function, in_part)
            self._mistakes.append(mistake)
            for exercise, adapt in self._members:
                exercise.adopt(mistake, adapt)
            return function

        return declare


def exercise(
    id: str,
    /,
    *,
    points: float,
    reference: Callable[..., Value],
    hints: tuple[str, ...],
    stub: str | None = None,
    outputs: Names = ("out",),
    needs: tuple[Exercise, ...] = (),
    probe: Callable[..., Value] | None = None,
    properties: Properties | None = None,
    criteria: tuple[Criterion, ...] = (),
    seconds: float = 5.0,
    runtime: Runtime = NUMPY,
    memory_mb: int | None = None,
    rtol: float = 1e-6,
    atol: float = 1e-8,
    new_arrays: bool = False,
    may_share: tuple[str, ...] = (),
    adapt: Adapter | None = None,
    of_largest: float = 0.0,
) -> Callable[[Cases], Exercise]:
    """Declare an exercise; the decorated generator of cases becomes the Exercise.

    The first line of the generator's docstring is the line a student reads. The ``stub`` of
    ``conv.pad`` is ``cs_cnn.conv:pad`` unless it has another name.
    ``probe`` runs in the worker, gets the student's function and the inputs by
    position, and returns plain values; its source text must stand on its own
    (it may use ``np``). Inputs that a case may leave out it hands on, as the last ones and in
    order, so that the student's function can get them by name. ``properties`` is for answers that
    are drawn at random: it gets an answer that has the form of the reference's, and the inputs by
    name, and returns two or more named values that are the same for every right answer; they are
    compared in its place. The name of a bool says what should hold. ``criteria`` says what counts
    beside right answers.
    Where the reference raises a ValueError, the answer must, too; if it is
    ``ValueError("position", 17)``, with a message that names the position, 17.
    ``needs`` names exercises to mend first when this one fails. ``seconds`` of CPU time are for
    each case: six times what the slowest honest answer takes on a good machine. ``runtime`` says
    which libraries the answer may import and, unless ``memory_mb`` does, how much memory it may
    use. An answer that shares memory with an input is wrong if ``new_arrays``, else a remark says
    so, but for the inputs in ``may_share``. ``adapt`` makes what is declared as a misconception
    into a function that takes and gives what the reference does. ``of_largest`` adds to ``atol`` a
    share of the largest value of an array, for what is summed up through many layers.
    """

    def declare(cases: Cases) -> Exercise:
        title = (cases.__doc__ or "").strip().partition("\n")[0]
        if not title:
            raise ValueError(f"exercise {id}: the generator of cases needs a docstring")
        return Exercise(
            id, title, points, stub or _stub(id), reference, cases, outputs, hints, needs,
            probe, properties, criteria, seconds, memory_mb or runtime.memory_mb, rtol, atol,
            new_arrays, may_share, runtime=runtime, adapt=adapt, of_largest=of_largest,
        )  # fmt: skip

    return declare


def _stub(id: str) -> str:
    module, _, word = id.partition(".")
    return f"cs_cnn.{module}:{word}"
