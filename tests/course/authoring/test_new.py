"""An exercise is started: every piece in its place, or nothing at all."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from autograder.cli.app import app
from autograder.core.errors import UserError
from autograder.core.stubs import blank
from autograder.course.authoring import new as command
from autograder.course.authoring.new import new
from autograder.course.authoring.placeholders import unwritten
from autograder.exercises import catalogue

ROOT = Path(__file__).parents[3]
MODULES = sorted(command.FUNCTIONS)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for part in ("cs_cnn", "autograder", "notebooks", "tests/answers"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def contents(project: Path) -> dict[Path, bytes]:
    junk = ("__pycache__", ".ruff_cache")
    return {
        path: path.read_bytes()
        for path in project.rglob("*")
        if path.is_file() and not set(path.parts).intersection(junk)
    }


def python(project: Path, code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=project, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_every_module_takes_a_new_exercise(project: Path) -> None:
    for module in MODULES:
        files = new(f"{module}.newest", points=3, project=project)
        lacking = [each.file for each in unwritten(project) if each.id == f"{module}.newest"]
        assert sorted(lacking) == sorted(f for f in files if not f.endswith("__init__.py"))
        text = (project / f"cs_cnn/{module}.py").read_text()
        assert blank(text, {"newest": f"{module}.newest"}) == text
    listed = python(
        project, "from autograder.exercises import catalogue as c; print(*c.exercises())"
    )
    ids = listed.split()
    assert set(ids) == {*catalogue.exercises(), *(f"{module}.newest" for module in MODULES)}
    assert ids.index("conv.newest") == ids.index("conv.receptive_field") + 1
    for tool in (["check"], ["format", "--check"]):
        ruff = [sys.executable, "-m", "ruff", *tool, "--no-cache", "."]
        assert subprocess.run(ruff, cwd=project, check=False).returncode == 0


def test_an_exercise_about_a_network_is_another_matter(project: Path) -> None:
    before = contents(project)
    with pytest.raises(UserError, match=r"arch is about a network: CONTRIBUTING\.md"):
        new("arch.newest", points=3, project=project)
    assert contents(project) == before


def test_a_backward_exercise_follows_its_forward_one(project: Path) -> None:
    new("conv.grouped_backward", points=3, backward=True, project=project)
    stub = (project / "cs_cnn/conv.py").read_text().partition("def grouped_backward(")[2]
    assert [line.strip() for line in stub.splitlines()[1:8]] == [
        "dout: np.ndarray,", "x: np.ndarray,", "w: np.ndarray,", "b: np.ndarray,", "groups: int,",
        "stride: int = 1,", "pad: int = 0,",
    ]  # fmt: skip
    reference = (project / "autograder/reference/conv.py").read_text()
    line = 'grouped_backward = gradients(conv2d_grouped, of=("x", "w", "b"))\n'
    assert reference.endswith(line)
    book = json.loads((project / "notebooks/02-convolution/02-convolution.ipynb").read_text())
    ids = [cell["id"] for cell in book["cells"]]
    at = ids.index("conv-grouped")
    assert ids[at + 1 : at + 3] == ["conv-grouped_backward-story", "conv-grouped_backward"]
    mark = book["cells"][at + 2]["metadata"]["nbgrader"]
    assert (mark["grade_id"], mark["points"]) == ("conv-grouped_backward", 3)
    listed = (project / "autograder/exercises/conv/__init__.py").read_text()
    assert "grouped,\n    grouped_backward," in listed


def test_gradients_that_must_be_written_by_hand(project: Path) -> None:
    new("optim.sgd_backward", points=3, backward=True, project=project)
    reference = (project / "autograder/reference/optim.py").read_text()
    assert "def sgd_backward(dout: torch.Tensor, " in reference
    assert "TODO(optim.sgd_backward): the same in PyTorch" in reference
    assert "optim.sgd_backward" in python(
        project,
        "from autograder.exercises import optim; print([each.id for each in optim.EXERCISES])",
    )


def test_the_other_cells_of_the_notebook_stay_as_they_are(project: Path) -> None:
    path = project / "notebooks/03-pooling/03-pooling.ipynb"
    before = path.read_text(encoding="utf-8")
    new("pooling.newest", points=1, project=project)
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    kept = {"cells": [cell for cell in cells if "newest" not in cell["id"]]}
    assert len(cells) == len(kept["cells"]) + 2
    rest = json.loads(before)
    assert json.dumps({**rest, **kept}, indent=1, ensure_ascii=False) + "\n" == before


@pytest.mark.parametrize(
    ("id", "backward", "says"),
    [
        ("conv.dilated", False, "`cs-cnn selfcheck conv.dilated` says what it still needs"),
        ("sequences.lstm", False, "A new one needs a word in ASSIGNMENTS"),
        ("transposed", False, "such as conv.transposed"),
        ("conv.class", False, "such as conv.transposed"),
        ("conv.Big", False, "such as conv.transposed"),
        ("conv.inputs", False, "autograder/exercises/conv/inputs.py"),
        ("conv.pad2d", False, "autograder/solutions/conv.py, cs_cnn/conv.py"),
        ("conv.far_backward", True, "There is no conv.far for conv.far_backward"),
    ],
)
def test_what_cannot_be_started_changes_nothing(
    project: Path, id: str, backward: bool, says: str
) -> None:
    before = contents(project)
    with pytest.raises(UserError, match=says.replace(".", r"\.")):
        new(id, points=1, backward=backward, project=project)
    assert contents(project) == before


def test_a_second_run_says_what_is_there(project: Path) -> None:
    new("conv.newest", points=1, project=project)
    before = contents(project)
    with pytest.raises(UserError, match=r"autograder/exercises/conv/newest\.py"):
        new("conv.newest", points=1, project=project)
    assert contents(project) == before


@pytest.mark.parametrize("number", range(10))
def test_a_disk_that_fills_up_leaves_nothing_behind(
    project: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    before, written = contents(project), command.write
    left = iter([True] * number)

    def fails_later(path: Path, data: bytes) -> None:
        puts_back = before.get(path) == data
        if not puts_back and not next(left, False):
            raise OSError(28, os.strerror(28), str(path))
        written(path, data)

    monkeypatch.setattr(command, "write", fails_later)
    with pytest.raises(OSError, match="No space"):
        new("conv.newest", points=1, project=project)
    assert contents(project) == before


def test_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[str, object] = {}

    def start(id: str, **given: object) -> list[str]:
        asked.update(id=id, **given)
        return ["cs_cnn/conv.py"]

    monkeypatch.setattr(command, "new", start)
    result = CliRunner().invoke(app, ["new", "conv.pad_backward", "--backward", "--points", "4"])
    assert asked == {"id": "conv.pad_backward", "backward": True, "points": 4}
    assert "cs_cnn/conv.py\n`cs-cnn selfcheck conv.pad_backward`" in result.stdout
