"""A class of any size, the same one each time: who is done, who is half way, who went wrong.

A third has solved everything, a third has written the first few exercises, a third has three
mistakes in it, taken from the wrong answers in ``tests/``. No two files are the same.
"""

from __future__ import annotations

import ast
import builtins
import json
from collections.abc import Iterator
from pathlib import Path

from autograder.core.stubs import blank, rewrite
from autograder.course.blank_stubs import package_files
from autograder.course.demo.stories import ANSWER_HERE
from autograder.course.folders import SOLUTIONS, Course, earlier, notebook
from autograder.course.submissions.contents import stub_files
from autograder.exercises import catalogue

TESTS = Path(__file__).parents[1] / "tests"
MISTAKES = 3
WORDS = "Every entry of the gradient says how much the loss changes with that entry."


def make_class(course: Course, assignment: str, count: int) -> list[str]:
    """Put ``count`` submissions into ``submitted/``; their students."""
    released = json.loads((course.released(assignment) / notebook(assignment)).read_text())
    students = [f"student{number:05}" for number in range(count)]
    for number, student in enumerate(students):
        folder = course.submitted(assignment, student)
        for name, text in _files(assignment, number, released):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
    return students


def _files(assignment: str, number: int, released: dict) -> Iterator[tuple[str, str]]:
    nb = json.loads(json.dumps(released))
    if number % 3 == 0:
        for cell in nb["cells"]:
            if ANSWER_HERE in "".join(cell["source"]):
                cell["source"] = WORDS
    yield notebook(assignment), json.dumps(nb, indent=1)
    for name, data in package_files().items():
        yield name, data.decode()
    for file in (file for name in earlier(assignment) for file in stub_files(name)):
        yield file, (SOLUTIONS / Path(file).name).read_text(encoding="utf-8")
    for file in stub_files(assignment):
        yield file, f"{_module(assignment, file, number)}\n# submission {number}\n"


def _module(assignment: str, file: str, number: int) -> str:
    text = (SOLUTIONS / Path(file).name).read_text(encoding="utf-8")
    exercises = [each for each in catalogue.of_assignment(assignment) if each.file == file]
    if number % 3 == 1:
        written = (number * 7) % len(exercises)
        return blank(text, {each.function: each.id for each in exercises[written:]})
    if number % 3 == 2:
        mistakes = list(_mistakes(Path(file).stem, text))
        for index in range(number, number + MISTAKES * 17, 17):
            text = rewrite(text, *mistakes[index % len(mistakes)])
    return text


def _mistakes(module: str, solution: str) -> Iterator[tuple[str, str]]:
    """Function and wrong body, where the body stands on its own and surely ends."""
    right = {node.name: node for node in ast.parse(solution).body if _is_function(node)}
    for path in sorted((TESTS / "answers" / module / "wrong").glob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            stub = right.get(node.name.partition("__")[0]) if _is_function(node) else None
            if stub and _fits(node, stub, set(right)):
                body = node.body[1:] if ast.get_docstring(node) else node.body
                yield stub.name, "\n".join(map(ast.unparse, body))


def _is_function(node: ast.stmt) -> bool:
    return isinstance(node, ast.FunctionDef)


def _fits(node: ast.FunctionDef, stub: ast.FunctionDef, known: set[str]) -> bool:
    inside = list(ast.walk(node))
    names = [each for each in inside if isinstance(each, ast.Name)]
    own = {each.id for each in names if isinstance(each.ctx, ast.Store)}
    own |= {each.arg for each in inside if isinstance(each, ast.arg)}
    own |= {each.name for each in inside if isinstance(each, ast.FunctionDef)}
    free = {each.id for each in names} - own - {"np"} - known - set(dir(builtins))
    odd = (ast.While, ast.Import, ast.ImportFrom, ast.Global)
    same = [a.arg for a in node.args.args] == [a.arg for a in stub.args.args]
    return same and not free and not any(isinstance(each, odd) for each in inside)
