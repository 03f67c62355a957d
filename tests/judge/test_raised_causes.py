"""What PyTorch raises is said in the words of the course."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from support.modules_world import judged, solution
from torch import nn
from torch.nn import functional as F

from autograder.core.exercise import Case
from autograder.core.verdict import CauseKind
from autograder.judge.raised_causes import cause_of
from autograder.render.diagnosis import diagnosis_text

X = torch.ones(3, 4, 6, 6)
CASE = Case("a batch of three", x=((3, 4, 6, 6),))


class Early(nn.Module):
    def __init__(self) -> None:
        self.layer = nn.ReLU()


class Foward(nn.Module):
    def foward(self, x: Any) -> Any:
        return x


def overwritten() -> None:
    out = torch.ones(2, requires_grad=True).exp()
    out += 1
    out.sum().backward()


RAISED = {
    "`super().__init__()` comes first": Early,
    "have 4 and 5 channels": lambda: X + torch.ones(3, 5, 6, 6),
    "have 6 and 5 places along axis 3": lambda: X + torch.ones(3, 4, 6, 5),
    "concatenated along axis 0": lambda: torch.cat([X, torch.ones(3, 5, 6, 6)]),
    "have 6 and 5 rows or columns": lambda: torch.cat([X, torch.ones(3, 4, 6, 5)], 1),
    "A 3×5 convolution gets 4 channels and is made for 7": nn.Conv2d(7, 8, (3, 5)),
    "A norm gets 4 channels and is made for 7": nn.BatchNorm2d(7),
    "The images of the batch are flattened into one": lambda: nn.Linear(144, 2)(X.reshape(1, -1)),
    "a volume that is not flattened": nn.Linear(144, 2),
    "gets 144 numbers of each image and is made for 100": lambda: nn.Linear(100, 2)(X.flatten(1)),
    "float32 although the module is in float64": lambda: nn.Conv2d(4, 2, 3)(X.double()),
    "no multiple of its groups": lambda: nn.Conv2d(4, 6, 3, groups=3),
    "has been rounded down to 0": lambda: F.conv2d(X, torch.ones(0, 4, 3, 3)),
    "needs is overwritten": overwritten,
    "A window is larger": nn.Conv2d(4, 2, 9),
    "A ModuleList is called": nn.ModuleList([nn.ReLU()]),
    "A module has no `forward`": Foward(),
}


@pytest.mark.parametrize("words", RAISED)
def test_the_cause_behind_an_exception_is_named(words: str) -> None:
    run = RAISED[words]
    with pytest.raises((AttributeError, RuntimeError, ValueError, NotImplementedError)) as raised:
        run(X) if isinstance(run, nn.Module) else run()
    cause = cause_of(str(raised.value), CASE)
    assert cause is not None
    assert cause.kind is CauseKind.RAISED
    assert words in cause.sentence


def test_float32_in_a_linear_layer_is_known_too() -> None:
    with pytest.raises(RuntimeError) as raised:
        F.linear(torch.ones(2, 3).double(), torch.ones(4, 3))
    assert cause_of(str(raised.value), CASE) is not None


@pytest.mark.parametrize("message", ["", "the size of tensor a", "no such thing (3)"])
def test_any_other_message_has_no_cause(message: str) -> None:
    assert cause_of(message, CASE) is None


WRONG = {
    ("ResNet", "self.blocks = nn.Sequential(*blocks)", "self.blocks = Listed(*blocks)"): (
        "Parameters are missing, and some layer does not move with the module"
    ),
    ("BasicBlock", "stride == 1 and c == f", "stride == 1"): "have 7 and 5 channels",
    ("LeNet", "def forward", "def foward"): "A module has no `forward`",
}
LISTED = """

class Listed:
    def __init__(self, *layers):
        self.layers = layers

    def __call__(self, x):
        for each in self.layers:
            x = each(x)
        return x
"""


@pytest.mark.parametrize("change", WRONG, ids=lambda change: change[0])
def test_a_module_that_raises_is_explained(change: tuple[str, str, str]) -> None:
    stub, old, new = change
    assert old in solution(stub)
    told = diagnosis_text(judged(stub, solution(stub).replace(old, new) + LISTED))
    assert WRONG[change] in told
    assert "exactly in the cases" not in told
