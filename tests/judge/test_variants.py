"""Where no cause is known, a small change that mends the answer says where the mistake is."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from autograder.core.verdict import CauseKind, Verdict
from autograder.course.folders import SOLUTIONS
from autograder.exercises import catalogue
from autograder.judge.judge import Judge, judge
from autograder.worker.child.variants import every_change

EVERYTHING = "everything is right in all public cases."
WRONG = {
    "tanh_backward": (
        "def tanh_backward(dout, x):\n    return dout * (1 - np.tanh(x)) ** 2",
        [
            "Look at cs_cnn/own_tanh_backward.py, line 2, `(1 - np.tanh(x)) ** 2`: "
            f"with other brackets, {EVERYTHING}"
        ],
    ),
    "relu_backward": (
        "def relu_backward(dout, x):\n    return np.where(x < 1e-3, dout, 0)",
        [f"line 2, `x < 1e-3`: with another comparison in place of `<`, {EVERYTHING}"],
    ),
    "elu": (
        "def elu(x, alpha=1.0):\n    return np.where(x > 0, x, alpha * np.exp(x) + 1)",
        [
            "line 2, `alpha * np.exp(x) + 1`: with another operator in place of `+`, "
            "3 of the 8 public cases that fail are right."
        ],
    ),
    "softmax_loss": (
        "def softmax_loss(scores, y):\n"
        "    s = scores - scores.max(axis=1, keepdims=True)\n"
        "    s = s - np.log(np.exp(s).sum(axis=1, keepdims=True))\n    rows = np.arange(len(y))\n"
        "    d = np.exp(s)\n    d[rows, y] -= 1\n"
        "    return -s[rows, y].sum() * len(y), d * len(y)",
        [f"with another operator in `* len(y)` wherever it stands, {EVERYTHING}"],
    ),
    "affine_backward": (
        "def affine_backward(dout, x, w, b):\n"
        "    dx = dout @ w.T\n    dw = (x + 1).T @ dout\n    db = dout.max(axis=0)\n"
        "    return dx, dw, db",
        [
            "line 3, `x + 1`: without `1`, dw is right in all public cases.",
            "line 4, `dout.max(axis=0)`: with another function in place of `max`, db is right",
        ],
    ),
    "numerical_gradient": (
        "def numerical_gradient(f, x, h=1e-5):\n"
        "    slopes = np.zeros(x.shape)\n    for i in np.ndindex(x.shape):\n"
        "        up, down = x.copy(), x.copy()\n        up[i] += h\n        down[i] -= h\n"
        "        slopes[i] = (f(up) - f(down)) / (2 * h)\n        return slopes",
        [
            "line 8, `return slopes`: with this line indented by one level more or less, "
            f"{EVERYTHING}"
        ],
    ),
    "relu_vjp": (
        "def relu_vjp(dout, x):\n    return helped(x, dout)\n\n"
        "def helped(dout, x):\n    return dout * (x > 0)",
        ["line 2, `return helped(x, dout)`: with dout and x in each other's place"],
    ),
}
"""Functions, and what must be said of them; their lines are counted from their own first one."""
NO_HELP = "def sigmoid(x):\n    return np.cos(x) ** 3 + np.sin(2 * x) ** 5 - 7"


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Verdict]:
    """Of a hand-in with all these functions; where none is wrong, the solution's."""
    package = tmp_path_factory.mktemp("student") / "cs_cnn"
    package.mkdir()
    (package / "__init__.py").touch()
    for name, (code, _) in WRONG.items():
        (package / f"own_{name}.py").write_text(f"{code}\n\nimport numpy as np\n")
    (package / "own_sigmoid.py").write_text(f"{NO_HELP}\n\nimport numpy as np\n")
    solutions = (SOLUTIONS / "backprop.py").read_text()
    own = [f"from cs_cnn.own_{name} import {name}\n" for name in [*WRONG, "sigmoid"]]
    (package / "backprop.py").write_text(solutions + "".join(own))
    exercises = [catalogue.exercises()[f"backprop.{name}"] for name in [*WRONG, "sigmoid"]]
    with Judge(package.parent, secret=b"of the tests", most_asked_back=len(exercises)) as one:
        said = one.verdicts(exercises)
    return {each.function: one for each, one in zip(exercises, said, strict=True)}


@pytest.mark.parametrize("name", WRONG)
def test_the_place_of_a_mistake_is_named(verdicts: dict[str, Verdict], name: str) -> None:
    said = verdicts[name].diagnosis
    assert said is not None
    causes = [cause for cause in (said.cause, *said.more) if cause]
    told = [cause.sentence for cause in causes if cause.kind is CauseKind.PLACE]
    assert len(told) == len(WRONG[name][1])
    for sentence, part in zip(told, WRONG[name][1], strict=True):
        assert part in sentence


def test_what_no_change_mends_has_no_place(verdicts: dict[str, Verdict]) -> None:
    said = verdicts["sigmoid"].diagnosis
    assert said is not None
    assert said.cause is not None
    assert said.cause.kind is CauseKind.EXAMPLE


def test_only_a_few_exercises_are_asked_back(student: Path) -> None:
    code = (SOLUTIONS / "backprop.py").read_text()
    (student / "cs_cnn" / "backprop.py").write_text(code + WRONG["tanh_backward"][0])
    exercise = catalogue.exercises()["backprop.tanh_backward"]
    with Judge(student, most_asked_back=0) as one:
        (verdict,) = one.verdicts([exercise])
    assert verdict.diagnosis is not None
    assert verdict.diagnosis.cause is None


def test_a_change_is_taken_back_before_the_next() -> None:
    """And there are many: of every function of the course dozens at least."""
    for file in sorted(SOLUTIONS.glob("*.py")):
        source = file.read_bytes()
        parts = ast.parse(source).body
        functions = [each for each in parts if isinstance(each, ast.FunctionDef | ast.ClassDef)]
        for function in functions:
            before, count = ast.dump(function), 0
            for _ in every_change([function]):
                count += 1
            assert ast.dump(function) == before
            assert count > 10, (file.name, function.name)


def test_a_variant_that_does_not_end_costs_itself_alone(student: Path) -> None:
    """`x < 3` turned round runs for ever."""
    code = (
        "import numpy as np\n\ndef relu(x):\n    n = 0\n    while n < 3:\n        n += 1\n"
        "    return np.where(x > 0, x, 2)\n"
    )
    (student / "cs_cnn" / "backprop.py").write_text(code)
    (verdict,) = judge([catalogue.exercises()["backprop.relu"]], student)
    assert verdict.diagnosis is not None
    assert verdict.diagnosis.cause is not None
    assert "line 7" in verdict.diagnosis.cause.sentence
