"""The demo class: hand-ins that tell what happens in a real one, made by small edits."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from autograder.course.folders import PROJECT
from autograder.course.record import grade_id
from autograder.exercises import catalogue
from autograder.judge.conclude import earned
from autograder.judge.exercise import Case, Exercise
from autograder.judge.stubs import blank, rewrite

ASSIGNMENT = "01-vector-backprop"
MODULE = "cs_cnn/backprop.py"
SOLUTION = PROJECT / "autograder" / "solutions" / "backprop.py"
ANSWER_HERE = "YOUR ANSWER HERE"

T = TypeVar("T")
Lost = Callable[[Case], bool]
Cells = list[dict[str, Any]]


def all_cases(case: Case) -> bool:
    """Every case of an exercise is lost."""
    return True


def large_cases(case: Case) -> bool:
    """Cases are lost where an explicit Jacobian needs more memory than there is."""
    return any(getattr(value, "size", 0) > 10_000 for value in case.inputs.values())


def everything(whole: T) -> T:
    """All exercises are written; all cells are as they were released."""
    return whole


def deep_cases(case: Case) -> bool:
    """Cases are lost that have a hidden layer, and so a ReLU."""
    return "w2" in case.inputs["params"]


@dataclass(frozen=True)
class Story:
    """A student, what they hand in, and what the judge has to make of it."""

    student: str
    tells: str
    bodies: Mapping[str, str] = field(default_factory=dict)
    """Functions that are not as in the solution, and what they do instead."""
    loses: Mapping[str, Lost] = field(default_factory=dict)
    """Exercises that lose points by it, and which of their cases do."""
    first_line: str = ""
    imports: bool = True
    """Whether the module can be imported at all."""
    starts: Callable[[list[str]], list[str]] = everything
    """Which exercises are written at all."""
    cells: Callable[[Cells], Cells] = everything
    """What was done to the cells of the notebook."""
    cut: float = 1.0
    """How much of the notebook's file is left."""

    def files(self, released: str) -> dict[str, str]:
        """The hand-in, given the text of the released notebook."""
        nb = json.loads(released)
        nb["cells"] = self.cells(nb["cells"])
        text = json.dumps(nb, indent=1)
        return {f"{ASSIGNMENT}.ipynb": text[: int(len(text) * self.cut)], MODULE: self._module()}

    def _module(self) -> str:
        text = self.first_line + SOLUTION.read_text(encoding="utf-8")
        for function, body in self.bodies.items():
            text = rewrite(text, function, body)
        return blank(text, {e.function: e.id for e in _exercises() if e.id not in self._started()})

    def _started(self) -> list[str]:
        return self.starts([exercise.id for exercise in _exercises()])

    def points(self, secret: bytes) -> float:
        """The sum over all exercises: its points times its share of cases that are not lost."""
        return sum(self._points(e, secret) for e in _exercises() if e.id in self._started())

    def _points(self, exercise: Exercise, secret: bytes) -> float:
        if not self.imports:
            return 0.0
        if exercise.id not in self.loses:
            return exercise.points
        kinds = ((False, exercise.public_cases()), (True, exercise.hidden_cases(secret)))
        lost = self.loses[exercise.id]
        return earned(
            exercise.points, [(h, not lost(case)) for h, cases in kinds for case in cases]
        )


def _exercises() -> list[Exercise]:
    return catalogue.of_assignment(ASSIGNMENT)


def _answered(cells: Cells) -> Cells:
    """Words in every cell that asks for some."""
    words = "Because the gradient of a sum is the sum of the gradients."
    return [
        {**cell, "source": words} if ANSWER_HERE in "".join(cell["source"]) else cell
        for cell in cells
    ]


def _without_last_tests(cells: Cells) -> Cells:
    """The tests of the last three exercises are gone, another one is there twice."""
    gone = {grade_id(exercise.id) for exercise in _exercises()[-3:]}
    kept = [cell for cell in cells if _id(cell) not in gone]
    twice = next(index for index, cell in enumerate(kept) if _id(cell) == "backprop-relu")
    return [*kept[: twice + 1], copy.deepcopy(kept[twice]), *kept[twice + 1 :]]


def _id(cell: dict[str, Any]) -> str:
    return str(cell["metadata"].get("nbgrader", {}).get("grade_id", ""))


def _lost(*names: str, cases: Lost = all_cases) -> dict[str, Lost]:
    return {f"backprop.{name}": cases for name in names}


STORIES = (
    Story("Ada", "All right, questions answered.", cells=_answered),
    Story("Ben", "Untouched.", starts=lambda ids: []),
    Story("Cleo", "Half finished.", starts=lambda ids: ids[: len(ids) // 2]),
    Story(
        "Dana",
        "The gate of ReLU looks at dout instead of x; what builds on it is wrong with it.",
        bodies={"relu_backward": "return dout * (dout > 0)"},
        loses={**_lost("relu_backward", "two_layer_loss"), **_lost("mlp_loss", cases=deep_cases)},
    ),
    Story(
        "Emil",
        "The gradient of the bias is averaged over the batch instead of summed.",
        bodies={"affine_backward": "return dout @ w.T, x.T @ dout, dout.mean(axis=0)"},
        loses=_lost("affine_backward", "maxout_backward", "two_layer_loss", "mlp_loss"),
    ),
    Story(
        "Fay",
        "The vector-Jacobian product builds the Jacobian: right, until memory runs out.",
        bodies={"relu_vjp": "return np.diag((x > 0).astype(x.dtype)) @ dout"},
        loses=_lost("relu_vjp", cases=large_cases),
    ),
    Story(
        "Gus",
        "The module raises when it is imported.",
        first_line="import numpyy as np\n",
        imports=False,
    ),
    Story(
        "Hana",
        "An endless loop in one exercise.",
        bodies={"jacobian_bytes": "while True:\n    n += 1"},
        loses=_lost("jacobian_bytes"),
    ),
    Story(
        "Ivo",
        "Right, but it floods stdout and writes to stderr.",
        bodies={
            "relu": "import sys\n"
            'print("debugging " * 100_000)\n'
            'print("still debugging", file=sys.stderr)\n'
            "return np.maximum(0, x)"
        },
    ),
    Story("Jun", "Right, but the notebook's file was damaged on the way.", cut=0.6),
    Story(
        "Kim",
        "Three exercises not started, their tests deleted, another test duplicated.",
        starts=lambda ids: ids[:-3],
        cells=_without_last_tests,
    ),
    Story(
        "Lee",
        "One exercise asks PyTorch instead of NumPy.",
        bodies={"tanh": "import torch\n\nreturn torch.tanh(torch.from_numpy(x)).numpy()"},
        loses=_lost("tanh"),
    ),
)
