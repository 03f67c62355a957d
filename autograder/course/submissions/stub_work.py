"""What a Python file holds: which functions of an assignment, and how many are written."""

from __future__ import annotations

import ast
import re
import warnings

from autograder.exercises import catalogue

_Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
_BLANK = "raise NotImplementedError("


def functions(assignment: str, file: str) -> frozenset[str]:
    """What the assignment's exercises want to be written in this file."""
    each = catalogue.of_assignment(assignment)
    return frozenset(exercise.function for exercise in each if exercise.file == file)


def defined(content: bytes) -> set[str]:
    """The functions and classes that a file defines, also one that does not parse."""
    text = content.decode(errors="replace")
    return set(re.findall(r"^(?:async[ \t]+)?(?:def|class)[ \t]+(\w+)", text, re.MULTILINE))


def written(content: bytes, own: frozenset[str]) -> int:
    """How many of these functions are more than a stub."""
    tree = _parsed(content)
    if tree is None:
        return max(0, len(own & defined(content)) - content.count(_BLANK.encode()))
    return sum(_BLANK not in ast.unparse(node) for node in _definitions(tree, own))


def unwritten(content: bytes, own: frozenset[str]) -> set[str]:
    """Which of these functions are stubs, or not there; none of a file that does not parse."""
    tree = _parsed(content)
    if tree is None:
        return set()
    if content.strip() and _BLANK.encode() not in content:
        return set()  # where the functions come from elsewhere
    done = {node.name for node in _definitions(tree, own) if _BLANK not in ast.unparse(node)}
    return set(own - done)


def _definitions(tree: ast.Module, own: frozenset[str]) -> list[_Definition]:
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    return [node for node in tree.body if isinstance(node, kinds) and node.name in own]


def is_blank(content: bytes) -> bool:
    """Whether nothing has been written into a stub file: what there is, is stubs."""
    return not content.strip() or _BLANK.encode() in content


def is_text_alone(content: bytes) -> bool:
    """Whether a file does nothing: it holds comments and texts."""
    tree = _parsed(content)
    return tree is not None and all(
        isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) for node in tree.body
    )


def _parsed(content: bytes) -> ast.Module | None:
    try:
        with warnings.catch_warnings(action="ignore"):
            return ast.parse(content.decode(errors="replace"))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
