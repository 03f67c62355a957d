"""Every module of assignment 07 in five styles passes; eight hundred changes of them do not."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest
from answers.arch.changes import CHANGES
from support.modules_world import BY_STUB, judged, solution

from autograder.core.verdict import Status
from autograder.render.diagnosis import diagnosis_text

LEAST = 20
"""Changes of every answer."""
SOME = 2
"""Changes of every answer that are tried outside of the long tests."""
STYLES = sorted((Path(__file__).parents[1] / "answers" / "arch" / "styles").glob("*.py"))
NETWORKS = (
    "AlexNet", "ZFNet", "VGG", "GoogLeNet", "ResNet", "DenseNet", "NASCell", "MobileNet",
    "wide_resnet50", "resnext50", "MBConv",
)  # fmt: skip
"""They take so long, as does MBConv, that their changes are for the long tests alone."""
ALL = [pytest.param(stub, 1, id=f"{stub}-all", marks=pytest.mark.soak) for stub in CHANGES]
SPREAD = [
    pytest.param(stub, -(-len(them) // SOME), id=stub)
    for stub, them in CHANGES.items()
    if stub not in NETWORKS
]


def test_there_are_enough_changes_of_every_answer() -> None:
    assert CHANGES.keys() == BY_STUB.keys()
    assert {stub for stub, changes in CHANGES.items() if len(changes) < LEAST} == set()


@pytest.mark.parametrize(("stub", "every"), [*SPREAD, *ALL])
def test_no_change_of_a_solution_passes(stub: str, every: int) -> None:
    wrong = []
    for label, (old, new, says) in list(CHANGES[stub].items())[::every]:
        assert old in solution(stub), label
        verdict = judged(stub, solution(stub).replace(old, new))
        told = diagnosis_text(verdict)
        if verdict.status in (Status.PASSED, Status.GRADER_ERROR) or says not in told:
            wrong.append((label, verdict.status, told))
    assert wrong == []


@pytest.mark.soak
@pytest.mark.parametrize("style", STYLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("stub", CHANGES)
def test_every_style_of_every_module_passes(stub: str, style: Path) -> None:
    verdict = judged(stub, style.read_text(encoding="utf-8"))
    assert verdict.passed, diagnosis_text(verdict)
    assert diagnosis_text(verdict) == ""


@pytest.mark.parametrize("style", STYLES, ids=lambda path: path.stem)
def test_every_style_has_every_module(style: Path) -> None:
    tree: Any = ast.parse(style.read_text(encoding="utf-8"))
    assert BY_STUB.keys() <= {getattr(node, "name", "") for node in tree.body}
