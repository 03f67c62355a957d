"""Arguments and options that several commands share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.shell_completion import CompletionItem

from autograder.cli.errors import ALL_PASSED, FAULT, NOT_PASSED
from autograder.core.errors import UserError

if TYPE_CHECKING:
    from autograder.core.verdict import Verdict
    from autograder.course.folders import Course

Decorated = TypeVar("Decorated", bound=Callable[..., Any])
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


def folder_option(function: Decorated) -> Decorated:
    """``--from DIR``: the folder with the student's ``cs_cnn/``."""
    text = "The folder that contains cs_cnn/ (default: here or the nearest folder above)."
    return click.option("--from", "folder", type=FOLDER, metavar="DIR", help=text)(function)


def json_option(function: Decorated) -> Decorated:
    """``--json``: output for programs instead of people."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON instead.")(function)


FOR_JUPYTER = {"ignore_unknown_options": True}
"""The settings of a command that hands options on to JupyterLab."""


def jupyter_options(function: Decorated) -> Decorated:
    """What else stands in the command line, for JupyterLab."""
    kind = click.UNPROCESSED
    return click.argument("options", nargs=-1, type=kind, metavar="[JUPYTER OPTIONS]...")(function)


def course_option(*, exists: bool) -> Callable[[Decorated], Decorated]:
    """``--course DIR``: the folder with the class's submissions and scores."""
    text = "The course's folder (default: the nearest with an nbgrader_config.py, from here up)."
    kind = click.Path(exists=exists, file_okay=False, path_type=Path)
    return click.option("--course", "folder", type=kind, metavar="DIR", help=text)


def database_option(function: Decorated) -> Decorated:
    """``--db URL``: a gradebook other than the course's own file."""
    text = "The gradebook's database (default: gradebook.db in the course, or CS_CNN_DB)."
    return click.option("--db", "database", default="", metavar="URL", help=text)(function)


def the_assignment(name: str | None, course: Course) -> str:
    """``name``, else the only released assignment, else the only one there is."""
    from autograder.exercises import catalogue

    if name is not None:
        return name
    released = [one for one in catalogue.ASSIGNMENTS if course.released(one).is_dir()]
    for candidates in (released, list(catalogue.ASSIGNMENTS)):
        if len(candidates) == 1:
            return candidates[0]
    raise UserError(f"Name the assignment: {', '.join(released or catalogue.ASSIGNMENTS)}.")


def complete_name(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Exercise ids and assignments, for the shell's tab key."""
    from autograder.exercises import catalogue

    return _completions([*catalogue.exercises(), *catalogue.ASSIGNMENTS], incomplete)


def complete_id(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Exercise ids, for the shell's tab key."""
    from autograder.exercises import catalogue

    return _completions(catalogue.exercises(), incomplete)


def complete_assignment(
    _: click.Context, __: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Assignments, for the shell's tab key."""
    from autograder.exercises import catalogue

    return _completions(catalogue.ASSIGNMENTS, incomplete)


def complete_data(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Data sets and weights to fetch, for the shell's tab key."""
    from cs_cnn.given.data.registry import FETCHED, WEIGHTS

    return _completions((*FETCHED, *WEIGHTS), incomplete)


def _completions(names: Iterable[str], incomplete: str) -> list[CompletionItem]:
    return [CompletionItem(name) for name in names if name.startswith(incomplete)]


def workspace(folder: Path | None) -> Path:
    """The student's folder: ``folder``, else the nearest from here up. Raises NoWorkspace."""
    from autograder.core.workspace import find_root, has_package

    return find_root(Path.cwd()) if folder is None else has_package(folder)


def exit_code(verdicts: Iterable[Verdict]) -> int:
    """3 if the autograder failed anywhere, 0 if all passed, else 1."""
    from autograder.core.verdict import Status

    statuses = {verdict.status for verdict in verdicts}
    if Status.GRADER_ERROR in statuses:
        return FAULT
    return ALL_PASSED if statuses <= {Status.PASSED} else NOT_PASSED
