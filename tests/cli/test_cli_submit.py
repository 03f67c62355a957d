"""`cs-cnn submit`: what is packed, what is said, and that a zip is whole or not there."""

from __future__ import annotations

import errno
import json
import os
import shutil
import zipfile
from pathlib import Path

import pytest
from support.student_world import ASSIGNMENT, ROOT, Run, refuse, write

from autograder.course.submissions import home


@pytest.fixture
def notebook(folder: Path) -> Path:
    name = f"{ASSIGNMENT}.ipynb"
    return Path(shutil.copy(ROOT / "notebooks" / ASSIGNMENT / name, folder / name))


def test_submit_packs_the_notebook_and_the_stub_file(
    run: Run, folder: Path, notebook: Path
) -> None:
    (folder / "cs_cnn" / "private.txt").write_text("not for others")
    write(folder, "relu", "return np.abs(x)")
    result = run("submit", ASSIGNMENT)
    assert result.exit_code == 0, result.output
    with zipfile.ZipFile(folder / f"{ASSIGNMENT}.zip") as archive:
        assert sorted(archive.namelist()) == [notebook.name, "cs_cnn/backprop.py"]
        assert archive.read("cs_cnn/backprop.py") == (folder / "cs_cnn/backprop.py").read_bytes()
    assert "backprop.relu: failed" in result.stdout
    assert "backprop.tanh" not in result.stdout
    assert "not answered yet: 4" in result.stdout


@pytest.mark.usefixtures("unjudged")
def test_submit_packs_what_the_stub_file_may_import(run: Run, folder: Path) -> None:
    for name in ("conv", "pooling", "mine", "not a module", "__init__"):
        (folder / "cs_cnn" / f"{name}.py").touch()
    assert run("submit", "02-convolution").exit_code == 0
    with zipfile.ZipFile(folder / "02-convolution.zip") as archive:
        packed = [name for name in archive.namelist() if name.endswith(".py")]
    assert sorted(packed) == ["cs_cnn/backprop.py", "cs_cnn/conv.py", "cs_cnn/mine.py"]


@pytest.mark.usefixtures("unjudged")
def test_submit_names_later_work_in_one_sentence_and_no_blank_stub(run: Run, folder: Path) -> None:
    (folder / "cs_cnn" / "conv.py").write_text('raise NotImplementedError("conv.forward")\n')
    assert "later" not in run("submit", ASSIGNMENT).stdout
    for name in ("pooling", "optim"):
        (folder / "cs_cnn" / f"{name}.py").write_text("x = 1\n")
    said = " ".join(run("submit", ASSIGNMENT).stdout.split())
    assert "Left out, for later assignments: cs_cnn/optim.py, cs_cnn/pooling.py." in said
    assert "conv.py" not in said


@pytest.mark.usefixtures("unjudged")
@pytest.mark.parametrize(
    ("text", "is_packed"),
    [("", False), ('"""My package."""\n# no code\n', False), ("from cs_cnn.a import b\n", True),
     ("x = 1\n", True), ("def (\n", True)],
)  # fmt: skip
def test_submit_packs_the_packages_own_names(
    run: Run, folder: Path, text: str, is_packed: bool
) -> None:
    (folder / "cs_cnn" / "__init__.py").write_text(text)
    assert run("submit", ASSIGNMENT).exit_code == 0
    with zipfile.ZipFile(folder / f"{ASSIGNMENT}.zip") as archive:
        assert ("cs_cnn/__init__.py" in archive.namelist()) == is_packed


@pytest.mark.usefixtures("unjudged")
def test_submit_says_what_grading_will_not_read(run: Run, folder: Path) -> None:
    (folder / "cs_cnn" / "table.py").write_text("#" * (2**20 + 1))
    assert "table.py is larger than 1 MiB" in run("submit", ASSIGNMENT).stdout


@pytest.fixture
def unjudged(monkeypatch: pytest.MonkeyPatch) -> None:
    """Packing alone: judging all exercises takes seconds."""
    monkeypatch.setattr(home, "judge", lambda *_, **__: [])


@pytest.mark.usefixtures("unjudged")
@pytest.mark.parametrize("text", ["{", "[]", '{"cells": 3}', '{"cells": [{}]}', "\x00"])
def test_submit_of_a_damaged_notebook_warns_and_packs(
    run: Run, folder: Path, notebook: Path, text: str
) -> None:
    notebook.write_text(text)
    result = run("submit", ASSIGNMENT)
    assert result.exit_code == 0
    assert f"{notebook.name} is damaged" in result.stdout
    assert (folder / f"{ASSIGNMENT}.zip").exists()


@pytest.mark.usefixtures("unjudged")
def test_submit_says_what_is_missing_doubled_or_not_of_this_assignment(
    run: Run, folder: Path, notebook: Path
) -> None:
    content = json.loads(notebook.read_text())
    doubled = next(c for c in content["cells"] if c["metadata"].get("nbgrader", {}).get("grade"))
    notebook.write_text(json.dumps({**content, "cells": [doubled, doubled]}))
    assert "more than once" in run("submit", ASSIGNMENT).stdout
    notebook.write_text(json.dumps({**content, "cells": []}))
    assert "is it the notebook of this assignment?" in run("submit", ASSIGNMENT).stdout
    notebook.unlink()
    assert f"{notebook.name} is missing" in run("submit", ASSIGNMENT).stdout


def test_submit_replaces_a_zip_whole_or_not_at_all(
    run: Run, folder: Path, notebook: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = folder / f"{ASSIGNMENT}.zip"
    target.write_bytes(b"earlier")
    monkeypatch.setattr(os, "fsync", refuse(errno.ENOSPC))
    assert run("submit", ASSIGNMENT).exit_code == 2
    assert target.read_bytes() == b"earlier"
    assert [p.name for p in folder.iterdir() if "zip" in p.name] == [target.name]


def test_submit_has_nothing_to_pack(run: Run, folder: Path) -> None:
    (folder / "cs_cnn" / "backprop.py").unlink()
    result = run("submit", ASSIGNMENT)
    assert result.exit_code == 2
    assert "nothing of 01-vector-backprop" in result.stderr
