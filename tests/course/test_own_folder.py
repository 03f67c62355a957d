"""A learner's own folder: made, worked in, and brought up to date without a line lost."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from autograder.cli.app import app
from autograder.core.errors import NoWorkspace
from autograder.course import blank_stubs, own_folder
from autograder.course.folders import NOTEBOOKS, STUDENT_PACKAGE
from autograder.course.merging import merged
from autograder.course.submissions.pack import submit
from autograder.exercises import catalogue

FIRST = "notebooks/01-vector-backprop/01-vector-backprop.ipynb"


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    folder = tmp_path / "my own course"
    own_folder.start(folder)
    return folder


def newer(monkeypatch: pytest.MonkeyPatch, **texts: str) -> None:
    """A course in which some files have other contents."""
    now = dict(own_folder._course())
    changed = {name.replace("__", "/"): text.encode() for name, text in texts.items()}
    monkeypatch.setattr(own_folder, "_course", lambda: iter({**now, **changed}.items()))


def cells(path: Path) -> list[dict[str, Any]]:
    return json.loads(path.read_text(encoding="utf-8"))["cells"]


def notebook(**sources: str) -> bytes:
    made = [
        {"id": id, "cell_type": "code", "source": text, "metadata": {}, "outputs": []}
        for id, text in sources.items()
    ]
    return json.dumps({"cells": made, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()


def sources(made: bytes | None) -> dict[str, str]:
    assert made is not None
    return {cell["id"]: cell["source"] for cell in json.loads(made)["cells"]}


def test_it_has_every_notebook_and_blank_stubs(mine: Path) -> None:
    for assignment in catalogue.ASSIGNMENTS:
        name = f"{assignment}/{assignment}.ipynb"
        assert (mine / "notebooks" / name).read_bytes() == (NOTEBOOKS / name).read_bytes()
        for file, text in blank_stubs.blank_stubs(assignment).items():
            assert (mine / file).read_text(encoding="utf-8") == text
    assert (mine / "cs_cnn" / "given" / "experiment.py").is_file()


def test_a_notebook_in_it_imports_what_check_judges(mine: Path) -> None:
    """Though another ``cs_cnn`` is installed."""
    says = "from autograder import check; from cs_cnn import backprop; print(backprop.__file__)"
    where = mine / "notebooks" / "01-vector-backprop"
    done = subprocess.run(
        [sys.executable, "-c", says], cwd=where, capture_output=True, text=True, check=True
    )
    assert Path(done.stdout.strip()) == mine / "cs_cnn" / "backprop.py"
    assert STUDENT_PACKAGE.parent not in Path(done.stdout.strip()).parents


def test_a_folder_that_is_not_empty_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear Ada")
    with pytest.raises(NoWorkspace, match=r"is not empty.*cs-cnn update --from"):
        own_folder.start(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_nothing_new_changes_nothing(mine: Path) -> None:
    (mine / "cs_cnn" / "backprop.py").write_text("x = 1\n")
    before = {path: path.read_bytes() for path in mine.rglob("*") if path.is_file()}
    assert own_folder.update(mine) == own_folder.Updated()
    assert {path: path.read_bytes() for path in mine.rglob("*") if path.is_file()} == before


def test_what_was_not_touched_becomes_new(mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    newer(monkeypatch, **{"cs_cnn__optim.py": "new = 1\n", "cs_cnn__later.py": "later = 1\n"})
    done = own_folder.update(mine)
    assert done.replaced == ["cs_cnn/optim.py", "cs_cnn/later.py"]
    assert (mine / "cs_cnn" / "optim.py").read_text() == "new = 1\n"
    assert own_folder.update(mine) == own_folder.Updated()


def test_a_file_of_functions_stays_and_the_newer_one_lies_beside_it(
    mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (mine / "cs_cnn" / "optim.py").write_text("mine = 1\n")
    newer(monkeypatch, **{"cs_cnn__optim.py": "new = 1\n"})
    assert own_folder.update(mine).beside == ["cs_cnn/optim.py"]
    assert (mine / "cs_cnn" / "optim.py").read_text() == "mine = 1\n"
    assert (mine / "cs_cnn" / "optim.py.new").read_text() == "new = 1\n"


def test_what_is_given_becomes_new_and_ones_own_changes_are_kept(
    mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = mine / "cs_cnn" / "given" / "experiment.py"
    path.write_text("mine = 1\n")
    newer(monkeypatch, **{"cs_cnn__given__experiment.py": "new = 1\n"})
    (backup,) = own_folder.update(mine).backups
    assert path.read_text() == "new = 1\n"
    assert (mine / backup).read_text() == "mine = 1\n"


def test_a_written_answer_stays_in_a_newer_notebook(
    mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = mine / FIRST
    nb = json.loads(path.read_text(encoding="utf-8"))
    question = next(c for c in nb["cells"] if "question" in str(c["metadata"].get("nbgrader")))
    question["source"] = ["Because every path counts."]
    check = next(c for c in nb["cells"] if c["cell_type"] == "code")
    check["outputs"] = [{"output_type": "stream", "name": "stdout", "text": ["it ran"]}]
    path.write_text(json.dumps(nb), encoding="utf-8")
    new = json.loads((NOTEBOOKS / "01-vector-backprop" / path.name).read_text(encoding="utf-8"))
    new["cells"][0]["source"] = ["# A better title"]
    newer(monkeypatch, **{FIRST.replace("/", "__"): json.dumps(new)})
    done = own_folder.update(mine)
    assert done.merged == [FIRST]
    assert (mine / done.backups[0]).is_file()
    after = {cell["id"]: cell for cell in cells(path)}
    assert after[question["id"]]["source"] == question["source"]
    assert after[check["id"]]["outputs"] == check["outputs"]
    assert after[new["cells"][0]["id"]]["source"] == ["# A better title"]


@pytest.mark.parametrize(
    ("mine", "new", "becomes"),
    [
        ({"a": "1", "b": "mine"}, {"a": "2", "b": "2"}, {"a": "2", "b": "mine"}),
        ({"a": "1", "own": "x", "b": "1"}, {"a": "1", "n": "1", "b": "2"},
         {"a": "1", "own": "x", "n": "1", "b": "2"}),
        ({"own": "x", "too": "y", "a": "1", "b": "1"}, {"a": "2", "b": "1"},
         {"own": "x", "too": "y", "a": "2", "b": "1"}),
        ({"a": "1", "b": "mine"}, {"a": "1"}, {"a": "1", "b": "mine"}),
        ({"a": "1", "b": "1"}, {"b": "1"}, {"b": "1"}),
        ({"b": "1"}, {"a": "2", "b": "1"}, {"a": "2", "b": "1"}),
    ],
    ids=["written in", "a cell of one's own", "two at the top", "dropped, but written in",
         "dropped", "deleted"],
)  # fmt: skip
def test_cells_are_merged(
    mine: dict[str, str], new: dict[str, str], becomes: dict[str, str]
) -> None:
    made = merged([notebook(a="1", b="1")], notebook(**mine), notebook(**new))
    assert list(sources(made).items()) == list(becomes.items())


@pytest.mark.parametrize(
    "mine",
    [notebook(x="1", y="mine"), b"{", b"[]", json.dumps({"cells": [{"source": "mine"}]}).encode()],
    ids=["other ids", "no JSON", "no notebook", "no ids"],
)
def test_cells_that_cannot_be_told_apart_stay_together(mine: bytes) -> None:
    assert merged([notebook(a="1", b="1")], mine, notebook(a="2")) is None


def test_such_a_notebook_stays_and_the_newer_one_lies_beside_it(
    mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (mine / FIRST).write_bytes(notebook(x="mine"))
    newer(monkeypatch, **{FIRST.replace("/", "__"): notebook(a="2").decode()})
    assert own_folder.update(mine).beside == [FIRST]
    assert (mine / FIRST).read_bytes() == notebook(x="mine")
    assert (mine / FIRST.replace(".ipynb", ".new.ipynb")).read_bytes() == notebook(a="2")


def test_a_folder_that_start_did_not_make(tmp_path: Path) -> None:
    with pytest.raises(NoWorkspace, match=r"was not made by `cs-cnn start DIR`"):
        own_folder.update(tmp_path)


def test_the_commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = CliRunner().invoke
    begun = run(app, ["start", str(tmp_path / "a b")])
    assert begun.exit_code == 0, begun.output
    assert f"\n  cs-cnn lab --from '{tmp_path / 'a b'}'\n" in begun.stdout
    monkeypatch.chdir(tmp_path / "a b" / "notebooks")
    assert run(app, ["update"]).stdout == "Everything is up to date.\n"
    newer(monkeypatch, **{"cs_cnn__later.py": "later = 1\n"})
    assert "cs_cnn/later.py" in run(app, ["update"]).stdout
    assert run(app, ["start", str(tmp_path / "a b")]).exit_code == 2


def written(path: Path, id: str, text: str) -> None:
    """Write into a cell, as an editor does."""
    whole = json.loads(path.read_text(encoding="utf-8"))
    next(cell for cell in whole["cells"] if cell["id"] == id)["source"] = [text]
    path.write_text(json.dumps(whole), encoding="utf-8")


@pytest.mark.parametrize(
    "now",
    [{"a": "2", "b": "1"}, {"a": "1", "n": "new", "b": "1"}],
    ids=["another text", "a new cell"],
)
def test_an_update_that_was_saved_over_comes_again(
    mine: Path, monkeypatch: pytest.MonkeyPatch, now: dict[str, str]
) -> None:
    """JupyterLab had the notebook open, and whoever sat there chose Overwrite."""
    path = mine / FIRST
    newer(monkeypatch, **{FIRST.replace("/", "__"): notebook(a="1", b="1").decode()})
    own_folder.update(mine)
    written(path, "b", "mine")
    open_in_lab = path.read_bytes()
    newer(monkeypatch, **{FIRST.replace("/", "__"): notebook(**now).decode()})
    own_folder.update(mine)
    assert sources(path.read_bytes()) == {**now, "b": ["mine"]}
    path.write_bytes(open_in_lab)
    assert own_folder.update(mine).merged == [FIRST]
    assert sources(path.read_bytes()) == {**now, "b": ["mine"]}
    assert own_folder.update(mine) == own_folder.Updated()


def test_what_was_deleted_or_written_after_an_update_is_no_reason_for_another(
    mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for version in ("1", "2"):
        newer(monkeypatch, **{FIRST.replace("/", "__"): notebook(a=version, b="1").decode()})
        own_folder.update(mine)
    (mine / FIRST).write_bytes(notebook(a="mine"))
    assert own_folder.update(mine) == own_folder.Updated()


def test_a_file_that_was_saved_over_untouched_becomes_new_again(
    mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = mine / "cs_cnn" / "optim.py"
    before = path.read_bytes()
    newer(monkeypatch, **{"cs_cnn__optim.py": "new = 1\n"})
    own_folder.update(mine)
    path.write_bytes(before)
    assert own_folder.update(mine).replaced == ["cs_cnn/optim.py"]
    assert path.read_text() == "new = 1\n"


def test_a_notebook_that_was_moved_is_brought_up_to_date_where_it_is(
    mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved = mine / "notebooks" / "Week 1.ipynb"
    (mine / FIRST).rename(moved)
    before = moved.read_bytes()
    assert own_folder.update(mine) == own_folder.Updated()
    first = cells(moved)[0]["id"]
    changed = json.loads(before)
    changed["cells"][0]["source"] = ["# A better title"]
    newer(monkeypatch, **{FIRST.replace("/", "__"): json.dumps(changed)})
    assert own_folder.update(mine).replaced == ["notebooks/Week 1.ipynb"]
    assert sources(moved.read_bytes())[first] == ["# A better title"]
    assert not (mine / FIRST).exists()
    assert "01-vector-backprop.ipynb" in submit("01-vector-backprop", mine, mine).files


def test_a_notebook_that_is_gone_comes_back(mine: Path) -> None:
    (mine / FIRST).unlink()
    assert own_folder.update(mine).replaced == [FIRST]


def test_an_open_notebook_is_to_be_loaded_again(
    mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(mine)
    newer(monkeypatch, **{"cs_cnn__later.py": "later = 1\n"})
    run = CliRunner().invoke
    assert "JupyterLab" not in run(app, ["update"]).stdout
    newer(monkeypatch, **{FIRST.replace("/", "__"): notebook(a="1").decode()})
    said = " ".join(run(app, ["update"]).stdout.split())
    assert "Reload Notebook from Disk" in said
