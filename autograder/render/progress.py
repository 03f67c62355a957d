"""A learner's progress as lines of text: the course as a map, by section."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from autograder.core.verdict import Status
from autograder.render.style import LOOKS, count, points


@dataclass(frozen=True)
class Part:
    """A section of a notebook, and the exercises in it, as (word, points, what was done)."""

    title: str
    exercises: Sequence[tuple[str, float, Any]]


def lines(course: Mapping[str, Sequence[Part]], opened: Sequence[str]) -> Iterator[str]:
    """One line for each assignment, and of those that are ``opened`` one for each section."""
    for assignment, parts in course.items():
        every = [each for part in parts for each in part.exercises]
        passed = sum(done.passes for *_, done in every)
        earned, most = sum(done.points for *_, done in every), sum(worth for _, worth, _ in every)
        yield (
            f"{assignment}: {passed} of {count(len(every), 'exercise')} passed, "
            f"{points(earned)} of {points(most)} points"
        )
        if assignment in opened:
            yield from (f"  {_section(part)}" for part in parts if part.exercises)


def _section(part: Part) -> str:
    return f"{part.title}: {'  '.join(_word(word, done) for word, _, done in part.exercises)}"


def _word(word: str, done: Any) -> str:
    """``✗ relu (3 attempts)``; ``✓ relu``."""
    status = Status(done.status) if done.status else Status.NOT_STARTED
    tried = f" ({count(done.attempts, 'attempt')})" if done.attempts and not done.passes else ""
    shown = " (solution shown)" if done.shown_on else ""
    return f"{LOOKS[status].mark} {word}{tried}{shown}".replace(" ", "\u00a0")
