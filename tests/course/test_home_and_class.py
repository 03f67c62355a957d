"""What passes at home passes in class: both judge what ``submit`` packs, and both say why not."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from support.student_world import ASSIGNMENT, ROOT, Run, write

from autograder.core.verdict import Report, Verdict
from autograder.course.folders import SOLUTIONS
from autograder.course.reports import compute
from autograder.course.submissions.submission import read
from autograder.exercises import catalogue
from autograder.notebook import Shown, check
from autograder.render.diagnosis import diagnosis_text

RELU = catalogue.exercises()["backprop.relu"]


@pytest.fixture
def in_class(
    run: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[], Report]:
    """The report on what ``submit`` packs, of one exercise, so that it comes quickly."""

    def report() -> Report:
        assert run("submit", ASSIGNMENT).exit_code == 0
        handed_in = tmp_path / "handed in"
        shutil.rmtree(handed_in, ignore_errors=True)
        with zipfile.ZipFile(folder / f"{ASSIGNMENT}.zip") as archive:
            archive.extractall(handed_in)
        return compute.judged(read(handed_in, ASSIGNMENT, "ada"), b"k" * 32, None)

    every = catalogue.of_assignment
    few = lambda name: [RELU] if name == ASSIGNMENT else every(name)  # noqa: E731
    monkeypatch.setattr(catalogue, "of_assignment", few)
    return report


def at_home(run: Run) -> dict:
    """What ``check`` says of it as JSON, in a terminal."""
    return json.loads(run("check", RELU.id, "--json").stdout)["exercises"][0]


def in_notebook(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Verdict:
    monkeypatch.chdir(folder)
    shown = check(RELU.id)
    assert isinstance(shown, Shown)
    return shown.verdict


MINE = "import numpy as np\ndef f(x): return np.maximum(x, 0)\n"
HELPERS = {
    "a module of one's own": ({"mine.py": MINE},
        "from cs_cnn.mine import f\nreturn f(x)"),
    "a name of one's own __init__.py": (
        {"__init__.py": MINE},
        "from cs_cnn import f\nreturn f(x)"),
    "a name that __init__.py takes from a module": (
        {"__init__.py": "from cs_cnn.mine import f\n",
         "mine.py": MINE},
        "from cs_cnn import f\nreturn f(x)"),
}  # fmt: skip


@pytest.mark.parametrize("name", HELPERS)
def test_what_can_be_packed_is_packed_and_passes(
    run: Run, folder: Path, in_class: Callable[[], Report], name: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    files, body = HELPERS[name]
    for file, text in files.items():
        (folder / "cs_cnn" / file).write_text(text)
    write(folder, "relu", body)
    assert at_home(run)["status"] == "passed"
    assert in_notebook(folder, monkeypatch).passed
    assert in_class().exercises[0].passed


REFUSED = {
    "what is given": ({}, "from cs_cnn.given import networks\nreturn np.maximum(x, 0)",
        "own functions", "forbidden"),
    "a module of what is given": ({}, "import cs_cnn.given.data.toys\nreturn np.maximum(x, 0)",
        "own functions", "forbidden"),
    "a folder": ({"utils/f.py": "f = 0\n", "utils/__init__.py": ""},
        "from cs_cnn.utils.f import f\nreturn np.maximum(x, f)",
        "only its own .py files are handed in", "failed"),
    "a later assignment's file": ({"conv.py": "f = 0\n"},
        "from cs_cnn.conv import f\nreturn np.maximum(x, f)",
        "only its own .py files are handed in", "failed"),
    "a data file": ({"zero.txt": "0"},
        "import os\n"
        "return np.maximum(x, float(open(os.path.dirname(__file__) + '/zero.txt').read()))",
        "only its own .py files are handed in", "failed"),
    "a data file by NumPy": ({"zero.csv": "0"},
        "import os\nreturn np.maximum(x, np.loadtxt(os.path.dirname(__file__) + '/zero.csv'))",
        "only its own .py files are handed in", "failed"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_packed_is_said_at_home_as_in_class(
    run: Run, folder: Path, in_class: Callable[[], Report], name: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    files, body, sentence, status = REFUSED[name]
    for file, text in files.items():
        (folder / "cs_cnn" / file).parent.mkdir(exist_ok=True)
        (folder / "cs_cnn" / file).write_text(text)
    write(folder, "relu", body)
    home, graded = in_notebook(folder, monkeypatch), in_class().exercises[0]
    assert home.status == graded.status == at_home(run)["status"] == status
    for verdict in (home, graded):
        assert sentence in diagnosis_text(verdict)
    assert sentence in " ".join(run("check", RELU.id).stdout.split())


def test_at_the_top_of_the_file_what_is_given_is_refused_just_so(
    run: Run, folder: Path, in_class: Callable[[], Report]
) -> None:
    stub = folder / "cs_cnn" / "backprop.py"
    stub.write_text("from .given import networks\n" + stub.read_text())
    assert at_home(run)["status"] == "forbidden"
    [graded] = in_class().exercises
    assert graded.status == "forbidden"
    assert "write it with your own functions" in diagnosis_text(graded)


def test_submit_says_what_it_leaves(run: Run, folder: Path) -> None:
    for file in ("utils/f.py", "zero.txt", "conv.py", "table.npz"):
        (folder / "cs_cnn" / file).parent.mkdir(exist_ok=True)
        (folder / "cs_cnn" / file).write_text("0")
    said = " ".join(run("submit", ASSIGNMENT).stdout.split())
    for file in ("utils/", "zero.txt", "conv.py", "table.npz"):
        assert f"cs_cnn/{file} was left out" in said


def test_a_changed_file_is_judged_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder, "relu", "return np.abs(x)")
    assert not in_notebook(folder, monkeypatch).passed
    write(folder, "relu", "from cs_cnn.mine import f\nreturn f(x)")
    (folder / "cs_cnn" / "mine.py").write_text("def f(x): return x * (x > 0)\n")
    assert in_notebook(folder, monkeypatch).passed
    (folder / "cs_cnn" / "mine.py").unlink()
    assert not in_notebook(folder, monkeypatch).passed


def test_assignments_are_judged_each_with_what_is_handed_in_with_it(run: Run, folder: Path) -> None:
    shutil.copy(SOLUTIONS / "conv.py", folder / "cs_cnn" / "conv.py")
    conv = folder / "cs_cnn" / "conv.py"
    conv.write_text("from cs_cnn.backprop import tanh\n" + conv.read_text())
    write(folder, "relu", "from cs_cnn.conv import im2col\nreturn np.maximum(x, 0)")
    ids = ("backprop.relu", "conv.im2col", "backprop.tanh")
    found = json.loads(run("check", *ids, "--json").stdout)
    assert [each["status"] for each in found["exercises"]] == ["failed", "passed", "passed"]


@pytest.mark.parametrize("code", ["def relu(x):\n    return 1", "# mine\n\ndef relu (x): return 1"])
def test_an_answer_in_the_notebook_is_said_to_both(
    run: Run, folder: Path, in_class: Callable[[], Report], monkeypatch: pytest.MonkeyPatch,
    code: str,
) -> None:  # fmt: skip
    write(folder, "relu", 'raise NotImplementedError("backprop.relu")')
    nb = json.loads((ROOT / "notebooks" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb").read_text())
    cell = {"cell_type": "code", "id": "a", "metadata": {}, "outputs": [], "execution_count": None}
    nb["cells"].append({**cell, "source": code})
    (folder / f"{ASSIGNMENT}.ipynb").write_text(json.dumps(nb))
    said = "Your notebook defines `relu`: move it into cs_cnn/backprop.py"
    assert said in " ".join(run("check", RELU.id).stdout.split())
    assert said in diagnosis_text(in_notebook(folder, monkeypatch))
    report = in_class()
    assert said in diagnosis_text(report.exercises[0])
    assert any("The notebook defines what is a stub" in note for note in report.notes)


def test_a_notebook_that_calls_or_keeps_a_copy_of_what_is_written_is_no_matter(
    folder: Path, in_class: Callable[[], Report]
) -> None:
    nb = json.loads((ROOT / "notebooks" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb").read_text())
    cell = {"cell_type": "code", "id": "a", "metadata": {}, "outputs": [], "execution_count": None}
    nb["cells"].append({**cell, "source": "def relu(x):\n    return 1"})
    (folder / f"{ASSIGNMENT}.ipynb").write_text(json.dumps(nb))
    assert in_class().notes == [compute.UNSAFE]
