"""What a person graded: an unchanged answer stays graded, a changed one waits for a person again.

nbgrader asks a person to look again whenever a submission is recorded again, even if nothing but
its due date has changed, and shows an old score and comment under a new answer.
"""

from __future__ import annotations

import ast
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat

from autograder.core import storage
from autograder.course.folders import Course, notebook
from autograder.course.gradebook.cells import (
    Cell,
    about,
    claimed_id,
    grade_id,
    is_graded,
    is_judged,
    source,
)
from autograder.course.submissions.choosing import modules_in
from autograder.course.submissions.contents import stub_files
from autograder.exercises import catalogue

Answers = Mapping[str, str]
"""A hash of each graded cell's answer by its id: of its words, or of the function it checks."""


def answers(cells: Iterable[Cell], folder: Path, assignment: str) -> Answers:
    """The answers of a submission in ``folder`` whose notebook has these cells."""
    functions = {grade_id(e.id): e for e in catalogue.of_assignment(assignment)}
    files = _stubs(folder, assignment)
    found = {}
    for cell in cells:
        id = claimed_id(cell)
        if is_judged(cell) and id in functions:
            stub = Path(functions[id].file).name
            found[id] = _hash(_definition(files.get(stub, b""), functions[id].function))
        elif is_graded(cell) or about(cell).get("solution"):
            pictures = json.dumps(cell.get("attachments") or {}, sort_keys=True)
            found[id] = _hash(f"{source(cell)}{pictures}".encode())
    return found


def _stubs(folder: Path, assignment: str) -> dict[str, bytes]:
    chosen = modules_in(folder, assignment).files
    return {Path(file).name: chosen[file] for file in stub_files(assignment) if file in chosen}


def _definition(file: bytes, name: str) -> bytes:
    """The text of the function or class with that name; the whole file if there is none."""
    try:
        text = file.decode()
        body = ast.parse(text).body
    except (ValueError, SyntaxError, RecursionError, MemoryError):
        return file
    kinds = (ast.FunctionDef, ast.ClassDef)
    found = [each for each in body if isinstance(each, kinds) and each.name == name]
    return (ast.get_source_segment(text, found[-1]) or text).encode() if found else file


def _hash(answer: bytes) -> str:
    return hashlib.blake2b(answer, digest_size=16).hexdigest()


def recorded(course: Course, assignment: str, student: str) -> Answers:
    """The answers that were last recorded in the gradebook; empty if none were."""
    try:
        return dict(json.loads(course.answers(assignment, student).read_bytes()))
    except FileNotFoundError:
        return _of_autograded(course, assignment, student)
    except (ValueError, TypeError):
        return {}


def _of_autograded(course: Course, assignment: str, student: str) -> Answers:
    """The answers recorded by a version that kept no hashes."""
    folder = course.autograded(assignment, student)
    try:
        cells = nbformat.read(folder / notebook(assignment), as_version=4).cells
    except FileNotFoundError:
        return {}
    return answers(cells, folder, assignment)


def keep(course: Course, assignment: str, student: str, now: Answers) -> None:
    """Remember the answers, once the gradebook has them."""
    storage.write(course.answers(assignment, student), json.dumps(now).encode(), sync=False)


@dataclass(frozen=True)
class ByHand:
    """The answers of a submission as they were recorded last, and as they are now."""

    before: Answers
    now: Answers

    def settle(self, grade: Any, comment: Any, *, waited: bool) -> str:
        """Leave a grade that a person gave, or take it back if its answer has changed.

        ``grade`` and ``comment`` are nbgrader's (``comment`` is None for a cell that has none),
        after it has recorded them; ``waited`` says if the grade had waited for a person before.
        Returns a sentence about what was taken back, or ''.
        """
        id = grade.name
        if id not in self.before:
            return ""
        if self.before[id] == self.now.get(id):
            if grade.manual_score is not None:
                grade.needs_manual_grade = waited
            return ""
        said = comment.manual_comment if comment is not None else None
        if grade.manual_score is None and not said:
            return ""
        given = "" if grade.manual_score is None else f" ({grade.score:g} points)"
        grade.manual_score = grade.extra_credit = None
        grade.needs_manual_grade = True
        words = f" The comment was: {said}" if said else ""
        if comment is not None:
            comment.manual_comment = None
        return f"{id} was graded by hand{given} and has changed since: grade it again.{words}"
