"""The demo class: submissions that tell what happens in a real one, made by small edits."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from autograder.core.exercise import Case, Exercise
from autograder.core.stubs import blank, rewrite
from autograder.course.folders import SOLUTIONS, notebook
from autograder.course.gradebook.cells import claimed_id, grade_id
from autograder.course.submissions.contents import stub_files
from autograder.exercises import catalogue
from autograder.judge.conclude import earned

T = TypeVar("T")
Lost = Callable[[Case], bool]
Cells = list[dict[str, Any]]


def everything(whole: T) -> T:
    """Write all exercises; leave all cells as released."""
    return whole


@dataclass(frozen=True)
class Story:
    """A student, what they submit, and the points that the judge must give."""

    student: str
    assignment: str
    summary: str
    bodies: Mapping[str, str] = field(default_factory=dict)
    """Functions that differ from the solution, and their bodies."""
    loses: Mapping[str, Lost] = field(default_factory=dict)
    """Exercises that lose points by it, and which of their cases fail."""
    slow: tuple[str, ...] = ()
    """Exercises that are correct but not fast enough."""
    first_line: str = ""
    imports: bool = True
    """Whether the module can be imported at all."""
    starts: Callable[[list[str]], list[str]] = everything
    """Chooses the exercises that are written at all."""
    cells: Callable[[Cells], Cells] = everything
    """Changes the cells of the notebook."""
    cut: float = 1.0
    """The share of the notebook's file that is left."""

    def files(self, released: str) -> dict[str, str]:
        """The submission, given the text of the released notebook."""
        nb = json.loads(released)
        nb["cells"] = self.cells(nb["cells"])
        text = json.dumps(nb, indent=1)
        whole = {notebook(self.assignment): text[: int(len(text) * self.cut)]}
        return whole | {file: self._module(file) for file in stub_files(self.assignment)}

    def _module(self, file: str) -> str:
        text = self.first_line + (SOLUTIONS / Path(file).name).read_text(encoding="utf-8")
        there = [exercise for exercise in self._exercises() if exercise.file == file]
        for function in {exercise.function for exercise in there} & self.bodies.keys():
            text = rewrite(text, function, self.bodies[function])
        return blank(text, {e.function: e.id for e in there if e.id not in self._started()})

    def _exercises(self) -> list[Exercise]:
        return catalogue.of_assignment(self.assignment)

    def _started(self) -> list[str]:
        return self.starts([exercise.id for exercise in self._exercises()])

    def points(self, secret: bytes) -> float:
        """The sum over all exercises of its points times the share of its cases that pass."""
        return sum(self._points(e, secret) for e in self._exercises() if e.id in self._started())

    def _points(self, exercise: Exercise, secret: bytes) -> float:
        if not self.imports:
            return 0.0
        share = 0.5 if exercise.id in self.slow else 1.0
        return earned(exercise.points, self._outcomes(exercise, secret), share=share)

    def _outcomes(self, exercise: Exercise, secret: bytes) -> list[tuple[bool, bool]]:
        """Of each case, whether it is hidden and whether it passes; empty if all of them pass."""
        lost = self.loses.get(exercise.id)
        if lost is None:
            return []
        kinds = ((False, exercise.public_cases()), (True, exercise.hidden_cases(secret)))
        return [(hidden, not lost(case)) for hidden, cases in kinds for case in cases]


ASSIGNMENT = "01-vector-backprop"
CONVOLUTION = "02-convolution"
REGULARIZATION = "04-regularization"
OPTIMIZATION = "05-optimization"
CONVNETS = "06-convnets"
ARCHITECTURES = "07-architectures"
ANSWER_HERE = "YOUR ANSWER HERE"

_First = partial(Story, assignment=ASSIGNMENT)
_Second = partial(Story, assignment=CONVOLUTION)
_Fourth = partial(Story, assignment=REGULARIZATION)
_Fifth = partial(Story, assignment=OPTIMIZATION)
_Sixth = partial(Story, assignment=CONVNETS)
_Seventh = partial(Story, assignment=ARCHITECTURES)


def all_cases(case: Case) -> bool:
    """Every case of an exercise fails."""
    return True


def large_cases(case: Case) -> bool:
    """Cases fail in which an explicit Jacobian needs more memory than there is."""
    return any(getattr(value, "size", 0) > 10_000 for value in case.inputs.values())


def deep_cases(case: Case) -> bool:
    """Cases fail that have a hidden layer, and so a ReLU."""
    return "w2" in case.inputs["params"]


def unpadded_cases(case: Case) -> bool:
    """Cases fail that have no border of zeros."""
    return not case.inputs.get("pad")


def training_cases(case: Case) -> bool:
    """Cases fail in which batch normalization is in training mode."""
    return bool(case.inputs.get("train", True))


def sloping_cases(case: Case) -> bool:
    """Cases fail that have a nonzero gradient and moments that remember."""
    betas = (case.inputs.get(name) for name in ("beta1", "beta2"))
    return bool(case.inputs["gradients"].any()) and any(beta != 0 for beta in betas)


def lopsided_cases(case: Case) -> bool:
    """Cases fail in which one class is taken for another more often than the other way round."""
    taken = case.inputs["scores"].argmax(axis=1).tolist()
    pairs = sorted(zip(case.inputs["y"].tolist(), taken, strict=True))
    return pairs != sorted((answer, truth) for truth, answer in pairs)


def frozen_cases(case: Case) -> bool:
    """Cases fail in which a part of the network is frozen, a norm with it."""
    return bool(case.inputs["frozen"])


def batches(case: Case) -> bool:
    """Cases fail that have more than one sample."""
    return len(case.inputs["x"]) > 1


def _answered(cells: Cells) -> Cells:
    """An answer in every cell that asks for one."""
    words = "Because the gradient of a sum is the sum of the gradients."
    return [
        {**cell, "source": words} if ANSWER_HERE in "".join(cell["source"]) else cell
        for cell in cells
    ]


def _without_last_tests(cells: Cells) -> Cells:
    """The tests of the last three exercises are gone; another one is there twice."""
    gone = {grade_id(exercise.id) for exercise in catalogue.of_assignment(ASSIGNMENT)[-3:]}
    kept = [cell for cell in cells if claimed_id(cell) not in gone]
    twice = next(index for index, cell in enumerate(kept) if claimed_id(cell) == "backprop-relu")
    return [*kept[: twice + 1], copy.deepcopy(kept[twice]), *kept[twice + 1 :]]


def _lost(*names: str, cases: Lost = all_cases) -> dict[str, Lost]:
    return {f"backprop.{name}": cases for name in names}


STORIES = (
    _First("Ada", summary="Everything is correct, questions answered.", cells=_answered),
    _First("Ben", summary="Untouched.", starts=lambda ids: []),
    _First("Cleo", summary="Half finished.", starts=lambda ids: ids[: len(ids) // 2]),
    _First(
        "Dana",
        summary="The gate of ReLU tests dout instead of x, so everything built on it is wrong too.",
        bodies={"relu_backward": "return dout * (dout > 0)"},
        loses={**_lost("relu_backward", "two_layer_loss"), **_lost("mlp_loss", cases=deep_cases)},
    ),
    _First(
        "Emil",
        summary="The gradient of the bias is averaged over the batch instead of summed.",
        bodies={"affine_backward": "return dout @ w.T, x.T @ dout, dout.mean(axis=0)"},
        loses=_lost(
            "affine_backward", "maxout_backward", "two_layer_loss", "mlp_loss", cases=batches
        ),
    ),
    _First(
        "Fay",
        summary="The vector-Jacobian product builds the Jacobian: correct until memory runs out.",
        bodies={"relu_vjp": "return np.diag((x > 0).astype(x.dtype)) @ dout"},
        loses=_lost("relu_vjp", cases=large_cases),
    ),
    _First(
        "Gus",
        summary="The module raises when it is imported.",
        first_line="import numpyy as np\n",
        imports=False,
    ),
    _First(
        "Hana",
        summary="An endless loop in one exercise.",
        bodies={"jacobian_bytes": "while True:\n    n += 1"},
        loses=_lost("jacobian_bytes"),
    ),
    _First(
        "Ivo",
        summary="Correct, but it floods stdout and writes to stderr.",
        bodies={
            "relu": "import sys\n"
            'print("debugging " * 100_000)\n'
            'print("still debugging", file=sys.stderr)\n'
            "return np.maximum(0, x)"
        },
    ),
    _First("Jun", summary="Correct, but the notebook's file was damaged on the way.", cut=0.6),
    _First(
        "Kim",
        summary="Three exercises not started, their tests deleted, another test duplicated.",
        starts=lambda ids: ids[:-3],
        cells=_without_last_tests,
    ),
    _First(
        "Lee",
        summary="One exercise uses PyTorch instead of NumPy.",
        bodies={"tanh": "import torch\n\nreturn torch.tanh(torch.from_numpy(x)).numpy()"},
        loses=_lost("tanh"),
    ),
    _Second(
        "Mia",
        summary="The border is cut off as [pad:-pad], which leaves nothing if pad is 0.",
        bodies={
            "conv_backward": "dx, dw, db = conv_backward_im2col(dout, x, w, b, stride, pad)\n"
            "return pad2d(dx, pad)[:, :, pad:-pad, pad:-pad], dw, db"
        },
        loses={"conv.backward": unpadded_cases},
    ),
    _Second(
        "Noa",
        summary="Correct, but with loops instead of a matrix product.",
        bodies={"conv_forward_im2col": "return conv_forward(x, w, b, stride, pad)"},
        slow=("conv.forward_im2col",),
    ),
    _Fourth(
        "Olga",
        summary="The running averages weight the old by momentum and the new by 1 − momentum.",
        bodies={
            "batchnorm_forward": "if not train:\n"
            "    standard = (x - running_mean) / np.sqrt(running_var + eps)\n"
            "    return gamma * standard + beta, running_mean.copy(), running_var.copy()\n"
            "mean = momentum * running_mean + (1 - momentum) * x.mean(axis=0)\n"
            "var = momentum * running_var + (1 - momentum) * x.var(axis=0, ddof=1)\n"
            "return gamma * _standardized(x, 0, eps) + beta, mean, var"
        },
        loses={
            "normalization.batchnorm_forward": training_cases,
            "normalization.spatial_batchnorm": training_cases,
        },
    ),
    _Fifth(
        "Pia",
        summary="Adam does not correct its moments, and AdamW is built on it.",
        bodies={
            "adam": "m = beta1 * m + (1 - beta1) * g\n"
            "v = beta2 * v + (1 - beta2) * g**2\n"
            "return w - lr * m / (np.sqrt(v) + eps), m, v"
        },
        loses={"optim.adam": sloping_cases, "optim.adamw": sloping_cases},
    ),
    _Sixth(
        "Quentin",
        summary="The table of confusions has the truth in its columns; no network was trained.",
        bodies={
            "confusion": "out = np.zeros((classes, classes), dtype=int)\n"
            "np.add.at(out, (scores.argmax(axis=1), y), 1)\n"
            "return out"
        },
        loses={"convnet.confusion": lopsided_cases},
        starts=lambda ids: [id for id in ids if id != "convnet.train"],
    ),
    _Seventh(
        "Rosa",
        summary="Fine-tuning moves the averages of norms that are frozen; the rest is to come.",
        bodies={
            "fine_tune_step": "model.train()\n"
            "loss = F.cross_entropy(model(x), y)\n"
            "optimizer.zero_grad()\n"
            "loss.backward()\n"
            "optimizer.step()\n"
            "return loss.item()"
        },
        loses={"arch.fine_tune": frozen_cases},
        starts=lambda ids: [ids[0], *ids[-3:]],
    ),
)
