"""Answers that a student wrote into the notebook, while the stub in ``cs_cnn/`` is untouched."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from autograder.core.verdict import Status, Verdict
from autograder.course.folders import notebook
from autograder.course.gradebook import cells
from autograder.course.submissions import contents, stub_work
from autograder.exercises import catalogue


def misplaced(files: Mapping[str, bytes], assignment: str) -> list[str]:
    """The exercises whose function is a stub in ``files`` and is defined in their notebook."""
    try:
        found = cells.parsed(files.get(notebook(assignment), b""))
    except ValueError:
        return []
    code = [cells.source(cell) for cell in found if cell.get("cell_type") == "code"]
    defined = set[str]().union(*(stub_work.defined(text.encode()) for text in code))
    unwritten = {
        (file, name)
        for file in contents.stub_files(assignment)
        for name in stub_work.unwritten(files.get(file, b""), stub_work.functions(assignment, file))
    }
    every = catalogue.of_assignment(assignment)
    return [e.id for e in every if e.function in defined and (e.file, e.function) in unwritten]


def note_of(ids: list[str]) -> list[str]:
    """A sentence for the instructor, if there are any."""
    names = ", ".join(ids)
    said = f"The notebook defines what is a stub in cs_cnn/: {names}. Only cs_cnn/ is graded."
    return [said] if ids else []


def say_so(verdict: Verdict, ids: list[str]) -> None:
    """Tell the student, in the verdict on an exercise that is not started."""
    told = verdict.status is Status.NOT_STARTED and verdict.id in ids
    if not told or verdict.diagnosis is None:
        return
    exercise = catalogue.find(verdict.id)[0]
    fact = verdict.diagnosis.fact
    more = (
        f"Your notebook defines `{exercise.function}`: move it into {exercise.file}. Only what is "
        "there counts."
    )
    verdict.diagnosis = replace(
        verdict.diagnosis,
        fact=replace(
            fact,
            public=f"{fact.public} {more}",
            detail=fact.detail and f"{fact.detail} {more}",
        ),
    )
