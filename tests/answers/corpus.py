"""Submissions made of many answers: one file has the k-th wrong answer of every exercise.

The answers to the exercises of one student module, such as ``conv``, are in the folder of its
name: whole submissions in different styles, wrong answers in ``wrong/``, and in ``harmless.py``
what looks wrong and is not. A wrong answer is a function, or a class, ``stub__label``; its
docstring is a part of what the judge must say. In a round's package ``cs_cnn.right`` holds the
solutions, so that one wrong answer does not spoil another exercise.
"""

from __future__ import annotations

import ast
import functools
import importlib
import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from autograder.core.exercise import Case, Exercise
from autograder.core.verdict import Verdict
from autograder.judge.judge import judge

ANSWERS = Path(__file__).parent
RIGHT = "from cs_cnn import right"
HEADER = f"import numpy as np\n{RIGHT}\nfrom cs_cnn.right import *\n"
ONE_OF_EACH = """import importlib
ANSWERS = {answers!r}

def __getattr__(stub):
    if stub not in ANSWERS:
        raise AttributeError(stub)
    module, name = ANSWERS[stub]
    return getattr(importlib.import_module(module), name)
"""
"""A file that loads no answer but the one that is judged: each exercise compiles its own."""
SECRET = b"hidden cases of the tests of honest and of wrong answers"


@dataclass(frozen=True)
class Wrong:
    """One wrong answer and where it stands."""

    stub: str
    name: str
    module: str
    says: str


def one_of_each(wrongs: Iterable[Wrong]) -> str:
    """A submission's file with these answers, one of each stub."""
    answers = {wrong.stub: (f"cs_cnn.{wrong.module}", wrong.name) for wrong in wrongs}
    return ONE_OF_EACH.format(answers=answers)


class Corpus:
    """The exercises of one student module, or ``only`` the one with this id, and the answers."""

    def __init__(self, name: str, only: str = "") -> None:
        self.name = name
        self.folder = ANSWERS / name
        self.solution = ANSWERS.parents[1] / "autograder" / "solutions" / f"{name}.py"
        declared = importlib.import_module(f"autograder.exercises.{name}").EXERCISES
        self.exercises: dict[str, Exercise] = {each.function: each for each in declared}
        self.left_out = {each.function for each in declared if only not in ("", each.id)}
        for stub in self.left_out:
            del self.exercises[stub]
        self.light = {stub: light(each) for stub, each in self.exercises.items()}
        harmless = importlib.import_module(f"answers.{name}.harmless")
        self.equivalent: dict[tuple[str, str], str] = harmless.EQUIVALENT
        """Changes of the solutions that change no right answer, and why."""
        self.harmless: dict[tuple[str, str], str] = harmless.HARMLESS
        """Bent outputs that are right after all, or wrong for another reason."""

    def text(self, style: str) -> str:
        """The whole submission in this style; in ``slow`` some of the loops are slower still."""
        parts = ("loops", "slow") if style == "slow" else (style,)
        files = (self.folder / f"{part}.py" for part in parts)
        return "\n\n".join(file.read_text(encoding="utf-8") for file in files if file.is_file())

    @functools.cache  # noqa: B019 - a corpus lives as long as the tests
    def wrong(self) -> list[Wrong]:
        """Every wrong answer in ``wrong/`` to these exercises."""
        found = []
        for path in sorted((self.folder / "wrong").glob("*.py")):
            for node in ast.parse(path.read_text(encoding="utf-8")).body:
                answer = isinstance(node, ast.FunctionDef | ast.ClassDef)
                if answer and not node.name.startswith("_"):
                    stub = node.name.partition("__")[0]
                    says = ast.get_docstring(node) or ""
                    found.append(Wrong(stub, node.name, f"wrong_{path.stem}", says))
        return [wrong for wrong in found if wrong.stub not in self.left_out]

    def rounds(self) -> list[list[Wrong]]:
        """The first wrong answer of every exercise, the second of every exercise, …"""
        by_stub = defaultdict(list)
        for wrong in self.wrong():
            by_stub[wrong.stub].append(wrong)
        columns = itertools.zip_longest(*by_stub.values())
        return [[wrong for wrong in column if wrong is not None] for column in columns]

    def judge(
        self,
        student: Path,
        text: str,
        exercises: Iterable[Exercise],
        secret: bytes | None = SECRET,
    ) -> dict[str, Verdict]:
        """The verdicts, by stub, of a hand-in with this text, ``right`` beside it."""
        package = student / "cs_cnn"
        package.joinpath("right.py").write_text(self.solution.read_text(encoding="utf-8"))
        for path in (self.folder / "wrong").glob("*.py"):
            code = path.read_text(encoding="utf-8")
            code = code.replace(f"from autograder.solutions import {self.name} as right", RIGHT)
            package.joinpath(f"wrong_{path.name}").write_text(code)
        package.joinpath(f"{self.name}.py").write_text(text)
        exercises = list(exercises)
        verdicts = judge(exercises, student, secret=secret)
        return {each.function: said for each, said in zip(exercises, verdicts, strict=True)}


def fails(verdict: Verdict, hidden: bool) -> bool:
    """Whether a case of this kind did not pass."""
    return any(case.status != "passed" for case in verdict.cases if case.hidden is hidden)


def light(exercise: Exercise) -> Exercise:
    """The exercise without what is slow: a million entries, learning digits, the clock.

    It wraps the cases so that both find the same reference outputs in the cache.
    """

    @functools.wraps(exercise.cases)
    def cases(rng: np.random.Generator) -> Iterator[Case]:
        yield from (case for case in exercise.cases(rng) if not _slow(case))

    return replace(exercise, cases=cases, criteria=())


def _slow(case: Case) -> bool:
    arrays = [value for value in case.inputs.values() if isinstance(value, np.ndarray)]
    return case.accept is not None or any(array.size > 10**5 for array in arrays)


MODULES = ("backprop", "conv", "pooling", "regularization", "normalization", "optim")
CORPORA = [Corpus(module) for module in MODULES]
