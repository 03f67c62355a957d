"""Code for a newer Python than the grader's: said to the student and the instructor."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

from autograder.course.reports.compute import judged, notes_of
from autograder.course.submissions.newer import OLDEST, newer, too_new
from autograder.course.submissions.pack import submit
from autograder.course.submissions.submission import read

ASSIGNMENT = "01-vector-backprop"

NEWER = {
    "def f[T](x: T) -> T:\n    return x\n": (3, 12),
    "class A[T: int](B):\n    pass\n": (3, 12),
    "class A[T = int]:\n    pass\n": (3, 13),
    "type X = list[int]\n": (3, 12),
    "type X[T] = list[T]\n": (3, 12),
    'd = {}\nx = f"{d["a"]}"\n': (3, 12),
    "x = f'{d['a']:.3f} and {y}'\n": (3, 12),
    'raise ValueError(f"bad {", ".join(xs)}")\n': (3, 12),
    'x = f"{"\\n".join(a)}"\n': (3, 12),
    "x = f\"{chr(10)} {a.replace('\\n', '')}\"\n": (3, 12),
    'x = f"{\n  a\n}"\n': (3, 12),
    'x = f"{a # a comment\n}"\n': (3, 12),
    'x = f"{f"{f"{1}"}"}"\n': (3, 12),
    "try:\n    pass\nexcept ValueError, TypeError:\n    pass\n": (3, 14),
    'x = t"{a}"\n': (3, 14),
    "from typing import override\n": (3, 12),
    "from itertools import batched, chain\n": (3, 12),
    "from warnings import deprecated\n": (3, 13),
}
ERRORS = (
    "x = 1 +\n", 'print "a"\n', 'x = f"{a"\n', 'x = f"a}"\n', "def f(x:\n  return\n", "x = '\n",
    "def f x:\n  return\n", 'x = f"{}"\n', "try:\n    pass\nexcept A, e:\n    pass\n", "x = (\n",
    'x = f"{d["a"}"\n', 'print(f"it{s")\nprint(f"{s}")\n', "\0", "type = 3 +\n",
)  # fmt: skip


@pytest.mark.parametrize("code", [code for code, v in NEWER.items() if v > sys.version_info])
def test_what_a_newer_python_knows_is_named(code: str) -> None:
    found = newer(code.encode())
    assert found is not None
    assert found.since == NEWER[code]
    assert f"needs Python {found.since[0]}.{found.since[1]}" in found.sentence("cs_cnn/mine.py")


@pytest.mark.parametrize("code", ERRORS)
def test_a_mistake_is_no_newer_python(code: str) -> None:
    assert newer(code.encode()) is None


def test_who_has_a_newer_python_is_warned_at_home(tmp_path: Path) -> None:
    """It runs there, and nothing else would tell before it is graded."""
    (tmp_path / "cs_cnn").mkdir()
    code = "from math import (\n    pi,\n    sumprod,\n)\nfrom typing import Any\n"
    (tmp_path / "cs_cnn" / "backprop.py").write_text(code)
    (warning,) = (w for w in submit(ASSIGNMENT, tmp_path, tmp_path).warnings if "Python" in w)
    assert warning.startswith("Line 1 of cs_cnn/backprop.py needs Python 3.12 (`sumprod` of math)")
    assert too_new({"cs_cnn/a.py": b"from math import pi\n", "a.ipynb": b"\0"}) == []


@pytest.mark.skipif(sys.version_info < (3, 12), reason="this Python does not know it")
def test_the_syntax_of_the_oldest_python_is_asked_on_a_newer_one() -> None:
    assert newer(b"def f[T](x: T) -> T:\n    return x\n", OLDEST)


def test_the_oldest_python_is_the_one_that_the_course_asks_for() -> None:
    asked = Path(__file__).parents[3] / "pyproject.toml"
    assert f'requires-python = ">={OLDEST[0]}.{OLDEST[1]}"' in asked.read_text()


def test_nothing_is_said_of_code_that_runs_here() -> None:
    assert newer(Path(ast.__file__).read_bytes()) is None
    assert newer(b"from itertools import chain") is None


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="this Python knows type parameters")
@pytest.mark.parametrize("file", ["backprop.py", "helper.py"])
def test_the_student_and_the_instructor_are_told(tmp_path: Path, file: str) -> None:
    package = tmp_path / "cs_cnn"
    package.mkdir()
    (package / "backprop.py").write_text("from cs_cnn.helper import first\n")
    (package / "helper.py").write_text("first = 1\n")
    (package / file).write_text("def first[T](x: T) -> T:\n    return x\n")
    submission = read(tmp_path, ASSIGNMENT, "ada")
    report = judged(submission, b"k" * 32, None)
    said = f"Line 1 of cs_cnn/{file} needs Python 3.12 (type parameters)"
    assert sum(said in note for note in notes_of(submission, sandboxed=True)) == 1
    assert any(said in note for note in report.notes)
    for verdict in report.exercises:
        assert verdict.diagnosis is not None
        assert said in verdict.diagnosis.fact.text
