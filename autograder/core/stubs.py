"""Stubs as text: which functions and classes a file has, and how one is made blank again.

All of it is textual, so that a file whose bodies do not parse can be put right too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from autograder.core.errors import NoSuchStub

_DOCSTRING = re.compile(r"""\s*(?:\#[^\n]*\n\s*)*[rRuU]?(?P<quote>\"\"\"|'''|"|')""")
_NEXT = re.compile(
    r"^(?:@|(?:async|def|class|from|import|if|for|while|with|del)\b|try:|[^\W\d]\w*\s*[=.(\[:,])",
    re.MULTILINE,
)
"""A statement in column 0; words there may be text in a string of a body."""
_SKIP = re.compile(
    r"""\#[^\n]*|(?P<q>\"\"\"|'''|"|')(?:\\.|(?!(?P=q)).)*(?P=q)|[\[({]|[\])}]|:""", re.DOTALL
)


_METHOD = re.compile(
    r"^(?P<indent>[ \t]+)(?:async[ \t]+)?def[ \t]+(?P<name>__init__|(?!_)\w+)[ \t]*\(", re.MULTILINE
)
"""A method that users of the class call; those with an underscore are the student's own."""


def blank(text: str, names: Mapping[str, str]) -> str:
    """``text`` with every function and class in ``names`` unwritten again.

    ``names`` maps it to its exercise id. Signature and docstring stay; all that follows, up to
    the next statement in column 0, becomes ``raise NotImplementedError("<exercise id>")``. Of a
    class its methods stay in this way, and nothing else. Raises NoSuchStub.
    """
    for name, id in names.items():
        text = rewrite(text, name, f'raise NotImplementedError("{id}")')
    return text


def rewrite(text: str, name: str, body: str) -> str:
    """``text`` with ``body`` (unindented) as what the function ``name`` does.

    If ``name`` is a class, each of its methods does that. What is defined twice is rewritten
    twice. Raises NoSuchStub.
    """
    definition = re.compile(
        rf"^(?:(?:async[ \t]+)?def|(?P<class>class))[ \t]+{re.escape(name)}(?=[ \t]*[(:])",
        re.MULTILINE,
    )
    found = list(definition.finditer(text))
    if not found:
        raise NoSuchStub(f"There is no `{name}` to put back in the file.")
    for match in reversed(found):
        head = _head_end(text, match.end())
        tail = _NEXT.search(text, head)
        end = tail.start() if tail else len(text)
        new = _methods(name, text[head:end], body) if match["class"] else _indented(body, "")
        rest = "\n\n" + text[end:] if tail else ""
        text = f"{text[:head].rstrip()}\n{new}{rest}"
    return text


def _methods(name: str, text: str, body: str) -> str:
    """The methods in ``text``, the inside of a class, with ``body`` as what each does."""
    every = list(_METHOD.finditer(text))
    indent = min((method["indent"] for method in every), key=len, default="")
    found = [method for method in every if method["indent"] == indent]
    if "__init__" not in (method["name"] for method in found):
        raise NoSuchStub(f"The class `{name}` has no `__init__` to put back.")
    heads = (text[method.start() : _head_end(text, method.end() - 1)].rstrip() for method in found)
    return "".join(f"\n{head}\n{_indented(body, indent)}" for head in heads)


def _indented(body: str, indent: str) -> str:
    return "".join(f"{indent}    {line}".rstrip() + "\n" for line in body.splitlines())


def _head_end(text: str, signature: int) -> int:
    """Just behind the docstring, or the colon, of the definition whose name ends there."""
    return _docstring_end(text, _signature_end(text, signature))


def _signature_end(text: str, opening: int) -> int:
    """Just behind the colon that ends the signature in which ``opening`` is."""
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
