"""What the instructor's commands return, and what render shows of it."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from autograder.core.verdict import Report, Status


@dataclass
class Collected:
    """What became of one submission: without a ``problem`` it is in ``submitted/`` now."""

    source: str
    student: str = ""
    problem: str = ""
    notes: list[str] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict, repr=False)
    modified: float | None = None
    """When it was handed in, in seconds since 1970; None if nobody tells."""
    downloaded: float = 0.0
    """When what was collected last changed on this machine."""
    by_platform: bool = False
    """Whether a learning platform gave it out, and tells its time if anybody does."""
    late: bool = False
    """Whether its platform marks it as late without telling when it was handed in."""


@dataclass
class Score:
    """A submission as nbgrader has it. ``score`` is after the penalty for being late."""

    assignment: str
    student: str
    score: float
    max_score: float
    late_penalty: float = 0.0
    needs_manual_grade: bool = False
    """A person still has to look: at a free-text answer, or because the autograder failed."""
    timestamp: str = ""
    due: str = ""
    first_name: str = ""
    last_name: str = ""
    cells: dict[str, float | None] = field(default_factory=dict)
    """Points by grade_id; None while nobody has given any."""

    @property
    def days_late(self) -> int:
        """Days begun after the due date, which counts nbgrader's extension and no grace."""
        if not self.timestamp or not self.due:
            return 0
        late = datetime.fromisoformat(self.timestamp) - datetime.fromisoformat(self.due)
        return max(0, math.ceil(late / timedelta(days=1)))


@dataclass
class Graded:
    """What became of one submission: without a ``problem`` it is in the gradebook.

    The report is without its cases: those of a whole class would fill the memory. The file in
    ``reports/`` has them.
    """

    student: str
    report: Report | None = None
    score: Score | None = None
    problem: str = ""
    computed: bool = False
    """Whether it was judged in this run."""
    recorded: bool = False
    """Whether it was written into the gradebook in this run."""
    taken_back: list[str] = field(default_factory=list)
    """Answers that a person had graded and that have changed since, one sentence each."""

    @property
    def grader_errors(self) -> list[str]:
        """Exercises at which the autograder failed: their points are open."""
        verdicts = self.report.exercises if self.report else []
        return [v.id for v in verdicts if v.status is Status.GRADER_ERROR]

    def take(self, report: Report) -> None:
        """Keep what a class's summary needs of a report."""
        brief = [replace(one, title="", diagnosis=None, cases=[]) for one in report.exercises]
        self.report = replace(report, exercises=brief)


@dataclass
class Page:
    """A student's feedback page; ``problem`` says why there is none."""

    student: str
    path: Path
    problem: str = ""


@dataclass
class StoryOutcome:
    """A story of the demo class, the points that it expects, and the submission's grading."""

    story: str
    expected: float
    graded: Graded

    @property
    def as_expected(self) -> bool:
        """Whether the judge gave the points that the story expects."""
        given = self.graded.report.points if self.graded.report else -1.0
        return abs(given - self.expected) < 0.005


@dataclass
class Demo:
    """What the demo did, and where."""

    root: Path
    gradebook: Path
    table: Path
    warning: str = ""
    """Why there is no sandbox; the demo then judges its own submissions without one."""
    collected: list[Collected] = field(default_factory=list)
    outcomes: list[StoryOutcome] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)
