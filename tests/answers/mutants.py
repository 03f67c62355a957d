"""Small systematic damage to the solutions: a sign, a term, a constant, an axis, a call.

Every mutant is one function, or one class, with one change. Those that change no right answer are
listed with the reason in ``EQUIVALENT``.
"""

from __future__ import annotations

import ast
import copy
import itertools
from collections.abc import Iterator

Answer = ast.FunctionDef | ast.ClassDef

SWAPPED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.Div: ast.Mult,
    ast.Pow: ast.Mult,
}
"""x @ y has no neighbour: any other operator does not fit the shapes."""


def mutants(source: str) -> Iterator[tuple[str, str, str]]:
    """Name, description of the change, and text of the answer, one change at a time."""
    answers = [node for node in ast.parse(source).body if isinstance(node, Answer)]
    names = {answer.name for answer in answers}
    for answer in answers:
        whole = _Elsewhere(names).visit(copy.deepcopy(answer))
        _strip(whole)
        for index, node in enumerate(ast.walk(whole)):
            for changed in _variants(node):
                label = f"{ast.unparse(node)} -> {ast.unparse(changed) or 'nothing'}"
                yield answer.name, label, _with(whole, index, changed)


def _strip(answer: Answer) -> None:
    """Take the docstring off, and the hints at types."""
    answer.body = answer.body[1:]
    for node in ast.walk(answer):
        if isinstance(node, ast.FunctionDef):
            node.returns = None
            for argument in node.args.args:
                argument.annotation = None


class _Elsewhere(ast.NodeTransformer):
    """Calls of other exercises go to the solutions: a mutant is judged by itself alone."""

    def __init__(self, names: set[str]) -> None:
        self.names = names

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return ast.parse(f"right.{node.id}", mode="eval").body if node.id in self.names else node


def _variants(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.BinOp(left, operator, right_side):
            if type(operator) in SWAPPED:
                yield ast.BinOp(left, SWAPPED[type(operator)](), right_side)
            yield from (left, right_side)
        case ast.Compare(left, [ast.Gt()], others):
            yield ast.Compare(left, [ast.Lt()], others)
        case ast.Constant(bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(int() | float() as value) if value in (0, 1, 2):
            yield from (ast.Constant(each) for each in {0: (1,), 1: (0, 2), 2: (1, 3)}[int(value)])
        case ast.UnaryOp(operand=operand):
            yield operand
        case ast.Call(ast.Attribute(), [first, *_]):
            yield first
        case ast.AugAssign() | ast.Assign(targets=[ast.Subscript()]):
            yield ast.Pass()
        case ast.If(body=body):
            yield ast.If(ast.Constant(1 == 1), body, [])


def _with(whole: Answer, index: int, changed: ast.AST) -> str:
    """The text of the answer whose ``index``-th node is ``changed``."""
    mutant = copy.deepcopy(whole)
    node = next(itertools.islice(ast.walk(mutant), index, None))
    _Replace(node, changed).visit(mutant)
    return ast.unparse(ast.fix_missing_locations(mutant))


class _Replace(ast.NodeTransformer):
    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self.old, self.new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        return self.new if node is self.old else self.generic_visit(node)
