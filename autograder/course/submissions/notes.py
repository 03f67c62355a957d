"""``mended.txt`` in a submission: every repair, one sentence a line."""

from __future__ import annotations

from pathlib import Path

from autograder.core.clean import one_line

MENDED = "mended.txt"
MOST = 20
LONGEST = 300


def note(folder: Path, sentence: str) -> None:
    """Add a sentence to the repairs of the submission in ``folder``."""
    with (folder / MENDED).open("a", encoding="utf-8") as file:
        file.write(one_line(sentence) + "\n")


def mended(folder: Path) -> list[str]:
    """The repairs of the submission in ``folder``, one sentence each."""
    path = folder / MENDED
    if not path.is_file():
        return []
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    return [line[:LONGEST] for line in lines[:MOST]]
