"""The text of a wrong answer: what is lost in it, and nothing that is not."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from answers.corpus import ANSWERS
from answers.here import answer_of, frame

from autograder.core.verdict import Cause, CauseKind
from autograder.course.folders import SOLUTIONS
from autograder.exercises import catalogue
from autograder.judge import reading as sentences
from autograder.judge.judge import judge
from autograder.judge.prepared import prepared
from autograder.judge.trial import read_reply
from autograder.worker.child import reading
from autograder.worker.exchange import Reply

FOUND = {
    "for i in x:\n    out = x[i]\nreturn out": [],
    "out = 0\nfor i in x:\n    out = x[i]\nreturn out": [("last round", 4)],
    "out = 0\nfor i in x:\n    out = out + x[i]\nreturn out": [],
    "out = 0\nfor i in x:\n    if x[i]:\n        out = x[i]\nreturn out": [],
    "out = 0\nfor i in x:\n    out = x[i]\n    if out:\n        break\nreturn out": [],
    "out = x * 0\nfor i in x:\n    for j in w:\n        out[i] = x[i] * w[j]\nreturn out": [
        ("last round", 5)
    ],
    "out = x * 0\nfor i in x:\n    for j in w:\n        out[i, j] = x[i] * w[j]\nreturn out": [],
    "out = x * 0\nfor i in x:\n    at = i + 1\n    out[at] = x[i]\nreturn out": [],
    "out = 0\nfor i in x:\n    out += x[i]\n    return out": [("return", 5)],
    "for i in x:\n    if x[i] > w:\n        return i\nreturn x": [],
    "for i in x:\n    if x[i]:\n        continue\n    return i": [],
    "x = np.ones(3)\nreturn x * w": [("overwritten", 2)],
    "x = np.asarray(x)\nreturn x * w": [],
    "np.pad(x, 1)\nreturn x * w": [("thrown away", 2)],
    "x - w\nreturn x * w": [("thrown away", 2)],
    "np.clip(x, 0, 1, out=w)\nreturn x * w": [],
    "np.add.at(w, 0, x)\nreturn x * w": [],
    "mask = x > 0\nreturn x * w": [("not used", 2)],
    "mask = x > 0\nreturn mask * w": [],
    "mask = x * 2\nreturn x * w": [("not used", 2)],
    "mask = x * 2\nreturn eval('mask * w')": [],
    "out = 0\nfor i in range(3):\n    out += x[0] * w[0]\nreturn out": [("idle", 3)],
    "for i in range(3):\n    x = x - w * x\nreturn x": [],
    "for i in range(3):\n    w[0] += x.random()\nreturn w": [],
    "for _ in range(3):\n    w[0] += x[0]\nreturn w": [],
    "return x // w": [("whole", 2)],
    "return x[len(w) // 2] + np.zeros(len(w) // 2)": [],
    "return x": [],
}
"""The body of a function of x and w, and the kinds and lines of what is found."""


@pytest.mark.parametrize("body", FOUND)
def test_what_is_lost_is_found(body: str) -> None:
    lines = body.replace("\n", "\n    ")
    (function,) = ast.parse(f"def function(x, w):\n    {lines}\n").body
    assert isinstance(function, ast.FunctionDef)
    every = [*reading._of_arguments(function), *reading._of(function)]
    found = [(kind, getattr(at, "lineno", 0)) for kind, at, _ in every if kind != "unused"]
    assert found == FOUND[body]
    unread = {name for kind, _, name in every if kind == "unused"}
    assert unread == {name for name in ("x", "w") if name not in body.replace("np.zeros", "")}


def test_right_answers_lose_nothing() -> None:
    """But for whole divisions, of which nothing is said unless an output is whole."""
    files = [*SOLUTIONS.glob("*.py"), *ANSWERS.glob("*/terse.py"), *ANSWERS.glob("*/loops.py")]
    for file in files:
        for function in ast.parse(file.read_bytes()).body:
            if isinstance(function, ast.FunctionDef):
                kinds = {kind for kind, *_ in reading._of(function)}
                assert kinds <= {"whole"}, (file, function.name)


def said(lines: str, findings: list[list[object]]) -> list[Cause]:
    exercise = catalogue.exercises()["backprop.affine_forward"]
    answer = answer_of(exercise, f"def answer(*given):\n    {lines}\n", "answer")
    trials = prepared(exercise, None).trials()
    frames = [frame(exercise, answer, trial.case) for trial in trials]
    read_reply(exercise, trials, Reply(opening={"imported": True}, frames=frames))
    return sentences.causes(exercise, trials, findings)


DIVIDED = ["whole", "cs_cnn/backprop.py", 7, "x // w", ""]
UNUSED = ["not used", "cs_cnn/backprop.py", 8, "mask = x > 0", "mask"]


def test_a_division_is_blamed_where_all_is_whole() -> None:
    floored = "x, w, b = given; return np.floor(3 * x @ w + b)"
    (cause,) = said(floored, [UNUSED, DIVIDED])
    assert cause.kind is CauseKind.TEXT
    assert cause.place == "cs_cnn/backprop.py:7"
    assert cause.sentence == (
        "Line 7 divides with `//`, which rounds down, and every value of your out is whole: "
        "`x // w`."
    )


def test_a_division_is_not_blamed_for_other_numbers() -> None:
    (cause,) = said("x, w, b = given; return 3 * x @ w + b", [UNUSED, DIVIDED])
    assert cause.sentence == "Line 8 computes mask, and nothing uses it: `mask = x > 0`."


def test_nothing_is_said_of_what_is_right_or_raises() -> None:
    assert said("x, w, b = given; return x @ w + b", [UNUSED]) == []
    assert said("x, w, b = given; return w @ x @ w + np.ones(99)", [UNUSED]) == []


def test_an_argument_that_nothing_reads_has_its_line(student: Path) -> None:
    """Of b, which the gradients do not need and nothing reads either, nothing is said."""
    code = (
        "import numpy as np\n\ndef affine_backward(dout, x, w, b):\n"
        "    dx = np.sin(dout) @ np.cos(w.T)\n    return dx, np.tanh(w) ** 3, dout.sum(axis=0)\n"
    )
    (student / "cs_cnn" / "backprop.py").write_text(code)
    (verdict,) = judge([catalogue.exercises()["backprop.affine_backward"]], student, secret=b"-")
    assert verdict.diagnosis is not None
    causes = [each for each in (verdict.diagnosis.cause, *verdict.diagnosis.more) if each]
    told = [each.sentence for each in causes if each.kind is CauseKind.INFLUENCE]
    assert told[0].startswith("dout and x have no influence on your dw: ")
    assert told[1].startswith("Your dw depends on w, and should not")
    assert len(told) == 2


def test_the_line_is_said_of_what_nothing_reads_alone() -> None:
    line = ["unused", "cs_cnn/conv.py", 3, "def pad(x, pad):", "pad"]
    cause = Cause(CauseKind.INFLUENCE, "pad", "pad has no influence.")
    assert sentences.with_line(cause, [line]).place == "cs_cnn/conv.py:3"
    both = Cause(CauseKind.INFLUENCE, "x and pad", "x and pad have no influence.")
    assert sentences.with_line(both, [line]) == both
