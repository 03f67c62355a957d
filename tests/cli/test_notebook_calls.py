"""``check`` and ``hint`` as a notebook calls them: never an exception, never half an answer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from support.student_world import ASSIGNMENT, Run, write

from autograder import notebook
from autograder.exercises import catalogue


@pytest.fixture
def beside(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A student's folder, in which the notebook runs."""
    monkeypatch.chdir(folder)
    notebook._home.cache_clear()
    return folder


def page(said: Any) -> str:
    return str(said._repr_html_())


@pytest.mark.usefixtures("beside")
def test_an_assignment_is_judged_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    few = [catalogue.exercises()[id] for id in ("backprop.relu", "backprop.tanh")]
    monkeypatch.setattr(catalogue, "of_assignment", lambda name: few)
    said = notebook.check(ASSIGNMENT)
    assert all(exercise.id in page(said) for exercise in few)
    assert f"of {len(few)} exercises passed" in page(said)
    assert repr(said) == f"{sum(verdict.points for verdict in said.verdicts):g}"  # type: ignore[union-attr]


def test_every_way_to_check_at_home_judges_what_is_handed_in(beside: Path, run: Run) -> None:
    (beside / "cs_cnn" / "utils").mkdir()
    (beside / "cs_cnn" / "utils" / "__init__.py").write_text("def zero(x):\n    return 0 * x\n")
    write(beside, "relu", "from cs_cnn.utils import zero\nreturn np.maximum(x, zero(x))")
    assert "move what you need" in page(notebook.check("backprop.relu"))
    said = " ".join(run("check", "backprop.relu").stdout.split())
    assert "move what you need into one of them" in said
    assert "cs_cnn/backprop.py, line" in said
    assert "backprop.relu: failed" in run("submit", ASSIGNMENT).stdout


def test_a_verdict_points_to_the_hint_as_a_notebook_asks_for_it(beside: Path) -> None:
    write(beside, "relu", "return np.abs(x)")
    wrong, right = page(notebook.check("backprop.relu")), page(notebook.check("backprop.tanh"))
    assert "hint(&quot;backprop.relu&quot;)" in wrong
    assert "cs-cnn" not in wrong
    assert "hint(" not in right


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "Name an exercise, in quotes"),
        ((5,), "Name an exercise, in quotes"),
        (("backprop.relu", "2"), 'without quotes: `hint("backprop.relu", 2)`'),
        (("backprop.relu", 1.5), "The level is a number"),
        (("backprop.relu", True), "The level is a number"),
        (("backprop.rleu",), "Did you mean"),
        ((ASSIGNMENT,), "name one exercise, such as `hint("),
        (("backprop.relu",), 'More: `hint("backprop.relu", 2)`'),
        (("backprop.relu", 99), "Hint "),
    ],
)
def test_a_hint_is_a_hint_or_one_sentence(arguments: tuple[Any, ...], said: str) -> None:
    assert said in notebook.hint(*arguments).text


def test_a_file_that_cannot_be_read_is_one_sentence(
    beside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", "cs_cnn/backprop.py")

    monkeypatch.setattr(Path, "open", refused)
    assert "give yourself access" in notebook.check("backprop.relu").text  # type: ignore[union-attr]


def test_a_pair_is_checked_in_one_table(beside: Path) -> None:
    """Each exercise once; nbgrader, which prints the result, reads the points of both."""
    write(beside, "relu_backward", "return x")
    said = notebook.check("backprop.relu", "backprop.relu_backward", "backprop.relu")
    ids = [verdict.id for verdict in said.verdicts]  # type: ignore[union-attr]
    assert ids == ["backprop.relu", "backprop.relu_backward"]
    assert "1 of 2 exercises passed, 1 of 3 points" in page(said)
    assert repr(said) == "1"


@pytest.mark.parametrize("ids", [(), ("",), (5,), ("backprop.relu", 5)])
def test_a_check_of_nothing_is_one_sentence(ids: tuple[Any, ...]) -> None:
    assert "Name an exercise, in quotes" in notebook.check(*ids).text  # type: ignore[union-attr]
