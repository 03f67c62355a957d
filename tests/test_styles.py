"""Right answers pass, whatever their style: whole hand-ins written differently."""

from __future__ import annotations

from pathlib import Path

import pytest
from answers.room import ROOMS, SECRET, Room

STYLES = [
    pytest.param(room, style, id=f"{room.name}-{style}")
    for room in ROOMS
    for style in ("terse", "loops", "crafted")
]
SLOW = {("conv", "loops"), ("pooling", "loops")}
"""Loops over pixels are right, and not what the exercises about speed ask for."""


def lost(student: Path, room: Room, style: str, secret: bytes, whole: bool) -> list[str]:
    exercises = room.exercises if whole else room.light
    text = (room.folder / f"{style}.py").read_text(encoding="utf-8")
    verdicts = room.judge(student, text, exercises.values(), secret).values()
    return [f"{v.id}: {v.diagnosis}" for v in verdicts if v.points < v.max_points]


@pytest.mark.parametrize(("room", "style"), STYLES)
def test_every_style_gets_all_points(student: Path, room: Room, style: str) -> None:
    whole = (room.name, style) not in SLOW
    assert lost(student, room, style, SECRET, whole) == []


@pytest.mark.parametrize(("room", "style"), STYLES)
@pytest.mark.parametrize("number", range(4))
def test_every_style_gets_all_points_whatever_the_secret(
    student: Path, room: Room, style: str, number: int
) -> None:
    secret = f"another secret {number}".encode()
    assert lost(student, room, style, secret, whole=False) == []
