"""A story of the demo class: what a student hands in, and the score it has to get."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from autograder.course.folders import SOLUTIONS, notebook, stub_files
from autograder.exercises import catalogue
from autograder.judge.conclude import earned
from autograder.judge.exercise import Case, Exercise
from autograder.judge.stubs import blank, rewrite

T = TypeVar("T")
Lost = Callable[[Case], bool]
Cells = list[dict[str, Any]]


def everything(whole: T) -> T:
    """All exercises are written; all cells are as they were released."""
    return whole


@dataclass(frozen=True)
class Story:
    """A student, what they hand in, and what the judge has to make of it."""

    student: str
    assignment: str
    tells: str
    bodies: Mapping[str, str] = field(default_factory=dict)
    """Functions that are not as in the solution, and what they do instead."""
    loses: Mapping[str, Lost] = field(default_factory=dict)
    """Exercises that lose points by it, and which of their cases do."""
    slow: tuple[str, ...] = ()
    """Exercises that are right and not fast enough."""
    first_line: str = ""
    imports: bool = True
    """Whether the module can be imported at all."""
    starts: Callable[[list[str]], list[str]] = everything
    """Which exercises are written at all."""
    cells: Callable[[Cells], Cells] = everything
    """What was done to the cells of the notebook."""
    cut: float = 1.0
    """How much of the notebook's file is left."""

    def files(self, released: str) -> dict[str, str]:
        """The hand-in, given the text of the released notebook."""
        nb = json.loads(released)
        nb["cells"] = self.cells(nb["cells"])
        text = json.dumps(nb, indent=1)
        whole = {notebook(self.assignment): text[: int(len(text) * self.cut)]}
        return whole | {file: self._module(file) for file in stub_files(self.assignment)}

    def _module(self, file: str) -> str:
        text = self.first_line + (SOLUTIONS / Path(file).name).read_text(encoding="utf-8")
        there = [exercise for exercise in self._exercises() if exercise.file == file]
        for function in {exercise.function for exercise in there} & self.bodies.keys():
            text = rewrite(text, function, self.bodies[function])
        return blank(text, {e.function: e.id for e in there if e.id not in self._started()})

    def _exercises(self) -> list[Exercise]:
        return catalogue.of_assignment(self.assignment)

    def _started(self) -> list[str]:
        return self.starts([exercise.id for exercise in self._exercises()])

    def points(self, secret: bytes) -> float:
        """The sum over all exercises: its points times its share of cases that are not lost."""
        return sum(self._points(e, secret) for e in self._exercises() if e.id in self._started())

    def _points(self, exercise: Exercise, secret: bytes) -> float:
        if not self.imports:
            return 0.0
        lost = self.loses.get(exercise.id)
        kinds = ((False, exercise.public_cases()), (True, exercise.hidden_cases(secret)))
        outcomes = [
            (hidden, not (lost and lost(case))) for hidden, cases in kinds for case in cases
        ]
        return earned(exercise.points, outcomes, slow=exercise.id in self.slow)
