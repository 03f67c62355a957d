"""CONTRIBUTING.md, 'Add an exercise' and 'Add a backward exercise', followed to the letter."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
FORWARD, BACKWARD = "backprop.scale", "backprop.scale_backward"
COMMAND = re.compile(r"^\.venv/bin/cs-cnn (new .*)$", re.MULTILINE)
BLOCK = re.compile(
    r"^```(?:python|markdown|toml) (\S+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL
)
NOTEBOOK = "notebooks/01-vector-backprop/01-vector-backprop.ipynb"

ANSWERS = """
import sys; sys.path[:0] = ["tests", "tests/judge"]
import test_promises
from pathlib import Path
from answers.corpus import Corpus, fails
from autograder.render.diagnosis import diagnosis_text

corpus = Corpus("backprop")
for wrongs in corpus.rounds():
    mine = [wrong for wrong in wrongs if wrong.stub.startswith("scale")]
    answers = {{corpus.light[wrong.stub]: wrong.text for wrong in mine}}
    (verdicts,) = corpus.judge_each(Path("{student}"), [answers])
    for wrong in mine:
        verdict = verdicts[wrong.stub]
        shown = all(fails(verdict, hidden) for hidden in (False, True))
        if not shown or wrong.says not in diagnosis_text(verdict):
            print(wrong.name, verdict.status, diagnosis_text(verdict))
for style in ("terse", "loops", "crafted"):
    text = (corpus.folder / f"{{style}}.py").read_text()
    exercises = [corpus.exercises[stub] for stub in ("scale", "scale_backward")]
    for verdict in corpus.judge(Path("{student}"), text, exercises).values():
        if not verdict.passed:
            print(style, verdict.id, diagnosis_text(verdict))
for stub in ("scale", "scale_backward"):
    test_promises.test_the_clauses_are_the_docstring(corpus.name, stub)
    test_promises.test_every_promise_names_what_breaks_it(corpus.name, stub)
"""
"""What ``tests/judge`` asks of every module, for the new answers alone."""


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with both exercises, but for the points."""
    project = tmp_path_factory.mktemp("a project")
    junk = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")
    for name in ("autograder", "cs_cnn", "notebooks", "tests/answers", "tests/judge"):
        shutil.copytree(ROOT / name, project / name, ignore=junk)
    for section in sections():
        follow(project, section)
    return project


@pytest.fixture
def copy(followed: Path, tmp_path: Path) -> Path:
    return shutil.copytree(followed, tmp_path / "a project")


def sections() -> tuple[str, str]:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    forward, backward = text.partition("## Add an exercise")[2].split("## Add a backward exercise")
    return forward, backward


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def write_block(path: Path, block: str) -> None:
    """In place of the file that ``new`` made, or of the function or table that it added."""
    text = path.read_text(encoding="utf-8")
    first = re.match(r"def \w+\(|\[\w+\]\n", block)
    before = text[: text.rindex(first[0])] if first else ""
    path.write_text(before + block, encoding="utf-8")


def write_story(path: Path, cell: str, block: str) -> None:
    notebook, cells = read_notebook(path)
    assert "TODO" in "".join(cells[cell]["source"])
    cells[cell]["source"] = block.splitlines(keepends=True)
    path.write_text(json.dumps(notebook), encoding="utf-8")


def read_notebook(path: Path) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    return notebook, {cell["id"]: cell for cell in notebook["cells"]}


def follow(copy: Path, section: str) -> None:
    (command,) = COMMAND.findall(section)
    assert "names what is left to write" in cs_cnn(copy, *command.split())
    for file, cell, block in BLOCK.findall(section):
        write_story(copy / file, cell, block) if cell else write_block(copy / file, block)


def take_three_points(copy: Path) -> None:
    path = copy / "autograder/exercises/backprop/maxout.py"
    before, after = path.read_text(encoding="utf-8").split('"backprop.maxout_backward"', 1)
    after = re.sub(r"points=(\d+)", lambda m: f"points={int(m[1]) - 3}", after, count=1)
    path.write_text(f'{before}"backprop.maxout_backward"{after}', encoding="utf-8")
    notebook, cells = read_notebook(copy / NOTEBOOK)
    cells["backprop-maxout_backward"]["metadata"]["nbgrader"]["points"] -= 3
    (copy / NOTEBOOK).write_text(json.dumps(notebook), encoding="utf-8")


def run(copy: Path, *arguments: str) -> str:
    command = [sys.executable, *arguments]
    done = subprocess.run(command, cwd=copy, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def cs_cnn(copy: Path, *arguments: str) -> str:
    return " ".join(run(copy, "-m", "autograder.cli", *arguments).split())


@pytest.mark.long
def test_exercises_are_added_by_the_book(copy: Path) -> None:
    """A backward exercise without the likeliest mistake is named, and so are points above 100."""
    path = copy / "autograder/exercises/backprop/scale_backward.py"
    by_the_book = text = path.read_text(encoding="utf-8")
    for name in ("dg_of_the_last_sample", "dg_not_summed"):
        text, removed = re.subn(rf"@scale_backward[^@]*def {name}[^@]*?\n\n\n", "", text)
        assert removed == 1
    path.write_text(text, encoding="utf-8")
    findings = cs_cnn(copy, "selfcheck", FORWARD, BACKWARD)
    assert "no misconception returns a part of the sum" in findings
    assert "points add up to 103" in findings
    path.write_text(by_the_book, encoding="utf-8")
    take_three_points(copy)
    assert "2 exercises: everything agrees" in cs_cnn(copy, "selfcheck", FORWARD, BACKWARD)


@pytest.mark.long
def test_their_answers_are_judged_as_they_say(copy: Path, student: Path) -> None:
    assert run(copy, "-c", ANSWERS.format(student=student)) == ""
    edit(copy / "cs_cnn/backprop.py", f'raise NotImplementedError("{FORWARD}")', "return x + g")
    assert "as a bias would be" in cs_cnn(copy, "check", FORWARD)
