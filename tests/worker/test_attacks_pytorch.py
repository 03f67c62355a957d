"""Every attack in ``attacks/pytorch/``, and in `make soak` all others too, on a PyTorch worker."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
from answers.secret import SECRET
from support.attack_files import Attack, attacks, contents, deserved, left_after

from autograder.core.exercise import Exercise
from autograder.core.verdict import Verdict
from autograder.course.folders import SOLUTIONS
from autograder.exercises import catalogue
from autograder.exercises.arch import EXERCISES
from autograder.judge.judge import Judge
from autograder.worker.runtime import PYTORCH
from autograder.worker.sandbox import Sandbox

EXERCISE = {each.id: each for each in EXERCISES}
BESIDE = [EXERCISE[id] for id in ("arch.separable", "arch.fine_tune")]
"""Exercises of the same submission that must come out as if there were no attack."""
ABOUT_TORCH = ("torch", "torch_caught")
"""Attacks that import what this worker has."""


@pytest.fixture(scope="module")
def one_judge(tmp_path_factory: pytest.TempPathFactory, sandbox: Sandbox) -> Iterator[Judge]:
    """One worker for all attacks, or another after one that takes it along: it starts slowly."""
    root = tmp_path_factory.mktemp("student")
    (root / "cs_cnn").mkdir()
    (root / "cs_cnn" / "__init__.py").touch()
    with Judge(root, secret=SECRET, sandbox=sandbox) as judge:
        yield judge


def hand_in(root: Path, module: str, text: bytes) -> None:
    package = root / "cs_cnn"
    shutil.copy(SOLUTIONS / f"{module}.py", package / "right.py")
    (package / "this_student.py").write_text(str(root))
    (package / f"{module}.py").write_bytes(b"from cs_cnn.right import *\n" + text)


def without_notes(verdict: Verdict) -> dict[str, Any]:
    return {**asdict(verdict), "noticed": []}


@pytest.fixture(scope="module")
def honest(one_judge: Judge) -> list[dict[str, Any]]:
    hand_in(one_judge.root, "arch", b"")
    verdicts = one_judge.verdicts(BESIDE)
    assert all(verdict.passed and not verdict.noticed for verdict in verdicts)
    return list(map(without_notes, verdicts))


@pytest.mark.parametrize("attack", attacks("pytorch"), ids=lambda attack: attack.name)
def test_it_gets_what_it_deserves_and_harms_nobody(
    attack: Attack, one_judge: Judge, honest: list[dict[str, Any]]
) -> None:
    known = EXERCISE[attack.must.get("exercise", "arch.basic_block")]
    chosen = replace(known, seconds=float(attack.must.get("seconds", known.seconds)))
    hand_in(one_judge.root, "arch", attack.path.read_bytes())
    before = contents(one_judge.root)
    attacked, *others = one_judge.verdicts([chosen, *BESIDE])
    assert contents(one_judge.root) == before
    deserved(attack, attacked)
    assert list(map(without_notes, others)) == honest


def test_no_process_is_left(one_judge: Judge, honest: list[dict[str, Any]]) -> None:
    one_judge.close()
    assert left_after(one_judge.root) == []


def on_pytorch(attack: Attack) -> Exercise:
    known = catalogue.exercises()[attack.must.get("exercise", "backprop.relu")]
    seconds = float(attack.must.get("seconds", known.seconds))
    return replace(known, runtime=PYTORCH, seconds=seconds, memory_mb=256)


@pytest.mark.soak
@pytest.mark.parametrize(
    "attack",
    [each for each in attacks("forging", "stealing", "ruled_out", "breaking")
     if each.path.stem not in ABOUT_TORCH],
    ids=lambda attack: attack.name,
)  # fmt: skip
def test_attacks_on_the_numpy_worker_get_no_further(
    attack: Attack, student: Path, sandbox: Sandbox
) -> None:
    chosen = on_pytorch(attack)
    hand_in(student, chosen.id.partition(".")[0], attack.path.read_bytes())
    (student / "cs_cnn" / "how_many.py").write_text(f"PUBLIC = {len(chosen.public_cases())}")
    before = contents(student)
    with Judge(student, secret=SECRET, sandbox=sandbox) as judge:
        (verdict,) = judge.verdicts([chosen])
    assert contents(student) == before
    assert left_after(student) == []
    deserved(attack, verdict)
