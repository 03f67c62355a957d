"""The demo class: hand-ins that tell what happens in a real one, made by small edits."""

from __future__ import annotations

import copy
from functools import partial
from typing import Any

from autograder.course.record import grade_id
from autograder.course.story import Cells, Lost, Story
from autograder.exercises import catalogue
from autograder.judge.exercise import Case

ASSIGNMENT = "01-vector-backprop"
CONVOLUTION = "02-convolution"
ANSWER_HERE = "YOUR ANSWER HERE"

_First = partial(Story, assignment=ASSIGNMENT)
_Second = partial(Story, assignment=CONVOLUTION)


def all_cases(case: Case) -> bool:
    """Every case of an exercise is lost."""
    return True


def large_cases(case: Case) -> bool:
    """Cases are lost where an explicit Jacobian needs more memory than there is."""
    return any(getattr(value, "size", 0) > 10_000 for value in case.inputs.values())


def deep_cases(case: Case) -> bool:
    """Cases are lost that have a hidden layer, and so a ReLU."""
    return "w2" in case.inputs["params"]


def unpadded_cases(case: Case) -> bool:
    """Cases are lost that have no border of zeros."""
    return not case.inputs.get("pad")


def _answered(cells: Cells) -> Cells:
    """Words in every cell that asks for some."""
    words = "Because the gradient of a sum is the sum of the gradients."
    return [
        {**cell, "source": words} if ANSWER_HERE in "".join(cell["source"]) else cell
        for cell in cells
    ]


def _without_last_tests(cells: Cells) -> Cells:
    """The tests of the last three exercises are gone, another one is there twice."""
    gone = {grade_id(exercise.id) for exercise in catalogue.of_assignment(ASSIGNMENT)[-3:]}
    kept = [cell for cell in cells if _id(cell) not in gone]
    twice = next(index for index, cell in enumerate(kept) if _id(cell) == "backprop-relu")
    return [*kept[: twice + 1], copy.deepcopy(kept[twice]), *kept[twice + 1 :]]


def _id(cell: dict[str, Any]) -> str:
    return str(cell["metadata"].get("nbgrader", {}).get("grade_id", ""))


def _lost(*names: str, cases: Lost = all_cases) -> dict[str, Lost]:
    return {f"backprop.{name}": cases for name in names}


STORIES = (
    _First("Ada", tells="All right, questions answered.", cells=_answered),
    _First("Ben", tells="Untouched.", starts=lambda ids: []),
    _First("Cleo", tells="Half finished.", starts=lambda ids: ids[: len(ids) // 2]),
    _First(
        "Dana",
        tells="The gate of ReLU looks at dout instead of x; what builds on it is wrong with it.",
        bodies={"relu_backward": "return dout * (dout > 0)"},
        loses={**_lost("relu_backward", "two_layer_loss"), **_lost("mlp_loss", cases=deep_cases)},
    ),
    _First(
        "Emil",
        tells="The gradient of the bias is averaged over the batch instead of summed.",
        bodies={"affine_backward": "return dout @ w.T, x.T @ dout, dout.mean(axis=0)"},
        loses=_lost("affine_backward", "maxout_backward", "two_layer_loss", "mlp_loss"),
    ),
    _First(
        "Fay",
        tells="The vector-Jacobian product builds the Jacobian: right, until memory runs out.",
        bodies={"relu_vjp": "return np.diag((x > 0).astype(x.dtype)) @ dout"},
        loses=_lost("relu_vjp", cases=large_cases),
    ),
    _First(
        "Gus",
        tells="The module raises when it is imported.",
        first_line="import numpyy as np\n",
        imports=False,
    ),
    _First(
        "Hana",
        tells="An endless loop in one exercise.",
        bodies={"jacobian_bytes": "while True:\n    n += 1"},
        loses=_lost("jacobian_bytes"),
    ),
    _First(
        "Ivo",
        tells="Right, but it floods stdout and writes to stderr.",
        bodies={
            "relu": "import sys\n"
            'print("debugging " * 100_000)\n'
            'print("still debugging", file=sys.stderr)\n'
            "return np.maximum(0, x)"
        },
    ),
    _First("Jun", tells="Right, but the notebook's file was damaged on the way.", cut=0.6),
    _First(
        "Kim",
        tells="Three exercises not started, their tests deleted, another test duplicated.",
        starts=lambda ids: ids[:-3],
        cells=_without_last_tests,
    ),
    _First(
        "Lee",
        tells="One exercise asks PyTorch instead of NumPy.",
        bodies={"tanh": "import torch\n\nreturn torch.tanh(torch.from_numpy(x)).numpy()"},
        loses=_lost("tanh"),
    ),
    _Second(
        "Mia",
        tells="The border is cut off as [pad:-pad], which leaves nothing where there is none.",
        bodies={
            "conv_backward": "dx, dw, db = conv_backward_im2col(dout, x, w, b, stride, pad)\n"
            "return pad2d(dx, pad)[:, :, pad:-pad, pad:-pad], dw, db"
        },
        loses={"conv.backward": unpadded_cases},
    ),
    _Second(
        "Noa",
        tells="Right, but loops where a matrix product is asked for.",
        bodies={"conv_forward_im2col": "return conv_forward(x, w, b, stride, pad)"},
        slow=("conv.forward_im2col",),
    ),
)
