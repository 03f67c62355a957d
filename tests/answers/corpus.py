"""Submissions made of many answers: one has the k-th wrong answer of every exercise.

The answers to the exercises of one student module, such as ``conv``, are in the folder of its
name: whole submissions in different styles, wrong answers in ``wrong/``, and in ``harmless.py``
what looks wrong and is not. A wrong answer is a function, or a class, ``stub__label``; its
docstring is a part of what the judge must say. In a submission ``cs_cnn.right`` holds the
solutions, so that one wrong answer does not spoil another exercise. There are thousands of
answers, so each exercise compiles only its own.
"""

from __future__ import annotations

import ast
import functools
import importlib
import itertools
import re
import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from answers.secret import SECRET

from autograder.core.exercise import Case, Exercise
from autograder.core.outcome import weights_of
from autograder.core.verdict import Verdict
from autograder.judge.judge import Judge, judge

ANSWERS = Path(__file__).parent
RIGHT = "from cs_cnn import right"
HEADER = f"import numpy as np\n{RIGHT}\n"
EACH_ALONE = """import importlib

def __getattr__(name):
    if name not in {names!r}:
        raise AttributeError(name)
    return getattr(importlib.import_module("cs_cnn.{prefix}_" + name), name)
"""
"""A module whose names are in files of their own, each loaded when it is asked for."""


@dataclass(frozen=True)
class Wrong:
    """One wrong answer and where it stands."""

    stub: str
    name: str
    text: str
    says: str


def part(text: str, name: str) -> str:
    """Of a file what the definition of ``name`` needs."""
    wanted, pieces = {name}, _pieces(text)
    while more := {u for defined, used, _ in pieces if defined & wanted for u in used} - wanted:
        wanted |= more
    return "".join(f"{code}\n" for defined, _, code in pieces if defined & wanted)


def imports(text: str) -> str:
    """The imports of a file."""
    nodes = (node for node in ast.parse(text).body if isinstance(node, ast.Import | ast.ImportFrom))
    return "".join(f"{ast.unparse(node)}\n" for node in nodes)


@functools.cache
def _pieces(text: str) -> list[tuple[set[str], set[str], str]]:
    """What every statement of a file defines, which names it uses, and its code."""
    return [(_defined(node), _used(node), ast.unparse(node)) for node in ast.parse(text).body]


def _defined(node: ast.stmt) -> set[str]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return {node.name}
    if isinstance(node, ast.Import | ast.ImportFrom):
        return {each.asname or each.name.partition(".")[0] for each in node.names}
    targets = node.targets if isinstance(node, ast.Assign) else []
    return {target.id for target in targets if isinstance(target, ast.Name)}


def _used(node: ast.stmt) -> set[str]:
    return {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}


def each_alone(student: Path, prefix: str, parts: Mapping[str, str]) -> str:
    """Write files of one name each. Returns the text of a module that has all these names."""
    for name, text in parts.items():
        (student / "cs_cnn" / f"{prefix}_{name}.py").write_text(text)
    return EACH_ALONE.format(prefix=prefix, names=set(parts))


def in_this_process(text: str) -> str:
    """The code of a submission, which finds the solutions where it imports its other files."""
    return text.replace("from cs_cnn.", "from autograder.solutions.")


class Corpus:
    """The exercises of one student module, or ``only`` the one with this id, and the answers.

    Where weights are handed in, there is no answer without them: such an exercise is left out.
    """

    def __init__(self, name: str, only: str = "") -> None:
        self.name = name
        self.folder = ANSWERS / name
        self.solution = ANSWERS.parents[1] / "autograder" / "solutions" / f"{name}.py"
        every = importlib.import_module(f"autograder.exercises.{name}").EXERCISES
        declared = [each for each in every if not weights_of(each)]
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
            text = path.read_text(encoding="utf-8")
            text = text.replace(f"from autograder.solutions import {self.name} as right", RIGHT)
            for node in ast.parse(text).body:
                answer = isinstance(node, ast.FunctionDef | ast.ClassDef)
                if answer and not node.name.startswith("_"):
                    stub = node.name.partition("__")[0]
                    code = f"{part(text, node.name)}{stub} = {node.name}\n"
                    found.append(Wrong(stub, node.name, code, ast.get_docstring(node) or ""))
        return [wrong for wrong in found if wrong.stub not in self.left_out]

    def rounds(self) -> list[list[Wrong]]:
        """The first wrong answer of every exercise, the second of every exercise, …"""
        by_stub = defaultdict(list)
        for wrong in self.wrong():
            by_stub[wrong.stub].append(wrong)
        columns = itertools.zip_longest(*by_stub.values())
        return [[wrong for wrong in column if wrong is not None] for column in columns]

    def judge_each(
        self,
        student: Path,
        submissions: Iterable[Mapping[Exercise, str]],
        secret: bytes | None = SECRET,
        most_asked_back: int = 0,
    ) -> Iterator[dict[str, Verdict]]:
        """The verdicts, by stub, of submissions with these answers, ``right`` beside them.

        One worker answers for all of them, so no two files may have the same name.
        """
        self._lay_earlier_files(student)
        package = student / "cs_cnn"
        solution = self.solution.read_text(encoding="utf-8")
        names = [name for defined, *_ in _pieces(solution) for name in defined]
        right = each_alone(student, "right", {name: part(solution, name) for name in names})
        (package / "right.py").write_text(right)
        with Judge(student, secret=secret, most_asked_back=most_asked_back) as one:
            for number, answers in enumerate(submissions):
                texts = {exercise.function: text for exercise, text in answers.items()}
                text = each_alone(student, f"answer_{number}", texts)
                (package / f"{self.name}.py").write_text(text)
                verdicts = one.verdicts(list(answers))
                yield dict(zip(texts, verdicts, strict=True))

    def _lay_earlier_files(self, student: Path) -> None:
        """The solutions that those to these exercises import."""
        for name in re.findall(r"from cs_cnn\.(\w+) import", self.solution.read_text("utf-8")):
            shutil.copy(self.solution.with_stem(name), student / "cs_cnn")

    def judge(
        self,
        student: Path,
        text: str,
        exercises: Iterable[Exercise],
        secret: bytes | None = SECRET,
    ) -> dict[str, Verdict]:
        """The verdicts, by stub, of a submission whose file is ``text``."""
        self._lay_earlier_files(student)
        (student / "cs_cnn" / f"{self.name}.py").write_text(text)
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


MODULES = (
    "backprop", "conv", "pooling", "regularization", "normalization", "optim",
    "features", "convnet",
)  # fmt: skip
CORPORA = [Corpus(module) for module in MODULES]
