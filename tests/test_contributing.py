"""CONTRIBUTING.md, 'Add an exercise', followed to the letter."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
BLOCK = re.compile(r"^```python (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ROOM = "autograder/exercises/backprop"
NOTEBOOK = "notebooks/01-vector-backprop/01-vector-backprop.ipynb"

SELFCHECK = """
from autograder.course import selfcheck as course
from autograder.exercises import catalogue

(new,) = catalogue.find("backprop.softplus")
for look in (course.declarations, course.stubs, course.solutions):
    print(*look([new], course.PROJECT), end="")
print(*course.misconceptions(new), end="")
print(*course.agreement("01-vector-backprop", course.PROJECT), end="")
"""
"""`cs-cnn selfcheck` for one exercise; the others' reference outputs would take a minute."""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    junk = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")
    for name in ("autograder", "cs_cnn", "notebooks"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=junk)
    return tmp_path


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def add_blocks(copy: Path) -> None:
    for name, block in BLOCK.findall((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")):
        path = copy / name
        before = f"{path.read_text(encoding='utf-8')}\n\n" if path.exists() else ""
        path.write_text(before + block, encoding="utf-8")


def add_to_the_catalogue(copy: Path) -> None:
    """``softplus`` after ``relu_backward``, worth the point that ``maxout_backward`` loses."""
    room = copy / ROOM / "__init__.py"
    line = "from autograder.exercises.backprop.softplus import softplus\n"
    edit(room, "\nEXERCISES", f"{line}\nEXERCISES")
    edit(room, " relu, relu_backward,", " relu, relu_backward, softplus,")
    text = (copy / ROOM / "maxout.py").read_text(encoding="utf-8")
    before, after = text.split('"backprop.maxout_backward"', 1)
    after = re.sub(r"points=(\d+)", lambda m: f"points={int(m[1]) - 1}", after, count=1)
    (copy / ROOM / "maxout.py").write_text(f'{before}"backprop.maxout_backward"{after}')


def add_to_the_notebook(copy: Path) -> None:
    notebook = json.loads((copy / NOTEBOOK).read_text(encoding="utf-8"))
    cells: dict[str, dict[str, Any]] = {cell["id"]: cell for cell in notebook["cells"]}
    cells["backprop-maxout_backward"]["metadata"]["nbgrader"]["points"] -= 1
    new = json.loads(json.dumps(cells["backprop-relu"]).replace("relu", "softplus"))
    notebook["cells"].insert(notebook["cells"].index(cells["backprop-relu_backward"]) + 1, new)
    (copy / NOTEBOOK).write_text(json.dumps(notebook), encoding="utf-8")


def run(copy: Path, *arguments: str) -> str:
    command = [sys.executable, *arguments]
    done = subprocess.run(command, cwd=copy, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def test_an_exercise_is_added_by_the_book(copy: Path) -> None:
    add_blocks(copy)
    add_to_the_catalogue(copy)
    assert "has no graded cell backprop-softplus" in run(copy, "-c", SELFCHECK)
    add_to_the_notebook(copy)
    assert run(copy, "-c", SELFCHECK) == ""
    edit(
        copy / "cs_cnn" / "backprop.py",
        'raise NotImplementedError("backprop.softplus")',
        "return np.log(1 + np.exp(x))",
    )
    check = ("-m", "autograder.cli", "check", "backprop.softplus")
    assert "e^x overflows" in run(copy, *check)
