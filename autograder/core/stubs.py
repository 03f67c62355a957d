"""Stubs as text: find functions and classes in a file and make them blank again.

It works on text, so that a file whose bodies do not parse can be repaired too.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterator, Mapping

from autograder.core.errors import NoSuchStub

_DOCSTRING = re.compile(
    r"""\s*?(?:\#[^\n]*\n\s*?)*(?P<indent>[ \t]*)[rRuU]?(?P<quote>\"\"\"|'''|"|')"""
)
_NEXT = re.compile(
    r"^(?:@|(?:async|def|class|from|import|if|for|while|with|del)\b|try:|[^\W\d]\w*\s*[=.(\[:,])",
    re.MULTILINE,
)
"""What looks like a statement in column 0, in a file that does not parse."""
_LINE = re.compile(r"^(?=[^\s#])", re.MULTILINE)
_SKIP = re.compile(
    r"""\#[^\n]*|(?P<q>\"\"\"|'''|"|')(?:\\.|(?!(?P=q)).)*(?P=q)|[\[({]|[\])}]|:""", re.DOTALL
)


_METHOD = re.compile(
    r"^(?P<indent>[ \t]+)(?:async[ \t]+)?def[ \t]+(?P<name>__init__|(?!_)\w+)(?=[ \t]*[(\[])",
    re.MULTILINE,
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
        r"^(?:(?:async[ \t]+)?def|(?P<class>class))[ \t]+"
        rf"(?P<name>{re.escape(name)})(?=[ \t]*[(:[])",
        re.MULTILINE,
    )
    found = list(_code(definition, text))
    if not found:
        raise NoSuchStub(f"The file defines no `{name}` that could be reset.")
    for match in reversed(found):
        text = _rewritten(text, match, body)
    return text


def _rewritten(text: str, definition: re.Match[str], body: str) -> str:
    """``text`` with ``body`` in this definition, which ends where most can be made sense of."""
    start, head = definition.start(), _head_end(text, definition.end())
    ends = [*(tail.start() for tail in _code(_NEXT, text, head)), len(text)]
    for end in ends:
        new = _cut(text, definition, head, end, body)
        if _tree(text[start:end]) or _tree(new):
            return new
    return _cut(text, definition, head, ends[0], body)


def _cut(text: str, definition: re.Match[str], head: int, end: int, body: str) -> str:
    start = definition.start()
    if definition["class"]:
        methods = _methods(definition["name"], text, head, end, body)
        new = f"{text[start:head].rstrip()}\n{methods}"
    else:
        new = _with_body(text, definition, body)
    rest = "\n\n" + text[end:] if end < len(text) else ""
    return f"{text[:start]}{new}{rest}"


def _code(pattern: re.Pattern[str], text: str, start: int = 0) -> Iterator[re.Match[str]]:
    """Matches from ``start`` on where a statement begins; all of them if nothing parses."""
    tree = _tree(text)
    if tree is None:
        return pattern.finditer(text, start)
    places = _statements(tree, text)
    found = (_LINE if pattern is _NEXT else pattern).finditer(text, start)
    return (match for match in found if match.start() in places)


def _tree(text: str) -> ast.Module | None:
    try:
        with warnings.catch_warnings(action="ignore"):
            return ast.parse(text.removeprefix("\ufeff"))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _statements(tree: ast.Module, text: str) -> set[int]:
    """Where the lines of statements begin, at the top level and in classes."""
    inside = [each for node in tree.body if isinstance(node, ast.ClassDef) for each in node.body]
    parts: list[ast.stmt | ast.expr] = [*tree.body, *inside]
    parts += [part for node in parts for part in getattr(node, "decorator_list", [])]
    begins = [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", text))]
    return {begins[part.lineno - 1] for part in parts}


def _methods(name: str, text: str, start: int, end: int, body: str) -> str:
    """The methods between ``start`` and ``end``, the inside of a class, each with ``body``."""
    every = [method for method in _code(_METHOD, text, start) if method.start() < end]
    indent = min((method["indent"] for method in every), key=len, default="")
    found = [method for method in every if method["indent"] == indent]
    if "__init__" not in (method["name"] for method in found):
        raise NoSuchStub(f"The class `{name}` has no `__init__` that could be reset.")
    return "".join("\n" + _with_body(text, method, body, indent) for method in found)


def _with_body(text: str, definition: re.Match[str], body: str, indent: str = "") -> str:
    """Signature, docstring and ``body``, which is indented as the docstring is."""
    start = _signature_end(text, definition.end())
    signature = text[definition.start() : start].rstrip()
    docstring = text[start : _docstring_end(text, start)].rstrip()
    opening = _DOCSTRING.match(docstring)
    inner = opening["indent"] if opening and "\n" in opening.group() else None
    if docstring and inner is None:
        docstring = f"\n{indent}    {docstring.lstrip()}"
    return f"{signature}{docstring}\n{_indented(body, inner or indent + '    ')}"


def _indented(body: str, indent: str) -> str:
    return "".join(f"{indent}{line}".rstrip() + "\n" for line in body.splitlines())


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
