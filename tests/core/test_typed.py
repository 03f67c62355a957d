"""A sentence names the command as it can be typed where it is read."""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path

import pytest

from autograder.cli.app import main
from autograder.core.typed import as_typed

SENTENCE = "Next: `cs-cnn hint backprop.relu`"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose environment is not activated, and the folder where the student is."""
    bin = tmp_path / "my project" / ".venv" / "bin"
    bin.mkdir(parents=True)
    for name in ("cs-cnn", "python", "jupyter"):
        (bin / name).touch(0o755)
    monkeypatch.chdir(bin.parents[1])
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "executable", str(bin / "python"))
    return Path.cwd()


def typed(monkeypatch: pytest.MonkeyPatch, first: str) -> str:
    monkeypatch.setattr(sys, "argv", [first, "check"])
    return as_typed(SENTENCE)


def test_where_the_environment_is_activated_it_is_the_name(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(project / ".venv" / "bin"))
    assert typed(monkeypatch, str(project / ".venv" / "bin" / "cs-cnn")) == SENTENCE
    assert typed(monkeypatch, str(project / "autograder" / "cli" / "__main__.py")) == (
        "Next: `python -m autograder.cli hint backprop.relu`"
    )


@pytest.mark.skipif(os.name == "nt", reason="paths of another system")
def test_where_it_is_not_it_is_what_was_typed(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert typed(monkeypatch, ".venv/bin/cs-cnn") == "Next: `.venv/bin/cs-cnn hint backprop.relu`"
    whole = str(project / ".venv" / "bin" / "cs-cnn")
    assert typed(monkeypatch, whole) == f"Next: `'{whole}' hint backprop.relu`"


@pytest.mark.skipif(os.name == "nt", reason="paths of another system")
def test_another_environment_is_not_this_one(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "cs-cnn").touch(0o755)
    assert ".venv/bin/cs-cnn hint" in typed(monkeypatch, ".venv/bin/cs-cnn")


@pytest.mark.skipif(os.name == "nt", reason="paths of another system")
def test_a_notebook_names_the_command_beside_its_python(project: Path) -> None:
    beside = project / ".venv" / "bin" / "cs-cnn"
    assert as_typed(SENTENCE, in_notebook=True) == f"Next: `'{beside}' hint backprop.relu`"


def test_what_lies_beside_it_is_named_in_the_same_way(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sentence = "Run `jupyter lab` or `python -m pip list`."
    bin = project / ".venv" / "bin"
    monkeypatch.setattr(sys, "argv", [".venv/bin/cs-cnn", "doctor"])
    assert as_typed(sentence) == (
        f"Run `.venv/bin/jupyter lab` or `{shlex.quote(str(bin / 'python'))} -m pip list`."
    )
    monkeypatch.setenv("PATH", str(bin))
    assert as_typed(sentence) == sentence


def test_usage_names_the_program_as_it_was_typed(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", [".venv/bin/cs-cnn", "hint"])
    with pytest.raises(SystemExit):
        main()
    assert "Try '.venv/bin/cs-cnn hint --help' for help." in capsys.readouterr().err
    monkeypatch.setattr(sys, "argv", [".venv/bin/cs-cnn", "--help"])
    with pytest.raises(SystemExit):
        main()
    assert "`.venv/bin/cs-cnn COMMAND --help` says more" in capsys.readouterr().out


def test_other_text_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    assert typed(monkeypatch, "pytest") == SENTENCE
    assert as_typed("`cs-cnn` and cs-cnn list") == "`cs-cnn` and cs-cnn list"
