"""Blank stubs: by text alone, whatever stands in the bodies; and what a release refuses."""

from __future__ import annotations

import ast
import shutil
import subprocess
from pathlib import Path

import pytest

from autograder.core.errors import CourseError, NoSuchStub
from autograder.core.stubs import blank, rewrite
from autograder.course import blank_stubs
from autograder.course.folders import PROJECT, SOLUTIONS
from autograder.exercises import catalogue

ASSIGNMENT = "01-vector-backprop"

MODULE = '''"""About the module."""

import numpy as np


def first(
    x: dict[str, int] = {":": 1},  # a comment with a ) and a :
    y: str = "):",
) -> np.ndarray:
    """Say something with \\""" in it.

A line in column 0.
    """
    # the answer
    return x[
1
    ]


def second(x): return 41 + 1


def third(x):
    r"""Raw."""
    text = """
in column 0
"""
    return ((((
'''


def test_the_signature_and_the_docstring_stay_and_the_body_goes() -> None:
    text = blank(MODULE, {"first": "m.first", "second": "m.second", "third": "m.third"})
    functions = {f.name: f for f in ast.parse(text).body if isinstance(f, ast.FunctionDef)}
    assert list(functions) == ["first", "second", "third"]
    assert "column 0" in (ast.get_docstring(functions["first"]) or "")
    for name, function in functions.items():
        assert ast.unparse(function.body[-1]) == f"raise NotImplementedError('m.{name}')"
        assert len(function.body) == (1 if name == "second" else 2)
    assert "answer" not in text
    assert "41" not in text


def test_one_stub_is_blanked_and_the_broken_one_beside_it_is_left_alone() -> None:
    text = blank(MODULE, {"second": "m.second"})
    assert text.endswith("    return ((((\n")
    assert 'raise NotImplementedError("m.second")' in text
    assert "# the answer" in text


def test_blanking_twice_changes_nothing() -> None:
    names = {"first": "m.first", "third": "m.third"}
    assert blank(blank(MODULE, names), names) == blank(MODULE, names)


def test_a_function_written_twice_is_blanked_twice() -> None:
    text = blank("def f(x):\n    return 1\n\n\ndef f(x):\n    return 2\n", {"f": "m.f"})
    assert text.count("NotImplementedError") == 2
    assert "return" not in text


def test_a_body_of_several_lines_is_indented() -> None:
    text = rewrite("def f(x):\n    return 1\n", "f", "y = x\n\nreturn y")
    assert text == "def f(x):\n    y = x\n\n    return y\n"


def test_a_missing_function_is_named() -> None:
    with pytest.raises(NoSuchStub, match="nowhere"):
        blank(MODULE, {"nowhere": "m.nowhere"})


CLASS = '''@wraps
class Counter(Base):
    """Count."""

    start = [1, 2]

    def _own(self):
        def nested(x):
            return "my idea"
        return nested

    def __init__(self, first: int = 0) -> None:
        self.n = first

    # my idea
    @property
    def value(self) -> int:
        """What it counts."""
        return self.n

    async def add(
        self, more: int
    ): return ((((

    def __repr__(self):
        return "my idea"


def after(x):
    return x
'''

BLANK_CLASS = '''@wraps
class Counter(Base):
    """Count."""

    def __init__(self, first: int = 0) -> None:
        raise NotImplementedError("m.counter")

    def value(self) -> int:
        """What it counts."""
        raise NotImplementedError("m.counter")

    async def add(
        self, more: int
    ):
        raise NotImplementedError("m.counter")


def after(x):
    return x
'''


def test_of_a_class_its_methods_stay_and_nothing_else() -> None:
    assert blank(CLASS, {"Counter": "m.counter"}) == BLANK_CLASS
    assert blank(BLANK_CLASS, {"Counter": "m.counter"}) == BLANK_CLASS


@pytest.mark.parametrize(
    "code", ["class Counter: pass\n", "@dataclass\nclass Counter:\n  n: int\n"]
)
def test_a_class_that_cannot_be_put_back_is_named(code: str) -> None:
    with pytest.raises(NoSuchStub, match="class `Counter` has no `__init__`"):
        blank(code, {"Counter": "m.counter"})


@pytest.mark.parametrize("assignment", catalogue.ASSIGNMENTS)
def test_stubs_are_released_as_they_were_committed(assignment: str) -> None:
    """What a learner writes into a clone is their own; in the repository all stubs are blank."""
    if shutil.which("git") is None or not (PROJECT / ".git").exists():
        pytest.skip("there is no git repository that knows what was committed")
    for file, text in blank_stubs.blank_stubs(assignment).items():
        show = ["git", "show", f"HEAD:{file}"]
        committed = subprocess.run(show, cwd=PROJECT, capture_output=True, text=True, check=True)
        assert text == committed.stdout


def test_solutions_are_blanked_to_signatures_and_docstrings() -> None:
    names = {e.function: e.id for e in catalogue.of_assignment("04-regularization")}
    solved = (SOLUTIONS / "regularization.py").read_text()
    there = {name: id for name, id in names.items() if id.startswith("regularization.")}
    text = blank(solved, there)
    assert "patience" in text
    assert "self.waited" not in text


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The student's package of an instructor who has solved everything in place."""

    folder = tmp_path / "cs_cnn"
    (folder / "given" / "__pycache__").mkdir(parents=True)
    (folder / "__init__.py").touch()
    (folder / "given" / "data.py").write_text("DATA = 1\n")
    (folder / "given" / "__pycache__" / "data.pyc").touch()
    (folder / "backprop.py").write_text((SOLUTIONS / "backprop.py").read_text())
    monkeypatch.setattr(blank_stubs, "STUDENT_PACKAGE", folder)
    return folder


def test_an_instructors_own_answers_are_not_released(package: Path) -> None:
    (text,) = blank_stubs.blank_stubs(ASSIGNMENT).values()
    for function in ast.parse(text).body:
        if isinstance(function, ast.FunctionDef):
            assert ast.unparse(function.body[-1]).startswith("raise NotImplementedError('backprop.")


@pytest.mark.parametrize(
    "code", ["def helper(x):\n    return x\n", "ANSWER = 42\n", "class A: pass\n"]
)
def test_other_code_is_refused_because_it_may_be_an_answer(package: Path, code: str) -> None:
    with (package / "backprop.py").open("a") as file:
        file.write(f"\n\n{code}")
    with pytest.raises(CourseError, match=r"backprop\.py cannot be released: line \d+"):
        blank_stubs.blank_stubs(ASSIGNMENT)


def test_the_rest_of_the_package_is_released_without_caches(package: Path) -> None:
    assert set(blank_stubs.package_files()) == {"cs_cnn/__init__.py", "cs_cnn/given/data.py"}
