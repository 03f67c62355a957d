"""What the text of a function says of itself: results that are lost, loops that end too soon.

Read from the syntax tree: nothing is run, and nothing decided. Standard library alone.
"""

from __future__ import annotations

import ast
import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from autograder.worker.child import changes, variants
else:
    changes, variants = (
        importlib.import_module(f"{__package__}.{name}" if __package__ else name)
        for name in ("changes", "variants")
    )

MOST = 20
WAYS_ROUND = {"locals", "eval", "exec", "vars", "globals"}
"""With one of these a name may be used where it does not stand."""
PURE = {
    "abs", "argmax", "argmin", "argsort", "astype", "clip", "concatenate", "copy", "cumsum",
    "dot", "einsum", "exp", "flatten", "flip", "log", "matmul", "max", "maximum", "mean", "min",
    "minimum", "pad", "power", "prod", "ravel", "repeat", "reshape", "roll", "rot90", "sqrt",
    "square", "squeeze", "std", "sum", "swapaxes", "tanh", "tensordot", "tile", "transpose", "var",
    "where",
}  # fmt: skip
"""Functions and methods that change nothing, unless they are told where to write."""
MEANT_WHOLE = {"range", "zeros", "ones", "empty", "reshape", "full", "int", "arange", "pad"}
"""What gets whole numbers."""

Found = tuple[str, ast.AST, str]
"""Kind, place, and what is to be said of it."""


def findings(function: Any) -> list[list[Any]]:
    """Kind, file, line, text there, and more, of what the function and its helpers show."""
    try:
        return _findings(function)
    except Exception:  # a text that cannot be read shows nothing
        return []


def _findings(function: Any) -> list[list[Any]]:
    module = sys.modules[function.__module__]
    source = Path(str(module.__file__)).read_bytes()
    found: list[list[Any]] = []
    for number, part in enumerate(variants.with_helpers(ast.parse(source), function.__name__)):
        if isinstance(part, ast.FunctionDef):
            every = [*(_of_arguments(part) if not number else ()), *_of(part)]
            for kind, at, about in every:
                change = changes.Change(kind, about, None, at)
                found.append(list(variants.described(str(module.__file__), source, change)))
    return found[:MOST]


def _of(function: ast.FunctionDef) -> Iterator[Found]:
    for node in ast.walk(function):
        if isinstance(node, ast.For):
            yield from _of_loop(node, function)
        elif isinstance(node, ast.Expr) and _has_no_effect(node.value):
            yield "thrown away", node, ""
    yield from _not_used(function)
    yield from (("whole", at, "") for at in _floored(function))


def _loads(*nodes: ast.AST) -> set[str]:
    return {each.id for each in _names(*nodes) if isinstance(each.ctx, ast.Load)}


def _stores(*nodes: ast.AST) -> set[str]:
    return {each.id for each in _names(*nodes) if isinstance(each.ctx, ast.Store)}


def _names(*nodes: ast.AST) -> Iterator[ast.Name]:
    return (each for node in nodes for each in ast.walk(node) if isinstance(each, ast.Name))


def _of_arguments(function: ast.FunctionDef) -> Iterator[Found]:
    """Those that nothing reads, and those that are another value before anything reads them."""
    read: set[str] = _loads(function)
    if read & WAYS_ROUND:
        return
    arguments = {each.arg for each in (*function.args.args, *function.args.kwonlyargs)}
    yield from (("unused", function, name) for name in sorted(arguments - read - {"self"}))
    read = set()
    for statement in function.body:
        if isinstance(statement, ast.Assign) and len(statement.targets) == 1:
            target = statement.targets[0]
            if isinstance(target, ast.Name) and target.id in arguments - read - _loads(statement):
                yield "overwritten", statement, target.id
        read |= _loads(statement)
        arguments -= _stores(statement)


def _of_loop(loop: ast.For, function: ast.FunctionDef) -> Iterator[Found]:
    inside = [each for statement in loop.body for each in ast.walk(statement)]
    ends = any(isinstance(each, ast.Break | ast.Continue | ast.Yield) for each in inside)
    if ends:
        return
    for statement in loop.body:
        if isinstance(statement, ast.Return):
            yield "return", statement, str(loop.lineno)
    if any(isinstance(each, ast.Return) for each in inside):
        return
    variables = _stores(loop.target)
    read, stored = _loads(*loop.body), _stores(*loop.body)
    draws = any(isinstance(each, ast.Call) and _draws(each) for each in inside)
    counts = isinstance(loop.iter, ast.Call) and ast.unparse(loop.iter.func) == "range"
    alike = not draws and not variables & read and not read & stored
    if counts and alike and not _is_nameless(variables):
        yield "idle", loop, " and ".join(sorted(variables))
    assigned = (each for each in loop.body if isinstance(each, ast.Assign) and not each.targets[1:])
    lost = (each for each in assigned if _is_lost(each, loop, function))
    yield from (("last round", each, str(loop.lineno)) for each in lost)


def _is_nameless(variables: set[str]) -> bool:
    return not variables or all(name.startswith("_") for name in variables)


def _draws(call: ast.Call) -> bool:
    """Whether it may give something else every time: random numbers, the next of something."""
    words = ast.unparse(call.func).lower()
    return any(word in words for word in ("rng", "random", "next", "pop", "generator"))


def _is_lost(statement: ast.Assign, loop: ast.For, function: ast.FunctionDef) -> bool:
    """Whether each round puts another value in the same place, and nothing in the loop reads it."""
    target = statement.targets[0]
    varying = _stores(loop.target, *loop.body)
    base = target.value if isinstance(target, ast.Subscript) else target
    if not isinstance(base, ast.Name) or not _loads(statement.value) & varying - {base.id}:
        return False
    if isinstance(target, ast.Subscript) and _loads(target.slice) & varying:
        return False
    if [each.id for each in _names(*loop.body)].count(base.id) > 1:
        return False
    before = (each for each in _names(function) if each.lineno < loop.lineno)
    after = (each for each in _names(function) if each.lineno > (loop.end_lineno or 0))
    began = any(each.id == base.id and isinstance(each.ctx, ast.Store) for each in before)
    return began and any(each.id == base.id and isinstance(each.ctx, ast.Load) for each in after)


def _has_no_effect(value: ast.expr) -> bool:
    """Whether a statement computes something and keeps nothing of it."""
    if isinstance(value, ast.BinOp | ast.Compare | ast.UnaryOp):
        return not any(isinstance(each, ast.Call) for each in ast.walk(value))
    if not isinstance(value, ast.Call) or not isinstance(value.func, ast.Attribute):
        return False
    told_where = any(each.arg in ("out", "copy") for each in value.keywords)
    return value.func.attr in PURE and not told_where


def _not_used(function: ast.FunctionDef) -> Iterator[Found]:
    """Results that get a name which nothing reads."""
    read, nodes = _loads(function), list(ast.walk(function))
    if read & WAYS_ROUND or any(isinstance(each, ast.Global | ast.Nonlocal) for each in nodes):
        return
    for node in nodes:
        if isinstance(node, ast.Assign) and isinstance(target := node.targets[0], ast.Name):
            computed = isinstance(node.value, ast.BinOp) or _has_no_effect(node.value)
            if computed and not node.targets[1:] and target.id not in read | {"_"}:
                yield "not used", node, target.id


def _floored(node: ast.AST) -> Iterator[ast.AST]:
    """Divisions that round down, where nothing asks for a whole number."""
    if isinstance(node, ast.Subscript | ast.Slice | ast.Compare):
        return
    if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in MEANT_WHOLE:
        return
    divides = isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.FloorDiv)
    if divides:
        yield node
        return
    for child in ast.iter_child_nodes(node):
        yield from _floored(child)
