"""The notebook of assignment 01: as nbgrader reads it, and as a student runs it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from nbgrader.nbgraderformat import MetadataValidator
from nbgrader.preprocessors import ClearSolutions

from autograder.exercises import catalogue

ROOT = Path(__file__).parents[1]
ASSIGNMENT = "01-vector-backprop"
NOTEBOOK = ROOT / "notebooks" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"


@pytest.fixture
def source() -> NotebookNode:
    return nbformat.read(NOTEBOOK, as_version=4)


def graded(notebook: NotebookNode, cell_type: str) -> list[NotebookNode]:
    return [
        cell
        for cell in notebook.cells
        if cell.cell_type == cell_type and cell.metadata.get("nbgrader", {}).get("grade")
    ]


def experiments(notebook: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in notebook.cells if "with experiment():" in cell.source]


def test_every_exercise_has_its_cell_in_the_order_of_the_declarations(
    source: NotebookNode,
) -> None:
    exercises = catalogue.of_assignment(ASSIGNMENT)
    cells = graded(source, "code")
    assert [cell.source for cell in cells] == [f'check("{item.id}")' for item in exercises]
    for cell, item in zip(cells, exercises, strict=True):
        assert cell.metadata.nbgrader.grade_id == item.id.replace(".", "-")
        assert cell.metadata.nbgrader.points == item.points


def test_there_are_100_points_16_of_them_for_answers_in_words(source: NotebookNode) -> None:
    questions = [cell.metadata.nbgrader.points for cell in graded(source, "markdown")]
    checks = [cell.metadata.nbgrader.points for cell in graded(source, "code")]
    assert questions == [4, 4, 4, 4]
    assert sum(checks) + sum(questions) == 100


def test_nbgrader_accepts_every_cell(source: NotebookNode) -> None:
    MetadataValidator().validate_nb(source)
    nbformat.validate(source)


def test_nothing_that_a_run_leaves_is_stored(source: NotebookNode) -> None:
    code = [cell for cell in source.cells if cell.cell_type == "code"]
    assert not any(cell.outputs or cell.execution_count for cell in code)


def test_a_released_question_holds_no_answer(source: NotebookNode) -> None:
    assert all("A model answer" in cell.source for cell in graded(source, "markdown"))
    released, _ = ClearSolutions().preprocess(source, {})
    assert {cell.source for cell in graded(released, "markdown")} == {"YOUR ANSWER HERE"}


def run(folder: Path, solution: Path | None) -> NotebookNode:
    """Run the notebook beside a ``cs_cnn/``, as it is handed out; fails where a cell raises."""
    shutil.copytree(
        ROOT / "cs_cnn", folder / "cs_cnn", ignore=shutil.ignore_patterns("__pycache__")
    )
    if solution is not None:
        shutil.copy(solution, folder / "cs_cnn")
    shutil.copy(NOTEBOOK, folder)
    command = ["nbconvert", "--to", "notebook", "--execute", "--output", "done.ipynb"]
    done = subprocess.run(
        [sys.executable, "-m", *command, NOTEBOOK.name],
        cwd=folder,
        env={**os.environ, "IPYTHONDIR": str(folder / ".ipython")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return nbformat.read(folder / "done.ipynb", as_version=4)


def printed(cell: NotebookNode, name: str) -> str:
    return "".join(out.text for out in cell.outputs if out.get("name") == name)


def result(cell: NotebookNode) -> str:
    (out,) = (out for out in cell.outputs if out.output_type == "execute_result")
    return str(out.data["text/plain"])


def pictures(cell: NotebookNode) -> int:
    return sum("image/png" in out.get("data", {}) for out in cell.outputs)


def noise(notebook: NotebookNode) -> str:
    return "".join(printed(cell, "stderr") for cell in notebook.cells if "outputs" in cell)


def test_it_runs_from_top_to_bottom_with_nothing_filled_in(tmp_path: Path) -> None:
    notebook = run(tmp_path, None)
    assert {result(cell) for cell in graded(notebook, "code")} == {"0"}
    for cell in experiments(notebook):
        assert printed(cell, "stdout").startswith("This experiment")
        assert printed(cell, "stdout").count("\n") == 1
        assert not pictures(cell)
    assert not noise(notebook)


def test_it_earns_every_point_and_draws_every_plot_with_the_solutions(tmp_path: Path) -> None:
    notebook = run(tmp_path, ROOT / "autograder" / "solutions" / "backprop.py")
    for cell in graded(notebook, "code"):
        assert float(result(cell)) == cell.metadata.nbgrader.points, cell.source
    for cell in experiments(notebook):
        assert (printed(cell, "stdout"), pictures(cell)) == ("", 1), cell.source
    assert not noise(notebook)
