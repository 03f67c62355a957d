"""What is left to write in the stubs of a new exercise: every ``TODO(id): what to do``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PATTERNS = (
    "cs_cnn/*.py",
    "autograder/reference/*.py",
    "autograder/exercises/*/*.py",
    "autograder/solutions/*.py",
    "notebooks/*/*.ipynb",
    "tests/answers/*/*.py",
    "tests/answers/*/promises.toml",
    "tests/answers/*/wrong/*.py",
)
"""Where an exercise has a piece."""

_MARK = re.compile(r"TODO\((?P<id>[\w.]+)\): (?P<what>[^\"\n\\]*)")
"""Ends with the string or the line, in Python as in a notebook's JSON."""


@dataclass(frozen=True)
class Unwritten:
    """What a file still lacks for an exercise."""

    id: str
    file: str
    lacks: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.id}: write in {self.file}: {'; '.join(self.lacks)}."


def mark(id: str, what: str) -> str:
    """The text that stands for what is left to write; ``what`` is a noun, without quotes."""
    return f"TODO({id}): {what}"


def unwritten(project: Path) -> Iterator[Unwritten]:
    """All that is left to write in ``project``, one finding for each file and exercise."""
    for path in (path for pattern in PATTERNS for path in sorted(project.glob(pattern))):
        lacks: dict[str, list[str]] = {}
        for found in _MARK.finditer(path.read_text(encoding="utf-8")):
            lacks.setdefault(found["id"], []).append(found["what"].rstrip(".…"))
        for id, every in lacks.items():
            yield Unwritten(id, path.relative_to(project).as_posix(), tuple(every))
