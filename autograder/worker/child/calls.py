"""What could be meant in place of a call or a slice in a student's function; see ``changes.py``."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from autograder.worker.child.changes import Change, one_off
else:
    changes = importlib.import_module(f"{__package__}.changes" if __package__ else "changes")
    Change, one_off = changes.Change, changes.one_off

FAMILIES = (
    ("max", "min", "maximum", "minimum"), ("argmax", "argmin"), ("sum", "mean", "prod", "max"),
    ("exp", "expm1"), ("log", "log1p", "log2", "log10"), ("sqrt", "square", "abs"),
    ("zeros", "ones"), ("zeros_like", "ones_like"), ("floor", "ceil", "round"), ("var", "std"),
    ("dot", "multiply"), ("any", "all"), ("cumsum", "sum"), ("tanh", "sinh"), ("sin", "cos"),
)  # fmt: skip
"""Functions that are taken for one another."""
REDUCTIONS = (
    "sum", "mean", "max", "min", "var", "std", "argmax", "argmin", "prod", "any", "all",
)  # fmt: skip
AXES: tuple[Any, ...] = (None, 0, 1, -1, 2, (0, 1), (0, 2), (1, 2), (2, 3), (0, 2, 3), (1, 2, 3))


def of_calls(parent: ast.AST, field: str, node: Any, names: list[str]) -> Iterator[Change]:
    """A function of the same family, its argument alone, another axis, arguments exchanged."""
    match node:
        case ast.Call(function, given, named):
            yield from _functions(node)
            yield from _arguments(function, given, named)
            yield from _axes(function, given, named)
        case ast.Slice(lower, upper, step):
            bounds = {"lower": lower, "upper": upper, "step": step}
            for bound, value in bounds.items():
                for other in [*one_off(value), None] if value else ():
                    new: Any = ast.Slice()
                    vars(new).update(bounds, **{bound: other})
                    yield Change("bound", ast.unparse(node), new)


def _functions(call: ast.Call) -> Iterator[Change]:
    match call:
        case ast.Call(ast.Attribute(value, name), given, named):
            family = [each for family in FAMILIES if name in family for each in family]
            for other in dict.fromkeys(each for each in family if each != name):
                function = ast.Attribute(value, other, ast.Load())
                yield Change("function", name, ast.Call(function, given, named))
            is_method = not (isinstance(value, ast.Name) and value.id == "np")
            for inner in [value] if is_method else given[:1]:
                yield Change("surplus", f"{name}()", inner)
        case ast.Call(ast.Name(name), [first, *_]):
            yield Change("surplus", f"{name}()", first)


def _arguments(
    function: ast.expr, given: list[ast.expr], named: list[ast.keyword]
) -> Iterator[Change]:
    for i, each in enumerate(named):
        fewer = [*named[:i], *named[i + 1 :]]
        yield Change("argument", each.arg or "**", ast.Call(function, given, fewer))
    for i in range(len(given) - 1):
        turned = [*given[:i], given[i + 1], given[i], *given[i + 2 :]]
        yield Change("arguments", "", ast.Call(function, turned, named))
    if isinstance(function, ast.Name) and function.id == "range":
        for i, bound in enumerate(given):
            for other in one_off(bound):
                moved = [*given[:i], other, *given[i + 1 :]]
                yield Change("bound", ast.unparse(bound), ast.Call(function, moved, named), bound)


def _axes(function: ast.expr, given: list[ast.expr], named: list[ast.keyword]) -> Iterator[Change]:
    """Of a sum, a mean and the like: another axis, or one at all; keepdims."""
    if not (isinstance(function, ast.Attribute) and function.attr in REDUCTIONS):
        return
    words = {each.arg: each for each in named}
    rest = [each for each in named if each.arg != "axis"]
    kind = "argument" if "axis" in words else "missing argument"
    for axis in AXES:
        new = [*rest, ast.keyword("axis", ast.Constant(axis))]
        yield Change(kind, "axis", ast.Call(function, given, new))
    if "keepdims" not in words:
        kept = [*named, ast.keyword("keepdims", ast.Constant(value=True))]
        yield Change("missing argument", "keepdims", ast.Call(function, given, kept))
