"""The course's check of itself: every kind of disagreement is found."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pytest
import torch
from answers.secret import SECRET
from click.testing import CliRunner

from autograder.cli.app import app
from autograder.core.exercise import Case, Exercise, Misconception, exercise
from autograder.core.stubs import rewrite
from autograder.course.authoring import selfcheck
from autograder.course.authoring.partial_sums import undeclared
from autograder.course.blank_stubs import blank_stubs
from autograder.exercises import catalogue

ROOT = Path(__file__).parents[3]
Tensor = torch.Tensor
ASSIGNMENT = "01-vector-backprop"
*OF_FUNCTIONS, OF_NETWORKS = catalogue.ASSIGNMENTS
LONG = pytest.mark.long
NOTEBOOK = Path("notebooks", ASSIGNMENT, f"{ASSIGNMENT}.ipynb")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The parts of the project that the check looks at, stubs blank, free to be spoilt."""
    for part in ("cs_cnn", "autograder/solutions", "notebooks"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
    for assignment in catalogue.ASSIGNMENTS:
        for file, text in blank_stubs(assignment).items():
            (tmp_path / file).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def command(project: Path, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    """Runs `cs-cnn selfcheck` on that copy."""
    monkeypatch.setattr(selfcheck, "selfcheck", partial(selfcheck.selfcheck, project=project))
    return CliRunner(env={"COLUMNS": "200"})


@pytest.fixture
def relu() -> Exercise:
    return catalogue.exercises()["backprop.relu"]


def edit_cells(project: Path, change: Callable[[list[dict[str, object]]], None]) -> list[str]:
    path = project / NOTEBOOK
    content = json.loads(path.read_text())
    change([cell for cell in content["cells"] if "nbgrader" in cell["metadata"]])
    content["cells"] = [cell for cell in content["cells"] if cell]
    path.write_text(json.dumps(content))
    return list(selfcheck.agreement(ASSIGNMENT, project, catalogue.of_assignment(ASSIGNMENT)))


def check_cell(cells: list[dict[str, object]]) -> dict[str, object]:
    return next(c for c in cells if c["metadata"]["nbgrader"]["grade_id"] == "backprop-relu")  # type: ignore[index]


@pytest.mark.parametrize("assignment", [*OF_FUNCTIONS, pytest.param(OF_NETWORKS, marks=LONG)])
def test_the_course_agrees_with_itself(
    command: CliRunner, monkeypatch: pytest.MonkeyPatch, assignment: str
) -> None:
    monkeypatch.setattr(selfcheck, "SECRET", SECRET)
    result = command.invoke(app, ["selfcheck", assignment])
    assert result.exit_code == 0, result.output
    assert "everything agrees" in result.stdout


def test_findings_are_exit_code_1(monkeypatch: pytest.MonkeyPatch) -> None:
    findings = ["conv.forward: the stub is not blank."]
    monkeypatch.setattr(selfcheck, "selfcheck", lambda names: findings)
    result = CliRunner(env={"COLUMNS": "200"}).invoke(app, ["selfcheck"])
    assert result.exit_code == 1
    assert "✗ conv.forward: the stub is not blank." in result.stdout


def test_one_exercise_alone(project: Path, relu: Exercise) -> None:
    """What is wrong elsewhere does not matter, but for the points of its notebook."""
    path = project / relu.file
    blank = path.read_text()
    path.write_text(rewrite(blank, "elu", "return x"))
    assert selfcheck.selfcheck([relu.id, relu.id], project) == []
    path.write_text(rewrite(blank, "relu", "return x"))
    (finding,) = selfcheck.selfcheck([relu.id], project)
    assert "the stub in cs_cnn/ is not blank" in finding


def test_the_command_takes_names(command: CliRunner) -> None:
    result = command.invoke(app, ["selfcheck", "backprop.relu", "backprop.elu"])
    assert (result.exit_code, result.stdout) == (0, "✓ 2 exercises: everything agrees.\n")
    assert "Did you mean backprop.relu" in command.invoke(app, ["selfcheck", "relu"]).stderr


def test_what_is_left_to_write_comes_first_and_alone(project: Path, relu: Exercise) -> None:
    path = project / "autograder" / "solutions" / "backprop.py"
    text = rewrite(path.read_text(), "relu", 'raise ValueError("TODO(backprop.relu): the answer")')
    path.write_text(text)
    findings = selfcheck.selfcheck([relu.id], project)
    assert findings == ["backprop.relu: write in autograder/solutions/backprop.py: the answer."]
    assert selfcheck.selfcheck(["backprop.elu"], project) == []


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


def scale_backward(dout: Tensor, x: Tensor, g: Tensor) -> tuple[Tensor, Tensor]:
    return dout * g, (dout * x).sum(0)


@exercise("test.back", points=1, stub="cs_cnn.mine:back", reference=scale_backward, hints=())
def back(rng: np.random.Generator) -> Iterator[Case]:
    """Nothing adds up in the first case, which has one sample."""
    for n in (1, 90):
        yield Case(f"{n}", dout=rng.normal(size=(n, 3)), x=rng.normal(size=(n, 3)), g=np.ones(3))


MISTAKES: dict[str, tuple[Callable[..., object], bool]] = {
    "the last replaces the others": (lambda dout, x, g: (dout * g, (dout * x)[-1]), True),
    "an axis is not summed": (lambda dout, x, g: (dout * g, dout * x), True),
    "of another shape, with a part at its edge": (
        lambda dout, x, g: (dout * g, (dout * x)[:, :-1].cumsum(0).cumsum(1)),
        False,
    ),
    "a mean": (lambda dout, x, g: (dout * g, (dout * x).mean(0)), False),
    "without dout": (lambda dout, x, g: (g + 0 * x, x.sum(0)), False),
    "zeros": (lambda dout, x, g: (0 * dout, 0 * g), False),
    "another factor": (lambda dout, x, g: (dout, (dout * x).sum(0)), False),
    "not a number": (lambda dout, x, g: (dout * g, (dout * x).sum(0) / 0 * 0), False),
    "an error": (lambda dout, x, g: dout @ x, False),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_backward_exercise_must_know_the_likeliest_mistake(mistake: str) -> None:
    function, is_a_part = MISTAKES[mistake]
    known = replace(back, misconceptions=[Misconception(mistake, "Why.", function)])
    findings = list(undeclared(known))
    assert [finding.startswith("test.back: several") for finding in findings] == [True][is_a_part:]


def test_where_nothing_adds_up_no_such_mistake_is_demanded() -> None:
    def relu_backward(dout: Tensor, x: Tensor, g: Tensor) -> Tensor:
        return dout * (x > 0)

    assert list(undeclared(replace(back, reference=relu_backward))) == []
    assert list(undeclared(doubled)) == []


def test_a_backward_exercise_needs_a_small_case() -> None:
    def cases(rng: np.random.Generator) -> Iterator[Case]:
        yield Case("large", dout=np.ones((2000, 3)), x=np.ones((2000, 3)), g=np.ones(3))

    (finding,) = undeclared(replace(back, cases=cases))
    assert finding == "test.back: no case has a dout of at most 5000 entries; add a small one."


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
    (finding,) = selfcheck.agreement(ASSIGNMENT, project, [])
    assert "is no notebook" in finding
