"""Every command that the course prints works as it is printed."""

from __future__ import annotations

import ast
import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from autograder.cli.app import app
from autograder.exercises import catalogue

ROOT = Path(__file__).parents[1]
TARGETS = set(re.findall(r"^([a-z][\w-]*):", (ROOT / "Makefile").read_text(), re.MULTILINE))
PLACEHOLDER = "X"
"""What a message fills in when it is printed."""

SOURCES = sorted(
    path for name in ("autograder", "cs_cnn") for path in (ROOT / name).rglob("*.py")
    if "solutions" not in path.parts
)  # fmt: skip
PAGES = [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("datasets/*.md")]


def messages(tree: ast.AST) -> Iterator[str]:
    """Every string of a file but the docstrings, with what is filled in as a placeholder."""
    said = set[int]()
    for node in ast.walk(tree):  # what is inside comes after what it is in
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            said.add(id(node.value))
        elif isinstance(node, ast.JoinedStr):
            said |= {id(part) for part in node.values}
            parts = (p.value if isinstance(p, ast.Constant) else PLACEHOLDER for p in node.values)
            yield "".join(map(str, parts))
        elif (
            isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said
        ):
            yield node.value


def typed(text: str) -> list[str]:
    """The commands between backticks, but not those between two of each."""
    return re.findall(r"(?<!`)`((?:cs-cnn|make) [^`\n]+)`", text)


def of_courses(tree: ast.AST) -> Iterator[str]:
    """What ``Course.command`` makes a command of."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "command":
            yield from (f"cs-cnn {text}" for text in messages(ast.Module(node.args[:1], [])))


def in_code() -> Iterator[tuple[str, str]]:
    for path in SOURCES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        commands = [each for text in messages(tree) for each in typed(text)]
        for command in [*commands, *of_courses(tree)]:
            yield path.relative_to(ROOT).as_posix(), command


def in_notebooks() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "notebooks").glob("*/*.ipynb")):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            if cell["cell_type"] == "markdown":
                yield from ((path.stem, each) for each in typed("".join(cell["source"])))


def on_pages() -> Iterator[tuple[str, str]]:
    """Lines of the blocks of code, without their remarks."""
    for path in PAGES:
        for block in re.findall(r"^```\n(.*?)^```", path.read_text(encoding="utf-8"), re.M | re.S):
            for line in re.split(r"\n| && ", block):
                command = line.partition("  #")[0].strip()
                if re.match(r"(\.venv[/\\]\w+[/\\])?cs-cnn |make ", command):
                    yield path.name, re.sub(r"^\S*cs-cnn", "cs-cnn", command)


def refused(command: str) -> str:
    """What is wrong with a command line; nothing if it would run."""
    program, *words = shlex.split(re.sub(r"<[^>]+>|…|\.\.\.$", PLACEHOLDER, command))
    if program == "make":
        return "" if words[0] in TARGETS else f"make has no {words[0]}"
    if words[0].strip(PLACEHOLDER) in ("", "COMMAND"):
        return ""
    if words[0] not in app.commands:
        return f"cs-cnn has no {words[0]}"
    known = app.commands[words[0]]
    context = click.Context(known, info_name=words[0], resilient_parsing=True)
    try:
        values, rest, _ = known.make_parser(context).parse_args(words[1:])
    except click.UsageError as error:
        return error.format_message()
    required = (param for param in known.params if param.required)
    missing = [p.name for p in required if p.value_is_missing(values.get(str(p.name)))]
    return f"too much: {rest}" if rest else f"missing: {missing}" if missing else ""


@pytest.fixture(scope="module")
def commands() -> list[tuple[str, str]]:
    """Where a command is printed, and the command."""
    return sorted({*in_code(), *in_notebooks(), *on_pages()})


def test_a_command_that_is_printed_works(commands: list[tuple[str, str]]) -> None:
    assert {pair: said for pair in commands if (said := refused(pair[1]))} == {}


def test_commands_are_found_everywhere(commands: list[tuple[str, str]]) -> None:
    found = {command for _, command in commands}
    assert found >= {
        "make install",
        "cs-cnn hint X",
        "cs-cnn update --from X",
        "cs-cnn grade X",
        "cs-cnn submit 01-vector-backprop",
        "cs-cnn data cifar10",
    }


@pytest.mark.parametrize(
    "command",
    ["cs-cnn collect", "cs-cnn hints X", "cs-cnn hint X --lvl 2", "cs-cnn update X", "make tea"],
)
def test_one_that_does_not_work_is_noticed(command: str) -> None:
    assert refused(command)


CALL = re.compile(r"""\b(?:check|hint)\((["'])([\w.-]+)\1""")


def test_a_call_that_is_printed_names_what_there_is() -> None:
    texts = [path.read_text(encoding="utf-8") for path in [*SOURCES, *PAGES]]
    texts += [path.read_text(encoding="utf-8").replace('\\"', '"')
              for path in (ROOT / "notebooks").glob("*/*.ipynb")]  # fmt: skip
    named = {found[2] for text in texts for found in CALL.finditer(text)}
    assert "backprop.relu" in named
    for name in named:
        assert catalogue.find(name)
