"""Stubs as text: find functions and classes in a file and make them blank again.

It works on text, so that a file whose bodies do not parse can be repaired too. What belongs to
none of the stubs stays as it is, to the byte.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from autograder.core.errors import NoSuchStub
from autograder.core.lines import Line, logical_lines, newline

_DEFINED = re.compile(r"(?:(?:async[ \t]+)?def|class)[ \t]+(?P<name>\w+)(?=[ \t]*[(:\[])")
_INIT = re.compile(r"def[ \t]+__init__\b")
_METHOD = re.compile(rf"{_INIT.pattern}|(?:async[ \t]+)?def[ \t]+(?!_)\w")
"""A method that users of the class call; private methods are the student's own."""


def blank(text: str, names: Mapping[str, str]) -> str:
    """``text`` with every function and class in ``names`` made blank again.

    ``names`` maps each to its exercise id. Signature and docstring stay; everything after them,
    up to the end of the body, becomes ``raise NotImplementedError("<exercise id>")``. A class
    keeps only its public methods, blank in the same way. Raises NoSuchStub.
    """
    return _rewritten(text, {n: f'raise NotImplementedError("{id}")' for n, id in names.items()})


def rewrite(text: str, name: str, body: str) -> str:
    """``text`` with ``body`` (unindented) as the body of the function ``name``.

    If ``name`` is a class, each of its methods gets that body. Rewrites every definition of
    the name. Raises NoSuchStub.
    """
    return _rewritten(text, {name: body})


def line_of(text: str, name: str) -> int:
    """The number of the line where the function or class ``name`` begins; 1 if none does."""
    for line in logical_lines(text):
        start = _starts(text, line, "", _DEFINED)
        if start and start["name"] == name:
            return text.count("\n", 0, line.start) + 1
    return 1


def _rewritten(text: str, bodies: Mapping[str, str]) -> str:
    """``text`` with these bodies, by the name of the function or class; read once for all."""
    lines = logical_lines(text)
    starts = ((at, _starts(text, line, "", _DEFINED)) for at, line in enumerate(lines))
    found = [(at, start["name"]) for at, start in starts if start and start["name"] in bodies]
    if missing := [name for name in bodies if name not in (each for _, each in found)]:
        raise NoSuchStub(f"The file defines no `{missing[0]}` that could be reset.")
    for at, name in reversed(found):
        block = _block(lines, at)
        with_body = _with_methods if text.startswith("class", block[0].start) else _with_body
        new = with_body(text, name, block, bodies[name])
        text = text[: block[0].start] + new + text[block[-1].end :]
    return text


def _starts(text: str, line: Line, indent: str, pattern: re.Pattern[str]) -> re.Match[str] | None:
    return pattern.match(text, line.start) if line.indent == indent else None


def _block(lines: Sequence[Line], at: int) -> Sequence[Line]:
    """The definition at that index with its body, without comments that are indented no deeper."""
    last = at
    for index, line in enumerate(lines[at + 1 :], at + 1):
        if len(line.indent) > len(lines[at].indent):
            last = index
        elif not line.is_comment:
            break
    return lines[at : last + 1]


def _with_methods(text: str, name: str, block: Sequence[Line], body: str) -> str:
    """A class with its docstring and its public methods, each with ``body`` as its body."""
    indent = next((line.indent for line in block[1:] if not line.is_comment), "")
    methods = [at for at, line in enumerate(block) if at and _starts(text, line, indent, _METHOD)]
    if not any(_INIT.match(text, block[at].start) for at in methods):
        raise NoSuchStub(f"The class `{name}` has no `__init__` that could be reset.")
    new, _ = _head(text, name, block)
    gap = newline(text)
    for at in methods:
        method = _with_body(text, name, _block(block, at), body)
        new += f"{gap}{gap}{indent}{method}"
    return new


def _with_body(text: str, name: str, block: Sequence[Line], body: str) -> str:
    head, indent = _head(text, name, block)
    lines = (f"{indent}{line}".rstrip() for line in body.splitlines())
    return newline(text).join([head, *lines])


def _head(text: str, name: str, block: Sequence[Line]) -> tuple[str, str]:
    """Signature and docstring of a definition, and the indent of its body."""
    first, *below = block
    signature = _signature(text, name, first)
    indent = first.indent * 2 or "    "
    behind = [p for p in first.pieces if p.start() >= first.start + len(signature)]
    if behind and behind[0].lastgroup != "comment":  # the body is on the line of the signature
        docstring = _docstring(text, name, behind)
        return f"{signature}{newline(text)}{indent}{docstring}" if docstring else signature, indent
    opening = next((line for line in below if not line.is_comment), None)
    if opening and _docstring(text, name, opening.pieces):
        upto = opening.start + len(_docstring(text, name, opening.pieces))
        return text[first.start : upto], opening.indent
    return text[first.start : first.end], indent


def _signature(text: str, name: str, line: Line) -> str:
    """From ``def`` or ``class`` to the colon that ends the signature."""
    depth = 0
    for piece in line.pieces:
        depth += (piece.lastgroup == "open") - (piece.lastgroup == "close")
        if piece.group() == ":" and not depth:
            return text[line.start : piece.end()]
    raise NoSuchStub(
        f"The signature of `{name}` is damaged: close its brackets, end it with a colon, then "
        "reset it again."
    )


def _docstring(text: str, name: str, pieces: Sequence[re.Match[str]]) -> str:
    """The docstring with a comment behind it, if that is what these pieces say; else nothing."""
    end = 0
    for piece in pieces:
        kind, mark = piece.lastgroup, piece.group()
        if kind in ("torn", "torn_short") and not end:
            raise NoSuchStub(
                f"The docstring of `{name}` has no end: close its quotes, then reset it again."
            )
        if mark == ";" and end:
            break
        is_text = kind == "string" and piece["prefix"].lower() in ("", "r", "u")
        if not is_text and not (kind == "comment" and end):
            return ""
        end = piece.end()
    return text[pieces[0].start() : end]
