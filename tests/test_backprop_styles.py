"""Right answers pass, whatever their style: three whole hand-ins written differently."""

from __future__ import annotations

from pathlib import Path

import pytest
from backprop.rounds import BY_STUB, HERE, SECRET, judge_text, light

STYLES = ("terse", "loops", "crafted")


def lost(student: Path, style: str, secret: bytes, slow: bool) -> list[str]:
    exercises = [each if slow else light(each) for each in BY_STUB.values()]
    text = (HERE / f"{style}.py").read_text(encoding="utf-8")
    verdicts = judge_text(student, text, exercises, secret).values()
    return [each.diagnosis for each in verdicts if each.points < each.max_points]


@pytest.mark.parametrize("style", STYLES)
def test_every_style_gets_all_points(student: Path, style: str) -> None:
    assert lost(student, style, SECRET, slow=True) == []


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("number", range(4))
def test_every_style_gets_all_points_whatever_the_secret(
    student: Path, style: str, number: int
) -> None:
    assert lost(student, style, f"another secret {number}".encode(), slow=False) == []
