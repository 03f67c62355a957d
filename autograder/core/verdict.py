"""What the judge says: verdicts of exercises and the report of a submission. Plain data."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
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


@dataclass
class CaseResult:
    """One case: how it came out and why.

    ``diagnosis`` is empty when it passed, but for a time that was measured.
    """

    name: str
    status: Status
    hidden: bool = False
    diagnosis: str = ""
    printed: str = ""
    """What the student's code printed; always empty for a hidden case."""
    wrong: list[list[bool]] = field(default_factory=list)
    """Which values of a (2D slice of a) small output are wrong, for a picture."""


@dataclass
class Verdict:
    """What the judge says of one exercise."""

    id: str
    title: str
    status: Status
    points: float
    max_points: float
    diagnosis: str = ""
    cases: list[CaseResult] = field(default_factory=list)
    noticed: list[str] = field(default_factory=list)
    """What the code did that no exercise asks for; for the instructor's eyes."""

    @property
    def passed(self) -> bool:
        return self.status is Status.PASSED

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Verdict:
        cases = [CaseResult(**{**c, "status": Status(c["status"])}) for c in data["cases"]]
        return cls(**{**data, "status": Status(data["status"]), "cases": cases})


@dataclass
class Report:
    """All verdicts of one submission; everything shown to anyone is rendered from it."""

    assignment: str
    student: str
    exercises: list[Verdict]
    key: str = ""
    """Content hash of everything the verdicts depend on."""
    notes: list[str] = field(default_factory=list)
    """What the instructor should know of the hand-in itself (mended, incomplete, odd)."""

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
