"""``mended.txt`` in a hand-in: what was done to it, one sentence a line."""

from __future__ import annotations

from pathlib import Path

MENDED = "mended.txt"
MOST = 20
LONGEST = 300


def say(folder: Path, sentence: str) -> None:
    """Add a sentence."""
    with (folder / MENDED).open("a", encoding="utf-8") as file:
        file.write(sentence + "\n")


def mended(folder: Path) -> list[str]:
    """What was done to the hand-in in ``folder``, one sentence each."""
    path = folder / MENDED
    if not path.is_file():
        return []
    said = path.read_text(encoding="utf-8", errors="replace").splitlines()
    return [line[:LONGEST] for line in said[:MOST]]
