"""What the judge says: verdicts of exercises and the report of a submission. Plain data."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from typing import Any


class Status(StrEnum):
    """How an exercise, or one of its cases, came out."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_STARTED = "not started"
    SKIPPED = "skipped"
    TIMEOUT = "timeout"
    OUT_OF_MEMORY = "out of memory"
    CRASHED = "crashed"
    FORBIDDEN = "forbidden"
    GRADER_ERROR = "grader error"


class FactKind(StrEnum):
    """What is wrong with an answer, or what happened in place of one."""

    TYPE = "type"
    SHAPE = "shape"
    DTYPE = "dtype"
    NAN = "nan"
    VALUES = "values"
    PROPERTY = "property"
    OUTCOME = "outcome"
    CHANGED_INPUT = "changed input"
    SHARED_INPUT = "shared input"
    REWRITTEN = "rewritten"
    WARNED = "warned"
    RAISED = "raised"
    DID_NOT_RAISE = "did not raise"
    RULED_OUT = "ruled out"
    OUT_OF_MEMORY = "out of memory"
    TIMEOUT = "timeout"
    CRASHED = "crashed"
    NOT_RUN = "not run"
    NOT_STARTED = "not started"
    UNWRITTEN_CALL = "unwritten call"
    MISSING = "missing"
    IMPORT = "import"
    SPEED = "speed"
    WEIGHTS = "weights"
    UNSTEADY = "unsteady"
    UNTRIED = "untried"
    GRADER_ERROR = "grader error"


class CauseKind(StrEnum):
    """How a cause was found."""

    MISCONCEPTION = "misconception"
    FACTOR = "factor"
    AXES = "axes"
    ZEROS = "zeros"
    EMPTY = "empty"
    BORDER = "border"
    PATTERN = "pattern"
    LONE_CASE = "lone case"
    ONE_CLASS = "one class"
    BY_HEART = "by heart"
    GUESSING = "guessing"
    LINEAR = "linear"
    CONFUSED = "confused"
    UNREGISTERED = "unregistered"
    DRAWN_ANEW = "drawn anew"
    SHARED = "shared"
    CUT_OFF = "cut off"
    ROUNDED = "rounded"
    STATISTICS = "running statistics"
    DROPOUT = "dropout"
    STEP = "step"
    RAISED = "raised"
    PLACE = "place"
    EQUAL = "equal"
    OFFSET = "offset"
    INFLUENCE = "influence"
    SAMPLES = "samples"
    EXAMPLE = "example"
    TEXT = "text"


class Match(StrEnum):
    """What of the answers a misconception reproduces."""

    OUTPUT = "output"
    """Every answer, whole."""
    ERRORS = "errors"
    """All that is wrong in the answers; what is right in them may be otherwise."""
    PROPERTIES = "properties"
    """Of answers that are drawn at random: the properties that fail."""
    ANSWERED = "answered"
    """All that is wrong in the answers, while other cases ended without one."""
    SOME = "some"
    """What is wrong in some of the failing cases."""


@dataclass(frozen=True)
class Fact:
    """What is wrong in one case.

    ``where`` is the output, such as ``dx`` or ``grads['w1']``, or the student's file.
    ``public`` is the sentence for everybody; ``detail`` says the same with shapes and numbers,
    and is empty for a hidden case.
    """

    kind: FactKind
    where: str
    public: str
    detail: str = ""
    place: str = ""
    """A line of the student's: ``cs_cnn/conv.py:12``."""

    @property
    def text(self) -> str:
        """All that may be said."""
        return self.detail or self.public

    def without_detail(self) -> Fact:
        """The same fact of a hidden case."""
        return replace(self, detail="", place="")

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Fact:
        return cls(**{**data, "kind": FactKind(data["kind"])})


@dataclass(frozen=True)
class Cause:
    """Why it is wrong. ``name`` is a misconception's name, a factor, an order of axes."""

    kind: CauseKind
    name: str
    sentence: str
    match: Match | None = None
    cases: int = 0
    """How many failing cases it explains, ``of`` how many; 0 if that was not counted."""
    of: int = 0
    place: str = ""
    """The line where the mistake is, if that is known: ``cs_cnn/conv.py:12``."""

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Cause:
        match = data["match"] and Match(data["match"])
        return cls(**{**data, "kind": CauseKind(data["kind"]), "match": match})


@dataclass(frozen=True)
class CaseInputs:
    """The case that a diagnosis is about: ``inputs`` are shapes and numbers in one line."""

    name: str
    hidden: bool
    inputs: str
    values: list[str] = field(default_factory=list)
    """The arrays themselves, one a line, if they are small and the case is public."""


@dataclass(frozen=True)
class Slice:
    """The last two axes of a small output of a public case, yours and what is expected.

    ``at`` are the indices of the axes before; numbers have four digits, as they are shown.
    """

    output: str
    at: list[int]
    yours: list[list[str]]
    expected: list[list[str]]
    wrong: list[list[bool]]

    @property
    def name(self) -> str:
        """``dx[0, 1]``; just ``dx`` if it has no more than two axes."""
        return f"{self.output}[{', '.join(map(str, self.at))}]" if self.at else self.output

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Slice:
        return cls(**data)


@dataclass(frozen=True)
class Diagnosis:
    """One case, what is wrong in it, and why. ``case`` is None if no case was reached."""

    fact: Fact
    case: CaseInputs | None = None
    cause: Cause | None = None
    more: list[Cause] = field(default_factory=list)
    """What else is known, such as what the failing cases have in common."""
    slice: Slice | None = None

    @property
    def place(self) -> str:
        """The line to look at, ``cs_cnn/conv.py:12``; empty if none is known."""
        return (self.cause.place if self.cause else "") or self.fact.place

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Diagnosis:
        return cls(
            Fact.from_json(data["fact"]),
            data["case"] and CaseInputs(**data["case"]),
            data["cause"] and Cause.from_json(data["cause"]),
            [Cause.from_json(cause) for cause in data["more"]],
            data["slice"] and Slice.from_json(data["slice"]),
        )


@dataclass
class CaseResult:
    """One case. ``fact`` is None if it passed, but for a time that was measured or a remark."""

    name: str
    status: Status
    hidden: bool = False
    fact: Fact | None = None
    printed: str = ""
    """What the student's code printed; always empty for a hidden case."""

    @property
    def text(self) -> str:
        """The fact in words; empty if there is none."""
        return self.fact.text if self.fact else ""

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> CaseResult:
        fact = data["fact"] and Fact.from_json(data["fact"])
        return cls(**{**data, "status": Status(data["status"]), "fact": fact})


@dataclass
class Verdict:
    """What the judge says of one exercise."""

    id: str
    title: str
    status: Status
    points: float
    max_points: float
    diagnosis: Diagnosis | None = None
    cases: list[CaseResult] = field(default_factory=list)
    needs: list[str] = field(default_factory=list)
    """Exercises that this one builds on and that do not pass."""
    helped: bool = False
    """Whether the points are those with the model solutions of earlier assignments."""
    noticed: list[str] = field(default_factory=list)
    """What the code did that no exercise asks for; for the instructor's eyes."""
    place: str = ""
    """Where the student looks first, ``cs_cnn/conv.py:12``; at home alone."""

    @property
    def passed(self) -> bool:
        return self.status is Status.PASSED

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Verdict:
        status, diagnosis = Status(data["status"]), data["diagnosis"]
        diagnosis = diagnosis and Diagnosis.from_json(diagnosis)
        cases = [CaseResult.from_json(case) for case in data["cases"]]
        return cls(**{**data, "status": status, "diagnosis": diagnosis, "cases": cases})


@dataclass
class Report:
    """All verdicts of one submission; everything shown to anyone is rendered from it."""

    assignment: str
    student: str
    exercises: list[Verdict]
    key: str = ""
    """Content hash of everything the verdicts depend on."""
    notes: list[str] = field(default_factory=list)
    """What the instructor should know of the submission itself (mended, incomplete, odd)."""

    @property
    def points(self) -> float:
        return sum(v.points for v in self.exercises)

    @property
    def max_points(self) -> float:
        return sum(v.max_points for v in self.exercises)

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Report:
        return cls(**{**data, "exercises": [Verdict.from_json(v) for v in data["exercises"]]})
