"""The course checks itself: stubs, solutions, misconceptions and notebooks must agree."""

from __future__ import annotations

import ast
import json
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from autograder.core.exercise import Exercise
from autograder.core.outcome import weights_of
from autograder.core.verdict import Status
from autograder.course.authoring.partial_sums import undeclared
from autograder.course.authoring.placeholders import unwritten
from autograder.course.folders import PROJECT, notebook
from autograder.course.gradebook.cells import about, grade_id
from autograder.exercises import catalogue
from autograder.judge.expected import Raises
from autograder.judge.judge import judge
from autograder.judge.kinds import fault_of
from autograder.judge.prepared import Prepared, prepared
from autograder.render.diagnosis import diagnosis_text

SECRET = b"any secret will do for a course that checks itself"
POINTS = 100
HINTS = 2


def selfcheck(names: Sequence[str] = (), project: Path = PROJECT) -> list[str]:
    """All that is wrong with exercises or assignments, by default with all of the course.

    One sentence each; empty if nothing. An exercise that still has placeholders is not run.
    Raises UnknownName.
    """
    exercises = chosen(names)
    ids = {exercise.id for exercise in exercises}
    lacking = [each for each in unwritten(project) if each.id in ids or not names]
    stuck = {each.id for each in lacking}
    ready = [exercise for exercise in exercises if exercise.id not in stuck]
    return [
        *map(str, lacking),
        *declarations(ready, project),
        *stubs(ready, project),
        *solutions(ready, project),
        *(finding for exercise in ready for finding in misconceptions(exercise)),
        *(finding for exercise in ready for finding in undeclared(exercise)),
        *agreements(exercises, project),
    ]


def chosen(names: Sequence[str]) -> list[Exercise]:
    """The exercises that ids and assignments name, each once; all without a name."""
    found = [each for name in names for each in catalogue.find(name)]
    return list(dict.fromkeys(found)) if names else list(catalogue.exercises().values())


def declarations(exercises: Iterable[Exercise], project: Path) -> Iterator[str]:
    """Every exercise has hints, a misconception, a stub with all its docstring, a solution."""
    for exercise in exercises:
        if len(exercise.hints) < HINTS:
            yield f"{exercise.id}: {len(exercise.hints)} hints, at least {HINTS} are needed."
        if not exercise.misconceptions and not weights_of(exercise):
            yield f"{exercise.id}: no misconception is declared."
        if _function(exercise, _solution_file(exercise, project)) is None:
            yield f"{exercise.id}: no solution `{exercise.function}`."
        yield from _docstring(exercise, project)


def _docstring(exercise: Exercise, project: Path) -> Iterator[str]:
    """The stub's docstring names every parameter, the source and the exercise's id."""
    stub = _function(exercise, project / exercise.file)
    if stub is None:
        yield f"{exercise.id}: no stub `{exercise.function}` in {exercise.file}."
        return
    text = ast.get_docstring(stub) or ""
    absent = [name for name in _parameters(stub) if not re.search(rf"\b{re.escape(name)}\b", text)]
    absent += [line for line in ("Source:", f"Exercise: {exercise.id}") if line not in text]
    if absent:
        yield f"{exercise.id}: the stub's docstring does not say {', '.join(absent)}."


def _parameters(stub: ast.FunctionDef | ast.ClassDef) -> list[str]:
    """Of a function, or of all methods of a class."""
    body = stub.body if isinstance(stub, ast.ClassDef) else [stub]
    every = (node.args for node in body if isinstance(node, ast.FunctionDef))
    names = (item.arg for each in every for item in (*each.args, *each.kwonlyargs))
    return [name for name in names if name != "self"]


def _function(exercise: Exercise, path: Path) -> ast.FunctionDef | ast.ClassDef | None:
    body = ast.parse(path.read_text(encoding="utf-8")).body if path.is_file() else []
    found = (node for node in body if isinstance(node, ast.FunctionDef | ast.ClassDef))
    return next((node for node in found if node.name == exercise.function), None)


def _solution_file(exercise: Exercise, project: Path) -> Path:
    return project / "autograder" / "solutions" / Path(exercise.file).name


def stubs(exercises: list[Exercise], project: Path) -> Iterator[str]:
    """Every stub is not started."""
    for verdict in judge(exercises, project):
        if verdict.status is not Status.NOT_STARTED:
            yield f"{verdict.id}: the stub in cs_cnn/ is not blank, it counts as {verdict.status}."


def solutions(exercises: list[Exercise], project: Path) -> Iterator[str]:
    """Every solution passes every public and every hidden case."""
    with tempfile.TemporaryDirectory(prefix="cs_cnn-") as folder:
        package = Path(folder) / "cs_cnn"
        shutil.copytree(project / "autograder" / "solutions", package)
        for verdict in judge(exercises, Path(folder), secret=SECRET):
            if not verdict.passed:
                yield f"{verdict.id}: the solution does not pass. {diagnosis_text(verdict)}"


def misconceptions(exercise: Exercise) -> Iterator[str]:
    """Every misconception shows in at least one public and in at least one hidden case."""
    asked = prepared(exercise, SECRET)
    public, every = len(asked.sets[0]), len(asked.cases)
    for kind, numbers in (("public", range(public)), ("hidden", range(public, every))):
        for wrong in exercise.misconceptions:
            if not any(_shows(asked, wrong.name, number) for number in reversed(numbers)):
                yield f"{exercise.id}: the misconception {wrong.name} passes every {kind} case."


def _shows(asked: Prepared, name: str, number: int) -> bool:
    """Whether a misconception gives a wrong answer; that it fits no shape is no answer.

    Of a network the last cases are the narrow ones.
    """
    case, expected = asked.cases[number], asked.outputs[number]
    if case.accept is not None:
        return False
    mistaken = asked.mistaken[name][number]
    if isinstance(mistaken, Raises) or isinstance(expected, Raises):
        return not isinstance(mistaken, Raises)
    return fault_of(asked.exercise, case, mistaken, expected) is not None


def agreements(exercises: Iterable[Exercise], project: Path) -> Iterator[str]:
    """Every exercise has its cell, and the notebooks that are concerned add up."""
    by_assignment: dict[str, list[Exercise]] = {}
    for exercise in exercises:
        by_assignment.setdefault(catalogue.assignment_of(exercise.id), []).append(exercise)
    for assignment, some in by_assignment.items():
        yield from agreement(assignment, project, some)


def agreement(assignment: str, project: Path, exercises: Iterable[Exercise]) -> Iterator[str]:
    """The notebook has one check cell per exercise, with its id and points; 100 in all."""
    path = project / "notebooks" / assignment / notebook(assignment)
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    except (OSError, ValueError, KeyError) as error:
        yield f"{assignment}: {path} is no notebook ({error})."
        return
    graded = [cell for cell in cells if about(cell).get("grade")]
    total = sum(about(cell)["points"] for cell in graded)
    if total != POINTS:
        yield f"{assignment}: the notebook's points add up to {total:g}, not {POINTS}."
    by_id = {about(cell)["grade_id"]: cell for cell in graded if cell["cell_type"] == "code"}
    yield from _astray(graded, assignment)
    for exercise in exercises:
        yield from _check_cell(by_id.get(grade_id(exercise.id)), exercise)


def _astray(graded: list[dict[str, Any]], assignment: str) -> Iterator[str]:
    checks = [about(cell)["grade_id"] for cell in graded if cell["cell_type"] == "code"]
    known = {grade_id(exercise.id) for exercise in catalogue.of_assignment(assignment)}
    if len(set(checks)) < len(checks):
        yield f"{assignment}: a graded cell is there twice."
    for id in (id for id in dict.fromkeys(checks) if id not in known):
        yield f"{assignment}: the graded cell {id} belongs to no exercise."


def _check_cell(cell: dict[str, Any] | None, exercise: Exercise) -> Iterator[str]:
    if cell is None:
        yield f"{exercise.id}: the notebook has no graded cell {grade_id(exercise.id)}."
        return
    points = about(cell)["points"]
    if points != exercise.points:
        yield f"{exercise.id}: worth {exercise.points:g} as declared, {points:g} in the notebook."
    if f'check("{exercise.id}")' not in "".join(cell["source"]):
        yield f'{exercise.id}: its graded cell does not say check("{exercise.id}").'
