"""The notebooks: as nbgrader reads them, and as a student runs them."""

from __future__ import annotations

import ast
import os
import re
import shutil
import warnings
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat import NotebookNode
from nbgrader.nbgraderformat import MetadataValidator

from autograder.course.blank_stubs import blank_stubs
from autograder.course.folders import NOTEBOOKS, SOLUTIONS, notebook
from autograder.course.gradebook.cells import MODEL_ANSWER
from autograder.exercises import catalogue

ROOT = Path(__file__).parents[1]
PREDICT = "**Predict.**"

every_notebook = pytest.mark.parametrize("assignment", catalogue.ASSIGNMENTS)


def source(assignment: str) -> NotebookNode:
    return nbformat.read(NOTEBOOKS / assignment / notebook(assignment), as_version=4)


def graded(notebook: NotebookNode, cell_type: str) -> list[NotebookNode]:
    return [
        cell
        for cell in notebook.cells
        if cell.cell_type == cell_type and cell.metadata.get("nbgrader", {}).get("grade")
    ]


def experiments(notebook: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in notebook.cells if "with experiment()" in cell.source]


@every_notebook
def test_every_exercise_has_its_cell_in_the_order_of_the_declarations(assignment: str) -> None:
    exercises = catalogue.of_assignment(assignment)
    cells = graded(source(assignment), "code")
    assert [cell.source for cell in cells] == [f'check("{item.id}")' for item in exercises]
    for cell, item in zip(cells, exercises, strict=True):
        assert cell.metadata.nbgrader.grade_id == item.id.replace(".", "-")
        assert cell.metadata.nbgrader.points == item.points


def test_pairs_are_checked_together_and_graded_alone_below_a_folded_heading() -> None:
    """JupyterLab hides the cells up to the next heading: nothing waits there for a student."""
    cells = source("01-vector-backprop").cells
    pairs = [cell.source for cell in cells if re.fullmatch(r"check\(.+, .+\)", cell.source)]
    names = ("sigmoid", "tanh", "relu", "leaky_relu", "elu", "maxout")
    ids = [(f"backprop.{name}", f"backprop.{name}_backward") for name in names]
    assert pairs == [f'check("{one}", "{other}")' for one, other in ids]
    (at,) = (i for i, cell in enumerate(cells) if "jp-MarkdownHeadingCollapsed" in cell.metadata)
    folded = [cell.source for cell in cells[at + 1 : at + 13]]
    assert folded == [f'check("{id}")' for pair in ids for id in pair]
    assert cells[at].source.startswith("### ")
    assert cells[at + 13].source.startswith("### ")


@every_notebook
def test_there_are_100_points_some_of_them_for_answers_in_words(assignment: str) -> None:
    questions = [cell.metadata.nbgrader.points for cell in graded(source(assignment), "markdown")]
    checks = [cell.metadata.nbgrader.points for cell in graded(source(assignment), "code")]
    assert len(questions) >= 3
    assert sum(checks) + sum(questions) == 100


@every_notebook
def test_nbgrader_accepts_every_cell(assignment: str) -> None:
    MetadataValidator().validate_nb(source(assignment))
    nbformat.validate(source(assignment))


@every_notebook
def test_nothing_that_a_run_leaves_is_stored(assignment: str) -> None:
    code = [cell for cell in source(assignment).cells if cell.cell_type == "code"]
    assert not any(cell.outputs or cell.execution_count for cell in code)


@every_notebook
def test_a_second_run_of_all_cells_hears_nothing_of_extensions(assignment: str) -> None:
    """``%load_ext`` complains about what is loaded already, ``%reload_ext`` does not."""
    code = [cell.source for cell in source(assignment).cells if cell.cell_type == "code"]
    assert not any("%load_ext" in text for text in code)


@every_notebook
def test_there_is_a_place_for_every_prediction(assignment: str) -> None:
    """A cell of its own, before the one that shows what happens."""
    cells = source(assignment).cells
    asked = [i for i, c in enumerate(cells) if c.cell_type == "markdown" and PREDICT in c.source]
    assert len(asked) >= 13
    for place in asked:
        assert cells[place + 1].source.startswith("*Your prediction")
        assert not cells[place].source.endswith("*Your prediction:*")


@every_notebook
def test_a_model_answer_is_folded_in_a_cell_of_its_own(assignment: str) -> None:
    """Below the question's cell, so that writing an answer does not show it."""
    cells = source(assignment).cells
    for question in graded(source(assignment), "markdown"):
        assert question.source == "*YOUR ANSWER HERE*"
        model = cells[cells.index(question) + 1]
        assert model.metadata.tags == [MODEL_ANSWER]
        assert model.source.startswith("<details><summary>A model answer")
        assert model.source.endswith("</details>")
    models = [cell for cell in cells if MODEL_ANSWER in cell.metadata.get("tags", ())]
    assert len(models) == len(graded(source(assignment), "markdown"))
    assert sum("A model answer" in cell.source for cell in cells) == len(models)


@pytest.mark.parametrize("path", sorted(NOTEBOOKS.glob("*/*.ipynb")), ids=lambda path: path.stem)
def test_links_lead_back_to_where_a_piece_was_built(path: Path) -> None:
    cells = nbformat.read(path, as_version=4).cells
    prose = [cell.source for cell in cells if cell.cell_type == "markdown"]
    linked = {link for text in prose for link in re.findall(r"\]\((?!https?:)([^)]+)\)", text)}
    built = {f"../{earlier}/{earlier}.ipynb" for earlier in _before(path.stem)}
    assert linked <= built
    assert linked or path.stem.startswith("01")
    assert all((path.parent / link).is_file() for link in linked)


def _before(assignment: str) -> list[str]:
    return [folder.name for folder in NOTEBOOKS.iterdir() if folder.name < assignment]


class _OneSeed(ast.NodeTransformer):
    """Trains once where a notebook trains with several seeds, and takes that for all of them."""

    def visit_ListComp(self, node: ast.ListComp) -> ast.expr:
        match self.generic_visit(node):
            case ast.ListComp(elt, [ast.comprehension(ast.Name("seed"), seeds)]):
                once = f"[{ast.unparse(elt)} for seed in {ast.unparse(seeds)}[:1]]"
                return ast.parse(f"{once} * len({ast.unparse(seeds)})", mode="eval").body
        return node


SKETCHED = """
from matplotlib.backend_bases import FigureCanvasBase
from matplotlib.backends.backend_agg import FigureCanvasAgg
from cs_cnn.given.data import shapes


def coarse(canvas, file, **how):
    canvas.figure.set_dpi(15)
    FigureCanvasAgg(canvas.figure).print_png(file)


def few(count, seed, draw=shapes.shapes):
    return draw(min(count, 250), seed)


FigureCanvasBase.print_figure, shapes.shapes = coarse, few
"""
"""A first cell: plots have few pixels, and data few shapes."""

IN_SHORT = """
import numpy as np
from matplotlib.layout_engine import ConstrainedLayoutEngine
from cs_cnn import backprop, optim
from cs_cnn.given import experiment, networks
from cs_cnn.given.networks import descent
from cs_cnn.given.pictures import landscapes, windows


def two_batches(x, y, size, rng, all_of_them=optim.minibatches):
    yield from list(all_of_them(x, y, size, rng))[:2]


def short_epoch(network, x, y, rng, lr=0.1, batch=32, whole=descent.epoch, **how):
    whole(network, x[: 2 * batch], y[: 2 * batch], rng, lr, batch, **how)


def few_steps(loss, params, lr, steps, whole=backprop.gradient_descent):
    return whole(loss, params, lr, min(steps, 50))


def first_and_last(figure, draw, count, names=(), record=windows.record):
    return record(figure, lambda step: draw(step and count - 1), 2, names[:1] + names[-1:])


def one_seed(run, seeds, *settings, whole=experiment.sweep):
    return np.repeat(whole(run, seeds[:1], *settings), len(seeds), axis=0)


optim.minibatches, descent.epoch, networks.epoch = two_batches, short_epoch, short_epoch
experiment.sweep = one_seed
backprop.gradient_descent = few_steps
ConstrainedLayoutEngine.execute = lambda self, figure: None
landscapes.record = windows.record = first_and_last
"""
"""A second one: an epoch has two batches, a descent fifty steps, an animation two.

Nothing makes room for the labels of plots, which takes as long as drawing them.
"""

DEEP_IN_SHORT = """
import sys
from types import SimpleNamespace
import torch
from autograder.core.exercise import Exercise
from cs_cnn.given.deep import training

compiler = SimpleNamespace(
    disable=lambda function, *_, **how: function, graph_break=lambda: None
)
torch._dynamo = sys.modules["torch._dynamo"] = compiler


def on_paper(x, *args, norm=torch.nn.functional.batch_norm, **how):
    return torch.empty_like(x) if x.is_meta else norm(x, *args, **how)


def eight(x, y, size, seed, batches=training._batches):
    return batches(x, y, min(size, 8), seed)


def at_eight(model, x, y, prepare, whole=training.accuracy):
    return whole(model, x[:8], y[:8], prepare)


def last_case(exercise, cases=Exercise.public_cases):
    return cases(exercise)[-1:]


torch.nn.functional.batch_norm, Exercise.public_cases = on_paper, last_case
training._batches, training.accuracy = eight, at_eight
training.over = lambda steps, *_: steps >= 2
"""
"""In the notebook that trains with PyTorch: two steps of eight images, whatever the budget.

A batch norm without numbers hands on its shape, which PyTorch finds out in many steps. Its compiler
is not loaded, since nothing is compiled. A check asks for the last case alone; the course's check
of itself asks for all.
"""

TIMED = [f'check("{item.id}")' for item in catalogue.exercises().values() if item.criteria]


def quick(notebook: NotebookNode) -> NotebookNode:
    """Every cell but the checks of speed; experiments in short, with one seed: the same shapes.

    The course's check of itself asks the same solutions for their speed.
    """
    notebook.cells = [cell for cell in notebook.cells if cell.source not in TIMED]
    for cell in notebook.cells:
        if cell.cell_type == "code" and "for seed in" in cell.source:
            cell.source = ast.unparse(_OneSeed().visit(ast.parse(cell.source)))
    trains_deep = any("deep.train" in cell.source for cell in notebook.cells)
    short = IN_SHORT + DEEP_IN_SHORT * trains_deep
    notebook.cells.insert(0, nbformat.v4.new_code_cell(short))
    return sketched(notebook)


def sketched(notebook: NotebookNode) -> NotebookNode:
    """Files do not change while it runs: nothing looks at all of them before every cell."""
    for cell in notebook.cells:
        cell.source = cell.source.replace("%autoreload 2", "%autoreload 0")
    notebook.cells.insert(0, nbformat.v4.new_code_cell(SKETCHED))
    return notebook


def run(folder: Path, cells: NotebookNode, furnish: Callable[[Path], None]) -> NotebookNode:
    """Run a notebook beside the ``cs_cnn/`` that ``furnish`` writes; fails where a cell raises."""
    (folder / "cs_cnn").mkdir(parents=True)
    furnish(folder / "cs_cnn")
    beside = {"metadata": {"path": str(folder)}}
    own = {"IPYTHONDIR": str(folder / ".ipython"), "CS_CNN_DATA": str(folder / "data")}
    env = {**os.environ, **own}
    with warnings.catch_warnings(action="ignore"):
        return NotebookClient(cells, timeout=None, resources=beside).execute(env=env)


def as_released(assignment: str) -> Callable[[Path], None]:
    """The files of this assignment alone, nothing written in them."""

    def furnish(package: Path) -> None:
        shutil.copy(ROOT / "cs_cnn" / "__init__.py", package)
        shutil.copytree(ROOT / "cs_cnn" / "given", package / "given", ignore=_CACHES)
        for file, text in blank_stubs(assignment).items():
            (package.parent / file).write_text(text, encoding="utf-8")

    return furnish


def solved(package: Path) -> None:
    """Everything that there is to write, written."""
    shutil.copytree(ROOT / "cs_cnn", package, ignore=_CACHES, dirs_exist_ok=True)
    shutil.copytree(SOLUTIONS, package, ignore=_CACHES, dirs_exist_ok=True)


_CACHES = shutil.ignore_patterns("__pycache__")


def printed(cell: NotebookNode, name: str) -> str:
    return "".join(out.text for out in cell.outputs if out.get("name") == name)


def result(cell: NotebookNode) -> str:
    (out,) = (out for out in cell.outputs if out.output_type == "execute_result")
    return str(out.data["text/plain"])


def pictures(cell: NotebookNode) -> int:
    return sum("image/png" in out.get("data", {}) for out in cell.outputs)


def noise(notebook: NotebookNode) -> str:
    return "".join(printed(cell, "stderr") for cell in notebook.cells if "outputs" in cell)


@every_notebook
def test_it_runs_from_top_to_bottom_with_nothing_filled_in(tmp_path: Path, assignment: str) -> None:
    notebook = run(tmp_path, sketched(source(assignment)), as_released(assignment))
    assert {result(cell) for cell in graded(notebook, "code")} == {"0"}
    for cell in experiments(notebook):
        assert printed(cell, "stdout").startswith("This experiment")
        assert printed(cell, "stdout").count("\n") == 1
        assert not pictures(cell)
    assert not noise(notebook)


@pytest.mark.long
@every_notebook
def test_it_earns_every_point_and_draws_every_plot_with_the_solutions(
    tmp_path: Path, assignment: str
) -> None:
    earns_every_point(run(tmp_path, quick(source(assignment)), solved))


@pytest.mark.soak
@every_notebook
def test_it_does_so_with_all_its_trainings(tmp_path: Path, assignment: str) -> None:
    earns_every_point(run(tmp_path, source(assignment), solved))


def earns_every_point(notebook: NotebookNode) -> None:
    for cell in graded(notebook, "code"):
        assert float(result(cell)) == cell.metadata.nbgrader.points, cell.source
    for cell in experiments(notebook):
        said, drawn = printed(cell, "stdout"), pictures(cell)
        if "deep.pretrained" in cell.source:
            assert "is not on this computer yet: `cs-cnn data" in said
            assert (said.count("\n"), drawn) == (1, 0)
        else:
            assert (said, drawn) == ("", 1), cell.source
    assert not noise(notebook)
