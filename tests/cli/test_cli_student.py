"""The command as students use it: what it says, what it leaves behind, how it exits."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import click
import pytest
from support.student_world import ASSIGNMENT, Run, refuse, write

from autograder.cli import watching
from autograder.cli.app import SECTIONS, app
from autograder.core.errors import NoWorkspace
from autograder.core.exercise import Exercise
from autograder.core.outcome import weights_of
from autograder.core.verdict import Status, Verdict
from autograder.course.submissions import home
from autograder.exercises import catalogue


def test_help_names_every_command_under_its_heading(run: Run) -> None:
    text = run("--help").stdout
    students, instructors = text.split("For students:")[1].split("For instructors:")
    for part, commands in ((students, "student"), (instructors, "instructor")):
        for command in SECTIONS[f"For {commands}s"]:
            assert f"  {command.name} " in part


@pytest.mark.parametrize("name", sorted(app.commands))
def test_every_command_explains_itself_in_one_line(run: Run, name: str) -> None:
    assert run(name, "--help").exit_code == 0
    assert 10 < len(app.commands[name].get_short_help_str(200)) < 68


def test_list_has_every_exercise(run: Run) -> None:
    text = run("list").stdout
    for exercise in catalogue.exercises().values():
        assert f"{exercise.id} " in text


def test_list_takes_assignments_and_ids(run: Run) -> None:
    rows = json.loads(run("list", ASSIGNMENT, "conv.pad", "--json").stdout)["exercises"]
    wanted = [*(each.id for each in catalogue.of_assignment(ASSIGNMENT)), "conv.pad"]
    assert [row["id"] for row in rows] == wanted
    assert "conv.forward" not in run("list", ASSIGNMENT).stdout
    refused = run("list", "01-vector-backprp")
    assert refused.exit_code == 2
    assert "Did you mean" in refused.stderr


def test_list_as_json(run: Run) -> None:
    rows = json.loads(run("list", "--json").stdout)["exercises"]
    for row, exercise in zip(rows, catalogue.exercises().values(), strict=True):
        assert (row["id"], row["points"]) == (exercise.id, exercise.points)
        assert row["assignment"] == catalogue.assignment_of(exercise.id)
        assert row["misconceptions"] == len(exercise.misconceptions) >= (not weights_of(exercise))


def test_check_of_what_is_right(run: Run, folder: Path) -> None:
    result = run("check", "backprop.relu", "backprop.tanh", "backprop.relu")
    assert result.exit_code == 0, result.output
    assert "2 of 2 exercises passed" in result.stdout


def test_check_of_what_is_wrong(run: Run, folder: Path) -> None:
    write(folder, "relu", "return np.abs(x)")
    result = run("check", "backprop.relu", "backprop.tanh")
    assert result.exit_code == 1
    assert "✗ backprop.relu" in result.stdout
    assert "values differ" in result.stdout
    assert "✓ backprop.tanh" in result.stdout
    assert "1 of 2 exercises passed" in result.stdout


def test_check_without_a_name_takes_all_that_is_there_from_a_folder_below(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    fake = lambda exercises, root, **_: asked.append((len(exercises), root)) or []  # noqa: E731
    monkeypatch.setattr(home, "judge", fake)
    monkeypatch.chdir(folder / "cs_cnn")
    assert run("check").exit_code == 0
    assert run("check", ASSIGNMENT).exit_code == 0
    (folder / "cs_cnn" / "conv.py").touch()
    assert run("check").exit_code == 0
    first, second = (len(catalogue.of_assignment(name)) for name in (ASSIGNMENT, "02-convolution"))
    assert asked == [(first, folder)] * 2 + [(first + second, folder)]


def test_check_as_json_prints_nothing_else(run: Run, folder: Path) -> None:
    write(folder, "relu", "print('noise')\nreturn np.abs(x)")
    result = run("check", "--json", "backprop.relu", "backprop.tanh")
    relu, tanh = json.loads(result.stdout)["exercises"]
    assert result.exit_code == 1
    assert {"id", "status", "points", "max_points", "diagnosis", "cases"} <= relu.keys()
    assert (relu["id"], relu["status"], tanh["status"]) == ("backprop.relu", "failed", "passed")
    assert relu["points"] < relu["max_points"]
    assert {"name", "status"} <= relu["cases"][0].keys()


def test_check_of_another_folder(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder.parent)
    assert run("check", "backprop.relu", "--from", folder.name).exit_code == 0


def test_an_unknown_id_is_answered_with_the_nearest(run: Run, folder: Path) -> None:
    result = run("check", "backprop.rleu")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Did you mean backprop.relu" in result.stderr


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["check", "--from", "missing"], "missing"),
        (["check", "--from", "empty"], "no cs_cnn/ folder"),
        (["hint", ASSIGNMENT], "name one exercise, such as backprop."),
        (["hint", "backprop.relu", "--level", "9"], "none at 9"),
        (["hint", "backprop.relu", "--level", "0"], "none at 0"),
        (["reset", "backprop.rleu"], "Did you mean"),
        (["submit", "02"], "There is no exercise or assignment '02'"),
        (["chek"], "check"),
        (["list", "--jsno"], "--json"),
    ],
)
def test_bad_input_gets_a_sentence(run: Run, folder: Path, args: list[str], said: str) -> None:
    (folder / "empty").mkdir()
    result = run(*args)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "Traceback" not in result.output


def test_no_cs_cnn_anywhere_says_where_to_go(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("check")
    assert result.exit_code == 2
    assert "--from" in result.stderr


def test_a_fault_of_ours_is_exit_code_3(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = Verdict("backprop.relu", "t", Status.GRADER_ERROR, 0, 1, "ours")
    monkeypatch.setattr(home, "judge", lambda *_, **__: [broken])
    assert run("check", "backprop.relu").exit_code == 3
    assert run("check", "backprop.relu", "--json").exit_code == 3


@pytest.mark.parametrize("debug", [[], ["--debug"]])
def test_an_unexpected_error_is_one_sentence_or_a_traceback(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, debug: list[str]
) -> None:
    def boom(*_: object, **__: object) -> None:
        raise KeyError("lost")

    monkeypatch.setattr(home, "judge", boom)
    result = run(*debug, "check", "backprop.relu")
    assert result.exit_code == 3
    assert ("Traceback" in result.stderr) == bool(debug)
    assert ("CS_CNN_DEBUG=1" in result.stderr) == (not debug)


def test_ctrl_c_is_a_clean_exit(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(home, "judge", interrupted)
    result = run("check")
    assert result.exit_code == 130
    assert result.stderr == "\nStopped.\n"


def test_watch_goes_on_after_a_file_that_cannot_be_read(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = iter([[], NoWorkspace("Cannot read it."), []])
    asked = []

    def judge(exercises: list[Exercise], *_: object, **__: object) -> list[Verdict]:
        asked.append(len(exercises))
        now = next(said)
        if isinstance(now, NoWorkspace):
            raise now
        return now

    monkeypatch.setattr(home, "judge", judge)
    saves = iter([{"cs_cnn/backprop.py"}, set(), {"cs_cnn/backprop.py"}])
    monkeypatch.setattr(watching, "saved", lambda root, seconds: saves)
    assert "Cannot read it." in run("watch", "backprop.relu").stderr
    assert asked == [1, 1, 1]


def test_hints_say_how_many_there_are(run: Run) -> None:
    hints = catalogue.exercises()["backprop.relu"].hints
    first = run("hint", "backprop.relu").stdout
    assert f"Hint 1 of {len(hints)}" in first
    assert "--level 2" in first
    last = run("hint", "backprop.relu", "--level", str(len(hints))).stdout
    assert "More" not in last
    assert " ".join(hints[-1].split()) in " ".join(last.split())


def test_reset_keeps_every_version(run: Run, folder: Path) -> None:
    file = folder / "cs_cnn" / "backprop.py"
    versions = []
    for body in ("return np.abs(x)", "return 2 * x"):
        write(folder, "relu", body)
        versions.append(file.read_text())
        assert run("reset", "backprop.relu").exit_code == 0
        assert "blank stub" in run("reset", "backprop.relu").stdout
    kept = [folder / "cs_cnn" / f"backprop.py.{number}.bak" for number in (1, 2)]
    assert [path.read_text() for path in kept] == versions
    assert len(list(file.parent.glob("*.bak"))) == 2, "a blank stub needs no backup"
    result = json.loads(run("check", "--json", "backprop.relu", "backprop.tanh").stdout)
    assert [e["status"] for e in result["exercises"]] == ["not started", "passed"]


@pytest.mark.parametrize(
    ("number", "said"),
    [(errno.ENOSPC, "no space left"), (errno.EACCES, "give yourself access")],
)
def test_reset_changes_nothing_where_it_may_not_write(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, number: int, said: str
) -> None:
    before = (folder / "cs_cnn" / "backprop.py").read_text()
    monkeypatch.setattr(os, "fsync", refuse(number))
    result = run("reset", "backprop.relu")
    assert result.exit_code == 2
    assert said in result.stderr
    assert (folder / "cs_cnn" / "backprop.py").read_text() == before


def test_reset_keeps_the_line_ends_and_the_mark_of_an_editor(run: Run, folder: Path) -> None:
    file = folder / "cs_cnn" / "backprop.py"
    run("reset", "backprop.relu")
    blank = b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n")
    raised = b'raise NotImplementedError("backprop.relu")'
    file.write_bytes(blank.replace(raised, b"return 1\r\n    # done"))
    assert run("reset", "backprop.relu").exit_code == 0
    assert file.read_bytes() == blank


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00", b"import numpy\n"])
def test_reset_of_a_file_that_cannot_be_mended(
    run: Run, folder: Path, content: bytes | None
) -> None:
    file = folder / "cs_cnn" / "backprop.py"
    file.unlink()
    if content is not None:
        file.write_bytes(content)
    result = run("reset", "backprop.relu")
    assert result.exit_code == 2
    assert "backprop" in result.stderr or "relu" in result.stderr
    assert content is None or file.read_bytes() == content


def test_data_lists_every_data_set(run: Run) -> None:
    from cs_cnn.given.data import names

    text = run("data").stdout
    assert all(name in text for name in names())


def test_names_complete_on_the_tab_key() -> None:
    parameter = app.commands["check"].params[0]
    found = parameter.shell_complete(click.Context(app.commands["check"]), "backprop.rel")
    assert {"backprop.relu", "backprop.relu_backward"} <= {item.value for item in found}
