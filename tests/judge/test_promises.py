"""Every docstring, cut into clauses, and the wrong answers that break each.

``tests/answers/<module>/promises.toml`` has a table for every stub, and the table ``file`` for the
top of the file. Joined, the clauses are the docstring, so that none can be added or changed unless
somebody says what breaks it. ``test_wrong_answers`` proves that what is named here is refused.
"""

from __future__ import annotations

import ast
import functools
import re
import tomllib
from pathlib import Path

import pytest
from answers.arch.changes import CHANGES
from answers.corpus import ANSWERS, CORPORA, MODULES
from answers.generic import BENT

TESTS = re.compile(r"^def (test_\w+)", re.MULTILINE)
ANSWER = re.compile(r"^(?:def|class) ([A-Za-z]\w*__\w+)", re.MULTILINE)
FILE = "file"
CHANGED = "arch"
"""The module whose wrong answers are changes of its solutions."""

Promises = dict[str, dict[str, list[str]]]
"""Stub and clause: the labels of its wrong answers, bent outputs of every exercise, or tests of
the judge. None if the clause promises nothing."""


@functools.cache
def promises(module: str) -> Promises:
    path = ANSWERS / module / "promises.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


@functools.cache
def docstrings(module: str) -> dict[str, str]:
    """By stub, a class with its methods; what follows, the source and the id, promises nothing."""
    tree = ast.parse((ANSWERS.parents[1] / "cs_cnn" / f"{module}.py").read_text(encoding="utf-8"))
    stubs = [node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    return {FILE: _said(tree), **{stub.name: _said(stub) for stub in stubs}}


def _said(node: ast.AST) -> str:
    owners = (ast.Module, ast.FunctionDef, ast.ClassDef)
    within = [node] if isinstance(node, ast.Module) else ast.walk(node)
    texts = [ast.get_docstring(each) or "" for each in within if isinstance(each, owners)]
    said = [" ".join(text.partition("Source:")[0].split()) for text in texts]
    return " ".join(filter(None, said))


@functools.cache
def wrong_answers(module: str) -> set[str]:
    if module == CHANGED:
        return {f"{stub}__{label}" for stub, changes in CHANGES.items() for label in changes}
    texts = (path.read_text(encoding="utf-8") for path in (ANSWERS / module / "wrong").glob("*.py"))
    return {name for text in texts for name in ANSWER.findall(text)}


@functools.cache
def judge_tests() -> set[str]:
    tests = Path(__file__).parents[1]
    files = (*tests.glob("judge/test_*.py"), *tests.glob("reference/test_*.py"))
    return {name for file in files for name in TESTS.findall(file.read_text(encoding="utf-8"))}


LEFT_OUT = {(corpus.name, stub) for corpus in CORPORA for stub in corpus.left_out}
TABLES = [
    pytest.param(module, stub, id=f"{module}.{stub}")
    for module in (*MODULES, CHANGED)
    for stub in promises(module)
    if (module, stub) not in LEFT_OUT
]


@pytest.mark.parametrize(("module", "stub"), TABLES)
def test_the_clauses_are_the_docstring(module: str, stub: str) -> None:
    assert " ".join(promises(module)[stub]) == docstrings(module)[stub]


@pytest.mark.parametrize(("module", "stub"), TABLES)
def test_every_promise_names_what_breaks_it(module: str, stub: str) -> None:
    prefix = "" if stub == FILE else f"{stub}__"
    answers = {wrong.removeprefix(prefix) for wrong in wrong_answers(module)}
    known = answers | BENT.keys() | judge_tests()
    named = {label for labels in promises(module)[stub].values() for label in labels}
    assert named - known == set()


def test_every_stub_has_its_list_and_no_other_has() -> None:
    for module in (*MODULES, CHANGED):
        assert promises(module).keys() == docstrings(module).keys()
