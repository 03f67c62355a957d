"""Hand-ins made of many answers: one file has the k-th wrong answer of every exercise.

A wrong answer is a function ``stub__label`` in ``wrong/``; its docstring is a part of what
the judge must say. In a round's package ``cs_cnn.right`` holds the solutions, so that one
wrong answer does not spoil another exercise.
"""

from __future__ import annotations

import ast
import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from autograder.exercises.backprop import EXERCISES
from autograder.judge.exercise import Case, Exercise
from autograder.judge.judge import judge
from autograder.judge.verdict import Verdict

HERE = Path(__file__).parent
SOLUTION = HERE.parents[1] / "autograder" / "solutions" / "backprop.py"
BY_STUB = {exercise.function: exercise for exercise in EXERCISES}
RIGHT = "from cs_cnn import right"
HEADER = f"import numpy as np\n{RIGHT}\nfrom cs_cnn.right import *\n"
SECRET = b"hidden cases of the tests of honest and of wrong answers"


@dataclass(frozen=True)
class Wrong:
    """One wrong answer and where it stands."""

    stub: str
    name: str
    module: str
    says: str

    @property
    def line(self) -> str:
        return f"from cs_cnn.{self.module} import {self.name} as {self.stub}\n"


def corpus() -> list[Wrong]:
    """Every wrong answer in ``wrong/``."""
    found = []
    for path in sorted((HERE / "wrong").glob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                stub = node.name.partition("__")[0]
                says = ast.get_docstring(node) or ""
                found.append(Wrong(stub, node.name, f"wrong_{path.stem}", says))
    return found


def rounds() -> list[list[Wrong]]:
    """The first wrong answer of every exercise, the second of every exercise, …"""
    by_stub = defaultdict(list)
    for wrong in corpus():
        by_stub[wrong.stub].append(wrong)
    columns = itertools.zip_longest(*by_stub.values())
    return [[wrong for wrong in column if wrong is not None] for column in columns]


def judge_text(
    student: Path, text: str, exercises: Iterable[Exercise] = EXERCISES, secret: bytes = SECRET
) -> dict[str, Verdict]:
    """The verdicts, by stub, of a hand-in with this ``backprop.py``, ``right`` beside it."""
    package = student / "cs_cnn"
    package.joinpath("right.py").write_text(SOLUTION.read_text(encoding="utf-8"))
    for path in (HERE / "wrong").glob("*.py"):
        code = path.read_text(encoding="utf-8")
        code = code.replace("from autograder.solutions import backprop as right", RIGHT)
        package.joinpath(f"wrong_{path.name}").write_text(code)
    package.joinpath("backprop.py").write_text(text)
    exercises = list(exercises)
    verdicts = judge(exercises, student, secret=secret)
    return {exercise.function: each for exercise, each in zip(exercises, verdicts, strict=True)}


def fails(verdict: Verdict, hidden: bool) -> bool:
    """Whether a case of this kind did not pass."""
    return any(case.status != "passed" for case in verdict.cases if case.hidden is hidden)


def light(exercise: Exercise) -> Exercise:
    """The exercise without its slow cases: a million entries, learning digits."""

    def cases(rng: np.random.Generator) -> Iterator[Case]:
        yield from (case for case in exercise.cases(rng) if not _slow(case))

    return replace(exercise, cases=cases)


def _slow(case: Case) -> bool:
    arrays = [value for value in case.inputs.values() if isinstance(value, np.ndarray)]
    return case.accept is not None or any(array.size > 10**5 for array in arrays)
