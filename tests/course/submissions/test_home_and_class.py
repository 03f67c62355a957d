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
    return shown.verdicts[0]


def test_submit_says_what_it_leaves(run: Run, folder: Path) -> None:
    for file in ("utils/f.py", "zero.txt", "conv.py", "table.npz"):
        (folder / "cs_cnn" / file).parent.mkdir(exist_ok=True)
        (folder / "cs_cnn" / file).write_text("0")
    said = " ".join(run("submit", ASSIGNMENT).stdout.split())
    for file in ("utils/", "zero.txt", "table.npz"):
        assert f"cs_cnn/{file} was left out" in said
    assert "Left out, for later assignments: cs_cnn/conv.py." in said


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
