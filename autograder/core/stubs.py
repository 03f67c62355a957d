"""Stubs as text: find functions and classes in a file and make them blank again.

It works on text, so that a file whose bodies do not parse can be repaired too.
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
"""A statement in column 0; a bare word there may be text in a string of a body."""
_SKIP = re.compile(
    r"""\#[^\n]*|(?P<q>\"\"\"|'''|"|')(?:\\.|(?!(?P=q)).)*(?P=q)|[\[({]|[\])}]|:""", re.DOTALL
)


_METHOD = re.compile(
    r"^(?P<indent>[ \t]+)(?:async[ \t]+)?def[ \t]+(?P<name>__init__|(?!_)\w+)[ \t]*\(", re.MULTILINE
)
"""A method that users of the class call; private methods are the student's own."""


def blank(text: str, names: Mapping[str, str]) -> str:
    """``text`` with every function and class in ``names`` made blank again.

    ``names`` maps each to its exercise id. Signature and docstring stay; everything after them,
    up to the next statement in column 0, becomes ``raise NotImplementedError("<exercise id>")``.
    A class keeps only its public methods, blank in the same way. Raises NoSuchStub.
    """
    for name, id in names.items():
        text = rewrite(text, name, f'raise NotImplementedError("{id}")')
    return text


def rewrite(text: str, name: str, body: str) -> str:
    """``text`` with ``body`` (unindented) as the body of the function ``name``.

    If ``name`` is a class, each of its methods gets that body. Rewrites every definition of
    the name. Raises NoSuchStub.
    """
    definition = re.compile(
        rf"^(?:(?:async[ \t]+)?def|(?P<class>class))[ \t]+{re.escape(name)}(?=[ \t]*[(:])",
        re.MULTILINE,
    )
    found = list(definition.finditer(text))
    if not found:
        raise NoSuchStub(f"The file defines no `{name}` that could be reset.")
    for match in reversed(found):
        head = _head_end(text, match.end())
        tail = _NEXT.search(text, head)
        end = tail.start() if tail else len(text)
        new = _methods(name, text[head:end], body) if match["class"] else _indented(body, "")
        rest = "\n\n" + text[end:] if tail else ""
        text = f"{text[:head].rstrip()}\n{new}{rest}"
    return text


def _methods(name: str, text: str, body: str) -> str:
    """The methods in ``text``, the inside of a class, each with ``body`` as its body."""
    every = list(_METHOD.finditer(text))
    indent = min((method["indent"] for method in every), key=len, default="")
    found = [method for method in every if method["indent"] == indent]
    if "__init__" not in (method["name"] for method in found):
        raise NoSuchStub(f"The class `{name}` has no `__init__` that could be reset.")
    heads = (text[method.start() : _head_end(text, method.end() - 1)].rstrip() for method in found)
    return "".join(f"\n{head}\n{_indented(body, indent)}" for head in heads)


def _indented(body: str, indent: str) -> str:
    return "".join(f"{indent}    {line}".rstrip() + "\n" for line in body.splitlines())


def _head_end(text: str, signature: int) -> int:
    """The end of the docstring, or of the signature, of the definition with that name."""
    return _docstring_end(text, _signature_end(text, signature))


def _signature_end(text: str, opening: int) -> int:
    """The index after the colon that ends the signature around ``opening``."""
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
    """The end of the docstring, or ``signature_end`` if there is none."""
    opening = _DOCSTRING.match(text, signature_end)
    if opening is None:
        return signature_end
    quote = re.escape(opening["quote"])
    closing = re.compile(rf"(?:\\.|(?!{quote}).)*{quote}", re.DOTALL).match(text, opening.end())
    return closing.end() if closing else signature_end
