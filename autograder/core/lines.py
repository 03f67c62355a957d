"""The logical lines of a Python file, also of one that does not parse.

``tokenize`` and ``ast`` give up where brackets or quotes stay open. Here an open bracket ends
at the next line that can only be a statement, and an open string has no inside.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

_DEFINITION = r"(?<=[\r\n])(?:async[ \t]+def|def|class)[ \t]+\w+[ \t]*[(:\[]"


def _pieces(stop: str) -> re.Pattern[str]:
    """Comments, strings, brackets, words; a long string holds nothing that matches ``stop``."""
    prefix = r"(?P<prefix>[bBfFrRtTuU]{0,2})"
    long = rf"(?P<long>\"\"\"|''')(?:\\.|(?!(?P=long){stop}).)*(?P=long)"
    short = r"(?P<short>[\"'])(?!(?P=short){2})(?:\\(?:\r\n|.)|(?!(?P=short))[^\\\r\n])*(?P=short)"
    kinds = (
        r"(?P<comment>\#[^\r\n]*)",
        rf"(?P<string>{prefix}(?:{long}|{short}))",
        r"(?P<torn>\"\"\"|''')",
        r"(?P<torn_short>[\"'][^\r\n]*)",
        r"(?P<join>\\(?:\r\n|\r|\n))",
        r"(?P<newline>\r\n|\r|\n)",
        r"(?P<open>[\[({])",
        r"(?P<close>[\])}])",
        r"(?P<space>[ \t\f\ufeff]+)",
        r"(?P<other>\w+|.)",
    )
    return re.compile("|".join(kinds), re.DOTALL)


_WHOLE = _pieces("")
_DAMAGED = _pieces(f"|{_DEFINITION}")
_STATEMENT = re.compile(
    r"[ \t]*(?:(?:async[ \t]+def|def|class|return|raise|while|with|try|except|finally|del|pass"
    r"|break|continue|assert|global|nonlocal|import|elif)\b|from\s+[\w.]+\s+import\b"
    r"|(?:if|for)\b[^\r\n]*:[ \t]*(?:\#[^\r\n]*)?[\r\n]"
    r"|@\w[\w.]*[^\r\n]*[\r\n]+[ \t]*(?:@|async[ \t]+def|def|class)\b)"
)
"""What stands at the start of a line in no bracket of any Python."""


@dataclass(frozen=True)
class Line:
    """A statement, or a comment on a line of its own, without the newline behind it.

    Head and body of a compound statement are lines of their own, unless they share one.
    ``pieces`` are its words, marks, strings and comments; ``lastgroup`` is the kind of each.
    """

    indent: str
    pieces: tuple[re.Match[str], ...]

    @property
    def start(self) -> int:
        return self.pieces[0].start()

    @property
    def end(self) -> int:
        return self.pieces[-1].end()

    @property
    def is_comment(self) -> bool:
        return self.pieces[0].lastgroup == "comment"


def logical_lines(text: str) -> list[Line]:
    """Every statement and every comment that stands alone, in order."""
    found = list(_WHOLE.finditer(text))
    if any(piece.lastgroup == "torn" for piece in found):
        found = list(_DAMAGED.finditer(text))
    return list(_grouped(text, found))


def newline(text: str) -> str:
    """How the first line of the text ends."""
    found = re.search(r"\r\n|\r|\n", text)
    return found.group() if found else "\n"


def _grouped(text: str, found: list[re.Match[str]]) -> Iterator[Line]:
    depth, begun = 0, list[re.Match[str]]()
    for piece in found:
        kind = piece.lastgroup
        if kind == "newline" and (not depth or _STATEMENT.match(text, piece.end())):
            yield from _line(text, begun, is_open=depth > 0)
            depth, begun = 0, []
            continue
        depth = max(0, depth + (kind == "open") - (kind == "close"))
        begun.append(piece)
    yield from _line(text, begun, is_open=depth > 0)


def _line(text: str, begun: list[re.Match[str]], is_open: bool) -> Iterator[Line]:
    """The line of these pieces; if its brackets stay open, without whole statements behind it."""
    if is_open:
        for index, piece in enumerate(begun[1:], 1):
            if _is_in_column_0(text, piece) and _parses(text[piece.start() : begun[-1].end()]):
                yield from _line(text, begun[:index], is_open=False)
                yield from _grouped(text, begun[index:])
                return
    pieces = tuple(p for p in begun if p.lastgroup not in ("space", "join", "newline"))
    if pieces:
        before = text[begun[0].start() : pieces[0].start()]
        yield Line(before.rpartition("\f")[2].lstrip("\ufeff"), pieces)


def _is_in_column_0(text: str, piece: re.Match[str]) -> bool:
    return text[piece.start() - 1] in "\r\n" and piece.lastgroup not in ("space", "newline")


def _parses(text: str) -> bool:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            ast.parse(text)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return False
    return True
