"""Start an exercise: every piece of it as a stub, in its place. All are written, or none."""

from __future__ import annotations

import ast
import json
import keyword
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from autograder.core.errors import UserError
from autograder.core.storage import write
from autograder.course.authoring import templates
from autograder.course.authoring.templates import Draft, Parameter
from autograder.course.folders import PROJECT, notebook
from autograder.course.gradebook.cells import grade_id
from autograder.exercises import catalogue

STYLES = ("terse", "loops", "crafted")
FUNCTIONS = {e.id.partition(".")[0] for e in catalogue.exercises().values() if not e.adapt}
"""The modules whose exercises are about functions on arrays."""
_ID = re.compile(r"(?P<module>[a-z]\w*)\.(?P<word>[a-z][a-z0-9_]*)")


def new(id: str, *, points: int, backward: bool = False, project: Path = PROJECT) -> list[str]:
    """Write the stubs of the exercise ``id``; returns the files that hold them.

    With ``backward``, PyTorch differentiates the forward exercise: that of ``conv.x_backward``
    is ``conv.x``. Raises UserError, and then nothing has been written.
    """
    module, word = _parts(id)
    taken = sorted(_taken(module, word, project))
    if taken:
        raise UserError(f"`{word}` is there already, in {', '.join(taken)}. Choose another word.")
    files = dict(_pieces(_draft(id, points, backward, project), project))
    _write_all(files)
    return [path.relative_to(project).as_posix() for path in files]


def _parts(id: str) -> tuple[str, str]:
    found = _ID.fullmatch(id)
    if found is None or keyword.iskeyword(found["word"]):
        raise UserError(f"'{id}' is no id. It is a module and a word, such as conv.transposed.")
    modules = [module for every in catalogue.ASSIGNMENTS.values() for module in every]
    if found["module"] not in modules:
        raise UserError(
            f"There is no module '{found['module']}', only {', '.join(modules)}. A new one needs "
            "a word in ASSIGNMENTS in autograder/exercises/catalogue.py and the files of its name."
        )
    if id in catalogue.exercises():
        raise UserError(f"{id} is there. `cs-cnn selfcheck {id}` says what it still needs.")
    if found["module"] not in FUNCTIONS:
        raise UserError(
            "`cs-cnn new ID` begins exercises about functions on arrays. One of "
            f"{found['module']} is about a network: CONTRIBUTING.md says how to add it."
        )
    return found["module"], found["word"]


def _taken(module: str, word: str, project: Path) -> Iterator[str]:
    """The files that have something of this name."""
    for file in _own_files(module, word):
        if (project / file).exists():
            yield file
    name = re.compile(rf"^(?:(?:def|class)\s+{word}\b|{word}\s*=)", re.MULTILINE)
    for file in _shared_files(module):
        if name.search(_read(project / file)):
            yield file


def _own_files(module: str, word: str) -> tuple[str, str]:
    return (
        f"autograder/exercises/{module}/{word}.py",
        f"tests/answers/{module}/wrong/{word}.py",
    )


def _shared_files(module: str) -> list[str]:
    packages = ("cs_cnn", "autograder/reference", "autograder/solutions")
    styles = [f"tests/answers/{module}/{style}.py" for style in STYLES]
    return [*(f"{package}/{module}.py" for package in packages), *styles]


def _promises(module: str) -> str:
    return f"tests/answers/{module}/promises.toml"


def _draft(id: str, points: int, backward: bool, project: Path) -> Draft:
    assignment = catalogue.assignment_of(id)
    if not backward:
        return Draft(id, points, assignment, (Parameter("x"),))
    given = _forward(id, project)
    gradients = tuple(each.name for each in given if each.is_array)
    parameters = (Parameter("dout"), *given)
    return Draft(id, points, assignment, parameters, gradients, _reference(id, project))


def _forward_id(id: str) -> str:
    module, _, word = id.partition(".")
    return f"{module}.{'forward' if word == 'backward' else word.removesuffix('_backward')}"


def _forward(id: str, project: Path) -> list[Parameter]:
    """The parameters of the forward exercise's stub. Raises UserError without one."""
    forward = catalogue.exercises().get(_forward_id(id))
    if forward is None or forward.id == id:
        raise UserError(
            f"A backward exercise is named after its forward one: x_backward after x. "
            f"There is no {_forward_id(id)} for {id}; begin with that."
        )
    for node in ast.parse(_read(project / forward.file)).body:
        if isinstance(node, ast.FunctionDef) and node.name == forward.function:
            return list(_parameters(node.args))
    raise UserError(f"{forward.file} has no function `{forward.function}` to take the inputs from.")


def _parameters(arguments: ast.arguments) -> Iterator[Parameter]:
    defaults = [ast.unparse(default) for default in arguments.defaults]
    without = [""] * (len(arguments.args) - len(defaults))
    for each, default in zip(arguments.args, [*without, *defaults], strict=True):
        annotation = ast.unparse(each.annotation) if each.annotation else "np.ndarray"
        yield Parameter(each.arg, annotation, default)


def _reference(id: str, project: Path) -> str:
    """The forward reference's name, if its module has it as a function and has `gradients`."""
    name = catalogue.exercises()[_forward_id(id)].reference.__name__
    text = _read(project / "autograder" / "reference" / f"{id.partition('.')[0]}.py")
    plain = re.search(rf"^def {name}\(", text, re.MULTILINE)
    differentiates = re.search(r"^from .* import .*\bgradients\b", text, re.MULTILINE)
    return name if plain and differentiates else ""


def _pieces(draft: Draft, project: Path) -> Iterator[tuple[Path, str]]:
    """Each file and its new text."""
    declaration, wrong = (project / file for file in _own_files(draft.module, draft.word))
    stub, reference, solution, *styles = (project / file for file in _shared_files(draft.module))
    yield stub, _appended(stub, templates.stub(draft))
    yield reference, _appended(reference, templates.reference(draft))
    yield declaration, templates.declaration(draft)
    yield declaration.with_name("__init__.py"), _listed(draft, declaration.with_name("__init__.py"))
    yield solution, _appended(solution, templates.solution(draft))
    book = project / "notebooks" / draft.assignment / notebook(draft.assignment)
    yield book, _with_cells(draft, json.loads(_read(book)))
    for path in styles:
        yield path, _appended(path, templates.answer(draft))
    yield wrong, templates.wrong(draft)
    promises = project / _promises(draft.module)
    yield promises, f"{_read(promises).rstrip()}\n\n{templates.promises(draft)}"


def _appended(path: Path, text: str) -> str:
    return f"{_read(path).rstrip()}\n\n\n{text}"


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"Cannot read {path}: {error}. A new exercise adds to it.") from error


def _predecessor(draft: Draft) -> str:
    """The exercise behind which the new one is asked: its forward one, else the module's last."""
    before = [id for id in catalogue.exercises() if id.startswith(f"{draft.module}.")]
    return _forward_id(draft.id) if draft.gradients else before[-1]


def _listed(draft: Draft, path: Path) -> str:
    """The module's ``__init__.py`` with the import and the name in EXERCISES."""
    text = _read(path)
    before = re.escape(_predecessor(draft).partition(".")[2])
    found = re.search(rf"^EXERCISES = \([^)]*\b{before},", text, re.MULTILINE)
    if found is None:
        raise UserError(f"{path} has no EXERCISES with {_predecessor(draft)} to put it behind.")
    listed = f"{text[: found.end()]}\n    {draft.word},{text[found.end() :]}"
    package = f"autograder.exercises.{draft.module}.{draft.word}"
    line = f"from {package} import {draft.word}\n"
    start = _place_of_import(text, line)
    return listed[:start] + line + listed[start:]


def _place_of_import(text: str, line: str) -> int:
    """In front of the first import that sorts behind ``line``, or of EXERCISES."""
    package = re.escape(line.rpartition(".")[0])
    every = re.finditer(rf"^{package}\.\w+ import .*\n", text, re.MULTILINE)
    later = (found.start() for found in every if found.group() > line)
    return next(later, text.index("\nEXERCISES"))


def _with_cells(draft: Draft, content: dict[str, Any]) -> str:
    """The notebook with the new cells behind the predecessor's, as Jupyter writes it."""
    before = grade_id(_predecessor(draft))
    at = next((i for i, cell in enumerate(content["cells"]) if cell["id"] == before), None)
    if at is None:
        raise UserError(
            f"The notebook of {draft.assignment} has no cell {before} to put it behind."
        )
    content["cells"][at + 1 : at + 1] = templates.cells(draft)
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


def _write_all(files: dict[Path, str]) -> None:
    """All of them, or what was there before."""
    before = {path: path.read_bytes() if path.exists() else None for path in files}
    done: list[Path] = []
    try:
        for path, text in files.items():
            write(path, text.encode())
            done.append(path)
    except BaseException:
        for path in done:
            _put_back(path, before[path])
        raise


def _put_back(path: Path, data: bytes | None) -> None:
    if data is None:
        path.unlink()
    else:
        write(path, data)
