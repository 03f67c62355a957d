"""A student's function with one small change at a time: a way to find the place of a mistake.

If the function is right with one operator, number or name replaced, that is where the mistake is.
This file makes the changes, of the function's syntax tree in memory, and says where and of which
kind each is; which of them help, the judge finds out. Standard library alone.
"""

from __future__ import annotations

import ast
import importlib
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from autograder.worker.child import calls, changes, limits
else:
    calls, changes, limits = (
        importlib.import_module(f"{__package__}.{name}" if __package__ else name)
        for name in ("calls", "changes", "limits")
    )

MAX_TEXT = 60
UNTOUCHED = ("annotation", "returns", "ctx", "decorator_list", "type_params")
"""Fields of the tree that nothing depends on."""


LIKELY_FIRST = (
    changes.of_operations,
    changes.of_numbers,
    changes.of_statements,
    calls.of_calls,
    changes.of_names,
    changes.of_what_is_missing,
)


class Variant(NamedTuple):
    """One change: its kind, its place, the piece of text there, and what of it is changed."""

    kind: str
    file: str
    line: int
    text: str
    about: str


def each(function: Any, numbers: list[int]) -> Iterator[tuple[Any, dict[str, Any]]] | None:
    """The variants of these numbers, which ascend, and what to say of each; None if none is asked.

    It ends where there are no more. What has no more time raises TimeoutError.
    """
    if not numbers:
        return None
    limits.interrupt()
    return _each(function, numbers)


def _each(function: Any, numbers: list[int]) -> Iterator[tuple[Any, dict[str, Any]]]:
    module = sys.modules[function.__module__]
    file, name = str(module.__file__), function.__name__
    source = Path(file).read_bytes()
    parts = with_helpers(ast.parse(source), name)
    every = enumerate(every_change(parts))
    at, made, about = -1, None, Variant("", "", 0, "", "")
    for number in numbers:
        if number > at:
            found = next((item for item in every if item[0] == number), None)
            if found is None:
                return
            at, change = found
            about = described(file, source, change)
            made = _made(parts, name, file, vars(module))
        yield made, {"variant": list(about)}


def _made(parts: list[ast.stmt], name: str, file: str, scope: dict[str, Any]) -> Any:
    """What the file would define with these parts, or what raises as they do."""
    try:
        changed = ast.fix_missing_locations(ast.Module(parts, []))
        own = dict(scope)
        exec(compile(changed, file, "exec"), own)
        return own[name]
    except Exception as error:  # not every change gives a function
        return partial(_raise, error)


def _raise(error: Exception, *_: Any, **__: Any) -> None:
    raise error


def with_helpers(tree: ast.Module, name: str) -> list[ast.stmt]:
    """The definition of ``name``, then those that it uses of the same file."""
    kinds = (ast.FunctionDef, ast.ClassDef)
    defined = {node.name: node for node in tree.body if isinstance(node, kinds)}
    found: dict[str, ast.stmt] = {}
    wanted = [name]
    for now in wanted:
        if now in defined and now not in found:
            found[now] = defined[now]
            nodes = ast.walk(defined[now])
            wanted += [node.id for node in nodes if isinstance(node, ast.Name)]
    return list(found.values())


def every_change(parts: list[ast.stmt]) -> Iterator[changes.Change]:
    """Make one change after the other and take it back; the likely ones come first."""
    for kind in LIKELY_FIRST:
        for part in parts:
            names = changes.names_of(part)
            for parent, field, index in list(_places(part)):
                before = getattr(parent, field)
                node = before if index is None else before[index]
                for change in list(kind(parent, field, node, names)):
                    one = [change.new] if index is not None else change.new
                    after = one if index is None else [*before[:index], *one, *before[index + 1 :]]
                    setattr(parent, field, after)
                    yield change._replace(at=change.at or node)
                    setattr(parent, field, before)


def _places(part: ast.AST) -> Iterator[tuple[ast.AST, str, int | None]]:
    """Where something can be put in place of a node, or of a block of statements."""
    for parent in ast.walk(part):
        for field, value in ast.iter_fields(parent):
            if field in UNTOUCHED:
                continue
            if isinstance(value, ast.AST):
                yield parent, field, None
            elif isinstance(value, list) and value and isinstance(value[0], ast.AST):
                if isinstance(value[0], ast.stmt):
                    yield parent, field, None
                yield from ((parent, field, index) for index in range(len(value)))


def described(file: str, source: bytes, change: changes.Change) -> Variant:
    """Its place: of what takes several lines the first one."""
    at: Any = change.at[0] if isinstance(change.at, list) else change.at
    line = int(getattr(at, "lineno", 0))
    piece = b""
    if line:
        end = at.end_col_offset if at.end_lineno == line else None
        piece = source.splitlines()[line - 1][at.col_offset : end].strip()
    text = piece.decode(errors="replace")
    short = f"cs_cnn/{Path(file).name}"
    return Variant(change.kind, short, line, text[:MAX_TEXT], change.about[:MAX_TEXT])
