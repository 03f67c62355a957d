"""Every attack in ``attacks/outcome/``: images say nothing of their classes, so none earns a point.

Each hands in the same weights, which hold the public images and their classes.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from answers.secret import SECRET
from support.attack_files import Attack, attacks, contents, deserved, left_after
from support.outcome_world import saved, without_a_clue

from autograder.core.outcome import Batch
from autograder.judge.judge import judge
from autograder.worker.sandbox import Sandbox

MEMORY_MB = 256
EXERCISE = replace(without_a_clue, stub="cs_cnn.convnet:scores", memory_mb=MEMORY_MB)


@pytest.fixture(scope="module")
def weights() -> bytes:
    batches = EXERCISE.cases_of(EXERCISE.criteria[0], None)
    x = np.concatenate([batch.inputs["x"] for batch in batches])
    y = np.concatenate([batch.y for batch in batches if isinstance(batch, Batch)])
    return saved(x=x, y=y.astype(np.float16))


def hand_in(student: Path, attack: Attack, weights: bytes) -> None:
    package = student / "cs_cnn"
    (package / "this_student.py").write_text(str(student))
    (package / "convnet.py").write_bytes(attack.path.read_bytes())
    (package / "convnet.npz").write_bytes(weights)


@pytest.mark.parametrize("attack", attacks("outcome"), ids=lambda attack: attack.name)
def test_it_gets_what_it_deserves(
    attack: Attack, student: Path, sandbox: Sandbox, weights: bytes
) -> None:
    hand_in(student, attack, weights)
    before = contents(student)
    (verdict,) = judge([EXERCISE], student, secret=SECRET, sandbox=sandbox)
    assert contents(student) == before
    assert left_after(student) == []
    deserved(attack, verdict)


def test_what_holds_the_public_images_passes_at_home(student: Path, weights: bytes) -> None:
    (attack,) = (each for each in attacks("outcome") if each.path.stem == "public_images")
    hand_in(student, attack, weights)
    (verdict,) = judge([EXERCISE], student)
    assert verdict.points == EXERCISE.points
