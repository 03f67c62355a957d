"""Every attack in ``attacks/``, in the real sandbox: what it earns, and that it harms nobody."""

from __future__ import annotations

import shutil
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
from autograder.judge.judge import judge
from autograder.worker.sandbox import Sandbox

BESIDE = ("relu_backward", "affine_forward", "jacobian_bytes", "elu")
"""Exercises of the same submission that must come out as if there were no attack."""

MEMORY_MB = 256
FEW = 10
"""Calls in a run that is timed: no attack on speed is faster than plain loops."""
FOLDERS = ("forging", "stealing", "ruled_out", "breaking")


def exercise(id: str, seconds: str = "") -> Exercise:
    """With little memory and, for an attack on the time limit, with its few ``seconds``.

    All others have the time of the exercise, so that a slow machine changes no status.
    """
    known = catalogue.exercises()[id]
    if known.criteria:
        return replace(known, criteria=tuple(replace(one, calls=FEW) for one in known.criteria))
    return replace(known, seconds=float(seconds or known.seconds), memory_mb=MEMORY_MB)


def beside(module: str, seconds: str = "") -> list[Exercise]:
    names = BESIDE if module == "backprop" else ()
    return [exercise(f"{module}.{name}", seconds) for name in names]


def hand_in(root: Path, module: str, text: bytes) -> None:
    package = root / "cs_cnn"
    shutil.copy(SOLUTIONS / f"{module}.py", package / "right.py")
    (package / "this_student.py").write_text(str(root))
    (package / f"{module}.py").write_bytes(b"from cs_cnn.right import *\n" + text)


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """What lies around while a submission is judged."""
    for name in ("gradebook.db", ".cs_cnn/secret", "reports/01/ada.json", "submitted/ada/a.py"):
        path = tmp_path / "course" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"what is in {name}")
    return tmp_path / "course"


@pytest.fixture(scope="session")
def honest(tmp_path_factory: pytest.TempPathFactory, sandbox: Sandbox) -> list[dict[str, Any]]:
    """What comes of the exercises beside an attack when there is none: judged once."""
    root = tmp_path_factory.mktemp("honest")
    (root / "cs_cnn").mkdir()
    (root / "cs_cnn" / "__init__.py").touch()
    hand_in(root, "backprop", b"")
    verdicts = judge(beside("backprop"), root, secret=SECRET, sandbox=sandbox)
    return list(map(without_notes, verdicts))


@pytest.mark.parametrize("attack", attacks(*FOLDERS), ids=lambda attack: attack.name)
def test_it_gets_what_it_deserves_and_harms_nobody(
    attack: Attack,
    student: Path,
    course: Path,
    sandbox: Sandbox,
    honest: list[dict[str, Any]],
) -> None:
    id = attack.must.get("exercise", "backprop.relu")
    module = id.partition(".")[0]
    hand_in(student, module, attack.path.read_bytes())
    public = len(catalogue.exercises()[id].public_cases())
    (student / "cs_cnn" / "how_many.py").write_text(f"PUBLIC = {public}")
    before = contents(student, course)
    seconds = attack.must.get("seconds", "")
    chosen = [exercise(id, seconds), *beside(module, seconds)]
    attacked, *others = judge(chosen, student, secret=SECRET, sandbox=sandbox)
    assert contents(student, course) == before
    assert left_after(student) == []
    deserved(attack, attacked)
    if attack.must.get("spoils") == "all":
        assert {verdict.points for verdict in others} <= {0.0}
    elif others:
        assert list(map(without_notes, others)) == honest


def without_notes(verdict: Verdict) -> dict[str, Any]:
    """A verdict without its notices: an import causes the same one in every exercise of a file."""
    return {**asdict(verdict), "noticed": []}


def test_every_limit_has_a_case_on_both_sides() -> None:
    names = {attack.path.stem for attack in attacks(*FOLDERS)}
    over = {name for name in names if name.endswith("_over")}
    assert over
    assert {name.replace("_over", "_under") for name in over} <= names
