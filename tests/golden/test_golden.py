"""Golden verdicts: a small submission for each status and each kind of fact and cause.

``verdicts/NAME.json`` is what ``check --json`` prints, ``NAME.txt`` what a terminal shows.
``UPDATE_GOLDEN=1 pytest tests/golden`` writes them anew: a change of words is one visible diff.
"""

from __future__ import annotations

import io
import json
import os
import re
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from answers.secret import SECRET
from golden.exercises import EXERCISES
from golden.submissions import GOLDEN, Golden
from rich.console import Console

from autograder.core.verdict import CauseKind, FactKind, Match, Status, Verdict
from autograder.judge.judge import Judge, judge
from autograder.render.terminal import show_verdict

VERDICTS = Path(__file__).parent / "verdicts"

MEASURED = re.compile(r"[\d.]+×(?= as fast)")
"""A speed is another one at every run."""


@pytest.fixture(scope="module")
def with_pytorch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Judge]:
    """One worker for all submissions of modules: it starts slowly."""
    root = tmp_path_factory.mktemp("student")
    (root / "cs_cnn").mkdir()
    (root / "cs_cnn" / "__init__.py").touch()
    with Judge(root) as judge:
        yield judge


def verdict_of(golden: Golden, student: Path, with_pytorch: Judge) -> Verdict:
    if golden.exercise == "layers":
        (with_pytorch.root / "cs_cnn" / "mine.py").write_text(golden.text)
        return with_pytorch.verdicts([EXERCISES[golden.exercise]])[0]
    (student / "cs_cnn" / "mine.py").write_text(f"import numpy as np\n\n{golden.text}")
    if golden.weights is not None:
        (student / "cs_cnn" / "mine.npz").write_bytes(golden.weights)
    secret = SECRET if golden.hidden else None
    return judge([EXERCISES[golden.exercise]], student, secret=secret)[0]


def as_json(verdict: Verdict) -> str:
    return json.dumps(asdict(verdict), indent=1, ensure_ascii=False) + "\n"


def as_text(verdict: Verdict) -> str:
    out = Console(file=io.StringIO(), width=100, markup=False, highlight=False, emoji=False)
    show_verdict(out, verdict)
    return "\n".join(line.rstrip() for line in out.file.getvalue().splitlines()) + "\n"  # type: ignore[attr-defined]


def stored(name: str, kind: str, made: str) -> str:
    """The golden file, written first if that is asked for."""
    path = VERDICTS / f"{name}.{kind}"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(made, encoding="utf-8")
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda golden: golden.name)
def test_a_verdict_is_as_it_was(golden: Golden, student: Path, with_pytorch: Judge) -> None:
    verdict = verdict_of(golden, student, with_pytorch)
    for kind, made in (("json", as_json(verdict)), ("txt", as_text(verdict))):
        made = MEASURED.sub("N×", made)
        assert made == stored(golden.name, kind, made)
    assert Verdict.from_json(json.loads(as_json(verdict))) == verdict


def kept() -> list[dict[str, Any]]:
    return [json.loads(path.read_text(encoding="utf-8")) for path in VERDICTS.glob("*.json")]


def test_every_status_and_every_kind_of_fact_and_cause_has_one() -> None:
    verdicts = kept()
    facts = [case["fact"] for verdict in verdicts for case in verdict["cases"] if case["fact"]]
    told = [verdict["diagnosis"] for verdict in verdicts if verdict["diagnosis"]]
    facts += [diagnosis["fact"] for diagnosis in told]
    causes = [c for each in told for c in [each["cause"], *each["more"]] if c]
    assert {verdict["status"] for verdict in verdicts} == set(Status)
    assert {fact["kind"] for fact in facts} == set(FactKind)
    assert {cause["kind"] for cause in causes} == set(CauseKind)
    assert {cause["match"] for cause in causes if cause["match"]} == set(Match)


def test_no_golden_file_is_left_over() -> None:
    names = {golden.name for golden in GOLDEN}
    assert {path.stem for path in VERDICTS.iterdir()} == names


def test_hidden_cases_keep_the_detail_to_themselves() -> None:
    hidden = [case for verdict in kept() for case in verdict["cases"] if case["hidden"]]
    assert hidden
    assert all(case["fact"]["detail"] == "" for case in hidden if case["fact"])
