"""What could be meant in place of a piece of a student's function.

Each function below takes a node of the syntax tree, where it stands, and the names in use, and
yields what may stand there instead. ``names`` are the function's arguments and first variables.
"""

from __future__ import annotations

import ast
import collections
import copy
import itertools
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

MOST_NAMES = 14
MOST_PLACES = 2
MOST_WORDS = 20
"""Of the names in a function, of its indices, and of both together, so many are tried."""
ARITHMETIC: dict[type[ast.operator], str] = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//",
    ast.Pow: "**", ast.MatMult: "@", ast.Mod: "%",
}  # fmt: skip
COMPARISONS: dict[type[ast.cmpop], str] = {
    ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!=",
}  # fmt: skip
AROUND = ("sqrt", "exp", "abs", "square", "log")
COMPUTED = (ast.Assign, ast.AugAssign, ast.Return, ast.BinOp, ast.Tuple, ast.Call)
"""What the value of an expression goes into, where a factor or a term may be missing."""


class Change(NamedTuple):
    """What comes in place of a node; ``about`` is what of it is changed, ``at`` where it stands."""

    kind: str
    about: str
    new: Any
    at: ast.AST | None = None


def names_of(part: ast.AST) -> list[str]:
    """What a function may have meant: its arguments, what it assigns to, entries of both.

    Of ``w[i]`` and the arguments w and g come ``w[i]`` and ``g[i]``.
    """
    nodes = list(ast.walk(part))
    switches = {name for node in nodes if isinstance(node, ast.arguments) for name in _bools(node)}
    every = (node.arg for node in nodes if isinstance(node, ast.arg))
    arguments = [name for name in every if name not in {"self", *switches}]
    stored = [node for node in nodes if isinstance(node, ast.Name)]
    assigned = [node for node in stored if isinstance(node.ctx, ast.Store)]
    assigned.sort(key=lambda node: (node.lineno, node.col_offset))
    variables = [node.id for node in assigned]
    names = list(dict.fromkeys([*arguments, *variables]))[:MOST_NAMES]
    found = [node for node in nodes if isinstance(node, ast.Subscript)]
    places = {ast.unparse(node.slice) for node in found if _is_place(node.slice)}
    entries = [f"{name}[{place}]" for place in sorted(places)[:MOST_PLACES] for name in arguments]
    own = [ast.unparse(node) for node in found if _is_place(node.slice)]
    return list(dict.fromkeys([*names, *own, *entries]))[:MOST_WORDS]


def _bools(arguments: ast.arguments) -> Iterator[str]:
    """Arguments that are True or False if they are left out: nobody reckons with them."""
    places = [*arguments.posonlyargs, *arguments.args]
    pairs: list[tuple[ast.arg, ast.expr | None]] = [
        *zip(places[::-1], arguments.defaults[::-1], strict=False)
    ]
    pairs += [*zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)]
    for argument, default in pairs:
        if isinstance(default, ast.Constant) and isinstance(default.value, bool):
            yield argument.arg


def _is_place(index: ast.expr) -> bool:
    """Whether it is made of variables: no number, no slice."""
    parts = list(ast.walk(index))
    return not any(isinstance(part, ast.Slice | ast.Constant) for part in parts)


def _read(text: str) -> ast.expr:
    return ast.parse(text, mode="eval").body


def others(table: Mapping[Any, str], now: ast.AST) -> list[Any]:
    """All kinds of operator in a table but the one that is there."""
    return [kind for kind in table if kind is not type(now)]


def of_operations(parent: ast.AST, field: str, node: Any, names: list[str]) -> Iterator[Change]:
    """Another operator or comparison, one operand too many, sides exchanged, other brackets."""
    match node:
        case ast.BinOp(left, operator, right):
            sign = ARITHMETIC.get(type(operator), "")
            yield Change("surplus", ast.unparse(right), left)
            yield Change("surplus", ast.unparse(left), right)
            for kind in others(ARITHMETIC, operator):
                yield Change("operator", sign, ast.BinOp(left, kind(), right))
            yield from _brackets(node)
            yield Change("sides", sign, ast.BinOp(right, operator, left))
        case ast.Compare(left, [operator], [right]) if type(operator) in COMPARISONS:
            for kind in others(COMPARISONS, operator):
                sign = COMPARISONS[type(operator)]
                yield Change("comparison", sign, ast.Compare(left, [kind()], [right]))
        case ast.BoolOp(operator, [first, *rest] as values):
            turned = ast.And() if isinstance(operator, ast.Or) else ast.Or()
            word = "or" if isinstance(operator, ast.Or) else "and"
            yield Change("operator", word, ast.BoolOp(turned, values))
            yield Change("surplus", ast.unparse(first), ast.BoolOp(operator, [*rest, rest[-1]]))
            yield Change("surplus", ast.unparse(rest[-1]), first)
        case ast.UnaryOp(operator, operand):
            yield Change("surplus", "not" if isinstance(operator, ast.Not) else "-", operand)
        case ast.Attribute(value, "T"):
            yield Change("surplus", ".T", value)
        case ast.IfExp(test, body, orelse):
            yield Change("condition", ast.unparse(test), ast.IfExp(test, orelse, body))


def _brackets(node: ast.BinOp) -> Iterator[Change]:
    """(a ∘ b) ∘ c as a ∘ (b ∘ c), and the other way round."""
    match node:
        case ast.BinOp(ast.BinOp(a, inner, b), outer, c):
            yield Change("brackets", "", ast.BinOp(a, inner, ast.BinOp(b, outer, c)))
    match node:
        case ast.BinOp(a, outer, ast.BinOp(b, inner, c)):
            yield Change("brackets", "", ast.BinOp(ast.BinOp(a, outer, b), inner, c))


def of_numbers(parent: ast.AST, field: str, node: Any, names: list[str]) -> Iterator[Change]:
    """Another number, the other truth value."""
    match node:
        case ast.Constant(bool(value)):
            yield Change("truth", str(value), ast.Constant(not value))
        case ast.Constant(int() | float() as number):
            near = (number - 1, number + 1, -number, 2 * number, number / 2, 0, 1, 2)
            far = (10 * number, number / 10)
            whole = isinstance(number, int)
            different = [
                int(n) if whole and n == int(n) else n for n in (*near, *far) if n != number
            ]
            for other in dict.fromkeys(different):
                yield Change("number", str(number), ast.Constant(other), _around(parent, node))
            for name in names if isinstance(parent, ast.expr | ast.Assign | ast.Return) else ():
                yield Change("written out", str(number), _read(name), _around(parent, node))


def _around(parent: ast.AST, node: ast.AST) -> ast.AST:
    """What shows a number or a name in its place."""
    return parent if isinstance(parent, ast.expr | ast.keyword) else node


def of_statements(parent: ast.AST, field: str, node: Any, names: list[str]) -> Iterator[Change]:
    """`=` for `+=`, a condition the other way round, outputs in another order, lines moved."""
    match node:
        case [ast.stmt(), *_]:
            yield from _moved(node)
            if isinstance(parent, ast.FunctionDef):
                yield from _renamed(parent.args, node)
                yield from _throughout(node)
        case ast.Assign([ast.Name() | ast.Subscript() as target], value):
            yield Change("adds", "=", ast.AugAssign(target, ast.Add(), value))
        case ast.AugAssign(target, operator, value):
            sign = f"{ARITHMETIC.get(type(operator), '')}="
            yield Change("assigns", sign, ast.Assign([target], value))
            for kind in others(ARITHMETIC, operator):
                yield Change("operator", sign, ast.AugAssign(target, kind(), value))
        case ast.If(test, body, orelse):
            for other in (ast.UnaryOp(ast.Not(), test), ast.Constant(value=True)):
                yield Change("condition", ast.unparse(test), ast.If(other, body, orelse), test)
        case ast.Return(ast.Tuple(elements)) if len(elements) in (2, 3):
            for order in itertools.permutations(elements):
                if list(order) != elements:
                    yield Change("order", "", ast.Return(ast.Tuple([*order], ast.Load())))


def _moved(lines: list[ast.stmt]) -> Iterator[Change]:
    """Without one of the lines; the last one of a loop behind it; the one behind it inside."""
    for i, line in enumerate(lines):
        before, after = lines[:i], lines[i + 1 :]
        if len(lines) > 1 and not isinstance(line, ast.Return | ast.FunctionDef):
            yield Change("line", "", [*before, *after], line)
        if not isinstance(line, ast.For | ast.While | ast.If):
            continue
        *kept, last = line.body
        if kept:
            yield Change("level", "", [*before, _with_body(line, kept), last, *after], last)
        if after:
            longer = _with_body(line, [*line.body, after[0]])
            yield Change("level", "", [*before, longer, *after[1:]], after[0])


def _renamed(arguments: ast.arguments, lines: list[ast.stmt]) -> Iterator[Change]:
    """Two arguments in each other's place, everywhere."""
    names = [each.arg for each in [*arguments.args, *arguments.kwonlyargs] if each.arg != "self"]
    for pair in itertools.combinations(names[:MOST_NAMES], 2):
        other = dict([pair, pair[::-1]])
        turned = copy.deepcopy(lines)
        for node in (node for line in turned for node in ast.walk(line)):
            if isinstance(node, ast.Name):
                node.id = other.get(node.id, node.id)
        yield Change("exchanged", " and ".join(pair), turned)


def _throughout(lines: list[ast.stmt]) -> Iterator[Change]:
    """An operator with the same right-hand side, everywhere: a mistake that was made twice."""

    def operations(some: list[ast.stmt]) -> Iterator[tuple[tuple[type, str], ast.BinOp]]:
        nodes = (node for line in some for node in ast.walk(line))
        pairs = (node for node in nodes if isinstance(node, ast.BinOp))
        return (((type(node.op), ast.unparse(node.right)), node) for node in pairs)

    count = collections.Counter(key for key, _ in operations(lines))
    first = dict(reversed([*operations(lines)]))
    for operator, right in [key for key, times in count.items() if times > 1]:
        for kind in others(ARITHMETIC, operator()):
            turned = copy.deepcopy(lines)
            for node in [node for key, node in operations(turned) if key == (operator, right)]:
                node.op = kind()
            sign = ARITHMETIC.get(operator, "")
            yield Change("throughout", f"{sign} {right}", turned, first[operator, right])


def _with_body(line: ast.stmt, body: list[ast.stmt]) -> ast.stmt:
    return ast.copy_location(type(line)(**{**dict(ast.iter_fields(line)), "body": body}), line)


def one_off(node: Any) -> Iterator[ast.expr]:
    """One more, one less."""
    for operator in (ast.Add(), ast.Sub()):
        yield ast.BinOp(node, operator, ast.Constant(1))


def of_names(parent: ast.AST, field: str, node: Any, names: list[str]) -> Iterator[Change]:
    """Another name, an index one further, two indices exchanged, a matrix transposed."""
    if _is_computed(parent, field, node) and isinstance(node, ast.Name | ast.Subscript):
        now = ast.unparse(node)
        for name in names:
            if now in names and name != now:
                yield Change("name", now, _read(name), _around(parent, node))
    if isinstance(parent, ast.Subscript) and field == "slice":
        match node:
            case ast.Tuple([first, second, *rest]):
                turned = ast.Tuple([second, first, *rest], ast.Load())
                yield Change("indices", "", turned)
            case ast.Name() | ast.BinOp():
                for other in one_off(node):
                    yield Change("bound", ast.unparse(node), other)
    if isinstance(parent, ast.BinOp) and isinstance(parent.op, ast.MatMult):
        yield Change("transposed", "", ast.Attribute(node, "T", ast.Load()))


def of_what_is_missing(
    parent: ast.AST, field: str, node: Any, names: list[str]
) -> Iterator[Change]:
    """The other sign, a function around it, a factor or a term more."""
    if isinstance(parent, ast.Slice) and field in ("lower", "upper"):
        for name, kind in itertools.product(names, (ast.Add, ast.Sub)):
            yield Change("missing term", name, ast.BinOp(node, kind(), _read(name)), node)
    if not (_is_computed(parent, field, node) and isinstance(parent, COMPUTED)):
        return
    if isinstance(node, ast.Constant | ast.Tuple | ast.List):
        return
    yield Change("sign", "", ast.UnaryOp(ast.USub(), node))
    for name in names:
        if ast.unparse(node) == name:
            continue
        for operator in (ast.Mult(), ast.Div(), ast.Add(), ast.Sub()):
            role = "factor" if isinstance(operator, ast.Mult | ast.Div) else "term"
            yield Change(f"missing {role}", name, ast.BinOp(node, operator, _read(name)))
        yield Change("missing term", name, ast.BinOp(_read(name), ast.Sub(), node))
    for name in names[:3]:
        count = _read(f"len({name})")
        for operator in (ast.Div(), ast.Mult()):
            yield Change("missing factor", f"len({name})", ast.BinOp(node, operator, count))
    for number in (2, 0.5):
        yield Change(
            "missing factor", str(number), ast.BinOp(node, ast.Mult(), ast.Constant(number))
        )
    for other in one_off(node):
        yield Change("missing term", "1", other)
    for name in AROUND:
        yield Change("around", "", ast.Call(_read(f"np.{name}"), [node], []))


def _is_computed(parent: ast.AST, field: str, node: Any) -> bool:
    """Whether it is the value of an expression: no target, and not what is called."""
    if not isinstance(node, ast.expr) or isinstance(node, ast.Starred | ast.Slice):
        return False
    if isinstance(getattr(node, "ctx", None), ast.Store | ast.Del):
        return False
    return not (isinstance(parent, ast.Call) and field == "func")
