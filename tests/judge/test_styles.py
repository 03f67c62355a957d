"""Right answers pass, whatever their style: whole hand-ins written differently."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from answers.corpus import CORPORA, Corpus
from answers.secret import SECRET

from autograder.core.exercise import Exercise
from autograder.render.diagnosis import diagnosis_text

STYLES = [
    pytest.param(corpus, style, id=f"{corpus.name}-{style}")
    for corpus in CORPORA
    for style in ("terse", "loops", "crafted")
]
SLOWEST = [pytest.param(corpus, "slow", id=f"{corpus.name}-slow") for corpus in CORPORA]
SLOW = {(module, style) for module in ("conv", "pooling") for style in ("loops", "slow")}
"""Loops over pixels are right, and not what the exercises about speed ask for."""
SECRETS = 8
"""Courses that every style is handed in to besides the one of `make test`."""


def unhurried(exercise: Exercise) -> Exercise:
    """Half as fast, once, is enough: what is tested is the style, not how busy the machine is."""
    slower = (replace(each, times=each.times / 2, runs=1) for each in exercise.criteria)
    return replace(exercise, criteria=tuple(slower))


def lost(student: Path, corpus: Corpus, style: str, secret: bytes, whole: bool) -> list[str]:
    exercises = map(unhurried, corpus.exercises.values()) if whole else corpus.light.values()
    verdicts = corpus.judge(student, corpus.text(style), exercises, secret).values()
    return [f"{v.id}: {diagnosis_text(v)}" for v in verdicts if v.points < v.max_points]


@pytest.mark.parametrize(("corpus", "style"), STYLES)
def test_every_style_gets_all_points(student: Path, corpus: Corpus, style: str) -> None:
    whole = (corpus.name, style) not in SLOW
    assert lost(student, corpus, style, SECRET, whole) == []


@pytest.mark.soak
@pytest.mark.parametrize(("corpus", "style"), [*STYLES, *SLOWEST])
@pytest.mark.parametrize("number", range(SECRETS))
def test_every_style_gets_all_points_whatever_the_secret(
    student: Path, corpus: Corpus, style: str, number: int
) -> None:
    secret = f"another secret {number}".encode()
    assert lost(student, corpus, style, secret, whole=False) == []
