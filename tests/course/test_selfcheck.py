"""The course's check of itself: every kind of disagreement is found."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from autograder.cli.app import app
from autograder.core.exercise import Case, Exercise, exercise
from autograder.core.stubs import rewrite
from autograder.course import selfcheck
from autograder.exercises import catalogue

ROOT = Path(__file__).parents[2]
ASSIGNMENT = "01-vector-backprop"
NOTEBOOK = Path("notebooks", ASSIGNMENT, f"{ASSIGNMENT}.ipynb")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The parts of the project that the check looks at, free to be spoilt."""
    for part in ("cs_cnn", "autograder/solutions", "notebooks"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


@pytest.fixture
def relu() -> Exercise:
    return catalogue.exercises()["backprop.relu"]


def edit_cells(project: Path, change: Callable[[list[dict[str, object]]], None]) -> list[str]:
    path = project / NOTEBOOK
    content = json.loads(path.read_text())
    change([cell for cell in content["cells"] if "nbgrader" in cell["metadata"]])
    content["cells"] = [cell for cell in content["cells"] if cell]
    path.write_text(json.dumps(content))
    return list(selfcheck.agreement(ASSIGNMENT, project))


def check_cell(cells: list[dict[str, object]]) -> dict[str, object]:
    return next(c for c in cells if c["metadata"]["nbgrader"]["grade_id"] == "backprop-relu")  # type: ignore[index]


def test_the_course_agrees_with_itself() -> None:
    result = CliRunner(env={"COLUMNS": "200"}).invoke(app, ["selfcheck"])
    assert result.exit_code == 0, result.output
    assert "everything agrees" in result.stdout


def test_findings_are_exit_code_1(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selfcheck, "selfcheck", lambda: ["conv.forward: the stub is not blank."])
    result = CliRunner(env={"COLUMNS": "200"}).invoke(app, ["selfcheck"])
    assert result.exit_code == 1
    assert "✗ conv.forward: the stub is not blank." in result.stdout


@pytest.mark.parametrize("number", [0, 1])
def test_too_few_hints(project: Path, relu: Exercise, number: int) -> None:
    (finding,) = selfcheck.declarations([replace(relu, hints=relu.hints[:number])], project)
    assert finding == f"backprop.relu: {number} hints, at least 2 are needed."


def test_no_misconception(project: Path, relu: Exercise) -> None:
    (finding,) = selfcheck.declarations([replace(relu, misconceptions=[])], project)
    assert "no misconception" in finding


def test_no_stub_and_no_solution(project: Path, relu: Exercise) -> None:
    astray = replace(relu, stub="cs_cnn.backprop:no_such_function")
    text = " ".join(selfcheck.declarations([astray], project))
    assert "no stub `no_such_function` in cs_cnn/backprop.py" in text
    assert "no solution `no_such_function`" in text


@pytest.mark.parametrize("absent", ["x", "Source:", "Exercise: backprop.relu"])
def test_a_docstring_with_a_gap(project: Path, relu: Exercise, absent: str) -> None:
    lines = ["Cut what is negative.", "x: any shape.", "Source: a book.", f"Exercise: {relu.id}"]
    kept = "\n    ".join(line for line in lines if not line.startswith(absent))
    (project / relu.file).write_text(f'def relu(x):\n    """{kept}"""\n')
    (finding,) = selfcheck.declarations([relu], project)
    assert finding == f"backprop.relu: the stub's docstring does not say {absent}."


def test_the_docstring_of_a_class_names_the_parameters_of_its_methods(
    project: Path, relu: Exercise
) -> None:
    says = f"Watch x.\n\n    Source: a book.\n    Exercise: {relu.id}"
    methods = "def __init__(self, x): ...\n    def update(self, loss): ..."
    (project / relu.file).write_text(f'class relu:\n    """{says}"""\n    {methods}\n')
    (finding,) = selfcheck.declarations([relu], project)
    assert finding == "backprop.relu: the stub's docstring does not say loss."


def test_a_stub_that_is_written(project: Path, relu: Exercise) -> None:
    path = project / relu.file
    path.write_text(rewrite(path.read_text(), "relu", "return np.maximum(x, 0)"))
    (finding,) = selfcheck.stubs([relu], project)
    assert finding.startswith("backprop.relu: the stub in cs_cnn/ is not blank")


def test_a_solution_that_is_wrong(project: Path, relu: Exercise) -> None:
    path = project / "autograder" / "solutions" / "backprop.py"
    path.write_text(rewrite(path.read_text(), "relu", "return np.abs(x)"))
    (finding,) = selfcheck.solutions([relu], project)
    assert finding.startswith("backprop.relu: the solution does not pass")


def double(x: np.ndarray) -> np.ndarray:
    return 2 * x


@exercise("test.double", points=1, stub="cs_cnn.mine:double", reference=double, hints=("a", "b"))
def doubled(rng: np.random.Generator) -> Iterator[Case]:
    """double doubles."""
    yield Case("zeros", x=np.zeros(3))
    yield Case("positive", x=np.abs(rng.normal(size=4)))


@doubled.misconception("It is tripled.")
def tripled(x: np.ndarray) -> np.ndarray:
    return 3 * x


@doubled.misconception("The sign is lost, which no case shows.")
def without_sign(x: np.ndarray) -> np.ndarray:
    return 2 * abs(x)


@doubled.misconception("It fits no shape, so no answer ever looks like it.")
def shapeless(x: np.ndarray) -> np.ndarray:
    raise ValueError("no shape fits")


def test_misconceptions_that_no_case_shows() -> None:
    assert list(selfcheck.misconceptions(doubled)) == [
        f"test.double: the misconception {name} passes every {kind} case."
        for kind in ("public", "hidden")
        for name in ("without_sign", "shapeless")
    ]


def test_points_that_disagree(project: Path, relu: Exercise) -> None:
    def change(cells: list[dict[str, object]]) -> None:
        check_cell(cells)["metadata"]["nbgrader"]["points"] += 1  # type: ignore[index]

    points, total = sorted(edit_cells(project, change), reverse=True)
    assert points.startswith("backprop.relu: worth")
    assert total.endswith("add up to 101, not 100.")


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (lambda cells: check_cell(cells).clear(), "backprop.relu: the notebook has no graded cell"),
        (
            lambda cells: check_cell(cells).update(source='check("backprop.elu")'),
            'backprop.relu: its graded cell does not say check("backprop.relu")',
        ),
        (
            lambda cells: check_cell(cells)["metadata"]["nbgrader"].update(grade_id="backprop-x"),
            "the graded cell backprop-x belongs to no exercise",
        ),
        (
            lambda cells: check_cell(cells)["metadata"]["nbgrader"].update(
                grade_id="backprop-tanh"
            ),
            "a graded cell is there twice",
        ),
    ],
)
def test_cells_that_disagree(
    project: Path, change: Callable[[list[dict[str, object]]], None], found: str
) -> None:
    assert any(found in finding for finding in edit_cells(project, change))


@pytest.mark.parametrize("text", [None, "{", '{"cellz": []}'])
def test_a_notebook_that_is_none(project: Path, text: str | None) -> None:
    path = project / NOTEBOOK
    path.unlink() if text is None else path.write_text(text)
    (finding,) = selfcheck.agreement(ASSIGNMENT, project)
    assert "is no notebook" in finding
