"""nbgrader's own commands on our configuration: the same scores, and none of nbgrader's traps.

The class was released, collected, graded and given feedback by nbgrader's commands, from a source
folder with a hidden test and a stray Python file in it. Two tests start ``nbgrader`` itself.
"""

from __future__ import annotations

import csv
import json
import re
import shutil
from pathlib import Path

import nbformat
import pytest
from nbconvert.exporters import HTMLExporter
from nbgrader.server_extensions.formgrader import handlers
from support.course_world import (
    EVIL,
    MORE_OF_THE_SAME,
    NONSENSE,
    PATH_WITHOUT_VENV,
    SOLUTION,
    copy,
    graded_class,
    hand_in,
    nbgrader,
    stock_class,
)
from traitlets.config import Config

from autograder.course.config import configure
from autograder.course.demo.stories import ASSIGNMENT
from autograder.course.feedback import page_path
from autograder.course.folders import Course
from autograder.course.gradebook.cells import is_model_answer
from autograder.course.gradebook.scores import scores
from autograder.course.reports import compute

NOTEBOOK = f"{ASSIGNMENT}.ipynb"
STUB = "cs_cnn/backprop.py"


@pytest.fixture(scope="session")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Course:
    return graded_class(tmp_path_factory)


@pytest.fixture(scope="session")
def stock(tmp_path_factory: pytest.TempPathFactory) -> Course:
    return stock_class(tmp_path_factory)


def test_stock_autograde_gives_the_same_scores(ours: Course, stock: Course) -> None:
    """Kept reports or not: Cleo's was computed by ``nbgrader autograde`` itself."""
    mine, theirs = scores(ours, ASSIGNMENT), scores(stock, ASSIGNMENT)
    assert len(theirs) == len(mine) - len(MORE_OF_THE_SAME) + len(("Eve", "Max", "Nil"))
    for student in theirs.keys() & mine.keys():
        assert theirs[student].cells == mine[student].cells
        assert theirs[student].score == mine[student].score


def test_stock_export_has_the_same_scores(ours: Course, stock: Course) -> None:
    rows = csv.DictReader((stock.root / "grades.csv").read_text().splitlines())
    exported = {row["student_id"]: float(row["score"]) for row in rows}
    for student, one in scores(ours, ASSIGNMENT).items():
        assert exported.get(student) == (None if student in MORE_OF_THE_SAME else one.score)


def test_a_damaged_notebook_does_not_stop_stock_autograde(stock: Course) -> None:
    full = scores(stock, ASSIGNMENT)["Jun"].score
    assert scores(stock, ASSIGNMENT)["Max"].score == full
    assert (stock.submitted(ASSIGNMENT, "Max") / f"{NOTEBOOK}.damaged").exists()


def test_the_submitted_module_is_not_overwritten_with_the_sources(stock: Course) -> None:
    """Trap: autograde replaces a submitted .py by the instructor's file of that name."""
    autograded = (stock.autograded(ASSIGNMENT, "Ada") / STUB).read_text()
    assert autograded == (stock.submitted(ASSIGNMENT, "Ada") / STUB).read_text()
    assert autograded != NONSENSE


def test_stock_release_strips_the_python_files(stock: Course) -> None:
    """Trap: generate_assignment copies .py files as they are."""
    released = (stock.released(ASSIGNMENT) / STUB).read_text()
    assert NONSENSE not in released
    assert "raise NotImplementedError" in released
    for text in re.findall(r"\n    return .*", SOLUTION.read_text()):
        assert text not in released


def test_stock_release_holds_no_model_answer_and_no_hidden_test(stock: Course) -> None:
    source = json.loads((stock.root / "source" / ASSIGNMENT / NOTEBOOK).read_text())
    released = (stock.released(ASSIGNMENT) / NOTEBOOK).read_text()
    hidden = [cell for cell in source["cells"] if is_model_answer(cell)]
    assert len(hidden) >= 3
    for cell in hidden:
        model_answer = max("".join(cell["source"]).splitlines(), key=len)
        assert json.dumps(model_answer)[1:-1] not in released
    assert "model answer" not in released
    assert "forty-two" not in released


def test_hidden_tests_are_in_the_gradebook_and_in_no_page(stock: Course) -> None:
    """Trap: autograde puts hidden tests back, and feedback prints them."""
    assert "forty-two" in (stock.autograded(ASSIGNMENT, "Eve") / NOTEBOOK).read_text()
    assert "forty-two" not in page_path(stock, ASSIGNMENT, "Eve").read_text()


def formgrader_page(course: Course, student: str) -> str:
    """The notebook as formgrader shows it: its exporter, made as formgrader makes it."""
    config = Config()
    configure(config, course.root)
    config.HTMLExporter.template_name = "formgrade"
    config.HTMLExporter.extra_template_basedirs = [handlers.template_path]
    resources = {"base_url": "", "index": 0, "total": 1, "notebook_path": "", "student": student}
    path = course.autograded(ASSIGNMENT, student) / NOTEBOOK
    page, _ = HTMLExporter(config=config).from_filename(str(path), resources=resources)
    return str(page)


@pytest.mark.parametrize("where", ["feedback", "formgrader"])
def test_what_a_student_writes_runs_in_no_browser(stock: Course, where: str) -> None:
    """Trap: markdown, raw cells, outputs and metadata of a submission are shown unsanitised."""
    page = (
        page_path(stock, ASSIGNMENT, "Eve").read_text()
        if where == "feedback"
        else formgrader_page(stock, "Eve")
    )
    assert "In words:" in page
    assert EVIL not in page
    assert not re.search(r"<(script|iframe)[^>]*>[^<]*(EVIL|evil)", page)
    assert not re.search(r"<[^>]*(onerror=|href=.javascript:|evil\.example)", page)
    assert "attachment:lost.png" in page


def test_a_verdict_is_readable_in_formgrader(stock: Course) -> None:
    page = formgrader_page(stock, "Dana")
    assert "The mask is taken from dout" in page
    assert 'id="backprop-relu_backward"' in page


def test_every_graded_cell_has_one_number_and_no_other_output(stock: Course) -> None:
    """Trap: no output, text or a negative number are full marks; anything on stderr is zero."""
    for student in ("Eve", "Ivo", "Kim", "Ben"):
        nb = nbformat.read(stock.autograded(ASSIGNMENT, student) / NOTEBOOK, as_version=4)
        graded = [c for c in nb.cells if c.cell_type == "code" and c.metadata.get("nbgrader")]
        assert len(graded) == 25
        for cell in graded:
            (output,) = cell.outputs
            assert output.output_type == "execute_result"
            assert 0 <= float(output.data["text/plain"]) <= cell.metadata.nbgrader.points
        assert not any(c.outputs for c in nb.cells if c.cell_type == "code" and c not in graded)


def test_zip_collect_keeps_python_files(stock: Course) -> None:
    """Trap: zip_collect takes notebooks alone."""
    assert (stock.submitted(ASSIGNMENT, "Nil") / "backprop.py").is_file()
    assert scores(stock, ASSIGNMENT)["Nil"].score == scores(stock, ASSIGNMENT)["Jun"].score


def test_nbgrader_finds_alembic_in_an_environment_that_is_not_activated(
    stock: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Trap: nbgrader starts it by name."""
    monkeypatch.setenv("PATH", PATH_WITHOUT_VENV)
    assert shutil.which("alembic") is None
    configure(Config(), stock.root)
    assert shutil.which("alembic") is not None


def test_validate_accepts_what_passes_and_names_what_does_not(
    stock: Course, tmp_path: Path
) -> None:
    """``nbgrader validate`` as a student runs it, on a notebook of two cells."""
    released = stock.released(ASSIGNMENT)
    nb = nbformat.read(released / NOTEBOOK, as_version=4)
    wanted = [
        c for c in nb.cells if c.metadata.get("nbgrader", {}).get("grade_id") == "backprop-relu"
    ]
    nb.cells = [nbformat.v4.new_code_cell("from autograder import check"), *wanted]
    for student in ("blank", "solved"):
        shutil.copytree(released / "cs_cnn", tmp_path / student / "cs_cnn")
        nbformat.write(nb, tmp_path / student / "work.ipynb")
    shutil.copy(SOLUTION, tmp_path / "solved" / "cs_cnn" / "backprop.py")
    both = ("blank/work.ipynb", "solved/work.ipynb")
    blank, solved = nbgrader(Course(tmp_path), "validate", *both).stdout.split("Success")
    assert "VALIDATION FAILED ON 1 CELL" in blank
    assert "FAILED" not in solved


def test_without_a_sandbox_stock_autograde_refuses_too(
    stock: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody's code is run in the open because a command was started another way."""
    # Whatever reads the course runs its configuration, here too: this puts the probe back.
    monkeypatch.setattr(compute, "probe", compute.probe)
    course = copy(stock, tmp_path / "class")
    config = course.root / "nbgrader_config.py"
    nowhere = (
        "import autograder.worker.sandbox as sandbox\n"
        "def probe(): raise sandbox.SandboxUnavailable('There is none. Install bubblewrap.')\n"
        "import autograder.course.reports.compute as judging\n"
        "judging.probe = probe\n"
        "c.RecordScores.unsafe = False\n"
    )
    config.write_text(config.read_text() + nowhere)
    hand_in(course, "Una")
    done = nbgrader(course, "autograde", ASSIGNMENT, "--student", "Una")
    assert done.returncode != 0
    assert "Install bubblewrap" in done.stderr
    assert scores(course, ASSIGNMENT)["Una"].cells.get("backprop-relu") is None
