"""The worker of assignment 07: PyTorch, what it imports, and nothing else that is installed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from autograder.core.verdict import Status
from autograder.course.folders import SOLUTIONS
from autograder.exercises import catalogue
from autograder.exercises.arch import EXERCISES
from autograder.judge.judge import Judge
from autograder.render.diagnosis import diagnosis_text
from autograder.worker.exchange import Reply, Request
from autograder.worker.libraries import libraries_of
from autograder.worker.runtime import NUMPY, PYTORCH
from autograder.worker.sandbox import Sandbox
from autograder.worker.worker import Worker

LOOKS = """
import os, stat, sys
import torch

BEFORE = set(sys.modules)

def look(x):
    layers = [torch.nn.Conv2d(3, 4, 3), torch.nn.BatchNorm2d(4), torch.nn.Dropout()]
    layers += [torch.nn.MaxPool2d(2), torch.nn.Flatten(), torch.nn.LazyLinear(5)]
    model = torch.nn.Sequential(*layers)
    rule = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
    scores = model(torch.zeros(2, 3, 8, 8))
    torch.nn.functional.cross_entropy(scores, torch.tensor([0, 1])).backward()
    rule.step()
    return [torch.get_num_threads(), sorted(set(sys.modules) - BEFORE)]

def chance(x):
    place = os.stat("/dev/urandom")
    try:
        open("/dev/urandom", "wb")
        return "written"
    except OSError:
        return "plain" if stat.S_ISREG(place.st_mode) else "device"

def imported(x):
    found = []
    for name in ("click", "yaml", "pytest", "nbgrader", "dask", "platformdirs"):
        try:
            __import__(name)
            found.append(name)
        except ImportError:
            pass
    return found
"""

NAMED = ("torchvision", "timm", "scipy", "PIL", "autograder", "sklearn")


def ask(worker: Worker, function: str) -> Reply:
    return worker.ask(Request(f"cs_cnn.mine:{function}", [[[1]]], None, 20.0, 1024))


@pytest.fixture(scope="module")
def worker(tmp_path_factory: pytest.TempPathFactory, sandbox: Sandbox) -> Worker:
    root = tmp_path_factory.mktemp("student")
    (root / "cs_cnn").mkdir()
    (root / "cs_cnn" / "__init__.py").touch()
    (root / "cs_cnn" / "mine.py").write_text(LOOKS)
    with Worker(root, sandbox, PYTORCH) as one:
        yield one


def test_libraries_are_what_pytorch_imports() -> None:
    names = {path.name for path in libraries_of(PYTORCH)}
    assert {"torch", "numpy", "sympy"} <= names
    assert names & {"torchvision", "PIL", "scipy", "matplotlib", "nbgrader", "click"} == set()
    assert len(names) < 15
    assert all(path.exists() for path in libraries_of(PYTORCH))


def test_a_fork_runs_on_one_thread_and_imports_nothing_more(worker: Worker) -> None:
    reply = ask(worker, "look")
    assert [frame["value"] for frame in reply.frames] == [[1, []]], reply
    assert reply.noticed == []


def test_what_is_random_is_a_plain_file(worker: Worker) -> None:
    assert ask(worker, "chance").frames[0]["value"] == "plain"


def test_nothing_else_that_is_installed_can_be_imported(worker: Worker) -> None:
    assert ask(worker, "imported").frames[0]["value"] == []


@pytest.mark.parametrize("name", NAMED)
def test_other_libraries_are_ruled_out_by_name(student: Path, name: str) -> None:
    assert name in PYTORCH.ruled_out
    assert name in NUMPY.ruled_out or name == "timm"


def test_no_earlier_assignment_has_pytorch() -> None:
    earlier = [each for each in catalogue.exercises().values() if each.module != "cs_cnn.arch"]
    assert {each.runtime for each in earlier} == {NUMPY}
    assert {each.runtime for each in EXERCISES} == {PYTORCH}
    assert "torch" in NUMPY.ruled_out
    assert "torch" not in {path.name for path in libraries_of(NUMPY)}


def test_a_submission_of_both_kinds_has_two_workers(student: Path, sandbox: Sandbox) -> None:
    """The one with PyTorch starts when the first exercise asks for it."""
    for name in ("backprop", "arch"):
        shutil.copy(SOLUTIONS / f"{name}.py", student / "cs_cnn")
    smuggled = "from cs_cnn import arch\n"
    (student / "cs_cnn" / "conv.py").write_text(smuggled)
    relu, pad = (catalogue.exercises()[id] for id in ("backprop.relu", "conv.pad"))
    lenet = next(each for each in EXERCISES if each.id == "arch.lenet")
    with Judge(student, sandbox=sandbox) as one:
        first, second, third = one.verdicts([relu, lenet, pad])
        assert one.worker(NUMPY) is not one.worker(PYTORCH)
    assert first.passed, diagnosis_text(first)
    assert second.passed, diagnosis_text(second)
    assert third.status is Status.FORBIDDEN
