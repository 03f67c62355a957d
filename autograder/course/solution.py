"""The model solution of an exercise, beside the learner's own."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder.core.errors import UserError
from autograder.core.exercise import Exercise
from autograder.course import progress
from autograder.course.folders import SOLUTIONS

COURSE = Path("cs_cnn") / "course.toml"
"""What the course of a released folder allows: ``solutions = true``."""
WITHHELD = b"# `cs-cnn solution` keeps to this.\nsolutions = false\n"
LOOPS = (ast.For, ast.While, ast.comprehension)
LIBRARIES = ("np", "torch", "F", "nn")


@dataclass(frozen=True)
class Solution:
    """Two functions with what they call of their own files, and how they differ."""

    yours: str
    model: str
    differences: list[str]


def solution(root: Path, exercise: Exercise, *, anyway: bool = False) -> Solution:
    """The model solution, after a pass or ``anyway``, which is noted. Raises UserError."""
    hint = f"`cs-cnn hint {exercise.id}` goes on."
    path = SOLUTIONS / Path(exercise.file).name
    if not path.is_file():
        raise UserError(f"This installation has no model solutions. {hint}")
    if not _allowed(root):
        raise UserError(f"Your course keeps its model solutions to itself. {hint}")
    if not progress.read(root).of(exercise).passed_on:
        if not anyway:
            raise UserError(
                f"{exercise.id} has not passed yet. {hint} `cs-cnn solution {exercise.id} "
                "--anyway` shows the solution now and notes it."
            )
        progress.note_solution(root, exercise)
    model = _with_helpers(path.read_text(encoding="utf-8"), exercise.function)
    yours = _yours(root / exercise.file, exercise.function)
    return Solution(yours, model, list(_differences(yours, model)) if yours else [])


def _allowed(root: Path) -> bool:
    try:
        return bool(tomllib.loads((root / COURSE).read_text(encoding="utf-8")).get("solutions"))
    except FileNotFoundError:
        return True  # nobody's course: a folder of one's own
    except (OSError, ValueError) as error:
        raise UserError(
            f"{root / COURSE} cannot be read ({error}): take it from the release."
        ) from None


def _yours(path: Path, name: str) -> str:
    """Empty if there is no such function, or the file does not parse."""
    try:
        return _with_helpers(path.read_text(encoding="utf-8"), name)
    except (OSError, ValueError, SyntaxError):
        return ""


def _with_helpers(text: str, name: str) -> str:
    """The definition of ``name``, then the private ones of the same file that it uses."""
    kinds = (ast.FunctionDef, ast.ClassDef)
    defined = {node.name: node for node in ast.parse(text).body if isinstance(node, kinds)}
    found: dict[str, str] = {}
    wanted = [name]
    for now in wanted:
        if now in defined and now not in found:
            found[now] = ast.get_source_segment(text, defined[now]) or ""
            names = (node.id for node in ast.walk(defined[now]) if isinstance(node, ast.Name))
            wanted += [each for each in names if each.startswith("_")]
    return "\n\n\n".join(found.values())


def _differences(yours: str, model: str) -> Iterator[str]:
    """In approach: loops, length, and which functions of NumPy or PyTorch only one of them uses."""
    mine, theirs = ast.parse(yours), ast.parse(model)
    loops = [sum(isinstance(node, LOOPS) for node in ast.walk(tree)) for tree in (mine, theirs)]
    if loops[0] != loops[1]:
        yield f"Loops: {loops[0]} in yours, {loops[1]} in the model solution."
    lengths = [len(ast.unparse(_bare(tree)).splitlines()) for tree in (mine, theirs)]
    yield f"Lines without docstrings: {lengths[0]} in yours, {lengths[1]} in the model solution."
    calls = [_calls(tree) for tree in (mine, theirs)]
    for who, only in (
        ("Only yours", calls[0] - calls[1]),
        ("Only the model solution", calls[1] - calls[0]),
    ):
        if only:
            yield f"{who} calls {', '.join(f'`{name}`' for name in sorted(only))}."


def _bare(tree: ast.Module) -> ast.Module:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and ast.get_docstring(node):
            node.body = node.body[1:] or [ast.Pass()]
    return tree


def _calls(tree: ast.Module) -> set[str]:
    """``np.where``, ``torch.cat``, ``w.sum`` as ``.sum``."""
    found = set()
    for node in (node.func for node in ast.walk(tree) if isinstance(node, ast.Call)):
        if isinstance(node, ast.Attribute):
            library = isinstance(node.value, ast.Name) and node.value.id in LIBRARIES
            found.add(ast.unparse(node) if library else f".{node.attr}")
    return found
