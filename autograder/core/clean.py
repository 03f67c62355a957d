"""Text that students choose, made safe to show anywhere."""

from __future__ import annotations

import re
import unicodedata

_ESCAPE = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]"  # control sequences: colours, cursor movements
    r"|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?"  # operating system commands: titles, links
    r"|\x1b[PX^_][^\x1b]*(?:\x1b\\)?"  # device control, privacy and application strings
    r"|\x1b[ -/]*[0-~]?"  # the two-character rest, and an escape that was cut off
)
_NEWLINE = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")
_SPACES = re.compile(r"\s{2,}")
_UNSAFE = ("Cc", "Cs", "Zl", "Zp")
_BIDI = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def plain(text: str) -> str:
    """``text`` without escape sequences, control characters and marks that reorder a line.

    Newlines stay and tabs become spaces; a lone surrogate, which no encoding takes, becomes
    U+FFFD.
    """
    text = _NEWLINE.sub("\n", _ESCAPE.sub("", text)).expandtabs(4)
    return "".join(_safe(character) for character in text)


def one_line(text: str) -> str:
    """``text`` in one line, for words that others chose: what could end it, or move it, shows.

    A newline becomes ``\\n``, a run of spaces one space, and so on.
    """
    return _SPACES.sub(" ", "".join(_shown(character) for character in text))


def clip(text: str, lines: int, width: int = 2000) -> str:
    """The first ``lines`` lines of ``text``, and the number of those left out."""
    all_lines = text.rstrip("\n").split("\n")
    kept = [line if len(line) <= width else line[:width] + "…" for line in all_lines[:lines]]
    left_out = len(all_lines) - len(kept)
    return "\n".join([*kept, f"… {left_out} more lines"] if left_out else kept)


def _safe(character: str) -> str:
    if character == "\n" or not _is_unsafe(character):
        return character
    return "\ufffd" if unicodedata.category(character) == "Cs" else ""


def _shown(character: str) -> str:
    if not _is_unsafe(character):
        return character
    return character.encode("unicode_escape").decode()


def _is_unsafe(character: str) -> bool:
    return unicodedata.category(character) in _UNSAFE or character in _BIDI
