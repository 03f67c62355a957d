"""The house rules: which room may import which, what a bare import costs, how long files get."""

from __future__ import annotations

import ast
import functools
import graphlib
import importlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.core.exercise import Exercise
from autograder.exercises import catalogue
from autograder.worker.runtime import PYTORCH

ROOT = Path(__file__).parents[1]
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for package in ("autograder", "cs_cnn")
    for path in sorted((ROOT / package).rglob("*.py"))
}

ARROWS = {
    "autograder": {"autograder.notebook"},
    "autograder.notebook": {
        "autograder.core",
        "autograder.course.learning",
        "autograder.course.submissions.home",
        "autograder.exercises",
        "autograder.render",
    },
    "autograder.cli": {
        "autograder.core",
        "autograder.course",
        "autograder.judge",
        "autograder.exercises",
        "autograder.render",
        "autograder.worker.sandbox",
        "autograder.reference.backend",
        "cs_cnn.given.data",
        "cs_cnn.given.data.fetched",
        "cs_cnn.given.data.registry",
    },
    "autograder.course": {
        "autograder.core",
        "autograder.judge",
        "autograder.exercises",
        "autograder.render",
        "autograder.worker.sandbox",
    },
    "autograder.judge": {"autograder.core", "autograder.worker", "autograder.reference"},
    "autograder.exercises": {
        "autograder.core",
        "autograder.reference",
        "autograder.worker.runtime",
        "autograder.worker.child.models",
        "autograder.worker.child.modules",
    },
    "autograder.core": {"autograder.worker.child.protocol", "autograder.worker.runtime"},
    "autograder.reference": set(),
    "autograder.render": {"autograder.core"},
    "autograder.worker": set(),
    "autograder.solutions": {"cs_cnn.backprop", "cs_cnn.conv", "cs_cnn.pooling"},
    "cs_cnn": set(),
}
"""Room -> the rooms, or single modules of a room, that it may import beside itself."""

LONGEST = 310
"""Lines of a file. About 300 is the aim: what is longer holds a second subject."""

ONE_FILE = {"autograder.solutions.arch"}
"""What is longer because a student writes all of it in one file."""

FAMILIES = {
    "backprop": {
        "activations": "sigmoid tanh relu sigmoid_backward tanh_backward relu_backward",
        "jacobians": "relu_jacobian relu_vjp jacobian_bytes",
        "losses": "softmax_loss svm_loss",
    },
    "regularization": {"penalties": "l1 l2 elastic_net"},
}
"""Student module -> files of several exercises that share no first word, and their exercises."""

HELPERS = {
    "arch": {"family"},
    "backprop": {"inputs", "network_mistakes"},
    "conv": {"backward_mistakes", "inputs", "variants"},
    "convnet": {"inputs", "patterns", "planned"},
    "features": {"choices", "color_hues", "hog_cells", "inputs"},
    "normalization": {"averages", "back", "inputs", "scaling", "sharing", "slopes"},
    "optim": {"inputs", "moments"},
    "pooling": {"inputs", "switch_mistakes"},
    "regularization": {"chance", "dropout_mistakes", "early_stopping_mistakes", "images"},
}
"""Student module -> files beside the exercises that hold none."""

ONLY_ON_UNIX = ("resource", "fcntl", "pwd", "grp", "termios")


def inside(name: str, place: str) -> bool:
    return name == place or name.startswith(f"{place}.")


def room_of(module: str) -> str:
    return max((room for room in ARROWS if inside(module, room)), key=len)


def imported(tree: ast.AST) -> Iterator[str]:
    """Full names of all that is imported, ``from a import b`` as ``a.b``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "imports are written in full"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@functools.cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@functools.cache
def imports_of(path: Path) -> frozenset[str]:
    return frozenset(imported(tree_of(path)))


def own_module(name: str) -> str | None:
    """The module of ours that importing ``name`` loads, if it is ours."""
    return name if name in MODULES else next(iter({name.rpartition(".")[0]} & set(MODULES)), None)


def test_imports_point_one_way() -> None:
    assert {module: names for module in MODULES if (names := astray(module))} == {}


def astray(module: str) -> list[str]:
    """What a module imports and its room may not."""
    allowed = {room_of(module), *ARROWS[room_of(module)]} - {"autograder"}
    ours = [n for n in imports_of(MODULES[module]) if n.startswith(("autograder.", "cs_cnn."))]
    return [n for n in ours if not any(inside(n, place) for place in allowed)]


def test_what_counts_does_not_know_where_it_came_from() -> None:
    """In class and at home the same files count, whoever collected them."""
    counts = [name for name in MODULES if inside(name, "autograder.course.submissions")]
    imports = {name for module in counts for name in imports_of(MODULES[module])}
    assert not [name for name in imports if inside(name, "autograder.course.intake")]


def test_no_module_imports_itself_through_others() -> None:
    graph = {
        module: {own_module(name) for name in imports_of(path)} - {None, module}
        for module, path in MODULES.items()
    }
    graphlib.TopologicalSorter(graph).prepare()


IN_THE_WORKER = [path.stem for path in (ROOT / "autograder/worker/child").glob("[!_]*.py")]


@pytest.mark.parametrize("name", IN_THE_WORKER)
def test_the_worker_runs_on_the_standard_library_and_its_libraries(name: str) -> None:
    names = {n.partition(".")[0] for n in imports_of(MODULES[f"autograder.worker.child.{name}"])}
    libraries = {"numpy", "torch"} if name in PYTORCH.tools else {"numpy"}
    assert names <= sys.stdlib_module_names | {*libraries, "autograder", *IN_THE_WORKER}


GIVEN = [name for name in MODULES if name.startswith("cs_cnn.given")]
DEEP = "cs_cnn.given.deep"


def test_what_is_given_never_needs_pytorch() -> None:
    for module in (name for name in GIVEN if not inside(name, DEEP)):
        names = imports_of(MODULES[module])
        assert "torch" not in {name.partition(".")[0] for name in names}, module
        assert not any(inside(name, DEEP) for name in names), module


def run(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


LIGHT = (
    "autograder",
    "autograder.cli",
    "autograder.course.submissions.home",
    "autograder.course.submissions.pack",
    "autograder.exercises.backprop",
)


@pytest.mark.parametrize("entry", LIGHT)
def test_a_bare_import_is_light(entry: str) -> None:
    """A check whose reference outputs are cached, and ``--help``, must not pay for torch."""
    heavy = "{'torch', 'sklearn', 'matplotlib', 'nbgrader', 'nbconvert'}"
    assert run(f"import sys, {entry}; print({heavy} & set(sys.modules) or '')").strip() == ""


def test_drawing_the_cases_of_the_course_is_light() -> None:
    """A check draws the cases before it looks for their outputs in the cache."""
    code = (
        "import sys; from autograder.exercises import catalogue\n"
        "for each in catalogue.exercises().values(): each.public_cases(), each.hidden_cases(b'')\n"
        "print({'torch', 'sklearn', 'matplotlib'} & set(sys.modules) or '')"
    )
    assert run(code).strip() == ""


@pytest.mark.parametrize("entry", ["autograder", "autograder.cli", "autograder.worker.child.main"])
def test_the_students_side_needs_no_unix(entry: str) -> None:
    hidden = f"sys.modules.update(dict.fromkeys({ONLY_ON_UNIX})); del os.fork"
    run(f"import os, sys; {hidden}; import {entry}")


def test_files_and_functions_stay_short() -> None:
    for module in (name for name in MODULES if inside(name, "autograder")):
        lines = MODULES[module].read_text(encoding="utf-8").count("\n")
        assert lines <= LONGEST or module in ONE_FILE, module
        assert long_functions(tree_of(MODULES[module])) == {}, module


def long_functions(tree: ast.Module) -> dict[str, int]:
    """Functions with more than 40 lines below their docstring."""
    found = {}
    for node in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
        body = node.body[1:] if ast.get_docstring(node) else node.body
        found[node.name] = body[-1].end_lineno - body[0].lineno + 1 if body else 0
    return {name: lines for name, lines in found.items() if lines > 40}


@functools.cache
def file_of(exercise: Exercise) -> Path:
    """The file that declares it, by a function or an assignment."""
    package = f"autograder.exercises.{exercise.id.partition('.')[0]}"
    for name in (name for name in MODULES if name.startswith(f"{package}.")):
        there = vars(importlib.import_module(name))
        if any(there.get(each) is exercise for each in defined(MODULES[name])):
            return MODULES[name]
    raise LookupError(exercise.id)


def defined(path: Path) -> Iterator[str]:
    """What a file itself defines, not what it imports."""
    for node in tree_of(path).body:
        if isinstance(node, ast.FunctionDef):
            yield node.name
        elif isinstance(node, ast.Assign):
            yield from (each.id for each in node.targets if isinstance(each, ast.Name))


def bears_its_word(file: str, word: str, families: dict[str, str]) -> bool:
    """The word itself, the beginning that the file's exercises share, or a family."""
    if file in families:
        return word in families[file].split()
    return f"{word}_".startswith(f"{file}_")


def test_an_exercise_file_bears_its_word() -> None:
    for exercise in catalogue.exercises().values():
        module, _, word = exercise.id.partition(".")
        file = file_of(exercise)
        assert file.parent.name == module
        assert bears_its_word(file.stem, word, FAMILIES.get(module, {})), f"{file} holds {word}"


@pytest.mark.parametrize("module", HELPERS)
def test_a_file_beside_the_exercises_holds_one_or_is_a_listed_helper(module: str) -> None:
    files = {path.stem for path in (ROOT / "autograder" / "exercises" / module).glob("*.py")}
    exercises = [e for e in catalogue.exercises().values() if e.id.startswith(f"{module}.")]
    assert files - {file_of(each).stem for each in exercises} == {"__init__", *HELPERS[module]}


def test_every_student_module_has_its_files_listed() -> None:
    assert HELPERS.keys() == {id.partition(".")[0] for id in catalogue.exercises()}
