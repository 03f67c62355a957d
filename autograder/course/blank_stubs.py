"""The stubs of an assignment as they are released: blank."""

from __future__ import annotations

import ast
import functools
from pathlib import Path

from autograder.core.errors import CourseError, NoSuchStub
from autograder.core.stubs import blank
from autograder.course.folders import STUDENT_PACKAGE
from autograder.course.submissions.contents import stub_files
from autograder.exercises import catalogue


def blank_stubs(assignment: str) -> dict[str, str]:
    """File name (``cs_cnn/backprop.py``) to text, every stub blank. Raises CourseError.

    Anything an instructor has written into a stub is removed. A file that contains more than
    imports, a docstring and stubs is refused, because that code could be an answer.
    """
    return {file: _blank_file(assignment, file) for file in stub_files(assignment)}


def package_files() -> dict[str, bytes]:
    """The rest of ``cs_cnn/`` that students get: ``__init__.py`` and ``given/``."""
    wanted = [STUDENT_PACKAGE / "__init__.py", *(STUDENT_PACKAGE / "given").rglob("*")]
    return {
        path.relative_to(STUDENT_PACKAGE.parent).as_posix(): path.read_bytes()
        for path in sorted(wanted)
        if path.is_file() and "__pycache__" not in path.parts
    }


def _blank_file(assignment: str, file: str) -> str:
    try:
        text = (STUDENT_PACKAGE.parent / file).read_text(encoding="utf-8")
        return _blank_text(assignment, file, text)
    except (OSError, UnicodeDecodeError, SyntaxError, NoSuchStub) as error:
        raise CourseError(f"{file} cannot be released: {error}. Fix the file first.") from None


@functools.lru_cache
def _blank_text(assignment: str, file: str, text: str) -> str:
    """Every submission that lacks a file gets it blank: what has not changed is read once."""
    names = {e.function: e.id for e in catalogue.of_assignment(assignment) if e.file == file}
    text = blank(text, names)
    _refuse_other_code(file, ast.parse(text), set(names))
    return text


def _refuse_other_code(file: str, tree: ast.Module, names: set[str]) -> None:
    for node in tree.body:
        if not _is_expected(node, names):
            raise CourseError(
                f"{file} cannot be released: line {node.lineno} is neither an import, a "
                f"docstring nor a stub. Move it to {Path(file).parent}/given/ or delete it."
            )


def _is_expected(node: ast.stmt, names: set[str]) -> bool:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return node.name in names and not node.decorator_list
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    return isinstance(node, ast.Import | ast.ImportFrom)
