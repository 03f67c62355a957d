"""Right answers pass, whatever their style: whole hand-ins written differently."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from answers.room import ROOMS, SECRET, Room

from autograder.core.exercise import Exercise

STYLES = [
    pytest.param(room, style, id=f"{room.name}-{style}")
    for room in ROOMS
    for style in ("terse", "loops", "crafted")
]
SLOW = {("conv", "loops"), ("pooling", "loops")}
"""Loops over pixels are right, and not what the exercises about speed ask for."""


def unhurried(exercise: Exercise) -> Exercise:
    """Half as fast is enough: what is tested is the style, not how busy the machine is."""
    if exercise.speed is None:
        return exercise
    return replace(exercise, speed=replace(exercise.speed, times=exercise.speed.times / 2))


def lost(student: Path, room: Room, style: str, secret: bytes, whole: bool) -> list[str]:
    exercises = map(unhurried, room.exercises.values()) if whole else room.light.values()
    text = (room.folder / f"{style}.py").read_text(encoding="utf-8")
    verdicts = room.judge(student, text, exercises, secret).values()
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
