"""Assignment 06, a whole ConvNet, in PyTorch. What is planned on paper is plain Python."""

from __future__ import annotations

import re
from collections.abc import Callable

WORDS = ("INPUT", "CONV", "RELU", "POOL", "FC")
_PART = re.compile(r"->|[A-Za-z]+|[][]")


def mistake(pattern: str) -> int | None:
    """The position of the first mistake in a pattern, if it has one."""
    opened, behind_a_part = [], False
    for match in _PART.finditer(pattern):
        part, at = match.group(), match.start()
        wrong_here = part == "]" and not opened
        if wrong_here or (part not in ("->", "]") and (behind_a_part or not _known(part))):
            return at
        if part == "[":
            opened.append(at)
        elif part == "]":
            opened.pop()
        behind_a_part = part not in ("->", "[")
    return opened[-1] if opened else None


def _known(part: str) -> bool:
    return part == "[" or part in WORDS


def written_out(
    pattern: str, optional: bool = True, times: Callable[[int, int], int] = lambda n, depth: n
) -> list[str]:
    """The words of a pattern without mistakes, its brackets replaced from inside out.

    ``times`` says how often a row is there behind which n stands, or 1; depth counts the brackets
    that have been inside of it.
    """
    text = pattern if optional else re.sub(r"[A-Za-z]+\s*\?", "", pattern)
    row, depth = re.compile(r"\[([^][]*)\](?:\s*\*\s*(\d+))?"), 0
    while row.search(text):
        text = row.sub(lambda m: f" {m[1]} " * times(int(m[2] or 1), depth), text)  # noqa: B023
        depth += 1
    return re.findall("[A-Za-z]+", text)
