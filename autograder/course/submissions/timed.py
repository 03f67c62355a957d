"""Verdicts of exercises that are timed, kept at home while nothing they depend on changes.

A race takes seconds, and its result is the same but for noise. Class never looks at them.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, replace
from importlib.metadata import version
from pathlib import Path

from autograder.core import storage
from autograder.core.exercise import Exercise, Speed
from autograder.core.verdict import Diagnosis, FactKind, Verdict

FOLDER = Path(".cs_cnn") / "timed"
AGAIN = "Timed at an earlier check of the same files."


def is_timed(exercise: Exercise) -> bool:
    """Whether it is about speed too."""
    return any(isinstance(each, Speed) for each in exercise.criteria)


def key(exercise: Exercise, staged: Path) -> str:
    """A digest of all that the verdict depends on: the student's files and this version."""
    known = hashlib.sha256(f"{exercise.id} {version('cs-cnn')}".encode())
    for path in sorted(staged.rglob("*.py")):
        known.update(path.relative_to(staged).as_posix().encode() + b"\0" + path.read_bytes())
    return known.hexdigest()


def kept(root: Path, exercise: Exercise, key: str) -> Verdict | None:
    """The verdict under this key; a file that is damaged counts as none."""
    try:
        data = json.loads((root / FOLDER / f"{exercise.id}.json").read_bytes())
        verdict = Verdict.from_json(data["verdict"]) if data["key"] == key else None
    except (OSError, ValueError, TypeError, KeyError):
        return None
    return verdict


def keep(root: Path, verdict: Verdict, key: str) -> None:
    """Keep what was timed, with a remark for the next time. Raises OSError."""
    said = verdict.diagnosis
    if said is None or said.fact.kind is not FactKind.SPEED:
        return
    fact = replace(said.fact, public=f"{said.fact.public} {AGAIN}")
    remarked = replace(verdict, diagnosis=Diagnosis(fact, said.case, said.cause, said.more))
    (root / FOLDER).mkdir(parents=True, exist_ok=True)
    data = json.dumps({"key": key, "verdict": asdict(remarked)}, indent=1).encode()
    storage.write(root / FOLDER / f"{verdict.id}.json", data, sync=False)
