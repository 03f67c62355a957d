"""Stubs as text: which functions a file has, and how one is made blank again.

All of it is textual, so that a file whose bodies do not parse can be put right too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_DOCSTRING = re.compile(r"""\s*(?:\#[^\n]*\n\s*)*[rRuU]?(?P<quote>\"\"\"|'''|"|')""")
_NEXT = re.compile(
    r"^(?:@|(?:async|def|class|from|import|if|for|while|with|del)\b|try:|[^\W\d]\w*\s*[=.(\[:,])",
    re.MULTILINE,
)
"""A statement in column 0; words there may be text in a string of a body."""
_SKIP = re.compile(
    r"""\#[^\n]*|(?P<q>\"\"\"|'''|"|')(?:\\.|(?!(?P=q)).)*(?P=q)|[\[({]|[\])}]|:""", re.DOTALL
)


class NoSuchStub(LookupError):
    """The file has no function of that name; the message says so."""


def blank(text: str, names: Mapping[str, str]) -> str:
    """``text`` with every function in ``names`` unwritten again.

    ``names`` maps a function to its exercise id. Signature and docstring stay; all that
    follows, up to the next statement in column 0, becomes
    ``raise NotImplementedError("<exercise id>")``. Raises NoSuchStub.
    """
    for name, id in names.items():
        text = rewrite(text, name, f'raise NotImplementedError("{id}")')
    return text


def rewrite(text: str, name: str, body: str) -> str:
    """``text`` with ``body`` (unindented) as what the function ``name`` does.

    A function that is defined twice is rewritten twice. Raises NoSuchStub.
    """
    definition = re.compile(rf"^(?:async[ \t]+)?def[ \t]+{re.escape(name)}[ \t]*\(", re.MULTILINE)
    found = list(definition.finditer(text))
    if not found:
        raise NoSuchStub(f"There is no function `{name}` to put back in the file.")
    indented = "".join(f"    {line}".rstrip() + "\n" for line in body.splitlines())
    for match in reversed(found):
        head = _docstring_end(text, _signature_end(text, match.end() - 1))
        tail = _NEXT.search(text, head)
        rest = "\n\n" + text[tail.start() :] if tail else ""
        text = f"{text[:head].rstrip()}\n{indented}{rest}"
    return text


def _signature_end(text: str, opening: int) -> int:
    """Just behind the colon that ends the signature whose bracket opens at ``opening``."""
    depth = 0
    for token in _SKIP.finditer(text, opening):
        mark = token.group()
        if mark in "[({":
            depth += 1
        elif mark in "])}":
            depth -= 1
        elif mark == ":" and depth == 0:
            return token.end()
    return len(text)


def _docstring_end(text: str, signature_end: int) -> int:
    """Just behind the docstring, or ``signature_end`` where there is none."""
    opening = _DOCSTRING.match(text, signature_end)
    if opening is None:
        return signature_end
    quote = re.escape(opening["quote"])
    closing = re.compile(rf"(?:\\.|(?!{quote}).)*{quote}", re.DOTALL).match(text, opening.end())
    return closing.end() if closing else signature_end
