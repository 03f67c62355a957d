"""What a learner has done so far, kept beside the work in ``.cs_cnn/progress.json``.

For each exercise: how many versions of the file were checked, what the last check said, when it
passed first, and when the model solution was shown before that.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from autograder.core import storage
from autograder.core.exercise import Exercise
from autograder.core.verdict import Status, Verdict
from autograder.core.workspace import keep_copy
from autograder.exercises import catalogue

FILE = Path(".cs_cnn") / "progress.json"
UNTRIED = (Status.NOT_STARTED, Status.GRADER_ERROR)
"""What says nothing of an attempt."""


@dataclass
class Done:
    """One exercise so far."""

    attempts: int = 0
    points: float = 0.0
    status: str = ""
    """Of the last check; empty before the first."""
    passed_on: str = ""
    """The day of the first pass, such as ``2026-12-01``."""
    source: str = ""
    """A digest of the file that was checked last: the same file again is no new attempt."""
    shown_on: str = ""
    """The day on which the model solution was shown before the exercise had passed."""

    @property
    def passes(self) -> bool:
        return self.status == Status.PASSED

    def note(self, verdict: Verdict, source: str) -> None:
        """What one more check said."""
        if verdict.status not in UNTRIED and source != self.source:
            self.attempts, self.source = self.attempts + 1, source
        self.points, self.status = verdict.points, str(verdict.status)
        if verdict.passed and not self.passed_on:
            self.passed_on = date.today().isoformat()

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Done:
        """Raises TypeError if it is something else."""
        done = cls(**data)
        for each in fields(cls):
            kinds = (int, float) if each.name == "points" else (type(each.default),)
            if type(getattr(done, each.name)) not in kinds:
                raise TypeError(each.name)
        return done


@dataclass
class Progress:
    """All exercises of the course, as far as they were tried."""

    done: dict[str, Done]
    kept: str = ""
    """Where a file lies that could not be read; what was done before is in it."""

    def of(self, exercise: Exercise) -> Done:
        return self.done.get(exercise.id, Done())

    def following(self, id: str = "") -> Exercise | None:
        """The next exercise that does not pass, after this one; behind the last comes the first."""
        every = list(catalogue.exercises().values())
        at = next((i + 1 for i, each in enumerate(every) if each.id == id), 0)
        order = every[at:] + every[:at]
        return next((each for each in order if not self.of(each).passes and each.id != id), None)


def read(root: Path) -> Progress:
    """What is kept in the learner's folder. A damaged file is put aside, and it begins anew."""
    path = root / FILE
    try:
        data = json.loads(path.read_bytes())
        return Progress({id: Done.from_json(each) for id, each in data["exercises"].items()})
    except FileNotFoundError:
        return Progress({})
    except (ValueError, TypeError, KeyError, AttributeError):
        kept = keep_copy(path)
        path.unlink()
        return Progress({}, kept.relative_to(root).as_posix())


def record(root: Path, verdicts: Iterable[Verdict]) -> None:
    """Note what checks said. Where nothing can be written, a check says so and goes on."""
    try:
        progress = read(root)
        for verdict in verdicts:
            exercise = catalogue.exercises()[verdict.id]
            progress.done.setdefault(verdict.id, Done()).note(verdict, _digest(root, exercise))
        _write(root, progress)
    except OSError as error:
        _cannot_keep(root, error)


def note_solution(root: Path, exercise: Exercise) -> None:
    """Note that the model solution was shown before the exercise had passed."""
    try:
        progress = read(root)
        done = progress.done.setdefault(exercise.id, Done())
        done.shown_on = done.shown_on or date.today().isoformat()
        _write(root, progress)
    except OSError as error:
        _cannot_keep(root, error)


def _write(root: Path, progress: Progress) -> None:
    data = {"exercises": {id: asdict(done) for id, done in progress.done.items()}}
    (root / FILE).parent.mkdir(exist_ok=True)
    storage.write(root / FILE, json.dumps(data, indent=1).encode(), sync=False)


def _cannot_keep(root: Path, error: OSError) -> None:
    print(f"cs-cnn: cannot keep your progress in {root / FILE} ({error.strerror})", file=sys.stderr)


def _digest(root: Path, exercise: Exercise) -> str:
    try:
        return hashlib.sha256((root / exercise.file).read_bytes()).hexdigest()[:16]
    except FileNotFoundError:
        return ""
